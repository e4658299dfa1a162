"""The id of a comment in one form, whatever the format that states it.

Sites write one id in several ways: `t1_abc` and `abc`, `comment-12`, `li-comment-12`, `#comment-12` and `12`, a
permalink that ends in the id, an address of the AT protocol that ends in its record key.
"""

from __future__ import annotations

import re

MAX_ID_CHARS = 500
"""Longer ids are cut: message ids have at most 250 characters."""

_NUMBERED = re.compile(r"[A-Za-z_-]*?(\d+)")
"""`comment-12`, `post_12`, `p12`, `discussion_r12`: what is before the number says what it numbers."""
_TIMESTAMP = re.compile(r"(\d{10})\.(\d{6})")
"""The id of a message in Slack, whose permalinks have it without the point."""
_PREFIX = re.compile(r"(?:[a-z]|t\d|(?:[A-Za-z0-9]+[-_]+)?(?:comment|post|reply|message|answer))[-_]+(?=\w)")
"""`c_abc`, `t1_abc`, `comment-abc`."""
_NODE_ID = re.compile(r"[A-Z]{1,4}_[\w-]+")
"""The node id of GitHub's GraphQL API; the permalink has the id that pages and the REST API use."""
_QUERY_ID = re.compile(
    r"[?&;](?:id|p|pid|cid|lc|c|mid|msgid|post_?id|comment_?id|comment|show_?comment|reply_?id)=([^&;#]+)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
MIN_UNIQUE_DIGITS = 15
MIN_UNIQUE_CHARS = 6


def site_id(stated: str | None, permalink: str | None) -> str:
    """The id of a comment, from the id and the permalink that its file states; empty if they tell none."""
    if stated:
        if stated.isdecimal() and len(stated) <= MAX_ID_CHARS:
            return stated
        found = _of_address(stated) if "://" in stated[:40] else _plain(stated[:MAX_ID_CHARS])
        if not (permalink and _NODE_ID.fullmatch(found)):
            return found
        return _of_address(permalink) or found
    return _of_address(permalink) if permalink else ""


def is_unique(found: str) -> bool:
    """Whether no other discussion is likely to have this id. A short number is an id in many of them."""
    if found.isdecimal():
        return len(found) >= MIN_UNIQUE_DIGITS
    return len(found) >= MIN_UNIQUE_CHARS and not found.isalpha()


def _plain(stated: str) -> str:
    stated = stated.strip().strip("<>")
    numbered = _NUMBERED.fullmatch(stated)
    if numbered:
        return numbered[1]
    timestamp = _TIMESTAMP.fullmatch(stated)
    if timestamp:
        return timestamp[1] + timestamp[2]
    prefix = _PREFIX.match(stated)
    return stated[prefix.end() :] if prefix else stated


def _of_address(address: str) -> str:
    """The id at the end of a permalink: its fragment, a parameter, or the last part of its path, if it has a digit."""
    rest, _, fragment = address[: 4 * MAX_ID_CHARS].partition("#")
    if _has_digit(fragment):
        return _plain(fragment[:MAX_ID_CHARS])
    path, mark, query = rest.partition("?")
    in_query = _QUERY_ID.findall(mark + query)
    if in_query and in_query[-1]:
        return _plain(in_query[-1][:MAX_ID_CHARS])
    *before, last = path.partition("://")[2].rstrip("/").rpartition("/")
    return _plain(last[:MAX_ID_CHARS]) if before[0] and (_has_digit(last) or address.startswith("at://")) else ""


def _has_digit(text: str) -> bool:
    return bool(_DIGIT.search(text, 0, MAX_ID_CHARS))
