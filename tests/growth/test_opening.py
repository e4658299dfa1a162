"""Opening a large file: it is decompressed, decoded and looked through in steps, and pieces change no result.

Work is counted and not timed: memory that a step takes, and steps.
"""

from __future__ import annotations

import base64
import gzip
import io
import lzma
import quopri
import re
import zipfile
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.work import most_allocated
from thread_parsers.errors import Unreadable
from thread_parsers.reading import parse
from thread_parsers.source import decode, decoded, detection, limited, link_numbers, mhtml
from thread_parsers.source.open import open_in_steps, open_source, source_of
from thread_parsers.text import large_texts
from thread_parsers.text.large_texts import SLICE_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LINES = 64_000
TEXT = "Mara\n· 2025-12-24 06:14\nThe ferry is late, and the pier rusts.\n" * (LINES // 3)
ENGLISH = TEXT.replace("·", "-").encode()
MAX_BYTES = 6 * SLICE_BYTES
"""What a step may take of memory: slices, decoded and encoded, and the room that the result has for more."""
FEWEST_STEPS = 10
"""A slice for each step, and some pass over the file several times."""


def zipped(name: str, data: bytes) -> bytes:
    """An archive of one file."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(name, data)
    return archive.getvalue()


def saved_page(encoding: str, content: bytes, picture: bytes = b"iVBORw0KGgo=") -> bytes:
    """A page that a browser saved, with a picture."""
    head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.org/\r\nMIME-Version: 1.0\r\n"
    head += 'Content-Type: multipart/related; boundary="----B"\r\n\r\n------B\r\nContent-Type: text/html\r\n'
    head += f"Content-Transfer-Encoding: {encoding}\r\n\r\n"
    between = b"\r\n------B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + content + between + picture + b"\r\n------B--\r\n"


LINKS = range(1, 4_001)
DUMP = "".join(f"[{at}]Mara wrote:\n{'The ferry is late. ' * 20}\n\n" for at in LINKS)
DUMP += "\nReferences\n\n" + "".join(f"   {at}. http://example.org/{at}\n" for at in LINKS)
MARKUP = b"<!DOCTYPE html><html><body>" + b"<p>Tea at the pier, late, all day.</p>\n" * 40_000
FILES: dict[str, Callable[[], bytes]] = {
    "UTF-16": lambda: TEXT.encode("utf-16"),
    "UTF-16 without a mark": lambda: ENGLISH.decode().encode("utf-16-be"),
    "a byte order mark": lambda: b"\xef\xbb\xbf" + TEXT.encode(),
    "carriage returns": lambda: TEXT.replace("\n", "\r").encode(),
    "CRLF": lambda: TEXT.replace("\n", "\r\n").encode(),
    "Windows-1252": lambda: ("Fähre\n" + TEXT).encode("cp1252"),
    "Japanese": lambda: "渡し船は今日も遅れています。\n".encode("cp932") * (LINES * 2),
    "NUL bytes": lambda: ENGLISH + bytes(len(ENGLISH)) + ENGLISH,
    "bytes that are nearly UTF-8": lambda: ("Fähre\n" * LINES).encode() * 8 + b"\xff",
    "gzip": lambda: gzip.compress(ENGLISH, 1, mtime=0),
    "xz": lambda: lzma.compress(ENGLISH, preset=0),
    "a zip": lambda: zipped("_chat.txt", DUMP.encode()),
    "quoted-printable": lambda: saved_page("quoted-printable", quopri.encodestring(MARKUP)),
    "base64": lambda: saved_page("base64", base64.encodebytes(MARKUP)),
    "base64 in one line": lambda: saved_page("base64", base64.b64encode(MARKUP[:800_000]), base64.b64encode(MARKUP)),
    "numbers of links": DUMP.encode,
}


@pytest.mark.parametrize("made", FILES.values(), ids=FILES)
def test_a_large_file_is_converted_in_steps(made: Callable[[], bytes], tmp_path: Path) -> None:
    path, data = tmp_path / "page", made()
    path.write_bytes(data)
    assert sum(1 for _ in open_in_steps(str(path))) >= FEWEST_STEPS
    assert most_allocated(decode.converted("page", data)) <= MAX_BYTES


def test_a_folder_of_mail_is_listed_in_steps(tmp_path: Path) -> None:
    for box in ("cur", "new"):
        (tmp_path / box).mkdir()
    for at in range(3_000):
        (tmp_path / "cur" / f"{at}").touch()
    source = open_source(str(tmp_path))
    assert source.size == 3_000
    assert sum(1 for _ in open_in_steps(str(tmp_path))) >= 3 * 2


def test_the_encoding_detector_is_given_lines_that_tell_something(monkeypatch: pytest.MonkeyPatch) -> None:
    import chardet

    given_to_it: list[bytes] = []
    detect = chardet.detect

    def noted(data: bytes) -> object:
        given_to_it.append(data)
        return detect(data)

    monkeypatch.setattr(chardet, "detect", noted)
    source = source_of(
        ENGLISH[:400_000] + "Die Fähre ist spät, und der Kai rostet über Nacht.\n".encode("cp1252") * 2_000
    )
    assert source.converted_from in ("cp1252", "iso8859-1")
    assert "Fähre" in source.text(source.size - 100, source.size)
    assert max(map(len, given_to_it)) <= detection.DETECTION_BYTES
    assert b"ferry" not in given_to_it[0]


@pytest.mark.parametrize("chars", [70_000, 300_000])
def test_letters_late_in_a_long_line_tell_the_encoding(chars: int) -> None:
    source = source_of(b"<script>" + b"x" * chars + b"</script>" + "Die Fähre ist spät. ".encode("cp1252") * 2_000)
    assert "Fähre ist spät" in source.text(source.size - 100, source.size)


def test_a_text_that_ends_with_a_line_of_megabytes_is_searched_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[int] = []

    class Noted:
        def __init__(self, pattern: bytes) -> None:
            self._pattern = re.compile(pattern)

        def finditer(self, text: bytes, start: int, end: int) -> Iterator[re.Match[bytes]]:
            searched.append(end - start)
            return self._pattern.finditer(text, start, end)

        def match(self, text: bytes, at: int) -> re.Match[bytes] | None:
            return self._pattern.match(text, at)

    monkeypatch.setattr("thread_parsers.source.link_numbers.re", SimpleNamespace(compile=Noted))
    line = b"x" * SLICE_BYTES * 4
    assert source_of(b"[1]\n" + line).converted_from is None
    dump = b"[1]Ada [2]says [3]tea\n" + line + b"\n\nReferences\n\n   1. http:a\n   2. http:b\n   3. http:c\n"
    assert source_of(dump).converted_from == "a dump with numbers of links"
    assert 0 < max(searched) <= 3 * link_numbers.SLICE_BYTES


WORDS = st.lists(
    st.sampled_from(["Fähre", "a", "\r\n", "\n", "\r", "漢", "\0", "=", "[1]", "> ", "\U0001f375", "   1. http:b\n"]),
    max_size=30,
).map("".join)


@given(WORDS, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-32", "cp932"]), st.integers(16, 60))
def test_pieces_change_nothing(words: str, encoding: str, size: int) -> None:
    data = words.encode(encoding, "replace")
    qp, plain = quopri.encodestring(data).replace(b"\n", b"\r\n"), base64.b64encode(data)
    pages = (
        data, gzip.compress(data, mtime=0), zipped("_chat.txt", data),
        saved_page("quoted-printable", qp), saved_page("base64", plain, plain), saved_page("8bit", data),
        b"Moss\n\n[1]Ada [2]wren [3]says\n" + data + b"\n\nReferences\n\n   1. http:a\n   2. http:b\n   3. http:c\n",
    )  # fmt: skip

    def found() -> list[object]:
        return [_opened(page) for page in pages]

    whole = found()
    with pytest.MonkeyPatch.context() as patched:
        for module in (large_texts, detection, decode, decoded, mhtml, link_numbers):
            patched.setattr(module, "SLICE_BYTES", size)
        patched.setattr(limited, "READ_BYTES", size)
        patched.setattr(decode, "SLICE_LINES", 2)
        assert found() == whole


def _opened(page: bytes) -> object:
    try:
        source = source_of(page)
    except Unreadable as error:
        return str(error)
    places = [source.place(at, at + 1) for at in range(source.size)]
    return source.text(0, source.size), source.converted_from, source.line_count, places, source.saved_as


@pytest.mark.parametrize("length", [SLICE_BYTES - 1, SLICE_BYTES, SLICE_BYTES + 1])
def test_a_line_end_between_two_pieces_is_one(length: int) -> None:
    discussion = parse(b"x" * length + b"\r\ntea\r\n")
    assert discussion.file.text(length - 1, discussion.file.size) == "x\ntea\n"
