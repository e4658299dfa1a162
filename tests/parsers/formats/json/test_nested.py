"""Containers of a file and what is in them: the same at any size of parts, and no depth or damage that stops it."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.json_texts import JSON_LIKE, STYLES, VALUES, WINDOWS, read, write
from harness.work import calls
from thread_parsers.formats.json import brackets as module
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def indexed(data: bytes, part: int = 1 << 20) -> NestedReader:
    reader = NestedReader(BufferSource(data), part)
    for _ in reader.index():
        pass
    return reader


def containers(value: Any) -> Iterator[Any]:
    """The containers in a value that are not empty, in the order in which they begin."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if inner:
        yield value
    for item in inner:
        yield from containers(item)


def walk(reader: NestedReader) -> list[Nested]:
    """All containers, by members and items, in the order in which they begin."""
    found: list[Nested] = []
    stack: list[Iterator[Nested]] = [reader.roots()]
    while stack:
        one = next(stack[-1], None)
        if one is None:
            stack.pop()
            continue
        found.append(one)
        inner = reader.items(one) if one.is_list else iter(reader.members(one).values())
        stack.append(item for item in inner if isinstance(item, Nested))
    return found


@given(VALUES, STYLES, WINDOWS)
def test_all_containers_are_found_with_their_bytes(value: Any, style: dict[str, Any], part: int) -> None:
    data = b" " + write(value, style)
    reader = indexed(data, part)
    assert reader.damaged is None
    found = walk(reader)
    if style["separators"] == (",", ":"):
        assert [read(data[one.start : one.end]) for one in found] == list(containers(value))
    assert [reader.value(one).value for one in found] == [read(data[one.start : one.end]) for one in found]
    for one in found:
        if not one.is_list:
            whole = read(data[one.start : one.end])
            members = reader.members(one)
            assert list(members) == list(whole)
            for key, member in members.items():
                is_inside = isinstance(member, Nested)
                assert (reader.value(member).value if isinstance(member, Nested) else member) == whole[key]
                assert is_inside == (isinstance(whole[key], (list, dict)) and bool(whole[key]))
            assert reader.members(one, whole=whole) == whole


@given(VALUES, STYLES, WINDOWS)
def test_a_string_member_is_where_it_says(value: Any, style: dict[str, Any], part: int) -> None:
    data = write(value, style)
    reader = indexed(data, part)
    for one in walk(reader):
        for key, member in reader.members(one).items():
            if isinstance(member, str):
                place = reader.string_place(one, key, member)
                assert place is not None
                assert one.start < place[0] <= place[1] < one.end
                assert read(b'"' + data[slice(*place)] + b'"') == member
                assert data[place[0] - 1 : place[0]] == data[place[1] : place[1] + 1] == b'"'


def test_members_before_and_after_the_replies_belong_to_the_comment() -> None:
    data = b'{"author": "Mara", "replies": [{"author": "Tom", "text": "b"}], "tags": ["x"], "text": "a", "none": []}'
    reader = indexed(data)
    members = reader.members(reader.root, whole=("tags",))
    replies = members.pop("replies")
    assert members == {"author": "Mara", "tags": ["x"], "text": "a", "none": []}
    assert [reader.members(reply) for reply in reader.items(replies)] == [{"author": "Tom", "text": "b"}]


def test_the_end_of_a_path_is_found() -> None:
    reader = indexed(b'{"data": {"children": [{"a": 1}], "after": "x"}}')
    assert reader.inside(reader.root, "data", "after") == "x"
    assert [reader.members(item) for item in reader.items(reader.inside(reader.root, "data", "children"))] == [{"a": 1}]
    assert reader.inside(reader.root, "data", "after", "more") is None
    assert reader.inside(reader.root, "missing", "data") is None


def test_several_texts_in_a_file_are_several_roots() -> None:
    reader = indexed(b'{"a": 1}\n[2]\n7\n{"b": 3}')
    assert [reader.value(root).value for root in reader.roots()] == [{"a": 1}, [2], {"b": 3}]


def test_a_large_object_is_read_in_parts() -> None:
    items = {f"key {at}": [at, "x" * 50] if at % 2 else f"text {at}" for at in range(1_000)}
    data = json.dumps(items).encode()
    reader = indexed(data)
    members = reader.members(reader.root)
    assert isinstance(reader.root, Nested)
    for at in range(0, 1_000, 2):
        key = f"key {at}"
        assert members[key] == f"text {at}"
        place = reader.string_place(reader.root, key, members[key])
        assert place is not None
        assert data[slice(*place)] == members[key].encode()
    assert reader.value(members["key 999"]).value == [999, "x" * 50]


@given(st.lists(VALUES, min_size=1), STYLES, WINDOWS, st.data())
def test_of_a_file_that_is_cut_everything_before_the_cut_is_there(
    value: list[Any], style: dict[str, Any], part: int, choice: st.DataObject
) -> None:
    data = write(value, style).rstrip()
    cut = choice.draw(st.integers(2, len(data) - 1))
    whole, reader = indexed(data), indexed(data[:cut], part)
    assert reader.damaged == (cut, "the end is missing")
    assert reader.damages == 1
    # A container that is cut right after its first bracket, or before the second of [], is there, too.
    expected = [(one.start, min(one.end, cut)) for one in walk(whole) if one.start < cut]
    found = [(one.start, one.end) for one in walk(reader)]
    assert set(expected) <= set(found)
    assert all(start == cut - 1 or style["separators"] != (",", ":") for start, _ in set(found) - set(expected))


def test_a_comment_that_is_cut_has_the_members_before_the_cut() -> None:
    data = b'{"author": "Mara", "replies": [{"author": "Tom", "text": "the boat is la'
    reader = indexed(data)
    members = reader.members(reader.root)
    assert members["author"] == "Mara"
    assert [reader.members(reply) for reply in reader.items(members["replies"])] == [{"author": "Tom"}]


@pytest.mark.parametrize("damage", ['{"a": 1]', '{"a": tru}', '{"a": 1 "b": 2}', "{7: 1}"])
def test_a_damaged_object_leaves_the_others_alone(damage: str) -> None:
    reader = indexed(f'[{{"n": 1}}, {damage}, {{"n": 2}}]'.encode())
    members = [reader.members(item) for item in reader.items(reader.root)]
    assert [members[0], members[2]] == [{"n": 1}, {"n": 2}]
    assert reader.damages >= 1


@given(JSON_LIKE, WINDOWS)
def test_any_bytes_can_be_walked(data: bytes, part: int) -> None:
    reader = indexed(data, part)
    found = walk(reader)
    for before, after in pairwise(found):
        assert before.start < after.start
        assert after.end <= before.end or before.end <= after.start
    for one in found:
        assert 0 <= one.start < one.end <= len(data)
        reader.value(one)
        for key, member in reader.members(one, whole=("a",)).items():
            if isinstance(member, str):
                reader.string_place(one, key, member)


@given(JSON_LIKE, WINDOWS)
def test_the_parts_make_no_difference(data: bytes, part: int) -> None:
    assert walk(indexed(data, part)) == walk(indexed(data))


def test_nothing_is_inside_values_that_are_not_containers() -> None:
    reader = indexed(b"7")
    assert reader.root is None
    for value in (None, "", 7, {"a": 1}, [{"a": 1}]):
        assert list(reader.items(value)) == []
        assert reader.members(value) == {}


def test_replies_are_walked_to_any_depth() -> None:
    depth = 100_000
    data = b'{"id":7,"replies":[' * depth + b'],"text":"a"}' * depth
    reader = indexed(data)
    count, one = 0, reader.root
    while one is not None:
        members = reader.members(one)
        assert members["id"] == 7
        assert members["text"] == "a"
        count += 1
        one = next(reader.items(members["replies"]), None)
    assert count == depth
    assert reader.damaged is None


def test_a_file_with_too_many_containers_is_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CONTAINERS", 4)
    data = b'[{"a":1},{"a":2},{"a":3},{"a":4},{"a":5}]'
    reader = indexed(data)
    assert [reader.members(item) for item in reader.items(reader.root)] == [{"a": 1}, {"a": 2}, {"a": 3}]
    assert reader.damaged == (data.index(b'{"a":4'), "too many objects and lists")
    assert indexed(data[: data.index(b',{"a":4')] + b", 4]").damaged is None


def test_a_file_that_is_nested_too_deep_is_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_OPEN", 3)
    reader = indexed(b'[{"a":[1]},{"a":[[2]]},{"a":3}]')
    assert [reader.members(item, whole=("a",)) for item in reader.items(reader.root)] == [{"a": [1]}, {"a": []}]
    assert reader.damaged == (17, "too many objects and lists")


@pytest.mark.parametrize("data", [b'["a\\', b'[{"a": "b', b"[1, 2"])
def test_a_file_that_has_shrunk_ends_where_it_ends(data: bytes) -> None:
    source = BufferSource(data)
    source.size = 1000
    reader = NestedReader(source, 8)
    assert len(list(reader.index())) <= len(data)
    assert reader.damaged is not None
    assert reader.root == (0, reader.damaged.offset, True, 0)


def test_values_and_members_that_are_too_large_are_left_out() -> None:
    data = json.dumps([{"a": "x" * 200, "b": [1]}, {"c": 1}]).encode()
    reader = NestedReader(BufferSource(data), 64, 100)
    for _ in reader.index():
        pass
    assert [reader.members(item) for item in reader.items(reader.root)] == [{}, {"c": 1}]
    large, small = (reader.value(item) for item in reader.items(reader.root))
    assert (large.value, large.whole) == (None, False)
    assert (small.value, small.whole) == ({"c": 1}, True)
    assert reader.damaged is not None


SHAPES: dict[str, Callable[[int], str]] = {
    "siblings": lambda count: "[" + ",".join('{"a": "é\\n", "b": [1, {}]}' for _ in range(count)) + "]",
    "replies": lambda count: '{"a":"x","replies":[' * count + '],"b":1}' * count,
    "replies that are cut": lambda count: '{"a":"x","replies":[' * count,
    "brackets": lambda count: "[" * count + "]" * count,
    "many lists in an object": lambda count: "{" + ",".join(f'"{at}":[1]' for at in range(count)) + "}",
    "ends": lambda count: "]" * count,
    "a string": lambda count: '["' + "a\\n" * count + '"]',
    "a string that is cut": lambda count: '["' + "a\\n" * count,
    "backslashes": lambda count: '["' + "\\" * count,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_file_is_twice_the_work(shape: str) -> None:
    def work(count: int) -> int:
        data = SHAPES[shape](count).encode()
        return calls(lambda: walk(indexed(data, 1024)))

    assert work(4_000) <= 2.3 * work(2_000) + 200


@pytest.mark.parametrize("between", [rb"\"", rb"\\", b"\0", rb"\\\"x"])
@pytest.mark.parametrize("part", [8, 9, 11, 1 << 13])
def test_an_escape_outside_of_strings_is_not_one(between: bytes, part: int) -> None:
    data = b'{"a": "b\\"c", ' + between + b'"d": [1], "e": {"f": [2]}}'
    bare = data.replace(b"\\", b"_").replace(b'"b_"c"', b'"b__c"')
    found, wanted = indexed(data, part), indexed(bare, part)
    assert found.root == wanted.root
    assert found.root is not None
    assert list(found.inner(found.root)) == list(wanted.inner(found.root))
