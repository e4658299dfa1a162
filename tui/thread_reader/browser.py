"""Giving an address to the browser: the one that was shown, and never through a shell."""

from __future__ import annotations

import os
import shutil
import subprocess

from thread_reader.view.links import openable

OPENERS = ("xdg-open", "open", "wslview")
"""Programs that open an address, the first that there is; the browser that BROWSER names comes before them."""


def opener() -> str | None:
    """The program that opens addresses. BROWSER is taken as the name of a program, not as a command line."""
    named = os.environ.get("BROWSER", "").split(os.pathsep)[0]
    return next((found for name in (named, *OPENERS) if name and (found := shutil.which(name))), None)


def open_address(address: str) -> str:
    """Open an address; what to say about it. One that may not be opened never is, whoever asks."""
    if not openable(address):
        return "that address is not one that may be opened"
    program = opener()
    if program is None:
        return "no browser was found; y copies, and BROWSER can name one"
    try:
        subprocess.Popen(
            [program, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return f"the browser cannot be started: {error.strerror}"
    return f"opened {address}"
