"""Text that grows: the same bytes in memory and in the temporary file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from harness.examples import examples
from thread_parsers.source import text_buffer
from thread_parsers.source.text_buffer import TextBuffer

if TYPE_CHECKING:
    import pytest


@examples(300)
@given(st.lists(st.binary(max_size=20), max_size=20), st.integers(0, 60), st.lists(st.integers(0, 300), max_size=8))
def test_any_slice_is_that_of_the_bytes_appended(pieces: list[bytes], memory: int, places: list[int]) -> None:
    whole = b""
    buffer = TextBuffer("page.json")
    for piece in pieces:
        text_buffer.MAX_MEMORY_BYTES, text_buffer._WRITE_BYTES, kept = memory, memory, (1 << 26, 1 << 20)
        try:
            assert buffer.append(piece) == len(whole)
        finally:
            text_buffer.MAX_MEMORY_BYTES, text_buffer._WRITE_BYTES = kept
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
