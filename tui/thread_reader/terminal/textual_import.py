"""Importing Textual without what the reader never uses: a tenth of the processor time until the first screen.

Textual (8.2.8) imports its command palette, and with it fifteen modules of widgets, also for an app without one. The
event loop imports OpenSSL, although nothing is fetched.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PALETTE = "textual.command"


def import_textual() -> None:
    """Import Textual, unless it has been imported. What is left out is loaded by whatever imports it later."""
    if "asyncio" not in sys.modules:
        with _standing_for("ssl", None):  # Python may be built without it: then there are no encrypted connections
            import asyncio  # noqa: F401
    if "textual.app" not in sys.modules:
        with _standing_for(PALETTE, _Unused(PALETTE)):
            import textual.app  # noqa: F401


class _Unused(ModuleType):
    """A module that has a class for every name that is imported from it: base classes of what is not used here."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


@contextmanager
def _standing_for(name: str, instead: ModuleType | None) -> Iterator[None]:
    """Let imports of a module find another one. None: the module cannot be found."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = instead  # type: ignore[assignment] # None is documented, but not in the types
    try:
        yield
    finally:
        del sys.modules[name]
