"""Selectors: which elements of a page are selected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.examples import examples
from harness.work import lines_executed
from thread_parsers.markup.elements import Elements
from thread_parsers.markup.selectors import MAX_ANCESTORS, Simple, select, selector
from thread_parsers.markup.tree import Tree

PAGE = """
<div id=e0 class="box wide" data-id="t1_9">
  <p id=e1 class=note>one <a id=e2 href="/user/ada">ada</a></p>
  <div id=e3 class="box"><a id=e4 href="https://example.org/x.html"><span id=e5>5 points</span></a><b id=e6 class=box>
  two</b></div>
</div>
<p id=e7 data-id="t3_1">three <span id=e8>4 points for the tea that they made themselves</span></p>
"""
"""Each element is named after its number."""


def built(markup: str) -> Tree:
    tree = Tree(markup)
    for _ in tree.build():
        pass
    return tree


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("p", [1, 7]),
        ("a, b", [2, 4, 6]),
        (".box", [0, 3, 6]),
        (".box.wide", [0]),
        ("b.box", [6]),
        ("#e0", [0]),
        ("div#e0.box", [0]),
        ("p#e0", []),
        ("[data-id]", [0, 7]),
        ("p[data-id]", [7]),
        ("[data-id=t1_9]", [0]),
        ("[data-id^=t1_]", [0]),
        ("a[href$='.html']", [4]),
        ('a[href*="/user/"]', [2]),
        ("[class=box]", [3, 6]),
        ("#e0 a", [2, 4]),
        (".box .box", [3, 6]),
        (".box .box .box", [6]),
        (".note span", []),
        ("p .box", []),
        (".bo", []),
        # Words of longer texts are not labels.
        ("span:contains(points)", [5]),
        ("span:contains(likes)", []),
        (".wide span:contains(points), p[data-id]", [5, 7]),
    ],
)
def test_selected_elements(wanted: str, expected: list[int]) -> None:
    tree = built(PAGE)
    assert [tree.attributes(at)["id"] for at in range(len(tree))] == [f"e{at}" for at in range(len(tree))]
    assert list(select(tree, wanted)) == expected


def test_elements_inside_of_one_and_outside_of_others() -> None:
    tree = built(PAGE)
    assert list(select(tree, "a", 0)) == [2, 4]
    assert list(select(tree, "div", 0)) == [3]
    assert list(select(tree, "a, b, span", 0, Elements([3]))) == [2]
    assert list(select(tree, ".wide b", 3)) == [6]  # what is around the element counts too


def test_elements_far_around_do_not_count() -> None:
    near, far = (built("<p>" + "<b>" * between + "<i>") for between in (MAX_ANCESTORS - 1, MAX_ANCESTORS))
    assert (len(list(select(near, "p i"))), len(list(select(far, "p i")))) == (1, 0)


NAMES, CLASSES = ("b", "i", "div"), ("x", "y", "")
MARKUP = st.lists(
    st.sampled_from(
        [f'<{name} class="{one}">' for name in NAMES for one in CLASSES] + [f"</{name}>" for name in NAMES]
    ),
    max_size=30,
).map("".join)  # fmt: skip
SIMPLE = st.sampled_from(["b", "i", ".x", ".y", "b.x", "[class=y]", "div"])
SELECTORS = st.lists(st.lists(SIMPLE, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3).map(", ".join)


def is_selected(tree: Tree, chain: list[Simple], path: list[int]) -> bool:
    """Whether a chain selects the last element of a path, tried in all ways."""
    if not chain:
        return True
    return any(
        chain[-1].matches(tree, path[at]) and is_selected(tree, chain[:-1], path[:at]) for at in range(len(path))
    )


@given(markup=MARKUP, wanted=SELECTORS)
@examples(300)
def test_as_many_elements_are_selected_as_by_trying_all_ways(markup: str, wanted: str) -> None:
    tree = built(markup)
    expected = []
    for element in range(len(tree)):
        path = [*reversed(list(tree.ancestors(element)))]
        for chain in selector(wanted):
            if chain[-1].matches(tree, element) and is_selected(tree, list(chain[:-1]), path):
                expected.append(element)
                break
    assert list(select(tree, wanted)) == expected


@given(markup=MARKUP, wanted=SELECTORS, data=st.data())
@examples(200)
def test_in_a_part_of_a_page_those_elements_are_selected_that_are_in_it(
    markup: str, wanted: str, data: st.DataObject
) -> None:
    tree = built(markup)
    numbers = st.integers(0, max(len(tree) - 1, 0))
    within = data.draw(st.one_of(st.just(-1), numbers)) if len(tree) else -1
    passed = sorted(data.draw(st.sets(numbers, max_size=3))) if len(tree) else []
    inside = tree.inside(within)
    hidden = {each for one in passed if one in inside for each in (one, *tree.inside(one))}
    expected = [each for each in select(tree, wanted) if each in inside and each not in hidden]
    assert list(select(tree, wanted, within, Elements(passed))) == expected


@pytest.mark.parametrize("atom", ["<div class=x>", "<p>", "<ul><li class=x>", "<b class=x></b>"])
@pytest.mark.parametrize("wanted", ["p", ".x", ".x b", ".y .x", ".x .x .x"])
def test_twice_the_page_is_about_twice_the_work(atom: str, wanted: str) -> None:
    # Longer than MAX_ANCESTORS, up to which each element looks at all those around it.
    small, large = (built(atom * (times * MAX_ANCESTORS)) for times in (2, 4))
    work = [lines_executed(lambda tree=tree: list(select(tree, wanted))) for tree in (small, large)]  # type: ignore[misc]
    assert work[1] <= 2.5 * work[0] + 200
