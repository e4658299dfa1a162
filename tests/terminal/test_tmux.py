"""The reader in tmux: keys, wheel, clicks, cursor and clipboard as tmux passes them on."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from harness.terminal import DEADLINE, KEYS, PAUSE, TOO_EARLY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")

UP, DOWN = 64, 65
COMMENT = "rider{0:02}\n· 2025-03-{0:02} 18:20\nWords of comment {0}, see https://example.org/{0}.\nReply0\n"
PAGE = "The ferry is late.\nReward\nComment\n0/400\n" + "".join(COMMENT.format(number) for number in range(1, 29))


class Tmux:
    """A tmux server of its own with one pane, in which a command runs."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str], size: tuple[int, int]) -> None:
        self._base = ["tmux", "-S", str(folder / "tmux"), "-f", "/dev/null"]
        self._environment = environment
        self._status = folder / "status"
        columns, rows = map(str, size)
        self.run(
            *("set-option", "-g", "set-clipboard", "on", ";", "set-option", "-g", "remain-on-exit", "on", ";"),
            *("set-option", "-g", "status", "off", ";", "new-session", "-d", "-x", columns, "-y", rows),
            # tmux 3.3 may miss the end of a child, so the shell of the pane writes the exit status down.
            f"cd {shlex.quote(str(folder))}; {shlex.join(command)}; echo $? >ending; mv ending status",
        )

    def run(self, *arguments: str) -> str:
        """Give tmux a command; what it prints."""
        done = subprocess.run(
            [*self._base, *arguments],
            check=True,
            capture_output=True,
            text=True,
            env=self._environment,
            timeout=DEADLINE,
        )
        return done.stdout

    @property
    def lines(self) -> list[str]:
        """What is on the screen of the pane."""
        return self.run("capture-pane", "-p").split("\n")

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the pane's cursor."""
        x, _, y = self.run("display-message", "-p", "#{cursor_x} #{cursor_y}").strip().partition(" ")
        return int(x), int(y)

    def wait_for(self, is_there: Callable[[], bool]) -> None:
        """Until something is true."""
        until = time.monotonic() + DEADLINE
        while not is_there():
            if time.monotonic() > until:
                pytest.fail("it never came to be; on the screen:\n" + "\n".join(self.lines))
            time.sleep(0.05)

    def wait_for_text(self, text: str) -> None:
        """Until a text is on the screen."""
        self.wait_for(lambda: any(text in line for line in self.lines))

    def send(self, data: bytes) -> None:
        """Let the terminal send bytes to the program."""
        self.run("send-keys", "-H", *(f"{byte:02x}" for byte in data))

    def press(self, *keys: str) -> None:
        """Press keys by name, or type a character each."""
        self.send(b"".join(KEYS.get(key) or key.encode() for key in keys))

    def press_until(self, key: str, text: str) -> None:
        """Press a key until a text is on the screen: once, and again where the program says that it was too early."""
        until = time.monotonic() + DEADLINE
        self.press(key)
        while time.monotonic() < until:
            self.wait_for(lambda: any(word in line for line in self.lines for word in (text, *TOO_EARLY)))
            if any(text in line for line in self.lines):
                return
            time.sleep(PAUSE)
            self.press(key)
        pytest.fail("it never came to be; on the screen:\n" + "\n".join(self.lines))

    def mouse(self, text: str, button: int) -> None:
        """Press and release a button on a text, or turn the wheel there."""
        self.wait_for_text(text)
        x, y = next((line.index(text), row) for row, line in enumerate(self.lines) if text in line)
        press = f"\x1b[<{button};{x + 2};{y + 1}"
        self.send(f"{press}M{press}m".encode() if button < UP else f"{press}M".encode())

    def status(self) -> str:
        """The exit status of the program, once it has ended."""
        self.wait_for(self._status.exists)
        return self._status.read_text(encoding="ascii").strip()

    def close(self) -> None:
        """End the server and what runs in it."""
        subprocess.run([*self._base, "kill-server"], check=False, capture_output=True, timeout=DEADLINE)


@pytest.fixture(params=[(80, 24), (120, 40)], ids=["80x24", "120x40"])
def tmux(
    request: pytest.FixtureRequest, program: list[str], environment: dict[str, str], tmp_path: Path
) -> Iterator[Tmux]:
    """The program in tmux, its first screen drawn."""
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    opened = Tmux([*program, "page.txt"], tmp_path, environment | {"BROWSER": "/none"}, request.param)
    try:
        opened.wait_for_text("1 of 28")
        yield opened
    finally:
        opened.close()


def test_the_wheel_and_clicks_act(tmux: Tmux) -> None:
    tmux.mouse("rider03", DOWN)
    tmux.wait_for(lambda: "rider01" not in tmux.lines[1])
    tmux.mouse("rider03", UP)
    tmux.wait_for(lambda: "rider01" in tmux.lines[1])
    tmux.mouse("rider03", 0)
    tmux.wait_for_text("match 1 of 1, 3 of 28")
    tmux.press_until("esc", "rider04")
    tmux.mouse("example.org/4", 0)
    tmux.wait_for_text("Open in the browser")
    tmux.press("esc", "?")
    tmux.wait_for_text("next comment")
    tmux.mouse("next comment", DOWN)
    tmux.press("esc", "q")
    assert tmux.status() == "0"


def test_esc_and_the_next_key_and_where_the_cursor_is(tmux: Tmux) -> None:
    tmux.press("/", *"words")
    tmux.wait_for_text("28 hits in 28 comments")
    row = next(row for row, line in enumerate(tmux.lines) if line.startswith(" / words"))
    tmux.wait_for(lambda: tmux.cursor == (len(" / words"), row))
    tmux.send(b"\x1bj")
    tmux.wait_for_text("2 of 28")
    tmux.wait_for(lambda: "rider02" in tmux.lines[tmux.cursor[1]])
    tmux.send(b"\x1b[200~q\x1b[201~")
    tmux.wait_for_text("text can be pasted after")
    tmux.press("y")
    tmux.wait_for_text("quoted")
    tmux.press("t")
    tmux.wait_for_text("copied")
    tmux.wait_for(lambda: tmux.run("show-buffer") == "Words of comment 2, see https://example.org/2.")
    tmux.press("q")
    assert tmux.status() == "0"
