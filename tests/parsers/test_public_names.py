"""The public door of the library: every name is there, and nothing is loaded before it is asked for."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import thread_parsers

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", thread_parsers.__all__)
def test_every_public_name_is_there(name: str) -> None:
    found = getattr(thread_parsers, name)
    assert getattr(found, "__name__", name) == name
    assert name in dir(thread_parsers)


def test_other_names_are_not_there() -> None:
    name = "nonsense"
    with pytest.raises(AttributeError, match="nonsense"):
        getattr(thread_parsers, name)


def test_a_page_is_read_asked_and_counted_through_the_door(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Two hives on the roof.\nAnn\n· 2025-03-09 18:20\nSee https://example.org\nReply0\n")
    discussion = thread_parsers.read(str(page))
    assert discussion.comments[0].author == "Ann"
    assert list(thread_parsers.Matching(discussion, thread_parsers.parse_query("has:link")).all()) == [0]
    assert thread_parsers.measure(discussion).people


def test_the_door_itself_loads_nothing(environment: dict[str, str]) -> None:
    code = "import sys, thread_parsers; print(*(name for name in sys.modules if name.startswith('thread_parsers')))"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment)
    assert run.stdout.split() == [b"thread_parsers"]
