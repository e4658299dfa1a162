"""Buttons and counters that end the comments of a page: "Reply", "12 likes · Reply · Share"."""

from __future__ import annotations

import re

_BUTTONS = """
    reply replies like likes liked share report permalink quote flag save saved embed edit upvote downvote vote
    votes points point more context link parent translate hide follow unlike love react reactions comment award
    give delete view show load see all répondre j'aime partager signaler antworten gefällt teilen melden
    responder compartir denunciar gosto curtir compartilhar rispondi condividi ответить нравится поделиться
    пожаловаться yanıtla beğen paylaş 回复 赞 分享 举报 返信 いいね 답글 좋아요
"""
_LINE = re.compile(
    rf"(?:(?:{'|'.join(map(re.escape, _BUTTONS.split()))}|\(?\d{{1,7}}\)?|[·•|,▲▼👍👎♥❤↑↓…]️?)(?:\s+|$|(?=[·•|(])))+",
    re.IGNORECASE,
)
_COUNTS = {
    "likes": re.compile(
        r"(\d{1,7})\s*(?:likes?|points?|upvotes?|votes?|reactions?|👍|♥|❤|▲|赞|いいね)|(?:likes?|👍)\s*\(?(\d{1,7})",
        re.IGNORECASE,
    ),
    "replies": re.compile(r"(\d{1,7})\s*(?:repl(?:y|ies)|回复)|(?:reply|replies|回复)\s*\((\d{1,7})\)", re.IGNORECASE),
}
_TRAILER = re.compile(
    r"(?:add|leave|write|post) a (?:comment|reply)\W*"
    r"|(?:please )?(?:log|sign) ?in to (?:comment|reply|post|vote)\b.{0,40}"
    r"|you must be logged in\b.{0,60}|(?:load|show|view|see) (?:all |\d+ )?(?:more )?(?:comments|replies)\b.{0,20}"
    r"|comments (?:are|have been) (?:closed|disabled|locked)\W*|powered by .{1,60}|(?:©|\(c\)|copyright) .{1,100}"
    r"|all rights reserved\W*|back to (?:the )?top|(?:« )?(?:previous|older)(?: page)?|(?:next|newer)(?: page)?(?: »)?"
    r"|page \d+ of \d+|(?:(?:about|contact|help|privacy(?: policy)?|terms(?: of (?:use|service))?|cookies?"
    r"|guidelines|faq|rules|imprint|legal)(?:\W+|$)){2,}",
    re.IGNORECASE,
)
"""Lines under the comments of many sites that are unlikely to be a comment."""
_NUMBER = re.compile(rb"\d{1,7}")
_MAX_LINES = 8
"""Lines of a footer, or of the trailers after the last comment."""


def is_footer(line: bytes) -> bool:
    """Whether a line has only buttons and counters, and at least one button."""
    words = line.strip(b" \t\r>").decode("utf-8", "surrogateescape")
    return 0 < len(words) <= 120 and any(char.isalpha() for char in words) and bool(_LINE.fullmatch(words))


def trailer(body: bytes) -> int:
    """Where the trailers of the page begin in the body of its last comment, after a blank line; else its end."""
    place = end = len(body)
    for _ in range(_MAX_LINES):
        end = len(body[:end].rstrip())
        line = body.rfind(b"\n", 0, end) + 1
        if not _TRAILER.fullmatch(body[line : min(end, line + 400)].decode("utf-8", "surrogateescape").strip()):
            break
        if not body[body.rfind(b"\n", 0, max(line - 1, 0)) + 1 : line].strip():
            place = line
        end = line
    return place


def footer(body: bytes, start: int, stop: int) -> tuple[int, dict[str, int]]:
    """Where the words of a body end, in whole lines, and the counters of the footer after them. The first line is never
    a footer. `start` and `stop` are those of `comments.trim`."""
    counters: dict[str, int] = {}
    first = body.find(b"\n", start, stop) + 1
    whole = stop
    for _ in range(_MAX_LINES):
        end = start + len(body[start:stop].rstrip())
        line = body.rfind(b"\n", start, end) + 1
        # A number alone counts only above a line that is a footer.
        number = stop < whole and _NUMBER.fullmatch(body[line:end].strip())
        if not first or line < first or not (number or is_footer(body[line:end])):
            return body.find(b"\n", end, stop) + 1 or stop, counters
        words = body[line:end].decode("utf-8", "surrogateescape")
        for name, count in _COUNTS.items():
            found = count.search(words)
            if found:
                counters.setdefault(name, int(found[1] or found[2]))
        stop = line
    return stop, counters
