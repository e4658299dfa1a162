"""Badges beside names: `OP`, `Mod`, `Author`. They are never names."""

from __future__ import annotations

import re
from functools import lru_cache

_BADGES = """
    op mod moderator admin administrator author autor autorin auteur autore verfasser автор 作者 楼主 contributor
    top_fan superfan rising_fan top_contributor fan_destacado super_fan コアファン 铁粉 沙发 板凳 地板 层主 博主 up主
    글쓴이 작성자 投稿者 collaborator original_poster member owner staff team bot app verified maintainer supporter
    subscriber patron
"""
"""As Reddit, GitHub, Disqus, Discourse, WordPress, YouTube and Zhihu write them beside names."""
BADGES = frozenset(badge.replace("_", " ") for badge in _BADGES.split())
_CACHED_LINES = 1 << 12
_BEGINNINGS = frozenset(badge[:2] for badge in BADGES)
BADGE_PATTERN = "|".join(map(re.escape, BADGES))
_BADGE_LINE = re.compile(rf"[\[(•· ]*(?:(?:{BADGE_PATTERN})[\])•·, ]*)+", re.IGNORECASE)


def is_badge(line: str) -> bool:
    """Whether a line beside a name is only badges, which may be glued together."""
    if line.isascii() and line[:1].isalpha() and line[:2].lower() not in _BEGINNINGS:
        return False  # most lines
    return len(line) <= 60 and _is_badge(line)


@lru_cache(_CACHED_LINES)
def _is_badge(line: str) -> bool:
    return _BADGE_LINE.fullmatch(line) is not None
