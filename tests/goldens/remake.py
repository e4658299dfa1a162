"""The golden files: what a few pages print, byte for byte. `python tests/goldens/remake.py` writes them anew.

Look at the difference before committing it: each change is one that users see.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGES = (
    "samples/garden-forum.txt", "samples/kitchen-note.txt", "samples/ramen.txt", "samples/tram-line.txt",
    "tests/cases/gate/unknown_language.txt", "tests/cases/plain/names_answered.txt",
)  # fmt: skip


def outputs(page: str) -> dict[str, bytes]:
    """File names to what the command prints for a page with `--stats`, `--receipt` and `--to json --stats`."""
    from thread_parsers.reading import parse

    path = ROOT / page
    return printed(parse(content(page), path.name), path.stem)


def content(page: str) -> bytes:
    """What a page says; of a case, which is a page with the tree that it must become, the page."""
    text = (ROOT / page).read_bytes()
    if b"~~~ page\n" in text:
        text = text.partition(b"~~~ page\n")[2].partition(b"~~~ tree\n")[0]
    return text


def printed(discussion: Discussion, stem: str) -> dict[str, bytes]:
    """The same of a discussion."""
    from thread_parsers.export import json
    from thread_parsers.export.stats_json import values
    from thread_parsers.export.stats_text import report
    from thread_parsers.export.writers import WRITERS
    from thread_parsers.stats import measure
    from thread_reader.receipt_text import plain_receipt

    everything = range(len(discussion.comments))
    written = "".join(json.write(discussion, everything, values(measure(discussion))))
    return {
        f"{stem}.stats.txt": "".join(report(discussion)).encode("utf-8", "surrogateescape"),
        f"{stem}.receipt.txt": "".join(plain_receipt(discussion)).encode("utf-8", "surrogateescape"),
        f"{stem}.json": WRITERS["json"].encoded(written),
    }


def remake() -> None:
    """Write all golden files, and remove those that no page has any more."""
    for old in (*HERE.glob("*.txt"), *HERE.glob("*.json")):
        old.unlink()
    for page in PAGES:
        for name, data in outputs(page).items():
            (HERE / name).write_bytes(data)


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "parsers"), str(ROOT / "tui")]
    remake()
