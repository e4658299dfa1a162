"""Addresses in the text that may be opened: http, https and mailto, in ASCII, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from thread_parsers.text.links import addresses, in_ascii

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

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


def hyperlink(address: str) -> str | None:
    """Return an address for a style of the terminal; None if it may not be opened."""
    return address if openable(address) else None


def links_in_text(text: str) -> list[str]:
    """Return the addresses in a text that may be opened, whole and in ASCII, in order, without duplicates."""
    short = (address for address in addresses(text) if len(address) <= MAX_CHARACTERS)
    return list(dict.fromkeys(filter(openable, map(in_ascii, short))))


def links_in(discussion: Discussion, comment: int) -> list[str]:
    """Return the addresses in a comment that may be opened: those in its text, then those behind its words."""
    columns = discussion.columns
    shown = links_in_text(discussion.text.text(columns.body_start[comment], columns.body_end[comment]))
    behind = (in_ascii(link.address) for link in columns.links.get(comment, ()) if len(link.address) <= MAX_CHARACTERS)
    return list(dict.fromkeys([*shown, *filter(openable, behind)]))


MAX_WORD_CHARACTERS = 4000


def links_at(text: str, character: int) -> list[str]:
    """Return the address of a displayed text that contains a character, if it may be opened."""
    nearby = text[:character].rsplit(maxsplit=1) if character and not text[character - 1].isspace() else []
    before = nearby[-1][-MAX_WORD_CHARACTERS:] if nearby else ""
    after = text[character : character + MAX_WORD_CHARACTERS].split(maxsplit=1) if text[character:][:1].strip() else []
    word = before + (after[0] if after else "")
    at = 0
    for address in addresses(word):
        start = word.find(address, at)
        at = start + len(address)
        if start <= len(before) < at:
            return links_in_text(address)
    return []
