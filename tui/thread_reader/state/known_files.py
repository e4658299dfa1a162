"""What is known of a discussion by the file it was read from, which has not changed since it was last open.

Most files are opened again unchanged: this imports nothing of what recognizes a discussion by its content.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from thread_parsers.database_files import array_from_bytes, transaction
from thread_parsers.discussion.kept import KeptNote, KeptOfGone
from thread_reader.state.bits import flags_of
from thread_reader.state.recalled import Numbers, Recalled

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from thread_reader.state.recalled import FilePart


def recall_file(connection: sqlite3.Connection, file: FilePart, comments: int) -> Recalled | None:
    """What is known of a file that has not changed since it was last open, which is from now on the last time. None if
    it has changed, if it never was open, or if it is read with another number of comments: by another format."""
    found = look_up_file(connection, file, comments)
    if found is not None:
        with transaction(connection):
            connection.execute("UPDATE discussion SET opened = ? WHERE id = ?", (int(time.time()), found.discussion))
    return found


def look_up_file(connection: sqlite3.Connection, file: FilePart, comments: int) -> Recalled | None:
    """The same without storing anything."""
    found = connection.execute(
        "SELECT discussion, numbers FROM file"
        " WHERE path = ? AND part = ? AND device = ? AND inode = ? AND size = ? AND modified = ? AND comments = ?",
        (file.path, file.part, *file.stamp.signed, comments),
    ).fetchone()
    if found is None:
        return None
    discussion, numbers = found
    (opened,) = connection.execute("SELECT opened FROM discussion WHERE id = ?", (discussion,)).fetchone()
    return recalled(connection, discussion, array_from_bytes("I", numbers) if numbers else range(comments), opened)


def recalled(connection: sqlite3.Connection, discussion: int, numbers: Sequence[int], opened: int) -> Recalled:
    """What the user did with a discussion, by the comments of the file."""
    read, place = connection.execute("SELECT read, place FROM progress WHERE discussion = ?", (discussion,)).fetchone()
    known = Numbers(numbers)
    lost: dict[int, KeptOfGone] = {}
    stars: dict[int, str] = {}
    for number, author, quote in connection.execute(
        "SELECT comment, author, quote FROM star WHERE discussion = ? ORDER BY comment", (discussion,)
    ):
        comment = known.comment(number)
        if comment is not None:
            stars[comment] = quote
        else:
            lost[number] = KeptOfGone(author, quote, True, (), number)
    notes: dict[tuple[int, int], str] = {}
    for number, segment, text, author, quote in connection.execute(
        "SELECT comment, segment, text, author, quote FROM note WHERE discussion = ? ORDER BY comment", (discussion,)
    ):
        comment = known.comment(number)
        if comment is not None:
            notes[comment, segment] = text
        else:
            before = lost.get(number, KeptOfGone(author, quote, False, (), number))
            note = KeptNote(text, None if segment < 0 else segment)
            lost[number] = before._replace(notes=(*before.notes, note))
    marks = {
        letter: (comment, segment)
        for letter, number, segment in connection.execute(
            "SELECT letter, comment, segment FROM mark WHERE discussion = ?", (discussion,)
        )
        if (comment := known.comment(number)) is not None
    }
    return Recalled(
        discussion,
        known,
        known.flags(flags_of(read)),
        stars,
        notes,
        marks,
        [*lost.values()],
        _place(place),
        opened,
    )


def _place(written: str) -> Mapping[str, object]:
    """The place as it was written; none if it is not readable."""
    import json  # in the thread of the database, while the first screen is drawn

    try:
        place = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    return place if isinstance(place, dict) else {}
