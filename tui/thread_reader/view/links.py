"""Addresses in the text that may be opened: http, https and mailto, written plainly, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

ADDRESS = re.compile(r"(?i:https?://|mailto:)[^\s<>\"'`{}|\\^\[\]\x00-\x20\x7f-\U0010ffff]+")
"""Printable ASCII only: an address that looks like another one by its letters is not offered."""
AFTER = ".,;:!?)*_"
"""What ends a sentence rather than an address."""
LONGEST = 2000


def openable(address: str) -> bool:
    """True for an address that may be given to a browser or mail program: an allowed scheme, somebody to go to,
    printable ASCII without blanks, and nothing that a program could take for an option or an action of its own."""
    if len(address) > LONGEST or not address.isascii() or not address.isprintable():
        return False
    if " " in address or "%action" in address:
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path and not parts.path.startswith("-")
    return parts.scheme in ("http", "https") and bool(host) and not host.startswith("-")


def links_in_text(text: str) -> list[str]:
    """The addresses in a text that may be opened, in order, each once."""
    found = (match.group().rstrip(AFTER) for match in ADDRESS.finditer(text))
    return list(dict.fromkeys(address for address in found if openable(address)))


def links_in(discussion: Discussion, comment: int) -> list[str]:
    """The addresses in a comment that may be opened."""
    columns = discussion.columns
    return links_in_text(discussion.source.text(columns.body_start[comment], columns.body_end[comment]))
