"""Pages and archives of them, and what a corpus has of them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from thread_parsers.bulk import parse_shard

SAMPLES = sorted(
    path
    for path in (Path(__file__).parents[2] / "samples").iterdir()
    if path.suffix not in (".md", ".py") and ".truth" not in path.name
)
"""The files and folders of samples."""
Command = Callable[..., subprocess.CompletedProcess[str]]
"""Runs the command to its end."""
Start = Callable[..., Any]
"""Starts it, for a `with` block."""


class Workers(NamedTuple):
    """A cluster of two workers with one thread each."""

    scheduler: str
    environment: dict[str, str]

    @property
    def slow(self) -> Path:
        """As long as this file is there, slow pages wait."""
        return Path(self.environment["SLOW"])

    def waiting(self) -> int:
        """The worker that reads a slow page; 0 if none does."""
        told = self.slow.with_suffix(".read")
        return int(told.read_text().split()[-1]) if told.exists() and told.read_text() else 0


PAGE = """\
{title}
A paragraph about it.
7 Likes
2
Share
Comment
0/400
Ada
· 2025-03-01 10:00
{text}
Reply0
Bo
· 2025-03-02 10:00
Yes, {text}
Reply0
"""


def page(text: str, title: str = "The hives on the roof") -> bytes:
    """A page with two comments."""
    return PAGE.format(title=title, text=text).encode()


def record(content: bytes, number: int, kind: str = "conversion", media: str = "text/plain") -> bytes:
    """A record of an archive."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://pages.example/{number}\r\n"
        f"WARC-Date: 2025-04-05T06:07:08Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def answer(content: bytes, number: int, headers: str = "Content-Type: text/html") -> bytes:
    """A record of what a server has answered."""
    http = f"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n".encode() + content
    return record(http, number, "response", "application/http; msgtype=response")


def corpus_of(folder: Path, *shards: Sequence[tuple[str, bytes]]) -> Path:
    """A corpus with a part for each shard."""
    from thread_parsers.bulk.corpus import Corpus

    corpus = Corpus(folder)
    for shard in shards:
        with corpus.part() as part:
            part.add(parse_shard(shard))
    corpus.close()
    return folder


def rows(corpus: Path, table: str = "discussions") -> list[dict[str, Any]]:
    """All rows of a table of a corpus."""
    found: list[dict[str, Any]] = []
    for path in sorted((corpus / table).glob("*.parquet")):
        with pq.ParquetFile(path) as file:
            found += file.read().to_pylist()
    return found


def untold(_read: int) -> None:
    """Nobody is told how much has been read."""
