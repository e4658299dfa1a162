"""Which pages a corpus has, and their bytes by a hash: in a database without a name, so that memory stays flat."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b

_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA cache_size = -65536;
    CREATE TABLE page (name BLOB PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE content (sha256 BLOB PRIMARY KEY, page TEXT) WITHOUT ROWID;
"""


class KnownPages:
    """The pages of a corpus, and those that are being read."""

    def __init__(self) -> None:
        # An empty name: SQLite keeps it in memory as long as it is small, then in a file that it deletes at once.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript(_TABLES)
        self._database.execute("BEGIN")

    def close(self) -> None:
        """Forget everything."""
        self._database.close()

    def add(self, name: str) -> bool:
        """Add a page. Returns whether it is new."""
        digest = blake2b(name.encode(), digest_size=16).digest()
        return self._database.execute("INSERT OR IGNORE INTO page VALUES (?)", (digest,)).rowcount > 0

    def first_with(self, sha256: bytes, name: str) -> str:
        """The first page with these bytes; that is this one, if there is none yet."""
        added = self._database.execute("INSERT OR IGNORE INTO content VALUES (?, ?)", (sha256, name))
        if added.rowcount:
            return name
        (first,) = self._database.execute("SELECT page FROM content WHERE sha256 = ?", (sha256,)).fetchone()
        return str(first)
