"""Learning which lines of a page are furniture: those between nearly all neighbours of a group of anchors."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.badges import is_badge
from thread_parsers.formats.plain.layouts.furniture import Furniture, repeats_name
from thread_parsers.formats.plain.trailers import is_button_row

if TYPE_CHECKING:
    from collections.abc import Generator

    from thread_parsers.formats.plain.layouts.sample import Group

_REPEATS = 0.5
"""Share of the comments that have a line of furniture."""
_OFTEN, _SOMETIMES = 0.25, 0.1
"""Share of the comments that have a line of optional furniture; less is needed for one that begins with a count."""
_SPINE = 0.9
"""Share of the heads that have a line by which the others are divided."""
_MOST = 0.8
_EDGE_LINES = 15
"""Lines before the first anchor in which furniture of heads is looked for."""
FOOT_LINES = 120
"""Lines after the last anchor in which furniture below words is looked for."""
_MANY = 5
_SURE_ENDINGS = 0.6
_FEW = 4
"""Of fewer gaps all must have a line."""
_SENTENCE_ENDS = (".", "!", "?", "…", "。")
_NUMBERS = "0 +-,.km"


def learn_furniture(group: Group, names: set[str]) -> Generator[None, None, Furniture]:
    """The furniture around the anchors of a group, in steps. `names` are keys that are not furniture."""
    counts = Counter[str]()
    for low, high in group.gaps:
        counts.update({key for keys in group.sample.keys[low:high] for key in keys})
    total = len(group.gaps)
    repeated = {key for key, count in counts.items() if count >= _least(key, total) and key.strip(_NUMBERS)}
    strong = repeated - names
    yield
    if _leaves_no_words(group, strong):
        strong = {key for key in strong if is_button_row(key)}
    yield
    optional = {
        key
        for key, count in counts.items()
        if count >= max(3, total * (_SOMETIMES if key[0] == "0" else _OFTEN)) and not key.endswith(_SENTENCE_ENDS)
    }
    often = (optional - strong - names) & _last_lines(group, strong | optional)
    yield
    panel, above, tail, numbers_after = _sides(group, strong, counts)
    yield
    lines = group.sample.lines
    first = group.anchors[0].at
    size = len(group.anchors)
    counted = sum(line.is_number for line in group.above())
    numbers_above = counted + sum(line.is_mark for line in group.above()) >= _MOST * size and 4 * counted >= size
    in_head = any(line.is_number for line in lines[max(0, first - 3) : first])
    above_badges = ((one.name, one.at - 1 - is_badge(lines[one.at - 1].text)) for one in group.anchors if one.at)
    names_above = sum(at >= 0 and repeats_name(lines[at], name) for name, at in above_badges)
    # "12 Recommend" and "Respect 3" are without the number where it is 0.
    tail |= {word for key in tail if (word := key.removeprefix("0 ").removesuffix(" 0")) != key and word.isalpha()}
    return Furniture(
        panel=frozenset(panel | (_badges(group, counts) - strong - names)),
        above=frozenset(_below_spine(group, above, counts)),
        tail=frozenset(tail),
        often=frozenset(often),
        numbers_above=numbers_above,
        numbers_below=not numbers_above and 2 * numbers_after >= total and not in_head,
        names_above=names_above >= _MOST * size,
    )


def _least(key: str, total: int) -> float:
    """In how many of `total` gaps a line must be to be furniture: in all of few ones. Sentences, and lines that only
    end alike, must be in more."""
    if total < _FEW:
        return total if key[0] != "…" and not key.endswith(_SENTENCE_ENDS) else total + 1
    if key[0] == "…":
        return max(_MANY, _SURE_ENDINGS * total)
    return max(_MANY, _MOST * total) if key.endswith(_SENTENCE_ENDS) else max(3, _REPEATS * total)


def _leaves_no_words(group: Group, strong: set[str]) -> bool:
    """Whether many comments would have no words without some lines: then these are the words, though all alike."""
    spans = [_words(group, low, high, strong) for low, high in group.gaps]
    return 2 * sum(first == last for first, last in spans) > len(spans)


def _sides(group: Group, strong: set[str], counts: Counter[str]) -> tuple[set[str], set[str], set[str], int]:
    """The furniture (between anchors and words, above anchors, below words), and how many comments have a count
    below their words.

    Furniture of heads is above the first anchor and not below the last comment; for furniture below words it is the
    other way round.
    """
    sample = group.sample
    before, after, near = Counter[str](), Counter[str](), Counter[str]()
    ends = []
    for low, high in group.gaps:
        first, last = _words(group, low, high, strong)
        for at in range(low, high):
            for key in strong.intersection(sample.keys[at]):
                (before if at < first else after)[key] += 1
                near[key] += at >= first and high - at <= 3
        ends.append(last)
    first, last = group.anchors[0].at, group.anchors[-1].at
    in_head = {key for line in sample.lines[max(0, first - _EDGE_LINES) : first] for key in line.keys}
    in_foot = {key for line in sample.lines[last + 1 : last + FOOT_LINES] for key in line.keys}
    panel = {key for key in strong if before[key] > after[key]}
    above: set[str] = set()
    tail: set[str] = set()
    for key in strong - panel:
        if key in in_foot:
            tail.add(key)
        elif key in in_head or (2 * near[key] > after[key] and counts[key] == len(group.gaps)):
            above.add(key)
        elif key[0] == "…" or is_button_row(key):
            tail.add(key)
    # A number after the buttons may be in the panel of the next head.
    numbers_after = 0
    for (_, high), last in zip(group.gaps, ends, strict=True):
        buttons = [at for at in range(last, high) if not tail.isdisjoint(sample.keys[at])]
        numbers_after += any(line.is_number for line in sample.lines[last : buttons[-1] + 2 if buttons else high])
    return panel, {key for key in above if key[0] != "…"}, tail, numbers_after


def _words(group: Group, low: int, high: int, strong: set[str]) -> tuple[int, int]:
    """The longest run of lines between two anchors that are not furniture: the words."""
    best, most, begin, chars = (low, low), 0, low, 0
    for at in range(low, high + 1):
        line = group.sample.lines[at] if at < high else None
        if line is None or line.is_number or line.is_mark or not strong.isdisjoint(group.sample.keys[at]):
            if chars > most:
                best, most = (begin, at), chars
            begin, chars = at + 1, 0
        else:
            chars += len(line.text)
    return best


def _last_lines(group: Group, keys: set[str]) -> set[str]:
    """Those of the keys whose lines are nearly always at the end of a gap, with others of them and counts."""
    total, last = Counter[str](), Counter[str]()
    for low, high in group.gaps:
        at_end = True
        for at in range(high - 1, low - 1, -1):
            mine = keys.intersection(group.sample.keys[at])
            line = group.sample.lines[at]
            at_end = at_end and bool(mine or line.is_number or line.is_mark or at > high - 4)
            total.update(mine)
            last.update(mine if at_end else ())
    return {key for key in keys if 10 * last[key] >= 9 * total[key]}


def _badges(group: Group, counts: Counter[str]) -> set[str]:
    """Keys of lines that are just below several anchors, always above other words, and nowhere else."""
    at_top, above_words = Counter[str](), Counter[str]()
    for low, high in group.gaps:
        for key in group.sample.keys[low] if low < high else ():
            at_top[key] += 1
            above_words[key] += low + 1 < high and not group.sample.lines[low + 1].is_button
    least = max(3, _SOMETIMES * len(group.gaps))
    return {
        key
        for key, count in at_top.items()
        if count >= least and count == above_words[key] >= _MOST * counts[key]
        if key[0] != "…" and not key.endswith(_SENTENCE_ENDS)
    }


def _below_spine(group: Group, above: set[str], counts: Counter[str]) -> set[str]:
    """The furniture above anchors without what is above the lines that all heads have: a name that many comments have,
    or the rank of many users, is no furniture there."""
    spine = {key for key in above if counts[key] >= _SPINE * len(group.gaps)}
    if not spine:
        return above
    kept, higher = Counter[str](), Counter[str]()
    for low, high in group.gaps:
        keys = group.sample.keys
        top = next((at for at in range(low, high) if not spine.isdisjoint(keys[at])), high)
        for at in range(low, high):
            (higher if at < top else kept).update(above.intersection(keys[at]))
    return {key for key in above if kept[key] > higher[key]}
