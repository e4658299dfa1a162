"""JSON families: whatever the types of the values are, a file becomes a tree, and nothing in the format fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.format_contract import assert_kept
from harness.json_texts import VALUES, write
from harness.trees import case
from thread_parsers.formats.registry import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import SearchStrategy

CASES = sorted((Path(__file__).parents[3] / "cases" / "json").glob("*.txt"))
WRONG: SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        (None, True, -1, 0, 10**30, -(10**400), 1e308, "", "0", "\ud83d", "9" * 5000, "2024-13-45T99:99:99Z", [], {})
    ),
    VALUES,
)
"""What stands in place of a value: of another type, out of range, or not what it should say."""


def containers(value: Any) -> Iterator[Any]:
    """All lists and objects in a value that are not empty, the outermost first."""
    waiting = [value]
    while waiting:
        at = waiting.pop()
        if isinstance(at, (list, dict)) and at:
            yield at
            waiting.extend(at.values() if isinstance(at, dict) else at)


@st.composite
def damaged(draw: st.DrawFn, page: bytes) -> bytes:
    """A page in which some values are replaced, and some members have another value's key."""
    roots = [json.loads(line) for line in page.decode().replace("}\n{", "}\x00{").split("\x00")]
    for _ in range(draw(st.integers(1, 4))):
        holder = draw(st.sampled_from(list(containers(roots))))
        key = draw(st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder))))
        other = draw(st.sampled_from(list(containers(roots))))
        holder[key] = draw(WRONG | st.just(json.loads(json.dumps(other))))
    return b"\n".join(write(root, {"ensure_ascii": False}) for root in roots)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_values_of_wrong_types_are_as_good_as_missing(path: Path) -> None:
    page, _ = case(path)
    format_ = named(path.stem.partition("_")[0])

    @settings(max_examples=settings().max_examples, deadline=None)
    @given(damaged(page))
    def check(broken: bytes) -> None:
        assert_kept(format_, broken)

    check()
