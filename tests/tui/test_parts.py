"""Several discussions of one file: written one after the other, or the one that `--part` chooses."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from harness.boards import BOARD, knowing_boards
from thread_parsers.export.schema import load

if TYPE_CHECKING:
    from pathlib import Path


Run = subprocess.CompletedProcess[bytes]
Command = Callable[..., Run]


@pytest.fixture
def around(tmp_path: Path, environment: dict[str, str]) -> dict[str, str]:
    """Surroundings in which the format of boards is known: three discussions, and an article without comments."""
    (tmp_path / "board.txt").write_text(BOARD)
    return knowing_boards(tmp_path, environment)


def test_json_is_one_object_per_line(command: Command, around: dict[str, str]) -> None:
    run = command("board.txt", "-t", "json", **around)
    assert (run.returncode, run.stderr) == (0, b"")
    got = [load(line) for line in run.stdout.splitlines()]
    assert [(each.discussion, each.title) for each in got] == [(1, "Kiln"), (2, "Loom"), (3, "Forge")]
    assert {each.file for each in got} == {"board.txt"}
    assert [comment.author for each in got for comment in each.comments] == ["Petra", "Odo", "Warp", "Smith"]
    # What every byte of the file became is written once.
    assert got[0].receipt.bytes
    assert [(each.receipt.spans, each.receipt.bytes) for each in got[1:]] == [(None, None)] * 2
    # An article without comments is not a discussion.
    assert "1 discussion without comments" in [note.text for note in got[0].receipt.notes]


def test_every_line_and_row_has_the_number_of_its_discussion(command: Command, around: dict[str, str]) -> None:
    lines = command("board.txt", "-t", "jsonl", **around).stdout.splitlines()
    assert [(got["discussion"], got["id"]) for got in map(json.loads, lines)] == [(1, 1), (1, 2), (2, 1), (3, 1)]
    _, *rows = csv.reader(command("board.txt", "-t", "csv", **around).stdout.decode().splitlines())
    assert [row[:2] for row in rows] == [["1", "1"], ["1", "2"], ["2", "1"], ["3", "1"]]


@pytest.mark.parametrize("form", ["md", "txt"])
def test_each_discussion_has_a_heading(command: Command, around: dict[str, str], form: str) -> None:
    lines = command("board.txt", "-t", form, **around).stdout.decode().splitlines()
    headings = [line.removeprefix("# ") for line in lines if line.removeprefix("# ")[1:3] == ". "]
    assert headings == ["1. Kiln", "2. Loom", "3. Forge"]


def test_discussions_of_several_files_are_numbered_together(command: Command, around: dict[str, str]) -> None:
    lines = command("board.txt", "board.txt", "-t", "jsonl", **around).stdout.splitlines()
    assert [json.loads(line)["discussion"] for line in lines] == [1, 1, 2, 3, 4, 4, 5, 6]


def test_discussions_without_a_match_are_left_out(command: Command, around: dict[str, str]) -> None:
    run = command("board.txt", "-t", "json", "-w", "bees", **around)
    assert (run.returncode, run.stderr) == (0, b"")
    got = [load(line) for line in run.stdout.splitlines()]
    assert [(each.discussion, [comment.id for comment in each.comments]) for each in got] == [(1, [2]), (3, [1])]
    none = command("board.txt", "-t", "json", "-w", "wasps", **around)
    assert (none.returncode, none.stdout, none.stderr) == (1, b"", b"thread-reader: nothing matches wasps\n")


def test_a_part_is_written_as_a_file_of_its_own_would_be(command: Command, around: dict[str, str]) -> None:
    got = json.loads(command("board.txt", "-t", "json", "--part", "2", **around).stdout)
    assert "discussion" not in got
    assert (got["title"], [comment["author"] for comment in got["comments"]]) == ("Loom", ["Warp"])
    assert got["receipt"]["bytes"]
    assert command("board.txt", "--part", "3", **around).stdout.decode().splitlines()[0] == "Forge"


@pytest.mark.parametrize("part", ["0", "4", "999999999"])
def test_a_part_that_there_is_not_is_one_line(command: Command, around: dict[str, str], part: str) -> None:
    run = command("board.txt", "-t", "json", "--part", part, **around)
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.decode() == f"thread-reader: no part {part}; the file has 3 discussions\n"


@pytest.mark.parametrize("part", ["x", "-1", "1.5", "", "²", "9" * 10])
def test_a_part_that_is_no_number_is_one_line(command: Command, around: dict[str, str], part: str) -> None:
    run = command("board.txt", "-t", "json", "--part", part, **around)
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.decode() == f"thread-reader: argument --part: not a number: {part}; see --help\n"


def test_a_part_of_several_files_is_refused(command: Command, around: dict[str, str]) -> None:
    run = command("board.txt", "board.txt", "--part", "2", **around)
    assert (run.returncode, run.stderr) == (2, b"thread-reader: --part can only be used with one FILE\n")


def test_reports_are_about_each_discussion(command: Command, around: dict[str, str]) -> None:
    lines = command("board.txt", "--receipt", **around).stdout.decode().splitlines()
    assert [line for line in lines if line.startswith("comments: ")] == [f"comments: {n} read" for n in (2, 1, 1)]
    assert lines.count("bytes") == 1
    assert b'user:"Smith"' in command("board.txt", "--stats", "--part", "3", **around).stdout
