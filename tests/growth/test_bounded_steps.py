"""What one step allocates, frees, reads and adds is bounded, however large the file is.

Work is counted and not timed: bytes that are allocated or read, memory blocks that are freed, calls, rows and tokens.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.work import calls, largest_step, most_allocated, most_freed
from thread_parsers.bodies.html import html_text
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.export.writers import WRITERS
from thread_parsers.formats.html.page import Page
from thread_parsers.formats.mail import mime
from thread_parsers.formats.mail.mime import Part, part_bytes
from thread_parsers.formats.plain.windows import lines, lines_in_steps
from thread_parsers.library.contents import HEAD_BYTES, PASSAGE_WORDS, whole_steps
from thread_parsers.library.walking import walk
from thread_parsers.markup.tokenizer import MAX_TEXT_CHARS, Kind, tokens
from thread_parsers.markup.tree import SLICE_CHARS, Tree
from thread_parsers.reading import begin
from thread_parsers.source.source import SLICE, BufferSource
from thread_parsers.stats import steps
from thread_parsers.steps import SLICE_ITEMS, emptied_in_steps, run_to_end, sorted_in_steps
from thread_parsers.text.text_pieces import batches
from thread_reader.view.jobs import filter_steps, search_steps
from thread_reader.view.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from thread_parsers.stats import Stats

MAX_CALLS = 45_000
MAX_FREED = 20_000
"""Blocks that are freed in one step: a millisecond."""
MAX_ALLOCATED = (2 << 20) + (1 << 16)
"""Bytes, of which half a large page is most: to copy them takes a millisecond or two."""
LARGE = 4 << 20
MANY, PEOPLE = 4_000, 2_500


def read(page: bytes) -> Discussion:
    discussion, work = begin(BufferSource(page))
    for _ in work:
        pass
    return discussion


LARGE_PAGES: dict[str, Callable[[], bytes]] = {
    "string": lambda: b'{"a":"' + b"tea " * (LARGE // 4) + b'"}',
    "line of JSON": lambda: (
        b'{"id":"a","author":"Bo","body":"%s","link_id":"t3_x","parent_id":"t3_x","created_utc":1700000000}\n'
        % (b"tea " * (LARGE // 8))
    ),
    "text of HTML": lambda: b"<!DOCTYPE html><body>" + b"<p>tea</p>" * 2_000 + b"tea at the pier. " * (LARGE // 17),
    "signs in HTML": lambda: b"<!DOCTYPE html><body>" + b"<" * (LARGE // 4),
    "tag that is cut": lambda: b"<!DOCTYPE html><body><div " + b"class " * (LARGE // 12),
}


@pytest.mark.parametrize("page", LARGE_PAGES.values(), ids=LARGE_PAGES)
def test_no_step_of_reading_copies_a_large_page(page: Callable[[], bytes]) -> None:
    data = page()
    read(data[:200])  # what is done once, imports and tables, is not counted
    assert most_allocated(begin(BufferSource(data))[1]) <= MAX_ALLOCATED


def test_large_allocations_are_counted() -> None:
    assert most_allocated(bytes(size) for size in (1, LARGE)) >= LARGE


class Counting(BufferSource):
    """A source that counts the bytes that are read."""

    read_bytes = 0

    def read(self, start: int, end: int) -> bytes:
        found = super().read(start, end)
        self.read_bytes += len(found)
        return found


@pytest.mark.parametrize(
    "page", [b"x" * LARGE, b"Tea\n\nat the pier.\n" + b"\n" * LARGE + b"end\n"], ids=["words", "blank lines"]
)
def test_no_step_reads_a_long_line_to_its_end(page: bytes) -> None:
    source = Counting(page)
    _, work = begin(source)
    most, before = 0, source.read_bytes
    for _ in work:
        most, before = max(most, source.read_bytes - before), source.read_bytes
    assert most <= 3 * SLICE
    assert list(filter(None, lines_in_steps(source, 0, source.size))) == list(lines(source, 0, source.size))
    assert sum(line is None for line in lines_in_steps(source, 0, source.size)) >= source.size // SLICE - 1


SHAPES: dict[str, Callable[[int], int]] = {
    "flat": lambda _: -1,
    "a chain": lambda at: at - 1,
    "pairs": lambda at: at - 1 if at % 2 else -1,
}


@pytest.mark.parametrize("parent", SHAPES.values(), ids=SHAPES)
def test_comments_that_were_held_are_added_in_steps(parent: Callable[[int], int]) -> None:
    rendering = Rendering(Discussion(BufferSource(b"[]"), "made"))
    for at in range(MANY):
        rendering.hold(Post(author=f"Ada {at}", text="tea", id=str(at), parent_id=str(parent(at)), subject=f"s{at}"))
    rendering.hold(Post(author="Bo", text="tea", id="last"))  # ends all subtrees
    columns, rows, most = rendering.discussion.columns, 0, 0
    for _ in rendering.thread():
        assert len(columns.parent) == len(columns.start) == len(columns), "all of a row is added in the same step"
        rows, most = len(columns), max(most, len(columns) - rows)
    assert rows == MANY + 1
    assert most <= MANY // 2
    assert list(columns.parent) == [*map(parent, range(MANY)), -1]
    assert [columns.author_names[number] for number in columns.author] == [*(f"Ada {at}" for at in range(MANY)), "Bo"]
    assert dict(columns.subjects) == {at: f"s{at}" for at in range(MANY)}


def test_the_members_of_a_large_object_are_made_once_and_in_steps() -> None:
    page = json.dumps({f"key {at}": [at] for at in range(3 * MANY)}).encode()
    read(page)
    assert largest_step(begin(BufferSource(page))[1]) <= 2 * MAX_CALLS


def test_comments_with_many_members_are_read_and_freed_in_steps() -> None:
    others = {f"key {at}": [at] if at % 2 else at for at in range(6 * MANY)}
    comment = {"author": "Ada", "created": "2025-12-24", "body": "Tea.", **others}
    page = json.dumps([comment, comment | {"deleted": True}, comment]).encode()
    assert len(read(page).columns) == 3
    assert largest_step(begin(BufferSource(page))[1]) <= MAX_CALLS
    assert most_freed(begin(BufferSource(page))[1]) <= MAX_FREED


def test_the_beginning_of_an_object_is_decoded_in_steps() -> None:
    beginning = json.dumps({f"key {at}": at for at in range(2 * MANY)}).encode()[: HEAD_BYTES - 1]
    read(beginning)  # what is done once is not counted
    assert largest_step(begin(BufferSource(beginning))[1]) <= MAX_CALLS


MESSAGES: dict[str, dict[str, object]] = {
    "slack": {"name": "tea", "messages": [{"type": "message", "user": "U1", "ts": "1700000000.000100", "text": "tea"}]},
    "telegram": {
        "name": "Tea",
        "type": "personal_chat",
        "messages": [{"id": 1, "type": "message", "date": "2025-12-24T06:14:00", "from": "Ada", "text": "tea"}],
    },
    "discord": {
        "guild": {"id": "1", "name": "g"},
        "channel": {"id": "2", "name": "tea"},
        "messages": [{"id": "1", "timestamp": "2025-12-24T06:14:00Z", "content": "tea", "author": {"name": "ada"}}],
    },
    "yt-dlp": {
        "id": "x",
        "extractor": "youtube",
        "title": "Tea",
        "comments": [{"id": "a", "text": "tea", "author": "@ada", "parent": "root", "timestamp": 1766556840}],
    },
    "thread-reader": {
        "schema": "thread-reader/1",
        "title": "Tea",
        "comments": [{"id": 1, "parent": None, "author": "Ada", "segments": ["tea"]}],
    },
}


@pytest.mark.parametrize("format_name", MESSAGES)
@pytest.mark.parametrize("other", ["tea" * (LARGE // 2), [[1]] * (LARGE // 8)], ids=["string", "lists"])
def test_members_that_are_not_wanted_are_passed_over_in_steps(format_name: str, other: object) -> None:
    source = Counting(json.dumps(MESSAGES[format_name] | {"other": other}).encode())
    discussion, work = begin(source, format_name)
    most, before = 0, source.read_bytes
    for _ in work:
        most, before = max(most, source.read_bytes - before), source.read_bytes
    assert most <= source.size // 4
    assert discussion.parts[0].author(0) in ("Ada", "ada", "@ada", "U1")


@pytest.mark.parametrize("atom", ["<", "< ", "&amp;", "tea\r\n", "tea <1 ", "\U0001f375"])
def test_a_long_text_of_html_is_several_tokens(atom: str) -> None:
    markup = "<p>" + atom * (200_000 // len(atom)) + "</p>"
    found = list(tokens(markup))
    assert "".join(markup[start:end] for _, _, start, end in found) == markup
    texts = [markup[start:end] for kind, _, start, end in found if kind is Kind.TEXT]
    assert max(map(len, texts)) <= 2 * MAX_TEXT_CHARS
    assert len(texts) > 3
    assert not any(text.endswith(("&", "&a", "&am", "&amp", "\r")) for text in texts[:-1])
    assert "".join(html_text(markup).split()) == "".join(html_text(atom).split()) * (200_000 // len(atom))
    tree = Tree(markup * 8)
    assert sum(1 for _ in tree.build()) >= len(tree.markup) // (2 * SLICE_CHARS)


@given(
    st.binary(max_size=300),
    st.integers(1, 80),
    st.sampled_from([b"", b"\n-- \nlist footer\n", b"Q=\n", b"=\n\n"]),
    st.booleans(),
)
def test_base64_in_pieces_is_the_same_as_at_once(words: bytes, width: int, after: bytes, padded: bool) -> None:
    encoded = base64.b64encode(words)
    encoded = encoded if padded else encoded.rstrip(b"=")
    data = b"".join(encoded[at : at + width] + b"\n" for at in range(0, len(encoded), width)) + after
    part = Part("text/plain", {}, "base64", is_attachment=False, name="", start=0, end=len(data))
    at_once = run_to_end(part_bytes(data, part))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mime, "PIECE_BYTES", 90)
        assert run_to_end(part_bytes(data, part)) == at_once
    if not after and padded:
        assert at_once == words


def test_people_are_counted_and_freed_in_steps() -> None:
    comments = [{"author": f"Ada {at}", "created": 1_700_000_000 + at, "body": f"Tea {at}."} for at in range(PEOPLE)]
    discussion = read(json.dumps(comments).encode())
    kept: list[Stats] = []

    def counting() -> Iterator[None]:
        for stats in steps(discussion):
            kept[:] = [stats]  # as a screen does
            yield

    list(counting())  # what is done once is not counted
    kept.clear()
    assert most_freed(counting()) <= MAX_FREED
    assert kept[0].people is not None
    assert len(kept[0].people.authors) == len(discussion.columns) == PEOPLE


def test_an_export_is_interrupted_where_nothing_is_written() -> None:
    comments = [{"author": "Ada", "created": "2025-12-24", "body": "Tea."}] * PEOPLE
    discussion = read(json.dumps(comments).encode())
    pieces = list(WRITERS["json"].write(discussion, range(PEOPLE)))
    assert pieces.count("") >= PEOPLE // SLICE_ITEMS
    assert json.loads("".join(pieces))["comments"][-1]["author"] == "Ada"
    assert list(batches(["a", "b", "", "c"])) == ["ab", "c"]


def test_a_mailbox_of_many_discussions_is_indexed_in_steps(tmp_path: Path) -> None:
    path, count = tmp_path / "many.mbox", 200
    path.write_text(
        "".join(
            f"From a@b Wed Dec 24 06:14:00 2025\nFrom: Ada <a@b>\nMessage-ID: <{at}@x>\nSubject: tea {at}\n\ntea\n\n"
            for at in range(count)
        )
    )
    found = next(each for each in walk([str(path)]) if each is not None)
    with_words, without = (sum(1 for _ in whole_steps(found, with_words=words)) for words in (True, False))
    assert with_words - without >= count


def test_a_comment_of_thousands_of_segments_is_indexed_and_filtered_in_steps(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    head = "Title\nTea at the pier.\nReward\nComment\n0/400\nMara\n\u00b7 2025-12-24 06:14\n"
    path.write_text(head + "tea\n---\n" * 12_000 + "end\nReply0\n", "utf-8")
    found = next(each for each in walk([str(path)]) if each is not None)
    assert largest_step(whole_steps(found, with_words=True)) <= MAX_CALLS
    reader = Reader(read(path.read_bytes()))
    assert len(reader.discussion.columns) == 1
    reader.filter.ask("date:2025-12")
    assert largest_step(filter_steps(reader)) <= MAX_CALLS
    assert list(reader.filter.matches) == [0]


def test_an_article_of_thousands_of_paragraphs_is_searched_in_steps() -> None:
    page = ("Tea at the pier.\n" * 8_000).encode()
    reader = Reader(read(page))
    reader.search.ask("pier")
    work = search_steps(reader)
    assert calls(lambda: next(work)) <= 1_000
    assert most_allocated(search_steps(reader)) <= MAX_ALLOCATED // 8


def test_a_page_of_many_people_is_indexed_in_passages(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    head = "Title\nTea at the pier.\nReward\nComment\n0/400\n"
    comment = "Mara%d\n\u00b7 2025-12-24 06:14\ntea\nReply0\n"
    path.write_text(head + "".join(comment % at for at in range(2 * MANY)), "utf-8")
    found = next(each for each in walk([str(path)]) if each is not None)
    passages = run_to_end(whole_steps(found, with_words=True)).passages
    assert max(map(len, passages)) <= 2 * PASSAGE_WORDS
    assert len(frozenset().union(*passages)) >= 2 * MANY


@given(st.lists(st.integers(-3, 3), max_size=40))
def test_work_in_slices_is_the_same_as_at_once(items: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("thread_parsers.steps.SLICE_ITEMS", 4)
        patch.setattr("thread_parsers.steps.FREED_ITEMS", 4)
        pairs = list(enumerate(items))
        assert run_to_end(sorted_in_steps(pairs, lambda pair: pair[1])) == sorted(pairs, key=lambda pair: pair[1])
        for emptied in (items.copy(), dict(pairs)):
            assert sum(1 for _ in emptied_in_steps(emptied)) <= len(items) // 4
            assert not emptied
    assert SLICE_ITEMS > 4


def _wordpress(count: int) -> bytes:
    comment = (
        '<li id="comment-%d" class="comment depth-1"><article class="comment"><footer class="comment-meta">'
        '<b class="fn">Ada %d</b><time datetime="2025-12-24T06:14:00+00:00">x</time></footer>'
        '<div class="comment-content"><p>Tea at the pier is served late.</p></div></article></li>'
    )
    comments = "".join(comment % (at, at) for at in range(count))
    head = '<!DOCTYPE html><meta name="generator" content="WordPress 6.1"><title>Tea</title>'
    return f'{head}<body><ol class="comment-list">{comments}</ol></body>'.encode()


def test_the_words_of_selectors_are_looked_for_in_parts_of_a_large_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page, steps_before = _wordpress(40), sum(1 for _ in begin(BufferSource(_wordpress(40)))[1])
    monkeypatch.setattr("thread_parsers.formats.html.page.SEARCHED_CHARS", 1 << 10)
    searched: list[str] = []

    def has(self: Page, word: str) -> bool:
        if word not in self._has_word:
            searched.append(word)
        return self._has_word.get(word, word in self.tree.markup)

    monkeypatch.setattr(Page, "_has", has)
    discussion, work = begin(BufferSource(page))
    steps_after = sum(1 for _ in work)
    assert [discussion.author(row) for row in range(40)] == [f"Ada {at}" for at in range(40)]
    assert searched == []
    assert steps_after - steps_before >= 10 * len(page) >> 10


def test_blocks_of_a_page_of_no_known_engine_are_searched_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    comment = (
        '<div class="comment" id="c%d"><span class="author">Ada %d</span> '
        '<time datetime="2025-12-24T06:%02d:00Z">x</time>'
        '<div class="body"><p>Tea at the pier is served late by number %d.</p></div></div>'
    )
    page = "<!DOCTYPE html><body>" + "".join(comment % (at, at % 99, at % 60, at) for at in range(600)) + "</body>"
    given: list[int] = []

    class Recorded:
        def search(self, _: str, start: int, end: int) -> None:
            given.append(end - start)

    monkeypatch.setattr("thread_parsers.formats.html.generic.LAST_POST", Recorded())
    assert len(read(page.encode()).columns) == 600
    assert len(given) == 600
    assert max(given) <= 2 * len(comment)
