"""Values in lines: each with its bytes, and bad lines that cost nothing but themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.json_texts import JSON_LIKE, VALUES, WINDOWS, read, write
from harness.work import calls
from thread_parsers.formats.json.lines import LineReader
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Callable

COMPACT = {"ensure_ascii": False, "separators": (",", ":")}
ENDS = st.sampled_from((b"\n", b"\r\n", b"\n\n", b" \n \n"))


@given(st.lists(VALUES, max_size=6), ENDS, WINDOWS)
def test_every_line_is_a_value_with_its_bytes(values: list[Any], end: bytes, part: int) -> None:
    data = b"".join(write(value, COMPACT) + end for value in values)
    reader = LineReader(BufferSource(data), part)
    found = list(filter(None, reader.values()))
    assert [one.value for one in found] == values
    assert [data[one.start : one.end] for one in found] == [write(value, COMPACT) for value in values]
    assert reader.damages == 0
    assert not reader.cut


@given(st.lists(VALUES, min_size=1, max_size=4), st.sampled_from((b"", b" ", b"\t ")), WINDOWS)
def test_a_line_can_have_several_values(values: list[Any], between: bytes, part: int) -> None:
    items = [[value, "é"] for value in values]
    data = between.join(write(item, COMPACT) for item in items)
    found = list(filter(None, LineReader(BufferSource(data), part).values()))
    assert [one.value for one in found] == items
    assert [read(data[one.start : one.end]) for one in found] == items


@pytest.mark.parametrize("bad", ['{"a": tru}', "not JSON", '{"a": "b}', "}", '{"a": 1'])
@pytest.mark.parametrize("part", [8, 1 << 20])
def test_a_bad_line_is_passed_over(bad: str, part: int) -> None:
    data = f'{{"é": 1}}\n{bad}\n{{"c": 3}}\n'.encode()
    reader = LineReader(BufferSource(data), part)
    assert [one.value for one in filter(None, reader.values())] == [{"é": 1}, {"c": 3}]
    assert (reader.damages, reader.bad_lines, reader.cut) == (1, [2], False)
    assert reader.damaged is not None
    assert 10 <= reader.damaged.offset < 10 + len(bad) + 1


def test_every_line_that_is_passed_over_is_time_for_a_step() -> None:
    found = list(LineReader(BufferSource(b'\n{"a": 1}\nx\n \n'), max_line_bytes=20).values())
    assert [one and one.value for one in found] == [None, {"a": 1}, None, None]


def test_the_numbers_of_the_first_bad_lines_are_kept() -> None:
    reader = LineReader(BufferSource(b"x\n1\n\n" * 10))
    assert len(list(filter(None, reader.values()))) == 10
    assert reader.damages == 10
    assert reader.bad_lines == [1, 4, 7, 10, 13]


def test_a_last_line_that_is_cut_is_said_to_be() -> None:
    data = '{"a": 1}\n{"a": "é'.encode()
    reader = LineReader(BufferSource(data))
    assert [one.value for one in filter(None, reader.values())] == [{"a": 1}]
    assert reader.cut
    assert reader.damaged == (len(data), "the last line is cut")


def test_a_byte_order_mark_is_not_part_of_the_first_line() -> None:
    found = list(filter(None, LineReader(BufferSource(b"\xef\xbb\xbf[1]\n")).values()))
    assert [one[:4] for one in found] == [([1], 3, 6, True)]


def test_a_line_that_is_too_long_is_passed_over() -> None:
    reader = LineReader(BufferSource(b"[1]\n[" + b"2," * 300 + b"3]\n[4]"), 16, 50)
    assert [one.value for one in filter(None, reader.values())] == [[1], [4]]
    assert reader.bad_lines == [2]


@given(JSON_LIKE, WINDOWS)
def test_any_bytes_are_read_the_same_whatever_the_parts_are(data: bytes, part: int) -> None:
    found = []
    for size in (part, 1 << 20):
        reader = LineReader(BufferSource(data), size)
        found.append((str(list(reader.values())), reader.damaged, reader.damages, reader.bad_lines, reader.cut))
    assert found[0] == found[1]


SHAPES: dict[str, Callable[[int], str]] = {
    "lines": lambda count: '{"a": "é"}\n' * count,
    "one line of values": lambda count: '{"a": "é"} ' * count,
    "bad lines": lambda count: '{"a": "é}\n' * count,
    "line ends": lambda count: "\n" * count,
    "one open line": lambda count: '["' + "é" * count,
    "one deep line": lambda count: "[" * count,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_file_is_twice_the_work(shape: str) -> None:
    sources = [BufferSource(SHAPES[shape](count).encode()) for count in (3_000, 6_000)]
    few, many = (calls(lambda source=source: list(LineReader(source, 1024).values())) for source in sources)  # type: ignore[misc]
    assert many <= 2.3 * few + 100
