"""Members of many decoded objects, a list each: the same values as `fields` and `stated` read from one object.

Nearly always a member has one type in all objects. Then nothing is called for each of them, which takes a third of the
time; else `fields` reads them one by one.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.formats.json import fields
from thread_parsers.times.epoch import EPOCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    Objects = Sequence[dict[str, Any]]

_EPOCH_UTC = EPOCH.replace(tzinfo=UTC)
_NOTHING: dict[str, Any] = {}
_MAX_DIGITS = 18
_TEXT, _INTEGER, _NONE, _LIST = {str}, {int}, {type(None)}, {list}
_INTEGER_OR_NONE: set[type] = {int, type(None)}
_NUMBERS: set[type] = {int, float}


def inside(objects: Objects, key: str) -> Objects:
    """The objects under a key; empty ones for other values."""
    found: list[Any] = [each.get(key) for each in objects]
    return [each if type(each) is dict else _NOTHING for each in found]


def texts(objects: Objects, key: str) -> list[str]:
    """As `fields.text`."""
    found: list[Any] = [each.get(key) for each in objects]
    kinds = set(map(type, found))
    if kinds == _TEXT:
        return found
    return [""] * len(found) if kinds == _NONE else [each if type(each) is str else "" for each in found]


def identifiers(objects: Objects, key: str) -> list[str]:
    """As `fields.identifier`."""
    found: list[Any] = [each.get(key) for each in objects]
    kinds = set(map(type, found))
    if kinds == _TEXT:
        return found
    if kinds == _INTEGER and _are_small(found):
        return list(map(str, found))
    if kinds == _INTEGER_OR_NONE and _are_small([each for each in found if each is not None]):
        return ["" if each is None else str(each) for each in found]
    return [""] * len(found) if kinds == _NONE else list(map(fields.identifier, found))


def integers(objects: Objects, key: str, default: int) -> list[int]:
    """As `fields.integer`."""
    found: list[Any] = [each.get(key) for each in objects]
    kinds = set(map(type, found))
    if kinds == _INTEGER and _are_small(found):
        return found
    if kinds == _NONE:
        return [default] * len(found)
    numbers = map(fields.integer, found)
    return [default if number is None else number for number in numbers]


def scores(objects: Objects, key: str) -> list[int]:
    """As `stated.score`."""
    return integers(objects, key, NO_SCORE)


def counts(objects: Objects, key: str) -> list[int]:
    """As `stated.count`."""
    return [max(number, -1) for number in integers(objects, key, -1)]


def string_lists(objects: Objects, key: str) -> list[Sequence[str]]:
    """As `fields.strings`."""
    found: list[Any] = [each.get(key) for each in objects]
    if set(map(type, found)) == _LIST and set(map(type, chain.from_iterable(found))) <= _TEXT:
        return found
    return [fields.strings(each, key) for each in objects]


def flags(objects: Objects, key: str) -> list[bool]:
    """As `fields.flag`."""
    return [each.get(key) is True for each in objects]


def epochs(objects: Objects, key: str) -> list[int]:
    """As `fields.epoch`, or NO_TIME."""
    found: list[Any] = [each.get(key) for each in objects]
    if set(map(type, found)) == _TEXT and are_digits(found):
        found = list(map(int, found))
    if found and set(map(type, found)) <= _NUMBERS:
        is_usual = 0 <= min(found) <= max(found) <= fields.MAX_EPOCH and sum(found) >= 0  # the latter: none is NaN
        if is_usual:
            return list(map(int, found))
    times = map(fields.epoch, found)
    return [NO_TIME if time is None else time for time in times]


def iso_times(objects: Objects, key: str, default_zone: int | None = None) -> tuple[list[int], list[int | None]]:
    """As `stated.time_and_zone`: the times, and their zones."""
    found: list[Any] = [each.get(key) for each in objects]
    if (usual := _usual_times(found)) is not None:
        times, zone = usual
        return times, [default_zone if zone is None else zone] * len(times)
    read = [fields.iso_time(each) or (NO_TIME, None) for each in found]
    return (
        [seconds for seconds, _ in read],
        [default_zone if zone is None and seconds != NO_TIME else zone for seconds, zone in read],
    )


def _usual_times(found: list[Any]) -> tuple[list[int], int | None] | None:
    """Times with a time of day, and the zone of all of them: UTC, or none. None for any others."""
    if set(map(type, found)) != _TEXT:
        return None
    if {each[7:14:3] for each in found} != {"-T:"} or "24" in {each[11:13] for each in found}:
        return None
    try:
        moments = list(map(datetime.fromisoformat, found))
    except ValueError:
        return None
    zones = {moment.tzinfo for moment in moments}
    if len(zones) > 1 or not zones <= {None, UTC}:
        return None
    epoch, zone = (EPOCH, None) if None in zones else (_EPOCH_UTC, 0)
    since = [moment - epoch for moment in moments]
    return [86_400 * each.days + each.seconds for each in since], zone


def _are_small(numbers: list[Any]) -> bool:
    return all(abs(number) <= fields.MAX_INTEGER for number in (min(numbers), max(numbers)))


def are_digits(written: Sequence[str]) -> bool:
    """Whether all are short numbers without a sign."""
    joined = "".join(written)
    return joined.isascii() and joined.isdigit() and "" not in written and max(map(len, written)) <= _MAX_DIGITS
