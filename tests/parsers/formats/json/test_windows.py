"""Windows over a source: the same text and the same bytes at any size of window."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.formats.json.windows import Windows
from thread_parsers.source.source import BufferSource

PIECES = st.lists(
    st.sampled_from((b"a", b"\xc3\xa9", b"\xe6\xb8\xa1", b"\xf0\x9f\x98\x80", b"\xff", b"\xe2\x80", b"\xed\xa0\x80")),
    max_size=60,
).map(b"".join)
SIZES = st.integers(1, 20)


@given(PIECES, SIZES, st.integers(1, 9))
def test_sliding_shows_the_whole_text_with_the_bytes_of_its_characters(data: bytes, size: int, step: int) -> None:
    windows = Windows(BufferSource(data), 0, size)
    seen = b""
    while True:
        position = min(step, len(windows.text))
        assert windows.byte_at(0) == len(seen)
        seen += windows.text[:position].encode("utf-8", "surrogateescape")
        assert windows.byte_at(position) == len(seen)
        if not windows.slide(position):
            break
    assert windows.at_end
    assert seen + windows.text[position:].encode("utf-8", "surrogateescape") == data


@given(PIECES, SIZES)
def test_places_can_be_asked_for_in_any_order(data: bytes, size: int) -> None:
    windows = Windows(BufferSource(data), 0, size)
    text = windows.text
    for position in (*range(len(text) + 1), *range(len(text), -1, -1)):
        assert windows.byte_at(position) == len(text[:position].encode("utf-8", "surrogateescape"))


def test_a_window_that_is_not_moved_is_doubled_up_to_the_limit() -> None:
    windows = Windows(BufferSource(b"x" * 100), 0, 16, 40)
    sizes = [len(windows.text)]
    while windows.slide(0):
        sizes.append(len(windows.text))
    assert sizes == [16, 32, 40]
    assert not windows.at_end


def test_after_a_large_window_the_next_one_has_the_usual_size() -> None:
    windows = Windows(BufferSource(b"x" * 100), 0, 16, 64)
    windows.slide(0)
    windows.slide(30)
    assert len(windows.text) == 16
    assert windows.byte_at(0) == 30


def test_a_window_that_shrinks_begins_at_the_character() -> None:
    windows = Windows(BufferSource("é".encode() * 100_000))
    position = windows.shrink(20_000)
    assert len(windows.text) < 20_000
    assert windows.byte_at(position) == 40_000
    assert windows.shrink(7) == 7


def test_a_byte_order_mark_is_not_text() -> None:
    windows = Windows(BufferSource(b"\xef\xbb\xbf[]"))
    assert windows.text == "[]"
    assert windows.byte_at(1) == 4


def test_a_byte_order_mark_counts_as_text_anywhere_else() -> None:
    assert Windows(BufferSource(b"[]\xef\xbb\xbf"), 2).text == "\ufeff"


def test_a_file_that_has_shrunk_ends_where_it_ends() -> None:
    source = BufferSource(b"[1, 2")
    source.size = 1000
    windows = Windows(source, 0, 8)
    assert windows.at_end
    assert windows.text == "[1, 2"
