"""What a mouse selection copies: the source, whatever is drawn for it."""

from __future__ import annotations

from rich.style import Style

from thread_parsers.reading import parse
from thread_reader.render.layout import GAP, HEAD, lay_out
from thread_reader.render.looks import Looks
from thread_reader.render.overlay import Overlay
from thread_reader.render.painting import Painter
from thread_reader.render.selected import SelectedRow, selected_source

HEADS = "Paper.\nReward\nComment\n0/400\nAnn\n· 2025-03-09 18:20\n"
BODY = (
    "> a *quoted* line that is long enough for two rows of the pane\n\nsee [words](https://example.org/x) and\n- item"
)


def select(first: tuple[str, int], last: tuple[str, int]) -> str:
    """Select from `first` to `last`: words of a row, and how many characters before or after their beginning."""
    discussion = parse(f"{HEADS}{BODY}\nReply0\n")
    discussion.body_form = "markdown"
    layout = lay_out(discussion, 0, 44)
    painter = Painter(discussion, 44, Looks(Style(), lambda _role: Style()))
    lines = [painter.line(0, layout, number, Overlay()) for number in range(layout.height())]
    drawn = ["".join(segment.text for segment in line) for line in lines]
    places = []
    for words, offset in (first, last):
        row = next(number for number, text in enumerate(drawn) if words in text)
        places.append((row, drawn[row].index(words) + offset))
    (top, start), (bottom, end) = places
    return selected_source(
        SelectedRow(
            0,
            layout.line(row),
            layout.paragraphs,
            drawn[row],
            start if row == top else 0,
            end if row == bottom else -1,
            painter.geometry.text_column(0),
        )
        for row in range(top, bottom + 1)
    )


def test_whole_rows_are_the_source() -> None:
    assert select(("▎ a", 0), ("item", 4)) == BODY


def test_rows_of_one_line_are_one_line() -> None:
    assert select(("quoted", 0), ("rows of", 7)) == "quoted* line that is long enough for two rows of"


def test_words_of_a_link_are_the_words() -> None:
    assert select(("words", 0), ("words", 5)) == "words"
    assert select(("see", 0), ("and", 3)) == "see [words](https://example.org/x) and"


def test_other_rows_are_as_they_are_drawn() -> None:
    assert select(("Ann", 0), ("a quoted", 3)).startswith("Ann  2025-03-09 18:20")
    discussion = parse(f"{HEADS}{BODY}\nReply0\n")
    layout = lay_out(discussion, 0, 44)
    kinds = [layout.line(number).segment for number in range(layout.height())]
    assert (kinds[0], kinds[-1]) == (HEAD, GAP)
