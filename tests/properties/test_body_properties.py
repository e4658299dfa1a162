"""Bodies on Markdown made at random: cells map back to the source, nothing is lost, and markdown-it-py agrees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from thread_reader.render.bodies.body import Body
from thread_reader.render.bodies.pieces import CODE, EMPHASIS, HEADING, LINK, MIN_CELLS, STRONG, STRUCK
from thread_reader.view.drawing import Drawing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.bodies import BodyForm
    from thread_reader.render.bodies.pieces import Piece, Row

FEW = settings(max_examples=max(50, settings().max_examples // 20))
FORMS: st.SearchStrategy[BodyForm] = st.sampled_from(["plain", "markdown", "discord", "mrkdwn", "html"])
PARTS = (
    "a", "bc ", " ", "x y", "漢字", "\u0301", "\t", "\x1b", "*", "**", "_", "~~", "~", "`", "```", "\\", "&amp;", "&",
    "[", "]", "](https://a.example/b)", "](b", "![", "https://example.org/a_b ", "www.a.example", "<http://a.example>",
    "\n", "\n\n", "\n> ", "\n>> ", "\n- ", "\n1. ", "\n# ", "\n    ", "\n```\n", "\n|a|b|\n|-|-|\n|", "|", " | ",
    "\n===", "\n***\n", "\n[a]: https://a.example\n", "> ", "- ", "-- ",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PARTS), max_size=20).map("".join)
DRAWINGS = st.builds(Drawing, st.booleans(), st.booleans(), st.just(value=False), st.booleans())


def segments(body: Body, text: str) -> Iterator[tuple[Row, tuple[Piece, ...]]]:
    """The rows with what they draw, one piece for a row that draws characters as they are."""
    from thread_reader.render.bodies.pieces import Piece

    for row in body.segment(text):
        line = body.paragraphs[row.paragraph]
        yield row, row.pieces if row.pieces is not None else (Piece(line[row.start : row.end], row.start, row.end),)


@FEW
@given(FORMS, TEXTS, st.integers(1, 60), DRAWINGS)
@example("markdown", "\n|a|b|\n|-|-|\n| [x](https://a.example/b) ", 3, Drawing())
def test_drawn_cells_map_back_to_characters_of_the_source(
    form: BodyForm, text: str, width: int, drawing: Drawing
) -> None:
    body = Body(form, width, drawing)
    last = (0, 0)
    for row, pieces in segments(body, text):
        line = body.paragraphs[row.paragraph]
        assert 0 <= row.start <= row.end <= len(line)
        for piece in pieces:
            assert 0 <= piece.start <= piece.end <= len(line)
            if piece.start < piece.end:
                assert (row.paragraph, piece.start) >= last or piece.text != line[piece.start : piece.end]
                last = max(last, (row.paragraph, piece.start))
        cells = sum(cell_len(piece.text) for piece in pieces)
        lead = sum(cell_len(piece.text) for piece in pieces if not piece.text.strip("▎• 0123456789.)"))
        assert cells <= max(width, lead + MIN_CELLS) + 1


@FEW
@given(FORMS, TEXTS, st.integers(10, 60), DRAWINGS, st.data())
def test_every_character_can_be_shown(
    form: BodyForm, text: str, width: int, drawing: Drawing, data: st.DataObject
) -> None:
    """One that is hidden is shown where it is the only one that a search has found."""
    body = Body(form, width, drawing)
    list(segments(body, text))
    places = [
        (number, at)
        for number, line in enumerate(body.paragraphs)
        for at, char in enumerate(line)
        if not char.isspace()
    ]
    assume(places)
    number, at = data.draw(st.sampled_from(places))
    found = Body(form, width, drawing, hits=lambda paragraph, _: [(at, at + 1)] if paragraph == number else [])
    shown = [
        piece
        for row, pieces in segments(found, text)
        if row.paragraph == number
        for piece in pieces
        if piece.start <= at < piece.end and piece.text
    ]
    assert shown


@FEW
@given(st.text(alphabet="ab \n", max_size=200), st.integers(5, 60))
def test_words_without_marks_are_the_same_in_all_forms(text: str, width: int) -> None:
    def words(form: BodyForm) -> list[str]:
        body = Body(form, width)
        return "".join(piece.text + " " for _, pieces in segments(body, text) for piece in pieces).split()

    text = text.strip()
    assert words("plain") == words("markdown") == words("mrkdwn") == words("html") or "    " in text


THEIRS = MarkdownIt("commonmark").enable("strikethrough")
FLAGS = {"em": EMPHASIS, "strong": STRONG, "s": STRUCK, "a": LINK}
MARKS = (
    "*", "**", "***", "_", "__", "~~", "a", "b", " ", "x y", "`", "``", "[", "](u)", "](u 'w')", "\\", "-", ".", "漢",
    "é", "&amp;",
)  # fmt: skip
INLINE = st.lists(st.sampled_from(MARKS), min_size=1, max_size=20).map("".join)


@FEW
@given(INLINE)
@example("*a **b* c**")
@example("**a *b***c")
@example("[a [b](u) c](u)")
def test_marks_in_a_paragraph_are_those_that_markdown_it_finds(text: str) -> None:
    text = f"a{text}"
    # It takes `~~~~` for marks, unlike the specification of GFM; and we show where an empty link leads.
    assume("~~~" not in text and "[]" not in text)
    ours = [
        (char, piece.look)
        for _, pieces in segments(Body("markdown", 1000), text)
        for piece in pieces
        for char in piece.text
        if char != " "
    ]
    assert ours == list(found_by_markdown_it(text))


def found_by_markdown_it(text: str) -> Iterator[tuple[str, int]]:
    """The characters of a paragraph with their looks."""
    look = 0
    (inline,) = (token for token in THEIRS.parse(text) if token.type == "inline")
    opened: list[int] = []
    for token in inline.children or ():
        if token.nesting > 0:
            opened.append(FLAGS[token.tag])
        elif token.nesting < 0:
            opened.pop()
        look = 0
        for flag in opened:
            look |= flag
        if token.type in ("text", "text_special", "code_inline"):
            looks = look | CODE if token.type == "code_inline" else look
            yield from ((char, looks) for char in token.content if char != " ")


BLOCKS = ("a", "b c", "- ", "1. ", "2) ", "> ", "# ", "\n", "\n\n", "```", "~~~", "    ", "***", "  ", "\n===\n")


@FEW
@given(st.lists(st.sampled_from(BLOCKS), max_size=14).map("".join))
@example("- a\n\n  - b c\n\n      a")
@example("1. a\n2) b c\n    a\n\n    a")
def test_code_and_headings_are_those_that_markdown_it_finds(text: str) -> None:
    # To us, a line with fewer `>` than the one before it is of another quote.
    # And `-` below a line is an item, or the beginning of a signature.
    assume(text.count(">") < 2 and not re.search(r"^[ >]*-+ *$", text, re.MULTILINE))
    kinds = [
        (char, CODE if row.is_code else piece.look & HEADING)
        for row, pieces in segments(Body("markdown", 1000), text)
        for piece in pieces
        for char in piece.text
        if char.isalpha()
    ]
    theirs = []
    kind = 0
    for token in THEIRS.parse(text):
        kind = HEADING if token.type == "heading_open" else 0 if token.type == "paragraph_open" else kind
        kinds_of_token = kind if token.type == "inline" else CODE
        theirs += [(char, kinds_of_token) for char in token.info + token.content if char.isalpha()]
    assert kinds == theirs
