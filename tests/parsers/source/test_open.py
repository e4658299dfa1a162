"""What can be opened, what it is turned into, and what is refused in one clause."""

from __future__ import annotations

import bz2
import errno
import gzip
import io
import lzma
import os
import tracemalloc
from pathlib import Path

import pytest

from thread_parsers.errors import Unreadable
from thread_parsers.source.decode import MAX_EXPANDED_BYTES
from thread_parsers.source.open import open_source
from thread_parsers.source.source import FileSource

TEXT = "The tram is late.\nMarta\n· 2025-04-11 08:12\nSo am I – “again”.\nReply0\n"


def packed(data: bytes) -> bytes:
    """Compressed, the same at every call."""
    return gzip.compress(data, mtime=0)


def named(value: object) -> str:
    """The name of a case: what is expected of it."""
    return value if isinstance(value, str) else "of"


def opened(path: Path, data: bytes) -> tuple[str, str | None]:
    path.write_bytes(data)
    source = open_source(str(path))
    try:
        return source.text(0, source.size), source.converted_from
    finally:
        source.close()


def test_utf8_with_line_feeds_is_read_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    source = open_source(str(path))
    assert isinstance(source, FileSource)
    assert source.text(0, source.size) == TEXT
    assert source.converted_from is None
    source.close()


@pytest.mark.parametrize(
    ("data", "converted_from"),
    [
        (b"\xef\xbb\xbf" + TEXT.encode(), "UTF-8 with a byte order mark"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-32"), "UTF-32"),
        (TEXT.encode("utf-16-le"), "UTF-16-LE without a byte order mark"),
        (TEXT.encode("utf-32-be"), "UTF-32-BE without a byte order mark"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.replace("\n", "\r\n").encode(), "CRLF line ends"),
        (TEXT.replace("\n", "\r").encode(), "carriage returns as line ends"),
        (packed(TEXT.encode()), "gzip"),
        (bz2.compress(TEXT.encode()), "bzip2"),
        (lzma.compress(TEXT.encode()), "xz"),
        (packed(TEXT.replace("\n", "\r\n").encode("utf-16")), "gzip, UTF-16, CRLF line ends"),
    ],
    ids=named,
)
def test_other_bytes_become_the_same_text(tmp_path: Path, data: bytes, converted_from: str) -> None:
    assert opened(tmp_path / "page.txt", data) == (TEXT, converted_from)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "夜间电车回来了，大家都很高兴。\n评论：我们再看看吧，车票太贵了。\n" * 8),
        ("shift_jis", "夜の電車が戻ってきた。みんな喜んでいる。\nコメント:切符が高い。\n" * 8),
        ("cp1251", "Ночной трамвай вернулся, и все довольны.\nБилеты стали дороже.\n" * 8),
    ],
)
def test_older_encodings_are_recognised(tmp_path: Path, encoding: str, text: str) -> None:
    assert opened(tmp_path / "page.txt", text.encode(encoding))[0] == text


def test_a_few_tags_with_one_other_byte_are_not_ebcdic(tmp_path: Path) -> None:
    text, converted_from = opened(tmp_path / "page.html", b'<html>\xff<!--0 1- -->\n<LI><A HREF="1.html">x</A><I>y</I>')
    assert converted_from == "cp1252"
    assert text.startswith("<html>\xff<!--0")


def test_a_text_in_ebcdic_is_recognised(tmp_path: Path) -> None:
    text = "The night trams are back, and everybody is pleased. Tickets are dearer. " * 8
    assert opened(tmp_path / "page.txt", text.encode("cp037"))[0] == text


def test_a_few_wrong_bytes_do_not_make_utf8_something_else(tmp_path: Path) -> None:
    data = "Größe, Maße, Füße\n".encode() * 20 + b"and one \xff byte\n"
    text, converted_from = opened(tmp_path / "page.txt", data)
    assert converted_from is None
    assert text.encode("utf-8", "surrogateescape") == data


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode() + b"one \xff byte\n",
        b"a line\nwith a\rlone return\n",
        b"ID3 tags are what the talk is of.\n",
        b"RIFF raff\n",
    ],
    ids=named,
)
def test_what_needs_no_change_is_read_where_it_is(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    source = open_source(str(path))
    assert isinstance(source, FileSource)
    assert source.read(0, source.size) == data
    source.close()


def test_bytes_that_an_older_encoding_has_not_are_kept(tmp_path: Path) -> None:
    text, converted_from = opened(tmp_path / "page.txt", b"caf\xe9 \x97 \x81 cr\xe8me, ros\xe9, g\xe2teau\n" * 9)
    assert converted_from is not None
    assert "caf" in text
    assert text.count("\n") == 9
    assert "\ufffd" not in text


def test_nul_bytes_in_text_are_text(tmp_path: Path) -> None:
    assert (
        opened(tmp_path / "page.txt", b"a\x00b, and a longer line of words\n")[0]
        == "a\x00b, and a longer line of words\n"
    )


def test_a_text_that_ends_in_nul_bytes_as_an_interrupted_write_leaves_them_is_text(tmp_path: Path) -> None:
    text = "A ferry is late.\n" + "\x00" * 5000
    assert opened(tmp_path / "page.txt", text.encode())[0] == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n%", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"PK\x03\x04rest", "is a zip archive"),
        (b"\x7fELF\x02\x01", "is a program"),
        (b"\x00asm\x01\x00", "is a program"),
        (b"page.txt".ljust(257, b"\x00") + b"ustar\x0000" + b"words\n" * 900, "is an archive"),
        (bytes(1000), "not text: it is full of NUL bytes"),
        (b"\x81\x00\xfe words\xff" * 9, "not text: it is full of NUL bytes"),
        (b"GIF89a\x01\x00\x01", "is a picture"),
        (packed(packed(TEXT.encode())), "compressed twice; decompress it first"),
        (packed(TEXT.encode() * 50)[:-20], "damaged gzip data"),
        (packed(b"%PDF-1.7\n%"), "is a PDF"),
    ],
    ids=named,
)
def test_what_is_no_text_is_refused_with_a_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    with pytest.raises(Unreadable) as refusal:
        open_source(str(path))
    assert (refusal.value.path, refusal.value.reason) == (str(path), reason)


def test_what_expands_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_EXPANDED_BYTES <= 1 << 28
    monkeypatch.setattr("thread_parsers.source.decode.MAX_EXPANDED_BYTES", 1 << 20)
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(packed(b"a\n" * (1 << 20)))
    with pytest.raises(Unreadable, match="too large"):
        open_source(str(path))


@pytest.mark.parametrize("ending", ["", "🐝"])
def test_a_text_that_expands_takes_little_more_memory_than_its_size(tmp_path: Path, ending: str) -> None:
    """One character beyond the others at the end would make a text of four bytes a character of all of it."""
    size = 24 << 20
    path = tmp_path / "page.txt.gz"
    path.write_bytes(gzip.compress(b"words of a page\n" * (size // 16) + ending.encode(), mtime=0))
    tracemalloc.start()
    try:
        open_source(str(path)).close()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 2.5 * size


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    reasons = {
        "": "is a folder of files; give the files",
        "missing.txt": "does not exist",
        "pipe": "not a regular file; - reads a pipe",
        "loop": "is a symbolic link to itself",
        "a" * 300: "the name is too long",
    }
    for name, reason in reasons.items():
        with pytest.raises(Unreadable) as refusal:
            open_source(str(tmp_path / name))
        assert refusal.value.reason == reason


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="the system makes up no files")
def test_a_file_that_is_said_to_be_empty_is_read_all_the_same() -> None:
    source = open_source("/proc/version")
    assert source.text(0, source.size) == Path("/proc/version").read_text(encoding="utf-8")
    with pytest.raises(Unreadable, match="cannot be read"):
        open_source("/proc/self/mem")


def test_standard_input_that_breaks_off_is_refused() -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(Unreadable, match="cannot be read"):
        open_source("-", Broken())  # type: ignore[arg-type]


def test_a_name_that_cannot_be_one_is_refused() -> None:
    with pytest.raises(Unreadable, match="not a valid file name"):
        open_source("a\x00b")


def test_standard_input_is_read_to_its_end() -> None:
    source = open_source("-", io.BytesIO(TEXT.encode()))
    assert source.name == "-"
    assert source.text(0, source.size) == TEXT


def test_standard_input_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return b"y\n" * 1000 if size < 0 else b"y\n" * (size // 2)

    monkeypatch.setattr("thread_parsers.source.open.MAX_CONVERTED_BYTES", 1 << 22)
    with pytest.raises(Unreadable, match="too large"):
        open_source("-", Endless())  # type: ignore[arg-type]


def test_half_a_character_at_the_end_is_no_fault(tmp_path: Path) -> None:
    """Bytes that look like UTF-16 to a guesser and end within a character."""
    assert "\ufffd" in opened(tmp_path / "page.txt", b"\xa6" * 39 + b"\xfe" + b"\xa6" * 19 + b"\x00\x0e")[0]
