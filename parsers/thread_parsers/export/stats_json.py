"""The stats as plain values that every JSON reader understands: `"stats"` of the JSON form.

`stats_schema` describes them. Comments are referred to by their ids, from 1; sentences count from 1, segments of a
comment from 0. Times are as on the page.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from thread_parsers.figures.numerals import digits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thread_parsers.stats import EngagementStats, FigureStats, Highlight, SentenceLinks, Stats, Timeline

JsonObject = dict[str, Any]


def values(stats: Stats) -> JsonObject:
    """The stats as returned by `measure`, with the number of all comments and the query that chose those that are
    counted. Sections that have not been counted are left out."""
    sections = {
        "engagement": stats.engagement and _engagement(stats.engagement),
        "highlights": None if stats.highlights is None else [_highlight(each) for each in stats.highlights],
        "people": stats.people and _all_plain(stats.people.authors),
        "exchanges": stats.people and _all_plain(stats.people.exchanges),
        "time": stats.timeline and _time(stats.timeline),
        "figures": stats.figures and _figures(stats.figures),
        "terms": None if stats.terms is None else _all_plain(stats.terms),
        "phrases": None if stats.phrases is None else [_with_ids(_plain(phrase)) for phrase in stats.phrases],
        "sentences": None if stats.sentences is None else [_sentence(links) for links in stats.sentences],
    }
    counted = {name: section for name, section in sections.items() if section is not None}
    return {"of": stats.of, "query": stats.query, **counted}


def _engagement(engagement: EngagementStats) -> JsonObject:
    value = _plain(engagement)
    value["tallies"] = [{**_plain(tally), "difference": tally.difference} for tally in engagement.tallies]
    return value


def _highlight(found: Highlight) -> JsonObject:
    reasons = [{"rule": each.rule, "number": each.number, "words": each.words} for each in found.reasons]
    return {"id": found.row + 1, "words": found.words, "seconds": round(found.seconds), "reasons": reasons}


def _time(timeline: Timeline) -> JsonObject:
    return {
        "step": timeline.step,
        "buckets": _all_plain(timeline.buckets),
        "hours": _all_plain(timeline.hours),
        "bursts": _all_plain(timeline.bursts),
        "silences": _all_plain(timeline.silences),
    }


def _figures(figures: FigureStats) -> JsonObject:
    stated = [
        {
            "value": row.name,
            "kind": row.value.kind,
            "amount": digits(row.value.amount),
            "unit": row.value.unit,
            "forms": list(row.forms),
            "comments": row.comments,
            "people": row.people,
            "in_article": row.in_article,
            "query": row.query,
        }
        for row in figures.stated
    ]
    return {"stated": stated, "conflicts": [_with_ids(_plain(conflict)) for conflict in figures.conflicts]}


def _sentence(found: SentenceLinks) -> JsonObject:
    return {
        "sentence": found.sentence.number,
        "text": found.sentence.text,
        "links": [{"id": link.row + 1, "segment": link.segment, "shared": list(link.shared)} for link in found.links],
        "comments": found.comments,
        "people": found.people,
        "query": found.query,
    }


def _with_ids(value: JsonObject) -> JsonObject:
    """The same with the ids of comments in place of their indices."""
    value["ids"] = [row + 1 for row in value.pop("rows")]
    return value


def _all_plain(items: Iterable[Any]) -> list[JsonObject]:
    return [_plain(item) for item in items]


def _plain(item: Any) -> JsonObject:
    """A dataclass of numbers, texts, times and tuples of such dataclasses, as a JSON object."""
    return {name: _json_value(value) for name, value in asdict(item).items()}


def _json_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return list(value) if isinstance(value, tuple) else value
