"""The receipt (how a file was read) and the list of formats, as text."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers import reading
from thread_parsers.discussion.receipt_spans import byte_spans, line_spans, text_spans
from thread_parsers.discussion.relative_times import without_date
from thread_parsers.discussion.stored_page import StoredPage
from thread_parsers.formats.registry import all_formats, near_lines
from thread_parsers.source.stamp import modified_at
from thread_parsers.steps import run_to_end
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.relative_times import Saved
    from thread_parsers.source.source import Source

MATCH_SCORE = 0.5
"""A format with a lower score has found no comments, so the lines that almost begin one are shown."""

_ON_THE_COMMAND_LINE = ("--from reads the file with it", "--saved sets it; the file is dated {}")
"""What can be done about another format, and about an unknown time of saving, on the command line."""

MAX_RUNS_IN_SHEET = 100_000
"""Runs of bytes that are added up while a key waits: a tenth of a second."""

MAX_TITLE_CHARS = 300

BYTE_KINDS = {
    "structure": "around the texts: names, times, brackets",
    "body": "the text of comments",
    "article": "the text of the article",
    "skipped": "values that are not read",
    "stub": "refers to comments that are not in the file",
    "markup": "tags",
    "hidden": "text that is marked as hidden",
    "attribute": "tags with data for scripts",
    "resource": "pictures, fonts and the like",
}
"""The kinds of bytes of a structured file, in words."""

Part = tuple[str, str]
"""Text and its style role; plain output ignores the role."""


CUT = "cut"
"""The role of text that is cut to one row where there is little room, and not wrapped."""
KIND_CELLS = 11
NUMBERS_CELLS, OFFSETS_CELLS = 13, 25
"""Columns of lines, and of bytes, in a receipt that is printed; a sheet is only as wide as its numbers need."""
MAX_TEXT_BYTES = 1 << 10
"""Bytes of a part of the file of which a sheet shows the first line."""
LOUD_KINDS = {"title": "title", "author": "head", "article": "", "body": "", "unclaimed": "warning"}
"""The roles of kinds; all others are quiet."""


def receipt_lines(
    discussion: Discussion,
    max_spans: int | None = None,
    *,
    with_text: bool = False,
    other_format: str = _ON_THE_COMMAND_LINE[0],
    file_date: str = _ON_THE_COMMAND_LINE[1],
) -> Iterator[list[Part]]:
    """Yield the lines of the receipt: format, comment counts, notes, then the kind of every line of the file; of a
    structured file, of every byte.

    The text is not sanitised. `with_text` puts the first line of every part beside its kind. `max_spans` limits the
    rows of lines or bytes; a last line then says that there are more. `other_format` says what to do if another format
    reads more, `file_date` where to say when the page was saved, with the date of the file.
    """
    yield from _summary_lines(discussion, other_format, file_date)
    with_text = with_text and discussion.file.has_bytes
    in_lines = _is_in_lines(discussion)
    yield from ([], [("lines" if in_lines else "bytes", "heading")])
    if not in_lines:
        yield from _byte_lines(discussion, max_spans, with_text=with_text)
        return
    lines_by_kind: Counter[str] = Counter()
    spans = line_spans(discussion)
    cells = 2 * len(str(discussion.file.line_count)) + 1 if with_text else NUMBERS_CELLS
    for span in islice(spans, max_spans):
        lines_by_kind[span.kind] += span.last - span.first + 1
        numbers = f"{span.first}-{span.last}" if span.last > span.first else f"{span.first}"
        text = None
        if with_text:
            start = discussion.file.line_start(span.first)
            text = "" if span.kind == "blank" else _first_line(discussion.file, start)
        yield [(f"{numbers:>{cells}}  ", "faint"), *_kind(span.kind, text)]
    if next(spans, None) is not None:
        yield [("and more; --receipt prints all of them", "quiet")]
        return
    totals = ", ".join(f"{count} {kind}" for kind, count in lines_by_kind.most_common())
    yield from ([], [(f"{lines_by_kind.total()} lines: {totals}", "")])


def _is_in_lines(discussion: Discussion) -> bool:
    """Whether the receipt says what the lines are, and not the bytes."""
    return discussion.origins is None or discussion.origins.in_lines


def _kind(kind: str, text: str | None) -> list[Part]:
    """What a part of the file is, and its text."""
    role = LOUD_KINDS.get(kind, "quiet")
    label = f"? {kind}" if kind == "unclaimed" else kind
    return [(label, role)] if text is None else [(f"{label:<{KIND_CELLS}} ", role), (text, CUT)]


def _first_line(source: Source, start: int, end: int | None = None) -> str:
    """Return the first line with words from an offset on."""
    data = source.read(start, min(start + MAX_TEXT_BYTES, source.size if end is None else end)).strip()
    return data.partition(b"\n")[0].decode("utf-8", "replace")


def _byte_lines(discussion: Discussion, max_spans: int | None, *, with_text: bool) -> Iterator[list[Part]]:
    """The kinds of the bytes of a structured file with their sums, then the kind of every byte."""
    if max_spans is not None and discussion.origins is not None and len(discussion.origins) > MAX_RUNS_IN_SHEET:
        yield [(f"{len(discussion.origins):,} runs of bytes; --receipt prints them and adds them up", "quiet")]
        return
    size, runs = Counter[str](), Counter[str]()
    for span in byte_spans(discussion):
        size[span.kind] += span.end - span.start
        runs[span.kind] += 1
    for kind, count in size.most_common():
        words = BYTE_KINDS.get(kind)
        share = f"{count:>15,}  {count / size.total():>6.1%}  "
        yield [(share, "head"), (f"{kind}: {words}" if words else kind, "")]
    yield from ([(f"{size.total():>15,}          in {runs.total():,} runs:", "quiet")], [])
    cells = 2 * len(str(discussion.file.size)) + 1 if with_text else OFFSETS_CELLS
    # What was decoded is shown with its text, and so with the places of all lines that it came from.
    spans = text_spans(discussion) if with_text else byte_spans(discussion)
    for span in islice(spans, max_spans):
        text = _first_line(discussion.file, span.start, span.end) if with_text else None
        start, end = discussion.file.place(span.start, span.end) if with_text else (span.start, span.end)
        yield [(f"{f'{start}-{end - 1}':>{cells}}  ", "faint"), *_kind(span.kind, text)]
    if next(spans, None) is not None:
        yield [("and more; --receipt prints all of them", "quiet")]


def plain_receipt(discussion: Discussion, *, with_spans: bool = True) -> Iterator[str]:
    """Yield the receipt as plain text, line by line. The text is not sanitised. `with_spans` is whether it says what
    every part of the file is."""
    for line in receipt_lines(discussion) if with_spans else _summary_lines(discussion, *_ON_THE_COMMAND_LINE):
        yield "".join([text for text, _ in line]) + "\n"  # a list: faster than a generator for two parts


def _summary_lines(discussion: Discussion, other_format: str, file_date: str) -> Iterator[list[Part]]:
    source, receipt = discussion.file, discussion.receipt
    yield [("read as ", "quiet"), (receipt.format, "head"), (f" ({receipt.reason})" if receipt.reason else "", "")]
    if isinstance(source, StoredPage):
        yield [("page of a corpus: ", "quiet"), (source.name, "")]
        yield [("read from: ", "quiet"), (source.was, "")]
    else:
        yield [("file: ", "quiet"), (source.name, "")]
    if source.converted_from:
        lines = "text below is decoded, lines are those of the file"
        if source.decoded_from is None:
            what = "lines and text below" if source.has_bytes else "lines below"
            lines = f"{what} are those of the converted file"
        yield [(f"converted from {source.converted_from}; {lines}", "quiet")]
    if not _is_in_lines(discussion) and discussion.title:
        yield [("title: ", "quiet"), (discussion.title[:MAX_TITLE_CHARS], "")]
    declared, read, stubs = receipt.declared_comments, len(discussion.columns), receipt.stub_comments
    counts = f"{read:,} read" if declared is None else f"{declared:,} declared, {read:,} read"
    if not discussion.complete:
        counts += " so far"
    if stubs:
        counts += f", {stubs:,} behind stubs: named in the file, but not in it"
    yield [("comments: ", "quiet"), (counts, "" if declared in (None, read, read + stubs) else "warning")]
    yield from _saved_line(discussion, file_date)
    for note in receipt.notes:
        yield [(f"note{f', line {note.line}' if note.line else ''}: ", "warning"), (note.text, "")]
    if receipt.other_format:
        found = counted(receipt.other_comments, "comment")
        yield [("other format: ", "warning"), (f"{receipt.other_format} finds {found}; {other_format}", "")]
    if receipt.near:
        yield [("nearest: ", "warning"), (f"{receipt.near}; --formats lists them", "")]


def _saved_line(discussion: Discussion, file_date: str) -> Iterator[list[Part]]:
    """When the page was saved; if that is not known and matters, the date of the file is offered."""
    saved, stamp = discussion.saved, discussion.file.stamp
    if saved is not None:
        yield [("saved: ", "quiet"), (moment_text(saved), "")]
    elif stamp is not None and without_date(discussion.columns)[0]:
        offered = f"not known; {file_date.format(moment_text(modified_at(stamp)))}"
        yield [("saved: ", "warning"), (offered, "")]


def moment_text(saved: Saved) -> str:
    """When a page was saved, as `2024-03-09 18:20`."""
    return saved.isoformat(" ", "minutes") if isinstance(saved, datetime) else saved.isoformat()


def format_lines(source: Source | None) -> Iterator[str]:
    """List the formats; for a source, with their scores from 0 to 1 and the reasons, best match first, each with the
    lines that almost begin a comment."""
    if source is None:
        formats = all_formats()
        width = max(len(known.name) for known in formats)
        for known in formats:
            yield f"{known.name:<{width}}  {known.title}\n"
        return
    # Without the many families of structured files that this one is not of.
    is_text = source.sniffed.container == "text"
    judged = [
        (known, likeness)
        for known, likeness in reading.judge(source)
        if likeness.score or (is_text and known.container == "text")
    ]
    width = max(len(known.name) for known, _ in judged)
    for known, likeness in judged:
        yield f"{likeness.score:.2f}  {known.name:<{width}}  {likeness.reason}\n"
        is_without_comments = likeness.comments_after is not None or likeness.score < MATCH_SCORE
        for near in run_to_end(near_lines(known, source)) if is_without_comments else ():
            yield f"      line {near.line}: {near.text}  ({near.why})\n"
