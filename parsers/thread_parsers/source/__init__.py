"""Opening files: containers, encodings, bytes and lines."""
