"""HTML as a sequence of tags and text with positions, and character references."""
