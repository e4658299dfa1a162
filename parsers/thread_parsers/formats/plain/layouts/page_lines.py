"""The lines of a page as the layout reader sees them: without indentation and list marks, blank lines left out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.badges import is_badge
from thread_parsers.formats.plain.names import plausible, says
from thread_parsers.formats.plain.trailers import is_button_row
from thread_parsers.formats.plain.windows import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.source.source import Source

MAX_KEY_CHARS = 80
"""Longer lines are words: they are not furniture, whatever they repeat."""
MAX_ENDING_CHARS = 140
"""The longest line that is recognised by its last words."""
_PICTURE = r"\[(?:(?=[^\]\s]{0,23}\d)[\w.?=-]{1,24}|gif|png|jpe?g|img|image|avatar|s)\]"
_LIST_MARKS = re.compile(
    r"(?:(?:[-*+•●○◦▪■□☆└├]|#{1,6}|\d{1,4}[.)](?!\s[^\W\d_]{3,12}\.?\s\d{4})|\[[ x–−+-]?\]|\((?:BUTTON|\*)\))(?:\s+|$)"
    rf"|\[[–−+-]\]\s*|{_PICTURE}\s*)+",
    re.IGNORECASE,
)
"""Marks of lists, of folding and of pictures ahead of the words of a line."""
_PICTURES = re.compile(
    rf"\d{{1,4}}[.)]|(?:\d{{1,4}}[.)]\s*)?(?:(?:{_PICTURE}|\[[\w.-]{{1,24}}\](?=\s?\[(?:gif|png|jpe?g)\])|\(BUTTON\))\s*)+",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([.*_#()\[\]+-])")
"""A mark that Markdown escapes."""
_BOLD = re.compile(r"\*\*([^*\n]{1,80})\*\*")
"""Words between marks of Markdown: a name or a time in the head of a page that was made Markdown."""
_NUMBER_RUN = re.compile(r"\d[\d.,]*")
_NUMBER = re.compile(r"[▲▼↑↓△▽+−–-]?\s?\d[\d.,’'\s]{0,12}\s?(?:[kKmM]|тыс\.?|mil|万)?\+?")
_COUNTED = re.compile(r"\d[\d.,]*\s?[kKmM]?\s[^\W\d]+(?: more)?")
"""A count and its unit: "130k views"."""
_SHOW = ("view", "show", "see", "load", "hide", "ver", "voir", "afficher", "показать", "展开", "查看")
_SHOWING = frozenset(word[:2] for word in _SHOW)
_COUNTED_REPLIES = re.compile(
    rf"(?:(?:{'|'.join(_SHOW)})\s?\D{{0,16}}|\d[\d.,]*\s?[^\W\d]*\s?){{1,2}}"
    r"(?:more )?(?:repl|comment|antwort|kommentar|répons|commentair|respuesta"
    r"|comentario|respost|rispost|ответ|回复|回覆|返信|件の返信|개)",
    re.IGNORECASE,
)
_WORDY_CHARS = 24
"""A longer line is words. A Chinese, Japanese or Korean character counts for three."""
_WIDE = re.compile(r"[\u2e80-\ud7ff]")
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।")
_HANDLE = re.compile(r"@\S{1,60}")
_VIEWS = re.compile(
    r"\d[\d.,]*\s?[kKmM]?\+?\s?(?:views?|vues|vistas|visualiza\w+|visualizzazioni|Aufrufe|просмотр\w*|次浏览|次观看|"
    r"回視聴|조회수?)",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"([^\W\d][^:\n]{0,28}):(?=\s)")


_CACHED_LINES = 1 << 12
"""Lines that are remembered, since the furniture of a page repeats."""


class Line:
    """A line with words. What it is like is found out once, when it is first asked for."""

    __slots__ = ("_keys", "_shape", "apart", "end", "gap", "indent", "start", "text")

    def __init__(self, start: int, end: int, indent: bytes, text: str, apart: bool, gap: str = "") -> None:
        self.start = start
        self.end = end
        """Bytes of the source, without the line feed."""
        self.indent = indent
        self.text = text
        """Without indentation and list marks; these alone where the line has nothing else."""
        self.apart = apart
        """Whether a blank line is above it."""
        self.gap = gap
        """What is after its last wide blank, as between a name and the one that is answered; "" without one."""
        self._keys: tuple[str, ...] | None = None
        self._shape: str | None = None

    @property
    def key(self) -> str:
        """What is equal in lines that repeat: small letters and 0 for each number; "" for a line of words."""
        return self.keys[0] if self.keys and len(self.text) <= MAX_KEY_CHARS else ""

    @property
    def label(self) -> str:
        """The key of the label of a line like "Posts: 168"; "" without one."""
        return _label(self.text)

    @property
    def keys(self) -> tuple[str, ...]:
        """What it can be recognised by: its key, its label, and its last words ("Ann and 3 others like this.")."""
        if self._keys is None:
            self._keys = _keys(self.text) if len(self.text) <= MAX_ENDING_CHARS else ()
        return self._keys

    @property
    def shape(self) -> str:
        """`mark`, `number`, `button` or "" for any other line."""
        if self._shape is None:
            self._shape = _shape(self.text[: MAX_ENDING_CHARS + 1])
        return self._shape

    @property
    def is_mark(self) -> bool:
        """Whether it has no letter and no digit, or only the number of a list or the place of a picture."""
        return self.shape == "mark"

    @property
    def is_number(self) -> bool:
        """Whether it is only a count."""
        return self.shape == "number"

    @property
    def is_button(self) -> bool:
        """Whether it is a row of known buttons and counters."""
        return self.shape == "button"

    @property
    def is_no_name(self) -> bool:
        """Whether it is a count, a button or a badge."""
        return self.shape in ("number", "button") or is_badge(self.text) or self.is_counted

    @property
    def counts_views(self) -> bool:
        """Whether it is only a count of views: a time under it is that of a video."""
        return len(self.text) <= 40 and bool(_VIEWS.fullmatch(self.text))

    @property
    def is_wordy(self) -> bool:
        """Whether it has words as panels have not: a sentence, or many letters."""
        if len(self.text) > _WORDY_CHARS or self.text.endswith(_SENTENCE_ENDS):
            return True
        return not self.text.isascii() and 3 * len(_WIDE.findall(self.text)) > _WORDY_CHARS

    @property
    def may_be_name(self) -> bool:
        """Whether it can be a name: few words, no end of a sentence, no count, no button."""
        return not self.shape and _may_be_name(self.text)

    @property
    def is_counted(self) -> bool:
        """Whether it is a count and its unit, or what is counted and by whom: "4 replies on Ann's comment"."""
        return len(self.text) <= MAX_KEY_CHARS and _is_counted(self.text)


@lru_cache(_CACHED_LINES)
def _is_counted(text: str) -> bool:
    if text.isascii() and text[0].isalpha() and text[:2].lower() not in _SHOWING:
        return False  # most lines
    return bool(_COUNTED.fullmatch(text) or _COUNTED_REPLIES.match(text))


@lru_cache(_CACHED_LINES)
def _may_be_name(text: str) -> bool:
    if _COUNTED.fullmatch(text):
        return False
    return plausible(text, 7) or says(text) or bool(_HANDLE.fullmatch(text)) or _introduces(text)


def _introduces(text: str) -> bool:
    """Whether a line may be a name and a verb before what was said: "Ann ha detto:"."""
    words = text.rstrip(" :：.…")
    return words != text.rstrip(" .") and plausible(words, 7)


@lru_cache(_CACHED_LINES)
def _keys(text: str) -> tuple[str, ...]:
    folded = text.casefold()
    key, label = "", ""
    if len(text) <= MAX_KEY_CHARS:
        key = _NUMBER_RUN.sub("0", folded)
        label = _label(text) if ":" in text and text[-1] not in ".!?…。" else ""
    words = folded.rsplit(" ", 2)
    ending = f"…{words[1]} {words[2]}" if len(words) == 3 else ""
    return tuple(filter(None, (key, label, ending)))


def _label(text: str) -> str:
    found = _LABELLED.match(text) if len(text) <= MAX_KEY_CHARS else None
    return f"{found[1].casefold()}:" if found else ""


@lru_cache(_CACHED_LINES)
def _shape(text: str) -> str:
    if len(text) > MAX_KEY_CHARS:
        return "" if any(map(str.isalnum, text[:MAX_ENDING_CHARS])) else "mark"
    if not any(map(str.isalnum, text)) or (text[-1] in "])." and _PICTURES.fullmatch(text)):
        return "mark"
    if len(text) <= 16 and text[-1] not in ".)" and _NUMBER.fullmatch(text):
        return "number"
    return "button" if is_button_row(text) else ""


_SLICE_LINES = 200
_DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks of the direction of text around a line, as around a handle."""
_ODD_BYTES = re.compile(rb"  |[\x00-\x1f\x7f-\xff]")
"""What most lines do not have: two blanks, control characters, characters that are not in ASCII."""
_BLANKS = b" \t"
_MAX_GAPPED_BYTES = 160
_MAX_SHORT_BYTES = 40
_GAP = re.compile(rb"\S(?:[ \t]{2,}|\t|[ \t]*(?:\xe2\x80\x83|\xee[\x80-\xbf].|\xef[\x80-\xa3].))[ \t]*\S")
"""A wide blank or the place of an icon (a character for private use) between words."""


def page_lines(source: Source, start: int, end: int) -> Iterator[Line | None]:
    """The lines with words of a part of the source, and None now and then, as a chance to stop."""
    apart = True
    for number, (begin, stop, data) in enumerate(lines(source, start, end)):
        if number % _SLICE_LINES == _SLICE_LINES - 1:
            yield None
        text, indent, gap = _short_line(data) if len(data) <= _MAX_SHORT_BYTES else _line(data)
        if text:
            yield Line(begin, stop, indent, text, apart, gap)
        apart = not text


def _line(data: bytes) -> tuple[str, bytes, str]:
    """(text, indent, gap) of a line."""
    words = data.strip()
    if _ODD_BYTES.search(words):
        text = " ".join(words.decode("utf-8", "surrogateescape").split()).strip(_DIRECTIONS)
        gap = _after_gap(words) if len(data) <= _MAX_GAPPED_BYTES else ""
    else:
        text, gap = words.decode("ascii"), ""
    if not text:
        return "", b"", ""
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    if "**" in text and len(text) <= MAX_ENDING_CHARS:
        text = _BOLD.sub(r"\1", text) or text
    indent = data[: len(data) - len(data.lstrip(b" \t"))] if data[0] in _BLANKS else b""
    # Most lines begin with a letter, and no mark of a list does.
    return text if text[0].isalpha() else bare(text), indent, gap


_short_line = lru_cache(_CACHED_LINES)(_line)
"""The same for furniture and names, which repeat."""


def _after_gap(data: bytes) -> str:
    if not _GAP.search(data):
        return ""
    words = data.decode("utf-8", "surrogateescape")
    parts = re.split(r"\s{2,}|[\t\u2003\ue000-\uf8ff]+\s*", words)
    return " ".join(parts[-1].split()) if len(parts) > 1 else ""


def bare(text: str) -> str:
    """A line without the marks of lists ahead of it."""
    marks = _LIST_MARKS.match(text)
    return text[marks.end() :] if marks and marks.end() < len(text) else text
