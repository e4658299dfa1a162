"""Runs of one style: what a terminal gets for a row of segments. Every change of the style costs tens of bytes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style


def runs_of(segments: Iterable[Segment]) -> list[Segment]:
    """Join neighbours that look the same on the screen: of blanks, only the background is seen."""
    runs: list[Segment] = []
    text, style = "", None
    for more, its_style, _ in segments:
        if not more:
            continue
        if its_style is style or (more.isspace() and _look_the_same(style, its_style)):
            text += more
        elif text.isspace() and _look_the_same(style, its_style):
            text, style = text + more, its_style
        elif its_style == style:  # the last to be asked: it is worked out in Python
            text += more
        else:
            if text:
                runs.append(Segment(text, style))
            text, style = more, its_style
    if text:
        runs.append(Segment(text, style))
    return runs


@lru_cache(maxsize=4096)
def _look_the_same(style: Style | None, other: Style | None) -> bool:
    """Whether blanks look the same in two styles."""
    if style is None or other is None:
        return False
    return style.bgcolor == other.bgcolor and not any(
        one.underline or one.reverse or one.strike or one.link for one in (style, other)
    )
