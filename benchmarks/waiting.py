"""Keys while something else goes on: reading, counting, filtering, searching. None may be answered late."""

from __future__ import annotations

from functools import partial
from time import sleep
from typing import TYPE_CHECKING

from comment_stream import Kind, comments
from measured import NotMeasured, Row, cost
from programs import is_read, ours
from saved_files import PAGES
from timed import Timed

if TYPE_CHECKING:
    from pathlib import Path

    from measured import Answer, Group
    from programs import Bench

BAR = "≤ 50 ms"
PAUSE = 0.04
"""Seconds between keys, in which other work continues."""
MOST_KEYS, FEWEST_KEYS = 60, 3
LONG_BYTES = 10_000_000
KEY_BAR = "? keys"
"""On every screen, also of a page without comments."""
SEARCHED = "line"
PATTERN = "/q[u]okk[a]\\d/"
"""An expression that is nowhere."""


def waiting(bench: Bench) -> Group:
    """From a key to the end of its update, while the page is read, counted, filtered or searched."""
    yield partial(_while_counted, f"{bench.large:,} comments", ours(bench.page(bench.large)))
    for kind in PAGES:
        yield partial(_while_counted, f"{bench.megabytes} MB of {kind}", ours(bench.file(kind)))
    yield partial(_while_filtered, f"{bench.sizes[-1]:,} comments", ours(bench.page(bench.sizes[-1])))
    yield partial(
        _while_filtered, f"{bench.large:,} comments of english", ours(bench.comments_of("english", bench.large))
    )
    for what, page in (
        (f"{bench.megabytes} MB of english", bench.file("english")),
        (f"{bench.megabytes} MB of long", bench.file("long")),
        ("an article of 10 MB without comments", _article(bench, "\n")),
        ("a line of 10 MB", _article(bench, " ")),
    ):
        yield partial(_while_searched, what, ours(page))


def _article(bench: Bench, between: str) -> Path:
    """A page without comments."""
    path = bench.folder / f"article-{len(between.strip(' '))}.txt"
    if not path.exists():
        written = 0
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            for comment in comments(Kind("english", 200)):
                written += stream.write(" ".join(comment.text.split()) + between)
                if written >= LONG_BYTES:
                    break
    return path


def _while_counted(what: str, command: list[str]) -> list[Row]:
    found: list[Answer] = []
    with Timed(command) as program:
        program.until("1 of")
        while not is_read(program.text) and len(found) < MOST_KEYS:
            found.append(program.step("j"))
            sleep(PAUSE)
    return [_row(f"a key while {what} are read and counted", found)]


def _while_filtered(what: str, command: list[str]) -> list[Row]:
    found: list[Answer] = []
    with Timed(command) as program:
        program.until(is_read)
        program.press("f").rest()
        program.press(*PATTERN)
        found.append(program.step("enter"))
        while "so far" in program.text and len(found) < MOST_KEYS:
            found.append(program.step("j"))
    return [_row(f"a key while {what} are filtered by an expression", found, fewest=1)]


def _while_searched(what: str, command: list[str]) -> list[Row]:
    rows = []
    with Timed(command) as program:
        program.until(KEY_BAR)
        program.idle()
        found = [program.step(key) for key in ("j", "pagedown") * 10]
        rows.append(_row(f"a key in {what}", found))
        program.press("/").rest()
        found = []
        for _ in range(5):
            found += [program.step(letter) for letter in SEARCHED]
            for _ in SEARCHED:
                found.append(program.step("backspace"))
        rows.append(_row(f"a letter of a search in {what}", found))
    return rows


def _row(what: str, found: list[Answer], fewest: int = FEWEST_KEYS) -> Row:
    if len(found) < fewest:
        raise NotMeasured(f"{len(found)} keys: {what}")
    late = sum(each.seconds > 0.05 for each in found)
    return Row(what, BAR, cost(found), "", f"{late} of {len(found)} keys later")
