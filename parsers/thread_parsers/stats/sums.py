"""Sums that add up: those of ranges of a discussion, merged in the order of the ranges, are those of the whole,
whatever the ranges are, and those of many discussions are merged in the same way. They hold nothing but numbers, texts
and containers of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from thread_parsers.steps import emptied_in_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SumsT = TypeVar("SumsT", bound="Sums")


class Sums:
    """A dataclass of numbers, counters, mappings and arrays."""

    __slots__ = ()

    CHOSEN: ClassVar[dict[str, Callable[[Any, Any], Any]]] = {}
    """The mappings of which one value is kept where both have one, and which; everything else is added up."""

    def merge(self: SumsT, other: SumsT) -> None:
        """Add those of the comments that come next: a later range of a discussion, or another discussion."""
        for each in fields(self):  # type: ignore[arg-type]  # subclasses are dataclasses
            mine, theirs = getattr(self, each.name), getattr(other, each.name)
            if each.name in self.CHOSEN:
                for key, value in theirs.items():
                    mine[key] = self.CHOSEN[each.name](value, mine.get(key, value))
            elif isinstance(mine, Counter):
                mine.update(theirs)
            elif isinstance(mine, int):
                setattr(self, each.name, mine + theirs)
            else:
                mine.extend(theirs)

    def as_data(self) -> dict[str, Any]:
        """All of it as values that JSON has: numbers, lists, and mappings as lists of pairs."""
        return {each.name: _as_data(getattr(self, each.name)) for each in fields(self)}  # type: ignore[arg-type]

    @classmethod
    def from_data(cls: type[SumsT], data: dict[str, Any]) -> SumsT:
        """What `as_data` returned it for."""
        made = cls()
        for each in fields(made):  # type: ignore[arg-type]
            value = getattr(made, each.name)
            if isinstance(value, int):
                setattr(made, each.name, data[each.name])
            elif isinstance(value, dict):
                value.update({_as_key(key): _as_key(to) for key, to in data[each.name]})
            else:
                value.extend(data[each.name])
        return made

    def emptied(self) -> Iterator[None]:
        """Free everything, in steps."""
        for each in fields(self):  # type: ignore[arg-type]
            value = getattr(self, each.name)
            if isinstance(value, dict):
                yield from emptied_in_steps(value)


def _as_data(value: Any) -> Any:
    if isinstance(value, dict):
        return [[key, to] for key, to in value.items()]
    return value if isinstance(value, int) else list(value)


def _as_key(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
