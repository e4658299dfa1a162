"""Learning the layout of a page from the lines that repeat between its anchors."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.article import announces_comments
from thread_parsers.formats.plain.layouts.anchors import Anchor, AnchorFinder, groups, is_of_video
from thread_parsers.formats.plain.layouts.author_names import common_prefix, common_suffix
from thread_parsers.formats.plain.layouts.badge_words import BadgeWords
from thread_parsers.formats.plain.layouts.events import is_event
from thread_parsers.formats.plain.layouts.furniture_learning import FOOT_LINES, learn_furniture
from thread_parsers.formats.plain.layouts.head_parts import SIGNATURES
from thread_parsers.formats.plain.layouts.layout import Layout, eligible, head_top, panel_end
from thread_parsers.formats.plain.layouts.levels import level_key
from thread_parsers.formats.plain.layouts.name_places import placed, suspects
from thread_parsers.formats.plain.layouts.page_foot import without_foot
from thread_parsers.formats.plain.layouts.sample import Group, Sample
from thread_parsers.formats.plain.names import PANEL_LABELS, TWICE
from thread_parsers.formats.plain.trailers import is_button_row

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from thread_parsers.formats.plain.layouts.furniture import Furniture
    from thread_parsers.formats.plain.layouts.page_lines import Line
    from thread_parsers.times.times import TimeReader

_OTHER_TIMES = frozenset(
    ["edited", "last edited", "modified", "updated", "joined", "registered", "last seen", "viewed", "active", "created"]
).union(PANEL_LABELS)
"""Labels of times that are not those of comments."""
_WORDY_SHARE = 0.55
"""Share of the comments that must have words as panels have not."""
_REGULAR_SHARE = 0.8
_PART = 0.95
"""What the score of a part of the anchors of a kind counts: of equals, all of them are better."""
_MIN_REACH = 14
"""The least lines between furniture and the anchor after it that are not too many."""
_MIN_EVENTS = 2
"""Lines that say what happened to an issue, before they are left out of the words; one where comments have "commented"
in their heads."""
_SLICE_LINES = 50


def find_anchors(lines: Sequence[Line], times: TimeReader) -> Generator[None, None, list[Anchor]]:
    """The anchors of a page, in slices."""
    anchors: list[Anchor] = []
    finder = AnchorFinder(times)
    for at, line in enumerate(lines):
        found = finder.find(line.text)
        if found is not None and not is_of_video(lines, at):
            anchors.append(found._replace(at=at))
        if at % _SLICE_LINES == _SLICE_LINES - 1:
            yield
    return anchors


def learn(lines: Sequence[Line], anchors: list[Anchor]) -> Generator[None, None, Layout | None]:
    """The layout that explains most of a page; None where nothing repeats. In slices."""
    sample = yield from Sample.of(lines, anchors)
    best: Layout | None = None
    for found, beside in groups(anchors, lines):
        yield
        if beside and best is not None and best.complete and (best.kind, best.beside) == (found[0].kind, None):
            continue  # these are some of the anchors of a layout that explains all of them
        if beside and beside[0] < 0 and beside[2] and beside[1].rstrip(":") in _OTHER_TIMES:
            continue  # times below "Joined"
        layout = yield from _layout(Group.of(sample, found))
        if layout is None:
            continue
        score = layout.score * (_PART if beside else 1)
        if best is None or score > best.score:
            best = replace(layout, beside=beside, score=score)
    if best is not None and (yield from _has_events(lines, 1 if "commented" in best.kind else _MIN_EVENTS)):
        best = replace(best, has_events=True)
    return best


def _has_events(lines: Sequence[Line], least: int) -> Generator[None, None, bool]:
    """Whether at least some lines say what happened to an issue, in slices."""
    found = 0
    for at, line in enumerate(lines):
        found += is_event(line.text)
        if found >= least:
            return True
        if at % _SLICE_LINES == _SLICE_LINES - 1:
            yield
    return False


def _layout(group: Group) -> Generator[None, None, Layout | None]:
    """The layout of a group, or None where its anchors are not those of comments."""
    if len(group.gaps) < 2 or _are_other_times(group):
        return None
    # What is before a heading of comments is the article, though it may have a head like theirs.
    if len(group.gaps) > 2 and _announced(group):
        group = Group.of(group.sample, group.anchors[1:])
    names = set(group.sample.names)
    group, spine = without_foot(group)
    for _ in range(3):
        furniture = yield from learn_furniture(group, names)
        yield
        regular = _regular(group, furniture)
        if len(regular.anchors) < len(group.anchors):
            group = regular
            furniture = yield from learn_furniture(group, names)
        yield
        layout = yield from placed(group, furniture)
        yield
        if layout is not None:
            below, at_end = _has_times_below(group), group.kind[0] == "S" and _has_times_at_end(group)
            return _scored(group, replace(layout, time_below=below, time_at_end=at_end, spine=spine))
        found = suspects(group, furniture)
        if not found:
            return None
        names |= found
    return None


def _are_other_times(group: Group) -> bool:
    """Whether the times of a group are not those of comments, or are only a part of what other anchors have."""
    kind, anchors = group.kind, group.anchors
    lines = group.sample.lines
    if 2 * sum(any(line.counts_views for line in lines[slice(*gap)]) for gap in group.gaps) >= len(group.gaps):
        return True  # lengths of videos
    if kind[0] == "S":
        above_times = 2 * sum(one.at + 1 in group.sample.anchored for one in anchors) > len(anchors)
        return above_times or (len(kind) > 1 and not _has_times_at_end(group))
    return kind[0] == "W" or (kind[0] == "T" and anchors[0].parts.label in (*_OTHER_TIMES, *SIGNATURES))


def _announced(group: Group) -> bool:
    """Whether a line between the first two anchors, and no line like it later, announces comments. A count above the
    buttons that all comments have is a part of the first: "5 comments / Like / Comment"."""
    lines = group.sample.lines
    low, high = group.gaps[0]
    first = {
        lines[at].key: at for at in range(low, high) if announces_comments(lines[at].text) and not lines[at].is_button
    }
    if not first:
        return False
    later = [{line.key for line in lines[slice(*gap)]} for gap in group.gaps[1:]]
    often = set.intersection(*later)
    return any(
        at + 1 >= high or lines[at + 1].key not in often
        for key, at in first.items()
        if not any(key in keys for keys in later)
    )


def _regular(group: Group, furniture: Furniture) -> Group:
    """The group without the anchors that lack the furniture between two comments, where nearly all have it."""
    fits = [_is_divided(group, furniture, low, high) for low, high in group.gaps]
    # Blank lines around a head say as much as furniture before it, where all have them.
    blanks = [_blank_lines(group, high) for _, high in group.gaps]
    common, count = (
        Counter(blank for blank, fit in zip(blanks, fits, strict=True) if fit).most_common(1)[0]
        if any(fits)
        else ((), 0)
    )
    if any(common) and count == sum(fits):
        fits = [fit or blank == common for fit, blank in zip(fits, blanks, strict=True)]
    if all(fits) or sum(fits) < max(2, _REGULAR_SHARE * len(fits)):
        return group
    return group.without({high for (_, high), fit in zip(group.gaps, fits, strict=True) if not fit})


def _blank_lines(group: Group, at: int) -> tuple[bool, ...]:
    """Which of the lines around an anchor are after a blank line."""
    return tuple(line.apart for line in group.sample.lines[max(0, at - 1) : at + 2])


def _is_divided(group: Group, furniture: Furniture, low: int, high: int) -> bool:
    return low == high or any(map(furniture.divides, group.sample.lines[low:high]))


def _has_times_below(group: Group) -> bool:
    """Whether lines with other times follow the anchors: a page may state a name and a time twice."""
    others = group.sample.anchored.difference(one.at for one in group.anchors)
    stamped = sum(not others.isdisjoint(range(one.at + 1, one.at + 4)) for one in group.anchors if one.kind[0] == "N")
    return stamped >= _REGULAR_SHARE * len(group.anchors)


def _has_times_at_end(group: Group) -> bool:
    """Whether the last line before each anchor has a time."""
    stamped = sum(high - 1 in group.sample.anchored for low, high in group.gaps if low < high)
    return stamped >= _REGULAR_SHARE * len(group.gaps)


def _scored(group: Group, layout: Layout) -> Layout | None:
    """The layout with its score and the rest of what rows need; None where it does not prove comments."""
    lines, anchors, furniture = group.sample.lines, group.anchors, layout.furniture
    tops = [head_top(layout, lines, low, anchors[0], high) for low, high in group.gaps]
    names = frozenset(
        line.text
        for (_, high), top in zip(group.gaps, tops, strict=True)
        for line in eligible(furniture, lines[top:high])[:1]
        if layout.name_place in ("top", "column", "inside")
    )
    first = head_top(layout, lines, 0, anchors[0], anchors[0].at)
    if names:
        names |= {line.text for line in eligible(furniture, lines[first : anchors[0].at])[:1]}
    bodies = _bodies(group, layout)
    score = _score(group, layout, bodies)
    if score is None:
        return None
    divided = all(_is_divided(group, furniture, low, high) for low, high in group.gaps)
    heads = [lines[at] for one in anchors for at in range(max(0, one.at - 3), one.at)]
    prefix = common_prefix(sorted(names) or [one.name for one in anchors], {line.text for line in lines})
    whole = names or [one.parts.whole for one in anchors]
    return replace(
        layout,
        score=score,
        divided=divided,
        complete=divided and layout.name_place != "none" and 20 * bodies >= 19 * len(anchors),
        reach=_reach(group, furniture),
        furniture=replace(furniture, often=furniture.often - {name.casefold() for name in names}),
        label=_label(anchors),
        count=len(anchors),
        start=lines[first].start,
        prefix=prefix,
        suffix=common_suffix(sorted(names) or [one.name for one in anchors]),
        names=names,
        badge_words=BadgeWords.of([name.removeprefix(prefix) for name in whole], (line.text for line in lines)),
        level=level_key(layout.furniture.above, heads),
        doubled=_doubled(list(names) or [one.name for one in anchors]),
        places=tuple(lines[one.at].start for one in anchors),
        reason=f"{len(anchors)} comments with heads and furniture that repeat",
    )


def _label(anchors: list[Anchor]) -> str:
    """The label of all anchors, if it is only words."""
    labels = {one.parts.label for one in anchors}
    label = labels.pop()
    return label if not labels and label.replace(" ", "").removesuffix(":").isalpha() else ""


def _score(group: Group, layout: Layout, bodies: int) -> float | None:
    """How much of the page a layout explains, and how well; None where it does not prove comments."""
    anchors, kind = group.anchors, layout.kind
    if bodies < _WORDY_SHARE * len(anchors) or not (layout.is_structured or _prove_themselves(anchors)):
        return None
    absolute = [one.when.seconds for one in anchors if one.when and one.when.seconds is not None]
    score = (bodies + 0.25 * (len(anchors) - bodies)) * (
        1
        + 0.4 * (layout.name_place != "none")
        + 0.2 * (layout.name_place == "line")
        + 0.8 * layout.is_structured
        + 0.2 * (len(absolute) < 3 or _in_order(absolute))
        + 0.1 * kind.endswith("#")
    )
    if layout.name_place == "none":
        score *= 0.5
    above = Counter(line.key for line in group.above())
    key, count = above.most_common(1)[0] if above else ("", 0)
    is_label = count > _REGULAR_SHARE * len(anchors) and key.replace(" ", "").isalpha()
    return 0.7 * score if is_label and kind == "T" else score


def _bodies(group: Group, layout: Layout) -> int:
    """How many comments of the sample have words: as panels have not, or above known buttons."""
    lines, furniture, anchors = group.sample.lines, layout.furniture, group.anchors
    buttons = any(map(is_button_row, furniture.tail))
    tops = [head_top(layout, lines, one.at + 1, other, other.at) for one, other in pairwise(anchors)]
    ends = [*tops, min(len(lines), anchors[-1].at + FOOT_LINES)]
    return sum(
        any(
            (line.is_wordy and not furniture.is_tail(line)) or (buttons and not furniture.may_be_tail(line))
            for line in lines[panel_end(layout, lines, one.at + 1, end) : end]
        )
        for one, end in zip(anchors, ends, strict=True)
    )


def _prove_themselves(anchors: list[Anchor]) -> bool:
    """Whether heads without furniture around them are those of comments. "Paris, 3 March 1915" is the head of a letter
    and "Sack race — 10:30" a line of a programme."""
    kind = anchors[0].kind
    if kind[0] == "S":
        return False
    if kind[0] == "N" and kind[1:2] in ("", ","):
        clocked = sum(one.when is not None and (one.when.ago is not None or ":" in one.time_words) for one in anchors)
        if 2 * clocked < len(anchors):
            return False
    known = any(one.when and (one.when.absolute or one.when.ago is not None) for one in anchors)
    return known or kind[0] != "N" or len({one.name for one in anchors}) < len(anchors)


def _reach(group: Group, furniture: Furniture) -> int:
    """How far from the furniture between comments their anchors are: twice as far as most of the sample."""
    lines = group.sample.lines
    distances = sorted(
        high - next((at for at in range(high - 1, low - 1, -1) if furniture.divides(lines[at])), high)
        for low, high in group.gaps
    )
    return max(_MIN_REACH, 2 * distances[4 * len(distances) // 5]) if distances else _MIN_REACH


def _doubled(names: list[str]) -> bool:
    """Whether most names are written twice."""
    return len(names) > 2 and 10 * sum(bool(TWICE.fullmatch(name)) for name in names) >= 6 * len(names)


def _in_order(seconds: list[int]) -> bool:
    later = sum(one <= two for one, two in pairwise(seconds))
    return later >= 0.8 * (len(seconds) - 1) or later <= 0.2 * (len(seconds) - 1)
