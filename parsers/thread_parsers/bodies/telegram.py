"""Telegram's text as plain text: a string, or a list of strings and of objects with `type`, `text` and `href`."""

from __future__ import annotations

from thread_parsers.bodies import Body, Link


def telegram_text(text: object) -> str:
    """The plain text of a message, as `telegram_body` renders it."""
    return telegram_body(text).text


def telegram_body(text: object) -> Body:
    """The plain text of a message and its links. Parts that are neither strings nor objects with a text are skipped."""
    if isinstance(text, str):
        return Body(text)
    pieces: list[str] = []
    links: list[Link] = []
    size = 0
    for part in text if isinstance(text, list) else [text]:
        words = part.get("text") if isinstance(part, dict) else part
        if not isinstance(words, str):
            continue
        pieces.append(words)
        address = _address(part, words) if isinstance(part, dict) else ""
        if address:
            links.append(Link(size, size + len(words), address))
        size += len(words)
    return Body("".join(pieces), tuple(links))


def _address(part: dict[object, object], words: str) -> str:
    """The address that a part links to; empty if it is none."""
    kind, href = part.get("type"), part.get("href")
    if isinstance(href, str):
        return href
    if kind == "email":
        return f"mailto:{words}"
    return words if kind == "link" else ""
