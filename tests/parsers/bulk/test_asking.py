"""What a corpus is asked: the comments that match a query, and the stats, are those of the pages."""

from __future__ import annotations

import csv
import json
from collections import deque
from datetime import timedelta
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from harness.bulk_pages import SAMPLES, corpus_of, page
from thread_parsers import parse_query, read_all
from thread_parsers.bulk import parse_shard, totals
from thread_parsers.bulk.__main__ import main
from thread_parsers.bulk.asking import count_in, found_in
from thread_parsers.bulk.corpus import Corpus
from thread_parsers.bulk.stored import StoredCorpus
from thread_parsers.bulk.sums import summed
from thread_parsers.export import jsonl
from thread_parsers.export.stats_json import values
from thread_parsers.export.stats_text import report, report_of_sums
from thread_parsers.query import Matching
from thread_parsers.query.fields import FIELDS
from thread_parsers.stats import Chosen, Counters, counters_of, measure, text_counters

if TYPE_CHECKING:
    from harness.bulk_pages import Command
    from thread_parsers.discussion.discussion import Discussion

ROOT = Path(__file__).parents[3]
PLACE = "page,part,"
ASKED = [
    *(example for field in FIELDS for example in field.examples if example != "has:note"),
    *(
        "the",
        '"of the"',
        "/tr[ae]m|bake/",
        "-the",
        "the OR user:Ada",
        "depth:>0 -is:op",
        "tram likes:>0",
        "渡轮",
        "é",
        "",
    ),
    *("user:*a*", "to:*o*", "in:article the", "words:>20 -has:link", "after:2024 before:2025", "-(replies:>0 tea)"),
]
USER_MARKS = {"is:unread", "is:new", "is:starred"}


@pytest.fixture(scope="module")
def discussions() -> dict[tuple[str, int], Discussion]:
    """All discussions of the samples, by page and part."""
    return {(path.name, number): part for path in SAMPLES for number, part in enumerate(read_all(path), 1)}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> StoredCorpus:
    """A corpus of the samples, in two parts."""
    folder = tmp_path_factory.mktemp("samples") / "corpus"
    corpus, pages = Corpus(folder), [(path.name, path.read_bytes()) for path in SAMPLES]
    for some in (pages[::2], pages[1::2]):
        with corpus.part() as part:
            part.add(parse_shard(some))
    corpus.close()
    return StoredCorpus(folder)


@pytest.mark.parametrize("query", [each for each in ASKED if each not in USER_MARKS])
def test_a_query_finds_what_it_finds_in_the_pages(
    samples: StoredCorpus, discussions: dict[tuple[str, int], Discussion], query: str
) -> None:
    parsed = parse_query(query)
    expected = {place: list(Matching(each, parsed).all()) for place, each in discussions.items()}
    expected = {place: rows for place, rows in expected.items() if rows or parsed.is_empty}
    found = {(page, part): list(chosen) for page, part, _, chosen in found_in(samples, parsed)}
    assert found == expected
    assert count_in(samples, parsed) == sum(map(len, expected.values()))


@pytest.mark.parametrize("query", [each for each in ASKED if each not in USER_MARKS])
def test_sql_over_the_files_leaves_no_match_out(samples: StoredCorpus, query: str) -> None:
    parsed = parse_query(query)
    matches = {(page, part, row + 1) for page, part, _, rows in found_in(samples, parsed) for row in rows}
    condition = parsed.to_sql()
    with duckdb.connect() as connection:
        connection.sql(f"CREATE VIEW comments AS FROM '{samples.folder}/comments/*.parquet'")
        passing = set(connection.execute(f"SELECT page, part, id FROM comments WHERE {condition.text}").fetchall())
    assert matches <= passing
    assert matches == passing or not condition.is_exact


def test_most_pages_are_left_out_by_the_rows(samples: StoredCorpus, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()
    pages = StoredCorpus.pages

    def noted(self: StoredCorpus, part: int, among: set[str] | None = None, **options: bool) -> object:
        for rows in pages(self, part, among, **options):
            asked.append(rows.name)
            yield rows

    monkeypatch.setattr(StoredCorpus, "pages", noted)
    for query, most in (
        ("sourdough", 10),
        ("likes:>100", 10),
        ("user:Gravelline", 5),
        ("link:example.org/tide", 5),
        ("été", 10),
        ("паром", 10),
        ("ΣΚΆΦΟΣ", 10),
        ("user:Žofie", 10),
        ("value:45%", 20),
        ("is:unread", 0),
        ("in:article", 0),
    ):
        asked.clear()
        list(found_in(samples, parse_query(query)))
        assert len(asked) <= most, query
    assert count_in(samples, parse_query("depth:>0 likes:<5")) > 0
    assert asked == []  # the rows decide


def of_many(stats: dict[str, Any]) -> dict[str, Any]:
    """Stats without what belongs to one discussion."""
    del stats["figures"]["conflicts"]
    for phrase in stats["phrases"]:
        del phrase["ids"]
    return {name: section for name, section in stats.items() if name not in ("highlights", "sentences")}


@pytest.mark.parametrize("typed", ["", "the OR 的"])
def test_stats_of_one_page_are_those_of_the_reader(
    samples: StoredCorpus, discussions: dict[tuple[str, int], Discussion], typed: str
) -> None:
    query = parse_query(typed)
    for found in found_in(samples, query, receipts=False):
        original = discussions[found.page, found.part]
        sums = summed(partial(iter, [found]), query)
        chosen = Chosen(typed, found.chosen) if typed else None
        assert of_many(values(sums.stats)) == of_many(values(measure(original, chosen)))


def test_the_stats_are_the_same_for_all_divisions_into_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [(path.name, path.read_bytes()) for path in SAMPLES[::3] if path.is_file()]
    whole, found = StoredCorpus(corpus_of(tmp_path / "whole", pages)), parse_query("")
    divided = StoredCorpus(corpus_of(tmp_path / "divided", *([page] for page in pages)))
    expected = summed(partial(found_in, whole, found), found)
    monkeypatch.setattr(totals, "MAX_WAITING", 50)
    monkeypatch.setattr(text_counters, "MAX_WAITING_CHARS", 5000)
    sums = summed(partial(found_in, divided, found), found)
    assert values(sums.stats) == values(expected.stats)
    assert sums.values == expected.values
    assert sums.stats.figures is not None
    assert sums.values > 5
    assert sums.stats.terms
    assert sums.stats.phrases


def test_of_many_values_those_that_most_people_state_are_listed(
    samples: StoredCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = parse_query("")
    expected = summed(partial(found_in, samples, query), query)
    monkeypatch.setattr(totals, "MAX_LISTED", 30)
    sums = summed(partial(found_in, samples, query), query)
    assert sums.stats.figures is not None
    assert expected.stats.figures is not None
    assert sums.stats.figures.stated == expected.stats.figures.stated[:30]
    assert sums.values == expected.values > 30
    lines = list(report_of_sums(sums.stats, sums.values))
    assert f"and {sums.values - 20:,} more" in {line.strip() for line in lines}


def test_no_room_for_what_is_counted_is_one_line(bulk: Command, pages: Path, corpus: Path) -> None:
    assert bulk(pages / "01.txt", "-o", corpus).returncode == 0
    full = "import sqlite3; from thread_parsers.bulk import totals; totals._TABLES += '{}{}'"
    room = "PRAGMA max_page_count = 8;", "INSERT INTO form SELECT zeroblob(40000), 0, 1, 1;"
    done = bulk("--stats", corpus, before=full.format(*room))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.endswith(": cannot keep what is counted: database or disk is full\n")


def test_stats_of_all_pages_are_the_sums(samples: StoredCorpus, discussions: dict[tuple[str, int], Discussion]) -> None:
    merged = Counters()
    for each in discussions.values():
        merged.merge(counters_of(each))
    sums = summed(lambda: found_in(samples, parse_query("")), parse_query(""))
    engagement, people, timeline = sums.stats.engagement, sums.stats.people, sums.stats.timeline
    assert engagement is not None
    assert people is not None
    assert timeline is not None
    assert (sums.discussions, sums.stats.comments, sums.stats.of) == (
        len(discussions),
        merged.comments,
        merged.comments,
    )
    assert (engagement.words, engagement.segments) == (sum(merged.words.values()), sum(merged.segments.values()))
    assert {each.name: each.comments for each in people.authors} == merged.authors
    assert sum(each.comments for each in timeline.buckets) == merged.known_times
    declared = {
        place: each.engagement.comments for place, each in discussions.items() if each.engagement.comments is not None
    }
    read = sum(len(discussions[place].columns) for place in declared)
    assert 0 < sums.declaring == len(declared) < sums.discussions
    assert (sums.declared, sums.read) == (sum(declared.values()), read)


def test_the_command_prints_what_matches_with_its_page(bulk: Command, pages: Path, corpus: Path) -> None:
    (pages / "07.txt").write_bytes(page("we count <b>wasps</b>, =1+1 \x1b[31m"))
    assert bulk(pages, "-o", corpus).returncode == 0
    done = bulk("-w", "wasps user:Ada", corpus)
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert (found.pop("page"), found.pop("part")) == (str(pages / "07.txt"), 1)
    with read_all(pages / "07.txt")[0] as original:
        assert found == json.loads("".join(jsonl.write(original, [0])))
    assert bulk("-w", "-hums", "--count", corpus).stdout == "2\n"
    rows = list(csv.DictReader(StringIO(bulk("-w", "hums", "-t", "csv", corpus).stdout)))
    assert len(rows) == 38
    assert {Path(row["page"]).name for row in rows} == {f"{number:02}.txt" for number in range(20)} - {"07.txt"}
    assert "wasps" in bulk("-w", "wasps", "-t", "md", corpus).stdout


def test_the_command_prints_the_stats_in_the_form_of_the_reader(bulk: Command, corpus: Path) -> None:
    assert bulk(ROOT / "samples" / "tram-line.txt", "-o", corpus).returncode == 0
    done = bulk("--stats", corpus)
    assert (done.returncode, done.stderr) == (0, "")
    first, *lines = done.stdout.splitlines()
    assert first.split() == ["pages", "1", "discussion"]
    with read_all(ROOT / "samples" / "tram-line.txt")[0] as original:
        expected, declared = list(map(str.rstrip, report(original))), original.engagement.comments
    assert len(lines) > 15
    assert set(lines) <= set(expected)
    assert {
        "   people comments  article  figure, as written",
        "   people comments  times as often as elsewhere",
    } <= set(lines)
    stats = json.loads(bulk("--stats", "-w", "user:LastStopLena", "-t", "json", corpus).stdout)
    assert stats["declared"] == {"discussions": 1, "comments": declared, "read": 11}
    assert (stats["stats"]["of"], stats["stats"]["query"]) == (11, "user:LastStopLena")
    assert [person["name"] for person in stats["stats"]["people"]] == ["LastStopLena"]


@pytest.mark.parametrize("query", ["", "hums", "-hums", "likes:>0 hums", "likes:>0", "is:unread"])
def test_how_much_of_a_corpus_was_asked_is_told(samples: StoredCorpus, query: str) -> None:
    for asked in (found_in, count_in):
        shares = list[float]()
        answer = asked(samples, parse_query(query), report=shares.append)
        if not isinstance(answer, int):
            deque(answer, maxlen=0)
        assert shares == sorted(shares)
        assert all(0 <= share < 1 for share in shares)
        assert query in ("is:unread", "hums") or max(shares) >= 0.5


TERMINAL = (
    "import sys; sys.stderr.isatty = lambda: True; from thread_parsers.bulk import console;"
    "console.PROGRESS_SECONDS = console.QUIET_SECONDS = 0.0"
)


def test_on_a_terminal_a_line_says_how_much_was_asked_until_the_end(bulk: Command, pages: Path, corpus: Path) -> None:
    assert bulk(pages, "-o", corpus).returncode == 0
    for words in (("--stats",), ("-w", "-hums"), ("-w", "-hums", "--count"), ("-w", "hums", "-t", "csv")):
        done, quiet = bulk(*words, corpus, before=TERMINAL), bulk(*words, corpus)
        assert (done.returncode, done.stdout, quiet.stderr) == (quiet.returncode, quiet.stdout, "")
        assert " %, 0:0" in done.stderr
        *_, last, nothing = done.stderr.split("\r")
        assert (last.strip(), nothing) == ("", "")


def test_an_expression_that_takes_too_long_is_one_line(bulk: Command, tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "long.txt").write_bytes(page("a" * 5_000))
    assert bulk(tmp_path / "long.txt", "-o", corpus).returncode == 0
    done = bulk("-w", "/(a|aa)+c/", corpus)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("thread-reader-bulk: --where: /(a|aa)+c/ takes too long")


def test_a_closed_output_is_one_line(bulk: Command, pages: Path, corpus: Path) -> None:
    assert bulk(pages / "01.txt", "-o", corpus).returncode == 0
    done = bulk("--stats", corpus, before="import sys; sys.stdout = None")
    assert (done.returncode, done.stderr) == (3, "thread-reader-bulk: standard output: is closed\n")


def test_a_corpus_without_discussions_says_so(bulk: Command, tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert bulk(tmp_path / "empty", "-o", corpus).returncode == 0
    done = bulk("--stats", corpus)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"thread-reader-bulk: {corpus}: has no discussions\n")


def test_times_with_fractions_of_a_second_are_compared(bulk: Command, pages: Path, corpus: Path) -> None:
    """As others may have written them."""
    assert bulk(pages, "-o", corpus).returncode == 0
    part = corpus / "comments" / "part-000000.parquet"
    rows = pq.read_table(part)
    at = rows.schema.get_field_index("time")
    later = pc.add(rows["time"], pa.scalar(timedelta(milliseconds=5))).cast(rows["time"].type)
    pq.write_table(rows.set_column(at, rows.schema.field(at), later), part)
    count = bulk("-w", "after:2000", "--count", corpus)
    assert (count.returncode, int(count.stdout), count.stderr) == (0, rows.num_rows - later.null_count, "")


def test_calls_that_are_refused(bulk: Command, pages: Path, corpus: Path) -> None:
    assert bulk(pages / "01.txt", "-o", corpus).returncode == 0
    assert (bulk("-w", "zyzzyva", corpus).returncode, bulk("-w", "zyzzyva", "--count", corpus).stdout) == (1, "0\n")
    for words, said in (
        (("-w", "is:(", corpus), "--where: is: needs a value, as in is:root at column 4"),
        (("-w", "a -is:unread", corpus), "--where: is:unread: a corpus does not know what was read or marked"),
        (("-w", "a", pages), f"{pages}: is not a corpus"),
        (("--stats", "none"), "none: does not exist"),
        (("-w", "hive", pages / "01.txt"), f"{pages}/01.txt: not a directory"),
        (("-w", "hive", "--page-time", "9", corpus), "-j, --scheduler, --page-time and --part-size are for -o"),
    ):
        done = bulk(*words)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.splitlines()[-1].endswith(f": {said}")
    (corpus / "comments" / "part-000000.parquet").write_bytes(b"PAR1 and no more")
    done = bulk("-w", "hive", corpus)
    assert done.returncode == 2
    assert done.stderr.startswith(f"thread-reader-bulk: {corpus}: has a part that cannot be read: comments/part-000000")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("-w a corpus corpus", "--where and --stats ask one corpus"),
        ("corpus", "one of -o FOLDER, --where and --stats is needed"),
        ("--stats corpus -o x", "-o is not for --where and --stats"),
        ("--stats -t csv corpus", "--to is for --where; with --stats it is json"),
        ("--stats --count corpus", "--count is for --where alone"),
        ("pages -o corpus --to csv", "--to is for --where; with --stats it is json"),
        ("-w a --count -t csv corpus", "--count is for --where alone"),
    ],
)
def test_arguments_that_are_refused(words: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words.split())
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == f"thread-reader-bulk: error: {said}"
