"""Returning memory to the operating system after a reload."""

from __future__ import annotations

import ctypes
import gc


def trim_memory() -> None:
    """Free the objects of a closed screen.

    They are full of reference cycles, some were frozen (`gc.freeze`) after start-up, and glibc keeps freed memory until
    `malloc_trim` is called.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    malloc_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc only
    if malloc_trim is not None:
        malloc_trim(0)
