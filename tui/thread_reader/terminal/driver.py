"""Textual's driver for Linux and macOS with its faults cured. Each cure names the fault, as it is in Textual 8.2.8.

A test of each, in `tests/terminal/test_faults_of_textual.py`, fails when the fault is gone from Textual: then the cure
is to be deleted.
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
from typing import TYPE_CHECKING, Any, NoReturn

from textual.drivers.linux_driver import LinuxDriver

from thread_reader.streams import discard_output
from thread_reader.terminal.key_parser import PatientParser

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from textual.app import App

ENDING = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGXCPU")
"""Signals that end a program that knows nothing of them; Textual knows nothing of them."""

PATIENCE = 2.0
"""Seconds that the app has to end after a signal before it is ended as it is."""

AT_REST = "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?1004l"
AT_REST += "\x1b[0m\x1b[<u\x1b[?1049l\x1b[?25h"
"""Everything that Textual may have turned on, turned off."""

LOST = 128 + signal.SIGHUP
"""Exit status when the terminal is gone: that of the signal that says so."""


class SteadyDriver(LinuxDriver):
    """Leaves the terminal as it was, however the program ends."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._file = _Screen(sys.__stderr__, self._lose)  # type: ignore[assignment]
        self._raw: list[Any] | None = None
        self._asleep = False
        self._ending: int | None = None
        self._watch: threading.Timer | None = None
        self._handlers = {name: signal.signal(getattr(signal, name), self._end_by_signal) for name in ENDING}
        self._loop.set_exception_handler(self._handle_lost_error)

    def start_application_mode(self) -> None:
        """Take the terminal."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._raw = _attributes(self.fileno)

    def stop_application_mode(self) -> None:
        """Give the terminal back. Fault: mouse mode 1016, turned on for kitty and others, stays on, and so does mode
        2048 when the terminal says that it knows it while the rest is turned off. Fault: the terminal echoes again
        while the last frame is still being drawn, and what it answers stands in it; `close` lets it, after that."""
        self._raw = None
        before, self.attrs_before = self.attrs_before, None
        super().stop_application_mode()
        self.attrs_before = before
        if self._mouse_pixels:
            self.write("\x1b[?1016l\x1b[?2048l")

    def close(self) -> None:
        """The end of drawing; at the end of the program also of answering signals."""
        super().close()
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcflush(self.fileno, termios.TCIFLUSH)
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        if not self._app._running:
            if self._watch is not None:
                self._watch.cancel()
            for name, handler in self._handlers.items():
                signal.signal(getattr(signal, name), handler)

    @property
    def is_ending(self) -> bool:
        """Whether a signal or the loss of the terminal is ending the app, wherever it was."""
        return self._ending is not None

    def _end_by_signal(self, number: int, _frame: object) -> None:
        """Fault: SIGTERM, SIGHUP and SIGQUIT end the program with the terminal raw and the mouse on."""
        if not self.is_ending:
            self._end(128 + number)

    def _end(self, status: int) -> None:
        self._ending = status
        self._watch = threading.Timer(PATIENCE, self._end_at_once)
        self._watch.daemon = True
        self._watch.start()
        self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=status))

    def _end_at_once(self) -> NoReturn:
        """The app hears nothing: put the terminal back from here and go."""
        with suppress(OSError, termios.error):
            os.write(2, AT_REST.encode())
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        os._exit(self._ending or LOST)

    def _lose(self) -> None:
        """Fault: a terminal that is gone kills the thread that writes; its queue fills, and the app waits for good."""
        if not self.is_ending:
            self._end(LOST)

    def _handle_lost_error(self, _loop: object, context: dict[str, Any]) -> None:
        """Fault: an error in a task that nobody waits for is logged to the terminal, and the app goes on without it."""
        error = context.get("exception")
        if isinstance(error, Exception):
            self._app._handle_exception(error)

    def _sigtstp_application(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._sleep)

    def _sleep(self) -> None:
        """To the shell and back. Fault: this is done inside the handler of the signal, between any two steps of the
        app, which may be drawing; the terminal stays half changed, or the app waits for itself. And what was on the
        screen is not drawn again."""
        self.suspend_application_mode()
        self._asleep = True
        os.kill(os.getpid(), signal.SIGSTOP)
        while self._is_in_background():
            os.kill(os.getpid(), signal.SIGSTOP)
        self._asleep = False
        self.resume_application_mode()
        self._redraw()

    def _is_in_background(self) -> bool:
        """Whether the shell continued the program with `bg`, and the terminal is the shell's."""
        try:
            return os.tcgetpgrp(self.fileno) != os.getpgrp()
        except OSError:
            return False

    def _sigcont_application(self, *_: object) -> None:
        """After SIGSTOP, or out of the blue. Fault: a second thread for the keys is started, and the raw mode is taken
        for the one to go back to."""
        if not self._asleep and self._raw is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._raw)
            self._loop.call_soon_threadsafe(self._redraw)

    def _redraw(self) -> None:
        self._app.refresh(layout=True)

    def run_input_thread(self) -> None:
        """Read keys until the end. Faults: bytes that are no UTF-8 end the program, so do some key sequences
        (`keys.py`); a terminal that is gone is read over and over."""
        parser = PatientParser()
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    typed = _read(self.fileno)
                    if not typed:
                        self._lose()
                        return
                    for message in parser.feed(decode(typed)):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)


class _Screen:
    """The stream that is drawn on, and the news when it is gone.

    Where the locale is not UTF-8, what it lacks is a question mark, one cell. Fault: standard error writes `\\u2502`
    instead, six cells, and every line breaks.
    """

    def __init__(self, stream: TextIO | None, lost: Callable[[], None]) -> None:
        if stream is None:
            raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))
        self._stream = stream
        self._lost = lost

    def fileno(self) -> int:
        """The descriptor of the stream."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Whether the stream is a terminal."""
        return self._stream.isatty()

    def write(self, text: str) -> None:
        """Draw, while there is something to draw on."""
        self._try(lambda: self._stream.buffer.write(text.encode(self._stream.encoding, "replace")))

    def flush(self) -> None:
        """Send what is drawn."""
        self._try(self._stream.buffer.flush)

    def _try(self, draw: Callable[[], object]) -> None:
        try:
            draw()
        except (OSError, ValueError):
            with suppress(OSError):
                self._forget()
            self._lost()

    def _forget(self) -> None:
        """Discard all further output. A terminal that failed only once still exists, so reset it first."""
        with suppress(OSError):
            os.write(self._stream.fileno(), AT_REST.encode())
        discard_output(self._stream.fileno())


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:
        return b""


def _attributes(descriptor: int) -> list[Any] | None:
    try:
        return termios.tcgetattr(descriptor)
    except termios.error:
        return None
