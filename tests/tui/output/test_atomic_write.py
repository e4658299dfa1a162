"""Atomic writes: a file is replaced completely or not at all."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from thread_reader.output.atomic_write import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_the_chunks_replace_the_file_and_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    write_atomically(path, [b"one ", b"two"], mode=0o640)
    assert path.read_bytes() == b"one two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_while_chunks_are_written_the_old_file_is_there(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"new"
        assert path.read_bytes() == b"old"
        assert next(other.name for other in tmp_path.iterdir() if other != path).startswith(".part-")

    write_atomically(path, chunks(), prefix=".part-")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("error", [OSError(), SystemExit(143), ValueError()])
def test_an_error_removes_the_temporary_file(tmp_path: Path, error: BaseException) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise error

    with pytest.raises(type(error)):
        write_atomically(tmp_path / "file", chunks())
    assert list(tmp_path.iterdir()) == []
