"""Slack's mrkdwn as plain text: `<@U024BE7LH> see <https://example.org|the page> &amp; more`.

Emphasis, code and `:emoji:` stay as written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.bodies import Body, Link
from thread_parsers.bodies.markdown import markdown_entities

if TYPE_CHECKING:
    from collections.abc import Mapping

_REFERENCE = re.compile(r"<([^<>\n]++)>")
"""What Slack puts between `<` and `>`: these characters themselves are always escaped."""
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*+:[^\s]")


def mrkdwn_text(mrkdwn: str, names: Mapping[str, str] | None = None) -> str:
    """The plain text of a message, as `mrkdwn_body` renders it."""
    return mrkdwn_body(mrkdwn, names).text


def mrkdwn_body(mrkdwn: str, names: Mapping[str, str] | None = None) -> Body:
    """The plain text of a message and its links. `names` gives users, channels and groups by id."""
    if "<" not in mrkdwn:
        return Body(markdown_entities(mrkdwn))
    pieces: list[str] = []
    links: list[Link] = []
    size = position = 0
    for match in _REFERENCE.finditer(mrkdwn):
        before = markdown_entities(mrkdwn[position : match.start()])
        words, address = _resolve(match[1], names or {})
        pieces += before, words
        size += len(before) + len(words)
        if address:
            links.append(Link(size - len(words), size, address))
        position = match.end()
    pieces.append(markdown_entities(mrkdwn[position:]))
    return Body("".join(pieces), tuple(links))


def _resolve(reference: str, names: Mapping[str, str]) -> tuple[str, str]:
    """The words of what is between `<` and `>`, and the address that it links to, if any."""
    target, bar, label = map(markdown_entities, reference.partition("|"))
    sign, identifier = target[0:1], target[1:]
    if sign in ("@", "#"):
        return sign + (names.get(identifier) or label.lstrip(sign) or identifier), ""
    if sign == "!":
        # <!here>, <!subteam^S012|@team>, <!date^1392734382^{date}|18 February>
        command, _, argument = identifier.partition("^")
        if command == "subteam":
            return "@" + (names.get(argument) or label.lstrip("@") or argument), ""
        return label or f"@{identifier}", ""
    if _ADDRESS.match(target):
        return label or target, target
    return f"<{target}{bar}{label}>", ""
