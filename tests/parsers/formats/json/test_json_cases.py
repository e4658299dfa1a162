"""JSON families: each case is a file and the trees that it must become, in tests/cases/json."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.trees import as_written, case
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.reading import parse

CASES = sorted((Path(__file__).parents[3] / "cases" / "json").glob("*.txt"))


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
