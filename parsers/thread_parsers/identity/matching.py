"""Which comments of two saves are the same comment, and whether two saves are of the same discussion."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from thread_parsers.identity.shared_comments import (
    FEW,
    SLICE_VALUES,
    Overlap,
    count_positive,
    overlaps,
    selection_mask,
    slices,
    timed_overlap,
)
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Generator

    from thread_parsers.identity.fingerprints import Fingerprints

__all__ = [
    "MAX_SAMPLE",
    "Overlap",
    "is_same",
    "is_same_steps",
    "match",
    "match_steps",
    "overlap",
    "sample",
    "sample_steps",
    "telling_keys",
]

MAX_SAMPLE = 4096
"""Keys of a discussion by which candidates are found."""
MAX_TELLING_KEYS = 32
"""One in 400,000 pairs of saves that share a third of their keys has none of so many in common."""
MIN_SHARE = 0.5
"""Of the distinctive comments of the smaller save, what the larger one must have."""
MIN_SHARE_OF_PART = 0.8
"""The same where the larger save has more than MAX_SIMILAR times as many: one that has grown has kept nearly all."""
MAX_SIMILAR = 3
MAX_GROWTH = 16
"""How many times as many comments a newer save may have. A digest or an archive has more, of other discussions."""
MIN_SHARE_AT_ADDRESS = 0.1
"""The same for two saves with a common address. Pages of one forum thread may state the address of the first page, and
share the opening post or what a bot writes."""

_SLICE = 1 << 11


def match(known: Fingerprints, now: Fingerprints) -> array[int]:
    """For each comment of `now` its number in `known`, or -1. No number occurs twice."""
    return run_to_end(match_steps(known, now))


def match_steps(known: Fingerprints, now: Fingerprints) -> Generator[None, None, array[int]]:
    """The same as `match`, in steps of a few milliseconds.

    Comments are the same if they have the same id; else the same words, or the same long text. Of two with different
    ids, words and texts are compared only if the saves have no id in common: then their formats state different ids.
    """
    count = len(now.words)
    if known.words == now.words and known.ids == now.ids:
        numbers = array("q")
        for ids, words in zip(slices(now.ids), slices(now.words), strict=True):
            told = enumerate(zip(ids, words, strict=True), len(numbers))
            numbers.extend([at if number or word else -1 for at, (number, word) in told])
            yield
        return numbers
    found = array("q", [-1]) * count
    used = bytearray(len(known.words))
    yield from _match_by(known.ids, now.ids, found, used)
    stated = (known.ids, now.ids) if 1 in used else None
    yield from _match_by(known.words, now.words, found, used, stated)
    yield from _match_by(known.texts, now.texts, found, used, stated, are_positive=True)
    return found


def _match_by(
    known: array[int],
    now: array[int],
    found: array[int],
    used: bytearray,
    stated: tuple[array[int], array[int]] | None = None,
    *,
    are_positive: bool = False,
) -> Generator[None, None, None]:
    """Match comments that are not matched yet by the values of a column, perhaps only by positive ones. `stated`: ids
    of which not both may be stated."""
    numbers: dict[int, int] = {}
    for at, value in enumerate(known):
        if value and not used[at] and (value > 0 or not are_positive):
            numbers.setdefault(value, at)
        if at % _SLICE == 0:
            yield
    for at, value in enumerate(now):
        other = numbers.get(value, -1) if found[at] < 0 else -1
        if other >= 0 and not used[other] and not (stated and stated[0][other] and stated[1][at]):
            found[at] = other
            used[other] = 1
        if at % _SLICE == 0:
            yield


def sample(fingerprints: Fingerprints) -> array[int]:
    """At most MAX_SAMPLE keys by which saves of the same discussion are found: all unique ids, distinctive words and
    long texts, or if they are more, those that end in some zero bits. The samples of two saves share all common keys
    that end in as many zero bits as the stricter one demands."""
    return run_to_end(sample_steps(fingerprints))


def sample_steps(fingerprints: Fingerprints) -> Generator[None, None, array[int]]:
    """The same as `sample`, in steps of a few milliseconds."""
    count = 0
    for column in fingerprints:
        count += yield from count_positive(column)
    mask = selection_mask(count, MAX_SAMPLE)
    keys: set[int] = set()
    for column in fingerprints:
        for some in slices(column):
            keys.update([value for value in some if value > 0 and not value & mask])
            yield
    while len(keys) > MAX_SAMPLE:
        mask = 2 * mask + 1
        keys = {key for key in keys if not key & mask}
    return array("q", sorted(keys))


def telling_keys(fingerprints: Fingerprints) -> Generator[None, None, array[int]]:
    """At most MAX_TELLING_KEYS of the keys of `sample`, by which it is unlikely to miss another save of the same
    discussion: those that end in the most zero bits, so that two saves choose the same ones of their common keys."""
    keys = yield from sample_steps(fingerprints)
    return array("q", sorted(keys, key=lambda key: (-(key & -key), key))[:MAX_TELLING_KEYS])


def overlap(known: Fingerprints, now: Fingerprints) -> Overlap:
    """How many distinctive comments two saves share, by what they share most of: words, unique ids, long texts."""
    found = _telling(run_to_end(overlaps(known, now)))
    return max(found, key=lambda each: (_is_enough(each), each.share >= MIN_SHARE, each.shared))


def is_same(known: Fingerprints, known_address: int, now: Fingerprints, now_address: int) -> bool:
    """Whether two saves are of the same discussion. The addresses are those of `address_key`.

    Saves with a common address are, unless both have comments and share nearly none. Others are if they share enough
    distinctive comments, or if each of at least FEW comments is the same. Comments with times tell more: if each one
    of a save of one comment or two is in the other save, that is enough.
    """
    return run_to_end(is_same_steps(known, known_address, now, now_address))


def is_same_steps(
    known: Fingerprints, known_address: int, now: Fingerprints, now_address: int
) -> Generator[None, None, bool]:
    """The same as `is_same`, in steps of a few milliseconds."""
    if known.words == now.words and sum(map(bool, now.words[:SLICE_VALUES])) >= FEW:
        return True
    has_addresses = bool(known_address and now_address)
    has_common_address = has_addresses and known_address == now_address
    if has_common_address and not (any(known.words) and any(now.words)):
        return True
    everything = yield from overlaps(known, now)
    found = _telling(everything)
    if has_common_address:
        most = max(found, key=lambda each: (each.share, each.smaller))
        return most.share >= MIN_SHARE_AT_ADDRESS if most.smaller else _shares_any_words(known, now)
    if max(each.smaller for each in found) < FEW:
        by_words = everything[1]
        is_known = any(_is_certain(each) for each in found) or (
            2 <= by_words.shared == by_words.smaller and _shares_short_ones(known, now)
        )
    else:
        is_known = any(_is_enough(each, has_other_address=has_addresses) for each in found)
    if is_known:
        return True
    timed = yield from timed_overlap(known, now)
    comments = min(len(known.words), len(now.words))
    return 3 * timed.smaller >= comments and _is_enough_with_times(timed, has_other_address=has_addresses)


def _telling(found: list[Overlap]) -> list[Overlap]:
    """The overlaps that are about many of the comments: two saves may share all of their long texts, which are few, and
    those of a bot."""
    most = max(each.smaller for each in found)
    return [each for each in found if 3 * each.smaller >= most]


def _is_certain(found: Overlap) -> bool:
    """Whether an overlap of one comment or two makes two saves the same discussion."""
    return 0 < found.certain == found.smaller and found.larger <= MAX_GROWTH * found.smaller


def _is_enough(found: Overlap, *, has_other_address: bool = False) -> bool:
    """Whether an overlap of two saves without a common address makes them the same discussion."""
    if found.shared < FEW or found.larger > MAX_GROWTH * found.smaller:
        return False
    is_similar = found.larger <= MAX_SIMILAR * found.smaller
    if has_other_address and 2 * found.same_ids < found.shared:
        return is_similar and found.share >= MIN_SHARE_OF_PART
    return found.share >= (MIN_SHARE if is_similar else MIN_SHARE_OF_PART)


def _is_enough_with_times(found: Overlap, *, has_other_address: bool) -> bool:
    """Whether an overlap by authors, words and times makes two saves without a common address the same discussion."""
    if found.shared >= FEW or has_other_address:
        return _is_enough(found, has_other_address=has_other_address)
    return 0 < found.shared == found.smaller and found.larger <= MAX_GROWTH * found.smaller


def _shares_short_ones(known: Fingerprints, now: Fingerprints) -> bool:
    """Whether two saves share nearly all of their words, distinctive or not: what is said in a short chat."""
    old, new = set(known.words) - {0}, set(now.words) - {0}
    smaller, larger = sorted((len(old), len(new)))
    shared = len(old & new)
    return shared > FEW and shared >= MIN_SHARE_OF_PART * smaller and larger <= MAX_GROWTH * smaller


def _shares_any_words(known: Fingerprints, now: Fingerprints) -> bool:
    return not (set(known.words) - {0}).isdisjoint(now.words)
