"""Work that is counted instead of timed: the same on every machine, however busy."""

from __future__ import annotations

import cProfile
import gc
import sys
import tracemalloc
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_END = object()


def calls(work: Callable[[], object]) -> int:
    """The number of functions that some work calls, Python's and C's."""
    counting = cProfile.Profile()
    counting.enable()
    try:
        work()
    finally:
        counting.disable()
    return sum(entry.callcount for entry in counting.getstats())


def largest_step(work: Iterator[object]) -> int:
    """The most calls between two steps of some work, whatever it yields."""
    largest, item = 0, None
    while item is not _END:
        taken: list[object] = []
        largest = max(largest, calls(lambda taken=taken: taken.append(next(work, _END))))  # type: ignore[misc]
        item = taken[0]
    return largest


def most_freed(work: Iterator[object]) -> int:
    """The most memory blocks that are freed between two steps of some work, beyond those that are allocated. Garbage
    that other tests have left is collected before, and not meanwhile."""
    most, done = 0, False
    gc.collect()
    gc.disable()
    try:
        while not done:
            before = sys.getallocatedblocks()
            done = next(work, _END) is _END
            most = max(most, before - sys.getallocatedblocks())
    finally:
        gc.enable()
    return most


def most_allocated(work: Iterator[object]) -> int:
    """The most bytes by which memory grows within a step of some work: what a step copies is among them."""
    most, done = 0, False
    tracemalloc.start()
    try:
        while not done:
            tracemalloc.reset_peak()
            before, _ = tracemalloc.get_traced_memory()
            done = next(work, _END) is _END
            most = max(most, tracemalloc.get_traced_memory()[1] - before)
    finally:
        tracemalloc.stop()
    return most


def lines_executed(work: Callable[[], object]) -> int:
    """The number of lines of Python that some work executes."""
    lines = 0

    def trace(_: FrameType, event: str, __: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines
