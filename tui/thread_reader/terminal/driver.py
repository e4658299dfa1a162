"""Textual's driver for Linux and macOS with its faults cured. Each cure describes the fault, as of Textual 8.2.8.

For each fault, a test in `tests/terminal/test_faults_of_textual.py` fails once Textual has fixed it. Then delete the
cure.
"""

from __future__ import annotations

import errno
import os
import selectors
import signal
import sys
import termios
import threading
from codecs import getincrementaldecoder
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, NoReturn

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.drivers.linux_driver import LinuxDriver

from thread_reader.output.streams import discard_output
from thread_reader.terminal.background import ANSWER_SECONDS, QUESTION, answers_questions, is_dark
from thread_reader.terminal.frame import Frame
from thread_reader.terminal.key_parser import MAX_CELLS, InputParser
from thread_reader.terminal.presence import SCREEN

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from textual.app import App

FATAL_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGXCPU")
"""Signals that by default end a process. Textual handles none of them."""

EXIT_TIMEOUT_SECONDS = 2.0
"""How long the app may take to exit after a signal before the process is ended."""

RESET = "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?1004l"
RESET += "\x1b[0m\x1b[<u\x1b[?1049l\x1b[?25h"
"""Turns off every mode that Textual may have turned on."""

SAVE_TITLE, PUT_BACK_TITLE = "\x1b[22;0t", "\x1b[23;0t"
"""XTWINOPS of xterm: push the title on a stack, and pop it. Terminals that do not know it keep the last title."""
MAX_TITLE_CHARS = 200

WAKE_SECONDS = 0.1
"""Interval at which the input thread looks whether the app has ended."""
READ_BYTES = 65_536

TERMINAL_LOST = 128 + signal.SIGHUP
"""Exit status when the terminal has gone, the same as for the signal that announces it."""


class SteadyDriver(LinuxDriver):
    """Restores the terminal, however the program ends."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._file = _Screen(sys.__stderr__, self._lose)  # type: ignore[assignment]
        self.frame = Frame()
        """What the screen shows."""
        self._held: list[str] | None = None
        """The parts of the frame that is being written."""
        self._draws_in = threading.get_ident()
        self._raw: list[Any] | None = None
        self._attributes: list[Any] | None = None
        """The terminal's attributes before the app; `attrs_before` is None while the app is being stopped."""
        self._asleep = False
        self._is_stop_wanted = False
        """Whether the app is to be suspended: SIGTSTP arrived, and no SIGCONT after it."""
        self._ending: int | None = None
        self._watch: threading.Timer | None = None
        self._asked_at: float | None = None
        """When the terminal was asked for its background (`monotonic`)."""
        self._title = ""
        """The title that the app has given to the terminal."""
        self._handlers = {name: signal.signal(getattr(signal, name), self._end_by_signal) for name in FATAL_SIGNALS}
        self._loop.set_exception_handler(self._handle_lost_error)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return columns and rows. Fault: a size of a million cells a side is drawn until the memory is full."""
        columns, rows = super()._get_terminal_size()
        return min(columns, MAX_CELLS), min(rows, MAX_CELLS)

    def write(self, data: str) -> None:
        """Write data. All parts of a frame are written as one, because each wakes the thread that writes."""
        if threading.get_ident() != self._draws_in:
            super().write(data)
            return
        if data == SYNC_START:
            self._held = []
        if self._held is None:
            super().write(data)
            return
        self._held.append(data)
        if data == SYNC_END:
            frame, self._held = "".join(self._held), None
            super().write(frame)

    def start_application_mode(self) -> None:
        """Switch the terminal to the app's screen and modes."""
        self.frame.forget()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._attributes = self.attrs_before
        self._raw = _attributes(self.fileno)
        if self._title:  # after the app was suspended
            self.write(SAVE_TITLE + _titled(self._title))
        if self._asked_at is None and getattr(self._app, "asks_background", False) and answers_questions():
            self._asked_at = monotonic()
            self.write(QUESTION)
            self.flush()

    def show_title(self, title: str) -> None:
        """Give the terminal a title, which is printable. Its own one is put back when the app ends or is suspended."""
        title = title[:MAX_TITLE_CHARS]
        if title and title != self._title and answers_questions():
            self.write(("" if self._title else SAVE_TITLE) + _titled(title))
            self._title = title

    def _take_string(self, answer: str) -> None:
        """Tell the app whether the background is dark if this is the answer to the question, in time."""
        dark = is_dark(answer)
        if dark is not None and self._asked_at is not None and monotonic() - self._asked_at < ANSWER_SECONDS:
            self._asked_at = float("-inf")  # once only
            self._loop.call_soon_threadsafe(self._app.use_background, dark)  # type: ignore[attr-defined]

    def stop_application_mode(self) -> None:
        """Restore the modes of the terminal; `close` restores its attributes.

        Fault: mouse mode 1016, turned on for kitty and others, stays on, and so does mode 2048 if the terminal reports
        support for it while the other modes are being turned off.
        Fault: echo is turned on again while the last frame is still being drawn, so that the terminal's answers to
        queries appear in it.
        """
        self._raw = None
        # Without `attrs_before` Textual does not restore the attributes (and with them echo) yet.
        before, self.attrs_before = self.attrs_before, None
        if self._title:
            self.write(PUT_BACK_TITLE)
        super().stop_application_mode()
        self.attrs_before = before
        if self._mouse_pixels:
            self.write("\x1b[?1016l\x1b[?2048l")

    def close(self) -> None:
        """Restore the terminal's attributes after the last frame and, if the app has ended, the signal handlers."""
        super().close()
        if self.attrs_before is not None:
            with suppress(termios.error):
                # Drop answers and keys that nothing has read: the shell would take them for typed text.
                termios.tcflush(self.fileno, termios.TCIFLUSH)
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        if not self._app._running:  # otherwise the app is only being suspended
            if self._watch is not None:
                self._watch.cancel()
            for name, handler in self._handlers.items():
                signal.signal(getattr(signal, name), handler)

    @property
    def is_ending(self) -> bool:
        """Whether a signal or the loss of the terminal is ending the app."""
        return self._ending is not None

    def _end_by_signal(self, number: int, _frame: object) -> None:
        """Exit the app. Fault: SIGTERM, SIGHUP and SIGQUIT end the process with the terminal raw and the mouse on."""
        if not self.is_ending:
            self._end(128 + number)

    def _end(self, status: int) -> None:
        self._ending = status
        # A thread of its own, because the event loop may be blocked or waiting for the terminal.
        self._watch = threading.Timer(EXIT_TIMEOUT_SECONDS, self._end_at_once)
        self._watch.daemon = True
        self._watch.start()
        # A signal handler runs between any two bytecodes, so it must not call the app directly.
        self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=status))

    def _end_at_once(self) -> NoReturn:
        """Restore the terminal and end the process. For an app that does not respond."""
        with suppress(OSError, termios.error):
            os.write(SCREEN, (RESET + (PUT_BACK_TITLE if self._title else "")).encode())
            if self._attributes is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._attributes)
        os._exit(self._ending or TERMINAL_LOST)

    def _lose(self) -> None:
        """Exit because the terminal has gone. Fault: the error ends Textual's writer thread; its queue fills up, and
        the app waits forever."""
        if not self.is_ending:
            self._end(TERMINAL_LOST)

    def _handle_lost_error(self, _loop: object, context: dict[str, Any]) -> None:
        """End the app with the error. Fault: an error in a task that is not awaited is logged to the terminal, and the
        app continues without the task."""
        error = context.get("exception")
        # After exit() widgets are removed while jobs still report to them; that is not an error of the program.
        if isinstance(error, Exception) and not self._app._exit:
            self._app._handle_exception(error)

    def _sigtstp_application(self, *_: object) -> None:
        self._is_stop_wanted = True
        self._loop.call_soon_threadsafe(self._sleep)

    def _sleep(self) -> None:
        """Suspend to the shell and resume.

        Fault: Textual does this inside the signal handler, which may interrupt the app while it is drawing; the
        terminal is left half changed, or the app deadlocks. Fault: the screen is not redrawn.
        """
        if not self._is_stop_wanted:  # the app was busy when it was to be suspended, and has been continued since
            return
        self.suspend_application_mode()
        self._asleep = True
        if self._is_stop_wanted:
            os.kill(os.getpid(), signal.SIGSTOP)  # returns when SIGCONT arrives
        while self._is_in_background():
            os.kill(os.getpid(), signal.SIGSTOP)
        self._asleep = False
        self.resume_application_mode()
        self._redraw()

    def _is_in_background(self) -> bool:
        """Whether the shell resumed the process with `bg`, so that the terminal still belongs to the shell."""
        try:
            return os.tcgetpgrp(self.fileno) != os.getpgrp()
        except OSError:
            return False

    def _sigcont_application(self, *_: object) -> None:
        """Set the raw mode again and redraw after SIGSTOP, or after a SIGCONT without a stop.

        Fault: Textual starts a second input thread, and saves the raw mode as the one to restore at the end.
        """
        self._is_stop_wanted = False
        if not self._asleep and self._raw is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._raw)
            self._loop.call_soon_threadsafe(self._redraw)

    def _redraw(self) -> None:
        self.frame.forget()
        self._app.refresh(layout=True)

    def run_input_thread(self) -> None:
        """Read keys until the app ends.

        Fault: bytes that are not UTF-8 end the program. Fault: so do some key sequences (`key_parser`).
        Fault: a terminal that has gone is read in an endless loop.
        """
        parser = InputParser(getattr(self._app, "alt_keys", ()), take_string=self._take_string)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                left = parser.seconds_left
                if selector.select(WAKE_SECONDS if left is None else min(left, WAKE_SECONDS)):
                    typed = _read(self.fileno)
                    if not typed:  # end of file: the terminal has gone
                        self._lose()
                        return
                    for message in parser.feed(decode(typed)):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)


class _Screen:
    """The stream that Textual draws on. Calls `lost` when writing fails.

    Characters missing from the locale's encoding become `?`, one cell wide. Fault: standard error would write
    `\\u2502`, six cells wide, which breaks every line.
    """

    def __init__(self, stream: TextIO | None, lost: Callable[[], None]) -> None:
        if stream is None:
            raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))
        self._stream = stream
        self._lost = lost
        self._titles = self._unsent_titles = 0
        """How many titles are saved in the terminal, and how many more when all that is written has been sent."""

    def fileno(self) -> int:
        """The descriptor of the stream."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Whether the stream is a terminal."""
        return self._stream.isatty()

    def write(self, text: str) -> None:
        """Write text; does nothing if the terminal has gone."""
        self._unsent_titles += text.count(SAVE_TITLE) - text.count(PUT_BACK_TITLE)
        self._try(lambda: self._stream.buffer.write(text.encode(self._stream.encoding, "replace")))

    def flush(self) -> None:
        """Send the buffered text to the terminal."""
        if self._try(self._stream.buffer.flush):
            self._titles, self._unsent_titles = self._titles + self._unsent_titles, 0

    def _try(self, draw: Callable[[], object]) -> bool:
        try:
            draw()
        except (OSError, ValueError):
            with suppress(OSError):
                self._discard()
            self._lost()
            return False
        return True

    def _discard(self) -> None:
        """Discard all further output. A terminal that failed only once still exists, so reset it first."""
        with suppress(OSError):
            os.write(self._stream.fileno(), (RESET + PUT_BACK_TITLE * self._titles).encode())
        discard_output(self._stream.fileno())


def _titled(title: str) -> str:
    return f"\x1b]2;{title}\x07"


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, READ_BYTES)
    except OSError:
        return b""


def _attributes(descriptor: int) -> list[Any] | None:
    try:
        return termios.tcgetattr(descriptor)
    except termios.error:
        return None
