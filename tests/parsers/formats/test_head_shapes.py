"""The shapes of heads of plain text."""

from __future__ import annotations

import re

import pytest

from thread_parsers.formats.plain.head_shapes import SHAPES, Shape


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.title)
def test_a_run_of_blanks_is_matched_once(shape: Shape) -> None:
    """A run of blanks is matched possessively: otherwise a line of thousands of blanks would be tried again from each
    of them, for each character of the name before it."""
    assert not re.findall(rb"\[ \\t>?\][*+](?!\+)", shape.line.pattern)
