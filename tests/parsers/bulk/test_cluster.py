"""A Dask cluster reads: the same tables, and nothing is lost when workers, or the process that writes, are killed."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
import time
from collections import Counter
from multiprocessing import active_children
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from harness.bulk_pages import page, record, rows
from thread_parsers.bulk import Page, parse_shard, write_corpus
from thread_parsers.bulk.schema import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from harness.bulk_pages import Command, Start, Workers
    from thread_parsers.bulk import Report

WITHOUT_DASK = "import sys; sys.modules['distributed'] = None"


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def every_page_once(corpus: Path, pages: Path) -> None:
    assert Counter(row["page"] for row in rows(corpus)) == Counter(map(str, pages.iterdir()))
    assert Counter(row["page"] for row in rows(corpus, "comments")) == {
        row["page"]: row["comments_read"] for row in rows(corpus) if row["comments_read"]
    }


@pytest.fixture
def slow_page(pages: Path, cluster: Workers) -> Iterator[Path]:
    """A page that a worker reads as long as it is slow."""
    slow = pages / "slow.txt"
    slow.write_text("A slow text.\n")
    cluster.slow.touch()
    yield slow
    cluster.slow.unlink(missing_ok=True)
    cluster.slow.with_suffix(".read").unlink(missing_ok=True)


def test_the_tables_are_those_of_own_processes(
    bulk: Command, pages: Path, corpus: Path, tmp_path: Path, cluster: Workers
) -> None:
    (pages / "crawl.warc").write_bytes(b"".join(record(page(f"wasp {number}"), number) for number in range(3)))
    (pages / "poison.txt").write_text("A deadly text.\n")
    own = tmp_path / "own"
    for folder, words in ((own, ()), (corpus, ("--scheduler", cluster.scheduler))):
        done = bulk(pages, "-o", folder, *words, **cluster.environment)
        assert done.returncode == 1
        assert f"{pages}/poison.txt: its reader was ended by signal 9" in done.stderr
        assert "24 pages with 46 comments added, 1 failed" in done.stderr.splitlines()[-1]
    for table in ("discussions", "comments", "receipts"):
        expected, found = (
            sorted(rows(folder, table), key=lambda row: (row["page"], row.get("id", 0))) for folder in (own, corpus)
        )
        assert found == expected


@pytest.mark.usefixtures("slow_page")
def test_a_worker_that_is_killed_loses_nothing(started: Start, pages: Path, corpus: Path, cluster: Workers) -> None:
    with started(pages, "-o", corpus, "--scheduler", cluster.scheduler) as process:
        until(cluster.waiting)
        worker = cluster.waiting()
        os.kill(worker, signal.SIGKILL)
        until(lambda: cluster.waiting() != worker)
        cluster.slow.unlink()
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    every_page_once(corpus, pages)
    assert {row["outcome"] for row in rows(corpus)} == {"read"}


def test_nothing_is_lost_or_doubled_after_a_kill(
    bulk: Command, started: Start, pages: Path, corpus: Path, cluster: Workers, slow_page: Path
) -> None:
    given = ("-o", corpus, "--scheduler", cluster.scheduler)
    assert bulk("pages/0*.txt", *given).returncode == 0
    with started(pages, *given) as process:
        until(cluster.waiting)
        process.kill()
        process.wait()
    assert len(rows(corpus)) == 10
    done = bulk(pages, *given, "--page-time", "4")
    assert f"{slow_page}: took longer than 4 s" in done.stderr
    assert "11 pages with 20 comments added, 10 known before, 1 failed" in done.stderr
    every_page_once(corpus, pages)
    assert Counter(row["outcome"] for row in rows(corpus)) == {"read": 20, "error": 1}


def test_what_is_said_without_dask_or_a_scheduler(bulk: Command, pages: Path, corpus: Path) -> None:
    done = bulk(pages, "-o", corpus, "--scheduler", "tcp://pages.example:1", before=WITHOUT_DASK)
    assert (done.returncode, done.stderr) == (
        2,
        "thread-reader-bulk: --scheduler needs pip install 'thread-reader[dask]'\n",
    )
    pytest.importorskip("distributed")
    done = bulk(pages, "-o", corpus, "--scheduler", "none://here")
    assert done.returncode == 2
    assert done.stderr.startswith("thread-reader-bulk: no connection to the scheduler none://here: ")
    assert done.stderr.count("\n") == 1
    assert not corpus.exists()


class Done:
    """What a worker has done, as Dask has it."""

    def __init__(self, result: Any) -> None:
        self._result = result

    def result(self) -> Any:
        if isinstance(self._result, BaseException):
            raise self._result
        return self._result

    def add_done_callback(self, function: Callable[[Done], None]) -> None:
        function(self)


class FakeClient:
    """A client of a cluster whose workers die when they are given some page."""

    status = "running"

    def __init__(self, deadly: str) -> None:
        self._deadly = deadly

    def nthreads(self) -> dict[str, int]:
        return {}

    def submit(self, _function: object, _schema: str, shard: bytes, _seconds: float, *, pure: bool) -> Done:
        from distributed import KilledWorker

        pages = pickle.loads(shard)
        deadly = any(self._deadly in page.name for page in pages)
        return Done(KilledWorker("task", None, 3) if deadly else parse_shard(pages))


class Listening:
    """A watcher that is told what fails."""

    stopped = False

    def __init__(self) -> None:
        self.failures: list[str] = []

    def failure(self, name: str, reason: str) -> None:
        self.failures.append(f"{Path(name).name}: {reason}")

    def progress(self, report: Report) -> None: ...


def test_a_process_that_reads_ends_with_its_thread(pages: Path) -> None:
    pytest.importorskip("distributed")
    from thread_parsers.bulk.cluster import read_on_worker

    shard = pickle.dumps([Page(str(pages / "07.txt"), str(pages / "07.txt"))])
    tables = []
    thread = threading.Thread(target=lambda: tables.append(read_on_worker(SCHEMA, shard, 60)))
    thread.start()
    thread.join()
    assert tables[0].discussions.num_rows == 1
    gc.collect()
    assert active_children() == []


def test_a_page_is_not_given_up_for_workers_that_die(pages: Path, corpus: Path) -> None:
    pytest.importorskip("distributed")
    watcher = Listening()
    report = write_corpus([pages], corpus, client=FakeClient("/07.txt"), watcher=watcher)
    assert (report.pages, report.failed) == (19, 1)
    assert watcher.failures == ["07.txt: the workers that were to read it have ended; it is read the next time"]
    assert write_corpus([pages], corpus, client=FakeClient("none")).pages == 1
    every_page_once(corpus, pages)
