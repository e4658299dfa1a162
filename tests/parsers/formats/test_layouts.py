"""Pages whose layout is learned: what the readable cases do not show, and pages kept beside this repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.formats.plain.layouts.stamps import stamp
from thread_parsers.formats.plain.plain import PLAIN
from thread_parsers.source.source import BufferSource
from thread_parsers.times.times import TimeReader

if TYPE_CHECKING:
    from uuid import UUID

    from thread_parsers.discussion.comment import Comment

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases" / "plain"
REPORTED = ROOT.parent / "shared" / "cases" / "reported"
DUMPS = ROOT.parent / "shared" / "corpus" / "real"
SIX = ["WeirWalker", "TessOfTheLock", "narrowboat_9", "Corin_B", "mudlark", "SundaySails"]
"""The authors of the pages in REPORTED."""
DAYS = (3, 5, 6, 7, 9, 25)
TEXTS = [
    "It drips since the frost.\nNobody has a wrench.",
    "Mine is at the smith,\nuntil Friday at least.",
    "Hemp and tallow!\nThat held for forty years.",
    "Who has the key of the shed?\nIt was on the nail.",
    "Rain water is better.\nIt is free, too.",
    "We plant later then,\nas my aunt always did.",
]
SHAPES_OF_TIMES = (
    "{0}{1}/{2}{3}/20{4}{5} {6}{7}:{8}{9}", "May {0}{1}, 20{4}{5} at {6}{7}:{8}{9} PM",
    "{0}{1}.{2}{3}.20{4}{5}, {6}{7}.{8}{9} Uhr", "20{4}{5}-{2}{3}-{0}{1} {6}{7}:{8}{9} (#{3}{5})",
    "{0}{1}{2}{3} {6}:{8}{9} on {5} May 20{4}{5}", "Fri {0} June {1}{2}{3}{4}",
    "duck{0}{1} March 20{4}{5} 1{6}:1{8}",
)  # fmt: skip
VALID_DIGITS = (1, 1, 1, 1, 1, 4, 1, 1, 1, 5)


def read(page: bytes) -> Discussion:
    discussion = Discussion(BufferSource(page), PLAIN.name)
    for _ in PLAIN.read(discussion):
        pass
    return discussion


def forum(time: str) -> str:
    """A page of an old forum with a comment of each of SIX."""
    heads = [f"{name}\nGuest\nPosted: {time.format(day=day)}" for name, day in zip(SIX, DAYS, strict=True)]
    posts = [
        f"{head} Post subject: Re: The tap\n{text}\nBack to top\n" for head, text in zip(heads, TEXTS, strict=True)
    ]
    return "The tap drips.\n\n" + "".join(posts)


def case(name: str) -> list[Comment]:
    page = (CASES / f"{name}.txt").read_text("utf-8").partition("~~~ page\n")[2].partition("~~~ tree\n")[0]
    return list(read(page.encode()).comments)


def test_badges_are_beside_names_and_not_names() -> None:
    comments = case("badge_below_name")
    assert [comment.badge for comment in comments] == [None, None, "OP", None, "OP", None]
    assert "OP" not in {comment.author for comment in comments}


def test_badges_in_brackets_and_edit_marks_are_not_a_part_of_names_and_times() -> None:
    comments = case("old_forum_marks")
    assert [comment.badge for comment in comments if comment.badge] == ["S"]
    assert [comment.edited for comment in comments] == [False, True, False, False, False, False, False]


def test_the_time_of_an_edit_is_kept_as_it_is_written() -> None:
    assert [comment.edited for comment in case("levels") if comment.edited] == ["2 years ago"]


def test_only_a_parent_that_the_links_leave_open_is_inferred() -> None:
    comments = case("links_likeliest")
    assert [comment.id for comment in comments if "parent" in comment.inferred] == [5]


def test_heads_without_names_have_no_author_and_the_receipt_says_so() -> None:
    page = (CASES / "levels.txt").read_text("utf-8").partition("~~~ page\n")[2].partition("~~~ tree\n")[0]
    discussion = read(page.encode())
    assert {comment.author for comment in discussion.comments} == {""}
    assert [note.text for note in discussion.receipt.notes if note.kind == "no authors"] == [
        "6 comments without an author: no line of their heads is certainly a name"
    ]


@pytest.mark.parametrize("label", ["Mitglied seit", "Joined", "Posts", "Registriert"])
def test_a_label_that_most_heads_have_is_nobody(label: str) -> None:
    page = "A note\n\n" + "".join(
        f"{label}\n{day}. March 2015\nThe tap drips since the storm of day {day}, and nobody comes.\n\n"
        for day in range(1, 9)
    )
    assert label not in {comment.author for comment in read(page.encode()).comments}


@pytest.mark.parametrize(
    "words",
    [
        "Improve this answer",
        "39 points",
        "22K",
        "Mitglied seit",
        "– Ada",
        "3 Comments",
        "(BUTTON) Follow",
        "17",
        "r/tea",
    ],
)
def test_what_is_above_the_times_of_two_comments_is_no_author_if_it_is_surely_no_name(words: str) -> None:
    page = f"A subject\n\n{words}\n2 hours ago\nSo the tea is cold.\n\n{words}\n3 hours ago\nNobody drank it.\n"
    assert {comment.author for comment in read(page.encode()).comments} <= {""}
    named = page.replace(words, "Ada", 1).replace(words, "Bo")
    assert [comment.author for comment in read(named.encode()).comments] == ["Ada", "Bo"]


def test_menus_with_colons_are_no_conversation() -> None:
    page = "Menu:\nbuckets and lids\n\nDelivery:\non Fridays\n\nOffers:\nnone today\n\nMenu:\nagain the lids\n"
    assert len(read(page.encode()).comments) == 0


@pytest.mark.parametrize(
    ("written", "shown"), [("Dec 24, 2025", "2025-12-24"), ("Dec 24, 2025 0:00", "2025-12-24 00:00")]
)
def test_a_date_without_a_clock_is_shown_as_a_day(written: str, shown: str) -> None:
    page = f"A subject\n\nAda · {written}\nSo the tea is cold.\n\nBo · {written}\nNobody drank it.\n"
    assert [comment.shown_time for comment in read(page.encode()).comments] == [shown, shown]


@pytest.mark.parametrize("repeated", ["Reply", "permalink", "答复此人", "Zitieren Melden"])
def test_a_line_that_repeats_below_every_comment_is_furniture_whatever_its_language(repeated: str) -> None:
    said = ["It drips.", "It always did, says my aunt.", "Then call somebody.", "We did.", "Who came?"]
    page = "A note on taps\n\n" + "".join(
        f"person {name}\n{3 + at} hours ago\n{words}\n{repeated}\n"
        for at, (name, words) in enumerate(zip("ABCDE", said, strict=True))
    )
    assert [[part.text for part in comment.segments] for comment in read(page.encode()).comments] == [
        [words] for words in said
    ]


def test_comments_that_are_all_alike_are_words_and_not_furniture() -> None:
    page = "A note\n\n" + "".join(f"person {name}\n{at + 1}h ago\nMe too.\n" for at, name in enumerate("ABCDEF"))
    assert [comment.segments[0].text for comment in read(page.encode()).comments] == ["Me too."] * 6


REPORTED_FIGURES: dict[str, dict[str, object]] = {
    "plain-old-forum-marks": {"authors": SIX, "likes": [2, 3, 4, 5, 6, 7]},
    "plain-name-over-addressee": {"authors": SIX},
    "plain-badge-under-name": {"authors": SIX, "likes": [1, 2, 3, 4, 5, 6]},
    "plain-short-like-counts": {"authors": [f"@{name.lower()}" for name in SIX]},
    "plain-comment-form-below": {"authors": SIX, "days": range(12, 18)},
    "plain-said": {"authors": SIX, "days": range(6, 12)},
    "plain-commented-on": {"authors": SIX, "days": range(12, 18)},
    "plain-posted-subject": {"authors": SIX, "days": range(13, 19)},
    "plain-uhr": {"authors": SIX, "days": range(12, 18)},
    "plain-date-below-words": {"authors": SIX, "days": range(10, 16), "likes": [1, 2, 3, 4, 5, 6]},
    "plain-name-behind-words": {"authors": SIX, "days": range(12, 18)},
    "plain-two-names": {"authors": [f"@{name.lower()}@canal.example" for name in SIX]},
    "plain-month-year": {"authors": SIX, "likes": [1, 2, 3, 4, 5, 6]},
    "plain-points-with-comma": {"authors": SIX, "likes": [1034, 1134, 1234, 1334, 1434, 1534]},
    "plain-korean-votes": {"authors": SIX, "days": range(12, 18)},
}


@pytest.mark.skipif(not REPORTED.exists(), reason="no more pages are kept beside this repository")
@pytest.mark.parametrize("name", sorted(REPORTED_FIGURES))
def test_a_reported_page_is_read_right(name: str) -> None:
    comments = read((REPORTED / f"{name}.txt").read_bytes()).comments
    figures = REPORTED_FIGURES[name]
    assert [comment.author for comment in comments] == figures["authors"]
    assert all(len(comment.segments) == 1 and "\n" not in comment.segments[0].text for comment in comments)
    if "likes" in figures:
        assert [comment.likes for comment in comments] == figures["likes"]
    if "days" in figures:
        assert [comment.time.day for comment in comments if comment.time] == list(figures["days"])  # type: ignore[call-overload]


@pytest.mark.skipif(not DUMPS.exists(), reason="no dumps of pages are kept beside this repository")
@pytest.mark.parametrize("kind", ["copy", "lynx", "w3m", "links"])
def test_no_dump_of_a_page_has_an_author_that_its_truth_does_not_know(kind: str) -> None:
    """A page may state a name that is nobody's; none of it may become an author."""
    wrong = {}
    for truth in sorted(DUMPS.rglob("*.truth.json")):
        dump = truth.with_name(truth.name.replace(".truth.json", f".{kind}.txt"))
        if not dump.exists():
            continue
        known = {"", "[deleted]"}
        for comment in json.loads(truth.read_text("utf-8"))["comments"]:
            known |= {name for name in (comment["author"], *comment.get("author_or", ())) if name}
        opening = read(dump.read_bytes()).comments[:1]
        known |= {comment.author for comment in opening}  # the opening post, which a truth counts as the article
        names = {comment.author for comment in read(dump.read_bytes()).comments}
        folded = {name.casefold().lstrip("@") for name in known}
        if others := {name for name in names if name.casefold().lstrip("@") not in folded}:
            wrong[dump.name] = others
    assert wrong == {}


def test_a_page_that_is_there_twice_loses_no_words() -> None:
    """What an author wrote twice is not the signature of the author."""
    comments = read((forum("{day} Jan 2005 9:40 pm") + forum("{day} Jan 2005 9:40 pm")).encode()).comments
    assert ["\n".join(segment.text for segment in comment.segments) for comment in comments] == TEXTS * 2


def test_a_page_that_is_read_again_has_the_same_times() -> None:
    """Its layout is known then, and the order of day and month is not: 25/08 decides it."""
    page = forum("{day:02}/08/2014 10:15").encode()
    first, again = ([comment.time for comment in read(page).comments] for _ in range(2))
    assert [time and (time.month, time.day) for time in first] == [(8, day) for day in DAYS]
    assert again == first


@given(st.lists(st.integers(0, 9), min_size=10, max_size=10), st.sampled_from(SHAPES_OF_TIMES), st.uuids())
def test_a_time_is_found_wherever_the_lines_before_it_had_theirs(digits: list[int], shape: str, unique: UUID) -> None:
    """Lines that differ only in their digits have their times at the same place, unless these are none."""
    label = "".join(chr(ord("a") + int(digit, 16)) for digit in unique.hex)
    lines = [shape.format(*digits), shape.format(*VALID_DIGITS)]
    alone = [stamp(f"{label}{at}: {line}", TimeReader()) for at, line in zip("xy", lines, strict=True)]
    for first in (0, 1):
        stamp(f"{label}{'zu'[first]}: {lines[first]}", TimeReader())
        after = stamp(f"{label}{'zu'[first]}: {lines[1 - first]}", TimeReader())
        expected = alone[1 - first]
        assert (after and after[1:]) == (expected and expected[1:])
