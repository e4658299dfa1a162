"""State databases in a folder of the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from thread_reader.state.database import open_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def connect(tmp_path: Path) -> Iterator[Callable[[], sqlite3.Connection]]:
    """Opens the database of the test once more, as another reader does."""
    opened: list[sqlite3.Connection] = []

    def one_more() -> sqlite3.Connection:
        found = open_database(tmp_path / "state")
        assert (found.message, found.kept) == ("", True)
        opened.append(found.connection)
        return found.connection

    yield one_more
    for connection in opened:
        connection.close()


@pytest.fixture
def database(connect: Callable[[], sqlite3.Connection]) -> sqlite3.Connection:
    """An empty database."""
    return connect()
