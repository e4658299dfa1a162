"""The names of people in a Slack workspace: `users.json`, which lies beside the messages or beside `channels.json`."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from thread_parsers.errors import DiscussionError
from thread_parsers.formats.json import fields
from thread_parsers.formats.json.pull import JsonReader
from thread_parsers.source.file_set import FileSet
from thread_parsers.source.open import open_in_steps
from thread_parsers.source.slack_export import CHANNELS, USERS

if TYPE_CHECKING:
    from collections.abc import Generator

    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.source.source import Source

MAX_USERS_BYTES = 1 << 28
"""A larger list is not read: the names are kept in memory."""
MAX_NAME_CHARACTERS = 200
SLICE_USERS = 512


def full_name(profile: object) -> str:
    """The name that a profile shows; empty if it has none."""
    return fields.text(profile, "display_name") or fields.text(profile, "real_name")


def read_users(file: Source, rendering: Rendering) -> Generator[None, None, dict[str, str]]:
    """The names by user id; none if there is no such file, or it is a link or too large. Says in the receipt if it was
    read."""
    if isinstance(file, FileSet):
        found = next((member for member in file.members if member.name.rpartition("/")[2] == USERS), None)
        if found is not None:
            rendering.mark(found.start, found.end, "skipped")
            return (yield from _names(JsonReader(file.until(found.end), found.start), rendering))
    path = _users_of(file)
    if path is None:
        return {}
    try:
        users = yield from open_in_steps(str(path))
    except DiscussionError as error:
        rendering.note("names", f"{USERS}: {error}")
        return {}
    try:
        return (yield from _names(JsonReader(users), rendering))
    finally:
        users.close()


def _names(users: JsonReader, rendering: Rendering) -> Generator[None, None, dict[str, str]]:
    names: dict[str, str] = {}
    for number, user in enumerate(users.objects(), 1):
        if user is None or number % SLICE_USERS == 0:
            yield
        if user is None:
            continue
        name = full_name(user.value.get("profile"))
        name = name or fields.text(user.value, "real_name") or fields.text(user.value, "name")
        if name:
            names[fields.text(user.value, "id")] = name[:MAX_NAME_CHARACTERS]
    rendering.note("names", f"names of authors are from {USERS}")
    return names


def _users_of(file: Source) -> Path | None:
    """The list of users for a file or a folder of messages. An export has it beside the folders of its channels."""
    if file.stamp is None:
        return None
    try:
        folder = Path(file.name) if isinstance(file, FileSet) else Path(file.name).parent
        if _is_file(folder / USERS):
            return folder / USERS
        export = folder.absolute().parent
        return export / USERS if _is_file(export / USERS) and _is_file(export / CHANNELS) else None
    except (OSError, ValueError):
        return None


def _is_file(path: Path) -> bool:
    """Whether it is a file, not a link, of a size that can be read."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size <= MAX_USERS_BYTES
