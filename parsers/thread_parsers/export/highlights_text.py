"""The highlights in the report of the stats: each with its number, its reasons and its first words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.first_words import first_words
from thread_parsers.export.cells import cut
from thread_parsers.export.text import NO_NAME, one_line
from thread_parsers.stats.highlights import RULES, minutes
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.highlights import Highlight

HEADING = "to read first"
REASON_CELLS = 16
"""The least width of the reasons; longer ones move the words."""
MIN_WORDS_CELLS = 20


class Listed(NamedTuple):
    """A comment to read first, in the columns of the report."""

    number: str
    reasons: str
    author: str
    """On one line, like the reasons and the words; as on the page, so it must be made printable."""
    words: str


class Group(NamedTuple):
    """The comments that one rule names."""

    title: str
    comments: list[Listed]


def amount(found: Sequence[Highlight]) -> str:
    """How much there is to read: `4 comments, 147 words, 1 min`."""
    words = sum(each.words for each in found)
    return f"{counted(len(found), 'comment')}, {counted(words, 'word')}, {minutes(found)} min"


def highlight_groups(
    found: Sequence[Highlight], discussion: Discussion, begins: Callable[[Discussion, int], str] = first_words
) -> Iterator[Group]:
    """Yield the highlights by rule. `begins` returns how a comment begins."""
    titles = {rule.name: rule.title for rule in RULES}
    for name, group in groupby(found, key=lambda each: each.rule):
        comments = []
        for each in group:
            reasons = one_line(", ".join(reason.words for reason in each.reasons))
            author = one_line(discussion.author(each.row)) or NO_NAME
            words = one_line(begins(discussion, each.row))
            comments.append(Listed(f"{each.row + 1:>9,}  ", f"{reasons:<{REASON_CELLS}} ", author, words))
        yield Group(titles[name], comments)


def highlights_lines(found: Sequence[Highlight], discussion: Discussion, width: int) -> Iterator[str]:
    """The lines, at most `width` cells wide but for long reasons. Comments begin as they are written, with the marks of
    their markup."""
    yield f"{HEADING}: {amount(found)}"
    for title, comments in highlight_groups(found, discussion):
        yield f"  comment  {title}"
        for each in comments:
            before = each.number + each.reasons
            yield before + cut(f"{each.author}: {each.words}", max(MIN_WORDS_CELLS, width - len(before)))
