"""The status line and the title of each pane, word for word."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest

from harness.discussions import Post, make_discussion
from thread_parsers.reading import parse
from thread_reader.keymap import Keymap
from thread_reader.view.bookmarks import Place
from thread_reader.view.folds import Folds
from thread_reader.view.jobs import filter_steps, search_steps
from thread_reader.view.pane_titles import page_title, pane_title, progress
from thread_reader.view.reader import Reader
from thread_reader.view.sentences import abouts, answered
from thread_reader.view.stats_job import count_steps
from thread_reader.view.status_text import folded_contents, number, where
from thread_reader.view.visible import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TREE = [
    ("Ann", "A bee.\n---\nTwo bees.", -1),
    ("Bo", "", 0),
    ("", "wasp", 1),
    ("Cy", "bee bee", -1),
    ("Dee", "wasp", 3),
]

PAGE = """\
The library put two hives on its roof in spring. It says the bees are calm.
Honey will be sold at the counter in autumn.
Reward
Comment
0/400
AtticCat
· 2025-03-09 18:20
The hives on the library roof cost 300 euros.
---
They are not calm: the bees sting.
Reply0
rosa
· 2025-03-08 09:00
Honey from the library roof hives.
Reply1
"""


def run(steps: Iterator[object]) -> None:
    """Run a job to its end."""
    for _ in steps:
        pass


def left(reader: Reader, pane: str = "comments") -> str:
    return "".join(text for text, _ in where(reader, pane)[0])


def right(reader: Reader) -> str:
    return "".join(text for text, _ in where(reader, "comments")[1])


def roles(reader: Reader, pane: str = "comments") -> list[str]:
    return [role for half in where(reader, pane) for _, role in half]


@pytest.mark.parametrize(
    ("comment", "segment", "line"),
    [
        (0, None, "1 of 5 · Ann · 2 segments · 2 replies below"),
        (0, 1, "1 of 5 · Ann · segment 2 of 2 · 2 replies below"),
        (1, None, "2 of 5 · Bo · 2 segments · depth 1 · 1 reply below"),
        (2, None, "3 of 5 · 2 segments · depth 2"),
    ],
)
def test_the_status_of_the_comments_says_where_the_cursor_is(
    make_reader: Callable[..., Reader], comment: int, segment: int | None, line: str
) -> None:
    """As it is drawn here, every comment has two segments."""
    reader = make_reader(TREE)
    reader.go(Place(comment, segment))
    assert left(reader) == line
    assert roles(reader)[0] == "head"


@pytest.mark.parametrize(
    ("comment", "line"),
    [
        (0, "1 of 5 · Ann · 2 segments · 2 replies below"),
        (1, "2 of 5 · Bo · 0 segments · depth 1 · 1 reply below"),
        (3, "4 of 5 · Cy · 1 reply below"),
    ],
)
def test_a_folded_comment_has_the_segments_of_its_text(
    make_reader: Callable[..., Reader], comment: int, line: str
) -> None:
    reader = make_reader(TREE)
    reader.go(Place(comment))
    reader.folds = Folds(all=True)
    assert left(reader) == line


def test_other_panes_say_how_many_comments_there_are(make_reader: Callable[..., Reader]) -> None:
    assert where(make_reader(TREE), "stats")[0] == [("stats", "heading"), (" · 5 comments", "")]
    assert left(make_reader(TREE[:1]), "article") == "article · 1 comment"
    assert left(make_reader([]), "stats") == "stats · no comments"
    assert where(make_reader([]), "comments") == ([("no visible comments", "quiet")], [])


def test_the_filter_is_told_at_the_right(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(TREE)
    assert right(reader) == ""
    reader.filter.ask("wasp")
    assert where(reader, "comments")[1] == [("  wasp · 0 of 5 so far", "match")]
    run(filter_steps(reader))
    assert right(reader) == "  wasp · 2 of 5"
    assert left(reader, "stats") == "stats · 2 of 5 comments"
    reader.filter.context = Context.ANCESTORS
    assert right(reader) == "  wasp · 2 of 5 with ancestors"
    reader.filter.on = False
    assert where(reader, "comments")[1] == [("  filter off: wasp", "quiet")]
    reader.filter.on, reader.filter.trouble = True, "too slow"
    assert where(reader, "comments")[1] == [("  too slow", "warning")]
    reader.filter.ask(" ")
    assert right(reader) == ""


def test_the_search_is_told_at_the_right_before_the_filter(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(TREE)
    reader.search.ask("bee")
    assert right(reader) == "  /bee 0 hits so far"
    run(search_steps(reader))
    assert where(reader, "comments")[1] == [("  /bee 4 in 2 comments", "heading")]
    reader.fold(Folds(all=True))
    reader.filter.text, reader.filter.matches = "x", array("I", [0])
    reader.rearrange()
    assert right(reader) == "  /bee 4 in 2 comments · 2 behind the filter · 2 in folds  x · 1 of 5"
    reader.search.trouble = "too slow"
    assert where(reader, "comments")[1][0] == ("  too slow", "warning")


def test_hits_that_are_only_in_the_article_are_said_to_be_there() -> None:
    reader = Reader(make_discussion([Post("Ann", "One.")], article=["The oak.", "Another oak."]))
    reader.search.ask("oak")
    run(search_steps(reader))
    assert right(reader) == "  /oak 2 in the article"


def test_an_order_other_than_that_of_the_page_is_told(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(TREE)
    reader.sort("newest")
    assert where(reader, "comments")[1] == [("  by newest", "quiet")]


def test_the_title_is_the_file_name_where_the_article_has_none(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(TREE, article="Bees\nMore.")
    reader.discussion.file.name = "folder/other/page.txt"
    assert page_title(reader) == "page.txt"
    reader.discussion.article.title_span = (0, 4)
    assert page_title(reader) == "Bees"


def test_the_pane_of_comments_says_how_many_there_are_and_in_which_order(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(TREE)
    assert pane_title(reader, Keymap(), "comments").subtitle == "5 · page order"
    reader.sort("newest")
    assert pane_title(reader, Keymap(), "comments").subtitle == "5 · by newest"


def test_a_file_that_is_read_and_has_not_changed_has_no_state(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(TREE)
    assert progress(reader) == ()
    reader.change = "has grown"
    assert progress(reader) == (("the file has grown", "warning"),)
    reader.discussion.complete = False
    assert progress(reader)[1] == (" · so far · 100 % read · Esc stops", "quiet")


def test_before_the_first_comment_nothing_is_read_yet(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader([])
    reader.discussion.complete = False
    assert progress(reader) == (("so far · 0 % read · Esc stops", "quiet"),)
    reader.stopped = True
    assert progress(reader) == (("so far · stopped at 0 %", "quiet"),)


def test_a_folded_comment_says_how_many_matches_and_hits_are_inside(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader([("Ann", "bee", -1), ("Bo", "bee", -1), ("Cy", "bee bee", 1), ("Dee", "bee", -1)])
    reader.search.ask("bee")
    run(search_steps(reader))
    reader.filter.ask("bee")
    run(filter_steps(reader))
    assert folded_contents(reader, 1) == "(1 reply, 2 matches, 3 hits)"
    assert folded_contents(reader, 3) == "(1 match, 1 hit)"


def test_numbers_have_separators_between_thousands() -> None:
    assert [number(value) for value in (0, 999, 1000, 1234567)] == ["0", "999", "1,000", "1,234,567"]


@pytest.fixture
def counted() -> Reader:
    """A reader of a page whose statistics have been counted."""
    reader = Reader(parse(PAGE))
    run(count_steps(reader))
    return reader


@pytest.mark.parametrize(
    ("cursor", "line"),
    [
        (0, "article · sentence 1 of 3 · 2 segments by 2 people: hives, library, roof"),
        (1, "article · sentence 2 of 3 · 1 segment by 1 person: bees, calm"),
        (2, "article · sentence 3 of 3 · no replies"),
        (3, "article · 2 comments"),
    ],
)
def test_the_status_of_the_article_says_who_replies_to_the_sentence(counted: Reader, cursor: int, line: str) -> None:
    counted.sentences.cursor = cursor
    assert left(counted, "article") == line
    assert set(roles(counted, "article")) <= {"heading", "head", "match", "quiet", ""}


def test_what_is_said_of_a_sentence_may_be_of_the_first_comments_only(counted: Reader) -> None:
    assert counted.all_seen
    assert counted.stats is not None
    counted.stats.seen = 1
    assert not counted.all_seen
    line = where(counted, "article")[0]
    assert line[-1] == (" · of 1 comment so far", "quiet")
    counted.stats = None
    assert not counted.all_seen
    assert left(counted, "article") == "article · sentence 1 of 3"


def test_sentences_have_their_places_in_the_paragraphs_as_they_are_shown() -> None:
    reader = Reader(parse(PAGE.replace("It says", "\tIt says")))
    assert tuple(reader.sentences.all[0]) == (1, 0, 0, 48)
    starts = [(each.number, each.paragraph, each.end - each.start) for each in reader.sentences.all]
    assert starts == [(1, 0, 48), (2, 0, 26), (3, 1, 44)]
    assert reader.sentences.all[1].start == 53


def test_replies_to_a_sentence_are_known_once_they_are_counted(counted: Reader) -> None:
    first, *_, last = counted.sentences.all
    found = answered(counted.stats, first)
    assert found is not None
    assert [(link.row, link.segment) for link in found.links] == [(0, 0), (1, 0)]
    nothing = answered(counted.stats, last)
    assert nothing is not None
    assert not nothing.links
    assert answered(None, first) is None
    assert answered(counted.stats, first._replace(number=4)) is None


def test_a_comment_is_about_sentences_the_one_with_most_words_in_common_first(counted: Reader) -> None:
    stats = counted.stats
    assert stats is not None
    assert [about.shared for about in abouts(stats, Place(0))] == [("hives", "library", "roof"), ("bees", "calm")]
    assert [about.shared for about in abouts(stats, Place(0, 1))] == [("bees", "calm")]
    assert [about.shared for about in abouts(stats, Place(1))] == [("hives", "library", "roof")]
    assert abouts(stats, Place(1, 7)) == []


def test_segments_that_the_filter_matches(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(TREE)
    assert reader.matching_segments(0) == frozenset()
    reader.filter.ask("two")
    assert reader.matching_segments(0) == {1}
    assert reader.matching_segments(4) == frozenset()
    reader.filter.ask("user:Ann")
    assert reader.matching_segments(0) == frozenset()
    reader.filter.ask("bee")
    assert reader.matching_segments(0) == {0, 1}
    reader.filter.on = False
    assert reader.matching_segments(0) == frozenset()
