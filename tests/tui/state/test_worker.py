"""The thread of the state database: results, retries while another reader writes, damage, and the end."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from harness.saves import page_of, save_of
from thread_reader.state.database import DATABASE_FILE, open_database
from thread_reader.state.discussions import recall
from thread_reader.state.marks import Quoted, keep_note, keep_query, queries
from thread_reader.state.worker import StateWorker

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

WAIT = 10.0
"""Seconds until a test gives up."""


def test_results_come_in_order_when_they_are_delivered(tmp_path: Path) -> None:
    worker = StateWorker(tmp_path)
    found: list[object] = []
    worker.submit(lambda connection: keep_query(connection, "tea"))
    worker.submit(queries, found.append)
    worker.submit(lambda _connection: 1, found.append)
    assert worker.wait(WAIT)
    assert found == [], "they are delivered by the thread that waits for them"
    worker.deliver()
    assert found == [["tea"], 1]
    worker.close()


def test_the_one_who_waits_is_woken(tmp_path: Path) -> None:
    worker, woken = StateWorker(tmp_path), Event()
    worker.on_results(woken.set)
    worker.submit(queries, lambda _found: None)
    assert woken.wait(WAIT)
    worker.close()


def test_an_operation_waits_for_another_readers_transaction(
    tmp_path: Path, connect: Callable[[], sqlite3.Connection]
) -> None:
    other = connect()
    other.execute("BEGIN IMMEDIATE")
    worker = StateWorker(tmp_path / "state")
    reasons: list[str] = []
    worker.submit(lambda connection: keep_query(connection, "tea"), None, reasons.append)
    assert not worker.wait(0.5), "the other one is still writing"
    other.execute("COMMIT")
    assert worker.wait(WAIT)
    worker.deliver()
    assert (reasons, queries(other)) == ([], ["tea"])
    worker.close()


def test_a_full_disk_loses_nothing_that_was_confirmed(tmp_path: Path) -> None:
    worker, said = StateWorker(tmp_path), list[object]()
    save = save_of(page_of(range(9)), "page.json")
    number = 1

    def note(comment: int, text: str) -> None:
        worker.submit(
            lambda connection: keep_note(connection, number, Quoted(comment, "Ada", "We"), -1, text),
            lambda _done: said.append("saved"),
            said.append,
        )

    def limit(pages: str) -> None:
        worker.submit(lambda connection: connection.execute(f"PRAGMA max_page_count = {pages}"))

    worker.submit(lambda connection: recall(connection, save))
    note(0, "before")
    limit("1")  # no page more than there are
    note(1, "x" * 20_000)
    note(0, "x" * 20_000)
    limit("1000000")
    note(2, "after")
    assert worker.wait(WAIT)
    worker.deliver()
    assert said == ["saved", "database or disk is full", "database or disk is full", "saved"]
    worker.close()
    opened = open_database(tmp_path)
    assert (opened.message, opened.kept) == ("", True)
    assert recall(opened.connection, save).notes == {(0, -1): "before", (2, -1): "after"}
    assert opened.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    opened.connection.close()


def test_everything_is_written_at_the_end(tmp_path: Path, connect: Callable[[], sqlite3.Connection]) -> None:
    worker = StateWorker(tmp_path / "state")
    for number in range(50):
        worker.submit(lambda connection, number=number: keep_query(connection, f"q{number}"))  # type: ignore[misc]
    worker.close()
    assert len(queries(connect())) == 50


def test_a_fault_in_an_operation_is_reported_and_ends_nothing(tmp_path: Path) -> None:
    worker = StateWorker(tmp_path)
    reasons: list[str] = []
    found: list[object] = []
    worker.submit(lambda _connection: 1 // 0, None, reasons.append)
    worker.submit(lambda connection: connection.execute("SELECT tea FROM query"), None, reasons.append)
    worker.submit(queries, found.append)
    assert worker.wait(WAIT)
    worker.deliver()
    assert reasons == ["internal error (ZeroDivisionError)", "no such column: tea"]
    assert found == [[]]
    worker.close()


def test_damage_that_is_found_later_sets_the_database_aside(tmp_path: Path) -> None:
    worker = StateWorker(tmp_path)
    worker.submit(lambda connection: keep_query(connection, "tea"))
    reasons: list[str] = []
    found: list[object] = []

    def damage(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with (tmp_path / DATABASE_FILE).open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (1 << 20))
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("PRAGMA shrink_memory")
        connection.execute("SELECT * FROM query").fetchall()

    worker.submit(damage, None, reasons.append)
    worker.submit(queries, found.append)
    assert worker.wait(WAIT)
    worker.deliver()
    assert (len(reasons), found) == (1, [[]])
    told: list[str] = []
    worker.tell(told.append)
    worker.tell(told.append)
    assert [message.partition(" as ")[0] for message in told] == ["the saved state was damaged; it is kept"], "once"
    assert len(list(tmp_path.glob("state.db.damaged-*"))) >= 1
    worker.close()


def test_without_state_nothing_is_written(tmp_path: Path) -> None:
    worker = StateWorker(tmp_path, in_memory=True)
    found: list[object] = []
    worker.submit(lambda connection: keep_query(connection, "tea"))
    worker.submit(queries, found.append)
    assert worker.wait(WAIT)
    worker.deliver()
    worker.close()
    assert found == [["tea"]]
    assert list(tmp_path.iterdir()) == []
