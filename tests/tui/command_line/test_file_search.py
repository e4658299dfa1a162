"""`--search`: lines and JSON, exit statuses, and what is kept of a search."""

from __future__ import annotations

import errno
import json
import os
import pty
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from harness.saves import page_of
from thread_parsers.identity.fingerprints import fingerprint_steps
from thread_parsers.reading import read
from thread_parsers.source.open import open_source
from thread_parsers.steps import run_to_end
from thread_reader.cli import run
from thread_reader.diagnostics import Progress
from thread_reader.state.database import open_database
from thread_reader.state.discussions import recall, save_of
from thread_reader.state.marks import Quoted, keep_reading, keep_star

if TYPE_CHECKING:
    from pathlib import Path

Run = subprocess.CompletedProcess[bytes]
Command = Callable[..., Run]

KILN = (
    "The kiln is warm\n\nIt was lit at six.\n\n"
    "Petra · 2025-03-09 18:20\nBring clay.\n\nOdo · 2025-03-09 18:25\nAnd bees.\n"
)


@pytest.fixture(autouse=True)
def pages(page: Path) -> Path:
    """A folder `pages` with page.txt, in which no comment is about bees, and more/kiln.txt, in which one is."""
    folder = page.parent / "pages"
    (folder / "more").mkdir(parents=True)
    page.rename(folder / "page.txt")
    (folder / "more" / "kiln.txt").write_text(KILN, encoding="utf-8")
    (folder / "notes.txt").write_text("Bees are nobody's comment here.\n", encoding="utf-8")
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache folder of its own, with nothing in it."""
    return tmp_path / "cache"


def said(run: Run) -> list[str]:
    """The lines on standard error, without the name of the program."""
    return [line.removeprefix("thread-reader: ") for line in run.stderr.decode().splitlines()]


def test_a_line_says_where_and_who_and_when_and_what(command: Command) -> None:
    run = command("--search", "bees", "pages")
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.decode() == "pages/more/kiln.txt:2  Odo  2025-03-09 18:25  And bees.\n"
    several = command("pages/page.txt", "--search", "user:Attic* OR user:Petra", "pages/more/kiln.txt")
    assert [line.split("  ")[0] for line in several.stdout.decode().splitlines()] == [
        "pages/page.txt:1",
        "pages/more/kiln.txt:1",
    ]


def test_json_has_the_same_in_a_documented_form(command: Command) -> None:
    run = command("--search", "bees OR calm", "pages", "--to", "json")
    got = json.loads(run.stdout)
    assert got["schema"] == "thread-reader-search/1"
    assert got["query"] == "bees OR calm"
    assert got["hits"][0] == {
        "file": "pages/more/kiln.txt",
        "part": 1,
        "parts": 1,
        "comment": 2,
        "author": "Odo",
        "time": "2025-03-09T18:25:00",
        "time_text": None,
        "title": "The kiln is warm",
        "snippet": "And bees.",
    }
    lines = command("--search", "bees OR calm", "pages", "--to", "jsonl").stdout.decode().splitlines()
    assert [json.loads(line) for line in lines] == got["hits"]
    assert len(lines) == 2


def test_a_part_of_a_file_is_named(command: Command, pages: Path) -> None:
    mail = "From a@x Sat Mar  1 10:00:00 2025\nFrom: Ada <a@x>\nMessage-ID: <{0}@x>\nSubject: {0}\n\nA {0} text.\n\n"
    (pages / "mail.mbox").write_text(mail.format("first") + mail.format("second"), encoding="utf-8")
    run = command("--search", '"second text"', "pages")
    assert run.stdout.decode().startswith("pages/mail.mbox:1 --part 2  Ada  ")
    assert command("pages/mail.mbox", "--part", "2", "-t", "jsonl").stdout.count(b"\n") == 1


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["nowhere to be found", "pages"], 1, "no comment matches nowhere to be found"),
        (["bees", "pages", "gone.txt"], 2, "cannot read gone.txt: does not exist"),
        (["bees", "gone.txt"], 2, "cannot read gone.txt: does not exist"),
        (["bees", "pages", "-"], 2, "--search reads files and folders, and not standard input"),
        (["a(", "pages"], 2, "--search: missing term, at column 3 of a("),
        (["bees", "pages", "--to", "csv"], 2, "--search writes lines, json or jsonl, not csv"),
        (["bees", "pages", "--where", "x"], 2, "--where cannot be used with --search"),
        (["is:unread", "pages", "--no-state"], 2, "--search: is:unread is about what is remembered, which --no-state"),
        (["/(a|aa)+$/", "pages"], 1, "no comment matches /(a|aa)+$/"),
    ],
)
def test_the_exit_status_and_one_line_say_what_is_wrong(
    command: Command, arguments: list[str], status: int, message: str
) -> None:
    run = command("--search", *arguments)
    assert run.returncode == status
    assert said(run)[0].startswith(message)
    assert len(said(run)) == 1


def test_what_is_found_is_written_although_a_file_is_missing(command: Command) -> None:
    run = command("--search", "bees", "gone.txt", "pages")
    assert (run.returncode, run.stdout.count(b"\n")) == (2, 1)


def test_a_named_file_that_cannot_be_read_is_reported(command: Command, pages: Path) -> None:
    (pages / "program").write_bytes(b"\x7fELF\x00\x01" * 60)
    os.mkfifo(pages / "pipe")
    assert command("--search", "bees", "pages").returncode == 0
    for no_state in ([], ["--no-state"]):
        run = command("--search", "bees", "pages/program", "pages/pipe", *no_state)
        assert run.returncode == 2
        assert {line.split(":")[0] for line in said(run)} == {"cannot read pages/program", "cannot read pages/pipe"}
        assert len(said(run)) == 2


def test_the_output_goes_to_a_file_and_an_old_one_stays_if_nothing_is_found(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "hits.txt"
    assert command("--search", "bees", "pages", "-o", out).returncode == 0
    assert out.read_text(encoding="utf-8").count("\n") == 1
    assert command("--search", "wasps", "pages", "-o", out).returncode == 1
    assert out.read_text(encoding="utf-8").count("\n") == 1
    assert said(command("--search", "bees", "pages/page.txt", "-o", "pages/page.txt")) == ["no comment matches bees"]


def test_a_word_may_be_left_out(command: Command) -> None:
    assert command("--search", "-bees", "pages").stdout.count(b"\n") == 4


def test_control_characters_of_pages_and_names_are_neutralised(command: Command, pages: Path) -> None:
    (pages / "more" / "kiln.txt").rename(pages / "esc\x1b[31m\n.txt")
    (pages / "esc\x1b[31m\n.txt").write_text(KILN.replace("And bees", "And \x1b]0;x\x07 bees"), encoding="utf-8")
    run = command("--search", "bees", "pages")
    assert run.returncode == 0
    assert run.stdout.count(b"\n") == 1
    assert not set(run.stdout) & (set(range(32)) - {10})
    (hit,) = json.loads(command("--search", "bees", "pages", "-t", "json").stdout)["hits"]
    assert hit["file"] == "pages/esc\x1b[31m\n.txt"


def test_without_paths_all_known_files_are_searched_or_this_folder(
    command: Command, cache: Path, tmp_path: Path, pages: Path
) -> None:
    here = command("--search", "bees", XDG_CACHE_HOME=str(cache))
    assert here.stdout.startswith(b"./pages/more/kiln.txt:2  Odo")
    command("--search", "bees", "pages/more", XDG_CACHE_HOME=str(tmp_path / "other"))
    known = command("--search", "bees OR calm", XDG_CACHE_HOME=str(tmp_path / "other"))
    assert known.stdout.decode().startswith(f"{pages}/more/kiln.txt:2  Odo")
    assert known.stdout.count(b"\n") == 1
    (pages / "more" / "kiln.txt").unlink()
    (pages / "more").rmdir()
    assert command("--search", "bees", XDG_CACHE_HOME=str(tmp_path / "other")).returncode == 1


def test_changed_files_are_searched_as_they_are_now(command: Command, pages: Path) -> None:
    assert command("--search", "wasps", "pages").returncode == 1
    (pages / "more" / "kiln.txt").write_text(KILN.replace("bees", "wasps"), encoding="utf-8")
    (pages / "new.txt").write_text(KILN.replace("bees", "wasps"), encoding="utf-8")
    assert command("--search", "wasps", "pages").stdout.count(b"\n") == 2
    assert command("--search", "bees", "pages").returncode == 1


def test_no_state_builds_no_index_and_finds_the_same(command: Command, cache: Path) -> None:
    kept = command("--search", "bees OR calm", "pages").stdout
    run = command("--search", "bees OR calm", "pages", "--no-state", XDG_CACHE_HOME=str(cache))
    assert (run.returncode, run.stdout, run.stderr) == (0, kept, b"")
    assert not cache.exists()


def test_forgetting_a_file_deletes_its_words(command: Command, cache: Path) -> None:
    around = {"XDG_CACHE_HOME": str(cache)}
    assert command("--forget", "pages/more/kiln.txt", **around).returncode == 0
    assert not cache.exists()
    command("--search", "bees", "pages", **around)
    index = cache / "thread-reader" / "library.db"
    assert b"kiln.txt" in index.read_bytes()
    assert command("--forget", "pages/more/kiln.txt", **around).returncode == 0
    assert b"kiln.txt" not in index.read_bytes()
    assert command("--search", "bees", "pages", **around).returncode == 0


def test_an_index_that_cannot_be_written_is_said_once(command: Command, cache: Path) -> None:
    cache.write_text("")
    run = command("--search", "bees", "pages", XDG_CACHE_HOME=str(cache))
    assert (run.returncode, run.stdout.count(b"\n")) == (0, 1)
    (line,) = said(run)
    assert line.startswith("the cache folder cannot be used (")


def test_an_index_that_cannot_be_written_later_is_said_once(command: Command, cache: Path) -> None:
    command("--search", "bees", "pages/page.txt", XDG_CACHE_HOME=str(cache))
    with closing(sqlite3.connect(cache / "thread-reader" / "library.db")) as index:
        index.execute("CREATE TRIGGER full BEFORE INSERT ON file BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")
    run = command("--search", "bees", "pages", XDG_CACHE_HOME=str(cache))
    assert (run.returncode, run.stdout.count(b"\n")) == (0, 1)
    assert said(run) == ["the search index cannot be used (the disk is full); every file is read again"]


def test_the_state_answers_what_is_unread_and_starred(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    path.write_bytes(page_of(range(6)))
    discussion = read(open_source(str(path)))
    connection = open_database().connection
    known = recall(connection, save_of(discussion, run_to_end(fingerprint_steps(discussion))))
    keep_reading(connection, known.discussion, [(range(4), True)], None)
    keep_star(connection, known.discussion, Quoted(2, "reader2", "2 We painted"))
    connection.close()
    for query, numbers in (("is:unread", [5, 6]), ("is:starred", [3]), ("is:starred painted OR is:unread 5", [3, 6])):
        assert run(["--search", query, str(path), "--to", "jsonl"]) == 0
        assert [json.loads(line)["comment"] for line in capfd.readouterr().out.splitlines()] == numbers


def test_files_that_were_opened_are_searched_if_none_is_named(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = open_database().connection
    files = [tmp_path / "opened" / "page.json", tmp_path / "here" / "deep" / "page.json"]
    for number, path in enumerate(files):
        path.parent.mkdir(parents=True)
        path.write_bytes(page_of(range(10 * number, 10 * number + 6)))
        discussion = read(open_source(str(path)))
        recall(connection, save_of(discussion, run_to_end(fingerprint_steps(discussion))))
    connection.close()
    monkeypatch.chdir(tmp_path / "here")

    def found() -> list[str]:
        run(["--search", "painted", "--to", "jsonl"])
        return list(dict.fromkeys(json.loads(line)["file"] for line in capfd.readouterr().out.splitlines()))

    with monkeypatch.context() as patched:
        patched.setattr("thread_reader.command_line.file_search.MAX_BYTES", 10)
        assert found() == ["./deep/page.json"], "large files are not read unasked"
    assert sorted(found()) == sorted(map(str, files)), "each once"
    files[0].unlink()
    assert run(["--search", "painted"]) == 0
    assert capfd.readouterr().err == ""


def test_progress_is_shown_on_a_terminal_and_deleted(
    program: list[str], environment: dict[str, str], pages: Path
) -> None:
    main, terminal = pty.openpty()
    run = subprocess.run(
        [*program, "--search", "bees", "pages"],
        check=True,
        cwd=pages.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=terminal,
    )
    os.close(terminal)
    shown = os.read(main, 1 << 16).decode()
    os.close(main)
    assert run.stdout.count(b"\n") == 1
    assert "files found" in shown
    assert shown.endswith("\r")
    assert shown.split("\r")[-2].strip() == "", "the line is blank at the end"


def test_progress_is_not_written_where_nobody_sees_it(capfd: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    progress.show("12 files found")
    progress.end()
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("more", [(), ("--no-state",)], ids=["index", "scan"])
def test_a_folder_that_cannot_be_listed_is_reported(
    pages: Path, more: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: object = ".") -> object:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert run(["--search", "bees", str(pages), *more]) == 2
    assert f"cannot read {pages}: permission denied" in capsys.readouterr().err
