"""Write the tables of words for times and money from CLDR, as Babel has it: `python parsers/scripts/cldr_tables.py`.

CLDR is the Unicode Common Locale Data Repository: month names, "3 hours ago", currencies and so on of every language,
under the Unicode licence. Babel is needed here and by the test that compares the tables with it, but not to read pages.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel import __version__ as babel_version

from scripts.cldr_currencies import currency_table
from scripts.cldr_module import HEAD, LOCALES, constant, pieces, unique
from thread_parsers.times.wording import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PACKAGE = Path(__file__).parents[1] / "thread_parsers"

COMMON = (
    "en", "fr", "de", "es", "pt", "it", "nl", "ru", "uk", "pl", "tr", "vi", "sv", "nb", "da", "zh", "zh_Hant", "ja",
    "ko",
)  # fmt: skip
"""Languages whose relative times are in the small table, which is loaded for every page."""

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
WIDTHS = ("", "-short", "-narrow")
PM_PERIODS = ("pm", "afternoon1", "afternoon2", "evening1", "evening2")
AM_PERIODS = ("am", "morning1", "morning2")
UNSPACED = frozenset({"zh", "zh_Hant", "ja", "ko", "th"})
"""Languages whose words are not separated by blanks, or not always."""


def main() -> None:
    """Write all tables."""
    for name, text in tables().items():
        (PACKAGE / name).write_text(text, encoding="utf-8")


def tables() -> dict[str, str]:
    """Path in the package to content."""
    languages = {language: Words(language) for language in LOCALES}
    return {
        "times/cldr_words.py": full_table(languages),
        "times/common_words.py": common_table(languages),
        "figures/month_names.py": month_table(),
        "figures/cldr_money.py": currency_table(),
    }


class Words:
    """The words of one language, without dots, in small letters."""

    def __init__(self, language: str) -> None:
        self.language = language
        locales = [Locale.parse(name) for name in LOCALES[language].split()]
        data = [locale._data for locale in locales]
        glued = unique(prefix for each in data for prefix in glued_prefixes(each))
        self.months = [
            unique(prefix + name for each in data for prefix in ("", *glued) for name in named(each["months"], number))
            for number in range(1, 13)
        ]
        self.days = unique(name for each in data for day in range(7) for name in named(each["days"], day))
        self.joins = unique(word for each in data for word in joining_words(each))
        self.clock_joins = unique(word for each in data for word in clock_joins(each))
        self.pm = unique(period for each in data for period in periods(each, language, PM_PERIODS))
        self.am = unique(period for each in data for period in periods(each, language, AM_PERIODS))
        self.am = [word for word in self.am if word not in self.pm]
        self.frames: list[str] = []
        self.units: dict[str, list[str]] = {unit: [] for unit in UNITS}
        self.phrases: dict[str, list[str]] = {}
        for each in data:
            self._relative(each)

    def _relative(self, data: Any) -> None:
        fields, unspaced = data["date_fields"], self.language in UNSPACED
        for width in WIDTHS:
            # Hebrew has the number of a dual in brackets behind the words, where it may be left out.
            past = {
                unit: {count: text.replace("({0})", "") for count, text in fields[unit + width].get("past", {}).items()}
                for unit in UNITS
            }
            self._with_number(past, unspaced)
            for unit, texts in past.items():
                for count, text in texts.items():
                    if "{0}" not in text:
                        # The dual of Arabic and Hebrew; all other forms without a number mean one.
                        self._add_phrase(f"{2 if count == 'two' else 1} {unit}", text)
            self._add_phrase("0 second", fields["second" + width].get("relative", {}).get(0, ""))
            for unit in ("day", "week", "month", "year"):
                for ago, text in sorted(dict(fields[unit + width].get("relative", {})).items(), reverse=True):
                    if ago < 0 or (ago == 0 and unit == "day"):
                        self._add_phrase(f"{-ago} {unit}", text)
        for unit in UNITS:
            for width in ("long", "short", "narrow"):
                for count, text in dict(data["unit_patterns"].get(f"duration-{unit}", {}).get(width, {})).items():
                    if count != "per" and text.startswith("{0}"):
                        self._add_unit(unit, bare(text.removeprefix("{0}")))

    def _with_number(self, past: dict[str, dict[str, str]], unspaced: bool) -> None:
        """Add the frames and units of texts as "vor {0} Stunden"."""
        split = {
            unit: [tuple(map(bare, text.split("{0}"))) for text in texts.values() if "{0}" in text]
            for unit, texts in past.items()
        }
        pairs = [pair for found in split.values() for pair in found]
        before = common_start([one for one, _ in pairs], unspaced)
        after = common_start([two[::-1] for _, two in pairs], unspaced)[::-1]
        ends = Counter(end for found in split.values() for end in {two.rpartition(" ")[2] for _, two in found})
        for unit, found in split.items():
            for one, two in found:
                # Without a common word, the last word is the frame if several units have it, as in Tamil.
                end = after if before or after else two.rpartition(" ")[2]
                letters = sum(char.isalpha() for char in before + end)
                if not letters or (letters == 1 and (before + end).isascii()) or (end != after and ends[end] < 3):
                    continue  # only signs, as in −3 h
                frame = f"{before.strip()}|{end.strip()}"
                if frame not in self.frames:
                    self.frames.append(frame)
                self._add_unit(unit, (one[len(before) :] + " " + two[: len(two) - len(end)]).strip())

    def _add_unit(self, unit: str, word: str) -> None:
        others = (words for name, words in self.units.items() if name != unit)
        if word and "(" not in word and word not in self.units[unit] and not any(word in words for words in others):
            self.units[unit].append(word)

    def _add_phrase(self, amount: str, text: str) -> None:
        for part in text.split("/"):
            phrase = bare(part)
            known = self.phrases.setdefault(amount, [])
            if phrase and not re.search(r"\d|[+−–-]$", phrase) and phrase not in known and len(phrase) > 1:
                known.append(phrase)


def named(names: Any, number: int) -> Iterator[str]:
    """The wide and abbreviated names of a month or a day of the week, without those that are only a number."""
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            name = bare(names[context].get(width, {}).get(number, ""))
            if name and not re.search(r"\d", name):
                yield name


def glued_prefixes(data: Any) -> Iterator[str]:
    """Words that are written together with the name of the month: Hebrew "in"."""
    patterns = (data["date_formats"][width].pattern for width in ("long", "full"))
    yield from (word for pattern in patterns for word in re.findall(r"([^\W\dA-Za-z_]+)'?M{3,4}", pattern))


def joining_words(data: Any) -> Iterator[str]:
    """Words of dates that are neither names nor numbers: "de" in "24 de diciembre", "um" before a time of day."""
    patterns = [each.pattern for width, each in data["date_formats"].items() if width != "short"]
    patterns += [
        each.pattern for name, each in data["datetime_skeletons"].items() if "MMM" in name and not set("GW") & set(name)
    ]
    patterns += [
        str(each) for name in ("datetime_formats", "datetime_formats_relative") for each in data[name].values()
    ]
    for pattern in patterns:
        # Letters outside quotes are fields.
        text = " ".join(re.findall(r"'([^']+)'", pattern)) + " " + re.sub(r"'[^']*'|[A-Za-z{}\d]", " ", pattern)
        yield from (word for word in map(bare, text.split()) if word and re.search(r"\w", word))


def clock_joins(data: Any) -> Iterator[str]:
    """What is between a date and the time of day behind it: "at", "a les", "kl"."""
    for name in ("datetime_formats", "datetime_formats_relative"):
        for pattern in map(str, data[name].values()):
            between = re.search(r"\{1\}([^{}]*)\{0\}", pattern)
            words = bare(between[1].replace("'", "").strip(" ,،")) if between else ""
            if re.search(r"\w", words):
                yield words


def periods(data: Any, language: str, names: Iterable[str]) -> Iterator[str]:
    """Words for the halves of the day. Only in Chinese are those for parts of the day written beside a clock."""
    wanted = names if language.startswith("zh") else [name for name in names if name in ("am", "pm")]
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated", "narrow"):
            words = data["day_periods"].get(context, {}).get(width, {})
            for name in wanted:
                word = bare(words.get(name, "")).replace(" ", "")
                if len(word) > 1 or (word and language == "ar"):
                    yield word


def common_start(texts: list[str], unspaced: bool) -> str:
    """The longest common beginning of texts, in whole words where the language separates them."""
    start = "".join(takewhile(bool, (chars[0] if len(set(chars)) == 1 else "" for chars in zip(*texts, strict=False))))
    if unspaced or all(text == start or text[len(start)] == " " for text in texts):
        return start
    return start[: start.rfind(" ") + 1].rstrip() if " " in start else ""


DOC = '''"""Language to its words, separated by `/`; the months by `|`. A frame is what is before and after an amount of
time in the past, with `|` between; `1 day` and the like are whole phrases for that long ago."""
'''


def full_table(languages: dict[str, Words]) -> str:
    """The module with everything of every language."""
    lines = [
        HEAD.format(title="Words for times in many languages, without dots, in small letters.", version=babel_version)
    ]
    lines.append("LANGUAGES: dict[str, dict[str, str]] = {\n")
    for language, words in languages.items():
        lines.append(f'    "{language}": {{\n')
        rows = {
            "months": "|".join("/".join(names) for names in words.months),
            "days": "/".join(words.days),
            "joins": "/".join(words.joins),
            "am": "/".join(words.am),
            "pm": "/".join(words.pm),
            "frames": "/".join(words.frames),
            **{unit: "/".join(words.units[unit]) for unit in UNITS},
            **{amount: "/".join(phrases) for amount, phrases in sorted(words.phrases.items()) if phrases},
        }
        for name, row in rows.items():
            lines += wrapped(name, row)
        lines.append("    },\n")
    lines.append("}\n")
    lines.append(DOC)
    return "".join(lines)


def common_table(languages: dict[str, Words]) -> str:
    """The module with the relative times of the commonest languages."""
    common = [languages[language] for language in COMMON]
    title = "Words for times in the past in the commonest languages, without dots, in small letters."
    lines = [HEAD.format(title=title, version=babel_version)]
    frames = unique(frame for words in common for frame in words.frames)
    lines += constant(
        "FRAMES", "/".join(frames), "What is before and after an amount of time in the past, with `|` between."
    )
    taken: dict[str, str] = {}
    for words in common:
        for unit, names in words.units.items():
            for name in names:
                taken.setdefault(name, unit)
    for unit in UNITS:
        row = "/".join(name for name, meant in taken.items() if meant == unit)
        lines += constant(
            f"{unit.upper()}S",
            row,
            f"Words for a {unit}, or several." if unit != "hour" else "Words for an hour, or several.",
        )
    joins = unique(join for words in languages.values() for join in words.clock_joins)
    lines += constant("CLOCK_JOINS", "/".join(joins), "What is between a date and the time of day behind it.")
    for title, amount, doc in (("TODAY", "0 day", "Today."), ("YESTERDAY", "1 day", "Yesterday.")):
        phrases = unique(phrase for words in common for phrase in words.phrases.get(amount, []))
        lines += constant(title, "/".join(phrases), doc)
    english = languages["en"]
    lines += constant("ENGLISH_MONTHS", "|".join("/".join(names) for names in english.months), "The months, by `|`.")
    lines += constant("ENGLISH_DAYS", "/".join(english.days), "The days of the week.")
    return "".join(lines)


def month_table() -> str:
    """The module with the full names of the months in running text, in small letters as Python makes them."""
    names: dict[str, int] = {}
    languages: dict[str, set[str]] = {}
    for language, locales in LOCALES.items():
        for locale in map(Locale.parse, locales.split()):
            for number in range(1, 13):
                for context in ("format", "stand-alone"):
                    name = locale._data["months"][context].get("wide", {}).get(number, "").lower()
                    if len(name) > 2 and re.fullmatch(r"[^\W\d_]+", name):
                        names.setdefault(name, number)
                        languages.setdefault(name, set()).add(language)
    title = "Full names of the months in many languages, in small letters."
    # Names of three letters only if languages share them: mai and maj, but not mac.
    kept = {name: month for name, month in names.items() if len(name) > 3 or len(languages[name]) > 1}
    rows = ("/".join(name for name, month in kept.items() if month == number) for number in range(1, 13))
    doc = "January to December, with `|` between; where languages differ, in the first of them that has the name."
    return "".join([HEAD.format(title=title, version=babel_version), *constant("MONTH_NAMES", "|".join(rows), doc)])


def wrapped(name: str, row: str) -> list[str]:
    """A member of a dict, in lines of at most 120 characters."""
    start = f'        "{name}": '
    if len(start) + len(row) + 3 <= 120:
        return [f'{start}"{row}",\n']
    return [f"{start}(\n", *(f'            "{piece}"\n' for piece in pieces(row, 120 - 14)), "        ),\n"]


if __name__ == "__main__":
    main()
