"""Everything hostile that is tried and counted, a row each: how much of it at full length, and how."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from harness import failure_runs
from harness.hostile_mails import large_mails, mails
from harness.hostile_pages import large, pages
from harness.kills import killed, killed_noting
from harness.terminal_runs import ENDS, SIZES, TerminalRun, run_in_terminal
from harness.tracing import strace
from hostile import fuzz

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
SEED = 20250309
PROGRAM = [sys.executable, "-m", "thread_reader"]


@dataclass(slots=True)
class Figure:
    """How much was tried, and what was found."""

    tried: int = 0
    findings: list[str] = field(default_factory=list)
    without: str = ""
    """Why nothing could be tried."""


class Row(NamedTuple):
    """One kind of attack: what is tried, how much of it at full length, and how."""

    what: str
    amount: int
    try_out: Callable[[int], Figure]


def surroundings() -> dict[str, str]:
    """The environment of an ordinary user of this checkout."""
    roots = os.pathsep.join(str(ROOT / name) for name in ("parsers", "tui"))
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return kept | {"PYTHONPATH": roots, "LANG": "C.UTF-8", "TERM": "xterm-256color"}


def sound() -> list[bytes]:
    """The pages of the samples and of the cases, to be broken."""
    return [
        path.read_bytes() for folder in ("samples", "tests/cases") for path in sorted((ROOT / folder).rglob("*.txt"))
    ]


def in_process(amount: int) -> Figure:
    """Pages read and written in every form by the rules of the fuzzer: tree, tiling, round trip, bounded work."""
    return _all(fuzz.page, pages(amount, sound(), SEED))


def bytes_opened(amount: int) -> Figure:
    """The same pages as files of unknown kind: opened or refused."""
    return _all(fuzz.source, pages(amount, sound(), SEED + 1))


def mails_read(amount: int) -> Figure:
    """Mailboxes, read and written by the same rules, and all those of hostile size."""
    built, sized = (_all(fuzz.page, given) for given in (mails(amount, SEED), large_mails()))
    return Figure(built.tried + sized.tried, built.findings + sized.findings)


def _all(holds: Callable[[bytes], None], given: Iterator[bytes]) -> Figure:
    figure = Figure()
    for page in given:
        figure.tried += 1
        try:
            holds(page)
        except Exception as error:
            figure.findings.append(f"{type(error).__name__}: {error}: {page[:200]!r}")
    return figure


def code_points(amount: int) -> Figure:
    """Characters made safe: nothing that acts is left, and once more is the same."""
    step = max(1, 0x110000 // amount)
    return _all(fuzz.line, (chr(code).encode("utf-8", "surrogatepass") for code in range(0, 0x110000, step)))


def keyboards(amount: int) -> Figure:
    """Bytes at random and broken sequences, as they come from a keyboard: no exception."""
    from thread_reader.terminal.key_parser import InputParser

    pieces = "\x1b [ O ] P ; u ~ M m R t y $ < ? 1 200~ \x1b[200~ \x1b[201~ 48 2026 99999999 0 - a é \0 \x7f : e I \r"

    def typed(data: bytes) -> None:
        parser = InputParser()
        list(parser.feed(data.decode()))
        list(parser.tick())

    chance = Random(SEED)
    return _all(
        typed, ("".join(chance.choices(pieces.split(" "), k=chance.randint(1, 12))).encode() for _ in range(amount))
    )


def terminal_runs(amount: int) -> Figure:
    """Pages in a terminal at four sizes, with keys, resizes and signals."""
    figure = Figure()
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages(amount, sound(), SEED + 2)):
            figure.tried += 1
            run = TerminalRun(page, SIZES[number % len(SIZES)], ENDS[number // len(SIZES) % len(ENDS)])
            found = run_in_terminal(run, PROGRAM, surroundings(), Path(folder))
            figure.findings += [f"page {number}, {run.size}, {run.end.by}: {what}" for what in found]
    return figure


def large_pages(amount: int) -> Figure:
    """Pages that are hostile by their size, in a terminal."""
    figure = Figure()
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(list(large())[:amount]):
            figure.tried += 1
            found = run_in_terminal(TerminalRun(page, (80, 24), ENDS[0]), PROGRAM, surroundings(), Path(folder))
            figure.findings += [f"large page {number}: {what}" for what in found]
    return figure


def faults_written(amount: int) -> Figure:
    """System calls that fail while a page is written to standard output and into a file."""
    printed = _with_faults(amount // 2, failure_runs.written, ["page.txt", "--to", "txt"])
    kept = _with_faults(amount // 2, failure_runs.written, ["page.txt", "-o", "out.json"])
    return Figure(printed.tried + kept.tried, printed.findings + kept.findings, printed.without)


def faults_read(amount: int) -> Figure:
    """System calls that fail while a page is read in a terminal."""
    return _with_faults(amount, failure_runs.read)


def _with_faults(amount: int, run: Callable[..., failure_runs.Outcome], *given: object) -> Figure:
    if strace() is None:
        return Figure(without="no strace here")
    with tempfile.TemporaryDirectory() as folder:
        page = (ROOT / "samples" / "tram-line.txt").read_bytes()
        place = failure_runs.Place(Path(folder), page, PROGRAM, surroundings())
        outcome = run(place, *given, long=bool(given), every=max(1, MOST_FAULTS // max(1, amount)))
    return Figure(outcome.tried, outcome.findings)


MOST_FAULTS = 1_400
"""About as many faults as there are in one run; while modules are loaded only where nothing is drawn."""


def kills(amount: int) -> Figure:
    """kill -9 while something is remembered: the old or the new is there, whole."""
    with tempfile.TemporaryDirectory() as folder:
        return Figure(amount, killed(amount, Path(folder), surroundings(), Random(SEED)))


def note_kills(amount: int) -> Figure:
    """kill -9 while comments are read, starred, noted, tagged and muted: nothing confirmed is lost, the database is in
    order."""
    with tempfile.TemporaryDirectory() as folder:
        return Figure(amount, killed_noting(amount, Path(folder) / "state", surroundings(), Random(SEED)))


ROWS = (
    Row("pages read and written in process", 20_000, in_process),
    Row("mailboxes read and written in process", 20_000, mails_read),
    Row("pages opened as files of an unknown kind", 20_000, bytes_opened),
    Row("code points made safe", 0x110000, code_points),
    Row("keyboard inputs", 300_000, keyboards),
    Row("pages in a terminal, four sizes, keys, resizes, signals", 400, terminal_runs),
    Row("pages of hostile size, in a terminal", 9, large_pages),
    Row("system calls failing while a page is written", 2_800, faults_written),
    Row("system calls failing while a page is read in a terminal", 350, faults_read),
    Row("kill -9 while state is written", 400, kills),
    Row("kill -9 while comments are read, starred and noted", 500, note_kills),
)
