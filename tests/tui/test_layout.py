"""Layout of comments: the minimum width of the text, the first lines of segments, line breaks."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from thread_parsers.reading import parse
from thread_reader.render.geometry import MIN_TEXT_CELLS, Geometry
from thread_reader.render.layout import GAP, HEAD, NOTE, NOTE_CELLS, lay_out
from thread_reader.render.layouts import Layouts
from thread_reader.render.wrapping import fitted, wrap
from thread_reader.view.bookmarks import Notes, Place
from thread_reader.view.drawing import Drawing
from thread_reader.view.folds import Folds


@pytest.mark.parametrize("width", [58, 78, 118, 300])
@pytest.mark.parametrize("measure", [40, 80, 120])
@pytest.mark.parametrize("depth", [0, 1, 12, 40, 100_000])
def test_text_keeps_its_minimum_width_and_the_measure_however_deep_it_is(depth: int, measure: int, width: int) -> None:
    geometry = Geometry(width, measure)
    assert MIN_TEXT_CELLS <= geometry.text_cells(depth) <= measure
    assert geometry.text_column(depth) + geometry.text_cells(depth) <= width


@pytest.mark.parametrize(("width", "level", "column", "cells"), [(57, 7, 18, 39), (38, 4, 12, 26), (37, 9, 13, 24)])
def test_a_narrow_pane_leaves_two_thirds_to_the_text(width: int, level: int, column: int, cells: int) -> None:
    geometry = Geometry(width)
    assert (geometry.levels, geometry.text_column(99), geometry.text_cells(99)) == (level, column, cells)


def test_spare_width_goes_to_the_indent_before_the_lines_become_shorter() -> None:
    assert [Geometry(91).text_cells(depth) for depth in range(6)] == [80, 80, 80, 80, 79, 77]


def test_each_segment_begins_on_a_line_of_its_own() -> None:
    discussion = parse("Paper.\nReward\nComment\n0/400\nAnn\n· 2025-03-09 18:20\nOne.\nStill one.\n---\nTwo.\nReply0\n")
    layout = lay_out(discussion, 0, 60)
    assert layout.lines[0].segment == HEAD
    assert [layout.segment_line(segment) for segment in range(2)] == [1, 3]
    assert layout.paragraphs == ["One.", "Still one.", "Two."]


MAIL = b"""From: Ada <ada@example.org>
Message-ID: <a@b>
Subject: Tea

Bo wrote:
> Coffee?
> With milk?

No.
---
> Why?
--\x20
Ada
"""


def test_quotes_and_signatures_are_folded_to_a_line_each() -> None:
    layout = lay_out(parse(MAIL), 0, 60, drawing=Drawing(folds_asides=True))
    assert [(line.paragraph, line.folded) for line in layout.lines if line.segment >= 0] == [
        (0, 0),
        (1, 2),
        (3, 0),
        (4, 0),
        (5, 1),
        (6, 2),
    ]
    unfolded = lay_out(parse(MAIL), 0, 60)
    assert [line.paragraph for line in unfolded.lines if line.segment >= 0] == list(range(8))
    assert layout.paragraphs == unfolded.paragraphs
    assert [layout.segment_line(segment) for segment in range(2)] == [1, 5]
    assert [layout.text_line(paragraph, 0) for paragraph in (0, 1, 2, 4, 5, 7)] == [1, 2, 2, 4, 5, 6]


def test_notes_are_below_the_head_and_below_their_segments() -> None:
    discussion = parse("Paper.\nReward\nComment\n0/400\nAnn\n· 2025-03-09 18:20\nOne.\n---\nTwo.\nReply0\n")
    notes = {None: "of the \x1b whole", 1: "words " * 20, 7: "a segment that was there before"}
    layout = lay_out(discussion, 0, 60, notes=notes)
    kinds = [("note", line.paragraph) if line.segment == NOTE else line.segment for line in layout.lines]
    assert kinds == [HEAD, ("note", 0), 0, 1, *[("note", 1)] * 3, ("note", 2), GAP]
    assert layout.note_texts[0] == "of the ␛ whole"
    assert [layout.segment_line(segment) for segment in range(2)] == [2, 3]
    assert layout.text_line(1, 0) == 3
    assert layout.paragraphs == ["One.", "Two."]
    width = Geometry(60).text_cells(0) - NOTE_CELLS
    assert all(line.end - line.start <= width for line in layout.lines if line.segment == NOTE)


def test_a_comment_is_laid_out_again_when_its_notes_change() -> None:
    discussion = parse("Paper.\nReward\nComment\n0/400\nAnn\n· 2025-03-09 18:20\nOne.\nReply0\n")
    notes = Notes()
    layouts = Layouts(discussion, Folds, 60, notes.on)
    assert layouts.height(0) == 3
    first = layouts.of(0)
    assert layouts.of(0) is first
    notes[Place(0)] = "ask"
    assert (layouts.height(0), layouts.segment_line(0, 0)) == (4, 2)
    del notes[Place(0)]
    assert layouts.height(0) == 3


TEXT = st.text(st.sampled_from("ab  wide字語。🚋é-"), max_size=120)


@given(TEXT, st.integers(2, 40))
def test_lines_fit_and_lose_nothing_but_blanks(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(text[start:end]) <= width for start, end in lines)
    assert "".join(text[start:end] for start, end in lines).replace(" ", "") == text.replace(" ", "")
    gaps = [text[end:start] for (_, end), (start, _) in itertools.pairwise(lines)]
    assert all(not gap.strip(" ") for gap in gaps)


@given(TEXT, st.integers(1, 40))
def test_cut_text_fits_and_ends_with_an_ellipsis(text: str, width: int) -> None:
    cut = fitted(text, width)
    assert cell_len(cut) <= width
    assert cut == text or cut.endswith("…")


def test_a_line_with_a_hit_in_hidden_marks_only_is_drawn_as_written_until_the_search_changes() -> None:
    page = "Paper.\nReward\nComment\n0/400\nAnn\n· 2025-03-09 18:20\n[one](https://example.org/far)\nTwo.\nReply0\n"
    discussion = parse(page)
    discussion.body_form = "markdown"
    wanted = ""

    def hits(_comment: int, _paragraph: int, text: str) -> list[tuple[int, int]]:
        at = text.find(wanted) if wanted else -1
        return [(at, at + len(wanted))] if at >= 0 else []

    layouts = Layouts(discussion, Folds, 80, hits=hits, searched=lambda: wanted)
    before = layouts.unfolded(0)
    shown = []
    for wanted in ("", "far", "one", "fa"):  # noqa: B007
        line = layouts.of(0).line(1)
        shown.append(line.pieces is None)
    assert shown == [False, True, False, True]
    assert layouts.text_line(0, 0, 20) == 1
    assert before.hides
