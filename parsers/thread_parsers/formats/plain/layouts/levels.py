"""Lines of heads that state the level of a reply: "level 0"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from thread_parsers.formats.plain.layouts.page_lines import Line


def level_key(above: Iterable[str], heads: Sequence[Line]) -> str:
    """The key of the lines that state the level of a reply: one number that begins with 0 or 1 and rises by one at
    most."""
    for key in sorted(above):
        if key.count("0") != 1 or not any(map(str.isalpha, key)):
            continue
        levels = [int(re.sub(r"\D", "", line.text)[:6]) for line in heads if line.key == key]
        rises = all(two <= one + 1 for one, two in pairwise(levels))
        falls = any(two <= one for one, two in pairwise(levels))  # posts that are counted only rise
        if len(set(levels)) > 1 and levels[0] <= 1 and min(levels) == levels[0] and rises and falls:
            return key
    return ""
