"""Which tests execute which lines, measured once and kept in `build/mutation/coverage/`, one file per test file.

A test file is measured again when it, the sources, or anything that the tests share has changed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mutation.mutants import Mutant

HERE = Path(__file__).parent
TESTS = ("tests/parsers", "tests/properties", "tests/quality", "tests/tui")
"""The tests that judge: those that call the code in their own process. Nothing is measured in a child process."""


@dataclass(slots=True)
class CoverageMap:
    """Lines to tests. A test is a node id of pytest."""

    lines: defaultdict[str, defaultdict[int, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    seconds: dict[str, float] = field(default_factory=dict)

    def covering(self, mutant: Mutant) -> set[str]:
        """The tests that execute the line of a mutant.

        What a module evaluates when it is imported is executed by whichever test imports it first; it is judged by
        every test that executes anything of the file.
        """
        return self.of_file(mutant) if mutant.at_import else self._of_lines(mutant)

    def of_file(self, mutant: Mutant) -> set[str]:
        """The tests that execute any line of the file of a mutant, or else of its folder.

        They also depend on values that are computed once and kept: the line of a cached function is executed by the
        first test that needs it, and by no other.
        """
        tests = set().union(*self.lines[mutant.file].values())
        if tests:
            return tests
        folder = mutant.file.rpartition("/")[0] + "/"
        files = [lines for file, lines in self.lines.items() if file.startswith(folder)]
        return set().union(*(tests for lines in files for tests in lines.values()))

    def _of_lines(self, mutant: Mutant) -> set[str]:
        lines = self.lines[mutant.file]
        return set().union(*(lines[number] for number in mutant.lines))

    def add(self, measured: dict[str, Any]) -> None:
        """Add what was measured for one test file. A test that failed judges nothing."""
        tests = measured["tests"]
        good = set(tests) - set(measured["failed"])
        self.seconds |= {test: measured["seconds"][test] for test in good}
        for file, lines in measured["lines"].items():
            for number, indices in lines.items():
                self.lines[file][int(number)] |= {tests[index] for index in indices} & good


def coverage_map(root: Path, copy: Path, folders: list[str], tests: Iterable[str], *, jobs: int) -> CoverageMap:
    """Which tests in the files and folders `tests` execute which lines of the sources in `folders`.

    What is not known yet is measured in a copy of the tree.
    """
    cache = root / "build" / "mutation" / "coverage"
    cache.mkdir(parents=True, exist_ok=True)
    sources = (path for folder in ("parsers", "tui", "tests", "samples") for path in sorted((root / folder).rglob("*")))
    shared = _digest(root, (path for path in sources if _is_shared(path)))
    places = [root / place for place in tests]
    files = [file for place in places for file in ([place] if place.is_file() else sorted(place.rglob("test_*.py")))]
    keys = {path.relative_to(root).as_posix(): shared + _digest(root, _of_test_file(path)) for path in files}
    stored = {file: cache / f"{file.replace('/', '.')}.json" for file in keys}
    stale = [file for file in keys if not _is_current(stored[file], keys[file])]
    if stale:
        for file, measured in _measure(copy, stale, folders, jobs=jobs).items():
            stored[file].write_text(json.dumps(measured | {"key": keys[file]}))
    found = CoverageMap()
    for file in keys:
        found.add(json.loads(stored[file].read_text()))
    return found


def _is_shared(path: Path) -> bool:
    """Whether a file may change what any test does: all but tests, what belongs to a folder of them, and this tool."""
    is_skipped = HERE in path.parents or "__pycache__" in path.parts or path.name == "conftest.py"
    return path.is_file() and not path.name.startswith("test_") and not is_skipped


def _of_test_file(path: Path) -> list[Path]:
    """A test file and the conftest.py of each folder above it."""
    return [path, *(found for folder in path.parents if (found := folder / "conftest.py").exists())]


def _digest(root: Path, paths: Iterable[Path]) -> str:
    digest = sha256()
    for path in paths:
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _is_current(path: Path, key: str) -> bool:
    return path.exists() and json.loads(path.read_text())["key"] == key


def _measure(copy: Path, files: list[str], folders: list[str], *, jobs: int) -> dict[str, dict[str, Any]]:
    """Run test files under coverage.py, with the test as its dynamic context."""
    place = copy.parent
    settings, data, times = place / "coverage.ini", place / "coverage.db", place / "times.json"
    settings.write_text(
        f"[run]\ndata_file = {data}\nrelative_files = true\nsource =\n" + "".join(f"  {f}\n" for f in folders)
    )
    data.unlink(missing_ok=True)
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "mutation.timing", "-n", str(jobs)]
    words += ["--cov", f"--cov-config={settings}", "--cov-context=test", "--cov-report=", "--timeout=900"]
    environment = os.environ | {"PYTHONPATH": str(HERE.parent), "MUTATION_TIMES": str(times)}
    with (place / "coverage.log").open("wb") as log:
        subprocess.run([*words, *files], check=False, cwd=copy, env=environment, stdout=log, stderr=log)
    ended = json.loads(times.read_text())
    found: dict[str, dict[str, Any]] = {
        file: {"tests": [], "seconds": {}, "failed": [], "lines": defaultdict(lambda: defaultdict(list))}
        for file in files
    }
    for test in ended["seconds"]:
        found[test.partition("::")[0]]["tests"].append(test)
    for file, measured in found.items():
        measured["failed"] = [test for test in ended["failed"] if test.startswith(f"{file}::")]
        measured["seconds"] = {test: ended["seconds"][test] for test in measured["tests"]}
    _add_lines(found, data)
    return found


def _add_lines(found: dict[str, dict[str, Any]], data: Path) -> None:
    from coverage import CoverageData

    coverage = CoverageData(str(data))
    coverage.read()
    index = {test: (file, at) for file, measured in found.items() for at, test in enumerate(measured["tests"])}
    for source in coverage.measured_files():
        for number, contexts in coverage.contexts_by_lineno(source).items():
            # A context is "node id|setup", "node id|run" or "node id|teardown", and empty while tests are collected.
            for test in {context.rpartition("|")[0] for context in contexts} & index.keys():
                file, at = index[test]
                found[file]["lines"][source][number].append(at)
