"""The runs of a row: as few changes of the style as possible."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style

from thread_reader.render.runs import runs_of

STYLES = [
    Style(),
    Style(color="red"),
    Style(bgcolor="blue"),
    Style(underline=True),
    Style(reverse=True),
    Style(bold=True),
]
SEGMENTS = st.lists(st.builds(Segment, st.text("ab ", max_size=4), st.sampled_from(STYLES)), max_size=8)


def cells(segments: list[Segment]) -> list[tuple[object, ...]]:
    """What is seen of each cell: of a blank only its background, and what runs through it."""
    seen: list[tuple[object, ...]] = []
    for text, style, _ in segments:
        assert style is not None
        ground = style.bgcolor, bool(style.underline), bool(style.reverse)
        for character in text:
            plain = character == " " and not style.underline and not style.reverse
            seen.append((character, ground) if plain else (character, ground, style.color, bool(style.bold)))
    return seen


@given(SEGMENTS)
def test_runs_look_the_same_and_never_stand_beside_their_like(segments: list[Segment]) -> None:
    runs = runs_of(segments)
    assert cells(runs) == cells(segments)
    assert all(one.style != other.style for one, other in itertools.pairwise(runs))
    assert all(run.text for run in runs)


def test_blanks_join_their_neighbours() -> None:
    red, base = Style(color="red"), Style(color="white")
    row = [Segment("  ", base), Segment("│ ", red), Segment("words", base), Segment("   ", base), Segment("│", red)]
    assert [(run.text, run.style) for run in runs_of(row)] == [("  │ ", red), ("words   ", base), ("│", red)]
