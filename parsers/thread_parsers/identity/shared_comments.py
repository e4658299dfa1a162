"""How much two saves have in common, of the comments that tell discussions apart."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.identity.fingerprints import Fingerprints

MAX_COMPARED = 4096
"""Comments of the smaller save that are compared; of more, a sample."""
FEW = 3
"""Shared comments from which chance and the words of bots are unlikely."""


class Overlap(NamedTuple):
    """What two saves share, of their distinctive comments only: of large ones, of a sample."""

    shared: int
    smaller: int
    """Distinctive comments of the save that has fewer of them."""
    larger: int
    certain: int
    """Of the shared ones, those with the same words that are long or have the same unique id."""
    same_ids: int
    """Of the shared ones, those with the same id."""

    @property
    def share(self) -> float:
        """What the larger save has of the smaller one, from 0 to 1."""
        return self.shared / self.smaller if self.smaller else 0.0


def overlaps(known: Fingerprints, now: Fingerprints) -> Iterator[Overlap]:
    """Yield what two saves share by distinctive words, by unique ids, by long texts (whoever is named as the author),
    and by id and words together (which need not be distinctive then)."""
    for old, new in zip(known, now, strict=True):
        yield _overlap(known, now, old, new)
    yield _overlap(known, now, _ids_with_words(known), _ids_with_words(now))


def _ids_with_words(saved: Fingerprints) -> array[int]:
    pairs = zip(saved.ids, saved.words, strict=True)
    return array("q", [abs(number ^ words) if number and words else 0 for number, words in pairs])


def _overlap(known: Fingerprints, now: Fingerprints, old_values: array[int], new_values: array[int]) -> Overlap:
    """What two saves share by the positive values of a column."""
    old, new = _compared(old_values, new_values)
    shared = old.keys() & new.keys()
    certain = same = other = certain_other = 0
    for value in shared:
        at, to = old[value], new[value]
        number, words = known.ids[at], known.words[at]
        has_words, is_long = words == now.words[to], known.texts[at] > 0 < now.texts[to]
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


def _compared(known: array[int], now: array[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Positive values to the number of the comment. Of large saves the same sample of both."""
    mask = 0
    while min(_count(known, mask), _count(now, mask)) > MAX_COMPARED:
        mask = 2 * mask + 1
    old, new = (
        {value: at for at, value in enumerate(values) if value > 0 and not value & mask} for values in (known, now)
    )
    return old, new


def _count(values: array[int], mask: int) -> int:
    return sum(1 for value in values if value > 0 and not value & mask)
