"""Search over files: what it finds is what the query engine finds in each file."""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harness.examples import examples
from thread_parsers import Matching, parse_query, read_all
from thread_parsers.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.library import Hit

PASSAGE = "thread_parsers.library.contents.PASSAGE_WORDS"
SLICE = "thread_parsers.library.contents._SLICE_BYTES"

WORDS = st.sampled_from(
    [
        *("tram", "Tram", "TRAM", "trams", "Straße", "strasse", "ferry", "it's", "it’s", "1,450", "snake_case", "é"),
        *("東京都", "京都", "東", "กรุงเทพ", "서울에서", "🎉", "www.example.org/a?b=1", "\u200btra\u200bm", "İ", "ﬁne"),
        *("*tram*", "[tram](https://example.org)", "&amp;", "—", "tra\u0301m", "H\u0331", "x" * 200, "---", "> tram"),
    ]
)
TEXTS = st.lists(WORDS, max_size=8).map(" ".join) | st.lists(WORDS, max_size=4).map("\n".join)
NAMES = st.sampled_from(["Ada", "ada", "Adalbert", "@ada", "Zoë K.", "東京", "Straße"])
POSTS = st.tuples(NAMES, TEXTS, st.integers(0, 400))
PAGES = st.lists(st.lists(POSTS, min_size=1, max_size=5), min_size=1, max_size=3)
TERMS = st.sampled_from(
    [
        *("tram", "Tram", "TRAM", "ram", "t", "strasse", "ß", '"tram ferry"', "it's", "1,4", "snake", "case", "e"),
        *("京", "東京", "京都", "都", "กรุง", "서울", "🎉", "—", '"&"', "fine", "tra\u0301m", "H\u0331", "h", "x" * 100),
        *("/tr.m/", "/(tr)am/", "/tram|ferry/", "/^ferry/", "/\\d/", "/Str/", "/s{2}/", "/[Tt]ram/", "/fi/"),
        *("user:ada", "user:Ada", 'user:"Ada"', "user:*a*", "@ada", "user:ad*rt", "to:ada", "user:zoë", "user:stras"),
        *("before:2025-03", "after:2025-03", "on:2025-03", "has:link", "has:quote", "is:root", "is:reply", "words:>3"),
        *(
            "example",
            "amp",
            "to:zoë",
            "in:article",
            "likes:>0",
            "segments:>1",
            "segments:1",
            "value:1450",
            "value:1.45k",
        ),
        *("words:0", "words:<3", "hour:10", "hour:>10", "has:number", "has:question", "is:edited"),
        *(
            "likes:0",
            "likes:<2",
            "likes:>=3",
            "replies:0",
            "replies:>0",
            "depth:0",
            "depth:>1",
            "is:deleted",
            "badge:b",
        ),
    ]
)
QUERIES = st.recursive(
    TERMS,
    lambda query: st.one_of(
        query.map("-({})".format),
        st.tuples(query, query).map("({0[0]} {0[1]})".format),
        st.tuples(query, query).map("({0[0]} OR {0[1]})".format),
    ),
    max_leaves=4,
)


def listing(page: Sequence[tuple[str, str, int]]) -> str:
    """A discussion as Discord's export has it: what is displayed differs from what is written."""
    messages = [
        {
            "id": str(1000 + number),
            "type": "Default",
            "timestamp": f"2025-{1 + day // 31 % 12:02}-{1 + day % 28:02}T10:00:00+00:00",
            "content": text,
            "author": {"id": name, "name": name, "nickname": name, "isBot": day % 9 == 1},
            "reactions": [{"emoji": {"name": "x"}, "count": day % 5}] if day % 3 else [],
            "reference": {"messageId": str(999 + number)} if number % 3 == 2 else None,
        }
        for number, (name, text, day) in enumerate(page)
    ]
    return json.dumps(
        {
            "guild": {"id": "1", "name": "Harbour"},
            "channel": {"id": "2", "type": "GuildTextChat", "name": "pier"},
            "messages": messages,
            "messageCount": len(messages),
        }
    )


def found(hits: Iterator[Hit | None]) -> list[tuple[str, int, int]]:
    return [(hit.path, hit.part, hit.comment) for hit in hits if hit is not None]


def filtered(paths: Sequence[str], query: str) -> list[tuple[str, int, int]]:
    """What the query engine finds in each file."""
    result = []
    for path in sorted(paths):
        parts = read_all(path)
        for number, part in enumerate(parts, 1):
            result += [(path, number, index + 1) for index in Matching(part, parse_query(query)).all()]
        parts[0].close()
    return result


@example(pages=[[("Ada", "H\u0331", 0)]], queries=["H"], size=2500)
@example(pages=[[("Ada", "x" * 200, 0)]], queries=["x" * 100], size=2500)
@example(pages=[[("@ada", "", 0), ("Zoë K.", "", 70)]], queries=["user:ada before:2025-02", "to:ada"], size=2500)
@example(pages=[[("Bo", "a", 0), ("Ada", "b", 0), ("Cy", "c", 0)]], queries=["to:ada c"], size=0)
@examples(60)
@given(pages=PAGES, queries=st.lists(QUERIES, min_size=1, max_size=4), size=st.sampled_from([0, 2500]))
def test_a_search_finds_what_a_filter_of_each_file_finds(
    pages: list[list[tuple[str, str, int]]], queries: list[str], size: int
) -> None:
    """`size`: that of passages, in words, and of what they are made of, in bytes."""
    with TemporaryDirectory() as folder, patch(PASSAGE, size), patch(SLICE, size + 1):
        paths = [os.path.join(folder, f"{number}.json") for number in range(len(pages))]  # noqa: PTH118
        for path, page in zip(paths, pages, strict=True):
            Path(path).write_text(listing(page), encoding="utf-8")
        library = Library(Path(folder, "cache"))
        for _ in library.refresh([folder]):
            pass
        scanning = Library(None)
        try:
            for query in queries:
                wanted = filtered(paths, query)
                assert found(library.search(parse_query(query), [folder])) == wanted
                assert found(scanning.search(parse_query(query), [folder])) == wanted
        finally:
            library.close()
            scanning.close()


@pytest.mark.parametrize(
    ("text", "query", "snippet"),
    [
        ("The  night\ntram is late.", "tram", "The night tram is late."),
        ("word " * 20 + "tram" + " word" * 40, "tram", "…" + "word " * 7 + "tram" + " word" * 16 + "…"),
        ("w" * 200 + "tram", "tram", "…" + "w" * 40 + "tram"),
        ("first\n---\nthen the tram", "tram", "then the tram"),
        ("the tram, the ferry", "ferry tram", "the tram, the ferry"),
        ("No words.", "is:root", "No words."),
        ("x " * 20_000 + "tram", "tram", "x " * 59 + "x…"),
        ("It costs 1,450 dollars", "value:$1450", "It costs 1,450 dollars"),
    ],
)
def test_a_snippet_is_what_is_around_the_first_match(
    library: Library, folder: Path, text: str, query: str, snippet: str
) -> None:
    (folder / "a.json").write_text(listing([("Ada", text, 3)]), encoding="utf-8")
    for _ in library.refresh([str(folder)]):
        pass
    (hit,) = [hit for hit in library.search(parse_query(query), library.roots()) if hit is not None]
    assert hit.snippet == snippet
    assert len(hit.snippet) <= 121
    assert (hit.author, hit.time) == ("Ada", "2025-01-04 10:00")
    assert hit.moment is not None
    assert hit.moment.isoformat() == "2025-01-04T10:00:00+00:00"


def test_what_is_written_and_what_is_displayed_are_found(library: Library, folder: Path) -> None:
    path = folder / "talk.wiki"
    path.write_text(
        "== The tram ==\n"
        "It is at the [[Harbour bay|depot]] of '''ni'''ght. [[User:Ada|Ada]] ([[User talk:Ada|talk]]) "
        "10:05, 9 March 2025 (UTC)\n"
        ":Yes. [[User:Bo|Bo]] ([[User talk:Bo|talk]]) 10:09, 9 March 2025 (UTC)\n",
        encoding="utf-8",
    )
    for _ in library.refresh([str(folder)]):
        pass
    for query in ("depot", "harbour", "night", "ni"):
        assert filtered([str(path)], query) == [(str(path), 1, 1)], query
        assert found(library.search(parse_query(query), library.roots())) == [(str(path), 1, 1)], query
