"""Judge mutants in forked processes: `python fork_server.py COPY`, one JSON object per line in and out.

pytest and the other packages are imported once. Each judgement is a fork that imports our own modules afresh, runs the
chosen tests and ends at the first failure. A request is {file, source, tests: {node id: seconds}}; `file` is None for a
run on the unchanged tree. The answer is {outcome, by, seconds, modules}.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import sys
import time
import traceback
import warnings
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

MAX_BYTES = 4 << 30
"""Address space of a judgement: an endless loop that appends ends in a MemoryError."""
OURS = ("thread_parsers", "thread_reader", "tests", "conftest", "test_", "trials", "__main__", "__mp_main__")


class _Chosen:
    """A pytest plugin: only the chosen tests run, fastest first, each with a time limit."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds
        self.failed = ""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        totals: defaultdict[Path, float] = defaultdict(float)
        chosen = [item for item in items if item.nodeid in self.seconds]
        for item in chosen:
            totals[item.path] += self.seconds[item.nodeid]
            item.add_marker(pytest.mark.timeout(10 + 10 * self.seconds[item.nodeid]))
        # One file after the other, so that a fixture of a module is made once.
        items[:] = sorted(chosen, key=lambda item: (totals[item.path], item.path, self.seconds[item.nodeid]))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = self.failed or report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed = self.failed or f"{report.nodeid} (import)"


def serve(copy: Path) -> None:
    """Answer requests until standard input ends."""
    answers = os.fdopen(os.dup(1), "w")
    log = os.open(copy.with_suffix(".log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.chdir(copy)
    # A mutated file may have the size and the time of the file that was compiled.
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    for line in sys.stdin:
        request = json.loads(line)
        if "preload" in request:
            _preload(request["preload"])
            continue
        answers.write(json.dumps(_judge(copy, request)) + "\n")
        answers.flush()


def _preload(modules: list[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in modules:
            with suppress(Exception):
                importlib.import_module(name)


def _judge(copy: Path, request: dict[str, Any]) -> dict[str, Any]:
    started = time.monotonic()
    if request["file"] is None:
        answer = _in_fork(copy, request["tests"])
    else:
        path = copy / request["file"]
        original = path.read_text()
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
            compiled.unlink()
        path.write_text(request["source"])
        try:
            answer = _in_fork(copy, request["tests"])
        finally:
            path.write_text(original)
    return answer | {"seconds": round(time.monotonic() - started, 2)}


def _in_fork(copy: Path, tests: dict[str, float]) -> dict[str, Any]:
    report = copy.with_suffix(".report")
    report.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        _run(copy, tests, report)
    limit = time.monotonic() + 60 + 10 * sum(tests.values())
    late = False
    while os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
        late = time.monotonic() > limit
        if late:
            break
        time.sleep(0.01)
    # Kill the group before its leader is reaped: until then the number cannot be reused.
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    found = json.loads(report.read_text()) if report.exists() else {"by": f"exit {code}", "modules": []}
    if late:
        return found | {"outcome": "timeout"}
    outcomes = {0: "survived", int(pytest.ExitCode.NO_TESTS_COLLECTED): "not judged"}
    return found | {"outcome": outcomes.get(code, "killed")}


def _run(copy: Path, tests: dict[str, float], report: Path) -> None:
    """In the child: run the tests and end the process."""
    code = 3
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MAX_BYTES, MAX_BYTES))
        from hypothesis import Phase, settings

        # A failing example is enough; shrinking it takes time.
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutants", deadline=None, derandomize=True, database=None, phases=phases)
        plugin = _Chosen(tests)
        words = [
            "-x",
            "-q",
            "--tb=line",
            "-W",
            "ignore::pytest.PytestAssertRewriteWarning",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:cov",
            "-p",
            "no:xdist",
        ]
        words += ["--hypothesis-profile=mutants", f"--basetemp={copy.with_suffix('.tmp')}", f"--rootdir={copy}"]
        files = sorted({test.partition("::")[0] for test in tests})
        code = int(pytest.main([*words, *files], plugins=[plugin]))
        modules = [name for name in list(sys.modules) if not name.startswith(OURS) and not _is_in(copy, name)]
        by = plugin.failed or ("" if code == 0 else f"exit {code}")
        report.write_text(json.dumps({"by": by, "modules": modules}))
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _is_in(copy: Path, module: str) -> bool:
    file = getattr(sys.modules[module], "__file__", None)
    return bool(file) and Path(str(file)).is_relative_to(copy)


if __name__ == "__main__":
    serve(Path(sys.argv[1]).resolve())
