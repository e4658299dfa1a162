"""The list whose elements are read before the rest of a file: what is read is the same as without that."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from harness.json_texts import OBJECTS, STYLES, VALUES, write
from thread_parsers.discussion.receipt_spans import byte_spans
from thread_parsers.formats.json import listed as module
from thread_parsers.formats.json.listed import HEAD_BYTES, ListReader, Run
from thread_parsers.reading import begin, parse
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion

LIST = re.compile(rb'"list"\s*:\s*\[(?=\s*\{)')
DAMAGE = (b"", b"]", b"}", b"{", b'"', b"\\")
ODD: list[Any] = [None, 7, "x", [], {}, [1], {"kind": "x"}, '{ "kind": [', "\\", "é\u3042"]


def read_list(data: bytes, is_taken: Callable[[], bool]) -> list[tuple[int, int]]:
    """The places of the elements of `list` in a file that are neither empty nor scalars: some decoded together, others
    from the table, and the rest after all has been scanned."""
    reader, found = ListReader(BufferSource(data)), list[tuple[int, int]]()

    def take(run: Run) -> Generator[None, None, bool]:
        yield
        taken = is_taken()
        if taken:
            assert data[run.start : run.end] == run.data
            found.extend((item.start, item.end) for item in run.items if item.value)
        return taken

    def steps() -> Iterator[None]:
        if (yield from reader.find_list(LIST, "{[")):
            for item in reader.first_elements(take):
                if item is not None:
                    found.append((item.start, item.end))
                yield
        yield from reader.index()

    for _ in steps():
        pass
    root = reader.root
    assert root is not None
    return found + [(item.start, item.end) for item in reader.items(reader.members(root).get("list"))]


@settings(max_examples=60)
@given(
    st.lists(OBJECTS | VALUES, max_size=12), STYLES, st.sampled_from((b"", b"]", b"}", b"{", b'"', b"\\")), st.data()
)
@example([{"a": 1}, [2], {"b": [3]}], {"ensure_ascii": True, "indent": None, "separators": (",", ":")}, b"", None)
def test_each_element_is_given_once_and_in_order(
    values: list[Any], style: dict[str, Any], damage: bytes, draw: st.DataObject | None
) -> None:
    data = write({"before": [[], 1], "list": [{"first": 1}, *values], "behind": {"list": [{"a": 1}]}}, style)
    at = draw.draw(st.integers(0, len(data))) if draw and damage else 0
    data = data[:at] + damage + data[at:] if at else data
    coin = st.booleans()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "RUN_OBJECTS", 2)
        patch.setattr(module, "BLOCK_BYTES", 40)
        found = read_list(data, lambda: draw.draw(coin) if draw else True)
    assert found == sorted(set(found))
    if not at:
        assert found == read_list(data, lambda: False)
        assert len(found) == 1 + sum(isinstance(value, (dict, list)) and bool(value) for value in values)


def hackernews() -> dict[str, Any]:
    def item(number: int, *below: dict[str, Any]) -> dict[str, Any]:
        text = [f"<p>no {number} \u00e9 {{", 'he said "so" \\', None, "&lt;a&gt;<p>b"][number % 4]
        return {"id": number, "author": f"u{number}", "text": text, "type": "comment", "children": list(below)}

    comments = [item(1, item(2, item(3)), item(4)), item(5), item(6, item(7))]
    return {
        "id": 9,
        "type": "story",
        "title": "Tea",
        "children": comments,
        "points": 7,
        "author": "ada",
        "text": "<p>x",
    }


def reddit() -> list[dict[str, Any]]:
    def listing(*things: dict[str, Any]) -> dict[str, Any]:
        return {"kind": "Listing", "data": {"after": None, "children": list(things)}}

    def thing(number: int, *below: dict[str, Any]) -> dict[str, Any]:
        replies = listing(*below) if below else ""
        body = [f"no {number} \u00e9 {{", 'he said "so" \\', "[deleted]"][number % 3]
        values = {"id": f"k{number}", "author": f"u{number}", "body": body, "replies": replies, "score": number}
        return {"kind": "t1", "data": values}

    more = {"kind": "more", "data": {"count": 3, "children": ["a", "b"], "id": "m"}}
    submission = {"kind": "t3", "data": {"title": "Tea", "selftext": "With milk?", "author": "ada", "num_comments": 9}}
    return [listing(submission), listing(thing(1, thing(2, thing(3), more), thing(4)), thing(5), more)]


def flat_reddit() -> dict[str, Any]:
    page = reddit()[1]
    page["data"]["children"] = [
        {"kind": "t1", "data": {"id": f"k{at}", "body": f"b{at}", "link_title": "Tea", "parent_id": f"t1_k{at // 2}",
                                "replies": "", "author": "u"}}
        for at in range(1, 9)
    ]  # fmt: skip
    return page


def discourse() -> dict[str, Any]:
    def post(number: int) -> dict[str, Any]:
        cooked = ["<p>a</p>\n", "", '<a href="/x">\u00e9</a> {'][number % 3]
        values = {"id": number, "post_number": number, "username": f"u{number}", "cooked": cooked, "topic_id": 7}
        return values | {"actions_summary": [{"id": 2, "count": number}], "reply_to_post_number": number - 1 or None}

    stream = {"posts": [*map(post, range(1, 5)), {}, *map(post, range(5, 8))], "stream": list(range(1, 10))}
    return {"post_stream": stream, "id": 7, "title": "Tea", "posts_count": 9}


PAGES = {"hackernews": hackernews(), "reddit": reddit(), "flat": flat_reddit(), "discourse": discourse()}
FORMATS = {"flat": "reddit"}


def facts(discussion: Discussion, shift: int = 0) -> list[Any]:
    """What was read of a page, with the places in a file that has so many more bytes before it."""
    receipt, parts = discussion.receipt, discussion.parts
    rows = [
        (comment.author, comment.time, comment.likes, part.columns.parent[row], part.columns.ids.get(row),
         *(place - shift for place in part.file_span(row)),
         [segment.text for segment in part.segments(row)])
        for part in parts for row, comment in enumerate(part.comments)
    ]  # fmt: skip
    spans = [
        (max(span.start - shift, 0), span.end - shift, span.kind)
        for span in byte_spans(discussion) if span.end > shift
    ]  # fmt: skip
    titles = [(part.title, part.article.author, len(part.article.paragraph_spans)) for part in parts]
    kinds = [(note.kind, re.sub(r"byte [\d,]+", "", note.text)) for note in receipt.notes]
    return [rows, spans, titles, kinds, receipt.stub_comments, receipt.declared_comments]


def changed(value: Any, draw: st.DataObject) -> Any:
    """A page in which some members are elsewhere, missing or something else."""
    if isinstance(value, list):
        items = [changed(item, draw) for item in value]
        return [*items, draw.draw(st.sampled_from(ODD))] if draw.draw(st.integers(0, 9)) == 0 else items
    if not isinstance(value, dict):
        return draw.draw(st.sampled_from(ODD)) if draw.draw(st.integers(0, 39)) == 0 else value
    members = [(key, changed(inner, draw)) for key, inner in value.items() if draw.draw(st.integers(0, 59))]
    return dict(members[::-1] if draw.draw(st.integers(0, 19)) == 0 else members)


@pytest.mark.parametrize("kind", PAGES)
@settings(max_examples=40)
@given(STYLES, st.data())
@example({"ensure_ascii": False, "indent": None, "separators": (",", ":")}, None)
def test_pages_are_read_as_those_whose_list_begins_too_late(
    kind: str, style: dict[str, Any], draw: st.DataObject | None
) -> None:
    page = changed(PAGES[kind], draw) if draw else PAGES[kind]
    assert_same(write(page, style), FORMATS.get(kind, kind))


def assert_same(data: bytes, name: str) -> None:
    """Fails if something else is read of a page whose list begins too late."""
    blanks = b" " * HEAD_BYTES
    ahead, later = parse(data, format_name=name), parse(blanks + data, format_name=name)
    assert facts(ahead) == facts(later, len(blanks))


def test_a_comment_that_is_written_later_has_its_place() -> None:
    page = hackernews()
    page["children"][1]["text"] = "<p>tea" * 2_000
    assert_same(json.dumps(page).encode(), "hackernews")


@pytest.mark.parametrize("kind", ["hackernews", "reddit"])
def test_first_comments_come_long_before_the_end_of_the_file_is_read(kind: str) -> None:
    page: Any = json.loads(json.dumps(PAGES[kind]))
    items = page["children"] if isinstance(page, dict) else page[1]["data"]["children"]
    items *= 2_000
    furthest = 0

    class Watched(BufferSource):
        def read(self, start: int, end: int) -> bytes:
            nonlocal furthest
            furthest = max(furthest, min(end, self.size))
            return super().read(start, end)

    source = Watched(json.dumps(page).encode())
    discussion, steps = begin(source, kind)
    for _ in steps:
        if len(discussion.columns):
            break
    assert furthest <= source.size // 2
    assert discussion.title == "Tea"


def test_elements_are_decoded_with_all_that_is_in_them() -> None:
    large = json.dumps({"n": 3, "x": ["y" * (1 << 15)]})
    items = f'{{"n": 1, "x": [[1], {{}}]}}, [5], 7, {{"n": 2, "x": [2], "y": tru}}, {large}, {{"n": 4}}'
    reader = ListReader(BufferSource(f'{{"list": [{items}]}}'.encode()))
    for _ in reader.index():
        pass
    root = reader.root
    assert root is not None
    found = reader.members(root)["list"]
    some = [item for listed in reader.decoded_lists(found, ("x",)) for item in listed]
    assert [item.value.get("n") for item in some] == [1, None, 2, 3, 4]
    assert [item.whole for item in some] == [True, False, False, False, True]
    assert [item.value.get("x") for item in some][:3] == [[[1], {}], None, [2]]
    assert some[3].value["x"] == ["y" * (1 << 15)]
    assert [(item.start, item.end) for item in some] == [(nested.start, nested.end) for nested in reader.items(found)]
