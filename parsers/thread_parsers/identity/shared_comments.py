"""How much two saves have in common, of the comments that tell discussions apart."""

from __future__ import annotations

from array import array
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.identity.fingerprints import Fingerprints

MAX_COMPARED = 4096
"""About so many comments of the smaller save are compared; of more, a sample."""
FEW = 3
"""Shared comments from which chance and the words of bots are unlikely."""
SLICE_VALUES = 1 << 14
"""Values between two yields."""
SLICE_SHARED = 1 << 9
"""The same for comments that two saves share."""


class Overlap(NamedTuple):
    """What two saves share, of their distinctive comments only: of large ones, of a sample."""

    shared: int
    smaller: int
    """Distinctive comments of the save that has fewer of them."""
    larger: int
    certain: int
    """Of the shared ones, those with the same words that have the same long text or the same unique id."""
    same_ids: int
    """Of the shared ones, those with the same id."""

    @property
    def share(self) -> float:
        """What the larger save has of the smaller one, from 0 to 1."""
        return self.shared / self.smaller if self.smaller else 0.0


def timed_overlap(known: Fingerprints, now: Fingerprints) -> Generator[None, None, Overlap]:
    """What two saves share by authors, first words and times, of all comments that have these. In steps."""
    return (yield from _overlap(known, now, known.timed, now.timed))


def overlaps(known: Fingerprints, now: Fingerprints) -> Generator[None, None, list[Overlap]]:
    """What two saves share by unique ids, by distinctive words, by long texts (whoever is named as the author), and by
    id and words together (which need not be distinctive then). In steps."""
    found = []
    columns = zip(known, now, strict=True)
    for old, new in islice(columns, 3):  # ids, words and texts
        found.append((yield from _overlap(known, now, old, new)))
    old = yield from _ids_with_words(known)
    new = yield from _ids_with_words(now)
    found.append((yield from _overlap(known, now, old, new)))
    return found


def selection_mask(count: int, limit: int) -> int:
    """Low bits that a value must not have, so that about `limit` of so many values are selected, or up to twice as
    many. Of two masks, what the larger one selects is selected by the smaller one, too."""
    return (1 << max(0, (count // limit).bit_length() - 1)) - 1


def slices(values: array[int]) -> Iterator[array[int]]:
    """Yield the values in slices of SLICE_VALUES."""
    for first in range(0, len(values), SLICE_VALUES):
        yield values[first : first + SLICE_VALUES]


def count_positive(values: array[int]) -> Generator[None, None, int]:
    """How many values are positive, in steps."""
    count = 0
    for some in slices(values):
        count += sum([value > 0 for value in some])
        yield
    return count


def _ids_with_words(saved: Fingerprints) -> Generator[None, None, array[int]]:
    found = array("q")
    for ids, words in zip(slices(saved.ids), slices(saved.words), strict=True):
        both = zip(ids, words, strict=True)
        found.extend([abs(number ^ word) if number and word else 0 for number, word in both])
        yield
    return found


def _overlap(
    known: Fingerprints, now: Fingerprints, old_values: array[int], new_values: array[int]
) -> Generator[None, None, Overlap]:
    """What two saves share by the positive values of a column."""
    counts = (yield from count_positive(old_values)), (yield from count_positive(new_values))
    mask = selection_mask(min(counts), MAX_COMPARED)
    old = yield from _selected(old_values, mask)
    new = yield from _selected(new_values, mask)
    shared = old.keys() & new.keys()
    certain = same = other = certain_other = 0
    for done, value in enumerate(shared):
        if done % SLICE_SHARED == 0:
            yield
        at, to = old[value], new[value]
        number, words = known.ids[at], known.words[at]
        has_words, is_long = words == now.words[to], known.texts[at] == now.texts[to] > 0
        if number and number == now.ids[to]:
            same += 1
            certain += has_words and (is_long or number > 0)
        elif number and now.ids[to]:
            other += 1
            certain_other += has_words and words > 0 and is_long
        else:
            certain += has_words and words > 0 and is_long
    count = len(shared)
    # Comments with different ids are different ones, such as the words of a bot, unless the formats state other ids.
    if other and (same or count < FEW):
        count -= other
    else:
        certain += certain_other
    smaller, larger = sorted((len(old), len(new)))
    return Overlap(count, smaller, larger, certain, same)


def _selected(values: array[int], mask: int) -> Generator[None, None, dict[int, int]]:
    """Positive values without the bits of the mask, to the number of the comment."""
    found: dict[int, int] = {}
    for number, some in enumerate(slices(values)):
        first = number * SLICE_VALUES
        found.update({value: at for at, value in enumerate(some, first) if value > 0 and not value & mask})
        yield
    return found
