"""The file of the index: who can read it, and what happens if it is damaged, outdated, locked or shared."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from thread_parsers import parse_query
from thread_parsers.database_files import transaction
from thread_parsers.library import Library, refreshing, word_index
from thread_parsers.library.contents import beginning_steps, whole_steps
from thread_parsers.library.opening import INDEX_FILE, NO_FTS5, open_index
from thread_parsers.library.places import Place
from thread_parsers.library.tables import VERSION
from thread_parsers.library.walking import Found
from thread_parsers.source.stamp import stamp_of
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from thread_parsers.library import Refreshed

    Refresh = Callable[..., list[Refreshed]]
    Write = Callable[..., Path]

KILLS = 12
REFRESHING = """
import sys
from pathlib import Path
from thread_parsers.library import Library
library = Library(Path(sys.argv[1]))
print(flush=True)
for _ in library.refresh([sys.argv[2]]):
    pass
print(library.messages, len(library.rows(["/"])))
"""


def found(library: Library, query: str) -> list[str]:
    return [
        hit.path.rpartition("/")[2] for hit in library.search(parse_query(query), library.roots()) if hit is not None
    ]


def refreshed(cache: Path, folder: Path) -> tuple[Library, int]:
    """A library that has been opened and refreshed, and how many files were read for it."""
    library = Library(cache)
    *_, last = library.refresh([str(folder)])
    return library, last.read


def test_only_the_owner_can_read_the_index(cache: Path, folder: Path, write: Write) -> None:
    write("a.txt", "Bees.")
    library, _ = refreshed(cache, folder)
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in cache.iterdir()} == {0o600}
    library.close()


def test_the_index_is_there_the_next_time(cache: Path, folder: Path, write: Write) -> None:
    write("a.txt", "Bees.")
    library, _ = refreshed(cache, folder)
    rows = library.rows(["/"])
    library.close()
    with closing(Library(cache)) as again:
        assert again.messages == []
        assert again.rows(["/"]) == rows
        assert found(again, "bees") == ["a.txt"]


def rubbish(path: Path) -> None:
    path.write_bytes(b"This is no database. " * 500)


def other_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
        connection.execute("CREATE TABLE future (page TEXT REFERENCES file)")


def other_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE part")


def torn(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def scribbled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    chance = Random(5)
    for at in range(4096, len(data), 512):
        data[at : at + 64] = chance.randbytes(64)
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("spoil", [rubbish, other_version, other_tables, torn, scribbled])
def test_an_index_that_cannot_be_used_is_made_anew(
    spoil: Callable[[Path], None], cache: Path, folder: Path, write: Write
) -> None:
    for number in range(30):
        write(f"{number:02}.txt", f"Bees of hive {number}. {'word' + str(number)}")
    library, _ = refreshed(cache, folder)
    library.close()
    spoil(cache / INDEX_FILE)
    library, _ = refreshed(cache, folder)
    list(library.refresh([str(folder)]))  # damage may be noticed by the first one
    assert library.messages == []
    assert len(library.rows(["/"])) == 30
    assert found(library, "word7") == ["07.txt"]
    library.close()
    with closing(sqlite3.connect(cache / INDEX_FILE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'future'").fetchone() == (0,)


def test_an_index_of_another_version_is_emptied_in_place(cache: Path, folder: Path, write: Write) -> None:
    """The program of the other version may have it open."""
    write("a.txt", "Bees.")
    library, _ = refreshed(cache, folder)
    library.close()
    other_version(cache / INDEX_FILE)
    before = (cache / INDEX_FILE).stat().st_ino
    library, read = refreshed(cache, folder)
    assert (read, (cache / INDEX_FILE).stat().st_ino) == (1, before)
    library.close()


def test_what_is_known_of_the_whole_is_not_replaced_by_the_beginning(cache: Path, write: Write) -> None:
    """As when two processes read a file, and one is behind."""
    path = write("a.txt", "Bees.")
    found_file = Found(str(path), stamp_of(path.stat()))
    whole = run_to_end(whole_steps(found_file, with_words=True))
    index = open_index(cache).index
    index.store([whole])
    index.store([run_to_end(beginning_steps(found_file)), whole])
    assert [row.comments for page in index.pages([Place.of("/")]) for row in page] == [1]
    index.close()
    with closing(sqlite3.connect(cache / INDEX_FILE)) as connection:
        assert connection.execute("SELECT seq FROM sqlite_sequence").fetchone() == (1,), "it was stored once"


def test_damage_that_a_search_meets_is_not_an_error(cache: Path, folder: Path, write: Write) -> None:
    write("a.txt", "Bees.")
    library, _ = refreshed(cache, folder)
    library.close()
    library = Library(cache)
    with closing(sqlite3.connect(cache / INDEX_FILE)) as connection:
        connection.execute("DROP TABLE words")
    assert found(library, "bees") == ["a.txt"]
    assert list(library.refresh([str(folder)]))[-1].read == 1, "the index is made anew"
    assert (library.messages, library.has_words, found(library, "bees")) == ([], True, ["a.txt"])
    library.close()


def test_an_index_that_is_in_order_is_not_deleted_for_another_reason(
    cache: Path, folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.txt", "Bees.")
    library, _ = refreshed(cache, folder)
    library.close()

    def full(_connection: sqlite3.Connection) -> int:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("thread_parsers.library.opening.version_of", full)
        library, _ = refreshed(cache, folder)
        assert library.messages == [
            "the cache folder cannot be used (database or disk is full); every file is read again"
        ]
        library.close()
    library, read = refreshed(cache, folder)
    assert (library.messages, read) == ([], 0)
    library.close()


@pytest.mark.parametrize("kind", ["file", "pipe", "folder"])
def test_a_cache_folder_that_cannot_be_used_is_said(kind: str, cache: Path, folder: Path, write: Write) -> None:
    write("a.txt", "Bees.")
    if kind == "file":
        cache.write_text("")
    else:
        cache.mkdir()
        path = cache / INDEX_FILE
        os.mkfifo(path) if kind == "pipe" else path.mkdir()
    library, read = refreshed(cache, folder)
    (message,) = library.messages
    assert message.startswith("the cache folder cannot be used (")
    assert (read, len(library.rows(["/"])), found(library, "bees")) == (1, 1, ["a.txt"])
    library.close()


def test_without_fts5_all_files_are_read(
    cache: Path, folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_connection: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("no such module: fts5")

    write("a.txt", "Bees.")
    write("b.txt", "Wasps.")
    with monkeypatch.context() as patch:
        patch.setattr(word_index, "create", refuse)
        library, _ = refreshed(cache, folder)
        assert library.messages == [NO_FTS5]
        assert found(library, "bees") == ["a.txt"]
        library.close()
    library, read = refreshed(cache, folder)
    assert (library.messages, read) == ([], 2), "where there is FTS5, the words are added"
    assert found(library, "bees") == ["a.txt"]
    library.close()


def test_what_is_forgotten_is_not_in_the_file(cache: Path, folder: Path, write: Write) -> None:
    secret, other = write("secret.txt", "Xylophonically."), write("other.txt", "Bees.")
    library, _ = refreshed(cache, folder)
    assert b"xylophonically" in b"".join(path.read_bytes() for path in cache.iterdir())
    assert library.forget(str(secret)) == 1
    assert library.forget(str(secret)) == 0
    data = b"".join(path.read_bytes() for path in cache.iterdir())
    assert b"xylophonically" not in data
    assert b"secret.txt" not in data
    assert [row.path for row in library.rows(["/"])] == [str(other)]
    assert found(library, "bees") == ["other.txt"], "the other files are read until they are indexed again"
    secret.unlink()
    assert list(library.refresh([str(folder)]))[-1].read == 1
    assert library.forget(str(folder)) == 1
    assert (library.rows(["/"]), library.roots()) == ([], [])
    library.close()


@pytest.mark.parametrize("by_another", [False, True])
def test_words_are_found_by_a_part_of_them_after_all_were_deleted(
    *, by_another: bool, cache: Path, folder: Path, write: Write
) -> None:
    """A library does not store words again that it has stored before."""
    write("first.txt", "Xylophonically.")
    library, _ = refreshed(cache, folder)
    with closing(Library(cache)) as other:
        (other if by_another else library).forget(str(folder / "first.txt"))
    write("second.txt", "Xylophonically again.")
    for _ in library.refresh([str(folder)]):
        pass
    assert found(library, "lophonic") == ["first.txt", "second.txt"]
    library.close()


def test_what_is_forgotten_is_overwritten_although_another_process_reads(
    cache: Path, folder: Path, write: Write
) -> None:
    secret = write("secret.txt", "Xylophonically.")
    library, _ = refreshed(cache, folder)
    with closing(sqlite3.connect(cache / INDEX_FILE, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM file").fetchone()
        assert library.forget(str(secret)) == 1
    library.close()
    data = b"".join(path.read_bytes() for path in cache.iterdir())
    assert b"xylophonically" not in data
    assert b"secret.txt" not in data


def test_an_index_of_which_much_is_dead_is_made_anew(
    cache: Path, folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_index, "MIN_DEAD", 3)
    write("same.txt", "Bees.")
    for number in range(10):
        write("changing.txt", f"Wasps {'x' * number}.")
        library, _ = refreshed(cache, folder)
        assert found(library, "bees OR wasps") == ["changing.txt", "same.txt"]
        library.close()
    with closing(sqlite3.connect(cache / INDEX_FILE)) as connection:
        (added,) = connection.execute("SELECT seq FROM sqlite_sequence").fetchone()
        assert added < 8
    for _ in range(2):
        library, read = refreshed(cache, folder)
        library.close()
    assert read == 0


def test_another_process_that_writes_is_waited_for_and_never_an_error(
    cache: Path, folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "LOCKED_SECONDS", 0.05)
    write("a.txt", "Bees.")
    library = Library(cache)
    with closing(sqlite3.connect(cache / INDEX_FILE, isolation_level=None)) as other:
        with transaction(other):
            assert list(library.refresh([str(folder)]))[-1].read == 1
            assert library.rows(["/"]) == []
        assert list(library.refresh([str(folder)]))[-1].read == 1
        with transaction(other):
            (folder / "a.txt").unlink()
            list(library.refresh([str(folder)]))
            assert len(library.rows(["/"])) == 1, "it can be read meanwhile"
    list(library.refresh([str(folder)]))
    assert (library.rows(["/"]), library.messages) == ([], [])
    library.close()


def run(cache: Path, folder: Path, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", REFRESHING, str(cache), str(folder)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )


def test_processes_share_an_index(cache: Path, folder: Path, write: Write) -> None:
    for number in range(60):
        write(f"{number:02}.txt", f"Bees of hive {number}. word{number}")
    running = [run(cache, folder) for _ in range(3)]
    said = [process.communicate()[0].split("\n")[1] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert said == ["[] 60"] * 3
    library, read = refreshed(cache, folder)
    assert (read, found(library, "word17"), len(found(library, "bees"))) == (0, ["17.txt"], 60)
    library.close()
    with closing(sqlite3.connect(cache / INDEX_FILE)) as connection:
        assert connection.execute("SELECT count(*) FROM passage").fetchone() == (60,), "none is indexed twice"


def test_a_process_that_is_killed_leaves_an_index_that_is_whole(cache: Path, folder: Path, write: Write) -> None:
    for number in range(150):
        write(f"{number:03}.txt", *(f"Bees of hive {number}, box {box}. word{number}" for box in range(5)))
    chance = Random(11)
    kept = [0]
    for _ in range(KILLS):
        with run(cache, folder) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.random() * 0.2)
            process.kill()
        with closing(sqlite3.connect(cache / INDEX_FILE)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            kept.append(connection.execute("SELECT count(*) FROM file").fetchone()[0])
    assert kept == sorted(kept), "what was stored stays"
    library, _ = refreshed(cache, folder)
    assert library.messages == []
    assert [found(library, f"word{number}") for number in (0, 77, 149)] == [
        ["000.txt"] * 5,
        ["077.txt"] * 5,
        ["149.txt"] * 5,
    ]
    library.close()
