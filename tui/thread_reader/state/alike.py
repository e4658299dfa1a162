"""Which discussions of many files are saves of one that was open: under another name, or again under the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.state.discussions import Save, look_up, shared_keys
from thread_reader.state.recent import Known

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from thread_parsers.library import Identity, Keys


def alike(connection: sqlite3.Connection, some: Sequence[Keys], opened_since: int = 0) -> list[Keys]:
    """Those that share a key or the address with a discussion that was open, or that was open at or after some second
    since 1970. Most of them are a save of it."""
    rows = connection.execute("SELECT address FROM discussion WHERE address != 0 AND opened >= ?", (opened_since,))
    addresses = {address for (address,) in rows}
    if opened_since:
        rows = connection.execute(
            "SELECT key FROM sample JOIN discussion ON discussion.id = sample.discussion WHERE opened >= ?",
            (opened_since,),
        )
        shared = {key for (key,) in rows}
    else:
        shared = shared_keys(connection, [key for each in some for key in each.keys])
    return [each for each in some if each.address in addresses or not shared.isdisjoint(each.keys)]


def known_by_content(connection: sqlite3.Connection, saves: Sequence[tuple[Keys, Identity]]) -> list[Known]:
    """What is known of discussions that are saves of one that was open; those that are not are left out."""
    found = []
    for keys, identity in saves:
        recalled = look_up(connection, Save(None, identity.family, identity.fingerprints, identity.address))
        if recalled is not None:
            comments = len(identity.fingerprints.words) - len(recalled.new)
            unread = comments - sum(recalled.read)
            found.append(Known(keys.path, keys.part, recalled.opened, comments, unread))
    return found
