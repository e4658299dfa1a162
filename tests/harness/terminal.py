"""A terminal for the program to run in, and a judge of every byte that it writes there.

The terminal is a real pseudo-terminal whose other side answers what modern terminals are asked. Its screen is kept by
pyte, fed with nothing but text, colours and positions, which is all that the program may draw with.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
import unicodedata
from codecs import getincrementaldecoder
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyte
import pytest

from harness.children import shell_status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

DEADLINE = 30.0
"""Seconds after which something that was waited for is taken never to come. Machines that run tests are slow."""

PAUSE = 0.5
"""Seconds between two presses of a key that came too early."""
TOO_EARLY = ("counting stopped", "are still being counted", "stopped; ")
"""What is said on a slow machine, where something is still being counted or searched: Esc stops that first, and some
keys need the result."""

ON_THE_TERMINAL = '<>"$0" >&0 2>&0'
"""How a shell connects a program to the terminal; tests of other connections say so."""

KEYS = {
    "enter": b"\r",
    "esc": b"\x1b[27u",
    "tab": b"\t",
    "space": b" ",
    "backspace": b"\x7f",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    **{f"ctrl+{letter}": bytes([ord(letter) & 0x1F]) for letter in "abcdefghijklmnopqrstuvwxyz"},
}

BACKGROUND_QUESTION = "\x1b]11;?\x1b\\"

ANSWERS = {
    "\x1b[c": b"\x1b[?62;22c",
    "\x1b[?2026$p": b"\x1b[?2026;2$y",
    "\x1b[?2048$p": b"\x1b[?2048;2$y",
    "\x1b[?u": b"\x1b[?0u",
    "\x1b[6n": b"\x1b[1;1R",
    BACKGROUND_QUESTION: b"\x1b]11;rgb:1616/1717/1b1b\x1b\\",
}
"""What a modern terminal says when it is asked: who it is, synchronised output, resize reports, keyboard, cursor,
background."""

LONGEST = 100_000
"""Characters of the longest sequence that is waited for: a copied text."""

CELL_PIXELS = (8, 16)
"""Width and height of a cell of the terminal."""

AT_REST = {"7": True, "25": True}
"""The modes that are on in a terminal as a shell leaves it: wrapping and the cursor."""

ALLOWED = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f-\x9f\ud800-\udfff]+)"
    r"|(?P<style>\x1b\[(?:\d{1,3}(?:;\d{1,3})*)?m)"
    r"|(?P<move>\x1b\[\d+;\d+H)"
    r"|(?P<line>\r?\n)"
    r"|\x1b\[\?(?P<mode>1049|1000|1003|1004|1006|1015|1016|2004|2026|2048|25|7)(?P<set>[hl])"
    r"|(?P<keyboard>\x1b\[(?:>25|<)u)"
    r"|(?P<question>\x1b\[\?(?:2026|2048)\$p)"
    r"|(?P<clipboard>\x1b\]52;[cps]*;[A-Za-z0-9+/=]*\x07)"
    r"|(?P<background>\x1b\]11;\?(?:\x07|\x1b\\))"
    r"|\x1b\]8;[\w=:.-]*;(?P<link>(?:(?:https?://|mailto:)[!-~]{1,4000})?)(?:\x07|\x1b\\)"
    r"|(?P<title>\x1b\][02];[^\x00-\x1f\x7f-\x9f\ud800-\udfff]{0,1000}(?:\x07|\x1b\\))"
    r"|\x1b\[(?P<stack>2[23]);[02]t"
    r"|\x1b\[(?P<region>(?:\d+;\d+)?)r"
    r"|(?P<pointer>\x1b\]22;[a-z-]{1,20}\x07)"
)
"""Everything that the program may write. What is not here is a finding. The clipboard is only set, the background only
asked for, and links lead to the web or to mail."""

HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Characters that a terminal does not show, or that turn others around."""


def cells(char: str) -> int:
    """Cells that a terminal gives to a character, as the C library counts them."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" and char.isprintable() else 1


def _last_sequence(output: str) -> int:
    """Where the last control sequence begins; -1 if there is none. The ESC of a string's end belongs to the string."""
    last = output.rfind("\x1b")
    start = output.rfind("\x1b", 0, max(0, last))
    ends_string = output[last : last + 2] in ("\x1b", "\x1b\\")
    in_string = start >= 0 and output.startswith("\x1b]", start) and "\x07" not in output[start:last]
    return start if ends_string and in_string else last


@dataclass
class Judge:
    """Reads what a program writes to its terminal and keeps what should not be there."""

    columns: int = 80
    """The widest that the terminal has been."""
    findings: list[str] = field(default_factory=list)
    modes: dict[str, bool] = field(default_factory=dict)
    keyboards: int = 0
    titles: int = 0
    """Titles saved on the terminal's stack."""
    linked: bool = False
    scrolled: bool = False
    """Whether only a part of the screen scrolls."""
    _rest: str = ""
    _column: int = 0
    _styled: bool = False

    def read(self, output: str) -> Iterator[re.Match[str]]:
        """The allowed pieces of the output, in order."""
        output, at = self._rest + output, 0
        cut = _last_sequence(output)
        end = len(output) if cut < 0 or ALLOWED.match(output, cut) else max(cut, len(output) - LONGEST)
        if output.endswith("\r"):
            end -= 1
        end -= output.endswith("\r", 0, end)
        self._rest = output[end:]
        while at < end:
            piece = ALLOWED.match(output, at, end)
            if piece is None:
                self.findings.append(f"not allowed: {output[max(0, at - 20) : at + 30]!a}")
                at += 1
                continue
            self._judge(piece)
            yield piece
            at = piece.end()

    def _judge(self, piece: re.Match[str]) -> None:
        kind, text = piece.lastgroup, piece[0]
        resets = text in ("\x1b[m", "\x1b[0m")
        if self._styled and kind != "text" and not resets:
            self.findings.append(f"inside a piece of text: {text!a}")
        if kind == "style":
            self._styled = not resets
        elif kind == "move":
            self._column = int(text[2:-1].partition(";")[2]) - 1
        elif kind == "line":
            self._column = 0
        elif kind == "text":
            self._column += sum(map(cells, text))
            if self._column > self.columns and self.modes.get("1049"):
                self.findings.append(f"past the right edge: {text!a}")
            self.findings += [f"hidden: U+{ord(char):04X}" for char in HIDDEN.findall(text)]
        elif kind == "title":
            if not self.titles:
                self.findings.append(f"the title was not saved: {text!a}")
            self.findings += [f"hidden: U+{ord(char):04X}" for char in HIDDEN.findall(text)]
        else:
            self._remember(kind, piece)

    def _remember(self, kind: str | None, piece: re.Match[str]) -> None:
        """Keep what has to be put back before the program ends."""
        if kind == "keyboard":
            self.keyboards += 1 if ">" in piece[0] else -1
        elif kind == "stack":
            self.titles += 1 if piece["stack"] == "22" else -1
        elif kind == "link":
            self.linked = bool(piece["link"])
        elif kind == "region":
            self.scrolled = bool(piece["region"])
        elif kind == "set":
            self.modes[piece["mode"]] = piece["set"] == "h"

    def left_on(self) -> list[str]:
        """What was changed in the terminal and not put back."""
        left = [f"mode {name}" for name, on in self.modes.items() if on != AT_REST.get(name, False)]
        left += ["keyboard flags"] if self.keyboards > 0 else []
        left += ["colours"] if self._styled else []
        left += ["a link"] if self.linked else []
        left += ["the title"] if self.titles != 0 else []
        left += ["a scroll region"] if self.scrolled else []
        return left + (["an unfinished sequence"] if self._rest else [])


@dataclass(frozen=True)
class Ending:
    """How a program ended: its exit status, what it said after it had left the screen, what was wrong on the way."""

    status: int
    last_words: str
    findings: list[str]
    not_restored: list[str]

    def is_clean(self, status: int = 0) -> bool:
        """Whether it ended with this status, the terminal as before, and nothing said."""
        return (self.status, self.last_words, self.findings, self.not_restored) == (status, "", [], [])

    def is_refusal(self) -> bool:
        """Whether it said in one line why it does not open the page."""
        return self.status == 2 and self.last_words.count("\n") == 1 and not self.findings + self.not_restored


class Terminal:
    """A program on a terminal of its own."""

    def __init__(
        self,
        command: list[str],
        *,
        environment: dict[str, str],
        folder: Path,
        size: tuple[int, int] = (80, 24),
        connected: str = ON_THE_TERMINAL,
        answers: bool = True,
        background: bytes = b"",
        encoding: str = "utf-8",
    ) -> None:
        self._ours, self._theirs = pty.openpty()
        self._answers = ANSWERS | ({BACKGROUND_QUESTION: background} if background else {}) if answers else {}
        self._answered: set[bytes] = set()
        self._reports_size = False
        self.size = size
        self._set_size()
        self._before = termios.tcgetattr(self._theirs)
        self.judge = Judge(size[0])
        self.written = ""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self.screen)
        self._decode = getincrementaldecoder(encoding)("surrogateescape").decode
        shell = ["sh", "-c", f'exec "$@" {connected}', os.ttyname(self._theirs), *command]
        self.process = subprocess.Popen(shell, env=environment, cwd=folder, start_new_session=True)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, wanted: str | Callable[[str], bool]) -> None:
        """Until a text stands on the screen, or something is true of the text there."""
        is_there = wanted if callable(wanted) else lambda text: wanted in text
        until = time.monotonic() + DEADLINE
        while not is_there(self.text):
            ended = self.process.poll() is not None and not self._listen(0.1)
            if ended or time.monotonic() > until:
                pytest.fail(f"{wanted!a} never came to be; on the screen:\n{self.text}")
            self._listen(0.1)

    def wait_for_output(self, wanted: str) -> None:
        """Until the program has written something that does not show on the screen."""
        self.wait_for(lambda _: wanted in self.written)

    def press(self, *keys: str) -> None:
        """Press keys by name, or type a character each."""
        for key in keys:
            self.send(KEYS.get(key) or key.encode())

    def type(self, text: str) -> None:
        """Type a text."""
        self.send(text.encode())

    def send(self, data: bytes) -> None:
        """Let the terminal send bytes."""
        while data:
            _, ready, _ = select.select([], [self._ours], [], DEADLINE)
            if not ready:
                pytest.fail("the program does not read its keys")
            data = data[os.write(self._ours, data[:1024]) :]
            self._listen(0)

    def press_until(self, keys: Iterable[str], wanted: str | Callable[[str], bool]) -> None:
        """Press keys until a text stands on the screen, or something is true of the text there: once, and again where
        the program says that it was too early for them."""
        pressed = list(keys)

        def is_there(text: str) -> bool:
            return wanted(text) if callable(wanted) else wanted in text

        def is_early(text: str) -> bool:
            return any(map(text.__contains__, TOO_EARLY))

        until = time.monotonic() + DEADLINE
        self.press(*pressed)
        while not is_there(self.text):
            self.wait_for(lambda text: is_there(text) or is_early(text))
            if is_early(self.text) and not is_there(self.text):
                self._pause()
                if time.monotonic() > until:
                    pytest.fail(f"{wanted!a} never came to be; on the screen:\n{self.text}")
                self.press(*pressed)

    def _pause(self) -> None:
        """Let the program go on without a key for a while."""
        until = time.monotonic() + PAUSE
        while time.monotonic() < until:
            self._listen(0.1)

    def find(self, text: str) -> tuple[int, int]:
        """Column and row of a text, from 0, once it is on the screen: the rest of a frame may still be on its way. All
        characters before it must be one cell wide."""
        self.wait_for(text)
        return next((line.index(text), row) for row, line in enumerate(self.screen.display) if text in line)

    def mouse(self, button: int, x: int, y: int, *, released: bool = False) -> None:
        """Report the mouse on a cell, in pixels once the program has asked for that. Button 0 is the left one, 32 moves
        with it, 64 and 65 are the wheel."""
        if self._reports_size:
            x, y = x * CELL_PIXELS[0] + CELL_PIXELS[0] // 2, y * CELL_PIXELS[1] + CELL_PIXELS[1] // 2
        self.send(f"\x1b[<{button};{x + 1};{y + 1}{'m' if released else 'M'}".encode())

    def click(self, x: int, y: int) -> None:
        """Press and release the left button."""
        self.mouse(0, x, y)
        self.mouse(0, x, y, released=True)

    def click_on(self, text: str, offset: int = 0) -> None:
        """Click on a text, or to the right of its beginning."""
        x, y = self.find(text)
        self.click(x + offset, y)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's cursor."""
        return self.screen.cursor.x, self.screen.cursor.y

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal another size."""
        self.size = (columns, rows)
        self.judge.columns = max(self.judge.columns, columns)
        self.screen.resize(rows, columns)
        self._set_size()

    def signal(self, name: str) -> None:
        """Send the program a signal by its name without SIG."""
        os.kill(self.process.pid, getattr(signal, f"SIG{name}"))

    def wait_until_stopped(self) -> None:
        """Until the program has put itself to sleep."""
        while True:
            _, status = os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)
            if os.WIFSTOPPED(status):
                break
            self._listen(0.05)
        while self._listen(0.05):
            pass

    def hang_up(self) -> None:
        """Take the terminal away."""
        os.close(self._theirs)
        os.close(self._ours)
        self._ours = -1

    def attributes_restored(self) -> bool:
        """Whether keys are echoed, lines edited and so on as they were."""
        return termios.tcgetattr(self._theirs)[:4] == self._before[:4]

    def end(self) -> Ending:
        """Wait until the program has ended."""
        until = time.monotonic() + DEADLINE
        while (status := shell_status(self.process)) is None:
            if time.monotonic() > until:
                pytest.fail(f"the program does not end; on the screen:\n{self.text}")
            self._listen(0.05)
        if self._ours < 0:
            return Ending(status, "", self.judge.findings, [])
        while self._listen(0.05):
            pass
        not_restored = self.judge.left_on() + ([] if self.attributes_restored() else ["attributes"])
        _, left, after = self.written.rpartition("\x1b[?1004l")
        last_words = re.sub(r"\x1b\[\?\d+[hl]|\x1b\]22;default\x07", "", after if left else self.written)
        for answer in self._answered:
            # An answer that comes when the program is gone is echoed by the terminal itself.
            last_words = last_words.replace(answer.decode().replace("\x1b", "^["), "")
        return Ending(status, last_words, self.judge.findings, not_restored)

    def close(self) -> None:
        """Be rid of the program, however it is."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self._ours >= 0:
            self.hang_up()

    def _listen(self, seconds: float) -> bool:
        """Take what the program writes within this time; whether it was anything."""
        if self._ours < 0:
            time.sleep(seconds)
            return False
        ready, _, _ = select.select([self._ours], [], [], seconds)
        if not ready:
            return False
        try:
            output = self._decode(os.read(self._ours, 65536))
        except OSError:
            return False
        self.written += output
        for piece in self.judge.read(output):
            self._take(piece)
        return bool(output)

    def _take(self, piece: re.Match[str]) -> None:
        if piece.lastgroup in ("text", "style", "move", "line"):
            self._stream.feed(piece[0])
        elif piece[0] == "\x1b[?1049h":
            self.screen.reset()
        elif piece[0] == "\x1b[?2048h":
            self._reports_size = True
            self._report_size()
        elif piece[0] in self._answers:
            self._answer(self._answers[piece[0]])

    def _set_size(self) -> None:
        columns, rows = self.size
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if self._reports_size:
            self._report_size()

    def _report_size(self) -> None:
        columns, rows = self.size
        self._answer(f"\x1b[48;{rows};{columns};{rows * CELL_PIXELS[1]};{columns * CELL_PIXELS[0]}t".encode())

    def _answer(self, data: bytes) -> None:
        self._answered.add(data)
        os.write(self._ours, data)
