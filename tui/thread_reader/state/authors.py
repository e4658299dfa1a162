"""What the user has marked of authors: a tag, a colour, a mute. It holds in all discussions of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.database_files import transaction

if TYPE_CHECKING:
    import sqlite3

COLOURS = (
    "rose", "orange", "amber", "yellow", "green", "sea", "turquoise", "sky", "blue", "periwinkle", "violet", "pink",
)  # fmt: skip
"""The names of the colours that an author can have."""
MAX_TAG_CHARS = 24
MAX_NAME_CHARS = 500
"""An author with a longer name cannot be marked."""


class AuthorMark(NamedTuple):
    """The marks of one author."""

    tag: str = ""
    colour: str = ""
    """One of `COLOURS`; empty for the colour by name."""
    muted: bool = False


UNMARKED = AuthorMark()


def keep_author(connection: sqlite3.Connection, site: str, name: str, before: AuthorMark, after: AuthorMark) -> None:
    """Write how the marks of an author have changed. What another reader has changed in the meantime stays."""
    key = (site, _stored(name))
    with transaction(connection):
        connection.execute("INSERT OR IGNORE INTO author VALUES (?, ?, '', '', 0)", key)
        for column, old, new in zip(AuthorMark._fields, before, after, strict=True):
            if old != new:
                connection.execute(f"UPDATE author SET {column} = ? WHERE site = ? AND name = ?", (new, *key))
        connection.execute("DELETE FROM author WHERE tag = '' AND colour = '' AND NOT muted")


def marked_authors(connection: sqlite3.Connection, site: str) -> dict[str, AuthorMark]:
    """The marked authors of a site by name."""
    rows = connection.execute("SELECT name, tag, colour, muted FROM author WHERE site = ?", (site,))
    return {
        bytes(name).decode("utf-8", "surrogatepass"): AuthorMark(tag, colour if colour in COLOURS else "", bool(muted))
        for name, tag, colour, muted in rows
    }


def _stored(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")
