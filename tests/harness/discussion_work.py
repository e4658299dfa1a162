"""Everything that is done with a discussion, by name, so that its work can be counted."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from thread_parsers.discussion.order import ordered
from thread_parsers.discussion.receipt_spans import byte_spans
from thread_parsers.export.writers import WRITERS
from thread_parsers.identity.fingerprints import fingerprint_steps
from thread_parsers.library.contents import whole_steps
from thread_parsers.library.walking import walk
from thread_parsers.query import Matching, parse_query
from thread_parsers.reading import begin, read
from thread_parsers.stats import measure
from thread_parsers.steps import run_to_end
from thread_reader.raw_text import raw_lines
from thread_reader.render.layouts import Layouts
from thread_reader.view.folds import Folds
from thread_reader.view.highlight_list import choose_steps
from thread_reader.view.jobs import search_steps
from thread_reader.view.link_list import LinkList, collect_steps
from thread_reader.view.parts import rows_of
from thread_reader.view.position import Position, Window
from thread_reader.view.reader import Reader
from thread_reader.view.visible import Context, VisibleComments, visible_comments

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.discussion import Discussion

Work = dict[str, "Callable[[Discussion], object]"]

ROWS = 24
WIDTHS = (80, 60, 40)
"""Of the terminal while it is resized."""
PACE = 250
"""Words that are read in a minute."""
QUERIES = {"filter": "tea", "regex": "/t[ea]+a?/"}


def opened(discussion: Discussion) -> None:
    """Read until the first comments are there."""
    started, steps = begin(discussion.file, discussion.format)
    for _ in steps:
        if len(started.columns):
            break


def matched(discussion: Discussion, query: str) -> None:
    """All matches, in the comments and in the article, then with the comments that they answer."""
    matching = Matching(discussion, parse_query(query))
    found = matching.all()
    matching.article()
    for context in Context:
        list(visible_comments(discussion.columns, folds=Folds(), matches=found, context=context))


def searched(discussion: Discussion) -> None:
    """All hits of a word."""
    reader = Reader(discussion)
    reader.search.ask("tea")
    for _ in search_steps(reader):
        pass


def folded(discussion: Discussion) -> None:
    """Fold all, and unfold all."""
    for folds in (Folds(all=True), Folds()):
        list(visible_comments(discussion.columns, folds=folds))


def resized(discussion: Discussion) -> None:
    """Draw the first and the last comments in each width."""
    count = len(discussion.columns)
    if not count:
        return
    layouts = Layouts(discussion, Folds, WIDTHS[0])
    for width in WIDTHS:
        layouts.width = width
        window = Window(VisibleComments(range(count)), layouts, ROWS)
        for comment in (0, count - 1):
            for shown, line in window.lines(window.settled(Position(comment, None, 0))):
                layouts.of(shown).line(line)


def exported(discussion: Discussion) -> None:
    """Write the discussion in all forms."""
    for writer in WRITERS.values():
        for _ in writer.write(discussion, range(len(discussion.columns))):
            pass


def indexed(discussion: Discussion) -> None:
    """Bring the index up to date with the file of the discussion."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "page").write_bytes(discussion.file.read(0, discussion.file.size))
        for found in walk([folder]):
            if found is not None:
                run_to_end(whole_steps(found, with_words=True))


def linked(discussion: Discussion) -> None:
    """List the links of the page."""
    found = LinkList(discussion.columns)
    for _ in collect_steps(discussion, found):
        pass
    found.domains(images=False)


def highlighted(discussion: Discussion) -> None:
    """Choose the comments to read first."""
    for _ in choose_steps(Reader(discussion), PACE):
        pass


def shown_raw(discussion: Discussion) -> None:
    """Show the bytes behind the last comment."""
    if len(discussion.columns):
        raw_lines(discussion, len(discussion.columns) - 1)


GROWING: Work = {
    "open": opened,
    "index": lambda discussion: read(discussion.file, discussion.format),
    **{name: partial(matched, query=query) for name, query in QUERIES.items()},
    "search": searched,
    "stats": measure,
    "fold": folded,
    "sort": lambda discussion: [ordered(discussion.columns, order) for order in ("oldest", "newest", "likes")],
    "receipt": lambda discussion: list(byte_spans(discussion)),
    "export": exported,
    "refresh": indexed,
    "parts": rows_of,
    "links": linked,
    "highlights": highlighted,
    "fingerprints": lambda discussion: run_to_end(fingerprint_steps(discussion)),
}
"""What takes work in proportion to the page."""
CONSTANT: Work = {"resize": resized, "raw": shown_raw}
"""What takes the same work on any page of comments of the same length."""
