"""Repeats: units in a row, words or letters, that several people use.

They are compared by numbers, which takes the same time however long they are: every unit has a number, and a repeat of
one unit more is the pair of the numbers of its two ends, since it can only be shared where both of them are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice, pairwise, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

SLICE = 2048
"""Units, or repeats, between two chances to stop."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How repeats are made of units."""

    between: str
    """What stands between two units."""
    shortest: int
    longest: int


class Repeats:
    """Collects who wrote what, and compares it. Everybody is a bit, so that several people are one number."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__
        self._units: list[int] = []
        """All that was taken in, one after the other, in numbers."""
        self._writers: list[int] = []
        """The bit of who wrote each of them."""
        self._places: list[int] = []
        """Where repeats may begin."""

    def take(self, writer: int, units: Sequence[str]) -> None:
        """Take in what somebody, of whom the bit is given, wrote in a row."""
        starts = len(units) - self._kind.shortest + 1
        if starts > 0:
            self._places += range(len(self._units), len(self._units) + starts)
            self._units += map(self._numbers.__getitem__, units)
            self._writers += repeat(writer, len(units))

    def compare(self) -> Generator[None, None, dict[str, int]]:
        """All repeats and the bits of who uses them, without those of which one of one unit more is used by the same
        people."""
        found: dict[str, int] = {}
        places = self._places
        known = yield from self._shortest()
        shorter: list[int] = []
        where: dict[int, int] = {}
        for size in range(self._kind.shortest, self._kind.longest + 1):
            people = yield from self._shared(places, known)
            replaced = yield from _parts_of_same(people, shorter)
            yield from self._spell(shorter, where, replaced, size - 1, found)
            where, places, known = yield from _lengthened(places, known, people)
            shorter = list(people.values())
        yield from self._spell(shorter, where, set(), self._kind.longest, found)
        return found

    def _shortest(self) -> Generator[None, None, list[int]]:
        """What is as short as possible, by place: its numbers as the digits of one."""
        base, units, size = len(self._numbers), self._units, self._kind.shortest
        known: list[int] = []
        for places in _slices(self._places):
            here = [units[place] for place in places]
            for at in range(1, size):
                here = [ahead * base + units[place + at] for ahead, place in zip(here, places, strict=True)]
            known += here
            yield
        return known

    def _shared(self, places: Sequence[int], known: Sequence[int]) -> Generator[None, None, dict[int, int]]:
        """Those that several people use, and who."""
        people: dict[int, int] = {}
        writers = self._writers
        for here, each in zip(_slices(places), _slices(known), strict=True):
            for place, one in zip(here, each, strict=True):
                people[one] = people.get(one, 0) | writers[place]
            yield
        shared: dict[int, int] = {}
        items = iter(people.items())
        while some := list(islice(items, SLICE)):
            shared.update((one, theirs) for one, theirs in some if theirs & (theirs - 1))
            yield
        return shared

    def _spell(
        self, people: Sequence[int], where: dict[int, int], replaced: set[int], size: int, found: dict[str, int]
    ) -> Iterator[None]:
        """Add repeats of a size in letters, without those that are replaced by longer ones."""
        names = list(self._numbers)
        for number, theirs in enumerate(people):
            if number not in replaced:
                units = self._units[where[number] : where[number] + size]
                found[self._kind.between.join(map(names.__getitem__, units))] = theirs
            if number % SLICE == SLICE - 1:
                yield


def _parts_of_same(people: dict[int, int], shorter: Sequence[int]) -> Generator[None, None, set[int]]:
    """Which of those one unit shorter are parts of one that the same people use."""
    replaced: set[int] = set()
    for number, (one, theirs) in enumerate(people.items() if shorter else ()):
        replaced.update(part for part in divmod(one, len(shorter)) if shorter[part] == theirs)
        if number % SLICE == SLICE - 1:
            yield
    return replaced


def _lengthened(
    places: Sequence[int], known: Sequence[int], people: dict[int, int]
) -> Generator[None, None, tuple[dict[int, int], list[int], list[int]]]:
    """A place of each repeat, by its number; then the places of those of one unit more of which both ends are shared,
    and what these are known by."""
    numbers = {one: number for number, one in enumerate(people)}
    where: dict[int, int] = {}
    longer: list[int] = []
    pairs: list[int] = []
    before = (-2, 0)
    yield
    for here, each in zip(_slices(places), _slices(known), strict=True):
        ends = [before, *((place, numbers[one]) for place, one in zip(here, each, strict=True) if one in numbers)]
        where.update((number, place) for place, number in ends[1:])
        for (start, first), (after, last) in pairwise(ends):
            if after == start + 1:
                longer.append(start)
                pairs.append(first * len(numbers) + last)
        before = ends[-1]
        yield
    return where, longer, pairs


def _slices(items: Sequence[int]) -> Iterator[Sequence[int]]:
    return (items[at : at + SLICE] for at in range(0, len(items), SLICE))
