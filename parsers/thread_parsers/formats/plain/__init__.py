"""Plain text of any origin, read by the shape of its head lines."""
