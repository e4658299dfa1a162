"""The table of engines, in the order in which they are tried."""

from __future__ import annotations

from thread_parsers.formats.html.engines.blogs import BLOGS, MICRODATA
from thread_parsers.formats.html.engines.engine import Engine, Nesting
from thread_parsers.formats.html.engines.forums import FORUMS
from thread_parsers.formats.html.engines.news import NEWS
from thread_parsers.formats.html.engines.sites import SITES

__all__ = ["ENGINES", "Engine", "Nesting"]

ENGINES = (*NEWS, *FORUMS, *SITES, *BLOGS, MICRODATA)
