"""What is read of pages of known engines when no engine is known: `python benchmarks/html_fallback.py [FOLDER]`.

Each page is read by the format for any other HTML page. A comment is found if one that was read has at least 80 % of
its words, one to one. The folder has pages with their true comments beside them, as `X.html` and `X.truth.json`.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from thread_parsers.reading import read

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "real"
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
    wanted = json.loads(truth.read_text())["comments"]
    discussion = read(page, "html")
    comments = list(discussion.comments)
    texts = [words(" ".join(segment.text for segment in one.segments)) for one in comments]
    free = set(range(len(comments)))
    place: dict[int, int] = {}
    for number, one in enumerate(wanted):
        for choice in (one["text"], *one.get("text_or", ())):
            target = words(choice)
            size = target.total()

            def overlap(at: int, target: Counter[str] = target, size: int = size) -> float:
                return 2 * (target & texts[at]).total() / max(size + texts[at].total(), 1)

            best = max(free, key=lambda at: (overlap(at), name(comments[at].author) == name(one["author"])), default=-1)
            if best >= 0 and (overlap(best) >= MIN_OVERLAP or not size and not texts[best]):
                place[number] = best
                free.discard(best)
                break
    stated = [number for number in place if one_author(wanted[number])]
    authors = sum(name(comments[place[number]].author) in one_author(wanted[number]) for number in stated)
    parents = sum(
        (comments[at].parent or 0) == (place.get(wanted[number]["parent"] - 1, -1) + 1 if wanted[number]["parent"] else 0)
        for number, at in place.items()
    )
    return Row(page.stem, len(wanted), len(place), authors, len(stated), parents, len(free))


def one_author(comment: dict[str, object]) -> set[str]:
    """The names that are right; none if the page states none."""
    if comment["author"] is None:
        return set()
    others = comment.get("author_or")
    return {name(comment["author"]), *map(name, others if isinstance(others, list) else ())}


def rows(folder: Path = CORPUS) -> list[Row]:
    """All pages of a folder with their truths."""
    pages = ((page, page.with_suffix(".truth.json")) for page in sorted(folder.glob("*/*.html")))
    return [compared(page, truth) for page, truth in pages if truth.exists() and page.parent.name not in WITHOUT]


def main() -> None:
    """Print a line for each page, and the sum."""
    found = rows(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS)
    sums = [sum(row[at] for row in found) for at in range(1, len(Row._fields))]
    print(f"{'page':28}" + "".join(f"{field:>10}" for field in Row._fields[1:]))
    for row in (*found, Row("all", *sums)):
        print(f"{row.page:28}" + "".join(f"{value:10}" for value in row[1:]))


if __name__ == "__main__":
    main()
