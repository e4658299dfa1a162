"""The command: what is added to a corpus, what is not lost, and what is refused."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from harness.bulk_pages import page, record, rows
from thread_parsers.bulk import SCHEMA, write_corpus
from thread_parsers.bulk.folder import Refused
from thread_parsers.bulk.writing import SHARD_PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.bulk_pages import Command, Start

FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))"
"""No file can become larger than that: a write fails as on a full disk."""
DUMPED = (
    '{"author": "Ada", "body": "Yes", "created_utc": 1700000000, "id": "c%d", "link_id": "t3_h", "parent_id": "t3_h", '
    '"score": 1, "subreddit": "bees"}\n'
)
"""A line of a dump."""
KILLED_AT_START = """
import os, signal, sys

if "--multiprocessing-fork" in sys.orig_argv and os.path.getsize(os.environ["KILLS"]):
    os.truncate(os.environ["KILLS"], os.path.getsize(os.environ["KILLS"]) - 1)
    os.kill(os.getpid(), signal.SIGKILL)
"""
"""A module that Python imports before anything else. A process that reads is killed for each character in a file."""
NO_TEMPORARY_FILE = """
import errno, tempfile
def full(*_, **__):
    raise OSError(errno.ENOSPC, "No space left on device")
tempfile.TemporaryFile = full
"""
WITHOUT_ARROW = "import sys; sys.modules['pyarrow'] = None"


def names(corpus: Path, outcome: str = "read") -> list[str]:
    return sorted(Path(row["page"]).name for row in rows(corpus) if row["outcome"] == outcome)


def files(corpus: Path) -> set[str]:
    return {str(path.relative_to(corpus)) for path in corpus.rglob("*") if path.is_file()}


def is_writing(corpus: Path) -> bool:
    """Whether a part has been begun."""
    return any(path.name.startswith(".unfinished") for path in corpus.glob("*/*"))


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_pages_of_all_kinds_become_tables_and_are_known_the_next_time(bulk: Command, pages: Path, corpus: Path) -> None:
    (pages / "crawl.warc").write_bytes(b"".join(record(page(f"wasp {number}"), number) for number in range(3)))
    (pages / "deep").mkdir()
    (pages / "deep" / "dump.jsonl").write_text("".join(map(DUMPED.__mod__, range(3))))
    done = bulk(pages, "-o", corpus)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "24 pages with 49 comments added" in done.stderr
    assert len(rows(corpus)) == 24
    assert len(rows(corpus, "comments")) == sum(row["comments_read"] for row in rows(corpus)) == 49
    assert files(corpus) == {
        "corpus.json",
        "views.sql",
        *(f"{name}/part-000000.parquet" for name in ("discussions", "comments", "receipts")),
    }
    assert all(path.stat().st_mode & 0o077 == 0 for path in corpus.rglob("*.parquet"))
    (pages / "new.txt").write_bytes(page("a new one"))
    done = bulk(pages, "-o", corpus)
    assert "1 page with 2 comments added, 24 known before" in done.stderr
    assert len(rows(corpus)) == 25
    before = files(corpus)
    assert bulk(pages, "-o", corpus).returncode == 0
    assert files(corpus) == before


def test_lists_and_patterns(bulk: Command, pages: Path, corpus: Path) -> None:
    listed = "".join(f"{pages}/{number:02}.txt\0" for number in range(5)).encode()
    assert bulk("-", "pages/1?.txt", "-o", corpus, given=listed).returncode == 0
    assert names(corpus) == [f"{number:02}.txt" for number in (*range(5), *range(10, 20))]
    assert bulk("-", "-o", corpus, given=b"pages/05.txt\n\npages/none.txt").returncode == 1
    assert "05.txt" in names(corpus)


def test_pages_that_fail_are_named_and_the_same_page_is_not_doubled(bulk: Command, pages: Path, corpus: Path) -> None:
    (pages / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (pages / "copy.txt").write_bytes((pages / "07.txt").read_bytes())
    cut = b"".join(record(page(f"wasp {number}"), number) for number in range(3))[:-20]
    (pages / "cut.warc").write_bytes(cut)
    done = bulk(pages, "none\x1b.txt", "-o", corpus)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert f"thread-reader-bulk: {pages}/picture.txt: is a picture" in lines
    assert f"thread-reader-bulk: {pages}/cut.warc: cut off after record 2" in lines
    assert "thread-reader-bulk: none␛.txt: does not exist" in lines
    assert "24 pages with 44 comments added, 1 the same as another, 3 failed" in lines[-1]
    assert len(names(corpus)) == 22
    assert names(corpus, "error") == ["picture.txt"]
    (double,) = [row for row in rows(corpus) if row["outcome"] == "duplicate"]
    assert {Path(double[name]).name for name in ("page", "duplicate_of")} == {"copy.txt", "07.txt"}
    assert double["page"] not in {row["page"] for name in ("comments", "receipts") for row in rows(corpus, name)}
    (pages / "cut.warc").write_bytes(cut + b"x" * 20)  # whole by its length
    (pages / "again.txt").write_bytes((pages / "07.txt").read_bytes())
    bulk(pages, "-o", corpus)
    assert len(names(corpus, "duplicate")) == 2
    assert len({row["page"] for row in rows(corpus)}) == len(rows(corpus))


def test_a_page_that_ends_its_reader_is_the_only_one_that_is_lost(
    bulk: Command, pages: Path, corpus: Path, plugin: dict[str, str]
) -> None:
    (pages / "05-poison.txt").write_text("A deadly text.\n")
    done = bulk("pages/0[3-6]*", "-o", corpus, **plugin)
    assert done.returncode == 1
    assert f"{pages}/05-poison.txt: its reader was ended by signal 9" in done.stderr
    assert names(corpus) == ["03.txt", "04.txt", "05.txt", "06.txt"]
    assert names(corpus, "error") == ["05-poison.txt"]
    assert Counter(row["page"] for row in rows(corpus, "comments")).most_common(1)[0][1] == 2
    assert bulk("pages/05*", "-o", corpus, **plugin).returncode == 0  # it is not tried again


def test_a_page_that_takes_too_long_is_the_only_one_that_is_lost(
    bulk: Command, pages: Path, corpus: Path, plugin: dict[str, str]
) -> None:
    Path(plugin["SLOW"]).touch()
    (pages / "05-slow.txt").write_text("A slow text.\n")
    done = bulk("pages/0[3-6]*", "-o", corpus, "--page-time", "4", **plugin)
    assert done.returncode == 1
    assert f"{pages}/05-slow.txt: took longer than 4 s" in done.stderr
    assert names(corpus) == ["03.txt", "04.txt", "05.txt", "06.txt"]
    assert names(corpus, "error") == ["05-slow.txt"]
    assert max(Counter(row["page"] for row in rows(corpus, "comments")).values()) == 2


def test_a_process_that_is_killed_while_it_starts_is_started_again(
    bulk: Command, pages: Path, corpus: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    (tmp_path / "sitecustomize.py").write_text(KILLED_AT_START)
    kills = tmp_path / "kills"
    changed = {"PYTHONPATH": os.pathsep.join((str(tmp_path), environment["PYTHONPATH"])), "KILLS": str(kills)}
    kills.write_text("k" * 100)
    done = bulk(pages, "-o", corpus, **changed)
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        2,
        "thread-reader-bulk: the processes that read cannot be started: its reader was ended by signal 9",
    )
    kills.write_text("k" * 2)
    assert bulk(pages, "-o", corpus, **changed).returncode == 0
    assert (len(names(corpus)), kills.read_text()) == (20, "")


def test_nothing_is_lost_or_doubled_after_a_kill(
    bulk: Command, started: Start, pages: Path, corpus: Path, plugin: dict[str, str]
) -> None:
    assert bulk("pages/0*.txt", "-o", corpus).returncode == 0
    with started(*slow_at_last(pages, plugin), "-o", corpus, **plugin) as process:
        until(lambda: is_writing(corpus))
        process.kill()
        process.wait()
    Path(plugin["SLOW"]).unlink()
    assert is_writing(corpus)
    (corpus / "comments" / "part-000001.parquet").write_bytes(b"as if killed between two renames")
    assert len(names(corpus)) == 10
    assert bulk(pages, "-o", corpus).returncode == 0
    found = Counter(names(corpus))
    assert found == Counter(path.name for path in pages.iterdir())
    assert Counter(row["page"] for row in rows(corpus, "comments")) == {
        row["page"]: row["comments_read"] for row in rows(corpus) if row["comments_read"]
    }
    assert not is_writing(corpus)


def slow_at_last(pages: Path, plugin: dict[str, str]) -> list[Path]:
    """More than a shard of pages, and one that waits."""
    for count in range(SHARD_PAGES):
        (pages / f"more-{count}.txt").write_bytes(page(f"more {count}"))
    found = sorted(pages.iterdir())
    slow = pages / "slow.txt"
    slow.write_text("A slow text.\n")
    Path(plugin["SLOW"]).touch()
    return [*found, slow]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_and_what_was_read_is_written(
    started: Start, pages: Path, corpus: Path, plugin: dict[str, str], number: int
) -> None:
    with started(*slow_at_last(pages, plugin), "-o", corpus, **plugin) as process:
        until(lambda: is_writing(corpus))
        os.killpg(process.pid, number)  # as a terminal does
        _, said = process.communicate(timeout=60)
    Path(plugin["SLOW"]).unlink()
    assert process.returncode == 128 + number
    assert b"pages with" in said
    assert b"Traceback" not in said
    written = names(corpus)
    assert len(set(written)) == len(written) == len(rows(corpus)) >= SHARD_PAGES
    assert "slow.txt" not in written
    assert not is_writing(corpus)


def test_a_full_disk_leaves_the_finished_parts(bulk: Command, pages: Path, corpus: Path) -> None:
    assert bulk("pages/0*.txt", "-o", corpus).returncode == 0
    before = files(corpus)
    done = bulk(pages, "-o", corpus, before=FULL)
    assert (done.returncode, done.stderr) == (
        3,
        f"thread-reader-bulk: {corpus}: file too large; call it again to go on\n",
    )
    assert files(corpus) == before
    assert len(names(corpus)) == 10


def test_folders_that_are_refused(bulk: Command, pages: Path, corpus: Path, tmp_path: Path) -> None:
    def refused(folder: Path) -> str:
        before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
        with pytest.raises(Refused) as caught:
            write_corpus([pages / "01.txt"], folder)
        assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
        return str(caught.value)

    assert refused(pages) == "is not empty, and not a corpus"
    assert refused(pages / "01.txt") == "is not a folder"
    assert refused(tmp_path / "none" / "corpus") == "cannot be written to (no such file or directory)"
    corpus.mkdir()
    (corpus / "corpus.json").write_text(json.dumps({"schema": "thread-reader-bulk/99"}))
    assert refused(corpus) == f"has the tables of thread-reader-bulk/99, and this program knows {SCHEMA}"
    (corpus / "corpus.json").write_text("[]")
    assert refused(corpus) == f"has the tables of something else, and this program knows {SCHEMA}"
    (corpus / "corpus.json").write_text(json.dumps({"schema": SCHEMA}))
    part = corpus / "discussions" / "part-000000.parquet"
    for name in ("discussions", "comments", "receipts"):
        (corpus / name).mkdir()
    part.write_bytes(b"PAR1 and no more")
    assert refused(corpus).startswith("has a part that cannot be read: discussions/part-000000.parquet")
    pq.write_table(pa.table({"page": ["a"]}), part)
    assert refused(corpus) == "has a part with other tables: discussions/part-000000.parquet"
    done = bulk(pages / "01.txt", "-o", pages)
    assert (done.returncode, done.stderr) == (2, f"thread-reader-bulk: {pages}: is not empty, and not a corpus\n")


def test_one_process_writes_to_a_folder(
    bulk: Command, started: Start, pages: Path, corpus: Path, plugin: dict[str, str]
) -> None:
    Path(plugin["SLOW"]).touch()
    (pages / "slow.txt").write_text("A slow text.\n")
    with started(pages / "slow.txt", "-o", corpus, **plugin):
        until((corpus / "receipts").exists)
        done = bulk(pages, "-o", corpus)
    Path(plugin["SLOW"]).unlink()
    assert (done.returncode, done.stderr) == (
        2,
        f"thread-reader-bulk: {corpus}: is being written to by another process\n",
    )


def test_the_folder_that_is_written_to_is_not_read(bulk: Command, pages: Path) -> None:
    assert bulk(pages, "-o", pages / "corpus").returncode == 0
    assert len(names(pages / "corpus")) == len(rows(pages / "corpus")) == 20


def test_without_the_extra_one_line_names_it(bulk: Command, pages: Path, corpus: Path) -> None:
    done = bulk(pages, "-o", corpus, before=WITHOUT_ARROW)
    assert (done.returncode, done.stderr) == (2, "thread-reader-bulk: needs pip install 'thread-reader[bulk]'\n")
    assert not corpus.exists()
    assert bulk("--help", before=WITHOUT_ARROW).stdout.startswith("usage: thread-reader-bulk")


def test_a_corpus_among_the_inputs_is_one_line(bulk: Command, pages: Path, corpus: Path) -> None:
    failing = pages / "picture.png"
    failing.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert bulk(pages, "-o", pages / "inner").returncode == 1
    failing.unlink()
    done = bulk(pages, "-o", corpus)
    said = f"thread-reader-bulk: {pages}/inner: is a corpus, whose pages were read already"
    assert (done.returncode, done.stderr.splitlines()[0]) == (1, said)
    assert len(names(corpus)) == 20


def test_a_list_that_cannot_be_kept_is_one_line(bulk: Command, corpus: Path) -> None:
    done = bulk("-", "-o", corpus, given=b"a.txt\n", before=NO_TEMPORARY_FILE)
    said = "thread-reader-bulk: the list on standard input: no space left on device\n"
    assert (done.returncode, done.stderr) == (3, said)


def test_the_library_has_no_arrow_until_it_is_asked_for() -> None:
    code = (
        "import sys, thread_parsers.bulk, thread_parsers.bulk.__main__; print([n for n in sys.modules if 'arrow' in n])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout == b"[]\n"
