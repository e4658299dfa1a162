"""Saved discussions of any size: in the formats of sites (JSON, XML, HTML), mail, and copied text; of real words.

    python benchmarks/saved_files.py FOLDER [--megabytes 20] [--only telegram discord]

Deterministic.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from comment_stream import comments
from saved_json import algolia, discord, discourse, own, own_lines, pushshift, reddit, telegram, youtube
from saved_markup import disqus, hackernews, mailbox, mailing_list, stackexchange, wordpress
from saved_text import TEXT_FILES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from comment_stream import Comment

FILES: dict[str, tuple[str, Callable[[Iterator[Comment]], Iterator[str]]]] = {
    "telegram": ("telegram.json", telegram),
    "discord": ("discord.json", discord),
    "pushshift": ("pushshift.ndjson", pushshift),
    "reddit": ("reddit.json", reddit),
    "algolia": ("algolia.json", algolia),
    "discourse": ("discourse.json", discourse),
    "own": ("own.json", own),
    "own_lines": ("own.jsonl", own_lines),
    "youtube": ("youtube.info.json", youtube),
    "stackexchange": ("Posts.xml", stackexchange),
    "disqus": ("disqus.xml", disqus),
    "wordpress": ("wordpress.xml", wordpress),
    "hackernews": ("hackernews.html", hackernews),
    "mailbox": ("mail.mbox", mailbox),
    "mailing_list": ("list.mbox", mailing_list),
    **TEXT_FILES,
}
"""The file of each kind, and what writes it."""


def write_file(kind: str, folder: Path, size: int) -> Path:
    """Write a file of a kind, of at least `size` bytes, unless it is there. Returns its path."""
    name, write = FILES[kind]
    path = folder / f"{size // 1_000_000}-{name}"
    if path.exists():
        return path
    written = 0

    def until_full() -> Iterator[Comment]:
        for comment in comments():
            if written >= size:
                return
            yield comment

    with path.with_suffix(".part").open("w", encoding="utf-8", newline="\n") as stream:
        for piece in write(until_full()):
            stream.write(piece)
            written += len(piece)
    path.with_suffix(".part").rename(path)
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
