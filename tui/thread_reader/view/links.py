"""Addresses in the text that may be opened: http, https and mailto in plain ASCII, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

ADDRESS = re.compile(r"(?i:https?://|mailto:)[^\s<>\"'`{}|\\^\[\]\x00-\x20\x7f-\U0010ffff]+")
"""Printable ASCII only, so that no address can imitate another one by similar letters."""
TRAILING = ".,;:!?)*_"
"""Characters at the end of an address that belong to the sentence around it, or to Markdown."""
MAX_CHARACTERS = 2000


def openable(address: str) -> bool:
    """Whether an address may be passed to a browser or mail program.

    It must have an allowed scheme and a host or recipient, be printable ASCII without spaces, and contain nothing that
    a program could take for an option.
    """
    if len(address) > MAX_CHARACTERS or not address.isascii() or not address.isprintable():
        return False
    if " " in address or "%action" in address:  # a placeholder in the commands of Python's webbrowser
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:  # for example an invalid IPv6 address
        return False
    # A host or recipient with a leading dash could be taken for an option by the program or one that it starts.
    if parts.scheme == "mailto":
        return "@" in parts.path and not parts.path.startswith("-")
    return parts.scheme in ("http", "https") and bool(host) and not host.startswith("-")


def links_in_text(text: str) -> list[str]:
    """Return the addresses in a text that may be opened, in order, without duplicates."""
    found = (match.group().rstrip(TRAILING) for match in ADDRESS.finditer(text))
    return list(dict.fromkeys(address for address in found if openable(address)))


def links_in(discussion: Discussion, comment: int) -> list[str]:
    """Return the addresses in a comment that may be opened."""
    columns = discussion.columns
    return links_in_text(discussion.source.text(columns.body_start[comment], columns.body_end[comment]))


MAX_WORD_CHARACTERS = 4000


def links_at(text: str, character: int) -> list[str]:
    """Return the addresses that may be opened in the word of a displayed text that contains a character; none if the
    character is before the first of them."""
    nearby = text[:character].rsplit(maxsplit=1) if character and not text[character - 1].isspace() else []
    before = nearby[-1][-MAX_WORD_CHARACTERS:] if nearby else ""
    after = text[character : character + MAX_WORD_CHARACTERS].split(maxsplit=1) if text[character:][:1].strip() else []
    word = before + (after[0] if after else "")
    scheme = ADDRESS.search(word)
    return links_in_text(word) if scheme is not None and scheme.start() <= len(before) else []
