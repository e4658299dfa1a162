"""Gate pages: each case is a page, the tree that it must become and what every line of it is, in tests/cases/gate."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from thread_parsers.discussion.receipt_spans import line_spans
from thread_parsers.formats.gate.gate import GATE
from thread_parsers.formats.gate.labels import LABELS
from thread_parsers.reading import judge, parse
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

CASES = sorted((Path(__file__).parents[2] / "cases" / "gate").glob("*.txt"))


def as_written(discussion: Discussion) -> str:
    """A discussion as the cases write it: line feeds inside a text as ⏎."""
    return "".join(f"{line}\n" for line in _lines(discussion))


def _lines(discussion: Discussion) -> Iterator[str]:
    if discussion.title is not None:
        yield f"title: {discussion.title}"
    yield from (f"text: {paragraph}" for paragraph in discussion.paragraphs)
    for what, number in asdict(discussion.engagement).items():
        if number is not None:
            yield f"page says: {number} {what}"
    for comment in discussion.comments:
        when = comment.time.isoformat(" ") if comment.time else comment.time_text or "no time"
        badge = discussion.columns.badges.get(comment.id - 1)
        replies = "" if comment.replies is None else f", {comment.replies} replies"
        yield f"- {comment.author}{f' [{badge}]' if badge else ''}, {when}{replies}"
        for segment in comment.segments:
            yield f"  | {segment.text}".replace("\n", " ⏎ ")
    yield from (f"note: {note.text}" for note in discussion.receipt.notes)
    yield "~~~ lines"
    for span in line_spans(discussion):
        yield f"{span.first}-{span.last} {span.kind}" if span.last > span.first else f"{span.first} {span.kind}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_page_becomes_the_tree_of_its_case(case: Path) -> None:
    _, rest = case.read_text("utf-8").split("~~~ page\n")
    page, tree = rest.split("~~~ tree\n")
    discussion = parse(page)
    assert discussion.format == "gate"
    assert as_written(discussion) == tree


def test_there_are_cases() -> None:
    assert len(CASES) > 20


@pytest.mark.parametrize(
    "page",
    [
        "",
        "Ada · 2025-12-24 06:14\nA head on one line is not a pair of lines.\n",
        "· 2025-12-24 06:14\nA time under no name.\n",
        "Score\n3/10\nShare your tea with us.\n",
        "Nothing but words.\n",
    ],
)
def test_other_pages_do_not_look_like_it(page: str) -> None:
    assert GATE.likeness(BufferSource(page.encode())).score == 0


def test_a_page_says_why_it_was_taken_for_one() -> None:
    page = "Tea.\nAda\n· 2025-12-24 06:14\nYes.\nBo\n· 2025-12-24 06:13\nNo.\n"
    (best, likeness), *_ = judge(BufferSource(page.encode()))
    assert best is GATE
    assert likeness.reason == "2 names with a line `· date time` under them"


def test_every_language_of_the_site_has_the_labels_that_matter() -> None:
    roles = {"original", "reply", "likes", "reward", "repost", "share", "comment", "empty", "disclaimer"}
    for language in ("en", "zh-Hans", "zh-Hant", "ja", "ru", "tr", "vi", "es", "pt", "uk"):
        assert {label.role for label in LABELS if label.language == language} == roles
    assert all(label.seen for label in LABELS if label.language == "en")


LISTS = "The kettle.\nBought in\n· 24 Dec 2025\nSold\n· 3 days ago\nPrice\n· Tea: 1 cup\nx\n· Tea: 5 cups\n"
"""An article whose lists look like names with times."""
BUTTONS = "Reward\n3\n6\nRepost\nShare\nComment\n0/400\n"


@pytest.mark.parametrize("foot", ["", "Reply0\n"])
@pytest.mark.parametrize("first", ["2025-12-20 06:14", "4h ago", "12-24 06:14"])
def test_lists_in_an_article_and_in_comments_are_text(first: str, foot: str) -> None:
    when = [first, *(f"2025-12-1{at} 06:14" for at in range(3))]
    lists = "So be it.\nMilk\n· yesterday\nTea\n· 3h ago\n" if foot or first.startswith("2025") else "So be it.\n"
    discussion = parse(LISTS + BUTTONS + "".join(f"u{at}\n· {time}\n{lists}{foot}" for at, time in enumerate(when)))
    assert [comment.author for comment in discussion.comments] == ["u0", "u1", "u2", "u3"]
    assert len(discussion.paragraphs) == LISTS.count("\n")


@pytest.mark.parametrize("rest", ["", "No comments\n"])
def test_lists_in_an_article_without_comments_are_text(rest: str) -> None:
    discussion = parse(LISTS + BUTTONS + rest)
    assert (discussion.format, len(discussion.comments)) == ("gate", 0)


def test_times_late_on_a_page_are_found_by_the_footers_above_them() -> None:
    early = "".join(f"u{at}\n· 2025-12-24 06:14\nSo be it.\nReply0\n" for at in range(9000))
    discussion = parse(f"{BUTTONS}{early}Ada\n· 3h ago\nMilk\n· yesterday\nReply0\n")
    last = discussion.comments[-1]
    assert (len(discussion.comments), last.author, last.time_text) == (9001, "Ada", "3h ago")
    assert last.segments[0].text == "Milk\n· yesterday"


def test_a_letter_counter_in_comments_is_not_a_footer() -> None:
    """It has words and a number like a footer, and may stand above what looks like a name with a time."""
    lists = "0/400\nMilk\n· yesterday\n"
    page = "".join(f"u{at}\n· 2025-12-24 06:14\n{lists}" for at in range(5))
    assert [comment.author for comment in parse(f"Tea.\n{BUTTONS}{page}").comments] == ["u0", "u1", "u2", "u3", "u4"]


def test_a_single_comment_with_an_unknown_time_and_no_footer_is_found_under_the_box() -> None:
    discussion = parse(f"Tea is tea.\n{BUTTONS}Ada\n· pred 3 hodinami\nTak voda.\nA headline\nTea is tea.\n")
    assert discussion.title == "A headline"
    assert [(comment.author, comment.time_text) for comment in discussion.comments] == [("Ada", "pred 3 hodinami")]


def test_a_repeated_article_under_the_box_is_not_a_comment() -> None:
    article = "Tea is tea.\nSo many cups\n· 3 for me\n"
    assert len(parse(f"{article}{BUTTONS}So many cups\n· 3 for me\n").comments) == 0


def test_a_last_comment_without_footer_has_the_unknown_time_of_the_others() -> None:
    page = "Ada\n· pred 3 hodinami\nTak voda.\nReply0\n" * 4 + "Bo\n· pred 3 hodinami\nNebo nic.\n"
    assert [comment.author for comment in parse(BUTTONS + page).comments] == [*["Ada"] * 4, "Bo"]
