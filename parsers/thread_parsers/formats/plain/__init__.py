"""Plain text from any source, read by the shape of its head lines."""
