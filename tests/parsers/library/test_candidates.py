"""Which files a search reads: those of which the index cannot say that they have no match."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from thread_parsers import parse_query
from thread_parsers.library import Library, narrowing, searching
from thread_parsers.library.candidates import MAX_CONDITIONS, AllOf, AnyOf, HasWords, condition
from thread_parsers.library.tables import QUANTITIES
from thread_parsers.library.words import Wanted
from thread_parsers.query.fields import FIELDS
from thread_parsers.query.nodes import EDITED, MARKS, And, Or, Within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from thread_parsers.library import Hit

    Refresh = Callable[..., object]
    Write = Callable[..., Path]

PAGES = {
    "ferry.txt": ("The ferry is late.", "Take the tram."),
    "trams.txt": ("Trams, always trams.", "A tramway."),
    "tokyo.txt": ("東京都の天気", "Rain."),
    "empty.txt": ("!", "?"),
}


@pytest.fixture
def read(
    monkeypatch: pytest.MonkeyPatch, library: Library, write: Write, refresh: Refresh
) -> Callable[[str], list[str]]:
    """The names of the files that a search reads."""
    for name, texts in PAGES.items():
        write(name, *texts, title=name)
    refresh()
    names: list[str] = []
    hits_in = searching.hits_in

    def noting(path: str, *rest: object) -> Iterator[Hit | None]:
        names.append(path.rpartition("/")[2])
        yield from hits_in(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(searching, "hits_in", noting)

    def read(query: str) -> list[str]:
        names.clear()
        for _ in library.search(parse_query(query), library.roots()):
            pass
        return list(names)

    return read


@pytest.mark.parametrize(
    ("query", "files"),
    [
        ("ferry", "ferry"),
        ("Ferry", "ferry"),
        ("ram", "ferry trams"),
        ('"the tram"', "ferry"),
        ('"s, always t"', "trams"),
        ('"tram."', "ferry"),
        ("tramway", "trams"),
        ("ferry tramway", ""),
        ("ferry OR tramway", "ferry trams"),
        ("(ferry OR rain) (late OR 京)", "ferry tokyo"),
        ("京", "tokyo"),
        ("京都", "tokyo"),
        ("都京", ""),
        ("nothing", ""),
        ("/tramwa./", "trams"),
        ("/tramw.y/", "ferry trams"),
        ("/ferry|rain/", "ferry tokyo"),
        ("user:ada", "empty ferry tokyo trams"),
        ("user:cleo", ""),
        ("to:ada", "empty ferry tokyo trams"),
        ("after:2026", ""),
        ("before:2025-03-01", ""),
        ("on:2025-03-02 ferry", "ferry"),
        ("in:article", ""),
        ("ferry -late", "ferry"),
        ("-ferry", "empty ferry tokyo trams"),
        ("likes:>0", ""),
        ("replies:<1", "empty ferry tokyo trams"),
        ("replies:>0", ""),
        ("is:reply", ""),
        ("depth:0 rain", "tokyo"),
        ("is:deleted OR is:accepted OR badge:mod", ""),
        ("words:<2", "empty tokyo"),
        ("words:>3 OR words:0", "empty ferry tokyo"),
        ("segments:>1", ""),
        ("hour:10", "empty ferry tokyo trams"),
        ("hour:>10", ""),
        ("has:question", "empty"),
        ("has:number OR has:quote OR has:link", ""),
        ("-has:question", "empty ferry tokyo trams"),
        ('value:"2 trams" OR value:3', ""),
        ("is:edited", "empty ferry tokyo trams"),
        ('"!"', "empty ferry tokyo trams"),
        ("", "empty ferry tokyo trams"),
    ],
)
def test_only_files_that_may_have_a_match_are_read(read: Callable[[str], list[str]], query: str, files: str) -> None:
    assert [name.removesuffix(".txt") for name in read(query)] == files.split()


def test_a_part_of_too_many_words_excludes_nothing(
    read: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "MAX_WORDS", 2)
    assert read("ram") == ["empty.txt", "ferry.txt", "tokyo.txt", "trams.txt"]
    assert read("ram late") == ["ferry.txt"]


def test_the_vocabulary_is_looked_at_in_slices(
    read: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in (1, 2, 7):
        monkeypatch.setattr(narrowing, "SLICE_WORDS", size)
        assert read("ram") == ["ferry.txt", "trams.txt"]
        assert read("ainy") == []


def test_files_are_found_in_pages(read: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrowing, "SLICE_PASSAGES", 1)
    for few in (0, 4):
        for size in (1, 2, 3):
            monkeypatch.setattr(narrowing, "PAGE_FILES", size)
            monkeypatch.setattr(narrowing, "SLICE_FILES", size)
            monkeypatch.setattr(narrowing, "FEW_FILES", few)
            assert read("ram") == ["ferry.txt", "trams.txt"]
            assert read("user:ada") == read("-ferry") == ["empty.txt", "ferry.txt", "tokyo.txt", "trams.txt"]


def test_pasted_text_is_no_longer_condition() -> None:
    words = " ".join(f"word{number}" for number in range(500))
    found = condition(parse_query(words).root)
    assert isinstance(found, HasWords)
    assert len(found.words) == MAX_CONDITIONS
    assert condition(parse_query(" OR ".join(words.split())).root) is None
    assert condition(parse_query(" ".join(f"on:{year}" for year in range(1000, 1500))).root) is not None


def test_conditions_are_those_of_the_query() -> None:
    assert condition(parse_query("-rain -tram").root) is None
    assert condition(parse_query("tram OR about:3").root) is None
    assert condition(parse_query("words:>3 -tram").root) == Within("words", 4, None)
    assert condition(parse_query("user:a OR in:article").root) == AnyOf(
        (HasWords((Wanted("a", starts=True, ends=False, by_author=True),)), AnyOf(()))
    )
    assert condition(parse_query("on:1970 a").root) == AllOf(
        (HasWords((Wanted("a", starts=False, ends=False),)), Within("time", 0, 31535999))
    )


def test_a_file_is_found_by_any_of_its_times(library: Library, folder: Path, refresh: Refresh) -> None:
    lines = "The kiln is warm\n\nIt was lit at six.\n\n{}".format(
        "".join(f"Petra · 20{year}-03-09 18:20\nBring clay.\n\n" for year in (19, 23, 21))
    )
    (folder / "kiln.txt").write_text(lines, encoding="utf-8")
    refresh()
    counts = {"before:2020": 1, "after:2023": 1, "on:2021": 1, "on:2022": 0, "before:2019": 0}
    for query, count in (counts | {"after:2023-03-09T18:20": 1, "after:2023-03-09T18:21": 0}).items():
        assert sum(hit is not None for hit in library.search(parse_query(query), library.roots())) == count, query


def test_the_index_has_a_column_for_every_limit_of_a_query() -> None:
    named = set()
    nodes = [parse_query(example).root for field in FIELDS for example in field.examples]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Or | And):
            nodes += node.parts
        within = getattr(node, "within", None)
        if within is not None:
            named.add(within.quantity)
    assert named - MARKS | {EDITED} == set(QUANTITIES)


def test_a_search_says_how_many_files_there_are(
    library: Library, write: Write, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, texts in PAGES.items():
        write(name, *texts, title=name)
    refresh()
    counts: list[int] = []
    for few in (0, 9):
        monkeypatch.setattr(narrowing, "FEW_FILES", few)
        for size in (1, 3, 4, 5):
            monkeypatch.setattr(narrowing, "SLICE_FILES", size)
            for query, files in (("-rain", 4), ("ram", 2), ("user:ada", 4), ("zebra", 0)):
                counts.clear()
                for _ in library.search(parse_query(query), library.roots(), progress=lambda _, of: counts.append(of)):
                    pass
                assert set(counts) == ({files} if files else set()), query
