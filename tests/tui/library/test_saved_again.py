"""Discussions of the list that are saves of one that was open: each is asked about once until something changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from harness.saves import page_of, save_of
from thread_parsers.library import Library
from thread_reader.library.saved_again import MAX_FILES, SavedAgain
from thread_reader.state.database import empty_database
from thread_reader.state.discussions import recall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from thread_parsers.library import Keys
    from thread_reader.scheduler import Scheduler
    from thread_reader.state.recent import Known
    from thread_reader.state.worker import StateWorker


class Jobs:
    """In place of the scheduler: jobs that run when the test says so."""

    def __init__(self) -> None:
        self.steps: dict[str, Iterator[None]] = {}

    @property
    def running(self) -> tuple[str, ...]:
        return tuple(self.steps)

    def start(self, kind: str, steps: Iterator[None], *_: object, **__: object) -> None:
        self.steps[kind] = steps

    def run(self) -> None:
        while self.steps:
            kind = next(iter(self.steps))
            for _ in self.steps[kind]:
                pass
            del self.steps[kind]


class Asked:
    """What is asked about the pages of a folder, and what is answered."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder, self.library, self.jobs = folder, Library(cache), Jobs()
        self.connection = empty_database().connection
        self.pages: list[str] = []
        self.known: dict[str, Known | None] = {}
        worker, jobs = cast("StateWorker", self), cast("Scheduler", self.jobs)
        self.search = SavedAgain(
            self.library, worker, jobs, self.put, pytest.fail, lambda error: pytest.fail(str(error))
        )

    def submit(self, operation: Callable[..., Any], done: Callable[[Any], None], _failed: object) -> None:
        """In place of the thread of the database."""
        if "some" in getattr(operation, "keywords", {}):
            self.pages += [each.path.rpartition("/")[2] for each in operation.keywords["some"]]  # type: ignore[attr-defined]
        done(operation(self.connection))

    def put(self, asked: Sequence[Keys], found: list[Known]) -> None:
        by_path = {known.path: known for known in found}
        for keys in asked:
            self.known[keys.path.rpartition("/")[2]] = by_path.get(keys.path)

    def write(self, name: str, comments: range) -> str:
        """Write a page and index it."""
        path = self.folder / name
        path.write_bytes(page_of(comments))
        for _ in self.library.refresh([str(self.folder)]):
            pass
        return str(path)

    def begin(self) -> None:
        self.search.start([str(self.folder)], lambda path, _: path.rpartition("/")[2] not in self.known)

    def ask(self) -> tuple[list[str], dict[str, int]]:
        """The files that are asked about, and how many comments are unread in those that are known by now."""
        self.pages = []
        self.begin()
        self.jobs.run()
        return sorted(self.pages), {name: known.unread for name, known in self.known.items() if known is not None}


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    (tmp_path / "pages").mkdir()
    result = Asked(tmp_path / "pages", tmp_path / "cache")
    recall(result.connection, save_of(page_of(range(12)), "elsewhere.json"))
    result.write("newer.json", range(15))
    result.write("other.json", range(40, 60))
    yield result
    result.library.close()
    result.connection.close()


def test_a_discussion_is_asked_about_once(asked: Asked) -> None:
    assert asked.ask() == (["newer.json", "other.json"], {"newer.json": 12})
    assert asked.ask() == ([], {"newer.json": 12})
    asked.search.everything()
    assert asked.ask()[0] == ["other.json"]


def test_a_file_that_has_changed_is_asked_about_again(asked: Asked) -> None:
    asked.ask()
    path = asked.write("other.json", range(9))
    asked.search.changed([path])
    assert asked.ask() == (["other.json"], {"newer.json": 12, "other.json": 9})


def test_files_are_compared_with_a_discussion_that_was_opened_since(asked: Asked) -> None:
    asked.write("third.json", range(80, 99))
    asked.ask()
    later = recall(asked.connection, save_of(page_of(range(40, 50)), "opened.json")).discussion
    asked.connection.execute("UPDATE discussion SET opened = 2000000000 WHERE id = ?", (later,))
    asked.search.opened(2000000000)
    assert asked.ask() == (["other.json", "third.json"], {"newer.json": 12, "other.json": 10})


def test_what_was_read_since_is_asked_again(asked: Asked) -> None:
    asked.ask()
    asked.connection.execute("UPDATE progress SET read = x'07'")
    asked.search.again([str(asked.folder / "newer.json")])
    assert asked.ask() == ([], {"newer.json": 9})
    asked.connection.execute("DELETE FROM discussion")
    asked.search.again([str(asked.folder / "newer.json")])
    assert asked.ask() == ([], {})


def test_what_a_job_had_still_to_ask_is_asked_by_the_one_in_its_place(asked: Asked) -> None:
    asked.ask()
    for name in ("a.json", "b.json"):
        asked.search.changed([asked.write(name, range(9))])
        asked.begin()
    assert asked.ask() == (["a.json", "b.json"], {"newer.json": 12, "a.json": 9, "b.json": 9})


def test_of_many_files_that_have_changed_all_are_asked_about(asked: Asked) -> None:
    asked.ask()
    asked.search.changed(map(str, range(MAX_FILES + 1)))
    assert asked.ask()[0] == ["other.json"]
