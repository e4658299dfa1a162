"""JSON families: each case is a file and the trees that it must become, in tests/cases/json."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.trees import as_written, case
from thread_parsers.reading import parse

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

CASES = sorted((Path(__file__).parents[3] / "cases" / "json").glob("*.txt"))

WITHOUT_PLACES = [
    path for path in CASES if case(path)[0].lstrip()[:1] in (b"{", b"[") and " at byte " not in case(path)[1]
]
"""Those that begin with JSON, and whose notes name no byte of the file."""


def all_as_written(discussion: Discussion) -> str:
    """The discussions of a file, divided by a line of equals signs."""
    return "===\n".join(map(as_written, discussion.parts))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_file_is_recognized_and_becomes_the_trees_of_its_case(path: Path) -> None:
    """The name of a case begins with the name of its family."""
    page, trees = case(path)
    discussion = parse(page)
    assert discussion.format == path.stem.partition("_")[0]
    assert all_as_written(discussion) == trees


@pytest.mark.parametrize("guard", [")]}'\n", "for (;;);", "while(1);", ")]}',\n", "window.YTD.tweets.part0 = "])
@pytest.mark.parametrize("path", WITHOUT_PLACES, ids=lambda path: path.stem)
def test_what_a_server_writes_ahead_of_json_is_passed_over(path: Path, guard: str) -> None:
    page, trees = case(path)
    discussion = parse(guard.encode() + page)
    assert discussion.format == path.stem.partition("_")[0]
    assert all_as_written(discussion) == trees


def test_a_file_of_articles_without_comments_has_a_part_for_each() -> None:
    page, _ = case(next(path for path in CASES if path.stem == "lobsters_stories"))
    assert [part.title for part in parse(page).parts] == ["Roofs", "Nails?"]
