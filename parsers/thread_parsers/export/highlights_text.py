"""The highlights in the report of the stats: each with its number, its reasons and its first words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from thread_parsers.discussion.first_words import first_words
from thread_parsers.export.cells import cut
from thread_parsers.export.text import NO_NAME, one_line
from thread_parsers.stats.highlights import RULES, minutes
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.highlights import Highlight

REASON_CELLS = 16
"""The least width of the reasons; longer ones move the words."""


def highlights_lines(found: Sequence[Highlight], discussion: Discussion, width: int) -> Iterator[str]:
    """The lines, at most `width` cells wide but for long reasons."""
    words = sum(each.words for each in found)
    yield f"to read first: {counted(len(found), 'comment')}, {counted(words, 'word')}, {minutes(found)} min"
    titles = {rule.name: rule.title for rule in RULES}
    for name, group in groupby(found, key=lambda each: each.rule):
        yield f"  comment  {titles[name]}"
        for each in group:
            reasons = one_line(", ".join(reason.words for reason in each.reasons))
            author = one_line(discussion.author(each.row)) or NO_NAME
            before = f"{each.row + 1:>9,}  {reasons:<{REASON_CELLS}} "
            yield before + cut(f"{author}: {first_words(discussion, each.row)}", max(20, width - len(before)))
