"""A part of a comment between dashes."""

from __future__ import annotations

from typing import NamedTuple


class Segment(NamedTuple):
    """One dash-separated part of a comment. `start` and `end` are bytes of the discussion's text."""

    text: str
    start: int
    end: int
