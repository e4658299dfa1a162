"""The command as users run it: output, messages, exit status."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

import thread_reader
from thread_parsers.export.writers import WRITERS
from thread_reader.command_line.arguments import FORMS, argument_parser

if TYPE_CHECKING:
    from pathlib import Path

Run = subprocess.CompletedProcess[bytes]
Command = Callable[..., Run]


def the_line(run: Run) -> str:
    """The one line on standard error."""
    lines = run.stderr.decode().split("\n")
    assert lines[1:] == [""], lines
    assert lines[0].startswith("thread-reader: ")
    return lines[0]


def test_the_page_is_written_as_json(command: Command, page: Path) -> None:
    run = command(page, "--to", "json")
    assert (run.returncode, run.stderr) == (0, b"")
    got = json.loads(run.stdout)
    assert [comment["author"] for comment in got["comments"]] == ["AtticCat", "[deleted]", "rosa"]
    assert got["comments"][0]["segments"] == ["I can see them from my window.", "They are not calm."]
    assert got["engagement"]["likes"] == 7


@pytest.mark.parametrize("form", WRITERS)
def test_every_form_is_written(command: Command, page: Path, form: str) -> None:
    run = command(page, "--to", form)
    assert (run.returncode, run.stderr) == (0, b"")
    assert b"They are not calm." in run.stdout


def test_a_pipe_gets_the_discussion_as_text(command: Command, page: Path) -> None:
    assert command(page).stdout == command(page, "--to", "txt").stdout


def test_standard_input_is_read_for_a_dash(command: Command, page: Path) -> None:
    run = command("-", "--to", "jsonl", given=page.read_bytes())
    assert (run.returncode, run.stdout) == (0, command(page, "--to", "jsonl").stdout)


def test_only_matching_comments_are_written(command: Command, page: Path) -> None:
    run = command(page, "--to", "jsonl", "--where", "user:rosa")
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == [3]


def test_matching_comments_are_counted(command: Command, page: Path) -> None:
    count = command(page, "--count", "--where", "user:AtticCat")
    assert (count.returncode, count.stdout, count.stderr) == (0, b"1\n", b"")
    assert command(page, "--count").stdout == b"3\n"
    none = command(page, "--count", "--where", "zebra")
    assert (none.returncode, none.stdout) == (1, b"0\n")
    assert command(page.name, page.name, "--count").stdout == b"3\t1. page.txt\n3\t2. page.txt\n"


def test_quiet_only_tells_by_the_exit_status(command: Command, page: Path) -> None:
    for query, status in (("user:rosa", 0), ("zebra", 1)):
        run = command(page, "-q", "--where", query)
        assert (run.returncode, run.stdout, run.stderr) == (status, b"", b"")
    assert command("missing.txt", "-q").returncode == 2
    assert command(page, "-q", "--stats").returncode == 2


def test_a_query_may_begin_with_a_dash(command: Command, page: Path) -> None:
    run = command(page, "--where", "-roof", "--to", "jsonl")
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == [1, 2]


def test_a_query_that_matches_nothing_ends_with_1_and_writes_nothing(command: Command, page: Path) -> None:
    run = command(page, "--to", "json", "--where", "wasps", "-o", "out.json")
    assert (run.returncode, run.stdout) == (1, b"")
    assert the_line(run) == "thread-reader: nothing matches wasps"
    assert not page.with_name("out.json").exists()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("user:Attik", "nothing matches user:Attik; nearest author: AtticCat"),
        ("bees @ros4", "nothing matches bees @ros4; nearest author: rosa"),
        ("not bees", "nothing matches not bees; operators are in capitals: NOT"),
        ("like>0", "nothing matches like>0; did you mean likes:>0?"),
    ],
)
def test_a_query_that_matches_nothing_is_answered_with_what_is_near(
    command: Command, page: Path, query: str, said: str
) -> None:
    run = command(page, "--to", "jsonl", "--where", query)
    assert (run.returncode, run.stdout) == (1, b"")
    assert the_line(run) == f"thread-reader: {said}"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("usr:rosa", "no field usr:; did you mean user:?, at column 1 of usr:rosa"),
        ("is:unread", "is:unread is about what is remembered, which --no-state leaves out"),
        ("bees OR -(is:starred)", "is:starred is about what is remembered, which --no-state leaves out"),
    ],
)
def test_a_query_that_cannot_be_answered_is_refused(command: Command, page: Path, query: str, said: str) -> None:
    run = command(page, "--no-state", "--to", "csv", "--where", query)
    assert (run.returncode, run.stdout) == (2, b"")
    assert the_line(run) == f"thread-reader: --where: {said}"


@pytest.mark.parametrize("field", ["about", "likes", "words", "depth", "hour", "value", "on"])
def test_a_number_of_thousands_of_digits_is_refused_or_not_found(command: Command, page: Path, field: str) -> None:
    run = command(page, "--to", "csv", "--where", f"{field}:{'9' * 5000}")
    assert run.returncode in (1, 2)
    the_line(run)


def test_a_straight_apostrophe_finds_a_curly_one_and_one_at_sign_a_name_that_has_one(
    command: Command, page: Path
) -> None:
    page.write_text(page.read_text().replace("They are not", "They aren’t").replace("rosa", "@rosa"))
    for query, found in (("aren't", [1]), ("Aren’t OR aren’t", [1]), ("@rosa", [3]), ("@@rosa", [3]), ("user:ro", [3])):
        run = command(page, "--to", "jsonl", "--where", query)
        assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == found, query


def test_a_query_that_does_not_parse_is_pointed_at(command: Command, page: Path) -> None:
    run = command(page, "--to", "json", "--where", "bees likes:>many")
    assert (run.returncode, run.stdout) == (2, b"")
    assert "column" in the_line(run)


def test_the_stats_are_printed_and_written(command: Command, page: Path) -> None:
    run = command(page, "--stats")
    assert (run.returncode, run.stderr) == (0, b"")
    assert b'user:"AtticCat"' in run.stdout
    written = json.loads(command(page, "--to", "json", "--stats").stdout)
    assert [person["name"] for person in written["stats"]["people"]][:1] == ["AtticCat"]
    assert "stats" not in json.loads(command(page, "--to", "json").stdout)


def test_the_stats_of_a_query_say_so(command: Command, page: Path) -> None:
    run = command(page, "--stats", "--where", "window OR jars")
    assert run.stdout.decode().splitlines()[:2] == ["query      window OR jars", "comments   2 of 3, 3 declared"]
    stats = json.loads(command(page, "--to", "json", "--stats", "-w", "window OR jars").stdout)["stats"]
    assert (stats["of"], stats["query"]) == (3, "window OR jars")
    assert [person["name"] for person in stats["people"]] == ["AtticCat", "[deleted]"]
    assert command(page, "--stats", "-w", "no such words").returncode == 1


def test_the_stats_are_charts_on_a_terminal_and_coloured_where_it_has_colours(
    on_terminal: Callable[..., tuple[int, bytes]], page: Path
) -> None:
    comments = "".join(
        f"rider{at % 4 // at % 3}\n· 2025-03-1{at % 9} 18:20\nLate\x1b]0;x.\nReply0\n" for at in range(1, 20)
    )
    page.write_text(page.read_text() + comments, encoding="utf-8")
    drawn = {}
    for name, changes in {
        "colour": {"TERM": "xterm-256color"},
        "none": {"TERM": "xterm-256color", "NO_COLOR": "1"},
        "dumb": {"TERM": "dumb"},
        "never": {"TERM": "xterm-256color", "color": "never"},
        "always": {"TERM": "xterm-256color", "NO_COLOR": "1", "color": "always"},
    }.items():
        color = f"--color={changes.pop('color', 'auto')}"
        status, written = on_terminal(page, "--stats", color, size=(30, 60), **changes)
        assert status == 0
        assert b"\x1b]0" not in written  # nothing of the page acts on the terminal
        drawn[name] = written.decode().replace("\r", "")
    assert "\x1b[36m" in drawn["colour"]
    assert "\x1b[1m" in drawn["none"]
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", drawn["none"])
    assert "\x1b" not in drawn["dumb"] + drawn["never"]
    assert drawn["always"] == drawn["colour"]
    words = {re.sub(r"\x1b\[[0-9;]*m", "", text) for text in drawn.values()}
    assert len(words) == 1
    lines = words.pop().split("\n")
    assert lines[0] == "Stats  of all 22"
    assert any(line.startswith("To read first  ") for line in lines)
    assert "When  one column = 6 hours" in lines
    assert max(map(len, lines)) < 60
    assert any("━━━" in line for line in lines)


def test_the_receipt_has_format_lines_kinds_and_counts(command: Command, page: Path) -> None:
    run = command(page, "--receipt")
    words = run.stdout.decode()
    assert run.returncode == 0
    assert "read as gate" in words
    assert re.search(r"^ +1-2  article$", words, re.MULTILINE)
    assert re.search(r"^ +14  separator$", words, re.MULTILINE)
    assert f"\n{len(page.read_text().splitlines())} lines: " in words
    assert "comments: 3 declared, 3 read" in words


def test_formats_are_listed(command: Command) -> None:
    run = command("--formats")
    assert run.returncode == 0
    assert [line.split()[0] for line in run.stdout.decode().splitlines()][-1] == "plain"


def test_formats_of_a_file_come_with_scores_the_best_first(command: Command, page: Path) -> None:
    lines = command(page, "--formats").stdout.decode().splitlines()
    scores = [float(line.split()[0]) for line in lines]
    assert scores == sorted(scores, reverse=True)
    assert lines[0].split()[1] == "gate"


def test_formats_of_a_file_come_with_the_lines_that_almost_match(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("The kettle is broken.\n2025-12-24 06:14\nWater.\n")
    lines = command(path, "--formats").stdout.decode().splitlines()
    assert "      line 2: 2025-12-24 06:14  (a time alone on a line)" in lines


def test_a_format_can_be_named(command: Command, page: Path) -> None:
    assert json.loads(command(page, "--from", "plain", "--to", "json").stdout)["format"] == "plain"


def test_the_schema_needs_no_file(command: Command) -> None:
    assert "Comment" in json.loads(command("--to", "schema").stdout)["$defs"]


def test_version_and_help_go_to_standard_output(command: Command) -> None:
    for option in ("--version", "-V"):
        assert command(option).stdout.decode() == f"thread-reader {thread_reader.__version__}\n"
    helped = command("--help")
    assert (helped.returncode, helped.stderr) == (0, b"")
    assert all(
        option in helped.stdout.decode() for action in argument_parser()._actions for option in action.option_strings
    )


def test_the_values_of_to_are_the_names_of_the_writers() -> None:
    assert set(FORMS) == {*WRITERS, "schema"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "no FILE"),
        (("missing.txt", "--to", "json"), "missing.txt"),
        (("https://forum.example/t/9", "--to", "json"), "https://forum.example/t/9: nothing is fetched; save the page"),
        (("https://old.reddit.com/r/a",), "https://old.reddit.com/r/a: nothing is fetched; save the address of the"),
        (("https://notreddit.com/r/a",), "https://notreddit.com/r/a: nothing is fetched; save the page"),
        (("https://[/",), "https://[/: nothing is fetched; save the page"),
        (("page.txt", "--to", "docx"), "docx"),
        (("page.txt", "--from", "usenet", "--to", "json"), "usenet"),
        (("page.txt", "--colour"), "--colour"),
        (("page.txt", "--to"), "--to"),
        (("page.txt", "--to", "json", "--receipt"), "not allowed"),
        (("page.txt", "--to", "csv", "--stats"), "--stats"),
        (("page.txt", "--receipt", "--stats"), "--stats"),
        (("page.txt", "--receipt", "--where", "x"), "--where"),
        (("page.txt", "-o", "page.docx"), "page.docx"),
        (("page.txt", "-o", "page.txt"), "is being read"),
        (("page.txt", "--to", "json", "-o", "nowhere/out.json"), "nowhere/out.json"),
        (("page.txt", "--to", "json", "-o", "."), "folder"),
    ],
)
def test_unusable_arguments_or_files_are_one_line_and_2(
    command: Command, page: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = page.read_bytes()
    run = command(*arguments)
    assert (run.returncode, run.stdout) == (2, b"")
    assert words in the_line(run)
    assert page.read_bytes() == before


def test_a_file_without_permission_is_one_line_and_2(command: Command, page: Path) -> None:
    page.chmod(0)
    if os.access(page, os.R_OK):
        pytest.skip("this user may read everything")
    run = command(page, "--to", "json")
    assert run.returncode == 2
    assert "permission" in the_line(run)


def test_a_binary_file_is_one_line_and_2(command: Command, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    run = command("picture.png", "--to", "json")
    assert run.returncode == 2
    assert "picture.png" in the_line(run)


HOSTILE = "\x1b]0;owned\x07\x9b31m\u202e\n\udcff"


@pytest.mark.parametrize(
    "arguments",
    [
        (f"no{HOSTILE}.txt", "--to", "txt"),
        ("page.txt", f"--{HOSTILE}"),
        ("page.txt", HOSTILE),
        ("page.txt", "--to", HOSTILE),
        ("page.txt", "--to", "txt", "--from", HOSTILE),
        ("page.txt", "--to", "txt", "--where", f"likes:>{HOSTILE}"),
        ("page.txt", "--to", "txt", "-o", f"missing/{HOSTILE}"),
    ],
)
def test_no_control_character_of_an_argument_reaches_standard_error(
    command: Command, page: Path, arguments: tuple[str, ...]
) -> None:
    run = command(*arguments, given=page.read_bytes())
    assert run.returncode == 2
    assert the_line(run).isprintable()


FAULTY = """
import sys, types
def begin(*arguments, **options): raise RuntimeError("bad \\x1b day")
reading = sys.modules["thread_parsers.reading"] = types.ModuleType("thread_parsers.reading")
reading.begin = begin
"""


def test_an_internal_error_is_one_line_without_a_traceback(
    command: Command, page: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    (tmp_path / "sitecustomize.py").write_text(FAULTY)
    path = os.pathsep.join([str(tmp_path), environment["PYTHONPATH"]])
    run = command(page, "--to", "json", PYTHONPATH=path)
    assert run.returncode == 70
    assert "RuntimeError: bad" in the_line(run)
    assert b"Traceback" in command(page, "--to", "json", PYTHONPATH=path, THREAD_READER_DEBUG="1").stderr


HEAVY = {"textual", "rich", "pydantic", "importlib.metadata"}


QUIET = """
import sys
from thread_reader.cli import main
status = main(sys.argv[1:])
print(status, *sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments", [("--version",), ("--help",), ("page.txt", "--to", "json"), ("page.txt", "--receipt")]
)
def test_nothing_heavy_is_loaded_where_nothing_is_drawn(
    page: Path, environment: dict[str, str], arguments: tuple[str, ...]
) -> None:
    words = [sys.executable, "-c", QUIET, *arguments]
    run = subprocess.run(words, check=True, capture_output=True, cwd=page.parent, env=environment)
    status, *loaded = run.stderr.decode().split()
    assert status == "0"
    assert "thread_reader.output.standard_output" in loaded
    assert not HEAVY & set(loaded)


AGO = "The gate is shut.\n\n" + "".join(f"Person{at} · {at} days ago\nSo be it.\n\n" for at in (2, 1, 3))


def test_relative_times_are_dates_once_it_is_said_when_the_page_was_saved(command: Command, page: Path) -> None:
    page.write_text(AGO, encoding="utf-8")
    run = command(page, "--saved", "2024-03-09T18:20", "--to", "json", "--where", "before:2024-03-08")
    got = json.loads(run.stdout)
    assert got["saved"] == "2024-03-09T18:20:00"
    assert [(each["id"], each["time"], each["inferred"]) for each in got["comments"]] == [
        (1, "2024-03-07T00:00:00", ["time"]),
        (3, "2024-03-06T00:00:00", ["time"]),
    ]
    assert json.loads(command(page, "--saved", "2024-03-09", "--to", "json").stdout)["saved"] == "2024-03-09"


def test_without_it_a_query_says_that_it_cannot_compare_them(command: Command, page: Path) -> None:
    page.write_text(AGO + "Ann · 2024-03-09 18:20\nNo.\n", encoding="utf-8")
    run = command(page, "--to", "jsonl", "--where", "after:2020")
    assert run.returncode == 0
    assert the_line(run).startswith("thread-reader: 3 comments have only a relative time (--saved says")


@pytest.mark.parametrize("when", ["yesterday", "Mar 2024", "05/06/2024", "", "soon"])
def test_a_moment_of_saving_that_is_no_date_is_refused(command: Command, page: Path, when: str) -> None:
    run = command(page, "--to", "json", "--saved", when)
    assert (run.returncode, run.stdout) == (2, b"")
    assert the_line(run).startswith("thread-reader: --saved takes a date, with or without a time of day, as in ")
