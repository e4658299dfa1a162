"""The part of a plain page before the comments: title, paragraphs, declared counters, when it was saved."""

from __future__ import annotations

import re
from collections import deque
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING

from thread_parsers.discussion.long_paragraphs import divided
from thread_parsers.discussion.receipt import Kind, Note, Receipt, Span
from thread_parsers.discussion.relative_times import saved_seconds
from thread_parsers.formats.plain.counts import number
from thread_parsers.formats.plain.windows import MAX_LINE_BYTES, lines, lines_in_steps
from thread_parsers.text.segments import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.times.times import TimeReader

    Line = tuple[int, int, bytes]

_OPENING_LINES = 400
"""Lines in which title, wrap width and saving time are looked for."""
_LOOKBACK_LINES = 24
"""Lines before the first comment in which counters and headings of comments are looked for."""
_SLICE_LINES = 200
"""Lines between two yields."""
_MAX_TITLE_CHARS = 240
_MAX_PARAGRAPH_LINES = 500
_MAX_COUNTER_CHARS = 120
_MAX_PARAGRAPHS = 100_000
"""From here on lines are joined to long paragraphs. No article has so many; a file of one-letter lines has millions of
lines, and each paragraph takes memory on the screen."""
_WRAP_WIDTHS = range(45, 121)
"""Characters in the longest line of a text that was wrapped by hand or by a program."""

_SENTENCE_END = re.compile(r"[.!?…。！？](?:[\"'”’»)\]*_]*)$")
_NOT_TITLE_END = re.compile(r"[.!?…。！？;；,，:：](?:[\"'”’»)\]*_]*)$")

_COUNTER_WORDS = {
    "likes": """likes?; points?; votes?; upvotes?; reactions?; hearts?; favou?rites?; j['’]aime; me gusta; gefällt mir;
        赞; いいね""",
    "comments": """comments?; repl(?:y|ies); responses?; answers?; posts?; commentaires?; comentarios?; comentários?;
        kommentare?; commenti; комментари(?:й|я|ев); 条评论; 條評論; 评论; 件のコメント;
        コメント; 댓글; yorum; bình luận""",
    "reposts": "reposts?; retweets?; boosts?",
    "shares": "shares?; partages?; compartidos",
    "views": "views?; vues; vistas; просмотр(?:|а|ов); 次浏览; 浏览; 閲覧",
}
_NUMBER = r"\d[\d.,]*\s?[KkMm]?"
_COUNTER = {
    name: re.compile(
        rf"(?:(?P<before>{_NUMBER})\s*(?:{words})|(?:{words})\s*[:(]?\s*(?P<after>{_NUMBER})\s*\)?)\s*:?", re.IGNORECASE
    )
    for name, words in ((name, re.sub(r";\s+", "|", words)) for name, words in _COUNTER_WORDS.items())
}
_HEADING = re.compile(
    r"(?:[#=*\s]*)(?:(?:all|top|latest|newest|recent)\s+)?(?:comments?(?: section)?|repl(?:y|ies)|responses?|"
    r"discussion|answers?|commentaires?|comentarios|comentários|kommentare?|commenti|комментарии|评论|留言|コメント|댓글|yorumlar|"
    r"bình luận|(?:add|leave|write|post) a (?:comment|reply)|sort(?:ed)? by:?\s?\w{0,12}|best|log ?in|"
    r"(?:newest|oldest|best|top) first)(?:[:=*…\s]*)",
    re.IGNORECASE,
)
_SAVED = re.compile(
    r"(?:page )?(?:saved|printed|retrieved|captured|archived|fetched|accessed|downloaded|crawled|as of)\b\W*"
    r"(?:on|at)?\W*(?P<time>.{4,60})",
    re.IGNORECASE,
)


_RULE = re.compile(rb"[ \t]*+([=_*~#+])\1{2,}+[ \t\r]*+")


def is_rule(line: bytes) -> bool:
    """Whether a line only divides or underlines: dashes, or three or more of another mark."""
    return bool(SEPARATOR.fullmatch(line) or _RULE.fullmatch(line))


class Around:
    """Marks the parts around the comments in the receipt: neighbours of one kind become one span."""

    def __init__(self, receipt: Receipt) -> None:
        self._spans = receipt.around
        self._run: tuple[int, int, Kind] | None = None

    def mark(self, start: int, end: int, kind: Kind) -> None:
        """Mark the bytes from `start` to `end` as being of a kind."""
        run = self._run
        if run and run[1] == start and run[2] == kind:
            self._run = run[0], end, kind
        elif start < end:
            self.close()
            self._run = start, end, kind

    def close(self) -> None:
        """Add the last run to the receipt. Call it before comments are added, and at the end."""
        if self._run:
            self._spans.append(Span(*self._run))
        self._run = None


def read_article(discussion: Discussion, start: int, end: int, *, followed: bool) -> Iterator[None]:
    """Read the bytes from `start` to `end` as the article. `followed`: comments come after it."""
    stream = lines_in_steps(discussion.file, start, end)
    opening: list[Line] = []
    for line in stream:
        if line is None:
            yield
            continue
        opening.append(line)
        if len(opening) == _OPENING_LINES:
            break
    text = _ArticleLines(discussion, end, _wrap_width(opening), _title(opening, followed))
    held: deque[Line] = deque()  # the last lines so far, which may be counters if comments follow
    lookback = _LOOKBACK_LINES if followed else 0
    for count, line in enumerate(chain(opening, stream)):
        if line is None:
            yield
            continue
        held.append(line)
        if len(held) > lookback:
            text.add(held.popleft())
        if count % _SLICE_LINES == _SLICE_LINES - 1:
            yield
    declared = _declared(held) if followed else {}
    for at, line in enumerate(held):
        if at in declared:
            text.declare(line, declared[at])
        else:
            text.add(line)
    text.finish()


def saved_at(discussion: Discussion, end: int, times: TimeReader) -> int | None:
    """When the page says that it was saved, in seconds from 1970 by its clock: the latest such line before `end`."""
    if discussion.saved is not None:  # the user says so
        return saved_seconds(discussion.saved)
    found: list[int] = []
    for _, _, line in islice(lines(discussion.file, 0, end), _OPENING_LINES):
        stamp = _SAVED.fullmatch(_text(line)) if len(line) < _MAX_COUNTER_CHARS else None
        when = times.read(stamp["time"]) if stamp else None
        if when is not None and when.seconds is not None:
            found.append(when.seconds)
    return max(found, default=None)


def announces(before: bytes) -> bool:
    """Whether the last line of `before` announces comments: "12 comments", "Discussion"."""
    words = before.rstrip(b"-=_*~ \t\r\n>").rpartition(b"\n")[2]
    line = _text(words[-200:])
    return bool(_HEADING.fullmatch(line) or _COUNTER["comments"].fullmatch(line.lstrip("#*= ")))


def announces_comments(line: str) -> bool:
    """Whether a line announces comments."""
    return len(line) <= 40 and bool(_HEADING.fullmatch(line) or _COUNTER["comments"].fullmatch(line.lstrip("#*= ")))


class _ArticleLines:
    """Joins lines to paragraphs: each line is one, or a block of lines where they were wrapped."""

    def __init__(self, discussion: Discussion, end: int, width: int, title: Line | None) -> None:
        self._discussion = discussion
        self._around = Around(discussion.receipt)
        self._end = end
        self._width = width
        self._title = title
        self._block: list[Line] = []

    def add(self, line: Line) -> None:
        """Add the next line of the article."""
        start, end, words = line
        if line == self._title:
            indented = len(words) - len(words.lstrip())
            self._discussion.article.title_span = start + indented, _trimmed(start, end, words)[1]
            self._mark(start, end, "title")
        elif is_rule(words):
            self._end_block()
            self._mark(start, end, "separator")
        elif words.strip():
            self._mark(start, end, "article")
            self._block.append(line)
            if len(self._block) >= _MAX_PARAGRAPH_LINES:
                self._end_block()
        else:
            if not self._is_endless:
                self._end_block()
            self._mark(start, end, "blank")

    def declare(self, line: Line, counters: dict[str, int]) -> None:
        """Add a line that declares counters, or a heading of the comments, which declares none."""
        self._end_block()
        self._mark(line[0], line[1], "engagement" if counters else "furniture")
        for name, count in counters.items():
            setattr(self._discussion.engagement, name, count)
        if "comments" in counters:
            self._discussion.receipt.declared_comments = counters["comments"]

    def finish(self) -> None:
        """End the article."""
        self._end_block()
        self._around.close()
        if self._is_endless:
            note = f"after {_MAX_PARAGRAPHS:,} paragraphs of the article, lines are joined to long ones"
            self._discussion.receipt.notes.append(Note("paragraphs", note))

    @property
    def _is_endless(self) -> bool:
        return len(self._discussion.article.paragraph_spans) >= _MAX_PARAGRAPHS

    def _mark(self, start: int, end: int, kind: Kind) -> None:
        self._around.mark(start, end + (end < self._end), kind)  # with the line feed, if there is one

    def _end_block(self) -> None:
        spans, source = self._discussion.article.paragraph_spans, self._discussion.file
        if self._block and (self._is_endless or _wrapped(self._block, self._width)):
            spans.extend(divided(source, self._block[0][0], _trimmed(*self._block[-1])[1]))
        else:
            for line in self._block:
                spans.extend(divided(source, *_trimmed(*line)))
        self._block = []


def _title(opening: list[Line], followed: bool) -> Line | None:
    """The first line with words if it is a title: it does not end like a sentence, and a blank line or a sentence
    follows."""
    words = [at for at, line in enumerate(opening) if line[2].strip() and not is_rule(line[2])]
    if not words:
        return None
    first = opening[words[0]]
    text = _text(first[2])
    if len(text) > _MAX_TITLE_CHARS or _NOT_TITLE_END.search(text) or _declares(text) is not None:
        return None
    if len(words) == 1:
        return first if followed else None
    alone = words[1] > words[0] + 1
    before_a_sentence = (
        bool(_SENTENCE_END.search(_text(opening[words[1]][2]))) or len(opening[words[1]][2]) >= MAX_LINE_BYTES
    )
    return first if alone or before_a_sentence else None


def _declared(held: deque[Line]) -> dict[int, dict[str, int]]:
    """The lines just before the comments that are counters or headings of the comments: index to counters."""
    found: dict[int, dict[str, int]] = {}
    for at in range(len(held) - 1, -1, -1):
        words = _text(held[at][2])
        if not words or is_rule(held[at][2]):
            continue
        counters = _declares(words)
        if counters is None:
            break
        found[at] = counters
    return found


def _declares(words: str) -> dict[str, int] | None:
    """The counters of a line without anything else ("3 likes · 12 comments"); empty for a heading, None for text."""
    if len(words) > _MAX_COUNTER_CHARS:
        return None
    if _HEADING.fullmatch(words):
        return {}
    counters: dict[str, int] = {}
    for part in re.split(r"\s*[·•|,]\s+|\s{2,}|\s+and\s+", words.strip("#*= ")):
        found = [(name, match) for name, counter in _COUNTER.items() if (match := counter.fullmatch(part))]
        if not found:
            return None
        name, match = found[0]
        counters[name] = number(match["before"] or match["after"])
    return counters


def _wrap_width(opening: list[Line]) -> int:
    """The width to which the text was wrapped, or 0. The sign is a block of three lines that have no room for the next
    word."""
    blocks: list[list[Line]] = [[]]
    for line in opening:
        if line[2].strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    longest = max((len(_text(line[2])) for line in opening), default=0)
    if longest not in _WRAP_WIDTHS:
        return 0
    return longest if any(len(block) > 2 and _wrapped(block, longest) for block in blocks) else 0


def _wrapped(block: list[Line], width: int) -> bool:
    """Whether the lines of a block are one paragraph: each has no room for the first word of the next one, and not all
    of them end with a sentence."""
    if not width or len(block) < 2:
        return False
    texts = [_text(line[2]) for line in block]
    full = all(" " in one and len(one) + 1 + len(two.split(maxsplit=1)[0]) > width - 8 for one, two in pairwise(texts))
    return full and any(not _SENTENCE_END.search(text) for text in texts[:-1])


def _trimmed(start: int, end: int, words: bytes) -> tuple[int, int]:
    """The span of a line without blanks at its end; unchanged if `words` are only the beginning of it."""
    if end - start > len(words) or not words[-1:].isspace():
        return start, end
    return start, start + len(words.rstrip())


def _text(line: bytes) -> str:
    return line.decode("utf-8", "surrogateescape").strip()
