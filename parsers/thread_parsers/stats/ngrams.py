"""N-grams that several people use: runs of units (words, or letters of scripts without spaces) of any length.

An n-gram is represented by a number, so that comparing takes the same time however long it is. Every unit has a number.
An n-gram of n + 1 units is the pair of the numbers of the two n-grams of n units at its ends, which overlap in all but
one unit: it can only be shared where both of them are shared. So each length is built from the shared ones before it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice, pairwise, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

SLICE_UNITS = 2048
"""Units, or n-grams, between two yields."""

_NO_PLACE = -2
"""Before all places, and not next to one."""


@dataclass(frozen=True, slots=True)
class NgramKind:
    """How n-grams are made of units."""

    separator: str
    """The text between two units."""
    min_units: int
    max_units: int


class SharedNgrams:
    """Collects what each author wrote and finds the n-grams that several of them use.

    An author is a bit, so a set of authors is an integer.
    """

    def __init__(self, kind: NgramKind) -> None:
        self._kind = kind
        self._unit_numbers: defaultdict[str, int] = defaultdict()
        self._unit_numbers.default_factory = self._unit_numbers.__len__
        self._units: list[int] = []
        """The numbers of all units that were added, one run after the other."""
        self._authors: list[int] = []
        """The bit of the author of each of them."""
        self._places: list[int] = []
        """Indices of `_units` where an n-gram of `min_units` begins, which must not reach into the next run."""

    def add(self, author: int, units: Sequence[str]) -> None:
        """Add a run of units written by the author with bit `author`."""
        starts = len(units) - self._kind.min_units + 1
        if starts > 0:
            self._places += range(len(self._units), len(self._units) + starts)
            self._units += map(self._unit_numbers.__getitem__, units)
            self._authors += repeat(author, len(units))

    def compare(self) -> Generator[None, None, dict[str, int]]:
        """The text of each n-gram that several authors use, with the bits of these authors. An n-gram is left out
        where one of one unit more, which contains it, is used by the same authors."""
        found: dict[str, int] = {}
        places = self._places
        keys = yield from self._shortest()
        shorter: list[int] = []  # authors of the shared n-grams of one unit less, by number
        place_of: dict[int, int] = {}  # and where each of them occurs
        for size in range(self._kind.min_units, self._kind.max_units + 1):
            authors = yield from self._shared(places, keys)
            contained = yield from _contained_in_same(authors, shorter)
            yield from self._spell(shorter, place_of, contained, size - 1, found)
            place_of, places, keys = yield from _lengthened(places, keys, authors)
            shorter = list(authors.values())
        yield from self._spell(shorter, place_of, set(), self._kind.max_units, found)
        return found

    def _shortest(self) -> Generator[None, None, list[int]]:
        """A key for each place: the numbers of its first `min_units` units as digits to the base of all units."""
        base, units, size = len(self._unit_numbers), self._units, self._kind.min_units
        keys: list[int] = []
        for places in _slices(self._places):
            here = [units[place] for place in places]
            for at in range(1, size):
                here = [ahead * base + units[place + at] for ahead, place in zip(here, places, strict=True)]
            keys += here
            yield
        return keys

    def _shared(self, places: Sequence[int], keys: Sequence[int]) -> Generator[None, None, dict[int, int]]:
        """The keys that several authors use, to their bits."""
        bits: dict[int, int] = {}
        authors = self._authors
        for some_places, some_keys in zip(_slices(places), _slices(keys), strict=True):
            for place, key in zip(some_places, some_keys, strict=True):
                bits[key] = bits.get(key, 0) | authors[place]
            yield
        shared: dict[int, int] = {}
        items = iter(bits.items())
        while some := list(islice(items, SLICE_UNITS)):
            shared.update((key, theirs) for key, theirs in some if theirs & (theirs - 1))  # more than one bit
            yield
        return shared

    def _spell(
        self, authors: Sequence[int], place_of: dict[int, int], contained: set[int], size: int, found: dict[str, int]
    ) -> Iterator[None]:
        """Add the n-grams of a size to `found` as text, without those that longer ones contain."""
        names = list(self._unit_numbers)
        for number, theirs in enumerate(authors):
            if number not in contained:
                units = self._units[place_of[number] : place_of[number] + size]
                found[self._kind.separator.join(map(names.__getitem__, units))] = theirs
            if number % SLICE_UNITS == SLICE_UNITS - 1:
                yield


def _contained_in_same(authors: dict[int, int], shorter: Sequence[int]) -> Generator[None, None, set[int]]:
    """The numbers of the n-grams of one unit less that are an end of one that the same authors use."""
    contained: set[int] = set()
    for count, (key, theirs) in enumerate(authors.items() if shorter else ()):
        # The reverse of `_lengthened`: a key is the number of the first end times the count of numbers plus the last.
        ends = divmod(key, len(shorter))
        contained.update(number for number in ends if shorter[number] == theirs)
        if count % SLICE_UNITS == SLICE_UNITS - 1:
            yield
    return contained


def _lengthened(
    places: Sequence[int], keys: Sequence[int], authors: dict[int, int]
) -> Generator[None, None, tuple[dict[int, int], list[int], list[int]]]:
    """From the shared n-grams to those of one unit more: (a place of each shared n-gram by its number, the places where
    one of one unit more has two shared ends, and the keys of these)."""
    numbers = {key: number for number, key in enumerate(authors)}
    place_of: dict[int, int] = {}
    longer: list[int] = []
    longer_keys: list[int] = []
    before = (_NO_PLACE, 0)
    yield
    for some_places, some_keys in zip(_slices(places), _slices(keys), strict=True):
        shared = [
            before,  # the last one of the slice before, which may be the neighbour of the first one here
            *((place, numbers[key]) for place, key in zip(some_places, some_keys, strict=True) if key in numbers),
        ]
        place_of.update((number, place) for place, number in shared[1:])
        for (start, first), (after, last) in pairwise(shared):
            if after == start + 1:
                longer.append(start)
                longer_keys.append(first * len(numbers) + last)
        before = shared[-1]
        yield
    return place_of, longer, longer_keys


def _slices(items: Sequence[int]) -> Iterator[Sequence[int]]:
    return (items[at : at + SLICE_UNITS] for at in range(0, len(items), SLICE_UNITS))
