"""Words of relative times in the commonest languages, and the short forms of web pages, for every page.

What CLDR knows is generated (`common_words`, and for all languages `cldr_words`); only what it lacks is written here.
"""

from __future__ import annotations

from thread_parsers.times import common_words
from thread_parsers.times.time_units import DAY, MONTH, UNIT_SECONDS, WEEK, YEAR

ADDED: dict[str, dict[str, str]] = {
    "en": {
        "0 second": "just now/moments ago/a moment ago/a few seconds ago",
        "second": "few seconds", "month": "mon/mth", "1 day": "a day ago",
    },
    "de": {"0 second": "gerade eben/soeben", "second": "sek", "day": "tg"},
    "fr": {"0 second": "à l'instant/à l’instant", "0 day": "aujourd'hui", "hour": "hrs"},
    "es": {"0 second": "ahora mismo/justo ahora", "frames": "|atrás"},
    "pt": {"0 second": "agora mesmo", "frames": "|atrás", "day": "d", "year": "a"},
    "it": {"0 second": "adesso/proprio ora"},
    "nl": {"0 second": "zojuist"},
    "sv": {"0 second": "just nu"},
    "da": {"0 second": "lige nu"},
    "nb": {"0 second": "akkurat nå"},
    "pl": {"0 second": "przed chwilą"},
    "ru": {"0 second": "только что"},
    "uk": {"0 second": "щойно", "1 day": "вчора"},
    "tr": {"0 second": "az önce"},
    "vi": {"0 second": "vừa xong"},
    "ar": {"frames": "منذ|"},
    "id": {"0 second": "baru saja"},
    "zh": {"0 second": "刚刚/刚才", "second": "秒"},
    "zh_Hant": {"0 second": "剛剛/剛才", "1 day": "昨日"},
    "ja": {"0 second": "たった今", "month": "ヶ月/カ月/ヵ月/ケ月", "hour": "时间"},
    "ko": {"0 second": "방금", "week": "주일"},
}  # fmt: skip
"""What web pages write and CLDR does not have, in the form of `cldr_words.LANGUAGES`. Own list."""


def _added(name: str) -> list[str]:
    return [word for words in ADDED.values() for word in words.get(name, "").split("/") if word]


def pairs(frames: str) -> list[tuple[str, str]]:
    """(before, after) of each frame of a table."""
    halves = (frame.partition("|") for frame in frames.split("/") if frame)
    return [(before, after) for before, _, after in halves]


FRAMES = (*pairs(common_words.FRAMES), *pairs("/".join(_added("frames"))))
"""Text before and after an amount: ("", "ago"), ("il y a", "")."""

UNITS: dict[str, int] = {}
"""The word for a unit to its seconds; where languages differ, as in the first of them that has the word."""
for _unit, _seconds in UNIT_SECONDS.items():
    for _word in (*getattr(common_words, f"{_unit.upper()}S").split("/"), *_added(_unit)):
        UNITS.setdefault(_word, _seconds)

SHORT_UNITS = {word: UNITS[word] for word in "j sem std tg wo sett ч дн нед мин мес sa dk hf".split()}
"""Units after a number that are a time without "ago": "3 sem", "5 Std.". Those that Facebook and LinkedIn write; what
they mean is in CLDR."""

CLOCK_JOINS = (
    *common_words.CLOCK_JOINS.split("/"),
    *"on/a la/a las/las/la ora/alle/ore/kl/kell/во/об/у/o/v/ve/saat/lúc/jam/στις/בשעה".split("/"),
)
"""What joins a date with its time of day: "Dec 24, 2025 at". Those that CLDR does not have are from the translations of
WordPress ("%1$s at %2$s") in its languages."""

HEDGES = (
    "about", "almost", "over", "around", "approximately", "ca", "etwa", "environ", "около", "примерно", "unos", "unas",
    "cerca de", "circa", "yaklaşık", "约", "約",
)  # fmt: skip
"""What may be ahead of an amount of time: "about 3 hours ago". CLDR has no such words. Own list, from Rails' and
moment.js' texts for distances of time."""

_ONE = "a an one un une una um uma uno ein eine einem einer einen een ett et en один одну одна bir egy yksi jeden एक"
ONE = frozenset(_ONE.split())
"""Words that mean one. Own list."""

NOW = frozenset(("now", *_added("0 second")))
"""What pages write for a time that is just past. "Jetzt", "ora" and the like are left out:
they are mostly ordinary words."""
DAYS = {
    **dict.fromkeys((*common_words.TODAY.split("/"), *_added("0 day")), 0),
    **dict.fromkeys((*common_words.YESTERDAY.split("/"), *_added("1 day")), 1),
}
"""Days relative to the moment of saving, which may be followed by a time of day, to how many days ago they were."""

PHRASES = {
    **dict.fromkeys(NOW, 0),
    **{word: DAY for word, ago in DAYS.items() if ago == 1},
    "last week": WEEK, "last month": MONTH, "last year": YEAR,
}  # fmt: skip
"""Whole phrases to the seconds before the moment of saving."""
