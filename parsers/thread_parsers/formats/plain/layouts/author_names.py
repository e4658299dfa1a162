"""Which words can be the names of the authors of a page."""

from __future__ import annotations

from collections import Counter

from thread_parsers.formats.plain.labels import is_label
from thread_parsers.formats.plain.layouts.head_parts import is_count, is_deleted
from thread_parsers.formats.plain.names import LABELS, enumerated

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
