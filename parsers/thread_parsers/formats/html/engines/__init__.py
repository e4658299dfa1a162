"""The table of engines, in the order in which they are tried."""

from __future__ import annotations

from thread_parsers.formats.html.engines.blogs import BLOGGER, BLOGS, MICRODATA
from thread_parsers.formats.html.engines.boards import BOARDS
from thread_parsers.formats.html.engines.chats import CHATS
from thread_parsers.formats.html.engines.engine import Engine, Nesting
from thread_parsers.formats.html.engines.forums import DISCOURSE, FORUMS
from thread_parsers.formats.html.engines.news import NEWS
from thread_parsers.formats.html.engines.sites import QUESTIONS, SITES, TALK

__all__ = ["ENGINES", "Engine", "Nesting"]

ENGINES = (TALK, *NEWS, *FORUMS, *BOARDS, *CHATS, *BLOGGER, *QUESTIONS, *DISCOURSE, *SITES, *BLOGS, MICRODATA)
