"""Text that grows: the same bytes in memory and in the temporary file."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.examples import examples
from thread_parsers.source import text_buffer
from thread_parsers.source.text_buffer import TextBuffer


@examples(300)
@given(st.lists(st.binary(max_size=20), max_size=20), st.integers(0, 60), st.lists(st.integers(0, 300), max_size=8))
def test_any_slice_is_that_of_the_bytes_appended(pieces: list[bytes], memory: int, places: list[int]) -> None:
    whole = b""
    buffer = TextBuffer("page.json")
    for piece in pieces:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in (("MAX_MEMORY_BYTES", memory), ("_WRITE_BYTES", memory), ("_MOVED_BYTES", 30)):
                patch.setattr(text_buffer, name, value)
            patch.setattr(text_buffer, "_MOVED_AFTER", 5)
            assert buffer.append(piece) == len(whole)
        whole += piece
        assert buffer.size == len(whole)
        for start in places:
            for end in (start, start + 1, start + 7, start + 500):
                assert buffer.read(start, end) == whole[start:end]
    buffer.close()


def test_lines_are_counted_while_the_text_grows() -> None:
    buffer = TextBuffer("page.json")
    buffer.append(b"one\ntwo\n")
    assert buffer.line_at(4) == 2
    buffer.append(b"three\n")
    assert buffer.line_at(8) == 3


def test_a_large_text_is_not_in_memory_and_leaves_no_file(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(text_buffer, "MAX_MEMORY_BYTES", 1000)
    buffer = TextBuffer("page.json")
    for number in range(100):
        buffer.append(b"%099d\n" % number)
    assert buffer.read(4200, 4300) == b"%099d\n" % 42
    from pathlib import Path

    assert not list(Path(str(tmp_path)).iterdir())
    buffer.close()


def test_what_was_in_memory_is_moved_to_the_file_little_by_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_buffer, "MAX_MEMORY_BYTES", 8 * text_buffer._MOVED_BYTES)
    piece, whole, most, stored = b"tea\n" * (1 << 12), 0, 0, 0
    buffer = TextBuffer("page.json")
    while whole < 16 * text_buffer._MOVED_BYTES:
        whole += len(piece)
        buffer.append(piece)
        before, stored = stored, os.fstat(buffer._file.fileno()).st_size if buffer._file else 0
        most = max(most, stored - before)
    assert stored >= whole - text_buffer._MOVED_BYTES
    assert most <= text_buffer._MOVED_BYTES
    assert buffer.read(0, whole) == piece * (whole // len(piece))
    buffer.close()
