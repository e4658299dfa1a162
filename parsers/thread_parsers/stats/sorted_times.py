"""Times in their order, in blocks: those of one discussion are a list, those of many are read from a database."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

SLICE_TIMES = 1 << 14
"""Times in a block, which are counted between two yields."""


class SortedTimes(NamedTuple):
    """Times in seconds from 1970, the earliest first."""

    blocks: Callable[[], Iterable[Sequence[int]]]
    """Returns all of them in blocks, none of which is empty."""
    size: int
    first: int = 0
    """The earliest; 0 if there are none."""
    last: int = 0
    listed: Sequence[int] = ()
    """All of them, if they are in memory."""

    @classmethod
    def of(cls, times: Sequence[int]) -> SortedTimes:
        """Those of a list."""

        def blocks() -> Iterable[Sequence[int]]:
            return (times[at : at + SLICE_TIMES] for at in range(0, len(times), SLICE_TIMES))

        return cls(blocks, len(times), *((times[0], times[-1]) if times else (0, 0)), times)

    @property
    def span(self) -> int:
        """Seconds from the first to the last."""
        return self.last - self.first
