"""Timing a program from outside, through a real terminal.

Each chunk of output is timestamped when it arrives. The emulator draws it only once the program is quiet, so that
drawing does not compete with the program that is measured.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pyte
from measured import Answer, NotMeasured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import TracebackType

QUIET = 0.015
"""Seconds without output before the emulator draws what has arrived."""
PATIENCE = 1.0
"""Seconds within which the update after a key starts, if there is one."""
BURST = 0.005
"""Seconds without output that end the update after a key: a frame is written at once."""
OVER = 0.03
"""Seconds without output after which no second frame will follow: two frames of Textual."""
REST = 0.15
"""Seconds without output after which the program is idle."""
FEW_TICKS = 2
"""Ticks of processor time that a timer of the program, twice a second, may use."""
DEADLINE = 120.0
"""Seconds to wait for anything."""
AFTER_RESIZE = 0.06
"""Seconds without output that mean that a new size is drawn: Textual waits for the last of several."""
SIZES = ((120, 40), (100, 30))
"""Terminals are of these sizes in turn when they are resized, in columns and rows; at first, of the first one."""

ANSWERS = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?u"), b"\x1b[?0u"),
)
"""Queries to a terminal, and its replies."""
FOREIGN = re.compile(
    rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[\?[0-9;]*[um]|\x1bP[^\x1b]*\x1b\\|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
)
"""Sequences that the emulator misinterprets."""
KEYS = {"enter": "\r", "esc": "\x1b[27u", "pagedown": "\x1b[6~", "end": "\x1b[F", "down": "\x1b[B", "backspace": "\x7f"}


class Late(NotMeasured):
    """Something that was waited for did not happen."""


class Timed:
    """A program in a terminal. Times are seconds from its start or from the last key."""

    def __init__(
        self, command: Sequence[str], size: tuple[int, int] = SIZES[0], environment: Mapping[str, str] | None = None
    ) -> None:
        """`environment`: variables besides those of this process."""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._waiting: list[tuple[float, float, bytes]] = []
        """Time, processor time and output."""
        self.processor = 0.0
        """Seconds of processor time until the output that was drawn last."""
        self.sent = 0
        """Bytes that the program has written so far."""
        self._turns = 0
        self._began = monotonic()
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
            os.execvpe(command[0], list(command), os.environ | terminal | dict(environment or {}))
        self._set_size(size)

    def __enter__(self) -> Timed:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._terminal)

    @property
    def text(self) -> str:
        """The text on the screen."""
        # Not `Screen.display`, which fails where half of a character of two cells was written over.
        columns, buffer = range(self._screen.columns), self._screen.buffer
        return "\n".join("".join(buffer[row][column].data for column in columns) for row in range(self._screen.lines))

    def until(self, wanted: str | Callable[[str], bool]) -> float:
        """Wait until the screen shows a text or passes a test. Returns the time. Raises Late."""
        is_there = wanted if callable(wanted) else lambda text: wanted in text
        if is_there(self.text):
            return monotonic() - self._began
        limit = monotonic() + DEADLINE
        while monotonic() < limit:
            if self._listen(QUIET):
                continue
            for at in self._draw():
                if is_there(self.text):
                    return at - self._began
        raise Late(f"{wanted!r} never came; on the screen:\n{self.text}")

    def answered(self, quiet: float = BURST) -> float:
        """Wait until the program is quiet. Returns the time of its last output."""
        if self._listen(PATIENCE):
            while self._listen(quiet):
                pass
        return max((at - self._began for at in self._draw()), default=PATIENCE)

    def rest(self) -> None:
        """Wait until the program stops writing, at most a second: it may be counting."""
        limit = monotonic() + PATIENCE
        while self._listen(REST) and monotonic() < limit:
            pass
        for _ in self._draw():
            pass

    def idle(self) -> None:
        """Wait until the program has been idle for a while: no output and no processor time."""
        limit, before = monotonic() + DEADLINE, -1
        while monotonic() < limit and before != (before := self._used()):
            self._listen(QUIET)
            sleep(2 * REST)
        self.rest()

    def press(self, *keys: str) -> Timed:
        """Press keys, by name or as characters, after earlier updates are complete. Times count from the last one."""
        self._settle()
        for key in keys:
            self._began = monotonic()
            os.write(self._terminal, KEYS.get(key, key).encode())
        return self

    def resize(self, columns: int, rows: int) -> Timed:
        """Resize the terminal. Times count from here."""
        self._screen.resize(rows, columns)
        self._began = monotonic()
        self._set_size((columns, rows))
        return self

    def step(self, *keys: str) -> Answer:
        """Press keys, or `resize` the terminal, and wait for the end of the update."""
        self._settle()
        sent, spent = self.sent, self.spent()
        if keys == ("resize",):
            self._turns += 1
            seconds = self.resize(*SIZES[self._turns % 2]).answered(AFTER_RESIZE)
        else:
            seconds = self.press(*keys).answered()
        return Answer(seconds, self.spent() - spent, self.sent - sent)

    def memory(self) -> float:
        """Anonymous memory in MiB."""
        return self._of_process("status", r"RssAnon:\s+(\d+) kB") / 1024

    def _used(self) -> int:
        """Processor time so far, in ticks."""
        with open(f"/proc/{self._pid}/stat", encoding="utf-8") as stream:  # noqa: PTH123
            fields = stream.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) // FEW_TICKS

    def spent(self) -> float:
        """Processor time so far of all threads, in seconds; of those that have ended it is not known."""
        spent = 0
        for thread in Path(f"/proc/{self._pid}/task").iterdir():
            with suppress(OSError):  # it has ended in the meantime
                spent += int((thread / "schedstat").read_text(encoding="ascii").split()[0])
        return spent / 1e9

    def _of_process(self, file: str, pattern: str) -> float:
        with open(f"/proc/{self._pid}/{file}", encoding="utf-8") as stream:  # noqa: PTH123
            found = re.search(pattern, stream.read())
        return float(found[1]) if found else 0.0

    def _settle(self) -> None:
        """Wait until earlier updates are complete, and draw them."""
        while self._listen(OVER):
            pass
        for _ in self._draw():
            pass

    def _set_size(self, size: tuple[int, int]) -> None:
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def _listen(self, seconds: float) -> bool:
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:
            return False
        self._waiting.append((monotonic(), self.spent(), data))
        self.sent += len(data)
        for question, answer in ANSWERS:
            for _ in question.findall(data):
                os.write(self._terminal, answer)
        return bool(data)

    def _draw(self) -> Iterator[float]:
        """Draw what has arrived, chunk by chunk, yielding the time of each."""
        while self._waiting:
            at, self.processor, data = self._waiting.pop(0)
            self._stream.feed(FOREIGN.sub(b"", data))
            yield at
