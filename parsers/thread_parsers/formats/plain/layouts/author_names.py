"""Which words can be the names of the authors of a page."""

from __future__ import annotations

import re
from collections import Counter

from thread_parsers.formats.plain.labels import is_label
from thread_parsers.formats.plain.layouts.head_parts import is_count, is_deleted
from thread_parsers.formats.plain.names import LABELS, enumerated

COLONS = (":", "：")
_COLON = re.compile(r"\s?[:：]$")
_MIN_ALIKE = 3
"""Names that must end alike before the end is no part of them."""
_MAX_ONE_NAME = 0.75
"""A name with a larger share of the heads is a label."""


def are_names(names: list[str]) -> bool:
    """Whether these may be the names of people: not all alike, not labels, counts or badges, not counted up."""
    counts = Counter(name.casefold() for name in names if not is_deleted(name))
    if not counts:
        return False
    total = sum(counts.values())
    most = counts.most_common(1)[0][1]
    if len(counts) < 2 or (most > 2 and most > _MAX_ONE_NAME * total):
        return False
    return not enumerated(list(dict.fromkeys(names))) and not are_labels(names)


def are_labels(names: list[str]) -> bool:
    """Whether most of the different words in the place of names are labels, badges, buttons or counts."""
    different = {name.casefold() for name in names}
    others = sum(name in LABELS or is_label(name) or is_count(name) for name in different)
    return 2 * others > len(different)


def common_suffix(names: list[str]) -> re.Pattern[str] | None:
    """The last words of all names: "ha detto:" of "Ann ha detto:"; one of two in turn, as "Online" and "Offline"; or
    only a colon. None where names end differently, or too few are there to tell."""
    known = set(names)
    has_colons = len(known) >= _MIN_ALIKE and all(name.endswith(COLONS) for name in known)
    common = ""
    while len(known) >= _MIN_ALIKE:
        parts = [name.rpartition(" ") for name in sorted(known)]
        ends = Counter(last for _, _, last in parts)
        spoken = len(ends) == 1 and (bool(common) or not parts[0][2][-1].isalnum())
        if not all(first for first, _, _ in parts) or len(ends) > 2 or (len(ends) == 2 and min(ends.values()) < 2):
            break
        if not spoken and (common or 3 * len(ends) > len(known)):
            break
        common = rf"\s(?:{'|'.join(map(re.escape, sorted(ends)))}){common}"
        known = {first for first, _, _ in parts}
    if not common:
        return _COLON if has_colons else None
    return re.compile(f"{common}$")


def common_prefix(names: list[str], texts: set[str]) -> str:
    """The words that all names begin with: "by ", "Message de ". `texts` are the lines of the page: that all names
    without these words are lines proves them."""
    common: list[str] = []
    for words in zip(*(name.split(" ")[:-1] for name in names), strict=False):
        if len(set(words)) > 1:
            break
        common.append(words[0])
    prefix = "".join(f"{word} " for word in common)
    proven = all(name.removeprefix(prefix) in texts for name in names)
    return prefix if proven or len(set(names)) >= (2 if prefix.islower() else 3) else ""
