"""Returning memory to the operating system, after a reload and after counting."""

from __future__ import annotations

import ctypes
import gc


def trim_memory() -> None:
    """Free the objects of a closed screen.

    They are full of reference cycles, and some were frozen (`gc.freeze`) after start-up.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return_freed_memory()


def return_freed_memory() -> None:
    """Return what was freed, which glibc keeps until `malloc_trim` is called. It takes about a millisecond."""
    malloc_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc only
    if malloc_trim is not None:
        malloc_trim(0)
