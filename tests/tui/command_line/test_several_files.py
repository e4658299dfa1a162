"""Several files in one call: one document for each, in every form."""

from __future__ import annotations

import csv
import json
import os
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from thread_parsers.export.schema import load
from thread_parsers.export.writers import WRITERS

if TYPE_CHECKING:
    from pathlib import Path

Run = subprocess.CompletedProcess[bytes]
Command = Callable[..., Run]

KILN = (
    "The kiln is warm\n\nIt was lit at six.\n\n"
    "Petra · 2025-03-09 18:20\nBring clay.\n\nOdo · 2025-03-09 18:25\nAnd \u2028 bees.\n"
)
LOOM = "\nWarp · 2025-04-01 08:00\nThe loom is free.\n\nWeft · 2025-04-01 09:00\nNot today.\n"


@pytest.fixture(autouse=True)
def pages(page: Path) -> Path:
    """A folder with page.txt (three comments, two of them with bees or roof), kiln.txt (two) and loom.txt (two)."""
    page.with_name("kiln.txt").write_text(KILN, encoding="utf-8")
    page.with_name("loom.txt").write_text(LOOM, encoding="utf-8")
    return page.parent


def said(run: Run) -> list[str]:
    """The lines on standard error, without the name of the program."""
    return [line.removeprefix("thread-reader: ") for line in run.stderr.decode().splitlines()]


def test_json_is_one_object_per_line_and_each_is_valid_alone(command: Command) -> None:
    run = command("page.txt", "kiln.txt", "-t", "json")
    assert (run.returncode, run.stderr) == (0, b"")
    lines = run.stdout.decode().split("\n")
    assert lines.pop() == ""
    got = [json.loads(line) for line in lines]
    assert [(each["discussion"], each["file"]) for each in got] == [(1, "page.txt"), (2, "kiln.txt")]
    for line, each in zip(lines, got, strict=True):
        alone = json.loads(command(each.pop("file"), "-t", "json").stdout)
        del each["discussion"]
        assert each == alone
        assert load(line).format == alone["format"]
    with_stats = [
        json.loads(line) for line in command("page.txt", "kiln.txt", "-t", "json", "--stats").stdout.splitlines()
    ]
    assert [each["stats"]["people"][0]["name"] for each in with_stats] == ["AtticCat", "Petra"]


def test_a_single_file_is_written_as_ever(command: Command) -> None:
    assert b'"discussion"' not in command("page.txt", "-t", "json").stdout
    assert b'"discussion"' not in command("page.txt", "-t", "jsonl").stdout


def test_each_comment_says_which_discussion_it_is_of(command: Command) -> None:
    run = command("kiln.txt", "-t", "jsonl", "page.txt", "loom.txt")
    got = [json.loads(line) for line in run.stdout.decode().split("\n")[:-1]]
    assert [(each["discussion"], each["id"]) for each in got] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (2, 2),
        (2, 3),
        (3, 1),
        (3, 2),
    ]
    alone = [json.loads(line) for line in command("loom.txt", "-t", "jsonl").stdout.splitlines()]
    assert [{key: value for key, value in each.items() if key != "discussion"} for each in got[-2:]] == alone


def test_a_table_has_one_header_and_a_column_for_the_discussion(command: Command) -> None:
    header, *rows = csv.reader(command("kiln.txt", "loom.txt", "-t", "csv").stdout.decode().split("\n")[:-1])
    assert header[:2] == ["discussion", "id"]
    assert [row[:2] for row in rows] == [["1", "1"], ["1", "2"], ["2", "1"], ["2", "2"]]
    alone = list(csv.reader(command("loom.txt", "-t", "csv").stdout.decode().split("\n")[:-1]))
    assert [row[1:] for row in (header, *rows[2:])] == alone


@pytest.mark.parametrize(
    ("form", "headings"),
    [
        ("md", ["# 1. The kiln is warm", "# 2. loom.txt"]),
        ("txt", ["1. The kiln is warm", "2. loom.txt"]),
    ],
)
def test_each_discussion_has_a_numbered_heading(command: Command, form: str, headings: list[str]) -> None:
    lines = command("kiln.txt", "loom.txt", "-t", form).stdout.decode().split("\n")
    assert [line for line in lines if line.removeprefix("# ")[:3] in ("1. ", "2. ")] == headings
    for word in ("Bring clay.", "The loom is free."):
        assert any(word in line for line in lines)


def test_a_report_has_a_heading_for_each_file(command: Command) -> None:
    for option in ("--receipt", "--stats"):
        run = command("kiln.txt", "loom.txt", option)
        assert (run.returncode, run.stderr) == (0, b"")
        lines = run.stdout.decode().splitlines()
        assert [line for line in lines if line[:3] in ("1. ", "2. ")] == ["1. The kiln is warm", "2. loom.txt"]
        assert all(line in lines for line in command("loom.txt", option).stdout.decode().splitlines())


@pytest.mark.parametrize("form", WRITERS)
def test_discussions_without_a_match_are_left_out(command: Command, form: str) -> None:
    run = command("loom.txt", "page.txt", "kiln.txt", "-t", form, "-w", "bees")
    assert (run.returncode, run.stderr) == (0, b"")
    assert b"loom" not in run.stdout
    assert b"bees" in run.stdout
    if form == "jsonl":
        assert [json.loads(line)["discussion"] for line in run.stdout.decode().split("\n")[:-1]] == [3]
    if form == "csv":
        assert run.stdout.startswith(b'"discussion"')


def test_nothing_is_written_where_no_discussion_has_a_match(command: Command, pages: Path) -> None:
    (pages / "out.json").write_text("old")
    (pages / "words.txt").write_text("No comments at all.\n")
    run = command("words.txt", "kiln.txt", "loom.txt", "-o", "out.json", "-w", "user:Petr4")
    assert (run.returncode, run.stdout, said(run)) == (1, b"", ["nothing matches user:Petr4; nearest author: Petra"])
    assert (pages / "out.json").read_text() == "old"


def test_a_file_that_cannot_be_read_does_not_stop_the_others(command: Command, pages: Path) -> None:
    (pages / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    run = command("missing.txt", "kiln.txt", "picture.png", "loom.txt", "-t", "jsonl")
    assert run.returncode == 2
    assert [json.loads(line)["author"] for line in run.stdout.decode().split("\n")[:-1]] == [
        "Petra",
        "Odo",
        "Warp",
        "Weft",
    ]
    assert [line.split(":")[0] for line in said(run)] == ["cannot read missing.txt", "cannot read picture.png"]


def test_a_file_that_cannot_be_read_counts_more_than_no_match(command: Command) -> None:
    run = command("missing.txt", "kiln.txt", "-t", "jsonl", "-w", "wasps")
    assert (run.returncode, run.stdout) == (2, b"")
    assert said(run) == ["cannot read missing.txt: does not exist", "nothing matches wasps"]


def test_an_output_is_left_alone_where_no_file_can_be_read(command: Command, pages: Path) -> None:
    (pages / "out.txt").write_text("old")
    run = command("missing.txt", ".", "-o", "out.txt")
    assert (run.returncode, len(said(run)), (pages / "out.txt").read_text()) == (2, 2, "old")


def test_none_of_the_files_is_overwritten(command: Command, pages: Path) -> None:
    run = command("page.txt", "kiln.txt", "-o", "kiln.txt")
    assert (run.returncode, said(run)) == (2, ["cannot write kiln.txt: is the file that is being read"])
    assert (pages / "kiln.txt").read_text(encoding="utf-8") == KILN


def test_times_that_a_query_cannot_compare_are_said_for_each_file(command: Command, pages: Path) -> None:
    ago = "The gate is shut.\n\n" + "".join(f"Person{at} · {at} days ago\nSo be it.\n\n" for at in (2, 1, 3))
    (pages / "ago.txt").write_text(f"{ago}Ann · 2024-03-09 18:20\nNo.\n", encoding="utf-8")
    run = command("loom.txt", "ago.txt", "-t", "jsonl", "-w", "after:2020")
    (line,) = said(run)
    assert run.returncode == 0
    assert line.startswith("ago.txt: 3 comments have only a relative time")


def test_standard_input_is_one_of_the_files_once(command: Command) -> None:
    run = command("loom.txt", "-", "-t", "json", given=KILN.encode())
    assert [json.loads(line)["file"] for line in run.stdout.decode().split("\n")[:-1]] == ["loom.txt", "-"]
    twice = command("-", "-", "-t", "json", given=KILN.encode())
    assert (twice.returncode, twice.stdout) == (2, b"")
    assert "only once" in said(twice)[0]


def test_after_two_dashes_everything_is_a_file(command: Command, pages: Path) -> None:
    (pages / "kiln.txt").rename(pages / "-w")
    run = command("-t", "json", "--", "loom.txt", "-w")
    assert [json.loads(line)["file"] for line in run.stdout.decode().split("\n")[:-1]] == ["loom.txt", "-w"]


@pytest.mark.parametrize(
    ("option", "name"), [(["--at", "2"], "--at"), (["--part", "2"], "--part"), (["--since", "loom.txt"], "--since")]
)
def test_an_option_for_one_file_is_refused_for_a_list(
    on_terminal: Callable[..., tuple[int, bytes]], option: list[str], name: str
) -> None:
    """Of a folder, of the current folder, and of several files; `--part` is refused earlier for the latter."""
    for files in (["."], [], ["page.txt", "kiln.txt"]):
        status, got = on_terminal(*files, *option, keyboard=True)
        assert status == 2
        assert got.decode().startswith(f"thread-reader: {name} ")
        assert got.count(b"\n") == 1


def test_standard_input_is_no_row_of_a_list(on_terminal: Callable[..., tuple[int, bytes]]) -> None:
    status, got = on_terminal("page.txt", "-", keyboard=True)
    assert status == 2
    assert got.decode().startswith("thread-reader: standard input cannot be listed with other files")


def test_only_one_file_is_open_at_a_time(command: Command, pages: Path, environment: dict[str, str]) -> None:
    """A hundred files are written where a process may have only a few open."""
    for number in range(100):
        (pages / f"{number}.txt").write_text(LOOM, encoding="utf-8")
    (pages / "sitecustomize.py").write_text("import resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (20, 20))\n")
    path = os.pathsep.join([str(pages), environment["PYTHONPATH"]])
    run = command(*(f"{number}.txt" for number in range(100)), "-t", "jsonl", PYTHONPATH=path)
    assert (run.returncode, run.stderr) == (0, b"")
    assert len(run.stdout.splitlines()) == 200


def test_a_folder_stands_for_the_discussions_below_it(command: Command, pages: Path) -> None:
    below = pages / "saved" / "2025"
    below.mkdir(parents=True)
    for name in ("kiln.txt", "loom.txt"):
        (pages / name).rename(below / name)
    (below / ".hidden.txt").write_text(LOOM, encoding="utf-8")
    (pages / "saved" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (pages / "saved" / "recipe.txt").write_text("Bread.\n\nFlour and water.\n", encoding="utf-8")
    (pages / "saved" / "pipe").symlink_to("/dev/null")
    run = command("saved", "page.txt", "--count")
    assert run.returncode == 0
    assert run.stdout.decode().splitlines() == ["2\t1. The kiln is warm", "2\t2. saved/2025/loom.txt", "3\t3. page.txt"]
    assert said(run) == ["left out: 1 file without comments, 2 files that cannot be read"]
    written = command("saved", "-t", "jsonl", "-w", "user:Weft")
    assert [json.loads(line)["author"] for line in written.stdout.splitlines()] == ["Weft"]
    # A folder of one discussion is written as several are.
    assert b'"discussion"' in command("saved/2025", "-t", "json", "-w", "user:Weft").stdout


@pytest.mark.parametrize("name", ["empty", "nothing"])
def test_a_folder_without_discussions_is_not_usable(command: Command, pages: Path, name: str) -> None:
    (pages / "empty").mkdir()
    (pages / "nothing").mkdir()
    (pages / "nothing" / "recipe.txt").write_text("Bread.\n", encoding="utf-8")
    run = command(name, "-t", "json")
    assert (run.returncode, run.stdout) == (2, b"")
    assert len(said(run)) == 1


def test_a_part_of_a_folder_is_refused_and_an_output_in_the_folder_is_none_of_its_sources(
    command: Command, pages: Path
) -> None:
    assert said(command(".", "--part", "1", "--count")) == ["--part can only be used with one FILE"]
    run = command(".", "-o", "loom.txt")
    assert run.returncode == 2
    assert (pages / "loom.txt").read_text(encoding="utf-8") == LOOM
