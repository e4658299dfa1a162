"""The comments to read first: each rule alone, and how the list is made of what they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from thread_parsers import stats
from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.source.source import BufferSource
from thread_parsers.stats.highlights import MAX_HIGHLIGHTS, RULES, highlights, highlights_in_steps, minutes
from thread_parsers.stats.highlights.choice import MAX_A_RULE

if TYPE_CHECKING:
    from collections.abc import Iterable


def page(*comments: tuple[str, int, str], likes: Iterable[int] = (), op: str | None = None) -> Discussion:
    """A discussion of comments: author, index of the parent or -1, text. `likes` are those of the first comments."""
    texts = [text for _, _, text in comments]
    discussion = Discussion(BufferSource("\n".join(texts).encode(), "trams.txt"))
    discussion.article.author = op
    scores = dict(enumerate(likes))
    start = 0
    for row, (author, parent, text) in enumerate(comments):
        end = start + len(text.encode())
        discussion.columns.append(
            start=start, body_start=start, body_end=end, end=end, author=author, parent=parent, time=start,
            likes=scores.get(row, NO_SCORE),
        )  # fmt: skip
        start = end + 1
    discussion.complete = True
    return discussion


def chosen(discussion: Discussion) -> list[tuple[str, int, list[str]]]:
    """Rule, index and reasons of each highlight, with the figures of all comments."""
    found = stats.measure(discussion).highlights
    assert found is not None
    return [(each.rule, each.row, [reason.words for reason in each.reasons]) for each in found]


def test_the_most_answered_come_first_and_say_how_often() -> None:
    asked = page(
        ("Ann", -1, "Who drives?"), ("Bo", 0, "Nobody."), ("Cy", 0, "Me."), ("Di", -1, "Hello."), ("Bo", 3, "Hi."),
        ("Cy", 3, "Hey."), ("Ann", 3, "Hm."),
    )  # fmt: skip
    assert chosen(asked) == [("answered", 3, ["3 replies"]), ("answered", 0, ["2 replies"])]


def test_a_second_reason_follows_the_first_and_the_comment_stands_once() -> None:
    both = page(("Ann", -1, "Who?"), ("Bo", 0, "Nobody."), ("Cy", 0, "Me."), likes=[1200, 3, 0])
    assert chosen(both) == [("answered", 0, ["2 replies", "1,200 likes"]), ("liked", 1, ["3 likes"])]


@pytest.mark.parametrize("likes", [[5, 5, 5], [7], [0, 0, 0], [-3, -2, -1]])
def test_equal_single_and_low_scores_make_nothing_stand_out(likes: list[int]) -> None:
    assert chosen(page(("Ann", -1, "One."), ("Bo", -1, "Two."), ("Cy", -1, "Three."), likes=likes)) == []


def test_one_like_stands_out_only_among_few() -> None:
    assert chosen(page(("Ann", -1, "One."), ("Bo", -1, "Two."), likes=[1, 0])) == [("liked", 0, ["1 like"])]
    many = page(*[(f"P{row}", -1, "Word.") for row in range(6)], likes=[1, 1, 1, 1, 1, 0])
    assert chosen(many) == []


def test_quotes_of_a_parent_and_of_an_earlier_comment_count_once_a_person() -> None:
    words = "I am against finding out about the fee from a sign. The sign was screwed to the wall."
    quoted = page(
        ("Pete", -1, words),
        ("Mo", 0, "> finding out about the fee from a sign\n\nIt was in the paper."),
        ("Mo", 1, "> finding out about the fee\nAgain."),
        ("Cat", -1, "> The sign was screwed to the wall.\nAnd still is."),
        ("Pete", -1, "> I am against finding out\nI said so."),
        ("Lena", -1, ">> The sign was screwed to the wall.\n> And still is.\nNo."),
    )
    assert chosen(quoted) == [("answered", 0, ["1 reply", "by 2 others"]), ("answered", 1, ["1 reply"])]


def test_a_figure_is_first_where_it_is_stated_first_and_not_in_the_article() -> None:
    figures = page(
        ("Ann", -1, "Hello."), ("Bo", -1, "They said 14 million euros."), ("Cy", -1, "14 million euros is a lot."),
        ("Di", -1, "I have 3 cats."), ("Ed", -1, "And I have 3 cats."),
    )  # fmt: skip
    assert chosen(figures) == [("figure", 1, ["14 million euros"])]
    figures.columns.time[2] = -5  # written before the one that precedes it on the page
    assert chosen(figures) == [("figure", 2, ["14 million euros"])]
    figures.article.paragraph_spans.append((figures.columns.body_start[1], figures.columns.body_end[1]))
    assert chosen(figures) == []


def test_answers_of_the_poster_are_replies_to_others() -> None:
    answers = page(
        ("Ann", -1, "Ask me."), ("Bo", 0, "Why?"), ("Ann", 1, "Why not."), ("Ann", 0, "Also so."), ("", 0, "When?"),
        ("Ann", 4, "Soon."), ("Cy", 5, "Thanks."), op="Ann",
    )  # fmt: skip
    assert chosen(answers) == [
        ("answered", 0, ["3 replies"]), ("answers", 5, ["to comment 5"]), ("answers", 2, ["to Bo"]),
    ]  # fmt: skip


def test_the_badge_of_a_poster_counts_without_a_name_of_the_author() -> None:
    answers = page(("Ann", -1, "Ask me."), ("Bo", -1, "Why?"), ("Cy", 1, "Why not."))
    answers.columns.badges[2] = "OP"
    assert chosen(answers) == [("answered", 1, ["1 reply"]), ("answers", 2, ["to Bo"])]


def test_the_list_ends_after_five_minutes_and_leaves_out_what_has_no_words() -> None:
    long = " ".join(["word"] * 500)
    many = page(*[(f"P{number}", -1, long) for number in range(20)], ("X", -1, "…"), likes=[*range(10, 30), 99])
    found = highlights(many)
    assert [each.row for each in found] == [19, 18]
    assert sum(each.seconds for each in found) < 300
    assert minutes(found) == 5
    assert [each.row for each in highlights(many, pace=460)] == [19, 18, 17, 16]


def test_only_some_comments_may_be_listed() -> None:
    many = page(*[(f"P{number}", -1, "word") for number in range(50)], likes=range(50))
    assert [each.row for each in highlights(many, among={3, 7})] == [7, 3]
    assert highlights(many, among=set()) == ()


def test_a_rule_names_few_and_the_list_has_a_limit() -> None:
    many = page(*[(f"P{number}", -1, "word") for number in range(50)], likes=range(50))
    assert [each.row for each in highlights(many)] == [49, 48, 47, 46]
    assert len(RULES) * MAX_A_RULE >= MAX_HIGHLIGHTS


def test_chinese_is_read_by_characters() -> None:
    page_ = page(("Ann", -1, "电" * 500), ("Bo", -1, "车"), likes=[9, 1])
    assert [round(each.seconds) for each in highlights(page_)] == [60]


def test_an_empty_page_and_one_where_nobody_stands_out_have_none() -> None:
    assert highlights(page()) == ()
    assert chosen(page(("Ann", -1, "One."), ("Bo", -1, "Two."))) == []


def test_thousands_of_equal_quotes_are_as_many_steps_for_twice_the_page() -> None:
    """One quote that everybody repeats, and everybody's words begin with: the worst case of a search for quotes."""

    def steps(size: int) -> int:
        words = "The same words at the start of everything."
        same = page(*[(f"P{row}", -1, f"> {words}{row % 40}\n{words}") for row in range(size)])
        return sum(1 for _ in highlights_in_steps(same))

    assert steps(4000) <= 2.2 * steps(2000)
