"""Buttons and counters that end the comments of a page: "Reply", "12 likes · Reply · Share"."""

from __future__ import annotations

import re

_BUTTONS = """
    reply with replies like likes liked share report permalink quote flag save saved embed edit upvote downvote vote
    votes points point more context link parent translate hide follow unlike love react reactions comment award
    give delete view show load see all répondre citer j'aime partager signaler antwort antworten
    zitieren gefällt teilen melden
    responder compartir denunciar gosto curtir compartilhar rispondi condividi ответить нравится поделиться
    пожаловаться yanıtla beğen paylaş 回复 赞 分享 举报 返信 いいね 답글 좋아요 回覆 回应 回應 点赞 喜欢 收藏 讚 檢舉
    通報 共有 공감 비공감 신고 댓글 추천 odpowiedz zgłoś udostępnij beantwoorden reageer delen svara dela gilla svar del
    vastaa jaa kommentieren empfehlen zitat citar citer cita recommend flag quotes balas bagikan suka trả_lời thích
    chia_sẻ відповісти поділитися подобається ตอบกลับ رد أعجبني הגב
"""
_PHRASES = (
    r"improve this (?:question|answer)|ask (?:a )?question"
    r"|[\d.,]{0,9}k?(?:\s?\d{1,9} (?:gold|silver|bronze) badges?){1,3}"
)
"""Whole lines of Stack Exchange."""
_LINE = re.compile(
    rf"(?:{_PHRASES})|(?:(?:{'|'.join(re.escape(word.replace('_', ' ')) for word in _BUTTONS.split())}"
    r"|\(?\d{1,7}\)?|[·•|,›»▲▼👍👎♥❤↑↓…]️?)"
    r"(?:\s+|$|(?=[·•|(›»])))+",
    re.IGNORECASE,
)
_GLUED_WORDS = (
    "permalink", "embed", "save", "parent", "report", "reply", "replies", "delete", "share", "award", "like", "context",
    "give gold", "edit", "quote", "hide", "crosspost", "comments", "comment", "unsave", "source", "giveaward", "gold",
    "give award", "fullcomments", "fullcomment", "full comments", "full comment",
)  # fmt: skip
_GLUED = re.compile(rf"(?:{'|'.join(_GLUED_WORDS)}){{2,}}", re.IGNORECASE)
"""Buttons without blanks between them, as some browsers copy them: `permalinkembedsavereportreply`."""
_FIRST_LETTERS = re.compile("[A-Za-z]+")
_BEGINNINGS = frozenset(
    found[0]
    for words in (*_BUTTONS.split(), *_GLUED_WORDS, "improve", "ask", "k")
    if (found := _FIRST_LETTERS.match(words))
)
"""How rows of buttons in ASCII begin where they begin with a letter."""
_COUNTS = {
    "likes": re.compile(
        r"(\d{1,7})\s*(?:likes?|points?|upvotes?|votes?|reactions?|👍|♥|❤|▲|赞|いいね)|(?:likes?|👍)\s*\(?(\d{1,7})",
        re.IGNORECASE,
    ),
    "replies": re.compile(r"(\d{1,7})\s*(?:repl(?:y|ies)|回复)|(?:reply|replies|回复)\s*\((\d{1,7})\)", re.IGNORECASE),
}
_TRAILERS = (
    # Forms: WordPress, Blogger, Stack Exchange, Askbot, GitHub, XenForo, in the languages of their pages.
    r"(?:add|leave|write|post) a (?:comment|reply)(?: cancel reply| see more comments)?\W*",
    r"add comment|your answer|sign up for free to .{1,120}",
    r"(?:please )?(?:log|sign) ?in to (?:comment|reply|post|vote)\b.{0,40}",
    r"\(?you must (?:be logged|log|sign) ?in\b.{0,60}",
    r"(?:schreibe|hinterlasse|schreiben sie|hinterlassen sie) (?:einen|eine) (?:kommentar|antwort)\b.{0,30}",
    r"kommentar verfassen\W*|laisser un commentaire\b.{0,30}|deixe um comentário\b.{0,20}",
    r"deja (?:un comentario|una respuesta)\b.{0,30}",
    r"trackbacks?/pingbacks?|your email address will not be published\b.{0,60}",
    r"(?:deine|ihre) e-mail-adresse wird nicht veröffentlicht\b.{0,90}",
    # More comments, or none.
    r"(?:load|show|view|see) (?:all |\d+ )?(?:more )?(?:comments|replies)\b.{0,20}|load more\W*",
    r"comments (?:are|have been) (?:closed|disabled|locked)\W*",
    # What else the site has: Reddit, XenForo, Stack Exchange, WordPress.
    r"community info section|more posts from .{1,60}|ähnliche (?:themen|beiträge)\W*|discussions similaires\W*",
    r"temas similares\W*|discussioni simili\W*|vergelijkbare (?:topics|onderwerpen)\W*|похожие темы\W*",
    r"benzer konular\W*",
    r"(?:related|similar|popular|recent) (?:posts|threads|questions|articles)\W*",
    # Page feet.
    r"powered by .{1,60}|(?:©|\(c\)|copyright) .{1,100}|all rights reserved\W*|back to (?:the )?top|search\W*",
    r"(?:« )?(?:previous|older)(?: page)?|(?:next|newer)(?: page)?(?: »)?|page \d+ of \d+",
    r"(?:(?:about|contact|help|privacy(?: policy)?|terms(?: of (?:use|service))?|cookies?|guidelines|faq|rules"  # noqa: ISC004
    r"|imprint|legal)(?:\W+|$)){2,}",
)
_TRAILER = re.compile("|".join(_TRAILERS), re.IGNORECASE)
"""Lines under the comments of many sites that are unlikely to be a comment."""
_NUMBER = re.compile(rb"\d{1,7}")
_PICTURES = re.compile(rb"(?:[ \t]*\[(?:[\w.-]{1,40}\.(?:gif|png|jpe?g|svg|webp)|s)\])+[ \t]*\n?", re.IGNORECASE)
"""A line of pictures without words, as text browsers write them: Hacker News has `[s.gif]` beside each head."""
_MAX_LINES = 8
"""Lines of a footer, or of the trailers after the last comment."""


def is_footer(line: bytes) -> bool:
    """Whether a line has only buttons and counters, and at least one button."""
    words = line.strip(b" \t\r>").decode("utf-8", "surrogateescape")
    return len(words) <= 120 and is_button_row(words)


def is_button_row(words: str) -> bool:
    """The same for the words of a line without its margin."""
    first = _FIRST_LETTERS.match(words) if words.isascii() else None
    if first and first[0].lower() not in _BEGINNINGS and not first[0].lower().startswith(_GLUED_WORDS):
        return False  # most lines
    return any(map(str.isalpha, words)) and bool(_LINE.fullmatch(words) or _GLUED.fullmatch(words))


def is_trailer(words: str) -> bool:
    """Whether a line is under the comments of many sites and unlikely to be a comment."""
    return len(words) <= 160 and bool(_TRAILER.fullmatch(words))


def is_menu(words: str) -> bool:
    """Whether a line is a row of links: "About | Help | Terms | Privacy"."""
    return len(words) <= 400 and (words.count(" | ") >= 3 or words.count(" • ") >= 3 or words.count(" · ") >= 4)


def trailer(body: bytes) -> int:
    """Where the trailers of the page begin in the body of its last comment, after a blank line; else its end."""
    place = end = len(body)
    for _ in range(_MAX_LINES):
        end = len(body[:end].rstrip())
        line = body.rfind(b"\n", 0, end) + 1
        words = body[line : min(end, line + 400)].decode("utf-8", "surrogateescape").strip()
        if not (_TRAILER.fullmatch(words) or is_menu(words)):
            break
        if not body[body.rfind(b"\n", 0, max(line - 1, 0)) + 1 : line].strip():
            place = line
        end = line
    return place


def without_pictures(body: bytes, start: int, stop: int) -> tuple[int, int]:
    """A body without the lines of pictures that it begins and ends with."""
    for _ in range(_MAX_LINES):
        end = start + len(body[start:stop].rstrip())
        line = body.rfind(b"\n", start, end) + 1
        if line <= start or not _PICTURES.fullmatch(body, line, end):
            break
        stop = line
    found = _PICTURES.match(body, start, stop)
    if found is not None and found[0].endswith(b"\n") and body[found.end() : stop].strip():
        start = found.end()
    return start, stop


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
