"""Reading a chat: messages in the order of the file, each a comment on nothing but the chat."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.receipt import Note
from thread_parsers.formats.chat import discord, imessage, names
from thread_parsers.formats.chat.batch import Batch, Message, Words
from thread_parsers.formats.chat.days import DAY_LINE, RULE, day_of_line
from thread_parsers.formats.chat.detect import Detected, detect, is_head, said_by
from thread_parsers.formats.chat.edited import edited_mark, edited_time
from thread_parsers.formats.chat.names import without_badge
from thread_parsers.formats.chat.stamps import StampReader, half_of, means_month_first, numbers, order_of
from thread_parsers.formats.plain.article import Around, read_article
from thread_parsers.formats.plain.margins import common_margin
from thread_parsers.formats.plain.windows import matches, windows
from thread_parsers.steps import next_in_steps
from thread_parsers.text.counted import counted
from thread_parsers.times.clock import minutes_east

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.chat.stamps import Numbers, Order
    from thread_parsers.formats.plain.windows import Window
    from thread_parsers.source.source import Source

_MAX_STEP_BACK = 600
"""Seconds that clocks may go back between two messages of one day: they arrive late. If a clock goes back further, a
day has passed."""
_SLICE_MESSAGES = 256
"""Messages between two yields."""
_MAX_GAP_BYTES = 4096
_MAX_HEAD_BYTES = 1024
"""Bytes under a line in which the head of a message is looked for."""
_RULE_CHARS = "= \t\r"
_BLANK = b" \t\r\n\f\v"


def read(discussion: Discussion, judged_bytes: int) -> Iterator[None]:
    """Fill the discussion from its source."""
    source = discussion.file
    detected = yield from detect(source.read(0, min(judged_bytes, source.size)))
    if detected is None:
        yield from read_article(discussion, 0, source.size, followed=False)
        discussion.receipt.notes.append(Note("no comments", "no messages were found: all of it is the article"))
        return
    order: Order = "day"
    certain = True
    if detected.kind.dated and detected.kind.mark:
        halves = yield from _has_halves(source, detected, judged_bytes)
        order, certain = yield from order_of(_dates(source, detected), halves=halves)
        yield
    reader = _Reader(discussion, detected, order)
    for window in windows(source):
        yield from reader.add(window)
        yield
    reader.finish()
    if not certain and reader.has_times:
        first = "day" if order == "day" else "month"
        text = f"all dates are ambiguous about day and month: the {first} is read first"
        discussion.receipt.notes.append(Note("times", text))


def _matches(detected: Detected, text: str) -> Iterator[re.Match[str] | None]:
    """The heads of a text that have the layout of the file and its kind of stamp, and None as a chance to stop."""
    for found in matches(detected.layout.head, text, 0):
        yield found if found is not None and is_head(found, detected.kind) else None


def _dates(source: Source, detected: Detected) -> Iterator[Numbers | None]:
    """The dates of a file, up to where its reader stops, and None as a chance to stop."""
    for window in windows(source):
        text = window.data[window.first : window.limit].decode("utf-8", "surrogateescape")
        yield None
        for number, found in enumerate(_matches(detected, text)):
            if found is None or number % _SLICE_MESSAGES == 0:
                yield None
            date = numbers(found["date"]) if found is not None else None
            if date is not None:
                yield date


def _has_halves(source: Source, detected: Detected, judged_bytes: int) -> Generator[None, None, bool]:
    """Whether the first message has a clock of 12 hours, as in countries that write the month first."""
    text = source.text(0, min(source.size, judged_bytes))
    found = yield from next_in_steps(_matches(detected, text))
    return found is not None and means_month_first(half_of(found))


class _Reader:
    """Puts messages into the columns, many at once."""

    def __init__(self, discussion: Discussion, detected: Detected, order: Order) -> None:
        self._discussion = discussion
        self._layout, self._kind = detected.layout, detected.kind
        self._known = detected.known
        self._stamps = StampReader(order)
        self._pattern = _with(self._layout.head, [DAY_LINE, RULE] if self._layout.below else [DAY_LINE])
        self._has_notes, self._has_days, self._has_zones = (
            name in self._pattern.groupindex for name in ("note", "day", "zone")
        )
        self._around = Around(discussion.receipt)
        self._begun = False
        self._message: Message | None = None
        self._gap = -1
        """Where a part without messages begins, under a line that is none; -1 outside of one."""
        self._day: int | None = None
        self._clock = 0
        """The day of the last message or day line, and the last time of messages without a date."""
        self._author = self._unread = 0
        self._batch = Batch(discussion.columns, threaded=self._layout.apart, clocked=self._kind.clocked)

    def add(self, window: Window) -> Iterator[None]:
        """Add the messages that begin in a window."""
        text = window.data[window.first : self._text_end(window)].decode("utf-8", "surrogateescape")
        ascii_only = text.isascii()
        last, offset = 0, window.start + window.first  # a place in the text, and its byte in the source
        for found in matches(self._pattern, text, 0):
            if found is None:
                yield
                continue
            begins_message = not found["other"]
            if begins_message and not is_head(found, self._kind):
                continue
            at = found.start()
            offset += at - last if ascii_only else _size(text, last, at)
            last = at
            if self._layout.apart and offset >= window.start + window.limit:
                break  # the next window begins with it
            line_end = text.find("\n", found.end())
            line_end = line_end if line_end >= 0 else len(text)
            under = offset if begins_message else offset + _size(text, at, min(line_end + 1, len(text)))
            if not (begins_message or self._separates(found["other"], window, under)):
                continue
            if not self._begun:
                self._begun = True
                yield from read_article(self._discussion, 0, offset, followed=True)
            self._end_message(offset, window)
            if begins_message:
                self._message = self._head(found, offset, line_end)
            else:
                self._other(found, offset, under)
            if len(self._batch) >= _SLICE_MESSAGES:
                self._batch.flush()
                yield
        self._batch.flush()

    @property
    def has_times(self) -> bool:
        """Whether a time has been read."""
        return self._unread < len(self._discussion.columns)

    def finish(self) -> None:
        """End the last message, and the receipt."""
        source, receipt = self._discussion.file, self._discussion.receipt
        self._end_message(source.size, None)
        self._batch.flush()
        self._around.close()
        if self._batch.replies:
            what = counted(self._batch.replies, "parent")
            receipt.notes.append(Note("inferred parents", f"{what} inferred from the indentation of their first lines"))
        if self._unread:
            why = "without a date" if not self._kind.dated else "not in a calendar or a clock that is known"
            why = "without a whole date" if self._has_days else why
            receipt.notes.append(Note("times", f"{counted(self._unread, 'time')} kept as written: {why}"))

    def _text_end(self, window: Window) -> int:
        """Where the text of a window ends: a head that begins in it may go on in the next line."""
        return window.limit if not self._layout.apart else window.data.find(b"\n", window.limit) + 1 or len(window.data)

    def _head(self, found: re.Match[str], offset: int, line_end: int) -> Message:
        """Begin the message of a head."""
        text, layout = found.string, self._layout
        said = said_by(layout, found, line_end, self._known)
        words = said.words if said else found.end()
        badge = ""
        if said is None or (not said.name and layout.style != "given"):
            author = self._discussion.columns.author_number("")
        elif not said.name:  # one more message of the same author
            author = self._author
        else:
            name, badge = without_badge(said.name) if layout.below else (said.name, "")
            author = self._author = self._discussion.columns.author_number(name)
        words = names.skip_blanks(text, words, line_end) if not layout.below or said is None else line_end
        time, written = self._time(found)
        note = (found["note"] or "") if self._has_notes else ""
        indent = len(found[0]) - len(found[0].lstrip(" \t")) if layout.apart else 0
        return Message(offset, offset + _size(text, found.start(), words), author, time, written, badge, note, indent)

    def _time(self, found: re.Match[str]) -> tuple[int, str]:
        """The time of a head in seconds from 1970 or NO_TIME, and the time as written if it is not known."""
        if self._has_days and found["day"]:
            self._unread += 1
            return NO_TIME, names.cleaned(found.string[found.start("day") : max(found.end("clock"), found.end("half"))])
        clock = self._stamps.clock(found["clock"], half_of(found)) if self._kind.clocked else 0
        day = self._stamps.day(found["date"]) if self._kind.dated else self._day_of(clock)
        if self._kind.dated:
            self._day = day
        if day is not None and clock is not None:
            return day + clock - self._zone_seconds(found), ""
        self._unread += 1
        if self._kind.dated:  # groups that did not match begin at -1
            start = min(at for at in map(found.start, ("date", "before", "clock")) if at >= 0)
        else:
            start = found.start("before" if found["before"] else "clock")
        return NO_TIME, names.cleaned(
            found.string[start : max(found.end("date"), found.end("clock"), found.end("half"))]
        )

    def _zone_seconds(self, found: re.Match[str]) -> int:
        """How far the clock of a head is ahead of that of the first one that states a zone."""
        minutes, columns = minutes_east(found["zone"] if self._has_zones else None), self._discussion.columns
        if minutes is None:
            return 0
        if columns.zone is None:
            columns.zone = minutes
        return (minutes - columns.zone) * 60

    def _day_of(self, clock: int | None) -> int | None:
        """The day of a message without a date, if a line before it says it and no midnight came between."""
        if clock is None:
            return None
        if clock < self._clock - _MAX_STEP_BACK:
            self._day = None
        self._clock = clock
        return self._day

    def _separates(self, line: str, window: Window, under: int) -> bool:
        """Whether a line that is not a message separates messages. Where they state their days with the year, such a
        line is the first one of the day of the message under it; any other may be words of a message."""
        if not (self._kind.dated and self._kind.with_year) or not line.strip(_RULE_CHARS):
            return True
        day = day_of_line(line)
        if day is None or day == self._day or not any(map(str.isalpha, line)):
            return False
        at = under - window.start
        behind = window.data[at : at + _MAX_HEAD_BYTES].decode("utf-8", "surrogateescape").lstrip()
        head = self._layout.head.match(behind)
        return head is not None and is_head(head, self._kind) and self._stamps.day(head["date"]) == day

    def _other(self, found: re.Match[str], start: int, end: int) -> None:
        """Add a line that is not a message: the day of those under it, or a rule."""
        line = found["other"]
        if line.strip(_RULE_CHARS):
            self._day, self._clock = day_of_line(line), 0
            self._stamps.since(self._day)
        self._around.mark(start, end, "separator")
        self._gap = end

    def _end_message(self, end: int, window: Window | None) -> None:
        """End the message or the gap before `end`."""
        source, message = self._discussion.file, self._message
        if message is None:
            if 0 <= self._gap < end:
                gap = source.read(self._gap, min(end, self._gap + _MAX_GAP_BYTES)).strip()
                self._around.mark(self._gap, end, "furniture" if gap else "blank")
                number = discord.declared(gap) if self._layout.below else None
                if number is not None:
                    self._discussion.receipt.declared_comments = number
            self._gap = -1
            return
        self._message = None
        inside = message.body - window.start if window else -1
        if window is None or inside < 0 or end > window.start + window.limit:
            body = source.read(message.body, end)
        else:
            body = window.data[inside : end - window.start]
        self._batch.add(message, self._words(message, body), end)

    def _words(self, message: Message, body: bytes) -> Words:
        """The words of a message in the bytes behind its head."""
        below, likes = self._layout.below, NO_SCORE
        bare = body.rstrip(_BLANK)
        for added in (imessage,) if self._layout.apart else (discord,) if below else ():
            part = added.PART.search(bare)
            if part is not None:
                likes, bare = added.reactions(bare[part.start() :]), bare[: part.start()].rstrip(_BLANK)
        time = edited_time(message.note) if message.note else ""
        if not bare:
            # Behind the line of the head: what follows it, such as the names of files, is not the words.
            end = (body.find(b"\n") + 1 or len(body)) if below else len(body)
            return Words(end, end, likes=likes, edited=time or None)
        stop = body.find(b"\n", len(bare)) + 1 or len(body)  # the whole body if its last line has no line feed
        left = len(bare) - len(bare.lstrip(_BLANK))
        start = body.rfind(b"\n", 0, left) + 1 or left
        mark = edited_mark(bare)
        margin = common_margin(body[start:stop]) if below else 0
        return Words(start, mark if mark > left else stop, margin, likes, time if mark > left or time else None)


def _with(head: re.Pattern[str], others: list[str]) -> re.Pattern[str]:
    """A pattern of heads that also finds other lines, in the group `other`."""
    other = "|".join(others) or "(?!)"
    return re.compile(f"{head.pattern}|(?P<other>{other})", re.MULTILINE)


def _size(text: str, start: int, end: int) -> int:
    """The bytes of a part of a text."""
    part = text[start:end]
    return len(part) if part.isascii() else len(part.encode("utf-8", "surrogateescape"))
