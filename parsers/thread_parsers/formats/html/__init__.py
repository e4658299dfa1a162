"""Saved HTML pages: engines as tables of selectors, and one reader for all of them."""
