"""A program that remembers things over and over, and is killed at some moment of it."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

REMEMBERING = """
import itertools
from thread_reader.state.choices import remember_theme
print(flush=True)
for number in itertools.count():
    assert remember_theme("a theme of some length " * 400 + str(number))
"""


def killed(times: int, folder: Path, environment: dict[str, str], chance: Random) -> list[str]:
    """Kill it so many times: what was not whole afterwards."""
    found = []
    kept = folder / "thread-reader" / "state.json"
    for _ in range(times):
        command = [sys.executable, "-c", REMEMBERING]
        around = environment | {"XDG_STATE_HOME": str(folder)}
        with subprocess.Popen(command, env=around, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(chance.random() / 50)
            process.kill()
        try:
            json.loads(kept.read_bytes())
        except FileNotFoundError:
            continue  # killed ahead of the first
        except ValueError as error:
            found.append(f"{error}: {kept.read_bytes()[:80]!r}")
    return found


NOTING = """
import sys
from array import array
from pathlib import Path
from thread_parsers.identity.fingerprints import Fingerprints
from thread_reader.state.authors import UNMARKED, AuthorMark, keep_author
from thread_reader.state.discussions import Save, recall
from thread_reader.state.marks import Quoted, keep_note, keep_reading, keep_star, save_query
from thread_reader.state.worker import StateWorker

worker, known = StateWorker(Path(sys.argv[1])), []
keys = array("q", range(1, 1001))
save = Save(None, "made", Fingerprints(keys, keys, keys, keys), 0)
worker.submit(lambda connection: recall(connection, save), known.append)
worker.wait(10)
worker.deliver()
discussion = known[0].discussion
print(flush=True)
for number in range(int(sys.argv[2]), 1000):
    quoted = Quoted(number, "ada", "the first words")
    said = lambda _result, number=number: print(number, flush=True)
    mark = AuthorMark(f"tag {number}", "blue", muted=True)
    worker.submit(lambda connection: keep_star(connection, discussion, quoted))
    worker.submit(lambda connection: keep_reading(connection, discussion, [([number], True)], {"comment": number}))
    worker.submit(lambda connection: keep_author(connection, "site", f"author {number}", UNMARKED, mark))
    worker.submit(lambda connection: save_query(connection, f"query {number}"))
    worker.submit(lambda connection: keep_note(connection, discussion, quoted, -1, f"note {number}"), said)
    worker.wait(10)
    worker.deliver()
"""
"""Stars, reads, tags, mutes, saves queries and notes, one comment after the other, and prints the number of each once
its note is confirmed, which is written last."""


def killed_noting(times: int, folder: Path, environment: dict[str, str], chance: Random) -> list[str]:
    """Kill it so many times: what was confirmed and is lost, and damage of the database."""
    found: list[str] = []
    confirmed: set[int] = set()
    for _ in range(times):
        command = [sys.executable, "-c", NOTING, str(folder), str(max(confirmed, default=-1) + 1)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(chance.random() / 20)
            process.kill()
            confirmed |= {int(line) for line in process.stdout.read().split()}
        if process.returncode != -signal.SIGKILL:
            found.append(f"the program ended with status {process.returncode} before it was killed")
        found += _lost(folder, confirmed)
        if len(confirmed) > MAX_NOTED:
            shutil.rmtree(folder)
            confirmed.clear()
    return found


KEPT = {
    "note": "SELECT comment FROM note",
    "star": "SELECT comment FROM star",
    "author": (
        "SELECT substr(tag, 5) FROM author"
        " WHERE muted AND colour = 'blue' AND name = CAST('author ' || substr(tag, 5) AS BLOB)"
    ),
    "query": "SELECT substr(text, 7) FROM saved_query",
}
"""The numbers of what is kept in each table."""
MAX_NOTED = 800
"""Comments after which the program begins with an empty database."""


def _lost(folder: Path, confirmed: set[int]) -> list[str]:
    with closing(sqlite3.connect(folder / "state.db")) as connection:
        found = [each for (each,) in connection.execute("PRAGMA integrity_check") if each != "ok"]
        for table, query in KEPT.items():
            kept = {int(number) for (number,) in connection.execute(query)}
            found += [f"{table} {number} was confirmed and is lost" for number in sorted(confirmed - kept)]
    return found
