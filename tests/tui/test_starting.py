"""What is imported before the first screen is drawn: no more than it needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMMAND = """
import json, sys
from thread_reader import cli
cli.main(sys.argv[1:])
print(json.dumps(sorted(sys.modules)))
"""

FIRST_SCREEN = """
import asyncio, json, sys
import thread_reader.terminal
from thread_parsers.source.open import open_source
from thread_reader.app import ReaderApp, make_app
from thread_reader.session import jobs

async def open_and_leave():
    jobs.count_steps = lambda reader: iter(())  # counting starts after the first screen
    ReaderApp.on_ready = lambda app: None  # and so does the import of what the first key needs
    async with make_app(open_source(sys.argv[1])).run_test(size=(80, 24)) as pilot:
        await pilot.pause()

asyncio.run(open_and_leave())
print(json.dumps(sorted(sys.modules)))
"""

FIRST_LIST = """
import asyncio, json, sys
import thread_reader.terminal
from thread_reader.app import make_list_app
from thread_reader.screens import library_screen
from thread_reader.library.shelf import Shelf

async def open_and_leave():
    Shelf.refresh = lambda shelf, paths: None  # files are read after the first screen
    library_screen.OPENING = ()  # and so is the import of what opening one needs
    async with make_list_app([sys.argv[1]]).run_test(size=(80, 24)) as pilot:
        await pilot.pause()

asyncio.run(open_and_leave())
print(json.dumps(sorted(sys.modules)))
"""

LEAN = """
import json, sys
from thread_reader.terminal.textual_import import import_textual
import_textual()
# later
print(json.dumps(list(sys.modules)))
"""

SCREEN = {"textual", "rich", "asyncio", "thread_reader.app", "thread_reader.view", "thread_reader.widgets"}
HEAVY = {"pydantic", "regex", "chardet", "babel", "thread_parsers.times.cldr_words"}


def loaded(code: str, *arguments: str | Path, environment: dict[str, str]) -> set[str]:
    """The modules that are loaded after running some code in a new interpreter."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60).stdout
    return set(json.loads(said.splitlines()[-1]))


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (["--version"], SCREEN | HEAVY | {"thread_parsers.discussion.discussion", "thread_parsers.reading"}),
        (["PAGE", "--to", "json", "-o", "OUT"], SCREEN | HEAVY | {"thread_parsers.stats", "thread_parsers.query"}),
        (["PAGE", "--to", "txt", "-o", "OUT"], SCREEN | HEAVY | {"thread_parsers.stats", "thread_parsers.query"}),
        (["PAGE", "--stats", "-o", "OUT"], SCREEN | HEAVY | {"thread_parsers.export.writers"}),
        (["PAGE", "--receipt", "-o", "OUT"], SCREEN | HEAVY | {"thread_parsers.stats", "thread_parsers.export"}),
    ],
)
def test_a_command_loads_what_it_uses(
    page: Path, environment: dict[str, str], arguments: list[str], unneeded: set[str]
) -> None:
    places = {"PAGE": page, "OUT": page.with_name("out")}
    modules = loaded(COMMAND, *(places.get(one, one) for one in arguments), environment=environment)
    assert modules & unneeded == set()


def test_the_first_screen_loads_nothing_that_comes_later(page: Path, environment: dict[str, str]) -> None:
    modules = loaded(FIRST_SCREEN, page, environment=environment)
    later = {
        "thread_parsers.export.stats_text", "thread_parsers.figures.figures", "thread_parsers.stats.phrases",
        "thread_parsers.export", "thread_reader.receipt_text", "thread_reader.browser",
        "thread_reader.output.standard_output",
        "thread_reader.screens.text_dialog", "thread_reader.screens.picker", "thread_reader.help_text",
        "thread_reader.memory", "thread_reader.commands.handlers", "thread_reader.prompts.finding",
        "thread_reader.widgets.prompt_line", "thread_reader.widgets.input_keys", "thread_parsers.query",
        "thread_parsers.discussion.order", "tomllib", "html", "hashlib", "thread_parsers.discussion.comment",
        "thread_parsers.formats.html", "thread_parsers.formats.chat", "thread_parsers.formats.near",
        "thread_parsers.identity.fingerprints", "thread_parsers.source.mhtml", "thread_parsers.source.zip_archive",
        "thread_parsers.text.word_count", "thread_reader.render.bodies.inline", "thread_reader.render.bodies.tables",
        "thread_reader.state.discussions",
    }  # fmt: skip
    assert modules & (HEAVY | later) == set()


@pytest.mark.parametrize("module", ["ssl", "textual.command", "textual.widgets._option_list"])
def test_textual_is_imported_without_what_is_not_used(environment: dict[str, str], module: str) -> None:
    assert module not in loaded(LEAN, environment=environment)
    whole = loaded("import json, sys, textual.app; print(json.dumps(list(sys.modules)))", environment=environment)
    assert module in whole, "Textual alone does not need it either: the cure is to be deleted"


def test_what_textual_was_imported_without_can_be_used_later(environment: dict[str, str]) -> None:
    later = """
import ssl
from textual.app import App
from textual.command import CommandPalette
from textual.theme import ThemeProvider
from textual.widgets import Input, OptionList
assert issubclass(CommandPalette, object) and ssl.OPENSSL_VERSION and Input and OptionList
"""
    assert "textual.command" in loaded(LEAN.replace("# later", later), environment=environment)


def test_the_first_screen_of_a_list_reads_no_file(page: Path, environment: dict[str, str]) -> None:
    modules = loaded(FIRST_LIST, page.parent, environment=environment)
    later = {
        "thread_parsers.query", "thread_parsers.reading", "thread_parsers.formats", "thread_parsers.library.refreshing",
        "thread_parsers.library.narrowing", "thread_parsers.identity", "thread_reader.session.session",
        "thread_reader.screens.reading_screen", "thread_reader.commands.handlers",
    }  # fmt: skip
    assert modules & (HEAVY | later) == set()


def test_a_part_of_the_query_language_loads_without_the_others(environment: dict[str, str]) -> None:
    code = "import sys, json, thread_parsers.query.nodes; print(json.dumps(list(sys.modules)))"
    modules = {name for name in loaded(code, environment=environment) if name.startswith("thread_parsers.query.")}
    assert modules == {"thread_parsers.query.nodes"}


DRIVER = """
from textual.drivers.headless_driver import HeadlessDriver

class Leaving(HeadlessDriver):
    def start_application_mode(self):
        super().start_application_mode()
        self._app.set_timer(0.2, lambda: self._app.exit(0))
"""


def test_another_driver_of_textual_is_used_if_it_is_named(
    on_terminal: Callable[..., tuple[int, bytes]], page: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    (tmp_path / "other_driver.py").write_text(DRIVER, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), environment["PYTHONPATH"]])
    named = {"TEXTUAL_DRIVER": "other_driver:Leaving", "PYTHONPATH": path, "TERM": "xterm-256color"}
    assert on_terminal(page, keyboard=True, **named) == (0, b"")
