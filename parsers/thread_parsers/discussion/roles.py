"""What people are in a discussion: the original poster, moderators, and what else a badge beside a name says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

OP_BADGES = frozenset({
    "OP", "S", "AUTHOR", "ORIGINAL POSTER", "ORIGINAL_POSTER", "AUTOR", "AUTORIN", "AUTEUR", "AUTRICE", "AUTORE",
    "VERFASSER", "АВТОР", "作者", "楼主", "글쓴이", "작성자", "投稿者",
})  # fmt: skip
"""Badges of the original poster, in capitals, without brackets."""
MODERATOR_BADGES = {
    **dict.fromkeys(("M", "MOD", "MODERATOR", "MODERATORIN", "MODÉRATEUR", "MODERADOR", "МОДЕРАТОР", "版主"), "mod"),
    **dict.fromkeys(("ADMIN", "ADMINISTRATOR", "ADMINISTRATEUR", "ADMINISTRADOR", "管理员"), "admin"),
}
"""Badges of those who look after the site, in capitals, without brackets, and a word for each."""
_BETWEEN_BADGES = re.compile(r"[\[\](),;·•|]+")


class Badges(NamedTuple):
    """What the badges beside a name say."""

    is_poster: bool = False
    moderator: str = ""
    """`mod` or `admin`; empty for neither."""
    others: str = ""
    """The other badges, as the page writes them."""


def badges_of(written: str) -> Badges:
    """Read what a page writes beside a name: `[S]`, `OP, Mod`."""
    is_poster, moderator, others = False, "", []
    for badge in _BETWEEN_BADGES.split(written):
        word = badge.strip(" .")
        capitals = word.upper()
        if capitals in OP_BADGES:
            is_poster = True
        elif capitals in MODERATOR_BADGES:
            moderator = MODERATOR_BADGES[capitals]
        elif word:
            others.append(word)
    if not is_poster and not moderator:
        return Badges(others=written.strip("[]() "))
    return Badges(is_poster, moderator, ", ".join(others))


def original_poster(discussion: Discussion) -> int | None:
    """The author number of the original poster, or None if there is none: the author of the article, if the page names
    one who also comments; otherwise the author of the first comment, if all others are below it and there is no
    article."""
    columns = discussion.columns
    if discussion.article.author:
        return columns.author_numbers.get(discussion.article.author)
    is_post = len(columns) > 1 and columns.subtree(0).stop == len(columns) and not discussion.article.paragraph_spans
    return columns.author[0] if is_post and columns.author_names[columns.author[0]] else None


def is_by_original_poster(discussion: Discussion, index: int) -> bool:
    """Whether a comment has a badge of the original poster, or is by the author that `original_poster` returns."""
    columns = discussion.columns
    badge = columns.badges.get(index)
    if badge and badges_of(badge).is_poster:
        return True
    return columns.author[index] == original_poster(discussion)


def has_original_poster(discussion: Discussion) -> bool:
    """Whether a comment is by the original poster, as `is_by_original_poster` says of each."""
    columns = discussion.columns
    by_badge = any(badges_of(badge).is_poster for badge in set(columns.badges.values()))
    return by_badge or original_poster(discussion) in columns.author
