"""Running an app so that the terminal is restored afterwards."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from textual import constants
from textual.css.errors import StylesheetError

from thread_reader.terminal import guard, widths
from thread_reader.terminal.driver import SteadyDriver

if TYPE_CHECKING:
    from textual.app import App


def run_steadily(app: App[Any]) -> int:
    """Run the app with all cures installed and return its exit status. Raises the app's error once the terminal is
    restored."""
    guard.install()
    widths.correct()
    if constants.DRIVER is None:  # TEXTUAL_DRIVER names another one
        app.driver_class = SteadyDriver
    crash = Crash(app)
    # When a signal ends the app, Python 3.13 may find coroutines of Textual that never ran, and warn on the shell.
    warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
    app.run()
    if isinstance(crash.error, StylesheetError):
        raise ImportError(str(crash.error)) from crash.error  # style sheets are parts of the program
    if crash.error is not None:
        raise crash.error
    return app.return_code or 0


class Crash:
    """The first error of an app, kept for the caller of `App.run`.

    By default Textual (8.2.8) prints a traceback with the values of all variables, including text of the page, and
    `App.run` returns normally.
    """

    def __init__(self, app: App[Any]) -> None:
        self.error: Exception | None = None
        self._app = app
        app._handle_exception = self._keep  # type: ignore[method-assign]
        app._print_error_renderables = app._exit_renderables.clear  # type: ignore[method-assign]

    def _keep(self, error: Exception) -> None:
        self._app._close_messages_no_wait()
        driver = self._app._driver
        if isinstance(driver, SteadyDriver) and driver.is_ending:
            return  # widgets are being removed, and errors about missing ones are expected
        self._app._return_code = 1
        self.error = self.error or error
