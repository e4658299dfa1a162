"""docs/library.md says what is so."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import thread_parsers
from thread_parsers import (
    DiscussionError,
    NoSuchPart,
    PatternTooSlow,
    QueryError,
    UnknownFormat,
    Unreadable,
    measure,
    open_source,
    parse,
    parse_query,
    read,
)

if TYPE_CHECKING:
    from pathlib import Path

ERRORS = (
    Unreadable("page.txt", "is a folder"),
    UnknownFormat("chat", ("gate", "plain")),
    NoSuchPart("page.json", 3, 2),
    QueryError("unmatched )", "a )", 2),
    PatternTooSlow("/(a+)+$/"),
)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "library.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sample(root: Path) -> str:
    return str(root / "samples" / "tram-line.txt")


def test_its_example_runs(page: str, root: Path, environment: dict[str, str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=root, env=environment)
    assert run.stdout


def test_it_names_only_what_is_public(page: str) -> None:
    (table,) = re.findall(r"\| to \| use \|\n(.*?)\n\n", page, re.DOTALL)
    names = [name for row in table.splitlines()[1:] for name in re.findall(r"`(\w+)`", row.split("|")[2])]
    properties = {"title", "paragraphs", "comments"}
    assert names
    assert set(names) - properties <= set(thread_parsers.__all__)


def test_it_lists_every_error(page: str) -> None:
    listed = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert listed == {type(error).__name__ for error in ERRORS}
    public = [getattr(thread_parsers, name) for name in thread_parsers.__all__]
    errors = {kind.__name__ for kind in public if isinstance(kind, type) and issubclass(kind, DiscussionError)}
    assert listed == errors - {"DiscussionError"}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_can_be_pickled(error: DiscussionError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


def test_after_closing_numbers_remain_and_text_is_unreadable(sample: str) -> None:
    with closing(open_source(sample)) as source:
        discussion = read(source)
        count, first = len(discussion.comments), discussion.comments[0]
    source.close()
    assert (len(discussion.comments), first.id) == (count, 1)
    with pytest.raises(Unreadable):
        discussion.comments[0]


def test_text_in_memory_needs_no_closing(root: Path) -> None:
    discussion = parse((root / "samples" / "tram-line.txt").read_bytes())
    discussion.file.close()
    assert discussion.comments[0].segments


def test_values_can_be_pickled_and_a_discussion_cannot(root: Path) -> None:
    discussion = parse((root / "samples" / "tram-line.txt").read_bytes())
    values = (discussion.comments[0], discussion.comments[0].segments, measure(discussion).people, discussion.receipt)
    assert pickle.loads(pickle.dumps(values)) == values
    assert pickle.loads(pickle.dumps(measure(discussion))).seen == len(discussion.comments)
    for impossible in (discussion, discussion.file, parse_query("user:Ann")):
        with pytest.raises((TypeError, AttributeError, pickle.PicklingError)):
            pickle.dumps(impossible)
