"""Exporting the discussion to a file, in one of the written forms."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_parsers.text.text_pieces import batches
from thread_reader.commands.keeping import ask
from thread_reader.commands.registry import handler
from thread_reader.output.target_file import Unwritable, written_in_steps
from thread_reader.prompts.export import ExportPrompt, Part
from thread_reader.view.stats_job import failure_reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.export.writers import Writer
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session

EXPORTING = "exporting"
"""The kind of job that writes the file. Esc stops it, and nothing is left of the file then."""
CHARACTERS_AT_ONCE = 4096


@handler("export.open")
def open_export(session: Session, _call: Call) -> None:
    """Open the prompt for the name of the file."""
    reader = session.reader
    parts = [Part("everything", range(len(reader.columns)))]
    if reader.filter.active:
        parts.insert(0, Part("what the filter shows", sorted(reader.unfolded)))
    _ask_for_name(session, parts)


def export_kept(session: Session, comments: Sequence[int]) -> None:
    """Open the prompt for exporting comments with notes or stars."""
    _ask_for_name(session, [Part("notes", comments)], "-notes")


def _ask_for_name(session: Session, parts: list[Part], suffix: str = "") -> None:
    """Open the prompt, once the file has been read."""
    if session.reader.reading_ended:
        session.open_prompt(ExportPrompt(session, partial(_export, session), parts, suffix))
    else:
        session.say("the file is still being read")


def _export(session: Session, name: str, writer: Writer, comments: Sequence[int]) -> None:
    """Write the comments, after a question if there is such a file."""
    path = Path(name).expanduser()
    write = partial(_write, session, str(path), writer, comments)
    if path.is_file():
        ask(session, f"{printable(name)} exists: overwrite it?", "overwrite it", write)
    else:
        write()


def _write(session: Session, path: str, writer: Writer, comments: Sequence[int]) -> None:
    """Start the job that writes the file, and says so at its end."""
    reader = session.reader
    done = f"exported {counted(len(comments), 'comment')} to {printable(path)}"

    def steps() -> Iterator[None]:
        if writer.has_kept:
            reader.discussion.kept = reader.bookmarks.kept()
        chunks = map(writer.encoded, batches(writer.write(reader.discussion, comments), CHARACTERS_AT_ONCE))
        yield from written_in_steps(path, chunks, [reader.discussion.file.name])
        session.say(done)

    def failed(error: Exception) -> None:
        why = error.reason if isinstance(error, Unwritable) else failure_reason(error)
        session.say(f"cannot write {printable(path)}: {printable(why)}")
        session.host.redraw(())

    session.scheduler.start(EXPORTING, steps(), lambda: session.host.redraw(()), failed=failed)
