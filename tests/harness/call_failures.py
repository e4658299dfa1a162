"""Each call of the system fails once: strace lets the n-th call of a kind return an error instead of doing its work.

What must hold afterwards, whichever call it was: the program ended by itself, with at most one line about it and no
traceback, and what it writes is whole or absent. Calls before the page is opened are Python's start and are let be.
Short, only what touches a file that is not a part of the program fails; long, everything.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.tracing import strace

if TYPE_CHECKING:
    from pathlib import Path

CALLS = ("openat", "read", "pread64", "write", "fchmod", "fsync", "rename", "close", "mkdir")
ERRORS = ("EIO", "ENOSPC", "EACCES", "EMFILE")

_CALL = re.compile(r"(?P<thread>\d+) +(?P<name>\w+)\((?P<arguments>.*)")
_OF_THE_PROGRAM = re.compile(r"\.pyc?\b|\.so\b|/parsers|/tui|/lib/|site-packages|__pycache__|/etc/")


@dataclass(frozen=True, slots=True)
class Fault:
    """The n-th call of a kind fails with this error."""

    call: str
    number: int
    error: str

    def __str__(self) -> str:
        return f"{self.call} {self.number} {self.error}"

    def command(self, program: list[str]) -> list[str]:
        """The command that runs a program with this fault in it."""
        inject = f"inject={self.call}:error={self.error}:when={self.number}"
        listening = [strace() or "strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null"]
        return [*listening, "-e", f"trace={self.call}", "-e", inject, *program]


def faults(log: str, page: str, *, long: bool = False) -> list[Fault]:
    """The faults to try: one for each call in a log of strace, from the one on that first names the page.

    strace counts the calls of each thread by themselves; a number that came up in Python's start is not tried."""
    counted: Counter[tuple[str, str]] = Counter()
    start: Counter[str] | None = None
    found: dict[Fault, None] = {}
    for call in filter(None, map(_CALL.match, log.splitlines())):
        if start is None and page in call["arguments"]:
            start = Counter({name: count for (_, name), count in counted.items()})
        counted[call["thread"], call["name"]] += 1
        number = counted[call["thread"], call["name"]]
        if start is None or number <= start[call["name"]]:
            continue
        if long or not _OF_THE_PROGRAM.search(call["arguments"]):
            found |= dict.fromkeys(Fault(call["name"], number, error) for error in ERRORS)
    return list(found)


def logging(log: Path, command: list[str]) -> list[str]:
    """The command that runs a program in peace and writes down its calls."""
    return [strace() or "strace", "-f", "-y", "-qq", "-o", str(log), "-e", f"trace={','.join(CALLS)}", *command]
