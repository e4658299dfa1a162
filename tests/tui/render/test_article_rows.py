"""The article is drawn by the rules for the bodies of comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.source.source import BufferSource
from thread_reader.render import tokens
from thread_reader.render.article_layout import ArticleLayout, shown_text
from thread_reader.render.article_rows import GUTTER, ArticleRows
from thread_reader.render.layout import GAP, place_in
from thread_reader.render.looks import Looks, style_of
from thread_reader.render.selected import SelectedRow, selected_source
from thread_reader.render.signs import UNICODE
from thread_reader.view.drawing import AS_USUAL
from thread_reader.view.drawn_spans import DrawnSpans
from thread_reader.view.reader import Reader
from thread_reader.view.sentences import Sentence

if TYPE_CHECKING:
    from rich.segment import Segment

    from thread_parsers.bodies import BodyForm
    from thread_reader.render.layout import Line

PAGE = (
    "# Summary",
    "The **council** voted for [a tram](https://example.org/minutes).\nAnd `so` on.",
    "```python\ndef covered():",
    "    return True\n```",
    "> quoted",
    "* one\n* two",
)
LOOKS = Looks(Style(), lambda role: style_of(role, tokens.DARK))


def article_of(*paragraphs: str, form: BodyForm = "markdown") -> Reader:
    """A reader of an article with these paragraphs."""
    discussion = Discussion(BufferSource("\n\n".join(paragraphs).encode(), "page.json"))
    discussion.body_form, discussion.complete = form, True
    start = 0
    for paragraph in paragraphs:
        end = start + len(paragraph.encode())
        discussion.article.paragraph_spans.append((start, end))
        start = end + 2
    return Reader(discussion)


def laid_out(reader: Reader, cells: int = 40, search: str = "") -> tuple[ArticleLayout, list[Line], DrawnSpans]:
    """The lines of the article."""
    if search:
        reader.search.ask(search)
    spans = DrawnSpans(reader)
    layout = ArticleLayout(reader.discussion, lambda number, text: spans.of(("line", number), text, 0, len(text)))
    layout.begin(cells, cells, AS_USUAL, spans.wanted)
    return layout, layout.lines(1_000), spans


def drawn(reader: Reader, here: Sentence | None = None, search: str = "") -> list[list[Segment]]:
    """The lines as segments."""
    layout, lines, spans = laid_out(reader, search=search)
    rows = ArticleRows(reader, layout, spans, LOOKS, UNICODE, 40 + GUTTER, here)
    return [rows.row(line) for line in lines]


def text_of(row: list[Segment]) -> str:
    """The words of a line."""
    return "".join(segment.text for segment in row)[GUTTER:].rstrip()


def test_marks_are_not_drawn_and_code_goes_on_in_the_next_paragraph() -> None:
    rows = drawn(article_of(*PAGE))
    assert [text_of(row) for row in rows] == [
        "Summary", "", "The council voted for a tram.", "And so on.", "", " python", " def covered():", "",
        "     return True", "", "▎ quoted", "", "• one", "• two", "",
    ]  # fmt: skip
    code = LOOKS["code"].bgcolor
    ends = [rows[number][-1].style for number in (5, 6, 7, 8)]
    assert all(style is not None and style.bgcolor == code for style in ends)
    (link,) = [part.style for part in rows[2] if part.text == "a tram" and part.style is not None]
    assert (link.link, link.underline) == ("https://example.org/minutes", True)


def test_other_pages_show_what_is_written() -> None:
    rows = drawn(article_of("# No *marks*", "> quoted", form="plain"))
    assert [text_of(row) for row in rows] == ["# No *marks*", "", "▎ quoted", ""]


def test_the_sentence_under_the_cursor_is_emphasized_with_the_words_in_it_that_have_marks() -> None:
    row = drawn(article_of(*PAGE), Sentence(1, 1, 4, 64))[2]
    assert [(part.text, bool(part.style and part.style.bold)) for part in row[2:]] == [
        ("The ", False), ("council", True), (" voted for ", True), ("a tram", True), (".", True),
    ]  # fmt: skip


def test_a_hit_that_is_only_in_hidden_marks_shows_them() -> None:
    rows = drawn(article_of(*PAGE), search="org/min")
    assert "The **council** voted for [a" in [text_of(row) for row in rows]


@pytest.mark.parametrize("cells", [14, 40])
def test_what_is_copied_is_what_was_written(cells: int) -> None:
    reader = article_of(*PAGE)
    layout, lines, _ = laid_out(reader, cells)
    texts = {number: layout.text(number) for number in range(len(PAGE))}
    chosen = [line for line in lines if line.paragraph == 1]
    rows = [SelectedRow(0, line, texts, shown_text(line, texts[line.paragraph]), 0, -1, 0) for line in chosen[:-1]]
    assert selected_source(rows) == PAGE[1]


@given(st.lists(st.text("ab *_`[]()>#-|~\n!&<", min_size=1, max_size=60), min_size=1, max_size=5), st.integers(16, 40))
def test_every_drawn_character_is_one_of_the_paragraph(paragraphs: list[str], cells: int) -> None:
    layout, lines, _ = laid_out(article_of(*paragraphs), cells)
    assert [line.paragraph for line in lines] == sorted(line.paragraph for line in lines)
    for line in lines:
        text, at = layout.text(line.paragraph), 0
        assert line.segment == GAP or 0 <= line.start <= line.end <= len(text)
        for piece in line.pieces or ():
            if piece.text.isalnum():  # not a sign in place of a mark
                assert piece.text == text[piece.start : piece.end]
                assert not at or place_in(line, at) == (piece.start, piece.address)
            at += len(piece.text)
