"""JSON families with any value in any place of a file, and cut at any byte: they raise nothing, and lose nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.examples import examples
from harness.format_contract import assert_kept
from harness.json_texts import VALUES, write
from harness.trees import case
from thread_parsers.formats.registry import named

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

CASES = sorted((Path(__file__).parents[3] / "cases" / "json").glob("*.txt"))
PLAIN_STYLE: dict[str, Any] = {"ensure_ascii": False, "indent": None}
EXTREMES: SearchStrategy[Any] = st.sampled_from(
    (None, True, -1, 0, -(10**400), 1e308, "0", "\ud83d", "9" * 5000, "2024-13-45T99:99:99Z", [], {})
)
"""Values that are out of range, or say nothing sensible."""


def values_of(page: bytes) -> list[Any]:
    """The values of a page: one, or several one after another. A line that is damaged on purpose is left out."""
    text, at, found = page.decode().rstrip(), 0, []
    while at < len(text):
        try:
            value, at = json.JSONDecoder().raw_decode(text, at)
            found.append(value)
        except ValueError:
            at = text.find("\n", at) + 1 or len(text)  # 0: there is no other line
        at += len(text[at:]) - len(text[at:].lstrip())
    return found


def places(value: Any) -> list[tuple[Any, str | int]]:
    """Every place of a value that holds another one: the container, and the key or position in it."""
    found: list[tuple[Any, str | int]] = []
    left = [value]
    while left:
        container = left.pop()
        keys: Any = container if isinstance(container, dict) else range(len(container))
        found += [(container, key) for key in keys]
        left += [container[key] for key in keys if isinstance(container[key], (dict, list))]
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@examples(20)
@given(data=st.data())
def test_any_value_in_any_place_is_read(path: Path, data: st.DataObject) -> None:
    values = values_of(case(path)[0])
    for _ in range(data.draw(st.integers(1, 4), "changes")):
        container, key = data.draw(st.sampled_from(places(values)), "place")
        container[key] = data.draw(VALUES | EXTREMES, "value")
        if not places(values):
            break
    page = b"\n".join(write(value, PLAIN_STYLE) for value in values)
    assert_kept(named(path.stem.partition("_")[0]), page)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@examples(20)
@given(part=st.floats(0, 1))
def test_a_file_that_is_cut_is_read_up_to_there(path: Path, part: float) -> None:
    page = case(path)[0]
    assert_kept(named(path.stem.partition("_")[0]), page[: round(part * len(page))])
