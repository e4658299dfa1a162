"""What every line of a page is: spans that tile it, whatever a format has said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.receipt import Span
from thread_parsers.discussion.receipt_spans import byte_spans, line_spans
from thread_parsers.source.source import BufferSource
from thread_parsers.text.segments import SEPARATOR


def discussion_of(page: bytes, *around: Span) -> Discussion:
    discussion = Discussion(BufferSource(page), "test")
    discussion.receipt.around += around
    return discussion


def kinds_by_line(discussion: Discussion) -> list[str]:
    return [span.kind for span in line_spans(discussion) for _ in range(span.first, span.last + 1)]


BODIES = st.lists(
    st.sampled_from((
        b"tea", b"---", b" -----\t", b"\xe2\x80\x94" * 3, b"--", b"- - -", b"-\xe2\x80\x93-", b"", b" \t", b"\x0b",
        b"---\x0b", b"\xe2\x80\xa8", b"x\r", b"\r", b"---\r",
    )),
    min_size=1, max_size=8,
).map(b"\n".join)  # fmt: skip


@given(BODIES, st.sampled_from((b"", b"\n")))
def test_the_lines_of_a_body_are_words_separators_or_blank(body: bytes, end: bytes) -> None:
    page = b"Ada\n12:00\n" + body + end
    discussion = discussion_of(page)
    discussion.columns.append(start=0, body_start=10, body_end=len(page), end=len(page), author="Ada")
    lines = page.removesuffix(b"\n").split(b"\n")[2:]
    wanted = ["blank" if not line.strip() else "separator" if SEPARATOR.fullmatch(line) else "body" for line in lines]
    assert kinds_by_line(discussion) == ["author", "time", *wanted]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=5))
def test_no_span_is_empty_whatever_overlaps(places: list[tuple[int, int]]) -> None:
    spans = [Span(2 * min(place), 2 * max(place), "furniture") for place in places if place[0] != place[1]]
    found = list(byte_spans(discussion_of(b"a\n" * 6, *sorted(spans))))
    assert [span.start for span in found] == [0, *(span.end for span in found[:-1])]
    assert all(span.start < span.end for span in found)
    assert found[-1].end == 12


@given(BODIES, st.integers(0, 3))
def test_the_spans_of_a_comment_are_joined_without_a_gap(body: bytes, margin: int) -> None:
    page = b"Ada\n12:00\n" + body + b"\nshare\n"
    discussion = discussion_of(page)
    end = 10 + len(body) + 1
    discussion.columns.append(
        start=0, body_start=10, body_end=end, end=len(page), author="Ada", margin=margin
    )  # fmt: skip
    spans = list(byte_spans(discussion))
    assert [span.start for span in spans] == [0, *(span.end for span in spans[:-1])]
    assert spans[-1].end == len(page)
    assert all(span.start < span.end for span in spans)
    assert (spans[0], spans[1], spans[-1]) == (
        Span(0, 4, "author"),
        Span(4, 10, "time"),
        Span(end, len(page), "footer"),
    )
    assert {span.kind for span in spans[2:-1]} <= {"body", "separator", "blank"}


def test_lines_of_one_kind_are_one_span() -> None:
    page = b"Ada\ntea\nmilk\n\n\nsugar\n"
    discussion = discussion_of(page)
    discussion.columns.append(start=0, body_start=4, body_end=len(page), end=len(page), author="Ada")
    kinds = [(page[span.start : span.end], span.kind) for span in byte_spans(discussion)]
    assert [kind for _, kind in kinds] == ["author", "body", "blank", "blank", "body"]
    assert kinds[1] == (b"tea\nmilk\n", "body")


def test_a_margin_is_no_part_of_the_words() -> None:
    page = b"Ada\n> tea\n> ---\n> \n> milk\n"
    discussion = discussion_of(page)
    discussion.columns.append(start=0, body_start=4, body_end=len(page), end=len(page), author="Ada", margin=2)
    assert kinds_by_line(discussion) == ["author", "body", "separator", "blank", "body"]


def test_a_line_with_a_head_and_words_counts_as_words() -> None:
    page = b"Ada: tea\nBo: milk"
    discussion = discussion_of(page)
    discussion.columns.append(start=0, body_start=5, body_end=9, end=9, author="Ada")
    discussion.columns.append(start=9, body_start=13, body_end=17, end=17, author="Bo")
    assert kinds_by_line(discussion) == ["body", "body"]
    assert [span.kind for span in byte_spans(discussion)] == ["author", "body", "author", "body"]


def test_what_nobody_claims_is_unclaimed_and_what_two_claim_is_the_first_ones() -> None:
    page = b"1\n2\n3\n4\n5\n"
    discussion = discussion_of(page, Span(2, 6, "article"), Span(4, 8, "furniture"))
    assert kinds_by_line(discussion) == ["unclaimed", "article", "article", "furniture", "unclaimed"]


def test_a_span_inside_of_another_does_not_end_the_receipt() -> None:
    discussion = discussion_of(b"1\n2\n3\n4\n5\n", Span(0, 6, "article"), Span(2, 4, "furniture"), Span(6, 8, "repeat"))
    assert kinds_by_line(discussion) == ["article", "article", "article", "repeat", "unclaimed"]


def test_comments_may_stand_in_the_page_in_another_order_than_in_the_thread() -> None:
    page = b"Bo\nno\nAda\nyes\n"
    discussion = discussion_of(page)
    discussion.columns.append(start=6, body_start=10, body_end=14, end=14, author="Ada")
    discussion.columns.append(start=0, body_start=3, body_end=6, end=6, author="Bo", parent=0)
    assert kinds_by_line(discussion) == ["author", "body", "author", "body"]


def test_an_empty_page_has_no_spans() -> None:
    assert list(byte_spans(discussion_of(b""))) == []
    assert list(line_spans(discussion_of(b""))) == []


BLOCKS = st.lists(
    st.sampled_from(("furniture", "unclaimed", "comment", "comment with a blank line", "comment of one line")),
    max_size=60,
)


@given(BLOCKS)
def test_many_comments_one_after_the_other_and_with_something_between_them(blocks: list[str]) -> None:
    page, kinds, spans, comments = b"", list[str](), list[Span](), list[tuple[int, int, int, int]]()
    for block in blocks:
        start = len(page)
        if block == "furniture":
            page += b"menu\n"
            spans.append(Span(start, len(page), "furniture"))
            kinds.append("furniture")
        elif block == "unclaimed":
            page += b"?\n"
            kinds.append("unclaimed")
        elif block == "comment of one line":
            page += b"Bo: milk\n"
            comments.append((start, start + 4, len(page), len(page)))
            kinds.append("body")
        else:
            words = b"tea\n" if block == "comment" else b"tea\n\nsugar\n"
            page += b"Ada\n12:00\n" + words + b"share\n"
            comments.append((start, start + 10, len(page) - 6, len(page)))
            kinds += ["author", "time", *(["body"] if block == "comment" else ["body", "blank", "body"]), "footer"]
    discussion = discussion_of(page, *spans)
    for start, body, tail, end in comments:
        discussion.columns.append(start=start, body_start=body, body_end=tail, end=end, author="Ada")
    assert kinds_by_line(discussion) == kinds
    found = list(byte_spans(discussion))
    assert [span.start for span in found] == [0, *(span.end for span in found[:-1])][: len(found)]
