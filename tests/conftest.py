"""What tests of every kind share: the command as users run it, with nothing of the developer's machine in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from thread_parsers.formats import registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.receipt import Note
    from thread_parsers.formats import Format

# Default: the same 100 examples on every run, so that only a change of the code can turn a test red.
settings.register_profile("any machine", deadline=None, derandomize=True)
# For .ci/run: random examples, --hypothesis-seed=N repeats a run. `print_blob` prints the line that repeats a failure.
settings.register_profile("search", deadline=None, derandomize=False, max_examples=1_000, print_blob=True)
# Before a release.
settings.register_profile("long", deadline=None, max_examples=20_000)
settings.load_profile("any machine")

ROOT = Path(__file__).parents[1]

BUILT_IN = registry.FORMATS

Run = subprocess.CompletedProcess[bytes]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def default_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder without settings, for a user who has seen the hint of the first run: whichever test runs first, the
    status line is the same."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def default_settings(monkeypatch: pytest.MonkeyPatch, default_home: Path) -> None:
    """Keep the tests from the settings, the state and the index of the user who runs them, and from what other tests
    left."""
    shutil.rmtree(default_home / "thread-reader", ignore_errors=True)
    (default_home / "thread-reader").mkdir(exist_ok=True)
    (default_home / "thread-reader" / "state.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(default_home))
    monkeypatch.setenv("XDG_STATE_HOME", str(default_home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(default_home))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def built_in_formats_fail_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of a built-in format fails the test; users get a note in the receipt and what was read until then."""
    note = registry.fault

    def fault(format_: Format, what: str, error: Exception) -> Note:
        if format_ in BUILT_IN:
            raise error
        return note(format_, what, error)

    monkeypatch.setattr(registry, "fault", fault)


@pytest.fixture(scope="session")
def environment(default_home: Path) -> dict[str, str]:
    """The environment of a user who runs the program from this checkout, in an ordinary terminal."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "TMPDIR", "SYSTEMROOT")}
    roots = os.pathsep.join(str(ROOT / name) for name in ("parsers", "tui"))
    kept |= dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), str(default_home))
    return kept | {"PYTHONPATH": roots, "LANG": "C.UTF-8", "TERM": "xterm-256color"}


@pytest.fixture(scope="session")
def program() -> list[str]:
    """The words that start the program."""
    return [sys.executable, "-m", "thread_reader"]


@pytest.fixture
def command(program: list[str], environment: dict[str, str], tmp_path: Path) -> Callable[..., Run]:
    """Run the command in an empty folder with pipes around it: `command("page.txt", "--to", "json", given=b"")`."""

    def run(*arguments: str | Path, given: bytes = b"", **changes: str) -> Run:
        return subprocess.run(
            [*program, *map(str, arguments)],
            check=False,
            input=given,
            capture_output=True,
            timeout=60,
            cwd=tmp_path,
            env=environment | changes,
        )

    return run
