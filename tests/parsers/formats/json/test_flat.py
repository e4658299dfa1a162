"""What flat families share: where the words of a comment are in the file, and when to pause."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.json_texts import STYLES, VALUES, WORDS, write
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.formats.json import Value, flat
from thread_parsers.formats.json.places import place
from thread_parsers.formats.json.pull import JsonReader
from thread_parsers.source.source import BufferSource


def placed(data: bytes, key: str) -> tuple[bytes, Value]:
    """The bytes that the member `key` of an object was decoded from, as `place` finds them."""
    source = BufferSource(data)
    item = JsonReader(source).value()
    start, end = place(source, item, key, item.value.get(key))
    return data[start:end], item


@given(before=WORDS, value=WORDS | st.lists(VALUES, max_size=3), style=STYLES)
def test_the_bytes_of_a_member_decode_to_it(before: str, value: Any, style: dict[str, Any]) -> None:
    data = write({"a": before, "text": value, "entities": [{"text": before}]}, style)
    found, item = placed(data, "text")
    if not value:
        assert found == data
    elif isinstance(value, str):
        assert json.loads(b'"%s"' % found, strict=False) == item.value["text"]
    else:
        assert json.loads(found) == item.value["text"]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b'{"text": "tea", "text": "cup"}', b"cup"),
        (b'{"t\\u0065xt": "tea"}', b"tea"),
        (b'{"a": {"text": "no"}, "text": "tea"}', b"tea"),
        (b'{"a": [{"text": "x"}, {"text": "x"}, {"text": "x"}, {"text": "x"}], "text": "tea"}', b"tea"),
        (b'{"a": [{"text": "x"}, {"text": "x"}, {"text": "x"}, {"text": "x"}], "text": ["tea"]}', None),
    ],
)
def test_a_string_is_found_wherever_it_is_and_a_list_if_it_is_among_the_first(data: bytes, found: bytes | None) -> None:
    assert placed(data, "text")[0] == (data if found is None else found)


def test_a_pause_comes_after_some_comments_or_bytes() -> None:
    discussion = Discussion(BufferSource(bytes(1 << 20)))
    pace = flat.Pace(discussion)
    small = [pace.is_over(Value({}, at, at + 1)) for at in range(2 * flat.SLICE_COMMENTS)]
    assert small == 2 * [*[False] * (flat.SLICE_COMMENTS - 1), True]
    assert discussion.bytes_read == 2 * flat.SLICE_COMMENTS
    assert pace.is_over(Value({}, 1000, 1000 + 2 * flat.SLICE_BYTES))
    assert discussion.bytes_read == 1000 + 2 * flat.SLICE_BYTES


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ((), ""),
        (("", " "), ""),
        (("photo",), "[photo]"),
        (("poll", "a\nb"), "[poll a b]"),
        (("one two three four five six seven eight nine",), "[one two three four five six seven eight nine]"),
        (("one two three four five six seven eight nine ten",), "[one two three four five six seven eight nine…]"),
    ],
)
def test_a_label_is_short_and_in_brackets(words: tuple[str, ...], label: str) -> None:
    assert flat.label(*words) == label
