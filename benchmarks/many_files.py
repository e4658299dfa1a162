"""A folder of many saved pages for the library: texts of real words, in three formats.

    python benchmarks/many_files.py FOLDER [--files 10000] [--comments 16]

About 9 kB each, with 16 comments. Deterministic. `quokka` is in one page of a hundred, `北京大学` in one of thirteen,
`zyzzyva` in one.
"""

from __future__ import annotations

import argparse
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from comment_stream import FIRST, Comment
from saved_json import reddit
from saved_markup import hackernews
from sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMENTS = 16
"""Comments of a page, unless it is said how many."""
PEOPLE = 3_000
FOLDER_FILES = 500


def write_files(folder: Path, count: int, comments: int = COMMENTS) -> None:
    """Write the pages, in folders of FOLDER_FILES."""
    sentences = Sentences(11)
    for number in range(count):
        path = folder / f"{number // FOLDER_FILES:03}"
        path.mkdir(parents=True, exist_ok=True)
        name, pieces = _page(number, list(_comments(sentences, number, comments)))
        (path / name).write_text("".join(pieces), encoding="utf-8")


def _page(number: int, comments: list[Comment]) -> tuple[str, Iterator[str]]:
    """The name of a page and what it consists of: most are text, some HTML or JSON."""
    if number % 10 == 4:
        return f"item-{number}.html", hackernews(iter(comments))
    if number % 10 == 7:
        return f"post-{number}.json", reddit(iter(comments))
    return f"page-{number}.txt", _text(number, comments)


def _text(number: int, comments: list[Comment]) -> Iterator[str]:
    yield f"What the council said on day {number}\nA paragraph about it.\n"
    yield f"7 Likes\n{len(comments)}\nShare\nComment\n0/400\n"
    for one in comments:
        yield f"{one.author}\n· {one.time:%Y-%m-%d %H:%M}\n{one.text}\nReply{one.number % 3}\n"


def _comments(sentences: Sentences, page: int, count: int) -> Iterator[Comment]:
    chance = sentences.chance
    for number in range(1, count + 1):
        text = sentences.text()
        if number == 3 and page % 100 == 50:
            text += " A quokka was seen."
        if number == 5 and page % 13 == 0:
            text += " 他在北京大学读书。"
        if number == 7 and page == 77:
            text += " zyzzyva"
        parent = number - 1 if chance.random() < 0.5 else 0
        time = FIRST + timedelta(hours=page, minutes=7 * number)
        yield Comment(number, parent, sentences.name(PEOPLE), time, text, chance.randint(-2, 40))


def main() -> None:
    """Write the pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--comments", type=int, default=COMMENTS)
    options = parser.parse_args()
    write_files(options.folder, options.files, options.comments)


if __name__ == "__main__":
    main()
