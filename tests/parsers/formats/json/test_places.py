"""The bytes of a string inside an object: of the object's own member, and of no other."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from harness.json_texts import OBJECTS, STYLES, write
from harness.work import calls
from thread_parsers.formats.json.places import finder, string_place


@pytest.mark.parametrize(
    "marked",
    [
        '{"id": 1, "text": "<tea>"}',
        '{"text" : \n "<tea>", "id": 1}',
        '{"inner": {"text": "tea"}, "text": "<te\\u0061>"}',
        '{"text": "<tea>", "inner": [{"text": "tea"}]}',
        '{"inner": [{"text": "tea"}, {"text": "tea"}], "te\\u0078t": "<tea>"} "text"',
        '{"a": "\\"text\\":\\"tea\\"", "text": "<tea>"}',
        '{"text": "coffee", "text": "<t\\u0065a>"}',
        '{"type": "text", "text": "<tea>", "list": ["text", "tea"]}',
        '{"text": "<tea>", "cut": "of',
        '{"text": "<tea>"} {"text": "tea"}',
    ],
)
def test_the_place_is_that_of_the_member_itself(marked: str) -> None:
    start, end = marked.index("<"), marked.index(">") - 1
    data = marked.replace("<", "").replace(">", "").encode()
    assert string_place(data, "text", "tea") == (start, end)


@pytest.mark.parametrize(
    "data",
    ['{"text": "coffee"}', '{"text": 5}', "{}", "", '{"a": {"text": "coffee"}, "b": {"text": "tea"}}', '{"text": "te'],
)
def test_no_place_is_better_than_a_wrong_one(data: str) -> None:
    assert string_place(data.encode(), "text", "tea") is None


@given(OBJECTS, STYLES)
def test_every_string_of_an_object_has_a_place(value: dict[str, object], style: dict[str, object]) -> None:
    data = write(value, style)
    for key, member in value.items():
        if isinstance(member, str):
            place = string_place(data, key, member)
            assert place is not None
            assert json.loads(b'"' + data[slice(*place)] + b'"', strict=False) == member


@pytest.mark.parametrize("piece", ['"text":"a",', '"text":', '"a', "{", '{"text":"b"},', "\\", '"'])
def test_twice_the_object_is_twice_the_work(piece: str) -> None:
    few, many = (
        calls(lambda count=count: string_place(("{" + piece * count).encode(), "text", "tea"))  # type: ignore[misc]
        for count in (2_000, 4_000)
    )
    assert many <= 2.3 * few + 100


@pytest.mark.parametrize("data", [b"null", b'"abc"', b"[1]", b"7", b"{", b""])
def test_what_has_become_of_a_file_that_was_changed_has_no_places(data: bytes) -> None:
    assert finder("body")(data) is None
