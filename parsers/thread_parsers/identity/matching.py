"""Which comments of two saves are the same comment, and whether two saves are of the same discussion."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from thread_parsers.identity.shared_comments import FEW, Overlap, overlaps
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Generator

    from thread_parsers.identity.fingerprints import Fingerprints

__all__ = ["MAX_SAMPLE", "Overlap", "is_same", "match", "match_steps", "overlap", "sample"]

MAX_SAMPLE = 4096
"""Keys of a discussion by which candidates are found."""
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
    ids the words are compared only if the saves have no id in common: then their formats state different ids.
    """
    if known.words == now.words and known.ids == now.ids and 0 not in now.words:
        return array("q", range(len(now.words)))
    found = array("q", [-1]) * len(now.words)
    used = bytearray(len(known.words))
    yield from _match_column(known.ids, now.ids, found, used)
    has_common_ids = any(used)
    for column in ("words", "texts"):
        yield
        minimum = 1 if column == "texts" else None
        work = _candidates(getattr(known, column), used, minimum)
        numbers = yield from work
        for at, value in enumerate(getattr(now, column)):
            if at % _SLICE == 0:
                yield
            other = numbers.get(value, -1) if found[at] < 0 else -1
            if other < 0 or used[other] or (has_common_ids and known.ids[other] and now.ids[at]):
                continue
            found[at] = other
            used[other] = 1
    return found


def _match_column(
    known: array[int], now: array[int], found: array[int], used: bytearray
) -> Generator[None, None, None]:
    numbers = yield from _candidates(known, used, None)
    for at, value in enumerate(now):
        other = numbers.get(value, -1)
        if other >= 0 and not used[other]:
            found[at] = other
            used[other] = 1
        if at % _SLICE == 0:
            yield


def _candidates(
    values: array[int], used: bytearray, minimum: int | None
) -> Generator[None, None, dict[int, int]]:
    """Value to the number of the first comment with it, without those that are used."""
    numbers: dict[int, int] = {}
    for at, value in enumerate(values):
        if value and not used[at] and (minimum is None or value >= minimum):
            numbers.setdefault(value, at)
        if at % _SLICE == 0:
            yield
    return numbers


def sample(fingerprints: Fingerprints, limit: int = MAX_SAMPLE) -> array[int]:
    """At most `limit` keys by which saves of the same discussion are found: all unique ids, distinctive words and long
    texts, or if they are more than `limit` those that end in zero bits: the samples of two saves share all keys of both
    that are selected by the stricter one."""
    keys = array("q", {value for column in fingerprints for value in column if value > 0})
    mask = 0
    while len(keys) > limit:
        mask = 2 * mask + 1
        keys = array("q", [key for key in keys if not key & mask])
    return keys


def overlap(known: Fingerprints, now: Fingerprints) -> Overlap:
    """How many distinctive comments two saves share, by what they share most of: words, unique ids, long texts."""
    return max(overlaps(known, now), key=lambda each: (_is_enough(each), each.share >= MIN_SHARE, each.shared))


def is_same(known: Fingerprints, known_address: int, now: Fingerprints, now_address: int) -> bool:
    """Whether two saves are of the same discussion. The addresses are those of `address_key`.

    Saves with a common address are, unless both have comments and share nearly none. Others are if they share enough
    distinctive comments, or if each of at least FEW comments is the same.
    """
    if known_address and known_address == now_address:
        return not _contradict(known, now)
    if known.words == now.words and sum(map(bool, now.words)) >= FEW:
        return True
    has_other_address = bool(known_address and now_address)
    found = list(overlaps(known, now))
    return any(_is_enough(each, has_other_address=has_other_address) for each in found) or (
        2 <= found[0].shared == found[0].smaller < FEW and _shares_short_ones(known, now)
    )


def _is_enough(found: Overlap, *, has_other_address: bool = False) -> bool:
    """Whether the overlap of two saves without a common address makes them the same discussion."""
    if not found.shared or found.larger > MAX_GROWTH * found.smaller:
        return False
    if found.shared < FEW:
        return found.certain == found.smaller
    is_similar = found.larger <= MAX_SIMILAR * found.smaller
    if has_other_address and 2 * found.same_ids < found.shared:
        return is_similar and found.share >= MIN_SHARE_OF_PART
    return found.share >= (MIN_SHARE if is_similar else MIN_SHARE_OF_PART)


def _shares_short_ones(known: Fingerprints, now: Fingerprints) -> bool:
    """Whether two saves share nearly all of their words, distinctive or not: what is said in a short chat."""
    old, new = set(known.words) - {0}, set(now.words) - {0}
    smaller, larger = sorted((len(old), len(new)))
    shared = len(old & new)
    return shared > FEW and shared >= MIN_SHARE_OF_PART * smaller and larger <= MAX_GROWTH * smaller


def _contradict(known: Fingerprints, now: Fingerprints) -> bool:
    """Whether two saves with a common address have too little in common."""
    if not any(known.words) or not any(now.words):
        return False
    found = max(overlaps(known, now), key=lambda each: (each.share, each.smaller))
    if found.smaller:
        return found.share < MIN_SHARE_AT_ADDRESS
    return (set(known.words) - {0}).isdisjoint(now.words)
