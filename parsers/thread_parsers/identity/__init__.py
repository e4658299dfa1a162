"""Which saved files are the same discussion, and which of their comments are the same comment, by content."""
