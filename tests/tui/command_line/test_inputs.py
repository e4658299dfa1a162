"""What the command reads: standard input where no file is named, and a place in a file."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Run = subprocess.CompletedProcess[bytes]
Command = Callable[..., Run]


def said(run: Run) -> str:
    """The one line on standard error, without the name of the program."""
    line, rest = run.stderr.decode().split("\n")
    assert rest == ""
    return line.removeprefix("thread-reader: ")


def connected(program: list[str], environment: dict[str, str], redirection: str, *arguments: str) -> Run:
    """Run the command from a shell that connects its standard input."""
    shell = ["sh", "-c", f'exec "$@" {redirection}', "sh", *program, *arguments]
    return subprocess.run(shell, check=False, capture_output=True, env=environment, timeout=60)


def test_a_pipe_is_read_where_no_file_is_named(command: Command, page: Path) -> None:
    run = command("-t", "json", given=page.read_bytes())
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout == command("page.txt", "-t", "json").stdout
    assert command("--receipt", given=page.read_bytes()).stdout.endswith(command("page.txt", "--receipt").stdout[-80:])


def test_a_file_on_standard_input_is_read_where_none_is_named(
    program: list[str], environment: dict[str, str], command: Command, page: Path
) -> None:
    run = connected(program, environment, f'< "{page}"', "-t", "md")
    assert (run.returncode, run.stdout) == (0, command("page.txt", "-t", "md").stdout)


def test_a_pipe_is_not_read_where_a_file_is_named(command: Command, page: Path) -> None:
    run = command("page.txt", "-t", "jsonl", given=b"Not this one.\n")
    assert [json.loads(line)["author"] for line in run.stdout.splitlines()] == ["AtticCat", "[deleted]", "rosa"]
    assert page.exists()


@pytest.mark.parametrize("redirection", ["< /dev/null", "<&-", "< /dev/zero"])
def test_what_is_no_page_is_not_read_unasked(program: list[str], environment: dict[str, str], redirection: str) -> None:
    run = connected(program, environment, redirection, "-t", "json")
    assert (run.returncode, run.stdout) == (2, b"")
    assert said(run) == "no FILE given; usage: thread-reader FILE; see --help"


def test_an_empty_pipe_is_no_page(command: Command) -> None:
    run = command("-t", "json")
    assert (run.returncode, run.stdout) == (2, b"")
    assert said(run).startswith("no FILE given, and standard input is empty;")


def test_a_closed_standard_input_that_is_named_is_one_line(program: list[str], environment: dict[str, str]) -> None:
    run = connected(program, environment, "<&-", "-", "-t", "json")
    assert (run.returncode, said(run)) == (2, "cannot read -: is closed")


def test_formats_are_listed_whatever_standard_input_is(command: Command, page: Path) -> None:
    assert command("--formats", given=page.read_bytes()).stdout == command("--formats").stdout


def test_without_a_keyboard_no_list_is_opened(on_terminal: Callable[..., tuple[int, bytes]]) -> None:
    status, got = on_terminal()
    assert (status, got) == (2, b"thread-reader: no FILE given; usage: thread-reader FILE; see --help\r\n")


@pytest.mark.parametrize("arguments", [("page.txt:2",), ("page.txt:line:14",), ("page.txt", "--at", "2")])
def test_a_place_is_for_the_reader(command: Command, page: Path, arguments: tuple[str, ...]) -> None:
    for form in ((), ("-t", "json"), ("-o", "out.json"), ("--receipt",)):
        run = command(*arguments, *form)
        assert (run.returncode, run.stdout) == (2, b"")
        assert said(run) == "--at and FILE:214 are for the reader; --where chooses what is written"
    assert not page.with_name("out.json").exists()


@pytest.mark.parametrize("at", ["", "two", "-1", "line:", "line:x", "2-3", "50%", "9" * 13, "²"])
def test_a_place_that_is_none_is_refused(command: Command, page: Path, at: str) -> None:
    run = command(page.name, "--at", at)
    assert (run.returncode, run.stdout) == (2, b"")
    assert said(run).startswith("--at takes the number of a comment, as in 214, or a line, as in line:3051: ")


def test_two_places_are_refused(command: Command, page: Path) -> None:
    run = command(f"{page.name}:2", "--at", "3")
    assert (run.returncode, said(run)) == (2, "more than one place to open at; give one FILE:214 or --at 214")


@pytest.mark.parametrize("name", ["page.txt:2", "page.txt:line:2"])
def test_a_file_that_has_the_whole_name_is_opened(command: Command, page: Path, name: str) -> None:
    page.with_name(name).write_bytes(page.read_bytes())
    run = command(name, "-t", "jsonl")
    assert (run.returncode, len(run.stdout.splitlines())) == (0, 3)


def test_a_name_without_a_file_is_named_as_it_was_typed(command: Command) -> None:
    run = command("missing.txt:214", "-t", "json")
    assert (run.returncode, said(run)) == (2, "cannot read missing.txt:214: does not exist")


def test_a_pipe_or_a_socket_among_the_files_is_never_opened(command: Command, page: Path) -> None:
    """Opening a pipe without a writer would wait for ever."""
    os.mkfifo(page.with_name("pipe"))
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(page.with_name("socket")))
        run = command("pipe", "page.txt", "socket", "/dev/zero", "-t", "jsonl")
    assert run.returncode == 2
    assert len(run.stdout.splitlines()) == 3
    assert run.stderr.decode().splitlines() == [
        f"thread-reader: cannot read {name}: not a regular file; - reads a pipe"
        for name in ("pipe", "socket", "/dev/zero")
    ]
