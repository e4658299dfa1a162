"""The text of the lines around the panes."""

from __future__ import annotations

import re
from dataclasses import replace

from harness.discussions import Post, make_discussion
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.reading import begin
from thread_parsers.source.source import BufferSource
from thread_parsers.stats import measure
from thread_reader.keymap import Keymap
from thread_reader.view.jobs import filter_steps, search_steps
from thread_reader.view.pane_titles import counted_parts, pane_title, progress
from thread_reader.view.reader import Reader
from thread_reader.view.status_text import folded_contents, found_in_fold

COMMENT = "Ada\n· 2025-01-02 03:04\nAll the boats are late again, and so is the tram.\nReply0\n"
MANY = 4000
"""Comments that take more than one step to read."""


def state(reader: Reader) -> str:
    """The right end of the title of the comments."""
    return "".join(text for text, _ in progress(reader))


def test_the_title_says_how_much_of_the_file_is_read() -> None:
    discussion, steps = begin(BufferSource(COMMENT.encode() * MANY))
    while not len(discussion.columns):
        next(steps)
    reader = Reader(discussion)
    said = re.fullmatch(r"so far · (\d+) % read · Esc stops", state(reader))
    assert said
    title = pane_title(reader, Keymap(), "comments")
    read = int(title.subtitle.partition(" ")[0].replace(",", ""))
    assert read == len(discussion.columns) < MANY
    assert int(said[1]) == 100 * read // MANY

    reader.stopped = True
    assert state(reader) == f"so far · stopped at {said[1]} %"

    for _ in steps:
        pass
    assert state(reader) == ""
    assert pane_title(reader, Keymap(), "comments").subtitle == "4,000 · page order"


def test_a_folded_comment_says_what_it_contains() -> None:
    words = "A bee and a bee.\n"
    discussion = Discussion(BufferSource(words.encode() * 4))
    for number, parent in enumerate([-1, 0, 1, -1]):
        start, end = len(words) * number, len(words) * number + len(words) - 1
        discussion.columns.append(
            start=start, body_start=start, body_end=end, end=end, author="a", parent=parent, time=0
        )
    discussion.complete = True
    reader = Reader(discussion)
    assert [folded_contents(reader, comment) for comment in (0, 1, 3)] == ["(2 replies)", "(1 reply)", ""]
    reader.search.ask("bee")
    for _ in search_steps(reader):
        pass
    reader.filter.ask("user:Nobody")
    for _ in filter_steps(reader):
        pass
    assert folded_contents(reader, 1) == "(1 reply, 0 matches, 4 hits)"
    assert folded_contents(reader, 3) == "(0 matches, 2 hits)"


def test_stats_are_never_all_counted_so_far() -> None:
    stats = replace(measure(make_discussion([Post("Ann", "No.")])), terms=None)
    assert [text for text, _ in counted_parts(stats)] == ["of all 1 · 99 % so far"]


def test_of_a_comment_without_replies_its_name_says_that_it_is_unread() -> None:
    reader = Reader(make_discussion([Post("Ann", "One."), Post("Bo", "Two.", parent=1), Post("Cy", "Three.")]))
    reader.bookmarks.recalls = True
    assert [found_in_fold(reader, comment) for comment in (0, 2)] == [["2 unread"], []]
