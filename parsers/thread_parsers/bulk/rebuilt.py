"""A discussion from the rows of a corpus: what the tables say of it, without the file that it was read from.

docs/bulk.md says what the tables do not have.
"""

from __future__ import annotations

from array import array
from datetime import date, datetime, timedelta, timezone
from itertools import accumulate
from typing import TYPE_CHECKING, Any, cast, get_args

from thread_parsers.bodies import BodyForm, Link
from thread_parsers.bodies.wikitext import wikitext_text
from thread_parsers.bulk.comment_columns import MARKS, STATED
from thread_parsers.bulk.page_rows import check_outcome
from thread_parsers.bulk.rows import WIKITEXT
from thread_parsers.bulk.schema import KINDS
from thread_parsers.bulk.stored import StoredCorpus
from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.numbered import part_of
from thread_parsers.discussion.origins import Origins
from thread_parsers.discussion.post_rows import MAX_ZONE_MINUTES
from thread_parsers.discussion.receipt import Kind, Note
from thread_parsers.discussion.zones import settle_zones
from thread_parsers.source.absent import AbsentFile
from thread_parsers.source.text_buffer import TextBuffer
from thread_parsers.text.counted import counted
from thread_parsers.times.epoch import EPOCH, FIRST_SECOND, LAST_SECOND
from thread_parsers.times.time_units import TimeUnit

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from thread_parsers.bulk.page_rows import Block, PageRows

_BETWEEN = "\n---\n"
"""What separates the segments of a comment."""
_FORMS, _UNITS = frozenset(get_args(BodyForm)), frozenset(get_args(TimeUnit))
_MAX_COUNT = (1 << 31) - 1


def discussion_of(corpus: StoredCorpus | str | os.PathLike[str], page: str, part: int = 1) -> Discussion:
    """A discussion of a page of a corpus. Raises Refused and OSError for a folder that is not a corpus or is damaged,
    Unreadable for a page that it does not have or that could not be read, and NoSuchPart."""
    stored = corpus if isinstance(corpus, StoredCorpus) else StoredCorpus(corpus)
    return part_of(discussion_from(stored.page(page)), part)


def discussion_from(rows: PageRows) -> Discussion:
    """The first discussion of a page; `parts` has all of them. Raises Unreadable and Refused."""
    discussion, steps = begin_rebuilding(rows, AbsentFile(rows.name))
    for _ in steps:
        pass
    return discussion


def begin_rebuilding(rows: PageRows, file: AbsentFile) -> tuple[Discussion, Iterator[None]]:
    """The first discussion of a page, still without comments, and the steps that add them. `file` stands for the page.
    Raises Unreadable for a page that could not be read."""
    check_outcome(rows)
    text = TextBuffer(file.name, file.stamp)
    parts = list[Discussion]()
    by_number = {}
    for at in range(rows.discussions.size):
        head = {name: values[at] for name, values in rows.discussions.columns.items() if values is not None}
        discussion = _with_head(Discussion(file, head.get("format") or ""), text, head)
        discussion.parts = parts
        parts.append(discussion)
        by_number[head["part"]] = discussion
    return parts[0], _steps(rows, file, by_number)


def _steps(rows: PageRows, file: AbsentFile, by_number: dict[int, Discussion]) -> Iterator[None]:
    yield from _receipt(rows, file, list(by_number.values()))
    trees = {number: _Tree(discussion, file) for number, discussion in by_number.items()}
    for block in rows.comments:
        if block is None:
            yield
            continue
        for number, of_part in block.runs("part"):
            if number in trees:
                trees[number].add(of_part)
        yield
    for tree in trees.values():
        tree.finish()
        yield


def _with_head(discussion: Discussion, text: TextBuffer, head: dict[str, Any]) -> Discussion:
    """A discussion with what a row of the table of discussions says."""
    get, receipt, article = head.get, discussion.receipt, discussion.article
    discussion.file.converted_from = get("converted_from")
    discussion.text = text
    form = get("body_form")
    if form == WIKITEXT:
        discussion.rendered = wikitext_text
    elif form in _FORMS:
        discussion.body_form = cast("BodyForm", form)
    discussion.saved = _saved(get("saved"))
    title = get("title")
    if title is not None:
        article.title_span = _written(text, title)
    article.paragraph_spans = [_written(text, paragraph or "") for paragraph in get("paragraphs") or ()]
    article.author, article.url = get("author"), get("url")
    article.time = _moment(get("time"), get("zone"))
    engagement = discussion.engagement
    engagement.likes, engagement.comments, engagement.reposts = get("likes"), get("comments_declared"), get("reposts")
    engagement.shares, engagement.views = get("shares"), get("views")
    receipt.reason = get("reason") or ""
    receipt.declared_comments, receipt.stub_comments = get("comments_expected"), get("comments_absent") or 0
    receipt.notes = [
        Note(note["kind"] or "", note["text"] or "", note["line"]) for note in get("notes") or () if note is not None
    ]
    return discussion


def _receipt(rows: PageRows, file: AbsentFile, parts: list[Discussion]) -> Iterator[None]:
    """What the lines or bytes of the page are, in steps. It is the same for all discussions of the page."""
    origins = None
    for block in rows.receipts:
        if block is None:
            yield
            continue
        columns = block.columns
        in_lines = _states_lines(block)
        if origins is None:
            origins = Origins(in_lines=in_lines)
        names = ("first_line", "last_line") if in_lines else ("first_byte", "end_byte")
        firsts, ends = (columns[name] or [None] * block.size for name in names)
        for first, end, kind in zip(firsts, ends, columns["kind"] or (), strict=False):
            start = max((first or 0) - in_lines, 0)
            end_ = max(end or 0, start)
            origins.add(start, end_, cast("Kind", kind) if kind in _KINDS else "unclaimed")
            file.size = max(file.size, end_)
        if in_lines:
            file.lines = file.size
        yield
    for discussion in parts:
        discussion.origins = origins or Origins(in_lines=True)  # an empty file
        discussion.has_lines = discussion.origins.in_lines


_KINDS = frozenset(KINDS)


class _Tree:
    """Fills the columns of a discussion."""

    def __init__(self, discussion: Discussion, file: AbsentFile) -> None:
        self._discussion, self._file = discussion, file
        self._text = cast("TextBuffer", discussion.text)
        self._ids = array("q")
        """The ids of the comments so far."""
        self._orphans = 0

    def add(self, rows: Block) -> None:
        """Add comments."""
        columns, base = self._discussion.columns, len(self._ids)
        get = rows.columns.get
        self._place(get("id") or range(base + 1, base + rows.size + 1), get("parent") or [None] * rows.size)
        starts = self._bodies(base, rows)
        columns.make_room(starts[-1])
        for column in (columns.start, columns.body_start):
            column.fromlist(starts[:-1])
        for column in (columns.body_end, columns.end):
            column.fromlist(starts[1:])
        columns.author.fromlist([columns.author_number(name or "") for name in get("author") or [""] * rows.size])
        times = [_seconds(time) for time in get("time") or [None] * rows.size]
        columns.time.fromlist(times)
        likes, replies = get("likes"), get("replies")
        columns.likes.fromlist([NO_SCORE if number is None else number for number in likes or [None] * rows.size])
        columns.replies.fromlist([-1 if number is None else max(number, -1) for number in replies or [-1] * rows.size])
        self._places(rows)
        self._zones(base, get("zone") or [None] * rows.size, times)
        self._stated(base, rows)
        columns.margin.frombytes(bytes(columns.margin.itemsize * rows.size))

    def finish(self) -> None:
        """The discussion is complete."""
        discussion = self._discussion
        if self._orphans:
            words = f"{counted(self._orphans, 'comment')}: answers a comment that is not above it"
            discussion.receipt.notes.append(Note("threads", words))
        settle_zones(discussion)
        discussion.complete = True

    def _place(self, ids: Sequence[int], parents: Sequence[int | None]) -> None:
        """The places of comments in the tree. A parent is the last comment or one above it."""
        columns, known = self._discussion.columns, self._ids
        for number, parent in zip(ids, parents, strict=True):
            at = -1
            if parent is not None:
                at = len(known) - 1
                while at >= 0 and known[at] != parent:
                    at = columns.parent[at]
                self._orphans += at < 0
            columns.append_place(at)
            known.append(number)

    def _bodies(self, base: int, rows: Block) -> list[int]:
        """Write the texts. Returns where each one begins, and where the last one ends."""
        texts = rows.columns["segments"] or [()] * rows.size
        links = rows.columns["links"]
        pieces = [(_BETWEEN.join(map(_given, segments or ())) + "\n").encode() for segments in texts]
        starts = list(accumulate(map(len, pieces), initial=self._text.append(b"".join(pieces))))
        for at, given in enumerate(links or ()):
            if given:
                found = _links(given, texts[at] or (), starts[at])
                if found:
                    self._discussion.columns.links[base + at] = found
        return starts

    def _places(self, rows: Block) -> None:
        """Where the comments are in the file: lines from 0, or bytes."""
        columns, get = self._discussion.columns, rows.columns.get
        in_lines = _states_lines(rows)
        if in_lines:
            self._discussion.has_lines = True
            firsts, ends = [max((line or 1) - 1, 0) for line in get("first_line") or ()], get("last_line")
        else:
            firsts, ends = [max(byte or 0, 0) for byte in get("first_byte") or [0] * rows.size], get("end_byte")
        lasts = [max(end or 0, first) for first, end in zip(firsts, ends or [0] * rows.size, strict=True)]
        columns.make_room(max(lasts))
        columns.file_start.fromlist(firsts)
        columns.file_end.fromlist(lasts)
        if in_lines:
            self._file.lines = max(self._file.lines, *lasts)

    def _zones(self, base: int, zones: Sequence[int | None], times: Sequence[int]) -> None:
        columns = self._discussion.columns
        if not base:
            columns.zone = _zone(zones[0])
        if zones.count(columns.zone) == len(zones):
            return
        for row, (zone, time) in enumerate(zip(map(_zone, zones), times, strict=True), base):
            if time != NO_TIME and zone != columns.zone:
                columns.zones[row] = zone

    def _stated(self, base: int, rows: Block) -> None:
        """What only some rows state."""
        columns, get = self._discussion.columns, rows.columns.get
        for name, column in MARKS.items():
            marked = [row for row, is_marked in enumerate(get(name) or (), base) if is_marked]
            if marked:
                made = getattr(columns, column)
                made.update(dict.fromkeys(marked, "") if isinstance(made, dict) else marked)
        for name, column in STATED.items():
            values = get(name)
            if values is not None:
                stated = {row: value for row, value in enumerate(values, base) if value and _is_known(name, value)}
                getattr(columns, column).update(
                    {row: tuple(map(_given, value)) for row, value in stated.items()}
                    if name == "attachments"
                    else stated
                )


def _states_lines(rows: Block) -> bool:
    """Whether places are lines of the file, and not bytes."""
    lines = rows.columns["first_line"]
    return lines is not None and lines[0] is not None


def _is_known(column: str, value: Any) -> bool:
    return column != "time_unit" or value in _UNITS


def _given(text: str | None) -> str:
    return text or ""


def _links(given: list[Any], segments: Sequence[str | None], start: int) -> tuple[Link, ...]:
    """Links by the bytes of the text, from the characters of the segments of a comment, which begins at `start`."""
    sizes = [len(_given(segment).encode()) + len(_BETWEEN) for segment in segments]
    begins = list(accumulate(sizes, initial=start))
    found = list[Link]()
    number = at = characters = 0
    """The segment, and where the last link in it begins: bytes and characters."""
    for link in given:
        wanted = (link["segment"] or 1) - 1 if link is not None and link["address"] else -1
        if not number <= wanted < max(len(segments), 1):  # they are in the order of the text
            continue
        if wanted > number:
            number, at, characters = wanted, 0, 0
        words = _given(segments[number]) if segments else ""
        first = min(max(link["start"] or 0, characters), len(words))
        last = min(max(link["end"] or 0, first), len(words))
        at += len(words[characters:first].encode())
        characters = first
        begin = begins[number] + at
        found.append(Link(begin, begin + len(words[first:last].encode()), link["address"]))
    return tuple(found)


def _written(text: TextBuffer, words: str) -> tuple[int, int]:
    """Write words on lines of their own. Returns their span."""
    data = words.encode()
    at = text.append(data + b"\n")
    return at, at + len(data)


def _seconds(milliseconds: int | None) -> int:
    if milliseconds is None:
        return NO_TIME
    seconds = milliseconds // 1000
    return seconds if FIRST_SECOND <= seconds <= LAST_SECOND else NO_TIME


def _zone(minutes: int | None) -> int | None:
    return None if minutes is None or abs(minutes) > MAX_ZONE_MINUTES else minutes


def _moment(milliseconds: int | None, zone: int | None) -> datetime | None:
    """A time of the article."""
    seconds, minutes = _seconds(milliseconds), _zone(zone)
    if seconds == NO_TIME:
        return None
    when = EPOCH + timedelta(seconds=seconds)
    return when if minutes is None else when.replace(tzinfo=timezone(timedelta(minutes=minutes)))


def _saved(stated: str | None) -> datetime | date | None:
    """When a page was saved: a date, or with a time of day."""
    try:
        return (
            None if stated is None else datetime.fromisoformat(stated) if "T" in stated else date.fromisoformat(stated)
        )
    except ValueError:
        return None
