"""The names of users in a dump of Stack Exchange: Users.xml in the folder of the file, under exactly this name."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from thread_parsers.errors import DiscussionError
from thread_parsers.formats.xml.records import RecordReader
from thread_parsers.source.open import open_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator

    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.source.source import Source

USERS = "Users.xml"
MAX_USERS_BYTES = 1 << 28
"""A larger table of users is not read: names are kept in memory."""
MAX_NAME_CHARACTERS = 200


def read_users(file: Source, rendering: Rendering) -> Generator[None, None, dict[str, str]]:
    """The names by user id; none if there is no such file, or it is a link or too large. Says in the receipt if it was
    read."""
    names: dict[str, str] = {}
    if file.stamp is None:
        return names
    try:
        path = Path(file.name).with_name(USERS)
        found = path.lstat()
    except (OSError, ValueError):
        return names
    if not stat.S_ISREG(found.st_mode):
        return names
    if found.st_size > MAX_USERS_BYTES:
        rendering.note("names", f"{USERS} is too large to be read: authors are shown by number")
        return names
    try:
        users = yield from open_in_steps(str(path))
        try:
            for record in RecordReader(users, {"": ("row",)}).records():
                if record is None:
                    yield
                elif "Id" in record.attributes and "DisplayName" in record.attributes:
                    names.setdefault(record.attributes["Id"], record.attributes["DisplayName"][:MAX_NAME_CHARACTERS])
        finally:
            users.close()
    except DiscussionError as error:
        rendering.note("names", f"{USERS}: {error}")
    else:
        rendering.note("names", f"names of authors are from {USERS}")
    return names
