"""What grows with the comments of many discussions: who states which figures and uses which words, and all times. It is
counted in a database without a name, so that memory stays flat."""

from __future__ import annotations

import sqlite3
from collections import Counter
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.figures.figure_query import FigureQuery
from thread_parsers.stats import queries
from thread_parsers.stats.figure_stats import MAX_FORMS, FigureStats, Stated
from thread_parsers.stats.sorted_times import SLICE_TIMES, SortedTimes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.stats import Counters, TextCounters

MAX_LISTED = 10_000
"""Values that are listed: those that most people state."""
MAX_WAITING = 1 << 16
"""Pairs, and times, that wait in memory until they are stored together."""
KNOWN_AUTHORS = 1 << 16
"""Authors whose hashes are kept."""
_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA cache_size = -65536;
    CREATE TABLE figure (text TEXT, author BLOB, comments INTEGER, PRIMARY KEY (text, author)) WITHOUT ROWID;
    CREATE TABLE wording (text TEXT, author BLOB, comments INTEGER, PRIMARY KEY (text, author)) WITHOUT ROWID;
    CREATE TABLE time (time INTEGER, is_exact INTEGER, comments INTEGER, PRIMARY KEY (time, is_exact)) WITHOUT ROWID;
    CREATE TABLE form (text TEXT, in_article INTEGER, form TEXT, times INTEGER, UNIQUE (text, in_article, form));
"""
_TOTALS = "SELECT text, count(*) AS people, sum(comments) AS comments FROM {} GROUP BY text"
_STATED = f"""
    SELECT text, coalesce(people, 0), coalesce(comments, 0), article
    FROM (SELECT text, max(in_article) AS article FROM form GROUP BY text) LEFT JOIN ({_TOTALS.format("figure")})
    USING (text) ORDER BY 2 DESC, 3 DESC, 4 DESC, 1
"""
"""In the order of the stats of one discussion."""
_FORMS = f"""
    SELECT form FROM form WHERE text = ? GROUP BY form
    ORDER BY sum(times) DESC, min(in_article), min(rowid) LIMIT {MAX_FORMS}
"""
"""Of those that are written as often, the first ones."""


class FigureTotals(NamedTuple):
    """The figures of many discussions."""

    values: int
    """How many different values are stated."""
    listed: FigureStats
    """Those that most people state."""


class Totals:
    """Sums that it takes from counters. Raises sqlite3.Error if there is no room for them."""

    def __init__(self) -> None:
        # An empty name: SQLite keeps it in memory as long as it is small, then in a file that it deletes at once.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_TABLES)
        self._database.execute("BEGIN")

    def close(self) -> None:
        """Forget everything."""
        self._database.close()

    def take_times(self, counters: Counters, *, is_last: bool = False) -> None:
        """Move the times from counters to the database, if they are many or the last ones."""
        if len(counters.times) + len(counters.dates) < MAX_WAITING and not is_last:
            return
        for is_exact, times in enumerate((counters.dates, counters.times)):
            rows = ((time, is_exact, comments) for time, comments in sorted(Counter(times).items()))
            self._add("time (time, is_exact, comments)", "comments", rows)
            del times[:]

    def times(self, *, exact: bool) -> SortedTimes:
        """All times, or those that are known to the hour or better."""
        among = f"FROM time WHERE is_exact >= {int(exact)}"

        def blocks() -> Iterator[list[int]]:
            rows = self._database.execute(f"SELECT time, comments {among} ORDER BY time")
            times = chain.from_iterable(repeat(time, comments) for time, comments in rows)
            while block := list(islice(times, SLICE_TIMES)):
                yield block

        totals = f"SELECT coalesce(sum(comments), 0), coalesce(min(time), 0), coalesce(max(time), 0) {among}"
        return SortedTimes(blocks, *self._database.execute(totals).fetchone())

    def take(self, counters: TextCounters, *, is_last: bool = False) -> None:
        """Move the pairs from counters to the database, if they are many or the last ones."""
        pairs = (counters.figures, counters.found, counters.forms, counters.article_forms)
        if sum(map(len, pairs)) < MAX_WAITING and not is_last:
            return
        for table, counted in (("figure", counters.figures), ("wording", counters.found)):
            self._add(f"{table} (text, author, comments)", "comments", _with_hashes(counted))
        for in_article, forms in enumerate((counters.forms, counters.article_forms)):
            rows = ((text, in_article, form, times) for (text, form), times in forms.items())
            self._add("form (text, in_article, form, times)", "times", rows)
        for counted in pairs:
            counted.clear()

    def _add(self, table: str, number: str, rows: Iterable[tuple[object, ...]]) -> None:
        places = ", ".join("?" * (table.count(",") + 1))
        added = f"ON CONFLICT DO UPDATE SET {number} = {number} + excluded.{number}"
        self._database.executemany(f"INSERT INTO {table} VALUES ({places}) {added}", rows)

    def figures(self) -> FigureTotals:
        """The values that were stated."""
        stated = []
        for name, people, comments, in_article in self._database.execute(f"{_STATED} LIMIT {MAX_LISTED}").fetchall():
            read = FigureQuery.read(name)
            if read is not None:
                forms = tuple(form for (form,) in self._database.execute(_FORMS, (name,)))
                query = queries.of_value(name)
                stated.append(Stated(read.value, forms, comments, people, bool(in_article), query, name))
        (values,) = self._database.execute("SELECT count(DISTINCT text) FROM figure").fetchone()
        return FigureTotals(values, FigureStats(tuple(stated), ()))

    def wording(self) -> dict[str, tuple[int, int]]:
        """The wanted texts that were found, to the people who use each, and the comments that have it."""
        found = self._database.execute(_TOTALS.format("wording"))
        return {text: (people, comments) for text, people, comments in found}


def _with_hashes(counted: Counter[tuple[str, str]]) -> list[tuple[str, bytes, int]]:
    """Pairs of texts and authors in the order of the table, which makes adding them faster."""
    return sorted((text, _hash(author), comments) for (text, author), comments in counted.items())


@lru_cache(maxsize=KNOWN_AUTHORS)
def _hash(author: str) -> bytes:
    return blake2b(author.encode("utf-8", "surrogatepass"), digest_size=16).digest()
