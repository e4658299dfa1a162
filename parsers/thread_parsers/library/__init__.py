"""The library: many files and folders as one list of discussions, with full-text search over all of them."""

from __future__ import annotations

from thread_parsers.library.library import Library
from thread_parsers.library.rows import Hit, Identity, IndexedPart, Keys, KnownFiles, Refreshed, Row

__all__ = ["Hit", "Identity", "IndexedPart", "Keys", "KnownFiles", "Library", "Refreshed", "Row"]
