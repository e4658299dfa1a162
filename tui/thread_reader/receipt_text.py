"""What `--receipt` and `--formats` print: how a file was read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from thread_parsers import reading
from thread_parsers.discussion.receipt_spans import line_spans
from thread_parsers.formats.registry import all_formats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.receipt import Receipt
    from thread_parsers.source.source import Source


def receipt_lines(discussion: Discussion) -> Iterator[str]:
    """Format and reason, what every line became, how many of each kind, and where the page disagrees with itself."""
    source, receipt = discussion.source, discussion.receipt
    yield f"{source.name}: read as {receipt.format}{f' ({receipt.reason})' if receipt.reason else ''}\n"
    if source.converted_from:
        yield f"converted from {source.converted_from}; lines and text are those of the converted file\n"
    yield "\n"
    kinds: Counter[str] = Counter()
    for span in line_spans(discussion):
        kinds[span.kind] += span.last - span.first + 1
        lines = f"{span.first}-{span.last}" if span.last > span.first else f"{span.first}"
        yield f"{lines:>13}  {span.kind}\n"
    yield f"\n{kinds.total()} lines: {', '.join(f'{count} {kind}' for kind, count in kinds.most_common())}\n"
    yield f"comments: {_declared(receipt)}{len(discussion.comments)} read\n"
    for note in receipt.notes:
        yield f"note{f', line {note.line}' if note.line else ''}: {note.text}\n"


def format_lines(source: Source | None) -> Iterator[str]:
    """Every format; with a source, the score from 0 to 1 and the reason of each, the one that would be taken first."""
    if source is None:
        for known in all_formats():
            yield f"{known.name:<8}  {known.title}\n"
        return
    for known, likeness in reading.judge(source):
        yield f"{likeness.score:.2f}  {known.name:<8}  {likeness.reason}\n"


def _declared(receipt: Receipt) -> str:
    return "" if receipt.declared_comments is None else f"{receipt.declared_comments} declared, "
