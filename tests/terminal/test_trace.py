"""The program traced while it is used: it starts and connects to nothing, and writes into its state and cache folders
only."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from harness.tracing import audited, heard, seen, strace, traced

if TYPE_CHECKING:
    from pathlib import Path

Terminal = Callable[..., Any]
Act = tuple[str, ...]

WITH_STRACE = pytest.mark.skipif(
    strace() is None, reason="strace is not there, or may not trace: only Python's own hook listens"
)
LINK = "https://example.org/painters?arch=2"

WALK: tuple[tuple[tuple[str, ...], str], ...] = (
    (("j", "J", "p", "l", "esc", "G"), "3 of 3"),
    (("/", *"paint", "enter"), "of 4 in 1"),
    (("n", "N", "*", "esc", "esc", "g"), "1 of 3"),
    (("f", *"user:rosa", "enter"), "1 of 3"),
    (("c", "F", "F", "T", "esc", "esc"), "Comments"),
    (("@", "@", "U", "esc", "m", "a", "'", "a"), "Comments"),
    (("s", *"oldest", "enter"), "by oldest"),
    (("s", *"page", "enter", "g"), "1 of 3"),
    (("3",), "stats · 3 comments"),
    (("j", "j", "h", "l", "enter", "esc", "esc", "1"), "article · sentence"),
    (("j", "enter", "esc", "esc", "2"), "1 of 3"),
    (("a", "esc", "R"), "read as gate"),
    (("esc", "r", "esc", "w", "w", "M", "M", "ctrl+r"), "reloaded"),
    (("?",), "Keys and signs"),
    (("esc", "ctrl+p", *"last comment", "enter"), "3 of 3"),
    (("y", "q"), "copied"),
    (("t", "down", "enter"), "Comments"),
    (("A", *"kind", "enter"), 'tag "kind"'),
    (("i", *"ask", "enter"), "note saved"),
    (("f", *"rosa", "ctrl+s"), "query saved"),
    (("esc", "Q", "down"), "Saved queries"),
    (("esc", "z", "i", "esc"), "Comments"),
    (("G", "o"), LINK),
    (("esc",), "3 of 3"),
    (("O",), "in this folder"),
    (("ctrl+s", *"paint"), "1 hit in 1 discussion"),
    (("esc",), "Discussions"),
    (("esc",), "3 of 3"),
)
"""Every kind of thing that there is to do, and what stands on the screen when it is done."""


@pytest.fixture
def page_with_a_link(page: Path) -> Path:
    """The page, and an address in the last of its comments by which somebody could be led on."""
    page.write_text(page.read_text(encoding="utf-8").replace("paint over?", f"paint over? {LINK}"), encoding="utf-8")
    return page


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """Folders for what the program keeps."""
    names = {"XDG_STATE_HOME": "state", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache"}
    return {variable: str(tmp_path / name) for variable, name in names.items()}


def walk(opened: Any) -> None:
    """Do everything once, and leave."""
    opened.wait_for("1 of 3")
    for keys, shows in WALK:
        opened.press_until(keys, shows)
    opened.press("q")
    assert opened.end().is_clean()


def strangers(acts: list[Act], *folders: Path) -> list[Act]:
    """The acts that nobody allowed: those on anything but some folders, the terminal, or nothing at all."""
    beginnings = (*(f"{folder}/" for folder in folders), "/dev/pts/")

    def allowed(name: str) -> bool:
        return name in ("/dev/tty", "/dev/null") or f"{name}/".startswith(beginnings)

    named = [(act, [name for name in act[1:] if name.startswith("/")]) for act in acts]
    return [act for act, names in named if not names or not all(map(allowed, names))]


def kept(acts: list[Act]) -> set[str]:
    """The names of the files that others were renamed to."""
    return {name.rpartition("/")[2] for act in acts if "rename" in act[0] for name in act[1:]}


def test_python_hears_of_nothing_but_the_state_and_cache_folders(
    terminal: Terminal, page_with_a_link: Path, places: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    walk(terminal(audited(log, str(page_with_a_link)), **places))
    acts = heard(log)
    assert strangers(acts, tmp_path / "state", tmp_path / "cache") == []
    assert any(name.endswith("/state.json") for act in acts for name in act), (
        "the theme was not kept: the walk is short"
    )
    assert any(name.endswith("/copied.txt") for act in acts for name in act), "nothing was copied: the walk is short"


@WITH_STRACE
def test_the_system_sees_nothing_but_the_state_and_cache_folders(
    terminal: Terminal, program: list[str], page_with_a_link: Path, places: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    walk(terminal(traced(log, program, str(page_with_a_link)), **places, PYTHONDONTWRITEBYTECODE="1"))
    acts = seen(log)
    assert strangers(acts, tmp_path / "state", tmp_path / "cache") == []
    assert {"state.json", "copied.txt"} <= kept(acts), "the walk did not come to what is kept"


def test_a_search_writes_into_the_cache_folder_only(
    page: Path, environment: dict[str, str], places: dict[str, str], tmp_path: Path
) -> None:
    """SQLite opens its files itself, of which Python does not hear: the folders are looked at, too."""
    log = tmp_path / "log"
    before = set(tmp_path.rglob("*"))
    for options, made in ((["--no-state"], set()), ([], {"cache"})):
        command = audited(log, "--search", "paint", *options, str(page))
        subprocess.run(command, check=True, env=environment | places, capture_output=True)
        assert strangers(heard(log), tmp_path / "cache") == []
        new = {path.relative_to(tmp_path).parts[0] for path in set(tmp_path.rglob("*")) - before - {log}}
        assert new == made


@WITH_STRACE
def test_the_system_sees_searching_and_forgetting_write_into_state_and_cache_only(
    page: Path, program: list[str], environment: dict[str, str], places: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    around = environment | places | {"PYTHONDONTWRITEBYTECODE": "1"}
    for arguments in (("--search", "paint"), ("--forget",)):
        command = traced(log, program, *arguments, str(page))
        subprocess.run(command, check=True, env=around, capture_output=True)
        acts = seen(log)
        assert strangers(acts, tmp_path / "state", tmp_path / "cache") == []
        assert any(name.endswith("/library.db") for act in acts for name in act), "there was no index"


@pytest.mark.parametrize("by_system", [False, pytest.param(True, marks=WITH_STRACE)])
def test_the_text_of_a_large_page_is_a_temporary_file_without_a_name(
    *, by_system: bool, program: list[str], environment: dict[str, str], places: dict[str, str], tmp_path: Path
) -> None:
    page, folder, log = tmp_path / "large.json", tmp_path / "temporary", tmp_path / "log"
    words = "the kiln was cold " * 60_000
    page.write_text(json.dumps({"posts": [{"author": "rosa", "text": words}] * 64}), encoding="utf-8")
    folder.mkdir()
    arguments = ("--no-state", str(page), "--count")
    command = traced(log, program, *arguments) if by_system else audited(log, *arguments)
    around = environment | places | {"PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(folder)}
    counted = subprocess.run(command, check=True, env=around, capture_output=True)
    acts = seen(log) if by_system else heard(log)
    assert (counted.stdout, strangers(acts, folder)) == (b"64\n", [])
    assert acts, "the page was small enough for the memory"
    assert list(folder.iterdir()) == []


def test_a_link_is_opened_by_its_own_key_alone_and_as_it_was_shown(
    terminal: Terminal, page_with_a_link: Path, places: dict[str, str], tmp_path: Path
) -> None:
    """The one program that is ever started, with the address as its one argument."""
    log, told = tmp_path / "log", tmp_path / "told"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" > "{told}.part"; mv "{told}.part" "{told}"\n')
    browser.chmod(0o755)
    opened = terminal(audited(log, str(page_with_a_link)), **places, BROWSER=str(browser))
    opened.wait_for("1 of 3")
    opened.press("G", "o")
    opened.wait_for(LINK)
    opened.press("enter")
    opened.wait_for(lambda _: told.exists())
    opened.press("q")
    assert opened.end().is_clean()
    assert told.read_text(encoding="utf-8") == f"1\n{LINK}\n"
    assert [act[0] for act in strangers(heard(log), tmp_path / "state")] == ["subprocess.Popen"]
