"""What is measured: the program, the smallest Textual app, and other programs that do the same work."""

from __future__ import annotations

import resource
import shutil
import subprocess
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from machine import PYTHON
from pages import write_mailbox, write_page
from saved_files import write_comments, write_file
from timed import Timed

if TYPE_CHECKING:
    from collections.abc import Callable

EMPTY = [PYTHON, str(Path(__file__).parent / "empty_app.py")]
MAIL = (
    "-n", "-F", "/dev/null", "-R", "-e", "set folder=/tmp", "-e", "set sort=threads", "-e", "set thorough_search=no",
    "-e", "set read_inc=0",
)  # fmt: skip
LARGE = 100_000
"""The largest page, in comments, that other programs are given: more would take them minutes."""


class Bench(NamedTuple):
    """What the options ask for. Pages are made when they are needed, and stay in the folder."""

    folder: Path
    sizes: tuple[int, ...]
    """Comments of the pages of repeated lines, ascending, three or more."""
    megabytes: int
    """Of each file that is read."""
    files: int
    """Of the folder of many files."""
    comments: int
    """Of each of these files."""
    compare: bool
    """Whether searches in many files are compared with reading all of them."""
    rounds: int

    @property
    def large(self) -> int:
        """Comments of the page that other programs are given too."""
        return max(count for count in self.sizes if count <= LARGE)

    def page(self, count: int) -> Path:
        """The page of repeated lines with so many comments."""
        path = self.folder / f"{count}.txt"
        if not path.exists():
            write_page(path, count)
        return path

    def mailbox(self) -> Path:
        """The comments of the large page as a mailbox."""
        path = self.folder / f"{self.large}.mbox"
        if not path.exists():
            write_mailbox(path, self.large)
        return path

    def file(self, kind: str, megabytes: float | None = None) -> Path:
        """A file of a kind, a row of `saved_files.FILES`."""
        return write_file(kind, self.folder, round(1_000_000 * (megabytes or self.megabytes)))

    def comments_of(self, kind: str, count: int) -> Path:
        """A file of a kind with so many comments."""
        return write_comments(kind, self.folder, count)


def ours(page: Path, *options: str) -> list[str]:
    """The command that opens a page."""
    return [PYTHON, "-m", "thread_reader", str(page), *options]


def readers(bench: Bench) -> dict[str, tuple[list[str], str]]:
    """The other readers that are installed: command, and what the screen shows once the large page is open."""
    page = str(bench.page(bench.large))
    known = {"less": (["less", page], "harbour bridge"), "lnav": (["lnav", page], "Reply0")}
    for name in ("mutt", "neomutt"):
        if shutil.which(name):
            known[name] = ([name, *MAIL, "-f", str(bench.mailbox())], "Msgs:")
    return {name: entry for name, entry in known.items() if shutil.which(name)}


def opening(command: list[str], shows: str | Callable[[str], bool]) -> Callable[[], float]:
    """Seconds from exec until the screen shows something."""

    def measure() -> float:
        with Timed(command) as program:
            return program.until(shows)

    return measure


def processor_until(command: list[str], shows: str | Callable[[str], bool]) -> Callable[[], float]:
    """Seconds of processor time from exec until the screen shows something."""

    def measure() -> float:
        with Timed(command) as program:
            program.until(shows)
            return program.processor

    return measure


def processor(command: list[str]) -> Callable[[], float]:
    """Seconds of processor time of a whole process."""

    def measure() -> float:
        before = _children()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return _children() - before

    return measure


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def elapsed(command: list[str]) -> Callable[[], float]:
    """Seconds of a whole process."""

    def measure() -> float:
        began = monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return monotonic() - began

    return measure


def is_read(text: str) -> bool:
    """Whether a screen says that all comments are read."""
    return "of all " in text and "so far" not in text
