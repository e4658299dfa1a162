"""A discussion that is rebuilt from the rows of a corpus says what the one that was read says."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from harness.bulk_pages import SAMPLES, corpus_of, page
from harness.format_contract import PAGES
from thread_parsers import parse_query, read_all
from thread_parsers.bulk import corpus as corpus_module
from thread_parsers.bulk import parse_shard
from thread_parsers.bulk.corpus import Corpus
from thread_parsers.bulk.folder import Refused
from thread_parsers.bulk.rebuilt import discussion_from, discussion_of
from thread_parsers.bulk.schema import SCHEMAS
from thread_parsers.bulk.stored import COLUMNS, StoredCorpus
from thread_parsers.bulk.views import VIEWS
from thread_parsers.discussion.numbered import Numbered
from thread_parsers.errors import NoSuchPart, Unreadable
from thread_parsers.export import json as json_writer
from thread_parsers.library.walking import walk
from thread_parsers.query.fields import FIELDS
from thread_parsers.query.matching import Matching
from thread_parsers.source.open import source_of
from thread_parsers.source.page_paths import MARK, PagePath, page_at, page_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from thread_parsers.discussion.discussion import Discussion

LINK = {"segment": 1, "start": 0, "end": 1, "address": "http://a.example"}


def written(parts: Sequence[Discussion]) -> list[dict[str, Any]]:
    """All discussions of a page as JSON."""
    several = [Numbered(number, part.file.name, part, range(len(part.columns))) for number, part in enumerate(parts, 1)]
    return [json.loads(line) for line in "".join(json_writer.write_several(several)).splitlines()]


def links(part: Discussion) -> dict[int, list[tuple[str, str]]]:
    """The words and the address of each link behind words."""
    return {
        row: [(part.text.text(link.start, link.end).strip(), link.address) for link in found]
        for row, found in part.columns.links.items()
    }


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with all pages that we have, in two parts."""
    pages = [(f"page {number}", data) for number, data in enumerate(PAGES)]
    samples = [(path.name, path.read_bytes()) for path in SAMPLES]
    return corpus_of(tmp_path_factory.mktemp("all") / "corpus", pages, samples)


def read(name: str) -> list[Discussion]:
    """The discussions of one of these pages, from its bytes."""
    data = PAGES[int(name.split()[1])] if name.startswith("page ") else (SAMPLES[0].parent / name).read_bytes()
    return read_all(source_of(data, name))


def test_every_page_says_the_same(everything: Path) -> None:
    stored, seen, differing = StoredCorpus(everything), 0, list[str]()
    for rows in (rows for part in stored.parts() for rows in stored.pages(part)):
        seen += 1
        try:
            expected = read(rows.name)
        except Unreadable as error:
            with pytest.raises(Unreadable, match=error.reason):
                discussion_from(rows)
            continue
        found = discussion_from(rows).parts
        same = written(found) == written(expected) and list(map(links, found)) == list(map(links, expected))
        differing += [] if same else [rows.name]
    assert (seen, differing) == (len(PAGES) + len(SAMPLES), [])


def test_queries_find_the_same(everything: Path) -> None:
    queries = [parse_query(example) for field in FIELDS for example in field.examples] + [parse_query('"the" -tea')]
    matches = 0
    for path in SAMPLES:
        both = discussion_of(everything, path.name).parts, read(path.name)
        for query in queries:
            found, expected = ([list(Matching(part, query).all()) for part in parts] for parts in both)
            assert found == expected, (path.name, query.text)
            matches += sum(map(len, found))
    assert matches > 0


def test_a_page_is_found_by_its_name(everything: Path) -> None:
    for path in SAMPLES:
        parts = read(path.name)
        for number, part in enumerate(parts, 1):
            found = discussion_of(everything, path.name, number)
            assert written([found]) == written([part])
        with pytest.raises(NoSuchPart):
            discussion_of(everything, path.name, len(parts) + 1)
    with pytest.raises(Unreadable, match="is not in the corpus"):
        discussion_of(everything, "no such page")


def test_rows_that_others_have_written(tmp_path: Path) -> None:
    folder = corpus_of(tmp_path / "corpus", [("a", page("tea")), ("b", page("bees"))])
    path = folder / "comments" / "part-000000.parquet"
    with pq.ParquetFile(path) as file:
        rows = file.read().to_pylist()
    # Without a comment that is answered, with numbers that no page has, and with the pages in another order.
    rows[1] |= {"parent": 99, "time": 10**17, "zone": 9999, "replies": -5, "last_line": -1, "time_unit": "?"}
    rows[3] |= {
        "segments": ["a\n---\nb"],
        "first_line": -7,
        "links": [LINK, LINK | {"segment": 9}, LINK | {"start": -1}],
    }
    pq.write_table(pa.Table.from_pylist([*rows[2:], *rows[1:2]], SCHEMAS["comments"]), path)
    whole = [discussion_from(each) for each in StoredCorpus(folder).pages(0)]
    assert [(each.file.name, len(each.columns), each.parts[0].complete) for each in whole] == [
        ("a", 1, True),
        ("b", 2, True),
    ]
    first = discussion_of(folder, "a")
    assert written([first]) == written([whole[0]])
    assert (first.time(0), first.comments[0].replies, first.comments[0].time_unit) == (None, None, None)
    assert "threads" in {note.kind for note in first.receipt.notes}
    second = discussion_of(folder, "b")
    assert [each.text for each in second.segments(1)] == ["a", "b"]
    assert second.comments[1].lines == (1, 15)
    assert [link.address for link in second.columns.links[1]] == ["http://a.example", "http://a.example"]


def test_what_is_no_corpus_or_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        StoredCorpus(tmp_path)
    folder = corpus_of(tmp_path / "corpus", [("a", page("tea")), ("b", b"")], [("c", page("bees"))])
    part = folder / "comments" / "part-000001.parquet"
    part.write_bytes(part.read_bytes()[:-20])
    assert len(discussion_of(folder, "a").columns) == 2
    with pytest.raises(Refused, match=r"has a part that cannot be read: comments/part-000001.parquet"):
        discussion_of(folder, "c")
    part.unlink()
    with pytest.raises(Refused, match=r"has a part that cannot be read"):
        discussion_of(folder, "c")
    (folder / "corpus.json").write_text('{"schema": "thread-reader-bulk/1"}')
    with pytest.raises(Refused, match=r"has the tables of thread-reader-bulk/1, and this program knows"):
        StoredCorpus(folder)


def test_any_bytes_are_discussions_or_a_reason(tmp_path: Path) -> None:
    folder = corpus_of(tmp_path / "corpus", [(path.name, path.read_bytes()) for path in SAMPLES])
    parts = {path: path.read_bytes() for path in folder.rglob("*.parquet")}
    chance, outcomes = Random(23), set[bool]()
    for number in range(60):
        path, data = chance.choice(sorted(parts.items()))
        damaged = bytearray(data)
        # Also in the end of the file, which says where everything is.
        first = len(data) - 4000 if number % 2 else 0
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(first, len(data) - 20)
            damaged[at : at + 8] = chance.randbytes(8)
        path.write_bytes(damaged)
        for found in filter(None, walk([str(folder), page_path(str(folder), chance.choice(SAMPLES).name)])):
            if not found.reason and (found.named or chance.random() < 0.1):
                try:
                    outcomes.add(len(read_all(found.path)[0].columns) > 0)
                except Unreadable:
                    outcomes.add(False)
        path.write_bytes(data)
    assert outcomes == {True, False}


def test_only_the_rows_of_a_page_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_module, "GROUP_BYTES", 1)  # each page is a group of rows
    corpus = Corpus(tmp_path / "corpus")
    for first in (0, 5):
        with corpus.part() as part:
            for number in range(first, first + 5):
                part.add(parse_shard([(f"page {number}", page(f"hive {number}"))]))
    corpus.close()
    read = list[tuple[str, int]]()
    made = pq.ParquetFile.read_row_group

    def counted(file: pq.ParquetFile, group: int, columns: list[str]) -> pa.Table:
        read.append((columns[-1], group))
        return made(file, group, columns=columns)

    monkeypatch.setattr(pq.ParquetFile, "read_row_group", counted)
    assert discussion_of(tmp_path / "corpus", "page 7").segments(0)[0].text == "hive 7"
    assert {group for _, group in read} == {2}
    assert len(read) == sum(map(len, COLUMNS.values()))


def test_no_page_has_the_path_of_what_a_corpus_has(tmp_path: Path) -> None:
    for table in SCHEMAS:
        (tmp_path / table).mkdir()
    for file in (MARK, VIEWS):
        (tmp_path / file).touch()
    for own in tmp_path.iterdir():
        for name in (f"/{own.name}", f"/{own.name}/a"):
            assert page_at(page_path(str(tmp_path), name)) == PagePath(str(tmp_path), name)
