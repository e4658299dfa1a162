"""JSON, version 1 of the form: one object, written comment by comment, one comment per line.

Several discussions are one object per line.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from thread_parsers.discussion.receipt_spans import byte_spans_in_steps, line_spans
from thread_parsers.export import json_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.numbered import Numbered
    from thread_parsers.source.source import Source

_encode = json.JSONEncoder(ensure_ascii=False).encode


def write(
    discussion: Discussion,
    chosen: Iterable[int],
    stats: json_form.JsonObject | None = None,
    more: json_form.JsonObject | None = None,
    *,
    with_spans: bool = True,
) -> Iterator[str]:
    """The discussion as one JSON object. `stats` are as returned by `stats_json.values`; `more`
    are further members; `with_spans` is whether the receipt says what every part of the file is."""
    comments = discussion.comments
    receipt = discussion.receipt
    yield from _members("{", json_form.head(discussion) | json_form.of_gone(discussion.kept) | (more or {}))
    rows = (_encode(json_form.comment(comments[index], discussion.kept)) for index in chosen)
    yield from _rows(' "comments": [', rows, "],\n")
    if stats is not None:
        yield from _rows(' "stats": {', (f'"{name}": {_encode(value)}' for name, value in stats.items()), "},\n")
    yield ' "receipt": {\n'
    yield from _spans(discussion) if with_spans else ['  "spans": null,\n', '  "bytes": null,\n']
    yield from _rows('  "notes": [', (_encode(json_form.note(note)) for note in receipt.notes), "],\n")
    yield f'  "declared_comments": {_encode(receipt.declared_comments)},\n'
    yield f'  "stub_comments": {receipt.stub_comments},\n'
    yield f'  "read_comments": {len(comments)}}}}}\n'


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
        for piece in write(each.discussion, each.chosen, stats, more, with_spans=with_spans):
            # Text has no line feed in JSON, so these are the ones between members.
            yield "".join(line.strip(" ") + (" " if line.endswith(",") else "") for line in piece.split("\n"))
        yield "\n"


def _spans(discussion: Discussion) -> Iterator[str]:
    """The spans of the receipt: in lines for a text file, in bytes for one whose words were rendered."""
    if discussion.origins is None and discussion.file.decoded_from is None:
        lines = (f'[{span.first}, {span.last}, "{span.kind}"]' for span in line_spans(discussion))
        yield from _rows('  "spans": [', lines, "],\n")
        yield '  "bytes": null,\n'
    else:
        spans = byte_spans_in_steps(discussion)
        runs = (f'[{span.start}, {span.end}, "{span.kind}"]' if span else "" for span in spans)
        yield '  "spans": null,\n'
        yield from _rows('  "bytes": [', runs, "],\n")


def _members(opening: str, values: json_form.JsonObject) -> Iterator[str]:
    for name, value in values.items():
        yield f"{opening}{_encode(name)}: {_encode(value)},\n"
        opening = " "


def _rows(opening: str, rows: Iterable[str], closing: str) -> Iterator[str]:
    """A list with one row per line. Yields whole lines, so a row is held until it is known if a comma follows. An empty
    row is none: time for a step."""
    held = opening
    for row in rows:
        if not row:
            yield ""
            continue
        yield held + "\n" if held == opening else held + ",\n"
        held = "  " + row
    yield held + closing
