"""The words of all languages, as `cldr_words` has them, in the form in which they are looked up. Loaded when needed."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from thread_parsers.times.time_units import UNIT_SECONDS
from thread_parsers.times.time_words import ADDED, pairs


class Phrase(NamedTuple):
    """A whole phrase for a time in the past."""

    number: int
    unit_seconds: int


class Frame(NamedTuple):
    """What is before and after an amount of time in the past."""

    before: str
    after: str
    units: dict[str, int]
    """The words of the language for units, to their seconds."""


class Tables(NamedTuple):
    """The words of all languages. Where languages differ, the first in `cldr_words` counts."""

    months: dict[str, int]
    months_after_dot: dict[str, int]
    """Month names that mean another month in a language that writes a dot after the day: 12. listopada."""
    fillers: frozenset[str]
    """Days of the week, and words between the parts of a date."""
    halves: dict[str, int]
    """Words for the halves of the day: 0 before noon, 12 after it."""
    frames_by_first: dict[str, list[Frame]]
    """Frames by the first character before the amount."""
    frames_by_last: dict[str, list[Frame]]
    """Frames that have nothing before the amount, by the last character behind it."""
    phrases: dict[str, Phrase]
    days: dict[str, int]
    """Today, yesterday and so on, to the number of days ago. Today alone is not a time: the word is too common."""


@cache
def tables() -> Tables:
    """All tables; the first call takes some milliseconds."""
    from thread_parsers.times.cldr_words import LANGUAGES

    loaded = Tables({}, {}, frozenset(), {}, {}, {}, {}, {})
    fillers: set[str] = set()
    for language, generated in LANGUAGES.items():
        added = ADDED.get(language, {})
        words = {name: _both(generated.get(name, ""), added.get(name, "")) for name in (*generated, *added)}
        _add_months(loaded, words["months"], dotted=language == "hr")
        fillers.update(words["days"].split("/"), words["joins"].split("/"))
        for half, hours in (("am", 0), ("pm", 12)):
            for word in filter(None, words[half].split("/")):
                loaded.halves.setdefault(word, hours)
        units = {word: size for name, size in UNIT_SECONDS.items() for word in filter(None, words[name].split("/"))}
        for before, after in pairs(words["frames"]):
            index = loaded.frames_by_first if before else loaded.frames_by_last
            index.setdefault(before[0] if before else after[-1], []).append(Frame(before, after, units))
        for name, row in words.items():
            number, _, unit = name.partition(" ")
            if unit:
                for phrase in filter(None, row.split("/")):
                    if unit == "day":
                        loaded.days.setdefault(phrase, int(number))
                    if name != "0 day":
                        loaded.phrases.setdefault(phrase, Phrase(int(number), UNIT_SECONDS[unit]))
    return loaded._replace(fillers=frozenset(fillers - {""}))


def _both(one: str, two: str) -> str:
    return f"{one}/{two}" if one and two else one or two


def _add_months(loaded: Tables, row: str, *, dotted: bool) -> None:
    for number, names in enumerate(row.split("|"), 1):
        for name in filter(None, names.split("/")):
            known = loaded.months.setdefault(name, number)
            if known != number and dotted:
                loaded.months_after_dot[name] = number
