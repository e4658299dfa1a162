"""Reading line by line, through the command: what is typed and what is said."""

from __future__ import annotations

import os
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from harness.children import running, shell_status, with_default_signals
from thread_reader.command_table import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = subprocess.CompletedProcess[bytes]
    Command = Callable[..., Run]
    Say = Callable[..., list[str]]

ARTICLE = [
    "The library put two hives on its roof in spring. It says the bees are calm.",
    "Honey will be sold at the counter in autumn.",
]
FIRST = [
    "1 of 3. AtticCat, 9 March 2025 18:20, 2 segments, no replies.",
    "I can see them from my window.",
    "---",
    "They are not calm.",
]


@pytest.fixture
def say(command: Command, page: Path) -> Say:
    """`say("j", "q")`: the lines that are said to these, after what is said at the beginning."""

    def answered(*lines: str) -> list[str]:
        run = command(page, "--linear", "--no-state", given="".join(f"{line}\n" for line in lines).encode())
        assert (run.returncode, run.stderr) == (0, b"")
        said = run.stdout.decode().splitlines()
        assert said[:5] == ["page.txt. 3 comments. help lists the commands, q quits.", *FIRST]
        return said[5:]

    return answered


def test_the_parents_of_a_comment_are_said(command: Command, page: Path) -> None:
    names = [f"Ann{number}" for number in range(14)]
    page.write_text(
        "\n".join(
            f"{'    ' * level}{name} · 2025-07-01 09:{level + 10}\n{'    ' * level}Words of {name}.\n"
            for level, name in enumerate(names)
        )
    )
    lines = command(page, "--linear", "--no-state", given=b"P\nG\nP\nq\n").stdout.decode().splitlines()
    assert any("top-level comment has no parent" in line for line in lines)
    last = lines.index("14 of 14. Ann13, 1 July 2025 09:23, 1 segment, no replies, answers 13 by Ann12, depth 13.")
    assert lines[last + 2 : -1] == [
        "1. Ann0: Words of Ann0.",
        "3 comments between.",
        *(f"{number}. {names[number - 1]}: Words of {names[number - 1]}." for number in range(5, 14)),
    ]


def test_end_of_input_ends_it(say: Say) -> None:
    assert say() == []


def test_comments_are_said_one_after_the_other(say: Say) -> None:
    second = [
        "2 of 3. [deleted], 9 March 2025 17:05, 1 segment, no replies.",
        "Will there be jars for [returning] visitors?",
    ]
    third = ["3 of 3. rosa, 8 March 2025 09:00, 1 segment, no replies.", "Finally something on that roof."]
    assert say("j", "", "k", "G", "2", "q", "j") == [*second, *third, *second, *third, *second]


def test_segments_are_entered(say: Say) -> None:
    assert say("l", "l", "h") == [
        "Segment 1 of 2.", "I can see them from my window.", "Segment 2 of 2.", "They are not calm.", *FIRST,
    ]  # fmt: skip


def test_article_and_stats_are_read(say: Say) -> None:
    assert say("article", "j", "j", "comments") == [
        "7 likes · 3 comments.",
        *ARTICLE,
        "It says the bees are calm.",
        "Honey will be sold at the counter in autumn.",
        *FIRST,
    ]
    stats = say("stats")
    assert "comments   3 read, 3 declared" in stats
    assert any('user:"AtticCat"' in line for line in stats)


def test_a_filter_is_on_the_line_or_asked_for(say: Say) -> None:
    here = ["3 of 3. rosa, 8 March 2025 09:00, 1 segment, no replies.", "Finally something on that roof."]
    assert say("f user:rosa", "g", "F", "g", "f", "user:rosa") == [
        *here,
        "match 1 of 1, 3 of 3 · rosa  user:rosa · 1 of 3  1 unread",
        "3 of 3 · rosa  filter off: user:rosa  1 unread",
        *FIRST,
        "filter?",
        *here,
    ]


def test_what_is_wrong_with_a_query_is_said(say: Say) -> None:
    wrong, nothing = say("f likes:x", "f zebra")
    assert "likes" in wrong
    assert "zebra" in nothing


def test_a_search_says_the_line_of_the_hit(say: Say) -> None:
    assert say("/calm", "n")[1::2] == ["They are not calm.", ARTICLE[0]]
    assert say("/", "calm")[0] == "search?"
    assert say(":", "3")[0] == "go to?"


def test_a_choice_is_a_number_or_a_letter(say: Say) -> None:
    said = say("s", "2", "y", "t", "s", "")
    assert said[:2] == ["sort by:", "1. as on the page (now)"]
    assert any("by oldest" in line for line in said)
    assert any(line.startswith("copied ") and "characters; also in " in line for line in said)
    assert said[-1] == "nothing was chosen"


def test_what_is_kept_is_there_the_next_time(command: Command, page: Path) -> None:
    first = command(page, "--linear", given=b"G\n+\ni\nlook here\n").stdout.decode().splitlines()
    assert first[-3:] == ["starred", "note?", "note saved"]
    again = command(page, "--linear", given=b"").stdout.decode().splitlines()
    assert again[1] == "back at comment 3 · g from the start"
    assert again[2] == "3 of 3. rosa, 8 March 2025 09:00, 1 segment, no replies, starred."
    assert again[3] == "Note: look here"


def test_a_line_that_does_nothing_is_answered(say: Say) -> None:
    assert say("]", "info", "f1nd", "next", "j j", "\x1b[2J", "99", "O", "|", "move.parent") == [
        "] needs another key; help lists the keys",
        "no command is called info; help lists them",
        "no command is called f1nd; help lists them",
        "no command is called next; help lists them",
        "no command is called j j; help lists them",
        "no command on ␛; ? lists the keys",
        "no comment 99; the last one is 3",
        "one file is read line by line; --search searches in many",
        "one pane is read line by line",
        "a top-level comment has no parent",
    ]


def test_every_command_is_answered(command: Command, page: Path) -> None:
    """By its name, with an empty line for what it may ask."""
    played = [each.id for each in COMMANDS if each.id != "program.quit"]
    run = command(page, "--linear", given="".join(f"{name}\n\n" for name in played).encode())
    assert (run.returncode, run.stderr) == (0, b"")
    assert b"\x1b" not in run.stdout


def test_nothing_of_a_page_acts_on_the_terminal(command: Command, page: Path) -> None:
    page.write_bytes(page.read_bytes().replace(b"calm", b"calm \x1b]0;owned\x07 \x9b31m"))
    run = command(page, "--linear", given=b"article\nj\nR\nr\n/owned\n")
    assert run.returncode == 0
    assert b"\x1b" not in run.stdout
    assert "calm ␛]0;owned␇".encode() in run.stdout


def test_a_terminal_that_cannot_show_the_reader_is_told(command: Command, page: Path) -> None:
    several = command(page, page, "--linear")
    assert several.returncode == 2
    assert several.stderr == b"thread-reader: --linear takes one FILE\n"


def test_the_reader_of_the_pipe_may_go(program: list[str], environment: dict[str, str], page: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    words = [*program, str(page), "--linear"]
    run = subprocess.run(
        words, check=False, input=b"j\n" * 9, stdout=write, stderr=subprocess.PIPE, env=environment, timeout=60
    )
    os.close(write)
    assert (run.returncode, run.stderr) == (128 + signal.SIGPIPE, b"")


def test_ctrl_c_ends_it(program: list[str], environment: dict[str, str], page: Path) -> None:
    command, pipe = with_default_signals([*program, str(page), "--linear"]), subprocess.PIPE
    with running(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        process.stdin.write(b"j\n")
        process.stdin.flush()
        for line in process.stdout:
            if line.startswith(b"2 of 3."):
                break
        process.send_signal(signal.SIGINT)
        process.wait(30)
        assert shell_status(process) == 128 + signal.SIGINT
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_a_list_is_said_and_answered_by_a_number(say: Say) -> None:
    said = say("2", "i ask", "k", "zi", "1", "q")
    at = said.index("Notes and stars: 1 note · 0 stars")
    assert said[at + 1 : at + 4] == [
        "1. ✎ [deleted] 9 Mar 17:05 ask",
        "Which one? An empty line chooses none. Before the number: i write, + star, del remove, e export.",
        "2 of 3. [deleted], 9 March 2025 17:05, 1 segment, no replies.",
    ]
