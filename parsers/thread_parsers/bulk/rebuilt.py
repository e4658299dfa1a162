"""A discussion from the rows of a corpus: what the tables say of it, without the file that it was read from.

docs/bulk.md says what the tables do not have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast, get_args

from thread_parsers.bodies import BodyForm
from thread_parsers.bodies.wikitext import wikitext_text
from thread_parsers.bulk.page_rows import check_outcome
from thread_parsers.bulk.rebuilt_comments import Tree, states_lines
from thread_parsers.bulk.rows import WIKITEXT
from thread_parsers.bulk.schema import KINDS
from thread_parsers.bulk.stored import StoredCorpus
from thread_parsers.bulk.stored_values import moment_of, saved_of
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.numbered import part_of
from thread_parsers.discussion.origins import Origins
from thread_parsers.discussion.receipt import Kind, Note
from thread_parsers.source.absent import AbsentFile
from thread_parsers.source.text_buffer import TextBuffer

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from thread_parsers.bulk.page_rows import PageRows

_FORMS, _KINDS = frozenset(get_args(BodyForm)), frozenset(KINDS)


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
    trees = {number: Tree(discussion, file) for number, discussion in by_number.items()}
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
    discussion.saved = saved_of(get("saved"))
    title = get("title")
    if title is not None:
        article.title_span = _written(text, title)
    article.paragraph_spans = [_written(text, paragraph or "") for paragraph in get("paragraphs") or ()]
    article.author, article.url = get("author"), get("url")
    article.time = moment_of(get("time"), get("zone"))
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
        in_lines = states_lines(block)
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


def _written(text: TextBuffer, words: str) -> tuple[int, int]:
    """Write words on lines of their own. Returns their span."""
    data = words.encode()
    at = text.append(data + b"\n")
    return at, at + len(data)
