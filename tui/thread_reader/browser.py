"""Opening an address in the browser: exactly the one that was displayed, and never through a shell."""

from __future__ import annotations

import os
import shutil
import subprocess

from thread_reader.view.links import openable

OPENERS = ("xdg-open", "open", "wslview")
"""Programs that open an address; the first one installed is used. The browser named by BROWSER comes before them."""


def opener() -> str | None:
    """Return the path of the program that opens addresses. BROWSER is a program name here, not a command line."""
    preferred = os.environ.get("BROWSER", "").split(os.pathsep)[0]
    return next((path for name in (preferred, *OPENERS) if name and (path := shutil.which(name))), None)


def open_address(address: str) -> str:
    """Open an address and return a message. Refuses any address that `openable` refuses, whoever the caller is."""
    if not openable(address):
        return "this address may not be opened"
    program = opener()
    if program is None:
        return "no browser found; y copies the address, and BROWSER can name a browser"
    try:
        subprocess.Popen(
            [program, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return f"cannot start the browser: {error.strerror}"
    return f"opened {address}"
