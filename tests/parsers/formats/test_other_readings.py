"""Pages of which the likeliest format reads no comments: other formats are tried, and lines that came near are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from thread_parsers.formats import Format, Likeness, registry
from thread_parsers.formats.gate.gate import GATE
from thread_parsers.formats.near import MAX_NEAR_LINES, lines_with_times
from thread_parsers.formats.other_readings import SAMPLE_BYTES, best_other
from thread_parsers.formats.plain.plain import PLAIN
from thread_parsers.reading import begin, parse
from thread_parsers.source.source import BufferSource
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

TOP = "The kettle is broken.\nNobody mends it.\nReward\n3\n6\nRepost\nShare\nComment\n0/400\n"
NAMES = ("Ada", "Bo", "Cy")
ON_ONE_LINE = "".join(f"{name} · 1{at}h ago\nSo much for tea, said {name}.\n" for at, name in enumerate(NAMES))
"""Comments of a shape that the family does not have."""


def notes(discussion: Discussion) -> list[str]:
    """What is said about the reading."""
    return [note.text for note in discussion.receipt.notes]


def test_a_family_known_by_its_furniture_gives_way_to_a_format_that_finds_comments() -> None:
    discussion, steps = begin(BufferSource((TOP + ON_ONE_LINE).encode()))
    for _ in steps:
        assert discussion.format == "plain" or not (discussion.comments or discussion.paragraphs)
    assert discussion.format == "plain"
    assert [comment.author for comment in discussion.comments] == [*NAMES]
    assert discussion.receipt.reason == "finds 3 comments"
    assert any(note.startswith("it looks like gate (") for note in notes(discussion))


@pytest.mark.parametrize("rest", ["", "No comments\n", "---\nSo be it.\n---\nTea.\n"])
def test_it_stays_where_no_other_format_finds_authors_and_times(rest: str) -> None:
    assert parse(TOP + rest).format == "gate"


def test_comments_after_the_beginning_are_only_suggested() -> None:
    article = "Tea is tea, and a kettle is a kettle, whatever is said of either of them here.\n"
    page = article * (SAMPLE_BYTES // len(article)) + TOP + ON_ONE_LINE
    discussion = parse(page, format_name="gate")
    assert (discussion.format, len(discussion.comments)) == ("gate", 0)
    assert discussion.receipt.other_format == ""
    discussion = parse(TOP + ON_ONE_LINE + article * (SAMPLE_BYTES // len(article)), format_name="gate")
    assert (discussion.receipt.other_format, discussion.receipt.other_comments) == ("plain", 3)


def test_a_format_that_finds_as_few_is_not_suggested() -> None:
    assert run_to_end(best_other(BufferSource((TOP + ON_ONE_LINE).encode()), GATE, 2)) is None
    found = run_to_end(best_other(BufferSource((TOP + ON_ONE_LINE).encode()), GATE, 1))
    assert found is not None
    assert (found.format.name, found.comments, found.complete) == ("plain", 3, True)


def test_a_page_that_states_many_more_comments_than_were_read_gets_a_suggestion() -> None:
    one = "Dee\n· 2025-12-24 06:14\nMilk.\nReply0\n"
    discussion = parse(TOP + one + ON_ONE_LINE.replace("·", "—"))
    assert (discussion.format, len(discussion.comments)) == ("gate", 1)
    assert discussion.receipt.other_format == "plain"


@pytest.mark.parametrize("suggest", [False, True])
def test_a_format_is_suggested_only_if_the_caller_asks_for_it(suggest: bool) -> None:
    page = TOP + "Dee\n· 2025-12-24 06:14\nMilk.\nReply0\n" + ON_ONE_LINE.replace("·", "—")
    discussion, steps = begin(BufferSource(page.encode()), suggest=suggest)
    assert all(step is None for step in steps)
    assert (len(discussion.comments), discussion.receipt.other_format) == (1, "plain" if suggest else "")


def test_a_format_that_fails_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Discussion) -> Iterator[None]:
        raise KeyError("kettle")

    theirs = Format("theirs", "", lambda _: Likeness(0.0, "no"), fails)
    monkeypatch.setattr(registry, "plugins", lambda: ((theirs,), ()))
    discussion = parse(TOP, format_name="gate")
    assert (discussion.complete, discussion.receipt.other_format) == (True, "")


def nothing(_: Discussion) -> Iterator[None]:
    """A format that reads nothing."""
    yield


def scored(name: str, score: float) -> Format:
    """A format that gives every page the same score."""
    return Format(name, "", lambda _: Likeness(score, "always"), nothing)


@pytest.mark.parametrize(
    ("scores", "taken"),
    [((0.75, 0.8), "second"), ((0.95, 0.97), "first"), ((0.8, 0.75), "first"), ((0.3, 0.2), "last")],
)
def test_scores_are_compared_unless_one_is_certain(
    monkeypatch: pytest.MonkeyPatch, scores: tuple[float, float], taken: str
) -> None:
    formats = scored("first", scores[0]), scored("second", scores[1]), scored("last", 0.5)
    monkeypatch.setattr(registry, "FORMATS", formats)
    assert registry.likeliest(BufferSource(b"tea\n"), [])[0].name == taken


def test_the_format_that_reads_any_text_is_not_judged_where_another_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: Callable[[Source], Likeness] = lambda _: pytest.fail("was judged")  # noqa: E731
    monkeypatch.setattr(registry, "FORMATS", (scored("first", 0.75), Format("last", "", judged, nothing)))
    assert registry.likeliest(BufferSource(b"tea\n"), [])[0].name == "first"


def test_an_article_says_which_lines_come_near_to_heads() -> None:
    page = "The kettle is broken.\nAda, zum 14.05 Glocke\nWater.\nBo, zum 15.05 Glocke\nMilk.\n"
    discussion = parse(page)
    assert len(discussion.comments) == 0
    assert discussion.receipt.near == "2 lines are close to the head of a comment, such as line 2"
    assert [near.line for near in run_to_end(registry.near_lines(PLAIN, BufferSource(page.encode())))] == [2, 4]
    assert parse("The kettle is broken.\nNobody mends it.\n").receipt.near == ""


def test_near_lines_are_times_too_and_not_many() -> None:
    lines = ["2025-12-24 06:14", "Ada (2025-12-24 06:14)", "Bo, 3 hours ago", "Tea for 2.", "x" * 200]
    found = list(filter(None, lines_with_times(BufferSource("\n".join(lines).encode()))))
    assert [near.line for near in found] == [1, 2, 3]
    assert len(list(filter(None, lines_with_times(BufferSource(b"2025-12-24 06:14\n" * 100))))) == MAX_NEAR_LINES


def test_gate_lists_dots_that_are_not_times() -> None:
    page = f"{TOP}Ada\n· 3h ago\nWater.\nReply0\nBo\n· 3h ago\nTea.\nMilk\n· 2h ago\nReply0\n"
    near = run_to_end(registry.near_lines(GATE, BufferSource(page.encode())))
    assert [(line.line, line.text) for line in near] == [(18, "· 2h ago")]
