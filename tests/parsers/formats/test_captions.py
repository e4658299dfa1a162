"""Captions of meetings: each case is a page and the tree that it must become, in tests/cases/captions."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.trees import as_written, case
from thread_parsers.formats.captions.captions import CAPTIONS
from thread_parsers.reading import parse
from thread_parsers.source.source import BufferSource

CASES = sorted((Path(__file__).parents[2] / "cases" / "captions").glob("*.txt"))
MEETINGS = [path for path in CASES if not path.stem.startswith("not_")]
OTHERS = [path for path in CASES if path.stem.startswith("not_")]


@pytest.mark.parametrize("path", MEETINGS, ids=lambda path: path.stem)
def test_captions_become_the_tree_of_their_case(path: Path) -> None:
    page, tree = case(path)
    discussion = parse(page)
    assert (discussion.format, as_written(discussion)) == ("captions", tree)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_captions_without_speakers_have_no_comments(path: Path) -> None:
    page, _ = case(path)
    assert CAPTIONS.likeness(BufferSource(page)).score == 0
    assert not parse(page).comments
