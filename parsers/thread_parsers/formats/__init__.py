"""What a format is: a likeness (does this source look like it?) and a reader. `registry` has the table of formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from thread_parsers.bodies import BodyForm
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.near import Near
    from thread_parsers.source.containers import Container
    from thread_parsers.source.source import Source


class Likeness(NamedTuple):
    """How much a source looks like a format: a score from 0 (not at all) to 1 (certainly), and what was seen."""

    score: float
    reason: str
    """For people: `2 names with a line "· date time" under them`. Never empty."""
    comments_after: int | None = None
    """For a page that is recognized by what surrounds its comments, but in which no comment was found: the offset after
    which they would be. The other formats are then tried on the page, and one that finds comments there is used."""


class Format(NamedTuple):
    """One kind of saved page. What it promises is checked by tests/parsers/formats/test_contract.py.

    For any bytes, neither function raises, and both take time in proportion to the size of the page.
    """

    name: str
    """The word for `--from` and in the receipt."""
    title: str
    """What it is, in half a line, for `--formats`."""
    likeness: Callable[[Source], Likeness]
    """Judges a source by its content. Reads a bounded part of it."""
    read: Callable[[Discussion], Iterator[None]]
    """Fills the discussion from `discussion.file`. Yields every few thousand comments, so that the tree can be used
    while it grows and the work can be stopped.

    At the end, parents come before their replies, and the `body_end` of a comment is after the line feed of its last
    line of words. Of a text file, comments and the spans of `receipt.around` cover every byte once. A format that
    renders the words of a structured file does it with `discussion.rendering.Rendering`, which keeps the origins."""
    near: Callable[[Source], Iterable[Near | None]] | None = None
    """Lists lines that almost begin a comment, for `--formats`. Reads a bounded part of the source. A None among them
    is a step: keys are answered after it."""
    container: Container = "text"
    """What its files are made of. Other formats are tried on a page only if they read the same."""
    body_form: BodyForm = "plain"
    """What the words of its comments are written in. `read` sets `Discussion.body_form` where a file says otherwise."""
    likeness_in_steps: Callable[[Source], Generator[None, None, Likeness]] | None = None
    """The same as `likeness`, with a yield every few milliseconds: for a format that takes longer to judge a page."""
