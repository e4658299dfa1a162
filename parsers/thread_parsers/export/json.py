"""JSON, version 1 of the form: one object, written comment by comment, one comment per line.

Several discussions are one object per line.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.receipt_spans import byte_spans_in_steps, has_line_spans, line_spans_in_steps
from thread_parsers.export import json_form
from thread_parsers.export.json_pieces import encoded, value_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.numbered import Numbered
    from thread_parsers.source.source import Source


class _Layout(NamedTuple):
    """What is written between members and rows."""

    indent: str
    feed: str
    comma: str


_LINES, _ONE_LINE = _Layout(" ", "\n", ",\n"), _Layout("", "", ", ")


def write(
    discussion: Discussion,
    chosen: Iterable[int],
    stats: json_form.JsonObject | None = None,
    more: json_form.JsonObject | None = None,
    *,
    with_spans: bool = True,
    layout: _Layout = _LINES,
) -> Iterator[str]:
    """The discussion as one JSON object. `stats` are as returned by `stats_json.values`; `more`
    are further members; `with_spans` is whether the receipt says what every part of the file is."""
    indent, feed, comma = layout
    receipt = discussion.receipt
    yield "{"
    head = json_form.head(discussion) | json_form.of_gone(discussion.kept) | (more or {})
    for number, (name, value) in enumerate(head.items()):
        yield f"{indent if number else ''}{encoded(name)}: "
        yield from value_pieces(value)
        yield comma
    yield from _rows(
        f'{indent}"comments": [', (json_form.comment_pieces(discussion, index) for index in chosen), layout
    )
    yield f"]{comma}"
    if stats is not None:
        members = (chain([f'"{name}": '], value_pieces(value)) for name, value in stats.items())
        yield from _rows(f'{indent}"stats": {{', members, layout)
        yield f"}}{comma}"
    yield f'{indent}"receipt": {{{feed}'
    if with_spans:
        yield from _spans(discussion, layout)
    else:
        yield f'{2 * indent}"spans": null{comma}{2 * indent}"bytes": null{comma}'
    yield from _rows(f'{2 * indent}"notes": [', ([encoded(json_form.note(note))] for note in receipt.notes), layout)
    yield f"]{comma}"
    yield f'{2 * indent}"declared_comments": {encoded(receipt.declared_comments)}{comma}'
    yield f'{2 * indent}"stub_comments": {receipt.stub_comments}{comma}'
    yield f'{2 * indent}"read_comments": {len(discussion.columns)}}}}}{feed}'


def write_several(
    discussions: Iterable[Numbered], measured: Callable[[Numbered], json_form.JsonObject] | None = None
) -> Iterator[str]:
    """One object per line, each with its number and its file. `measured` makes the stats, if they are wanted. The
    receipt of the first discussion of a file says what every part of the file is; it would be the same in the others.
    """
    file: Source | None = None
    for each in discussions:
        stats = measured(each) if measured else None
        more = {"discussion": each.number, "file": each.name}
        with_spans, file = each.discussion.file is not file, each.discussion.file
        yield from write(each.discussion, each.chosen, stats, more, with_spans=with_spans, layout=_ONE_LINE)
        yield "\n"


def _spans(discussion: Discussion, layout: _Layout) -> Iterator[str]:
    """The spans of the receipt: in lines for a text file, in bytes for one whose words were rendered."""
    indent, comma = 2 * layout.indent, layout.comma
    if has_line_spans(discussion):
        lines = (
            [f'[{span.first}, {span.last}, "{span.kind}"]' if span else ""] for span in line_spans_in_steps(discussion)
        )
        yield from _rows(f'{indent}"spans": [', lines, layout)
        yield f']{comma}{indent}"bytes": null{comma}'
    else:
        spans = byte_spans_in_steps(discussion)
        runs = ([f'[{span.start}, {span.end}, "{span.kind}"]' if span else ""] for span in spans)
        yield f'{indent}"spans": null{comma}'
        yield from _rows(f'{indent}"bytes": [', runs, layout)
        yield f"]{comma}"


def _rows(opening: str, rows: Iterable[Iterable[str]], layout: _Layout) -> Iterator[str]:
    """An opening bracket and what is in it, one row per line; each row is in pieces. An empty row is none: time for a
    step."""
    yield opening
    before = layout.feed + 2 * layout.indent
    for row in rows:
        has_begun = False
        for piece in row:
            if piece and not has_begun:
                yield before + piece
                has_begun, before = True, layout.comma + 2 * layout.indent
            else:
                yield piece
