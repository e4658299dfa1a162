"""The cursor over a JSON file: every value with its bytes, at any size of window, and no input that stops it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.json_texts import JSON_LIKE, OBJECTS, STYLES, VALUES, WINDOWS, WORDS, read, write
from harness.work import calls
from thread_parsers.formats.json.pull import JsonReader
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Callable


def reader(data: bytes, window: int = 1 << 20) -> JsonReader:
    return JsonReader(BufferSource(data), 0, window)


def walk(cursor: JsonReader) -> Any:
    """The value under the cursor, by entering everything that can be entered. For small values: it is recursive."""
    if cursor.kind == "{":
        return {key: walk(cursor) for key in cursor.members()}
    if cursor.kind == "[":
        return [walk(cursor) for _ in cursor.items()]
    return cursor.value().value


@given(VALUES, STYLES, WINDOWS)
def test_a_value_is_what_its_bytes_decode_to(value: Any, style: dict[str, Any], window: int) -> None:
    data = b"\n " + write(value, style) + b" \n"
    cursor = reader(data, window)
    found = cursor.value()
    assert found.value == value
    assert found.whole
    assert data[found.start : found.end] == data.strip()
    assert cursor.damaged is None
    assert cursor.kind == ""


@given(VALUES, STYLES, WINDOWS)
def test_entering_gives_the_same_as_decoding(value: Any, style: dict[str, Any], window: int) -> None:
    cursor = reader(write(value, style), window)
    assert walk(cursor) == value
    assert cursor.damaged is None


@given(st.lists(VALUES, max_size=6), STYLES, WINDOWS)
def test_objects_are_those_of_the_list_with_their_bytes(items: list[Any], style: dict[str, Any], window: int) -> None:
    data = write({"before": [1], "items": items, "after": "x"}, style)
    cursor = reader(data, window)
    found: list[Any] = []
    others: list[Any] = []
    for key in cursor.members():
        if key == "items":
            for item in filter(None, cursor.objects()):
                found.append(item.value)
                assert read(data[item.start : item.end]) == item.value
        else:
            others.append(cursor.value().value)
    assert found == [item for item in items if isinstance(item, dict)]
    assert others == [[1], "x"]


@given(st.dictionaries(WORDS, VALUES, max_size=5), STYLES, WINDOWS, st.sets(st.integers(0, 4)))
def test_values_that_are_not_read_are_skipped(
    value: dict[str, Any], style: dict[str, Any], window: int, wanted: set[int]
) -> None:
    cursor = reader(write(value, style), window)
    found = {key: cursor.value().value for at, key in enumerate(cursor.members()) if at in wanted}
    assert found == {key: value[key] for at, key in enumerate(value) if at in wanted}
    assert cursor.damaged is None


@given(st.lists(st.lists(VALUES, max_size=4), max_size=5), STYLES, WINDOWS, st.integers(0, 3))
def test_a_list_that_is_left_early_is_skipped_to_its_end(
    rows: list[list[Any]], style: dict[str, Any], window: int, count: int
) -> None:
    cursor = reader(write(rows, style), window)
    found = []
    for _ in cursor.items():
        row: list[Any] = []
        for _ in cursor.items():
            if len(row) == count:
                break
            row.append(cursor.value().value)
        found.append(row)
    assert found == [row[:count] for row in rows]
    assert cursor.damaged is None


@given(st.lists(OBJECTS, min_size=1, max_size=5), STYLES, WINDOWS, st.data())
def test_of_a_file_that_is_cut_all_complete_objects_are_read(
    items: list[Any], style: dict[str, Any], window: int, choice: st.DataObject
) -> None:
    data = write({"items": items}, style)
    whole = reader(data)
    ends = [item.end for key in whole.members() if key == "items" for item in filter(None, whole.objects())]
    cut = choice.draw(st.integers(1, len(data.rstrip()) - 1))
    cursor = reader(data[:cut], window)
    found = [item.value for _ in cursor.members() for item in filter(None, cursor.objects())]
    assert found == items[: sum(end <= cut for end in ends)]
    assert cursor.damaged is not None
    assert cursor.damages == 1
    assert cursor.damaged.offset <= cut


def test_the_fault_of_a_file_that_is_cut_is_at_its_end() -> None:
    data = b'{"items": [{"a": 1}, {"a": "caf\xc3\xa9'
    cursor = reader(data)
    assert [item.value for _ in cursor.members() for item in filter(None, cursor.objects())] == [{"a": 1}]
    assert cursor.damaged == (len(data), "the end is missing")


def test_a_value_that_is_cut_has_its_complete_members() -> None:
    cursor = reader(b'{"id": 7, "tags": ["a", "b"], "text": "half of i')
    found = cursor.value()
    assert found.value == {"id": 7, "tags": ["a", "b"]}
    assert not found.whole


@pytest.mark.parametrize(
    "damage",
    ['{"a": tru}', '{"a" 5}', '{"a": "\\x"}', "{5: 1}", '{"a": 1 "b": 2}', '{"a": [1 2]}', '{"é": .5}', '{"a": 01}'],
)
@pytest.mark.parametrize("window", [8, 1 << 20])
def test_a_damaged_object_costs_that_object_only(damage: str, window: int) -> None:
    data = f'{{"items": [{{"n": 1}}, {damage}, {{"n": 2}}], "last": true}}'.encode()
    cursor = reader(data, window)
    seen = []
    for key in cursor.members():
        seen += [key, *(item.value for item in filter(None, cursor.objects()))]
    assert seen == ["items", {"n": 1}, {"n": 2}, "last"]
    start = data.index(damage.encode())
    assert cursor.damages == 1
    assert cursor.damaged is not None
    assert start < cursor.damaged.offset < start + len(damage.encode())


@given(JSON_LIKE, WINDOWS)
def test_any_bytes_are_read_to_an_end(data: bytes, window: int) -> None:
    for read_all in (walk, JsonReader.value, JsonReader.skip, lambda cursor: list(cursor.objects())):
        cursor = reader(data, window)
        read_all(cursor)
        if cursor.damaged:
            assert 0 <= cursor.damaged.offset <= len(data)


@given(JSON_LIKE, WINDOWS)
def test_the_window_makes_no_difference_to_what_is_found(data: bytes, window: int) -> None:
    found = []
    for size in (window, 1 << 20):
        cursor = reader(data, size)
        found.append((str(cursor.value()[:4]), str(cursor.damaged)))
    assert found[0] == found[1]


def test_what_strict_readers_refuse_is_read() -> None:
    data = b'\xef\xbb\xbf{"a": "one\ntwo", "a": "last", "n": NaN, "lone": "\\ud83d", "raw": "\xff", "i": -Infinity}'
    found = reader(data).value()
    assert found.start == 3
    assert found.value["a"] == "last"
    assert found.value["n"] != found.value["n"]
    assert found.value["lone"] == "\ud83d"
    assert found.value["raw"] == "\udcff"
    assert found.value["i"] == float("-inf")


@pytest.mark.parametrize("window", [16, 1 << 20])
def test_a_number_of_thousands_of_digits_is_a_float(window: int) -> None:
    cursor = reader(b'[{"n": ' + b"9" * 5000 + b', "m": 12}, 1' + b"0" * 300 + b"]", window)
    found = [cursor.value().value for _ in cursor.items()]
    assert found == [{"n": float("inf"), "m": 12}, 10**300]
    assert cursor.damaged is None


@pytest.mark.parametrize("window", [16, 1 << 20])
def test_what_is_nested_too_deep_for_the_usual_decoder_is_decoded_all_the_same(window: int) -> None:
    depth = 20_000
    data = b'[{"deep": ' + b'{"a":[' * depth + b"7" + b"]}" * depth + b'}, {"next": 1}]'
    cursor = reader(data, window)
    first, second = filter(None, cursor.objects())
    inner = first.value["deep"]
    for _ in range(depth):
        inner = inner["a"][0]
    assert inner == 7
    assert second.value == {"next": 1}
    assert cursor.damaged is None


def test_deeper_nesting_than_can_be_kept_is_a_fault_of_that_value() -> None:
    data = b'[{"deep": ' + b"[" * 150_000 + b"]" * 150_000 + b'}, {"next": 1}]'
    cursor = reader(data)
    assert [item.value for item in filter(None, cursor.objects())] == [{"next": 1}]
    assert cursor.damaged is not None
    assert "100,000 nested levels" in cursor.damaged.reason


def test_a_value_that_is_too_large_is_passed_over() -> None:
    data = json.dumps([{"a": "x" * 500}, {"b": 1}]).encode()
    cursor = JsonReader(BufferSource(data), 0, 16, 100)
    found = []
    for _ in cursor.items():
        found.append(cursor.value())
    assert [item.value for item in found] == [None, {"b": 1}]
    assert [item.whole for item in found] == [False, True]
    assert data[found[0].start : found[0].end] == json.dumps({"a": "x" * 500}).encode()


SHAPES: dict[str, Callable[[int], str]] = {
    "objects": lambda count: "[" + ",".join('{"a": "é\\n", "b": [1, {}]}' for _ in range(count)) + "]",
    "a string": lambda count: '["' + "a\\n" * count + '"]',
    "a string that is cut": lambda count: '["' + "a\\n" * count,
    "open lists": lambda count: "[" * count,
    "open lists and strings": lambda count: '["",' * count,
    "lists": lambda count: "[" * count + "]" * count,
    "objects in a list that are cut": lambda count: '[{"a":' * count,
    "damaged objects": lambda count: "[" + '{"a": x},' * count + "]",
    "objects that end too often": lambda count: "[" + '{"a": 1}},' * count + "]",
    "one large object": lambda count: '[{"a": [' + "1, " * count + "2]}]",
    "digits": lambda count: "[" + "9" * count + "]",
    "commas": lambda count: "[" + "," * count + "]",
    "blanks": lambda count: "[" + " " * count + "]",
    "backslashes": lambda count: "[" + "\\" * count + "]",
    "quotation marks": lambda count: "[" + '"' * (2 * count) + "]",
}


class CountingSource(BufferSource):
    """A source that knows how many bytes were read."""

    bytes_read = 0

    def read(self, start: int, end: int) -> bytes:
        piece = super().read(start, end)
        self.bytes_read += len(piece)
        return piece


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("way", ["objects", "value", "skip"])
def test_four_times_the_file_is_four_times_the_work(shape: str, way: str) -> None:
    """Work is counted: calls, and bytes that are read and therefore decoded. A value that is larger than a piece is
    decoded in steps, with half as many calls again for a byte."""
    work: list[tuple[int, int]] = []
    for count in (3_000, 12_000):
        source = CountingSource(SHAPES[shape](count).encode())
        cursor = JsonReader(source, 0, 1024)
        ways: dict[str, Callable[[], object]] = {
            "objects": lambda cursor=cursor: list(cursor.objects()),  # type: ignore[misc]
            "value": cursor.value,
            "skip": cursor.skip,
        }
        work.append((calls(ways[way]), source.bytes_read))
    (few_calls, few_bytes), (many_calls, many_bytes) = work
    assert many_calls <= 6.5 * few_calls + 200
    assert many_bytes <= 4.5 * few_bytes + 4096
    assert many_bytes <= 8 * source.size + 4096


@pytest.mark.parametrize("value", [b"[" + b"1," * 60 + b"1]", b'{"a":' * 60 + b"1" + b"}" * 60])
def test_a_value_of_too_many_parts_is_passed_over(value: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thread_parsers.formats.json.pull.MAX_PARTS", 50)
    monkeypatch.setattr("thread_parsers.formats.json.pull.LARGE_CHARS", 32)
    cursor = reader(b'[{"n": 1}, {"n": ' + value + b'}, {"n": 3}]', 16)
    assert [item.value["n"] for item in cursor.objects() if item] == [1, 3]
    assert cursor.damaged is not None
    assert cursor.damaged.offset == 11
    assert cursor.damaged.reason.endswith("parts")


@given(st.text('[]{}"\\,ab', max_size=300), st.integers(0, 3))
def test_a_container_that_is_skipped_ends_where_counting_brackets_says(inner: str, words: int) -> None:
    # Strings without brackets inside them, so that the reference is simple; long ones, so that there are several parts.
    inner = re.sub(r'["\\]', "", inner) + '"x]' + "}" * 400 * words + '"'
    depth, end = 1, None
    bare = re.sub(r'"[^"]*"', lambda string: "." * len(string[0]), inner + "]" * 400)
    for at, char in enumerate(bare):
        depth += (char in "[{") - (char in "]}")
        if not depth:
            end = at + 1
            break
    cursor = reader(("[" + inner + "]" * 400 + " 7").encode(), 1 << 20)
    cursor.skip()
    assert end is not None
    assert cursor.offset in (1 + end, 2 + end)  # behind a blank
