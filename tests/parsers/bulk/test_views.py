"""The views of a corpus count what the stats count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.bulk_pages import SAMPLES
from thread_parsers import read_all
from thread_parsers.bulk import parse_shard
from thread_parsers.bulk.corpus import Corpus
from thread_parsers.bulk.views import VIEWS, views_sql
from thread_parsers.stats import Counters, counters_of
from thread_parsers.stats.engagement import LENGTH_STARTS
from thread_parsers.text.word_count import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Rows]]:
    """Asks a corpus of the samples, with its views."""
    folder = tmp_path_factory.mktemp("views") / "corpus"
    corpus = Corpus(folder)
    with corpus.part() as part:
        part.add(parse_shard((path.name, path.read_bytes()) for path in SAMPLES))
    corpus.write_views()
    corpus.close()
    with duckdb.connect() as connection:
        connection.execute(f"SET file_search_path = '{folder}'")
        connection.execute((folder / VIEWS).read_text(encoding="utf-8"))
        yield lambda query: connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def counters() -> Counters:
    """The counters of all samples."""
    merged = Counters()
    for path in SAMPLES:
        for each in read_all(path):
            merged.merge(counters_of(each))
    return merged


def test_people(asked: Callable[[str], Rows], counters: Counters) -> None:
    rows = asked("SELECT author, comments, segments, words FROM people")
    names = counters.authors
    assert {row[0]: row[1:] for row in rows} == {
        name: (names[name], counters.segments[name], counters.words[name]) for name in names
    }
    written: dict[str, int] = dict(asked("SELECT author, replies_written FROM people WHERE replies_written > 0"))
    replies = {name: sum(n for (author, _), n in counters.replies.items() if author == name) for name in names}
    assert written == {name: n for name, n in replies.items() if n}


def test_times(asked: Callable[[str], Rows], counters: Counters) -> None:
    assert dict(asked("SELECT hour, comments FROM hours")) == counters.hours
    ((comments, days),) = asked("SELECT sum(comments), count(*) FROM timeline")
    assert comments == counters.known_times
    assert days > 50


def test_lengths(asked: Callable[[str], Rows], counters: Counters) -> None:
    rows = asked("SELECT from_words, to_words, comments FROM lengths ORDER BY from_words")
    ends = [*(start - 1 for start in LENGTH_STARTS[1:]), None]
    assert [row[:2] for row in rows] == list(zip(LENGTH_STARTS, ends, strict=True))
    assert [row[2] for row in rows] == [
        sum(n for words, n in counters.lengths.items() if words >= first and (last is None or words <= last))
        for first, last in zip(LENGTH_STARTS, ends, strict=True)
    ]


def test_declared_against_read(asked: Callable[[str], Rows]) -> None:
    rows = asked("SELECT page, part, declared, read, difference FROM declared")
    expected = [
        (path.name, number, declared, len(each.columns), len(each.columns) - declared)
        for path in SAMPLES
        for number, each in enumerate(read_all(path), 1)
        if (declared := each.engagement.comments) is not None
    ]
    assert sorted(rows) == sorted(expected)
    assert any(difference for *_, difference in rows)


def test_terms(asked: Callable[[str], Rows]) -> None:
    terms = {term: (comments, people) for term, comments, people in asked("FROM terms")}
    texts = asked("SELECT lower(text_of(segments)), author FROM comments")
    for term in ("tram", "the", "it", "i"):
        used = [author for text, author in texts if term in re.findall(r"[\w'’]+", text)]
        assert terms[term] == (len(used), len(set(used))), term
    assert len(terms) > 500


WORDS = [
    "a",
    "don't",
    "’",
    "'",
    "''",
    "-",
    "_",
    "é",
    "e\u0301",
    "\u0301",
    "渡轮",
    "〇",
    "か",
    "が\u3099",
    "ไทย",
    "๓",
    "ำ",
    "한국",
]


@given(
    st.lists(st.sampled_from([*WORDS, " ", "\n", "\u200c", "\u00ad", "\u2764\ufe0f", "½", "x", "1", "မြ", "🙂"])).map(
        "".join
    )
)
def test_words_are_counted_as_everywhere(text: str) -> None:
    assert CONNECTION.execute("SELECT words_of(?)", [text]).fetchall() == [(count(text.encode()),)]


CONNECTION = duckdb.connect()
MACROS = views_sql()
CONNECTION.execute(MACROS[MACROS.index("CREATE OR REPLACE MACRO") : MACROS.index("-- Who wrote")])


def test_the_file_is_written_anew_where_it_differs(tmp_path: Path) -> None:
    corpus, path = Corpus(tmp_path / "corpus"), tmp_path / "corpus" / VIEWS
    corpus.write_views()
    assert path.read_text(encoding="utf-8") == views_sql()
    before = path.stat()
    corpus.write_views()
    assert path.stat() == before
    path.write_text("SELECT 1")
    corpus.write_views()
    assert path.read_text(encoding="utf-8") == views_sql()
    corpus.close()
