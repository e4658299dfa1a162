"""How the file was read, as HTML: format, counts and notes. The kinds of all lines are left to the other forms."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from thread_parsers.export.html.words import escaped, escaped_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion


def receipt_html(discussion: Discussion) -> Iterator[str]:
    """Yield a collapsed element with the receipt."""
    receipt, read = discussion.receipt, len(discussion.columns)
    rows = [("file", PurePath(discussion.file.name).name), ("read as", f"{receipt.format} ({receipt.reason})")]
    if receipt.declared_comments is not None:
        rows.append(("comments declared", f"{receipt.declared_comments:,}"))
    rows.append(("comments read", f"{read:,}"))
    if receipt.stub_comments:
        rows.append(("named in the file, but not in it", f"{receipt.stub_comments:,}"))
    if discussion.saved is not None:
        rows.append(("saved", discussion.saved.isoformat()))
    rows += ((f"note, line {note.line}" if note.line else "note", note.text) for note in receipt.notes)
    yield '<details class="receipt"><summary>How the file was read</summary>\n<table>\n'
    for name, value in rows:
        yield f'<tr><th>{escaped(name)}</th><td dir="auto">{escaped_line(value)}</td></tr>\n'
    yield "</table></details>\n"
