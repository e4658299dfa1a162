"""Bytes chosen by what they reach in the code: `python tests/hostile/fuzz.py TARGET [SECONDS]`.

It needs atheris (`pip install atheris`), no dependency of ours: it exists for few Pythons and is wanted once a release.
Each target says what must hold; bytes for which it does not hold are written to the working folder.
"""

from __future__ import annotations

import sys
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
TIMES = 60
"""How often a byte of a page may be asked for: a few times by each rule that looks at it, whatever the size."""
LEAST = 1 << 16
"""Bytes that may be asked for in any case."""


def source(data: bytes) -> None:
    """Any bytes are opened or refused, and what is opened can be read to its end."""
    from thread_parsers.errors import Unreadable
    from thread_parsers.source.open import open_source

    try:
        opened = open_source("-", BytesIO(data))
    except Unreadable:
        return
    text = opened.text(0, opened.size)
    assert opened.line_count >= text.count("\n")


def page(data: bytes) -> None:
    """Any page becomes a tree; its receipt tiles it; what is written is read again; the work is in proportion."""
    import json

    from thread_parsers.discussion.receipt_spans import byte_spans
    from thread_parsers.export.writers import WRITERS
    from thread_parsers.reading import read
    from thread_parsers.source.source import BufferSource

    class Counting(BufferSource):
        asked = 0

        def read(self, start: int, end: int) -> bytes:
            piece = super().read(start, end)
            self.asked += len(piece)
            return piece

    source = Counting(data)
    discussion = read(source)
    assert source.asked <= TIMES * len(data) + LEAST, f"{source.asked} bytes asked of {len(data)}"
    assert not [note for note in discussion.receipt.notes if note.kind == "internal error"], "a format failed"
    spans = list(byte_spans(discussion))
    ends = [0, *(span.end for span in spans)]
    assert [span.start for span in spans] == ends[:-1]
    assert ends[-1] == discussion.file.size
    assert b"".join(source.read(span.start, span.end) for span in spans) == data
    everyone = range(len(discussion.comments))
    written = {name: "".join(writer.write(discussion, everyone)) for name, writer in WRITERS.items()}
    assert len(json.loads(written["json"])["comments"]) == len(everyone)
    parents = [comment.parent for comment in discussion.comments]
    assert all((parent or 0) < at for at, parent in enumerate(parents, 1)), "a reply ahead of what it answers"


def query(data: bytes) -> None:
    """Any words are a query or an error with a column; a query finds comments that there are."""
    from thread_parsers.errors import QueryError
    from thread_parsers.query import Matching, parse_query
    from thread_parsers.reading import parse

    words = data.decode("utf-8", "replace")
    try:
        asked = parse_query(words)
    except QueryError as error:
        if not 0 <= error.column <= len(words):
            raise AssertionError("the error points nowhere") from error
        return
    discussion = parse((ROOT / "samples" / "tram-line.txt").read_bytes())
    assert set(Matching(discussion, asked).all()) <= set(range(len(discussion.comments)))


def line(data: bytes) -> None:
    """Any line is shown without what acts, and once more the same."""
    from thread_parsers.text.printable import printable

    safe = printable(data.decode("utf-8", "surrogateescape"))
    assert not any(char < " " or "\x7f" <= char <= "\x9f" for char in safe)
    assert printable(safe) == safe


def markup(data: bytes) -> None:
    """Any markup is tiled by tokens, and rendered as text with links inside."""
    from thread_parsers.bodies.html import html_body
    from thread_parsers.markup.tokenizer import tokens

    words = data.decode("utf-8", "surrogateescape")
    ends = [0]
    for _, _, start, end in tokens(words):
        assert start == ends[-1] < end, "a gap between tokens"
        ends.append(end)
    assert ends[-1] == len(words), "tokens end before the markup"
    for line_ends in (False, True):
        text, links = html_body(words, line_ends=line_ends)
        assert all(0 <= link.start <= link.end <= len(text) for link in links)


def html(data: bytes) -> None:
    """Any markup is a tree; as a page of any engine it becomes a discussion whose receipt tiles the file.

    The first byte chooses the engine.
    """
    from thread_parsers.discussion.receipt_spans import byte_spans
    from thread_parsers.formats.html.families import HTML_FORMATS
    from thread_parsers.markup.tree import Tree
    from thread_parsers.reading import read
    from thread_parsers.source.source import BufferSource

    tree = Tree(data.decode("latin-1"))
    for _ in tree.build():
        pass
    for element in range(len(tree)):
        around = tree.parent[element]
        assert tree.start[element] < tree.inner[element] <= tree.inner_end[element] <= tree.end[element] <= len(data)
        assert around < element < tree.stop[element] <= len(tree)
        assert around < 0 or tree.end[element] <= tree.end[around], "an element that ends after the one around it"
    format_ = HTML_FORMATS[data[0] % len(HTML_FORMATS)] if data else HTML_FORMATS[-1]
    discussion = read(BufferSource(data), format_.name)
    failed = [note.text for note in discussion.receipt.notes if note.kind == "internal error"]
    assert not failed, failed
    ends = [0, *(span.end for span in byte_spans(discussion))]
    assert ends[-1] == len(data)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "source": source,
    "page": page,
    "query": query,
    "line": line,
    "markup": markup,
    "html": html,
}


def main() -> None:
    """Fuzz one target until something is found, or for so many seconds."""
    target = TARGETS[sys.argv[1]]
    seconds = sys.argv[2] if len(sys.argv) > 2 else "0"
    limits = [f"-max_total_time={seconds}", "-timeout=20", "-max_len=65536", "-print_final_stats=1"]
    seeds = [str(ROOT / folder) for folder in ("samples", "tests/cases/hostile") if target in (source, page)]
    seeds += [str(ROOT / "tests/cases/html")] * (target is html)
    sys.path.insert(0, str(ROOT / "parsers"))
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["thread_parsers"]):
        target(b"a first line\n")
    found = Path("fuzz-corpus")
    found.mkdir(exist_ok=True)
    atheris.Setup([sys.argv[0], *limits, str(found), *seeds], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
