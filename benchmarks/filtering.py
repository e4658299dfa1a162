"""Filters: letter by letter in the reader, beside other programs, and queries of all kinds on pages of all kinds."""

from __future__ import annotations

import re
import shutil
from functools import partial
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from fresh_process import values_of
from measured import Row, milliseconds, ratio, rounds, share
from programs import MAIL, elapsed, is_read, ours
from saved_files import PAGES
from timed import Timed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from measured import Group
    from programs import Bench

WORDS = ("quokka", "zyzzyva", "harbour", "captain")
"""Typed as filters, letter by letter: rare, once, in every second comment, in most."""
NEEDLES = {"chinese": "袋鼠", "japanese": "クアッカ"}
"""A rare word of the pages that do not have `quokka`."""
QUERIES = {
    "a word, first": ("{}", ""),
    "a word, again": ("{}", "within 1.5 × of English"),
    "two words": ("{} the", ""),
    "without a word": ("-{}", ""),
    "an expression with a literal": ("/{}.{{0,3}}/", "≥ 100 MB/s"),
    "an expression without": ("/\\d{{4}}/", "≥ 40 MB/s"),
    "`has:number`": ("has:number", "as fast as reading"),
    "`words:<40`": ("words:<40", "as fast as reading"),
}
"""The query, with a place for the rare word, and what is to be reached."""
HELD = "half typed"
"""Shown while a word may become the name of a field, as `h` may become `has:`. Nothing is filtered then."""
MATCH = """
import json, sys, time
from thread_parsers import Matching, parse_query, read
clock = time.process_time
began = clock()
discussion = read(sys.argv[1])
reading, values = clock() - began, []
for text in sys.argv[2:]:
    query = parse_query(text)
    began = last = clock()
    longest, found = 0.0, ()
    for step in Matching(discussion, query).scan():
        now = clock()
        longest, last = max(longest, now - last), clock()
    values.append([clock() - began, max(longest, clock() - last), len(step.comments)])
print(json.dumps([reading, values]))
"""
"""Seconds of reading; of each query those of all steps and of the longest one, and the matches."""


def filtering(bench: Bench) -> Group:
    """From a letter to the first matches and to all of them."""
    bars_of = {bench.large: ("p95 ≤ 16 ms", ""), bench.sizes[-1]: ("≤ 100 ms", "≤ 1.2 s at 1,000,000")}
    for count, bars in bars_of.items():
        yield partial(_typed, f"{count:,} comments", ours(bench.page(count)), bars, WORDS)
    for kind in PAGES:
        words = (NEEDLES.get(kind, "quokka"),)
        yield partial(_typed, f"{bench.megabytes} MB of {kind}", ours(bench.file(kind)), ("≤ 100 ms", ""), words)


def _typed(what: str, command: list[str], bars: tuple[str, str], words: tuple[str, ...]) -> list[Row]:
    first: list[float] = []
    whole: list[float] = []
    with Timed(command) as program:
        program.until(is_read)
        program.rest()
        for word in words:
            program.press("f").rest()
            for end in range(1, len(word) + 1):
                so_far = f"{word[:end]} · "
                seconds = program.press(word[end - 1]).until(partial(shows_or_holds, so_far))
                if HELD not in program.text:
                    first.append(seconds)
                    whole.append(program.until(whole_for(so_far)))
            program.press("esc", "esc").rest()
            program.press("esc").rest()
        memory = program.memory()
    p95 = f"p95 {1000 * share(first, 0.95):.1f} ms"
    after = f"memory after it {memory:.0f} MiB"
    return [
        Row(f"filter as it is typed, {what}: first matches", bars[0], milliseconds(first), "", p95),
        Row(f"the same, all counted, {len(whole)} letters", bars[1], milliseconds(whole), "", after),
    ]


def shows_or_holds(words: str, text: str) -> bool:
    """Whether a screen shows the words, or that the filter waits for more of a field's name."""
    return words in text or HELD in text


def whole_for(words: str) -> Callable[[str], bool]:
    """Return a test whether a screen shows the words and no count is still growing."""
    return lambda text: words in text and "so far" not in text


def filtering_beside_others(bench: Bench) -> Group:
    """One rare word, from Enter (ours: from its last letter) to the final count."""
    contestants = {
        name: (partial(_limit, bench, name), bar)
        for name, bar in (("mutt", "≤ 0.12 × mutt's `limit ~b`"), ("neomutt", "beside neomutt's"))
        if shutil.which(name)
    }
    if shutil.which("rg"):
        contestants["rg"] = partial(_ripgrep, bench), "≤ 4 × `rg -c`"
    for name, (measure, bar) in contestants.items():
        yield partial(_beside, bench, name, measure, bar)


def _beside(bench: Bench, name: str, theirs: Callable[[], float], bar: str) -> list[Row]:
    def our_own() -> float:
        with (
            TemporaryDirectory() as state,  # the filter of an earlier round is not remembered
            Timed(ours(bench.page(bench.large)), environment={"XDG_STATE_HOME": state}) as program,
        ):
            program.until(is_read)
            program.rest()
            program.press("f").rest()
            program.press(*"quokk").rest()
            return program.press("a").until(whole_for("quokka · "))

    found = rounds(max(3, bench.rounds // 2), {"ours": our_own, name: theirs})
    return [
        Row(
            f"filter `quokka`, {bench.large:,} comments, all counted", bar,
            milliseconds(found["ours"]), f"{name} {milliseconds(found[name])}", ratio(found["ours"], found[name]),
        )
    ]  # fmt: skip


def _limit(bench: Bench, name: str) -> float:
    with Timed([name, *MAIL, "-f", str(bench.mailbox())]) as program:
        program.until("Msgs:")
        program.rest()
        program.press(*"l~b quokka").rest()
        return program.press("enter").until(lambda text: re.search(r"Msgs:\d+/\d+", text) is not None)


def _ripgrep(bench: Bench) -> float:
    return elapsed(["rg", "-c", "quokka", str(bench.page(bench.large))])()


def queries(bench: Bench) -> Group:
    """Queries on pages of all kinds, in the library (processor time)."""
    for kind in PAGES:
        yield partial(_queries, bench, kind)


class Matched(NamedTuple):
    """What MATCH prints."""

    reading: float
    queries: list[tuple[float, float, int]]


def _queries(bench: Bench, kind: str) -> list[Row]:
    page, english = bench.file(kind), bench.file("english")
    megabytes, of_english = page.stat().st_size / 1e6, english.stat().st_size / 1e6
    found, compared = [], []
    for _ in range(bench.rounds):
        found.append(_matched(page, kind))
        compared.append(_matched(english, "english"))
    reading = megabytes / median(one.reading for one in found)
    rows = []
    for at, (what, (_, bar)) in enumerate(QUERIES.items()):
        speeds = [megabytes / one.queries[at][0] for one in found]
        others = [of_english / one.queries[at][0] for one in compared]
        longest, hits = max(one.queries[at][1] for one in found), found[0].queries[at][2]
        figures = f"{median(speeds):.0f} MB/s, longest step {1000 * longest:.1f} ms; {hits:,} matches"
        against = f"English {median(others):.0f} MB/s; read at {reading:.1f} MB/s"
        rows.append(
            Row(
                f"{what}, {bench.megabytes} MB of {kind}",
                f"{bar}; steps ≤ 8 ms".removeprefix("; "),
                figures,
                against,
                ratio(speeds, others),
            )
        )
    return rows


def _matched(page: Path, kind: str) -> Matched:
    texts = [text.format(NEEDLES.get(kind, "quokka")) for text, _ in QUERIES.values()]
    return Matched(*values_of(MATCH, page, *texts))
