"""What is read of pages of known engines when no engine is known: `python tests/quality/html_fallback.py [FOLDER]`.

Each page is read by the format for any other HTML page. A comment is found if one that was read has at least 80 % of
its words, one to one. The folder has pages with their true comments beside them, as `X.html` and `X.truth.json`.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

if TYPE_CHECKING:
    from thread_parsers.discussion.comment import Comment


CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "real"
WITHOUT = frozenset({"hackernews"})
"""Families whose pages would decide the sum alone."""
MIN_OVERLAP = 0.8
_WORD = re.compile(r"\w+")


class Row(NamedTuple):
    """One page."""

    page: str
    comments: int
    found: int
    authors: int
    """Found comments with the right author."""
    stated: int
    """Found comments whose author the page states."""
    parents: int
    scores: int
    """Found comments with the right score."""
    scored: int
    """Found comments whose score the page states."""
    extra: int
    """Comments that were read and are none."""


def words(text: str) -> Counter[str]:
    """The words of a comment in small letters."""
    return Counter(_WORD.findall(text.lower()))


def name(text: object) -> str:
    """A name as it is compared."""
    return " ".join(str(text or "").split()).lstrip("@").lower().replace("[deleted]", "")


def compared(page: Path, truth: Path) -> Row:
    """Read a page without its engine, and compare it with the truth."""
    from thread_parsers.reading import read

    wanted: list[dict[str, Any]] = json.loads(truth.read_text(encoding="utf-8"))["comments"]
    with patch("thread_parsers.formats.html.reading.ENGINES", ()):
        discussion = read(page, "html")
    comments = list(discussion.comments)
    discussion.close()
    place = matches(wanted, comments)
    stated = [number for number in place if names(wanted[number])]
    authors = sum(name(comments[place[number]].author) in names(wanted[number]) for number in stated)
    parents = 0
    for number, at in place.items():
        parent = wanted[number]["parent"]
        parents += (comments[at].parent or 0) == (place.get(parent - 1, -1) + 1 if parent else 0)
    scored = [number for number in place if wanted[number].get("likes") is not None]
    scores = sum(comments[place[number]].likes == wanted[number]["likes"] for number in scored)
    extra = len(comments) - len(place)
    return Row(page.stem, len(wanted), len(place), authors, len(stated), parents, scores, len(scored), extra)


def matches(wanted: list[dict[str, Any]], comments: list[Comment]) -> dict[int, int]:
    """For each comment of the truth that was found the one that it is; of several, one with the right author."""
    texts = [words(" ".join(segment.text for segment in one.segments)) for one in comments]
    free = set(range(len(comments)))
    place: dict[int, int] = {}
    for number, one in enumerate(wanted):
        wordings = [words(text) for text in (one["text"], *one.get("text_or", ()))]
        alike = (
            (max(overlap(words, texts[at]) for words in wordings), name(comments[at].author) in names(one), -at)
            for at in free
        )
        best = max(alike, default=(0.0, False, 0))
        if best[0] >= MIN_OVERLAP:
            place[number] = -best[2]
            free.discard(-best[2])
    return place


def overlap(wanted: Counter[str], found: Counter[str]) -> float:
    """Words in common, as a share of the words of both."""
    total = wanted.total() + found.total()
    return 2 * (wanted & found).total() / total if total else 1.0


def names(comment: dict[str, Any]) -> set[str]:
    """The names that are right; none if the page states none."""
    if comment["author"] is None:
        return set()
    return {name(comment["author"]), *map(name, comment.get("author_or", ()))}


def rows(folder: Path = CORPUS) -> list[Row]:
    """All pages of a folder with their truths."""
    pages = ((page, page.with_suffix(".truth.json")) for page in sorted(folder.glob("*/*.html")))
    return [compared(page, truth) for page, truth in pages if truth.exists() and page.parent.name not in WITHOUT]


def total(found: list[Row]) -> Row:
    """The sum of all pages."""
    return Row("all", *(sum(column) for column in list(zip(*found, strict=True))[1:]))


def main() -> None:
    """Print a line for each page, and the sum."""
    sys.path.insert(0, str(Path(__file__).parents[2] / "parsers"))
    found = rows(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS)
    lines = [f"{'page':28}" + "".join(f"{field:>10}" for field in Row._fields[1:])]
    lines += [f"{row.page:28}" + "".join(f"{value:10}" for value in row[1:]) for row in (*found, total(found))]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
