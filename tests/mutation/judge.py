"""Mutation testing: make small changes to a copy of the tree, one at a time, and see whether a test fails.

A changed program is a mutant. It is killed if a test fails, and survives otherwise: then a test is missing, or the
change has no observable effect. Mutants of the second kind are listed in `equivalent.toml` with the reason. The score
is the share of killed mutants among all others.

Each mutant is judged in stages: by the package's own tests that execute the changed line; by all other tests that do;
by the rest of the package's tests and those that execute any line of the file, because values may be cached and tables
are only looked at. Within a stage the fastest tests run first, up to `--budget` seconds. A mutant that only a slower
test would kill survives, so the score is a lower bound. A timeout kills.
"""

from __future__ import annotations

import argparse
import difflib
import json
import shutil
import subprocess
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from mutation.coverage_map import TESTS, CoverageMap, coverage_map
from mutation.mutants import Mutant, sample

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

PACKAGES = {
    "query": ("parsers/thread_parsers/query", "tests/parsers/query"),
    "view": ("tui/thread_reader/view", "tests/tui/view"),
    "text": ("parsers/thread_parsers/text", "tests/parsers/text"),
    "discussion": ("parsers/thread_parsers/discussion", "tests/parsers/discussion"),
}
"""Package to the folder of its sources and that of its own tests."""

LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv*", "build", "dist", "__pycache__", ".*_cache", ".hypothesis", ".benchmarks"
)


class Server:
    """A fork server of its own copy of the tree."""

    def __init__(self, copy: Path) -> None:
        self.copy = copy
        words = [sys.executable, str(HERE / "fork_server.py"), str(copy)]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def send(self, request: Mapping[str, object]) -> None:
        """Send a request without waiting for an answer."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()

    def judge(self, tests: Mapping[str, float], file: str | None = None, source: str = "") -> dict[str, Any]:
        """Run tests with `source` in the place of a file."""
        self.send({"file": file, "source": source, "tests": tests})
        assert self._process.stdout
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def end(self) -> None:
        """End the server and wait for it."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one mutant."""

    mutant: Mutant
    outcome: str
    """killed, timeout, survived, equivalent, or uncovered: no test executes the line."""
    by: str = ""
    """The test that killed it, or why it is equivalent."""
    tests: int = 0
    left_out: int = 0
    """Tests that were too slow for the budget."""


def main() -> int:
    """Judge the mutants of the named packages and print one row of a table for each."""
    options = _options()
    place = ROOT / "build" / "mutation"
    copies = [place / f"copy-{number}" for number in range(options.jobs)]
    for copy in copies:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    folders = [folder for folder, _ in PACKAGES.values()]
    covered = coverage_map(ROOT, copies[0], folders, options.tests or TESTS, jobs=options.jobs)
    servers = [Server(copy) for copy in copies]
    try:
        _say("| package | mutants | of | killed | equivalent | survived | score | seed |")
        _say("|---|---:|---:|---:|---:|---:|---:|---:|")
        for package in options.package or PACKAGES:
            _report(package, *_judged(package, covered, servers, options), options.seed, place)
    finally:
        for server in servers:
            server.end()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="List the small changes of the code that no test notices.")
    parser.add_argument("--package", action="append", choices=PACKAGES, help="may be given several times; default: all")
    parser.add_argument("--count", type=int, default=200, help="mutants of each package (default: 200)")
    parser.add_argument("--seed", type=int, default=1, help="which sample (default: 1)")
    parser.add_argument("--jobs", type=int, default=2, help="processes (default: 2)")
    parser.add_argument("--budget", type=float, default=30, help="seconds of tests per stage of a mutant (default: 30)")
    parser.add_argument("--tests", action="append", help="tests that judge: a file or folder; several times")
    parser.add_argument("--survivors", action="store_true", help="judge only what survived in the last run")
    return parser.parse_args()


def _judged(
    package: str, covered: CoverageMap, servers: list[Server], options: argparse.Namespace
) -> tuple[list[Result], int]:
    """Every mutant of a sample with its result, and the number of candidates."""
    folder, near = PACKAGES[package]
    mutants, candidates = sample(ROOT, folder, count=options.count, seed=options.seed)
    equivalent = _equivalents()
    known = _last_killed(package, options.seed) if options.survivors else {}
    _control(mutants, covered, servers, near, options.budget)
    idle: SimpleQueue[Server] = SimpleQueue()
    for server in servers:
        idle.put(server)

    def judge(mutant: Mutant) -> Result:
        if mutant.key in equivalent:
            return Result(mutant, "equivalent", equivalent[mutant.key])
        if mutant.key in known:
            return Result(mutant, *known[mutant.key])
        server = idle.get()
        try:
            result = _through_stages(mutant, covered, server, near, options.budget)
        finally:
            idle.put(server)
        sys.stderr.write(f"{result.outcome:10} {mutant.file}:{mutant.number} {result.by}\n")
        return result

    with ThreadPoolExecutor(len(servers)) as pool:
        return list(pool.map(judge, mutants)), candidates


def _equivalents() -> dict[tuple[str, str, str, str], str]:
    """Known equivalent mutants, by their keys, with the reasons. Those whose line is gone are named."""
    entries = tomllib.loads((HERE / "equivalent.toml").read_text()).get("mutant", [])
    for entry in entries:
        path = ROOT / entry["file"]
        lines = {line.strip() for line in path.read_text().splitlines()} if path.exists() else set()
        if not lines.issuperset(entry["line"].split("\n")):
            _log(f"equivalent.toml: no longer in {entry['file']}: {entry['line']}")
    return {(entry["file"], entry["scope"], entry["line"], entry["becomes"]): entry["reason"] for entry in entries}


def _last_killed(package: str, seed: int) -> dict[tuple[str, ...], tuple[str, str, int, int]]:
    rows = json.loads(_results(package, seed).read_text())
    return {
        tuple(row["key"]): (row["outcome"], row["by"], row["tests"], row["left_out"])
        for row in rows
        if row["outcome"] in {"killed", "timeout"}
    }


def _results(package: str, seed: int) -> Path:
    return ROOT / "build" / "mutation" / f"{package}-{seed}.json"


def _stages(mutant: Mutant, covered: CoverageMap, near: str, budget: float) -> Iterator[tuple[dict[str, float], int]]:
    """The tests to run one stage after the other, and how many were left out as too slow."""
    covering = covered.covering(mutant)
    close = {test for test in covering if test.startswith(f"{near}/")}
    own = {test for test in covered.seconds if test.startswith(f"{near}/")}
    for stage in (close, covering - close, (covered.of_file(mutant) | own) - covering):
        chosen = dict(_within(budget, stage, covered))
        if chosen:
            yield chosen, len(stage) - len(chosen)


def _within(budget: float, tests: Iterable[str], covered: CoverageMap) -> Iterator[tuple[str, float]]:
    for test in sorted(tests, key=lambda test: (covered.seconds[test], test)):
        budget -= covered.seconds[test]
        if budget < 0:
            return
        yield test, covered.seconds[test]


def _through_stages(mutant: Mutant, covered: CoverageMap, server: Server, near: str, budget: float) -> Result:
    ran = left_out = 0
    for tests, slow in _stages(mutant, covered, near, budget):
        answer = server.judge(tests, mutant.file, mutant.source)
        ran, left_out = ran + len(tests), left_out + slow
        if answer["outcome"] != "survived":
            return Result(mutant, answer["outcome"], answer["by"], ran, left_out)
    return Result(mutant, "survived" if ran else "uncovered", "", ran, left_out)


def _control(mutants: list[Mutant], covered: CoverageMap, servers: list[Server], near: str, budget: float) -> None:
    """Run all tests on the unchanged tree. A test that fails here would kill every mutant, so it is left out.

    The servers then import in advance what these tests imported from other packages.
    """
    while True:
        chosen: dict[str, float] = {}
        for mutant in mutants:
            for tests, _ in _stages(mutant, covered, near, budget):
                chosen |= tests
        started = time.monotonic()
        answer = servers[0].judge(chosen)
        _log(f"control: {len(chosen)} tests, {time.monotonic() - started:.0f} s, {answer['outcome']} {answer['by']}")
        for server in servers:
            server.send({"preload": answer["modules"]})
        if answer["outcome"] == "survived":
            return
        if answer["by"] not in covered.seconds:
            sys.exit(f"the tests fail on the unchanged tree: {answer['by']}; see {servers[0].copy.with_suffix('.log')}")
        for tests_of_line in (tests for lines in covered.lines.values() for tests in lines.values()):
            tests_of_line.discard(answer["by"])


def _report(package: str, results: list[Result], candidates: int, seed: int, place: Path) -> None:
    def number(*outcomes: str) -> int:
        return sum(result.outcome in outcomes for result in results)

    killed, equivalent = number("killed", "timeout"), number("equivalent")
    judged = len(results) - equivalent
    score = f"{100 * killed / judged:.1f} %" if judged else "-"
    counts = f"{len(results)} | {candidates} | {killed} | {equivalent} | {judged - killed}"
    _say(f"| {package} | {counts} | {score} | {seed} |")
    rows = [
        {
            "key": result.mutant.key, "outcome": result.outcome, "by": result.by, "tests": result.tests,
            "left_out": result.left_out,
        }
        for result in results
    ]  # fmt: skip
    _results(package, seed).write_text(json.dumps(rows, indent=1))
    survivors = [result for result in results if result.outcome not in {"killed", "timeout", "equivalent"}]
    (place / f"{package}-{seed}.md").write_text("".join(map(_survivor, survivors)))


def _survivor(result: Result) -> str:
    mutant = result.mutant
    old = (ROOT / mutant.file).read_text().splitlines()
    lines = list(difflib.unified_diff(old, mutant.source.splitlines(), lineterm="", n=2))[2:]
    entry = "".join(
        f"{name} = {json.dumps(value, ensure_ascii=False)}\n"
        for name, value in (
            ("file", mutant.file), ("scope", mutant.scope), ("operator", mutant.operator), ("line", mutant.line),
            ("becomes", mutant.becomes), ("reason", ""),
        )
    )  # fmt: skip
    head = f"## {mutant.file}:{mutant.number} {mutant.scope} ({mutant.operator})"
    judged = f"{result.outcome}; {result.tests} tests ran, {result.left_out} were too slow"
    diff = "\n".join(lines)
    return f"{head}\n\n{judged}\n\n```diff\n{diff}\n```\n\n```toml\n[[mutant]]\n{entry}```\n\n"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _log(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
