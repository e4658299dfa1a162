"""Badges glued to the names of authors: the page shows an icon, and the text of the page has its label."""

from __future__ import annotations

from typing import NamedTuple

MIN_NAME_CHARS = 3
"""The shortest name in the letters of the badge from which one is taken off: `mrvip` is a name."""


class Badge(NamedTuple):
    """The label of an icon after a name."""

    text: str
    seen: str
    """The page on which it was seen."""


BADGES = (Badge("vip", "data.gatenft.io/tr/post/status/15706515: `vip` behind the names of commenters, 2025"),)
BADGE_LINES = frozenset(badge.text.encode() for badge in BADGES)
"""Lines under a name that are a badge."""
BADGE_ENDS = tuple(badge.text.encode() for badge in BADGES)
_TEXTS = tuple(badge.text for badge in BADGES)


def split_badge(name: str) -> tuple[str, str]:
    """Split `OakBarrelvip` into name and badge, which is empty if there is none.

    Only a badge that touches a letter or a digit is one, or one on a line of its own: `oak_vip` and `oak vip` are
    chosen by their owners.
    """
    if not name.endswith(_TEXTS):
        return name, ""
    for badge in BADGES:
        bare = name.removesuffix(badge.text)
        if bare.endswith("\n"):
            return bare.strip(), badge.text
        if bare != name and bare[-1:].isalnum() and (len(bare) >= MIN_NAME_CHARS or not bare[-1:].isascii()):
            return bare, badge.text
    return name, ""
