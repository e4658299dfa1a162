"""The terminal around the program: what it must be able to do, and what Textual leaves undone."""
