"""README, `--help` and behaviour say the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from harness.scripts import script
from thread_parsers.export.writers import WRITERS
from thread_parsers.formats.registry import FORMATS, FROM_DOCUMENTATION
from thread_reader.command_line.arguments import argument_parser

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_every_option_is_documented_and_every_documented_option_exists(readme: str) -> None:
    exist = {option for action in argument_parser()._actions for option in action.option_strings}
    (block,) = re.findall(r"<!-- options -->(.*?)<!-- /options -->", readme, re.DOTALL)
    documented = set(re.findall(r"(?<![\w-])(--?[a-zA-Z][\w-]*)", block))
    assert documented == exist


def test_every_form_of_writing_is_documented(readme: str) -> None:
    for name in WRITERS:
        assert f"`{name}`" in readme


def test_the_forms_that_have_notes_are_named(readme: str, root: Path) -> None:
    having = {name for name, writer in WRITERS.items() if writer.has_kept}
    security = " ".join((root / "SECURITY.md").read_text(encoding="utf-8").split())
    for words in (
        security.partition("leave the folder only where")[2],
        readme.partition("`is:starred` find them, and")[2],
    ):
        assert set(re.findall(r"`(\w+)`", re.split(r"\.|have them", words)[0])) == having


def test_every_format_is_described(root: Path) -> None:
    described = (root / "docs" / "formats.md").read_text(encoding="utf-8")
    assert {format_.name for format_ in FORMATS} <= set(re.findall(r"`([\w-]+)`", described))


def test_the_table_of_formats_is_that_of_the_registry(readme: str, root: Path) -> None:
    """`python docs/formats.py` writes it anew."""
    formats = script(root / "docs" / "formats.py")
    table = formats.formats_table()
    assert formats.BLOCK.search(readme)[0] == table
    assert all(table.count(f"`{format_.name}`") == 1 for format_ in FORMATS)
    assert {format_.name for format_ in FORMATS} >= FROM_DOCUMENTATION


def test_every_link_into_the_repository_leads_somewhere(readme: str, root: Path) -> None:
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)]+)\)", readme) if "://" not in link]
    assert links
    assert [link for link in links if not (root / link).exists()] == []


def test_every_sample_that_is_named_exists(readme: str, root: Path) -> None:
    named = set(re.findall(r"samples/[\w./-]+", readme))
    assert named
    assert [name for name in named if not (root / name).exists()] == []


def test_ci_runs_the_test_command_of_the_readme(readme: str, root: Path) -> None:
    """The block after the marker, found by the very line of `.ci/run` that finds it."""
    script = root / ".ci" / "run"
    assert os.access(script, os.X_OK)
    (find,) = re.findall(r"^tests=\$\((awk .*)\)$", script.read_text(), re.MULTILINE)
    found = subprocess.run(["bash", "-c", find], check=True, capture_output=True, text=True, cwd=root).stdout
    assert "pytest" in found
    assert found in readme


@pytest.fixture(scope="module")
def keys(root: Path) -> ModuleType:
    """The script that writes the key tables."""
    return script(root / "docs" / "keys.py")


def test_the_key_tables_are_those_of_the_commands(readme: str, root: Path, keys: ModuleType) -> None:
    """`python docs/keys.py` writes them anew."""
    assert keys.BLOCK.search(readme)[0] == keys.first_keys()
    assert (root / "docs" / "keys.md").read_text(encoding="utf-8") == keys.all_keys()
    assert keys.rules() in (root / "docs" / "highlights.md").read_text(encoding="utf-8")


def test_the_table_of_ways_to_save_is_that_of_the_program(readme: str, root: Path) -> None:
    """`python docs/saving.py` writes it anew."""
    saving = script(root / "docs" / "saving.py")
    assert saving.BLOCK.search(readme)[0] == saving.saving_table()
    assert {name for kind in saving.KINDS for name in kind.formats} <= {format_.name for format_ in FORMATS}


def test_the_code_of_the_readme_runs(readme: str, root: Path, environment: dict[str, str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=root, env=environment)
    assert run.stdout
