"""Saved discussions as trees: read a page, ask it questions, write it out. Standard library only at import."""
