"""The stats as plain values that every JSON reader understands: `"stats"` of the written form.

Comments are named by their ids, from 1; sentences count from 1, segments of a comment from 0. Times are as on the page.
Every item has its query.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thread_parsers.stats import Stats
    from thread_parsers.stats.figure_stats import FigureStats
    from thread_parsers.stats.sentence_links import Answered

Value = dict[str, Any]
"""A JSON object."""


def values(stats: Stats) -> Value:
    """All stats that were counted, section by section."""
    return {
        "engagement": _engagement(stats),
        "people": _all_plain(stats.people.everybody) if stats.people else [],
        "exchanges": _all_plain(stats.people.exchanges) if stats.people else [],
        "time": _time(stats),
        "figures": _figures(stats.figures) if stats.figures else {},
        "terms": _all_plain(stats.terms or ()),
        "phrases": [_with_ids(_plain(phrase)) for phrase in stats.phrases or ()],
        "sentences": [_sentence(answered) for answered in stats.sentences or ()],
    }


def _engagement(stats: Stats) -> Value:
    if stats.engagement is None:
        return {}
    value = _plain(stats.engagement)
    value["tallies"] = [{**_plain(tally), "difference": tally.difference} for tally in stats.engagement.tallies]
    return value


def _time(stats: Stats) -> Value:
    if stats.timeline is None:
        return {}
    timeline = stats.timeline
    return {
        "step": timeline.step,
        "buckets": _all_plain(timeline.buckets),
        "hours": _all_plain(timeline.hours),
        "bursts": _all_plain(timeline.bursts),
        "silences": _all_plain(timeline.silences),
    }


def _figures(ledger: FigureStats) -> Value:
    stated = [
        {
            "value": row.name,
            "kind": row.value.kind,
            "amount": str(row.value.amount),
            "unit": row.value.unit,
            "forms": list(row.forms),
            "comments": row.comments,
            "people": row.people,
            "in_article": row.in_article,
            "query": row.query,
        }
        for row in ledger.stated
    ]
    return {"stated": stated, "conflicts": [_with_ids(_plain(conflict)) for conflict in ledger.conflicts]}


def _sentence(answered: Answered) -> Value:
    return {
        "sentence": answered.sentence.number,
        "text": answered.sentence.text,
        "links": [
            {"id": link.row + 1, "segment": link.segment, "shared": list(link.shared)} for link in answered.links
        ],
        "comments": answered.comments,
        "people": answered.people,
        "query": answered.query,
    }


def _with_ids(value: Value) -> Value:
    value["ids"] = [row + 1 for row in value.pop("rows")]
    return value


def _all_plain(items: Iterable[Any]) -> list[Value]:
    return [_plain(item) for item in items]


def _plain(item: Any) -> Value:
    """A dataclass of numbers, texts, times and rows of such dataclasses."""
    return {name: _written(value) for name, value in asdict(item).items()}


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return list(value) if isinstance(value, tuple) else value
