"""What a call of `thread-reader` asks for, and what is written when no reader is opened."""
