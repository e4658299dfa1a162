"""What is done while calls fail: a page is written to standard output, into a file, and read in a terminal."""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from harness.call_failures import Fault, faults, logging
from harness.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

PAGE, OUT, OLD = "page.txt", "out.json", b"the old file\n"
LIMIT = 60.0
"""Seconds after which a program is taken to hang."""
LOST = 129
"""The status when the terminal failed: 128 and the signal that says so."""

KEYS = ("j", "/", "a", "enter", "esc", "y", "q", "t", "down", "enter", "ctrl+r", "R", "esc", "q")
"""Search, copy, another theme, the page once more, its receipt: all that reads or writes something."""


@dataclass(slots=True)
class Outcome:
    """What became of a number of faults."""

    tried: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Place:
    """Where the program is run: a folder with the page and perhaps an old file, and another for what it keeps."""

    root: Path
    page: bytes
    program: list[str]
    environment: dict[str, str]
    new: bytes = b""
    """What `-o` writes when nothing fails."""

    @property
    def folder(self) -> Path:
        """The folder that the program works in."""
        return self.root / "folder"

    @property
    def around(self) -> dict[str, str]:
        """The environment of the program."""
        kept = {"XDG_STATE_HOME": str(self.root / "state"), "XDG_CONFIG_HOME": str(self.root / "config")}
        return self.environment | kept | {"PYTHONDONTWRITEBYTECODE": "1"}

    def set_out(self) -> None:
        """Everything as it was before the first run."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in self.folder.iterdir():
            path.unlink()
        (self.folder / PAGE).write_bytes(self.page)
        (self.folder / OUT).write_bytes(OLD)

    def wrong(self, status: int, *, writes: bool) -> list[str]:
        """What is not as it should be in the folder afterwards."""
        names, got = sorted(path.name for path in self.folder.iterdir()), (self.folder / OUT).read_bytes()
        found = [] if names == [OUT, PAGE] else [f"left behind: {names}"]
        wanted = self.new if writes and not status else OLD
        found += [] if got == wanted else [f"status {status}, and {len(got)} bytes in the file"]
        return found + ([] if (self.folder / PAGE).read_bytes() == self.page else ["the page was changed"])


def written(place: Place, arguments: Sequence[str], *, long: bool = False, every: int = 1) -> Outcome:
    """Let each call of a run fail that writes the page in some form and shows nothing."""
    command = [*place.program, *arguments]
    place.set_out()
    log = place.root / "calls"
    subprocess.run(logging(log, command), check=True, cwd=place.folder, env=place.around, capture_output=True)
    place.new = (place.folder / OUT).read_bytes()
    found = Outcome()
    for fault in _picked(log, long, every):
        place.set_out()
        status, wrong = _ended(fault.command(command), place)
        _note(found, fault, status, wrong + place.wrong(status, writes="-o" in arguments))
    return found


def _ended(command: list[str], place: Place) -> tuple[int, list[str]]:
    """Run a command: its exit status, and what was wrong with how it ended."""
    try:
        ended = subprocess.run(
            command,
            check=False,
            cwd=place.folder,
            env=place.around,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LIMIT,
        )
    except subprocess.TimeoutExpired:
        return -1, ["it hangs"]
    said = ended.stderr.decode("utf-8", "replace")
    wrong = [f"more than a line was said: {said!a}"] if "Traceback" in said or said.count("\n") > 1 else []
    if ended.returncode not in (0, 1, 2, 3):
        wrong.append(f"status {ended.returncode}: {said!a}")
    elif ended.returncode and not said:
        wrong.append(f"status {ended.returncode}, and nothing was said")
    return ended.returncode, wrong


def read(place: Place, *, long: bool = False, every: int = 1) -> Outcome:
    """Let each call fail while the page is read in a terminal, and things are copied and remembered."""
    command = [*place.program, PAGE]
    place.set_out()
    log = place.root / "calls"
    _walked(logging(log, command), place)
    found = Outcome()
    for fault in _picked(log, long, every):
        place.set_out()
        status, wrong = _walked(fault.command(command), place)
        _note(found, fault, status, wrong + place.wrong(status, writes=False))
    return found


def _walked(command: list[str], place: Place) -> tuple[int, list[str]]:
    """Read in a terminal until the end, by `q` or by a fault: the status, and what was wrong."""
    opened = Terminal(command, environment=place.around, folder=place.folder)
    try:
        opened.wait_for(lambda text: "Comments" in text or opened.process.poll() is not None)
        for key in KEYS:
            if opened.process.poll() is None:
                opened.press(key)
                opened.wait_for("")
        ending = opened.end()
    except pytest.fail.Exception as failure:
        return -1, [str(failure).partition("\n")[0]]
    finally:
        opened.close()
    lost = ending.status == LOST  # and then put to rest in one go, in another order than by itself
    wrong = [*([] if lost else ending.findings), *(f"not restored: {left}" for left in ending.not_restored)]
    # Keys that were still typed are echoed between the words.
    if "Traceback" in ending.last_words or ending.last_words.count("thread-reader: ") > 1:
        wrong.append(f"more than a line was said: {ending.last_words!a}")
    if ending.status not in (0, 1, 2, 3, LOST):
        wrong.append(f"status {ending.status}: {ending.last_words!a}")
    return ending.status, wrong


def _picked(log: Path, long: bool, every: int) -> list[Fault]:
    return faults(log.read_text(encoding="utf-8", errors="replace"), PAGE, long=long)[::every]


def _note(found: Outcome, fault: Fault, status: int, wrong: Iterable[str]) -> None:
    found.tried += 1
    found.statuses[status] += 1
    found.findings += [f"{fault}: {what}" for what in wrong]
