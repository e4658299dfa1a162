"""Lines of a comment that quote another comment, and signatures: what a reader of mail skips."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Aside = Literal["", "quote", "signature"]
"""What a line is; empty for the comment's own words."""

_QUOTE = re.compile(r" {0,3}(?:>|[A-Z]{2,3}> )")
"""A quoted line. Some programs put initials before the mark: `AL> words`."""
_WHOLE_MAIL = (
    r"(?i)[ \t]*-{2,}[ \t]*(?:original message|original[- ]nachricht|ursprüngliche nachricht|forwarded message"
    r"|message d'origine|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht"
    r"|weitergeleitete nachricht|原始邮件|元のメッセージ)[ \t]*-{2,}[ \t]*"
)
"""The line above a mail that is repeated whole, as Outlook and others write it. Compiled, as the next two, for mail."""
_FROM = r"(?i)[ \t*]*(?:from|von|de|da|van|från|fra|od|发件人|差出人)[ \t*]?[:：]"
_SENT = (
    r"(?i)[ \t*]*(?:sent|date|gesendet|datum|envoyé|enviado(?: el)?|inviato|verzonden|skickat|sendt|wysłano"
    r"|发送时间|送信日時|to|an|à)[ \t*]?[:：]"
)
"""The first two lines of such a mail without a line above it."""
SIGNATURE = "-- "
MAX_LINE_CHARS = 200
"""Of a longer line, the beginning is looked at."""


class Asides:
    """Tells what the lines of one comment are, which are given in order."""

    def __init__(self, *, is_mail: bool) -> None:
        """In mail, the blank of the line before a signature is often lost, and whole mails are repeated."""
        self._is_mail = is_mail
        self._rest: Aside = ""
        """What all lines are until a quote begins, or to the end."""

    def kind(self, line: str, following: str = "") -> Aside:
        """What a line is. `following`: the next one."""
        line = line[:MAX_LINE_CHARS]
        if _QUOTE.match(line):
            if self._rest == "signature":
                self._rest = ""
            return "quote"
        if self._rest == "quote":
            return "quote"
        if line == SIGNATURE or (self._is_mail and line.rstrip() == "--"):
            self._rest = "signature"
        elif self._is_mail and (re.fullmatch(_WHOLE_MAIL, line) or self._begins_mail(line, following)):
            self._rest = "quote"
        return self._rest

    def kinds(self, lines: Sequence[str], following: str = "") -> Iterator[Aside]:
        """Yield what each of several lines is. `following`: the beginning of the line behind them."""
        for at, line in enumerate(lines):
            yield self.kind(line, lines[at + 1] if at + 1 < len(lines) else following)

    @staticmethod
    def _begins_mail(line: str, following: str) -> bool:
        return bool(re.match(_FROM, line) and re.match(_SENT, following[:MAX_LINE_CHARS]))
