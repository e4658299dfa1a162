"""Pages of a corpus as paths: below the folder of the corpus, although there are no such files.

The page `/home/ada/bees.html` of `corpus` is `corpus/home/ada/bees.html`.
"""

from __future__ import annotations

import os
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from thread_parsers.errors import Unreadable
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from thread_parsers.source.source import Source

MARK, TABLE = "corpus.json", "discussions"
"""The file and one of the folders by which a corpus is recognized."""
NO_EXTRA = "needs pip install 'thread-reader[bulk]'"
"""What to say without the packages that read a corpus."""
MAX_CHARACTERS = 1 << 13
"""Longer paths name no page."""
_MODULE = "thread_parsers.bulk.opened"
_HEAVY_MODULES = (
    "pyarrow", "pyarrow.compute", "pyarrow.parquet", "thread_parsers.bulk.stored", "thread_parsers.bulk.rebuilt",
)  # fmt: skip
"""What it imports, each in a step of its own."""
_RELATIVE = "%"
"""The first component for a page whose name cannot be that of a file below the folder."""
_ESCAPED = r"%|\0|(?:\A|(?<=/))(?:\.\.?)?(?=/|\Z)"
"""What a path cannot have within a component, and components that are not kept when paths are made absolute."""
_NOT_BELOW = r"/(?:/|(?:comments|discussions|receipts|corpus\.json|views\.sql)(?:/|\Z))"
"""How absolute names begin that would be those of a file or folder of the corpus, or that have two slashes."""
_UNESCAPED = r"%(25|00|(?=[./]|\Z))"
"""These are compiled when they are first used: most runs open no corpus."""


class PagePath(NamedTuple):
    """A page of a corpus."""

    folder: str
    """That of the corpus."""
    page: str
    """Its name in the tables."""


class Corpora(NamedTuple):
    """What reads corpora. All of it raises Unreadable."""

    check: Callable[[str], None]
    """Raises for a folder with other tables than this program has."""
    open_page: Callable[[str, PagePath], Source]
    """Opens the page at a path."""
    pages: Callable[[str], Iterator[Any]]
    """All pages in a folder, as `library.walking` has them."""
    page: Callable[[str, PagePath], Any]
    """The same of one page."""


def corpora(path: str) -> Corpora:
    """What reads corpora. Raises Unreadable without the packages for that."""
    return run_to_end(corpora_in_steps(path))


def corpora_in_steps(path: str) -> Generator[None, None, Corpora]:
    """The same in steps: the packages take a tenth of a second to import."""
    from importlib.util import find_spec  # most runs read no corpus

    if find_spec("pyarrow") is None:
        raise Unreadable(path, NO_EXTRA)
    for name in (*_HEAVY_MODULES, _MODULE):
        module = import_module(name)
        yield
    found: Corpora = module.CORPORA
    return found


def page_path(folder: str, page: str) -> str:
    """The path of a page of a corpus."""
    is_below = page.startswith("/") and not re.match(_NOT_BELOW, page)
    head, rest = ("", page[1:]) if is_below else (f"{_RELATIVE}/", page)
    return os.path.join(folder, head + re.sub(_ESCAPED, _escape, rest))  # noqa: PTH118


def page_at(path: str) -> PagePath | None:
    """The page of a corpus that a path names, if there is no such file; whether the corpus has it is not looked at."""
    if len(path) > MAX_CHARACTERS or os.path.lexists(path):
        return None
    folder = os.path.dirname(path)  # noqa: PTH120
    while folder and not os.path.isdir(folder):  # noqa: PTH112
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above
    if not is_corpus(folder):
        return None
    rest = path[len(folder) :].lstrip("/")
    head = "/"
    if rest.startswith(f"{_RELATIVE}/"):
        head, rest = "", rest[2:]
    return PagePath(folder, head + re.sub(_UNESCAPED, _unescape, rest))


def is_corpus(folder: str) -> bool:
    """Whether a folder is a corpus that this program wrote, of whatever version."""
    return os.path.isfile(os.path.join(folder, MARK)) and os.path.isdir(os.path.join(folder, TABLE))  # noqa: PTH112, PTH113, PTH118


def exists(path: str) -> bool:
    """Whether there is a file or folder at a path, or may be a page of a corpus."""
    return os.path.lexists(path) or page_at(path) is not None


def _escape(found: re.Match[str]) -> str:
    return {"%": "%25", "\0": "%00"}.get(found[0], f"%{found[0]}")


def _unescape(found: re.Match[str]) -> str:
    return {"25": "%", "00": "\0"}.get(found[1], "")
