"""Saved discussions of any size: in the formats of sites (JSON, XML, HTML), mail, and copied text; of real words, in
four languages.

    python benchmarks/saved_files.py FOLDER [--megabytes 20] [--only telegram discord]

Deterministic.
"""

from __future__ import annotations

import argparse
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from comment_stream import Kind, comments
from saved_json import algolia, discord, discourse, own, own_lines, pushshift, reddit, telegram, youtube
from saved_markup import disqus, hackernews, mailbox, mailing_list, stackexchange, wordpress
from saved_text import TEXT_FILES, gate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from comment_stream import Comment

ENGLISH = Kind("english")


class File(NamedTuple):
    """A kind of file."""

    name: str
    write: Callable[[Iterator[Comment]], Iterator[str]]
    kind: Kind = Kind()
    """What its comments are like."""


SITES: dict[str, File] = {
    "telegram": File("telegram.json", telegram),
    "discord": File("discord.json", discord),
    "pushshift": File("pushshift.ndjson", pushshift),
    "reddit": File("reddit.json", reddit),
    "algolia": File("algolia.json", algolia),
    "discourse": File("discourse.json", discourse),
    "own": File("own.json", own),
    "own_lines": File("own.jsonl", own_lines),
    "youtube": File("youtube.info.json", youtube),
    "stackexchange": File("Posts.xml", stackexchange),
    "disqus": File("disqus.xml", disqus),
    "wordpress": File("wordpress.xml", wordpress),
    "hackernews": File("hackernews.html", hackernews),
    "mailbox": File("mail.mbox", mailbox),
    "mailing_list": File("list.mbox", mailing_list),
}
"""Each form that is read, with comments in several languages."""
PAGES: dict[str, File] = {
    "english": File("english.txt", gate, ENGLISH),
    "german": File("german.txt", gate, Kind("german")),
    "chinese": File("chinese.txt", gate, Kind("chinese")),
    "japanese": File("japanese.txt", gate, Kind("japanese")),
    "long": File("long.txt", gate, Kind("english", 12, lines=800)),
    "figures": File("figures.txt", gate, Kind("english", figures=0.25)),
    "segments": File("segments.txt", gate, Kind("english", 12, segments=30)),
    "deep": File("deep.ndjson", pushshift, Kind("english", is_chain=True)),
    "english_json": File("english.json", reddit, ENGLISH),
    "english_html": File("english.html", hackernews, ENGLISH),
    "english_mbox": File("english.mbox", mailbox, ENGLISH),
}
"""Pages of one kind each: languages, long comments, many figures, many segments, chains of replies, and the discussion
in English in other forms."""
FILES: dict[str, File] = {
    **PAGES,
    **SITES,
    **{name: File(file, write) for name, (file, write) in TEXT_FILES.items()},
}
"""All kinds of files."""


def write_file(kind: str, folder: Path, size: int) -> Path:
    """Write a file of a kind, of at least `size` bytes, unless it is there. Returns its path."""
    written = 0

    def until_full(source: Iterator[Comment]) -> Iterator[Comment]:
        for comment in source:
            if written >= size:
                return
            yield comment

    name, write, comments_of = FILES[kind]
    path = folder / f"{size / 1_000_000:g}-{name}"
    if path.exists():
        return path
    with path.with_suffix(".part").open("w", encoding="utf-8", newline="\n") as stream:
        for piece in write(until_full(comments(comments_of))):
            stream.write(piece)
            written += len(piece.encode())
    path.with_suffix(".part").rename(path)
    return path


def write_comments(kind: str, folder: Path, count: int) -> Path:
    """Write a file of a kind with so many comments, unless it is there. Returns its path."""
    name, write, comments_of = FILES[kind]
    path = folder / f"{count}-comments-{name}"
    if not path.exists():
        path.write_text("".join(write(islice(comments(comments_of), count))), encoding="utf-8", newline="\n")
    return path


def main() -> None:
    """Write one file of each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=int, default=20)
    parser.add_argument("--only", choices=FILES, nargs="+", default=list(FILES))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for kind in options.only:
        write_file(kind, options.folder, options.megabytes * 1_000_000)


if __name__ == "__main__":
    main()
