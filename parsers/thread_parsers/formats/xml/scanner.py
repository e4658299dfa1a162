"""Feeding a file to expat piece by piece, and going on after damage.

Expat stops at the first error. The scanner then looks for the next start tag at which its subclass can resume, and
begins there with a new parser.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from thread_parsers.discussion.receipt import Note
from thread_parsers.formats.xml.cleaning import Cleaner
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.source.source import Source

PIECE_BYTES = 12 << 10
"""Bytes parsed between two yields."""
FIRST_PIECE_BYTES = 1 << 8
"""The first piece after damage: little is read twice where damage is frequent."""
MAX_TOKEN_BYTES = 1 << 24
"""A longer tag or comment is treated as damage."""
MAX_READ_AGAIN = 8
"""Bytes behind damage are read again, up to this many times the size of the file in all. After that, those that were
read are skipped."""
MIN_READ_AGAIN_BYTES = 1 << 20
MAX_NOTES = 20
"""Places of damage that are noted one by one."""

_RESUMED = b"<resumed>"
"""The root element of a parser that begins in the middle of a file."""
TAG = re.compile(rb"<(?>[^\"'>]+|\"[^\"]*\"|'[^']*')*+>")
"""A start or end tag, also with `>` in its values."""
_DECLARATION = re.compile(rb"<\?xml\s[^<>]{0,400}\?>")
_OVERLAP_BYTES = 256
"""More than the length of the beginning of a tag at which parsing resumes."""
_NO_ELEMENT, _MISMATCHED_TAG = 3, 7
"""Errors of expat."""
_ENDS_INSIDE = {_NO_ELEMENT: "an element", 5: "a tag or comment", 20: "a CDATA section"}
"""Errors of expat at the end of a file that is cut: what it is cut in."""


class Damage(NamedTuple):
    """A place at which the parser stopped: what is wrong, and the offset where it resumed, if it did."""

    offset: int
    reason: str
    resumed: int | None


class Scanner:
    """Calls `start_element`, `end_element`, `text` and `stopped`, which subclasses implement."""

    def __init__(self, source: Source, resume_at: re.Pattern[bytes]) -> None:
        self.source = source
        self.damages: list[Damage] = []
        """The first MAX_NOTES places of damage."""
        self.damage_count = 0
        self.invalid_bytes = 0
        """Bytes that are not UTF-8, and were replaced by question marks."""
        self.ampersands = False
        """Whether texts and values may have AMPERSAND in them."""
        self.declares = False
        """Whether an element of the current piece may declare a namespace."""
        self.depth = 0
        """Open elements of the current parser. Subclasses count them."""
        self.resumed = False
        """Whether the current parser began in the middle of the file, after damage."""
        self.bytes_read = 0
        """How much of the source has been parsed."""
        self._resume_at = resume_at
        self._parser = expat.ParserCreate()
        self._base = 0
        """The offset in the source of the first byte of the parser."""
        self._window = b""
        """What the parser has been given, from the beginning of the token that it is in."""
        self._window_start = 0
        """The offset of the window in the source."""
        self._again_bytes = MAX_READ_AGAIN * source.size + MIN_READ_AGAIN_BYTES

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag. Adds 1 to `depth`."""
        raise NotImplementedError

    def end_element(self, name: str) -> None:
        """An end tag. Subtracts 1 from `depth`."""
        raise NotImplementedError

    def text(self, text: str) -> None:
        """Some of the text of the innermost element, in one call or several."""
        raise NotImplementedError

    def stopped(self, offset: int) -> None:
        """The parser stopped here: no end tag will follow for the elements that are open."""
        raise NotImplementedError

    def position(self) -> int:
        """The offset of the tag that is being reported; for the end of an empty element, the offset after it."""
        return self._base + self._parser.CurrentByteIndex

    def tag_end(self) -> int:
        """The offset after the tag that is being reported; for the end of an empty element, the same."""
        at = self._base + self._parser.CurrentByteIndex - self._window_start
        found = TAG.match(self._window, at)
        return self._window_start + (found.end() if found else at)

    def follows_empty_tag(self) -> bool:
        """Whether `/>` precedes the tag that is being reported."""
        at = self._base + self._parser.CurrentByteIndex - self._window_start
        return self._window[max(0, at - 2) : at] == b"/>"

    def scan(self) -> Iterator[None]:
        """Parse the whole source. Yields between pieces."""
        size = self.source.size
        at: int | None = self._beginning()
        while at is not None and at < size:
            stop, reason, fed = yield from self._parse(at)
            self.stopped(stop)
            if reason is None:
                return
            behind = max(stop, at + 1)
            self._again_bytes -= fed - behind
            at = yield from self._next_tag(behind if self._again_bytes > 0 else max(behind, fed))
            self.resumed = True
            if reason:
                self.damage_count += 1
                if len(self.damages) < MAX_NOTES:
                    self.damages.append(Damage(stop, reason, at))

    def notes(self) -> Iterator[Note]:
        """What the receipt should say about damage."""
        for offset, reason, resumed in self.damages:
            after = "read until there" if resumed is None else f"read on from byte {resumed:,}"
            yield Note("damaged", f"XML damaged at byte {offset:,}, {reason}: {after}")
        if self.damage_count > len(self.damages):
            places = counted(self.damage_count - len(self.damages), "more place")
            yield Note("damaged", f"XML damaged at {places}")
        if self.invalid_bytes:
            yield Note("damaged", f"{counted(self.invalid_bytes, 'invalid byte')} of UTF-8 replaced by ?")

    def _beginning(self) -> int:
        """The offset of the first tag, after the XML declaration: what that says about the encoding is out of date."""
        head = self.source.read(0, PIECE_BYTES)
        at = head.find(b"<")
        if at < 0:
            return 0
        if head[:at].strip(b"\xef\xbb\xbf \t\r\n\x00"):
            self.damage_count += 1
            self.damages.append(Damage(0, "text before the first tag", at))
        declaration = _DECLARATION.match(head, at)
        return declaration.end() if declaration else at

    def _parse(self, at: int) -> Generator[None, None, tuple[int, str | None, int]]:
        """Parse from an offset. Returns the offset at which the parser stopped; the reason: None at the end of the
        source, and empty for an end tag of an element in which the parser began; and the offset of the next byte to
        read."""
        self._begin_parser(at)
        cleaner = Cleaner()
        invalid_before = self.invalid_bytes
        wanted, last = FIRST_PIECE_BYTES, False
        while not last:
            pieces = []
            end = at + wanted
            while at < end and not last:
                piece = self.source.read(at, min(at + PIECE_BYTES, end))
                at += len(piece)
                last = not piece or at >= self.source.size
                pieces.append(cleaner.clean(piece, last=last))
                yield
            self.ampersands |= cleaner.ampersands
            self.invalid_bytes = invalid_before + cleaner.invalid_bytes
            slices = self._slices(b"".join(pieces))
            for number, piece in enumerate(slices, 1):
                stopped = self._feed(piece, last=last and number == len(slices))
                if stopped is not None:
                    return *stopped, at
                yield
            # Expat reads an unfinished token again with every piece, so the pieces grow with the token.
            wanted = max(len(self._window), min(4 * wanted, PIECE_BYTES))
        return self.source.size, None, at

    def _begin_parser(self, at: int) -> None:
        parser = self._parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.specified_attributes = True
        if hasattr(parser, "SetReparseDeferralEnabled"):
            parser.SetReparseDeferralEnabled(False)  # `_slices` does the same, and cuts at the end of the token
        self._base, self._window, self._window_start, self.depth = at, b"", at, 0
        if self.resumed:
            parser.Parse(_RESUMED)
            self._base -= len(_RESUMED)
        parser.StartElementHandler = self.start_element
        parser.EndElementHandler = self.end_element
        parser.CharacterDataHandler = self.text

    def _slices(self, piece: bytes) -> list[bytes]:
        """What to parse at once: an unfinished long tag or comment to its end, all else in slices."""
        start = len(self._window)
        if start <= PIECE_BYTES:
            return [piece]
        token = self._window + piece
        end = _token_end(token)
        if end < 0:
            return [piece]
        cuts = [start, *range(max(end, start), len(token), PIECE_BYTES), len(token)]
        return [token[first:after] for first, after in pairwise(cuts)]

    def _feed(self, piece: bytes, *, last: bool) -> tuple[int, str] | None:
        """Parse some bytes. Returns None, or where and why the parser stopped."""
        window = self._window = self._window + piece
        self.declares = b"xmlns" in window
        parser = self._parser
        try:
            parser.Parse(piece, last)
        except expat.ExpatError as error:
            parser.buffer_text = False  # passes on the text before the damage
            offset = max(self._base + parser.ErrorByteIndex, self._window_start)
            return offset, self._reason(error.code, last=last)
        token_start = max(self._base + parser.CurrentByteIndex, self._window_start)
        self._window, self._window_start = window[token_start - self._window_start :], token_start
        self.bytes_read = token_start
        if len(self._window) > MAX_TOKEN_BYTES:
            return token_start, "a tag or comment that does not end"
        return None

    def _reason(self, code: int, *, last: bool) -> str:
        if self.resumed and not self.depth and (code == _MISMATCHED_TAG or (last and code == _NO_ELEMENT)):
            return ""
        if last and code in _ENDS_INSIDE:
            return f"the file ends inside {_ENDS_INSIDE[code]}"
        return expat.ErrorString(code) or "unknown error"

    def _next_tag(self, begin: int) -> Generator[None, None, int | None]:
        """The offset of the first tag, from an offset on, at which parsing can resume; None if there is none."""
        before, start, size = b"", begin, FIRST_PIECE_BYTES
        while start < self.source.size:
            piece = before + self.source.read(start, start + size)
            found = self._resume_at.search(piece)
            if found:
                at = start - len(before) + found.start()
                self._again_bytes -= start + size - at
                return at
            start += size
            before, size = piece[-_OVERLAP_BYTES:], PIECE_BYTES
            yield
        return None


def _token_end(token: bytes) -> int:
    """The offset after a tag, comment or processing instruction; -1 if it does not end."""
    for begin, end in ((b"<!--", b"-->"), (b"<?", b"?>")):
        if token.startswith(begin):
            at = token.find(end, len(begin))
            return at + len(end) if at >= 0 else -1
    found = TAG.match(token)
    return found.end() if found else -1
