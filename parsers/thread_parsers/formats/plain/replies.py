"""Signs of a reply in plain discussions, and the parents that are inferred from them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.formats.plain.comments import Row

_PHRASES = (
    "(?:in )?(?:reply|replying|replied|response|responding|answering) to", "répond(?:re|u|ant)? à", "en réponse à",
    "antwort(?:et)? (?:an|auf)", "als antwort auf", "(?:en )?respuesta a", "respondiendo a", "(?:em )?resposta a",
    "respondendo a", "(?:in )?risposta a", "(?:als )?antwoord op", "(?:в )?ответ(?: на| для)?", "у відповідь",
    "odpowiedź do", "回复", "回覆", "返信先", "답글",
)  # fmt: skip
_SIGN_LINE = re.compile(
    rf"[\s↳↪→⤷>]*(?:{'|'.join(_PHRASES)})\s*[:：]?\s*@?(?P<name>\S.{{0,60}}?)\s*[:：.]?", re.IGNORECASE
)
_MENTION = re.compile(r"@(?P<names>\S+(?: \S+){0,3})")


def sign_line(line: str) -> str:
    """The name in a line that only says to whom the comment replies ("Reply to @Ann"); empty for other lines."""
    found = _SIGN_LINE.fullmatch(line.strip()) if len(line) < 160 else None
    return found["name"].strip() if found else ""


def mentioned(line: str, known: dict[str, str]) -> str:
    """The known author at the start of a line ("@Ann Lee I think …"); empty where there is none.

    `known` are names by their case-folded form. The longest name that matches is taken.
    """
    found = _MENTION.match(line.strip()[:200])
    words = found["names"].split(" ") if found else []
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count]).casefold()
        found_name = known.get(name) or known.get(name.rstrip(".,:;!?、，："))
        if found_name:
            return found_name
    return ""


class ByDepth:
    """Parents from depths: the parent is the nearest earlier comment with a smaller depth."""

    how = ""
    """Where the depths are, for people."""
    inferred = False
    """Whether the last parent was not stated by the page."""

    def __init__(self) -> None:
        self._open: list[tuple[tuple[int, int], int]] = []
        """(depth, index) of the last comment and its ancestors."""

    def parent(self, index: int, row: Row) -> int:
        """The index of the parent of the next comment, -1 for none."""
        depth = self._depth(row)
        while self._open and self._open[-1][0] >= depth:
            self._open.pop()
        parent = self._open[-1][1] if self._open else -1
        self._open.append((depth, index))
        return parent

    def _depth(self, row: Row) -> tuple[int, int]:
        raise NotImplementedError


class ByMargin(ByDepth):
    """Parents from the margins of heads."""

    how = "the indentation or the quote marks of their head lines"

    def _depth(self, row: Row) -> tuple[int, int]:
        before, quoted, indentation = row.head.margin.rpartition(b">")
        # Quote marks count before indentation. Behind quote marks one blank may be part of the mark.
        width = len(indentation.expandtabs(8))
        return (before.count(b">") + 1, width // 2) if quoted else (0, width)


class ByLevel(ByDepth):
    """Parents from the levels that heads state: "level 2"."""

    how = "the levels that their heads state"

    def _depth(self, row: Row) -> tuple[int, int]:
        return row.level, 0


def by_name(authors: Sequence[str], addressees: Sequence[str], newest_first: bool) -> list[int]:
    """Parents from names: the parent is the last earlier comment of the addressee, -1 where there is none."""
    parents = [-1] * len(authors)
    last: dict[str, int] = {}
    order = range(len(authors) - 1, -1, -1) if newest_first else range(len(authors))
    for index in order:
        if addressees[index]:
            parents[index] = last.get(addressees[index].casefold(), -1)
        last[authors[index].casefold()] = index
    return parents


def thread_order(parents: Sequence[int]) -> Iterator[int]:
    """The indices of comments in pre-order, siblings in page order. `parents` must have no cycle."""
    children: dict[int, list[int]] = {}
    # Backwards, so that `pop` takes siblings in page order.
    for index in range(len(parents) - 1, -1, -1):
        children.setdefault(parents[index], []).append(index)
    waiting = children.pop(-1, [])
    while waiting:
        index = waiting.pop()
        yield index
        waiting.extend(children.pop(index, ()))
