"""Places in a source: offsets and lines are each other's inverse, wherever the index has its marks."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thread_parsers.source.source import BufferSource, FileSource

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = st.lists(st.sampled_from((b"\n", b"tea", b"\n\n", b"\xc2\xb7", b"\r", b"\xe2\x80\xa8")), max_size=30).map(
    b"".join
)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks every few bytes, so that short texts have many."""
    monkeypatch.setattr("thread_parsers.source.source._INDEX_BYTES", 4)
    monkeypatch.setattr("thread_parsers.source.source._NEAR_BYTES", 3)


ANY_TEXT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(TEXTS, st.lists(st.integers(0, 90), max_size=6))
@ANY_TEXT
def test_a_line_is_one_more_than_the_line_feeds_before_it(text: bytes, offsets: list[int]) -> None:
    source = BufferSource(text)
    for offset in offsets:
        assert source.line_at(offset) == text[:offset].count(b"\n") + 1


@given(TEXTS)
@ANY_TEXT
def test_a_line_starts_behind_the_line_feed_before_it(text: bytes) -> None:
    source = BufferSource(text)
    starts = [0, *(at + 1 for at, byte in enumerate(text) if byte == 10)]
    for line, start in enumerate(starts, 1):
        assert source.line_start(line) == start
    assert source.line_start(len(starts) + 1) == len(text)
    assert source.line_count == len(text.removesuffix(b"\n").split(b"\n")) * (text != b"")


@given(TEXTS, st.integers(0, 20), st.integers(0, 20))
@ANY_TEXT
def test_lines_that_were_counted_at_hand_are_the_same(text: bytes, start: int, length: int) -> None:
    source = BufferSource(text)
    source.count_lines(0, text[:length])
    source.count_lines(start, text[start : start + length])
    assert [source.line_at(at) for at in range(len(text))] == [text[:at].count(b"\n") + 1 for at in range(len(text))]


def test_lines_may_be_asked_for_from_several_threads() -> None:
    text = b"tea\n" * 5_000
    source = BufferSource(text)
    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(source.line_at, range(0, len(text), 40))
    assert list(answers) == [at // 4 + 1 for at in range(0, len(text), 40)]


@given(TEXTS, st.integers(0, 40), st.integers(1, 9))
@ANY_TEXT
def test_slices_join_to_the_source(text: bytes, start: int, size: int) -> None:
    pieces = list(BufferSource(text).slices(start, size))
    assert b"".join(piece for _, piece in pieces) == text[start:]
    assert all(text[at : at + len(piece)] == piece for at, piece in pieces)


def test_a_file_that_shrinks_gives_what_is_left(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"tea\nmilk\n")
    source = FileSource(str(path), os.open(path, os.O_RDONLY), 9)
    path.write_bytes(b"tea\n")
    assert source.read(0, 9) == b"tea\n"
    assert source.read(6, 9) == b""
    assert [piece for _, piece in source.slices()] == [b"tea\n"]
    assert source.line_start(3) == 9
    source.close()
    source.close()
