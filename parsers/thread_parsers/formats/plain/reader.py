"""Reading a plain discussion: detect what divides it, read the article, put the comments into the tree."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from thread_parsers.discussion.receipt import Note
from thread_parsers.formats import Likeness
from thread_parsers.formats.plain.article import read_article, saved_at
from thread_parsers.formats.plain.comments import Row, rows, without_first_line
from thread_parsers.formats.plain.dashes import count_remarks, read_remarks, remarks_reason
from thread_parsers.formats.plain.detect import Detected, Detection
from thread_parsers.formats.plain.layouts.anchors import AnchorFinder
from thread_parsers.formats.plain.layouts.choice import ENOUGH_COMMENTS, is_better, judged, learned
from thread_parsers.formats.plain.layouts.rows import layout_rows
from thread_parsers.formats.plain.layouts.signatures import SignedPage
from thread_parsers.formats.plain.layouts.signed_rows import signed_rows
from thread_parsers.formats.plain.layouts.user_signatures import UserSignatures
from thread_parsers.formats.plain.link_parents import ByLinks
from thread_parsers.formats.plain.poster import ABOVE_BYTES, poster
from thread_parsers.formats.plain.pushes import PushedPage, pushed_page
from thread_parsers.formats.plain.quoted_mail import quoted_rows, quotes_bodies
from thread_parsers.formats.plain.replies import ByDepth, ByLevel, ByMargin, by_name, mentioned, sign_line
from thread_parsers.formats.plain.talk_pages import TalkPage, talk_page
from thread_parsers.formats.plain.tree_builder import TreeBuilder
from thread_parsers.source.source import BufferSource
from thread_parsers.steps import listed_in_steps
from thread_parsers.text.counted import counted
from thread_parsers.times.times import TimeReader

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.plain.layouts.layout import Layout
    from thread_parsers.source.source import Source


LIKENESS_BYTES = 1 << 16
"""The beginning of a page, by which its likeness is judged. It is read by more of it (`choice.JUDGED_BYTES`)."""
SLICE_ROWS = 64
"""Comments that are read between two yields."""


def likeness(source: Source) -> Generator[None, None, Likeness]:
    """How much a source looks like a plain discussion, in steps. Never 0: any text opens as an article."""
    beginning = BufferSource(judged(source, LIKENESS_BYTES))
    times = TimeReader()
    detected = yield from Detection(beginning, times).in_opening()
    layout = yield from learned(beginning, times)
    lined = _most(layout, detected, (yield from _lined(beginning)))
    if lined is not None:
        return Likeness(0.6, lined.reason)
    if layout is not None and is_better(layout, detected):
        return Likeness(0.6, layout.reason)
    if detected is not None:
        return Likeness(0.6 if len(detected.evidence.heads) > 2 else 0.5, detected.reason)
    remarks = yield from count_remarks(beginning)
    return Likeness(0.4 if remarks else 0.1, remarks_reason(remarks))


def read(discussion: Discussion) -> Iterator[None]:
    """Fill the discussion from its source."""
    source, receipt, times = discussion.file, discussion.receipt, TimeReader()
    beginning = judged(source)
    pages = yield from _lined(BufferSource(beginning))
    detection = Detection(source, times)
    detected: Detected | None = None
    layout: Layout | SignedPage | None = None
    # Where most lines are comments, no other reading finds more.
    if 2 * max((one.count for one in pages), default=0) <= beginning.count(b"\n"):
        detected = yield from detection.in_opening()
        layout = yield from learned(source, times)
    if detected is None and max((one.count for one in (layout, *pages) if one), default=0) < ENOUGH_COMMENTS:
        detected = yield from detection.in_rest()
    lined = _most(layout, detected, pages)
    if lined is not None:
        receipt.reason = receipt.reason or lined.reason
        page = _by_lines(source, lined)
    elif layout is not None and is_better(layout, detected):
        receipt.reason = receipt.reason or layout.reason
        if isinstance(layout, SignedPage):
            page = _signed(source, layout, times)
        else:
            page = yield from _by_layout(source, layout, times)
    elif detected is not None:
        receipt.reason = receipt.reason or detected.reason
        page = _by_shape(source, detected, times)
    else:
        yield from read_remarks(discussion)
        return
    yield
    yield from read_article(discussion, 0, page.start, followed=True)
    yield
    saved = saved_at(discussion, page.start, times)
    builder = TreeBuilder(discussion, saved if saved is not None and saved >= page.latest else None)
    if detected is not None and page.detected is detected and quotes_bodies(detected):
        yield from _quoted(builder, detected, times)
    elif page.replies_by_name:
        yield from _in_thread_order(builder, page)
    else:
        yield from _in_page_order(builder, page)
    builder.finish()
    above = source.read(max(0, page.start - ABOVE_BYTES), page.start).decode("utf-8", "replace")
    discussion.article.author = yield from poster(above, discussion.columns.author_numbers)
    if page.signatures is not None and page.signatures.found:
        found = counted(page.signatures.found, "signature")
        receipt.notes.append(Note("signatures", f"{found} left out: lines that end all comments of their authors"))


@dataclass(frozen=True, slots=True)
class _Page:
    """How the comments of a page are read."""

    rows: Callable[[], Iterator[Row | None]]
    """In page order, with None as a chance to stop."""
    start: int
    """Where the first comment begins and the article ends."""
    latest: int
    """The latest time in the sample, 0 without one."""
    parents: ByDepth | ByLinks
    replies_by_name: bool
    """Whether names are the sign of replies. Margins, levels and links are better signs where a page has them."""
    detected: Detected | None = None
    signatures: UserSignatures | None = None


def _by_shape(source: Source, detected: Detected, times: TimeReader) -> _Page:
    heads = detected.evidence.heads
    firsts = [body.strip()[:200].partition(b"\n")[0].decode("utf-8", "replace") for body in detected.evidence.bodies]
    flat = not detected.shape.linked and len({head.margin for head in heads}) <= 1
    return _Page(
        rows=lambda: rows(source, detected, times),
        start=detected.start,
        latest=max((head.when.seconds or 0 for head in heads if head.when), default=0),
        parents=ByLinks(source) if detected.shape.linked else ByMargin(),
        replies_by_name=flat and _some_addressee(detected.known, [head.addressee for head in heads], firsts),
        detected=detected,
    )


def _by_layout(source: Source, layout: Layout, times: TimeReader) -> Generator[None, None, _Page]:
    beginning = len(judged(source))
    finder = AnchorFinder(times, layout.kind, layout.label)
    found = layout_rows(source, layout, times, finder)
    sample: list[Row] = []
    order = times.order
    for number, row in enumerate(found):
        if row is None or number % SLICE_ROWS == 0:
            yield
        if row is not None:
            sample.append(row)
            if row.end >= beginning:
                break
    # Dates that were read before the order of day and month was known are read again.
    all_rows = chain(sample, found) if times.order == order else layout_rows(source, layout, times, finder)
    signatures = UserSignatures(sample, source)
    known = {row.head.name.casefold(): row.head.name for row in sample if row.head.name}
    flat = not layout.level and len({row.head.margin for row in sample}) <= 1
    return _Page(
        rows=lambda: signatures.without(all_rows, source),
        start=sample[0].head.start if sample else layout.start,
        latest=max((row.head.when.seconds or 0 for row in sample if row.head.when), default=0),
        parents=ByLevel() if layout.level else ByMargin(),
        replies_by_name=flat
        and _some_addressee(known, [row.head.addressee for row in sample], [row.first_line for row in sample]),
        signatures=signatures,
    )


def _signed(source: Source, page: SignedPage, times: TimeReader) -> _Page:
    return _Page(
        rows=lambda: signed_rows(source, page, times),
        start=page.start,
        latest=0,
        parents=ByLevel(),
        replies_by_name=False,
    )


_LinedPage = TalkPage | PushedPage
"""Pages whose comments single lines show without doubt, wherever they are."""


def _lined(beginning: Source) -> Generator[None, None, list[_LinedPage]]:
    """The pages of these kinds that the beginning of a source may be. In steps."""
    pages: tuple[_LinedPage | None, ...] = ((yield from talk_page(beginning)), (yield from pushed_page(beginning)))
    return [page for page in pages if page is not None]


def _most(layout: Layout | SignedPage | None, detected: Detected | None, pages: list[_LinedPage]) -> _LinedPage | None:
    """The first of the pages, if no other reading finds more comments."""
    others = max(layout.count if layout is not None else 0, len(detected.evidence.heads) if detected is not None else 0)
    return next((page for page in pages if page.count >= others), None)


def _by_lines(source: Source, page: _LinedPage) -> _Page:
    return _Page(
        rows=lambda: _contiguous(page.rows(source), page.start),
        start=page.start,
        latest=0,
        parents=ByMargin(),
        replies_by_name=False,
    )


def _contiguous(found: Iterator[Row | None], start: int) -> Iterator[Row | None]:
    """The same rows from `start` on, each up to the next one: headings and lines of the site between two comments are a
    part of the first."""
    last: Row | None = None
    for row in found:
        if row is None:
            yield None
            continue
        if last is None:
            row.head = row.head._replace(start=start)
        else:
            last.end = row.head.start
            yield last
        last = row
    if last is not None:
        yield last


def _some_addressee(known: dict[str, str], addressees: list[str], first_lines: list[str]) -> bool:
    """Whether a comment says to which of the known authors it replies."""
    return any(
        addressee.casefold() in known or sign_line(first).casefold() in known or mentioned(first, known)
        for addressee, first in zip(addressees, first_lines, strict=True)
    )


def _in_page_order(builder: TreeBuilder, page: _Page) -> Iterator[None]:
    """Comments whose page order is the thread order: each is in the tree as soon as it is read."""
    parents = page.parents
    builder.parent_evidence = parents.how
    for row in page.rows():
        if row is None:
            yield
            continue
        index = len(builder.discussion.columns)
        parent = parents.parent(index, row)
        builder.add(row, parent, inferred=parents.inferred)
        if index % SLICE_ROWS == SLICE_ROWS - 1:
            yield


def _in_thread_order(builder: TreeBuilder, page: _Page) -> Iterator[None]:
    """Comments that name to whom they reply: all are read before they are put under their parents."""
    found: list[Row] = []
    for row in page.rows():
        if row is None or len(found) % SLICE_ROWS == SLICE_ROWS - 1:
            yield
        if row is not None:
            found.append(row)
    builder.parent_evidence = "the names that they address"
    known = {row.head.name.casefold(): row.head.name for row in found if row.head.name}
    source = builder.discussion.file
    addressees = yield from listed_in_steps(_addressee(row, known, source) for row in found)
    parents = by_name([row.head.name for row in found], addressees, _newest_first(found))
    yield from builder.place(found, parents, inferred=True)


def _quoted(builder: TreeBuilder, detected: Detected, times: TimeReader) -> Iterator[None]:
    """Mail with nested quotations: what is quoted deeper is older."""
    builder.parent_evidence = "the quotations that they make"
    found: list[Row] = []
    parents: list[int] = []
    for quoted in quoted_rows(builder.discussion, detected, times):
        if quoted is None:
            yield
        else:
            found.append(quoted[0])
            parents.append(quoted[1])
    yield from builder.place(found, parents, inferred=False)


def _addressee(row: Row, known: dict[str, str], source: Source) -> str:
    """To whom a comment replies, or "". A line that only says so is removed from the body."""
    if row.head.addressee:
        return row.head.addressee
    signed = sign_line(row.first_line)
    if signed:
        without_first_line(row, source)
        return signed
    return mentioned(row.first_line, known)


def _newest_first(found: list[Row]) -> bool:
    """Whether more pairs of neighbours have the newer comment first. Ages grow where times fall."""
    times = [row.head.when.seconds for row in found if row.head.when and row.head.when.seconds is not None]
    ages = [row.head.when.ago for row in found if row.head.when and row.head.when.ago is not None]
    later = sum(one < two for one, two in pairwise(times)) + sum(one > two for one, two in pairwise(ages))
    earlier = sum(one > two for one, two in pairwise(times)) + sum(one < two for one, two in pairwise(ages))
    return earlier > later
