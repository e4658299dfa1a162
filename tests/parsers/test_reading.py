"""Which format reads a page, what the receipt says of it, and formats that fail."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from thread_parsers.discussion.receipt_spans import byte_spans
from thread_parsers.errors import UnknownFormat, Unreadable
from thread_parsers.export.writers import WRITERS
from thread_parsers.formats import Format, Likeness, registry
from thread_parsers.reading import FORMATS, begin, judge, parse, read
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

PAGE = """The kettle is broken.
Nobody mends it.
Reward
3
2
Repost
Share
Comment
0/400
Ada
· 2025-12-24 06:14
Water, then.
Reply0
"""


def plug_in(
    monkeypatch: pytest.MonkeyPatch,
    likeness: Callable[[Source], Likeness],
    steps: Callable[[Discussion], Iterator[None]],
) -> None:
    """Register the format of a plug-in."""
    others = (
        (Format("theirs", "the format of a plug-in", likeness, steps),),
        ("the format old could not be loaded",),
    )
    monkeypatch.setattr(registry, "plugins", lambda: others)


def nothing(_: Discussion) -> Iterator[None]:
    """A format that reads nothing."""
    yield


def notes(discussion: Discussion) -> list[str]:
    """What is said about the reading."""
    return [note.text for note in discussion.receipt.notes]


def test_the_tree_grows_step_by_step_and_is_complete_after_the_last() -> None:
    discussion, steps = begin(BufferSource(PAGE.encode()))
    assert (discussion.format, discussion.complete, len(discussion.comments)) == ("gate", False, 0)
    for _ in steps:
        if discussion.paragraphs:
            break
    assert discussion.paragraphs == ["The kettle is broken.", "Nobody mends it."]
    assert (discussion.complete, len(discussion.comments)) == (False, 0)
    for _ in steps:
        pass
    assert (discussion.complete, len(discussion.comments)) == (True, 1)


def test_the_receipt_says_where_the_page_disagrees_with_itself() -> None:
    assert notes(parse(PAGE)) == ["page declares 2 comments, 1 read"]


def test_the_receipt_says_what_was_converted(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(gzip.compress(PAGE.encode()))
    assert "read from gzip" in notes(read(path))


def test_a_named_format_is_taken_whatever_the_page_looks_like() -> None:
    discussion = parse(PAGE, format_name="plain")
    assert (discussion.format, discussion.receipt.reason) == ("plain", "named in the call")


def test_a_format_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownFormat) as refusal:
        parse(PAGE, format_name="gopher")
    assert refusal.value.known[: len(FORMATS)] == tuple(known.name for known in FORMATS)


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        read(tmp_path / "missing.txt")


def test_every_format_judges_a_page_with_a_reason() -> None:
    judged = judge(BufferSource(PAGE.encode()))
    assert judged[0][0].name == "gate"
    assert all(0 <= likeness.score <= 1 and likeness.reason for _, likeness in judged)


@pytest.mark.parametrize("text", ["", "\n", "tea", "tea\nmilk\n", "\x00", "\ud800"])
def test_any_text_opens_as_an_article_at_least(text: str) -> None:
    discussion = parse(text.encode("utf-8", "surrogatepass"))
    assert discussion.complete
    assert discussion.format == "plain"
    source = discussion.file
    assert b"".join(source.read(span.start, span.end) for span in byte_spans(discussion)) == source.read(0, source.size)


def test_text_and_bytes_are_the_same_page() -> None:
    assert parse(PAGE).comments[0] == parse(PAGE.encode()).comments[0]


def test_a_plug_in_is_not_tried_where_a_built_in_format_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, lambda _: pytest.fail("was tried"), nothing)
    assert parse(PAGE).format == "gate"


def test_a_plug_in_reads_the_page_that_it_knows_best(monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, lambda _: Likeness(7.0, "it is mine"), nothing)
    discussion = parse("Nothing but words.\n")
    assert (discussion.format, discussion.receipt.reason) == ("theirs", "it is mine")
    assert "the format old could not be loaded" in notes(discussion)


def test_a_format_that_cannot_judge_is_noted_and_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, lambda _: Likeness(1 / 0, ""), nothing)
    discussion = parse("Nothing but words.\n")
    assert discussion.format == "plain"
    assert "the format theirs could not judge the page: ZeroDivisionError: division by zero" in notes(discussion)


def test_what_a_format_has_read_before_it_fails_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(discussion: Discussion) -> Iterator[None]:
        discussion.columns.append(start=0, body_start=4, body_end=8, end=8, author="Ada")
        yield
        raise KeyError("kettle")

    plug_in(monkeypatch, lambda _: Likeness(1.0, "it is mine"), fails)
    discussion = parse("Ada\ntea\n")
    assert discussion.complete
    assert [comment.author for comment in discussion.comments] == ["Ada"]
    assert "the format theirs stopped before the end: KeyError: 'kettle'" in notes(discussion)


def test_a_page_is_read_although_a_built_in_format_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(discussion: Discussion) -> Iterator[None]:
        discussion.columns.append(start=0, body_start=4, body_end=8, end=8, author="Ada")
        yield
        raise RecursionError("too deep")

    def cannot_judge(source: Source) -> Likeness:
        raise KeyError(source.name)

    unsure = Format("unsure", "", cannot_judge, nothing)
    ours = Format("ours", "", lambda _: Likeness(0.9, "it is mine"), fails)
    monkeypatch.setattr(registry, "FORMATS", (unsure, ours))
    discussion = parse("Ada\ntea\n")
    assert (discussion.complete, len(discussion.comments)) == (True, 1)
    assert [(note.kind, note.text) for note in discussion.receipt.notes] == [
        ("internal error", "the format unsure could not judge the page: KeyError: '-'"),
        ("internal error", "the format ours stopped before the end: RecursionError: too deep"),
    ]


def test_a_file_that_cannot_be_read_any_more_is_no_fault_of_its_format() -> None:
    class Gone(BufferSource):
        def read(self, start: int, end: int) -> bytes:
            raise Unreadable(self.name, "is gone")

    with pytest.raises(Unreadable):
        read(Gone(PAGE.encode()))
    with pytest.raises(Unreadable):
        read(Gone(PAGE.encode()), "gate")


def test_an_author_with_half_a_surrogate_pair_can_be_written() -> None:
    submission = '{"kind": "t3", "data": {"title": "a\\ud83db", "author": "c\\ud83d"}}'
    page = f'[{{"kind": "Listing", "data": {{"children": [{submission}]}}}}]'
    discussion = parse(page)
    assert (discussion.title, discussion.article.author) == ("a\ufffdb", "c\ufffd")
    writer = WRITERS["txt"]
    assert b"".join(map(writer.encoded, writer.write(discussion, ())))
