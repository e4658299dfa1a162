"""The site of a discussion, by the hosts of its addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

MAX_ADDRESS_CHARS = 4096
_HOST_PREFIX = re.compile(r"(?:(?:www\d?|m|mobile|old|new|np|amp|i)\.)+(?=[^.]+\.)")
"""Names of hosts that show the pages of another host in another way."""


def site_of(discussion: Discussion) -> str:
    """Where the authors of a discussion have their names: the host of the first permalink of a comment, or else of the
    article, or else the name of the format, which is often that of a site."""
    permalinks = discussion.columns.permalinks
    stated = (next(iter(permalinks.values()), ""), discussion.article.url or "")
    return next(filter(None, map(_host, stated)), discussion.format)


def _host(url: str) -> str:
    """The host of an address, without what shows its pages in another way; empty if the address has none."""
    from urllib.parse import urlsplit

    try:
        host = urlsplit(url.strip()[:MAX_ADDRESS_CHARS]).hostname or ""
    except ValueError:
        return ""
    return without_prefix(host)


def without_prefix(host: str) -> str:
    """A host without the names of those that show its pages in another way."""
    return _HOST_PREFIX.sub("", host.rstrip("."), count=1)
