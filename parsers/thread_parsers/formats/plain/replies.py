"""Signs of a reply in plain discussions, and the parents that follow from them. All of them are inferred."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.formats.plain.head_shapes import Head

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
    """The name in a line that says whom the comment answers and nothing else ("Reply to @Ann"); empty for others."""
    found = _SIGN_LINE.fullmatch(line.strip()) if len(line) < 160 else None
    return found["name"].strip() if found else ""


def mentioned(line: str, known: dict[str, str]) -> str:
    """The author whom a line addresses at its start ("@Ann Lee I think …"), of those known; empty where it does not.

    `known` holds names by their case-folded form. The longest name that fits is meant.
    """
    found = _MENTION.match(line.strip()[:200])
    words = found["names"].split(" ") if found else []
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count]).casefold()
        fitting = known.get(name) or known.get(name.rstrip(".,:;!?、，："))
        if fitting:
            return fitting
    return ""


class ByMargin:
    """Parents from margins: a comment answers the nearest one before it whose head stands further left."""

    how = "the indentation or the quote marks of their head lines"

    def __init__(self) -> None:
        self._open: list[tuple[tuple[int, int], int]] = []

    def parent(self, index: int, head: Head) -> int:
        """The parent of the next comment, -1 for none."""
        before, quoted, indentation = head.margin.rpartition(b">")
        width = len(indentation.expandtabs(8))
        place = (before.count(b">") + 1, width // 2) if quoted else (0, width)
        while self._open and self._open[-1][0] >= place:
            self._open.pop()
        parent = self._open[-1][1] if self._open else -1
        self._open.append((place, index))
        return parent


class ByLinks:
    """Parents from "root | parent | prev": without `parent` a comment opens a thread, without `prev` it answers the one
    before it, without `root` it answers the one that opened the thread; else it stands beside the one before it."""

    how = "the links of their head lines"

    def __init__(self) -> None:
        self._root = -1
        self._last_parent = -1

    def parent(self, index: int, head: Head) -> int:
        """The parent of the next comment, -1 for none."""
        links = {word.strip() for word in head.links.split("|")}
        if "parent" not in links or self._root < 0:
            self._root, parent = index, -1
        elif "prev" not in links and not any(link.startswith("prev") for link in links):
            parent = index - 1
        elif "root" not in links or self._last_parent < 0:
            parent = self._root
        else:
            parent = self._last_parent
        self._last_parent = parent
        return parent


def by_name(authors: Sequence[str], answered: Sequence[str], newest_first: bool) -> list[int]:
    """Parents from names: a comment answers the last one that the person it names had written before it."""
    parents = [-1] * len(authors)
    last: dict[str, int] = {}
    order = range(len(authors) - 1, -1, -1) if newest_first else range(len(authors))
    for index in order:
        if answered[index]:
            parents[index] = last.get(answered[index].casefold(), -1)
        last[authors[index].casefold()] = index
    return parents


def thread_order(parents: Sequence[int]) -> Iterator[int]:
    """The indices of comments with every reply under its parent, siblings in page order. `parents` holds no cycle."""
    below: dict[int, list[int]] = {}
    for index in range(len(parents) - 1, -1, -1):
        below.setdefault(parents[index], []).append(index)
    waiting = below.pop(-1, [])
    while waiting:
        index = waiting.pop()
        yield index
        waiting.extend(below.pop(index, ()))
