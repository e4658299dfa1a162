"""The hits of one file: the query engine on the file as it is now."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from thread_parsers.errors import DiscussionError, PatternTooSlow
from thread_parsers.library.contents import MAX_TITLE_CHARS, failure_reason, one_line, read_steps
from thread_parsers.library.rows import Hit
from thread_parsers.library.walking import walk
from thread_parsers.query import Matching

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Generator, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.library.walking import Found
    from thread_parsers.query import Query, UserMarks

    Marks = Callable[[Discussion], UserMarks]

SNIPPET_CHARS = 120
"""Characters of a snippet."""
SEARCHED_CHARS = 1 << 14
"""Characters of a comment that are searched for the match."""
BEFORE_CHARS = 40
"""Characters of it before the match."""


def scan(
    paths: Sequence[str],
    query: Query,
    marks: Marks | None = None,
    refused: Callable[[str, str], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
    *,
    without: Container[str] = (),
) -> Iterator[Hit | None]:
    """The comments that match in all files at and below some paths but some, without an index; otherwise as
    `Library.search`. `refused` is called with each of the paths that cannot be read, and the reason."""
    found: dict[bytes, Found] = {}
    for each in walk(paths):
        if each is None:
            yield None
        elif each.reason:
            if refused is not None and (each.named or each.path in paths):
                refused(each.path, each.reason)
        elif each.is_read_whole and each.path not in without:
            found.setdefault(each.key, each)
    for number, key in enumerate(sorted(found)):
        if progress is not None:
            progress(number, len(found))
        yield from hits_in(found[key].path, query, marks, refused if found[key].named else None)


def hits_in(
    path: str, query: Query, marks: Marks | None, refused: Callable[[str, str], None] | None = None
) -> Iterator[Hit | None]:
    """The comments of a file that match, and None between two steps. A file that cannot be read has none; `refused` is
    called with the path and the reason. Raises PatternTooSlow."""
    try:
        discussion = yield from read_steps(path)
    except Exception as error:  # a fault in one file must not keep the others from being searched
        if refused is not None:
            refused(path, failure_reason(error))
        return
    try:
        for part, each in enumerate(discussion.parts, 1):
            yield from _hits(path, part, each, query, marks)
    except PatternTooSlow:
        raise
    except DiscussionError:
        return
    finally:
        discussion.close()


def _hits(
    path: str, part: int, discussion: Discussion, query: Query, marks: Marks | None
) -> Generator[Hit | None, None, None]:
    title = one_line(discussion.title or "", MAX_TITLE_CHARS)
    matching = Matching(discussion, query, marks(discussion) if marks is not None else None)
    done = 0
    for step in matching.scan():
        found = step.comments
        for index in found[done:]:
            yield Hit(
                path,
                part,
                len(discussion.parts),
                index + 1,
                discussion.author(index),
                discussion.shown_time(index),
                (yield from _snippet(discussion, index, query)),
                title,
                discussion.time(index),
            )
        done = len(found)
        yield None


def _snippet(discussion: Discussion, index: int, query: Query) -> Generator[None, None, str]:
    """The words around the first match in a comment, on one line, in steps; its beginning if no words are looked for,
    or if they are far away from it."""
    beginning, left = "", SEARCHED_CHARS
    for segment in discussion.segments_in_steps(index):
        if segment is None:
            yield
            continue
        text = discussion.displayed(segment.text)[:left]
        beginning, left = beginning or text[: 4 * SNIPPET_CHARS], left - len(text)
        first = _first_hit(text, query)
        if first is not None:
            start = _word_before(text, first)
            return ("…" if start else "") + one_line(text[start : start + 4 * SNIPPET_CHARS], SNIPPET_CHARS)
        if not left:
            break
    return one_line(beginning, SNIPPET_CHARS)


def _first_hit(text: str, query: Query) -> int | None:
    """Where the first match of any term begins."""
    with suppress(PatternTooSlow):  # the comment matches all the same
        return min((start for highlight in query.highlights for start, _ in highlight.spans(text)[:1]), default=None)
    return None


def _word_before(text: str, hit: int) -> int:
    """Where the snippet of a hit begins: BEFORE_CHARS before it, at the next word."""
    first = hit - BEFORE_CHARS
    if first <= 0:
        return 0
    blank = text.find(" ", first, hit)
    return first if blank < 0 else blank + 1
