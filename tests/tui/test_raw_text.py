"""The bytes of the file behind a comment: JSON in indented lines, each with its place."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.reading import parse
from thread_parsers.source.source import BufferSource
from thread_reader.raw_text import MAX_BYTES, MAX_LINES, raw_lines, raw_title


def rendered(page: bytes, start: int, end: int, *, has_lines: bool = False) -> Discussion:
    """A discussion with one comment, which bytes `start` to `end` of the page state."""
    discussion = Discussion(BufferSource(page))
    Rendering(discussion, has_lines=has_lines).add(Post(text="x", object_span=(start, end)))
    return discussion


def shown(page: bytes, start: int = 0, end: int | None = None, *, has_lines: bool = False) -> list[str]:
    """The lines of the sheet, without styles."""
    found = raw_lines(rendered(page, start, len(page) if end is None else end, has_lines=has_lines), 0)
    return ["".join(part for part, _ in line) for line in found]


def test_json_is_indented_and_each_line_has_its_first_byte() -> None:
    page = b'[0,{"by": "Ann",\n"kids":[12, {}],"none":[ ],"text":"a, {b}: \\"c\\"\\u00e9"},9]'
    assert shown(page, 3, len(page) - 3) == [
        " 3  {",
        ' 4    "by": "Ann",',
        '17    "kids": [',
        "25      12,",
        "29      {}",
        "31    ],",
        '33    "none": [],',
        '44    "text": "a, {b}: \\"c\\"\\u00e9"',
        "72  }",
    ]
    assert raw_title(rendered(page, 3, len(page) - 3), 0) == "comment 1: bytes 3 to 72 of the file"


def test_the_members_behind_the_words_of_a_comment_are_shown_up_to_a_reply_inside_of_it() -> None:
    page = b'[{"text":"a","score":-3},{"text":"b","kids":[{"text":"c"}],"score":2}]'
    discussion = Discussion(BufferSource(page))
    rendering = Rendering(discussion, has_lines=False)
    for letter in (b"a", b"b", b"c"):
        end = page.index(b'"%s"' % letter) + 3
        rendering.add(Post(text="x", object_span=(end - 11, end)))
    first, second, third = (
        [line[1][0] + line[2][0] for line in raw_lines(discussion, comment)] for comment in range(3)
    )
    assert first == ["{", '  "text": "a",', '  "score": -3', "}"]
    assert second == ["{", '  "text": "b",', '  "kids": [']
    assert third == ["{", '  "text": "c"', "}"]


def test_json_that_is_cut_is_shown_as_far_as_it_goes() -> None:
    assert [line[4:] for line in shown(b'{"a": [1, "tw')] == ["{", '  "a": [', "    1,", '    "tw']


def test_what_is_not_json_is_shown_line_by_line() -> None:
    page = b"<item>\n <by>Ann</by>\n\x1b[31m</item>\n"
    assert shown(page) == [" 0  <item>", " 7   <by>Ann</by>", "21  ␛[31m</item>"]


def test_where_lines_are_worth_naming_they_are_the_numbers() -> None:
    page = b'{"by": "Ann"}\n{"by": "Bo", "text": "Yes"}\n'
    assert shown(page, 14, 41, has_lines=True) == [
        "2  {",
        '     "by": "Bo",',
        '     "text": "Yes"',
        "   }",
    ]
    assert raw_title(rendered(page, 14, 41, has_lines=True), 0) == "comment 1: raw lines of the file"


def test_the_lines_of_a_text_are_shown_as_they_are() -> None:
    discussion = parse("Paper.\nReward\nComment\n0/400\nAnn\n· 2025-03-09 18:20\n{1, 2}\nReply0\n")
    found = ["".join(part for part, _ in line) for line in raw_lines(discussion, 0)]
    assert found == [
        "5  head       Ann",
        "6             · 2025-03-09 18:20",
        "7  text       {1, 2}",
        "8  furniture  Reply0",
    ]


@pytest.mark.parametrize(
    "page",
    [b"[" * 1_000_000, b'{"a":' * 300_000, b'"' + b"x" * 1_000_000, b"[" + b'"\\' * 500_000, b"[" + b": " * 500_000],
    ids=["lists", "objects", "string", "escapes", "colons"],
)
def test_a_sheet_is_bounded_and_says_how_much_is_left_out(page: bytes) -> None:
    lines = shown(page)
    assert len(lines) <= MAX_LINES + 1
    assert sum(map(len, lines)) < 4 * MAX_BYTES
    rest = int(lines[-1].split()[1].replace(",", ""))
    assert lines[-1] == f"and {rest:,} more bytes"
    assert len(page) - MAX_BYTES <= rest < len(page)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)


@given(st.lists(VALUES, max_size=3) | st.dictionaries(st.text(max_size=4), VALUES, max_size=3), st.booleans())
def test_the_lines_of_json_are_the_same_json_at_the_places_that_they_name(value: object, is_ascii: bool) -> None:
    text = json.dumps(value, ensure_ascii=is_ascii)
    page = text.encode("utf-8")
    found = raw_lines(rendered(page, 0, len(page)), 0)
    texts = [line[2][0] for line in found]
    if is_ascii:
        assert json.loads("\n".join(texts)) == value
        assert "".join(texts).replace(" ", "") == text.replace(" ", "")
        places = [int(line[0][0].replace(",", "")) for line in found]
        assert all(text.startswith(line[:1], place) for line, place in zip(texts, places, strict=True))
    levels = [len(line[1][0]) // 2 for line in found]
    assert levels[0] == levels[-1] == 0
    assert all(abs(one - two) <= 1 for one, two in pairwise(levels))


@given(st.binary(max_size=200))
def test_any_bytes_are_shown(page: bytes) -> None:
    assert shown(b"{" + page)


def test_lines_that_begin_like_json_are_shown_as_they_are() -> None:
    assert "{{outdent}} Changed [once]." in shown(b"{{outdent}} Changed [once].\n", has_lines=True)[0]
    assert "[5/9/24, 18:05] Ann: tea" in shown(b"[5/9/24, 18:05] Ann: tea\n", has_lines=True)[0]
