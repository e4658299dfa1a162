"""Files compressed with zstd: read with the library there is, refused with its name where there is none."""

from __future__ import annotations

import sys
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from thread_parsers.errors import Unreadable
from thread_parsers.source.open import open_source

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

TEXT = "The tram is late.\nMarta\n· 2025-04-11 08:12\nSo am I – “again”.\nReply0\n"
MAGIC = b"\x28\xb5\x2f\xfd"


@pytest.fixture
def zstd() -> Any:
    """The module that reads zstd."""
    return pytest.importorskip("thread_parsers.source.zstd", reason="no library for zstd", exc_type=ImportError)


def block(data: bytes, *, times: int | None = None, last: bool = True) -> bytes:
    """A block of a frame: uncompressed data, or one byte that is repeated."""
    kind, size = (0, len(data)) if times is None else (1, times)
    return (size << 3 | kind << 1 | last).to_bytes(3, "little") + data


def frame(*blocks: bytes, window_log: int = 20) -> bytes:
    """A frame that states its window and not its size."""
    return MAGIC + bytes([0, window_log - 10 << 3]) + b"".join(blocks)


def skipped(data: bytes) -> bytes:
    """A frame that readers skip."""
    return b"\x5a\x2a\x4d\x18" + len(data).to_bytes(4, "little") + data


WHOLE = frame(block(TEXT[:20].encode(), last=False), block(TEXT[20:].encode()))


def opened(path: Path, data: bytes) -> tuple[str, str | None]:
    path.write_bytes(data)
    source = open_source(str(path))
    return source.text(0, source.size), source.converted_from


@pytest.mark.usefixtures("zstd")
@pytest.mark.parametrize(
    "data",
    [
        WHOLE,
        frame(block(TEXT.encode()), window_log=31),
        frame(block(TEXT[:9].encode())) + frame(block(TEXT[9:].encode())),
        skipped(b"an index") + WHOLE,
        skipped(b"") + skipped(bytes(9000)) + WHOLE + skipped(b"an index"),
        frame(*(block(letter.encode(), last=False) for letter in TEXT), block(b"")),
    ],
    ids=["one frame", "largest window", "two frames", "skipped first", "skipped around", "many blocks"],
)
def test_frames_of_every_shape_are_read(tmp_path: Path, data: bytes) -> None:
    assert opened(tmp_path / "page.zst", data) == (TEXT, "zstd")


@pytest.mark.usefixtures("zstd")
def test_what_is_inside_is_converted_as_any_file(tmp_path: Path) -> None:
    data = frame(block(TEXT.replace("\n", "\r\n").encode("utf-16")))
    assert opened(tmp_path / "page.zst", data) == (TEXT, "zstd, UTF-16, CRLF line ends")


@pytest.mark.usefixtures("zstd")
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (WHOLE[:-1], "damaged zstd data"),
        (WHOLE[:7], "damaged zstd data"),
        (WHOLE + WHOLE[:-30], "damaged zstd data"),
        (frame(block(TEXT.encode()), window_log=32), "damaged zstd data"),
        (MAGIC + b"\xff" * 99, "damaged zstd data"),
        (frame(block(b"%PDF-1.7\n%")), "is a PDF"),
        (frame(block(WHOLE)), "compressed twice; decompress it first"),
    ],
    ids=["cut", "cut in the head", "second frame cut", "too large a window", "noise", "a PDF", "twice"],
)
def test_what_is_damaged_or_no_text_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        opened(tmp_path / "page.zst", data)
    assert refusal.value.reason == reason


@pytest.mark.usefixtures("zstd")
def test_any_damage_is_refused_or_does_not_matter(tmp_path: Path) -> None:
    for at in range(4, len(WHOLE)):
        for changed in (WHOLE[at] ^ 0xFF, WHOLE[at] ^ 1):
            try:
                opened(tmp_path / "page.zst", WHOLE[:at] + bytes([changed]) + WHOLE[at + 1 :])
            except Unreadable:
                continue


@pytest.mark.usefixtures("zstd")
def test_what_expands_without_end_is_refused_before_it_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four bytes stand for 128 KiB here: 400 KB for 12 GiB."""
    monkeypatch.setattr("thread_parsers.source.decode.MAX_EXPANDED_BYTES", 1 << 20)
    bomb = frame(block(b"a", times=1 << 17, last=False) * 100_000, block(b""))
    tracemalloc.start()
    with pytest.raises(Unreadable, match="too large: over 1 MiB"):
        opened(tmp_path / "bomb.zst", bomb)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100 << 20


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="the standard library reads zstd")
def test_without_a_library_the_extra_is_named(
    command: Callable[..., subprocess.CompletedProcess[bytes]], environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "page.zst").write_bytes(WHOLE)
    (tmp_path / "zstandard.py").write_text("raise ImportError('not here')\n")
    run = command("page.zst", "-t", "json", PYTHONPATH=f"{tmp_path}:{environment['PYTHONPATH']}")
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr == b"thread-reader: cannot read page.zst: needs pip install 'thread-reader[zst]'\n"
