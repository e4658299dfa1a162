"""Where the names of a page are: in the lines with the times, above or below them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from statistics import median_low
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.layouts.author_names import are_names
from thread_parsers.formats.plain.layouts.layout import Layout, above_top, eligible, head_top, tail_end
from thread_parsers.formats.plain.names import PANEL_LABELS, plausible

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from thread_parsers.formats.plain.layouts.furniture import Furniture
    from thread_parsers.formats.plain.layouts.page_lines import Line
    from thread_parsers.formats.plain.layouts.sample import Group

_SURE = 0.85
"""Share of the heads in which a place must look like that of a name."""
_MOST = 0.8
_MAX_NAME_WORDS, _MAX_COLUMN_WORDS = 7, 5
"""Words of a name; fewer where no furniture divides it from the words above it."""
_MAX_HEAD_NAMES = 4
_MIN_NAMELESS = 4
"""Comments without names that furniture alone can prove."""


def placed(group: Group, furniture: Furniture) -> Generator[None, None, Layout | None]:
    """The layout of a group with the place of its names, or without names where furniture alone proves comments. In
    steps."""
    layout = Layout(group.kind, furniture, "none")
    if group.kind[0] in "NS":
        names = [one.name for one in group.anchors]
        likely = sum(plausible(name, _MAX_NAME_WORDS) for name in names)
        # "Ann commented on" is proof, though nearly all are by Ann.
        proven = "commented" in group.kind and len(set(names)) > 1
        fits = likely >= _MOST * len(names) and (proven or are_names(names))
        return replace(layout, name_place="line") if fits else None
    found = _at_top(group, layout)
    yield
    found = found or (yield from _in_column(group, layout))
    yield
    found = found or _inside(group, layout)
    yield
    found = found or _below(group, layout)
    if found is not None:
        return found
    if suspects(group, furniture):
        return None
    proof = any(any(map(str.isalpha, key)) for key in furniture.above | furniture.tail | furniture.panel)
    return layout if proof and len(group.anchors) >= _MIN_NAMELESS else None


def suspects(group: Group, furniture: Furniture) -> set[str]:
    """Keys that are taken for furniture but may be a name that many comments have."""
    lines = group.sample.lines
    counts = Counter[str]()
    for one in group.anchors:
        at = one.at - 1
        while at > 0 and lines[at].is_mark:
            at -= 1
        counts[lines[at].key] += 1
    known = furniture.above | furniture.tail
    return {
        key
        for key, count in counts.items()
        if key in known and len(counts) > 2 and count < 0.9 * len(group.anchors) and any(map(str.isalpha, key))
    }


def _at_top(group: Group, layout: Layout) -> Layout | None:
    """Names in the first line after the furniture below the words of the comment before."""
    lines, furniture = group.sample.lines, layout.furniture
    bounds = [(tail_end(furniture, lines, low, high), low, high) for low, high in group.gaps]
    heads = [eligible(furniture, lines[bound:high]) for bound, low, high in bounds if bound > low]
    named = [head for head in heads if 0 < len(head) <= _MAX_HEAD_NAMES and head[0].may_be_name]
    if len(heads) < _MOST * len(group.gaps) or len(named) < _SURE * len(heads):
        return None
    if not are_names([head[0].text for head in named]):
        return None
    leads = [
        len(eligible(furniture, lines[bound : above_top(furniture, lines, low, high)])) for bound, low, high in bounds
    ]
    # A second name is the one who is answered: the first comment has none. A rank is a part of every head.
    authors = {head[0].text for head in named}
    answered = sum(len(head) > 1 and head[1].text in authors for head in named)
    least = 1 if answered else min(leads) if median_low(leads) == 0 else max(1, min(leads))
    return replace(layout, name_place="top", lead=max(1, median_low(leads)), least=least)


def _in_column(group: Group, layout: Layout) -> Generator[None, None, Layout | None]:
    """Names some lines above the furniture of the head, or above the anchor. The highest column of names is taken: what
    is below the name are ranks and handles."""
    lines = group.sample.lines
    flat = replace(layout, name_place="column", column=0)
    tops = [head_top(flat, lines, low, group.anchors[0], high) for low, high in group.gaps]
    columns: list[list[Line]] = []
    for column in range(1, _MAX_HEAD_NAMES):
        yield
        cells = [
            lines[top - column]
            for (low, _), top in zip(group.gaps, tops, strict=True)
            if top - column >= low and not _is_value(lines, top - column)
        ]
        fit = sum(line.may_be_name and len(line.text.split()) <= _MAX_COLUMN_WORDS for line in cells)
        if fit < _SURE * len(group.gaps) or (columns and fit < 0.95 * len(group.gaps)):
            break
        columns.append(cells)
    while columns and not are_names([line.text for line in columns[-1]]):
        columns.pop()
    return replace(layout, name_place="column", column=len(columns)) if columns else None


def _is_value(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is below a label of a panel: "Location"."""
    return at > 0 and lines[at - 1].text.rstrip(":").casefold() in PANEL_LABELS


def _inside(group: Group, layout: Layout) -> Layout | None:
    """Names between a line of furniture and the anchor. Below several such lines it is the last value of a panel."""
    lines, furniture = group.sample.lines, layout.furniture
    named: list[Line] = []
    for low, high in group.gaps:
        head = eligible(furniture, lines[above_top(furniture, lines, low, high) : high])
        near = lines[max(low, high - 4) : high]
        if 0 < len(head) < _MAX_HEAD_NAMES and head[0].may_be_name:
            named += head[:1] if sum(furniture.is_above(line) and not line.is_mark for line in near) <= 1 else ()
    if len(named) < _SURE * len(group.gaps) or not are_names([line.text for line in named]):
        return None
    return replace(layout, name_place="inside")


def _below(group: Group, layout: Layout) -> Layout | None:
    """Names just below the anchor, and above a panel or below a line that has them, too: "message 1: by Ann"."""
    lines, furniture, size = group.sample.lines, layout.furniture, len(group.anchors)
    names = [lines[one.at + 1] for one in group.anchors if one.at + 1 < len(lines)]
    fit = sum(line.may_be_name for line in names)
    panels = sum(any(map(furniture.in_panel, lines[one.at + 2 : one.at + 6])) for one in group.anchors)
    said = sum(_names(line, lines[one.at - 1]) for one, line in zip(group.anchors, names, strict=False) if one.at)
    if min(fit, max(panels, said)) < _SURE * size or not are_names([line.text for line in names]):
        return None
    return replace(layout, name_place="below")


def _names(line: Line, above: Line) -> bool:
    """Whether the line above an anchor has the first word of the name below it behind another word, and more."""
    first = line.text.split(" ", 1)[0]
    return len(first) > 1 and above.text != line.text and f" {first} " in f"{above.text} "
