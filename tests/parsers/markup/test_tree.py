"""HTML as a tree: which elements are inside of which, and where each begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.examples import examples
from harness.work import lines_executed
from thread_parsers.markup.tokenizer import VOID, Kind, tokens
from thread_parsers.markup.tree import Tree

CASES: list[tuple[str, str]] = [
    ("", ""),
    ("words", ""),
    ("<p>a<b>c</b></p>", "p(b)"),
    ("<P>a</p>", "p"),
    ("<div><p>a</div>b", "div(p)"),
    # Void elements have nothing inside, with or without a slash.
    ("<p>a<br>b<img>c<hr/></p>", "p(br img) hr"),
    ("<div><br></br><i>x</i></div>", "div(br i)"),
    # End tags that are implied.
    ("<ul><li>a<li>b</ul>", "ul(li li)"),
    ("<ul><li>a<ul><li>b</ul><li>c</ul>", "ul(li(ul(li)) li)"),
    ("<p>a<p>b<div>c</div>", "p p div"),
    ("<p>a<span>b<p>c", "p(span(p))"),
    ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt dd dt)"),
    ("<table><tr><td>a<td>b<tr><th>c</table>", "table(tr(td td) tr(th))"),
    ("<table><tbody><tr><td>a<tbody><tr><td>b</table>", "table(tbody(tr(td)) tbody(tr(td)))"),
    ("<table><tr><td><table><tr><td>a</table><td>b</table>", "table(tr(td(table(tr(td))) td))"),
    ("<select><option>a<option>b</select>", "select(option option)"),
    ("<html><head><title>a</title><body>b", "html(head(title) body)"),
    # End tags without an element mean nothing, and those of text reach only as far as the block around.
    ("a</b></div><p>c", "p"),
    ("<b><div>a</b>c</div><i>d", "b(div i)"),
    ("<i><li>a</i><b>c</b></li>", "i(li(b))"),
    ("<i><b>a</i>c</b>", "i(b)"),
    ("<div><b><i>a</div><u>c", "div(b(i)) u"),
    # Tags inside of raw text and comments are none.
    ("<script><p></script><p>", "script p"),
    ("<!-- <p> --><noscript><p>a</noscript>", "noscript(p)"),
    ("<p>a<b", "p"),
]


def as_written(tree: Tree) -> str:
    """Elements as `name(elements inside)`."""
    written = ""
    for element, name in enumerate(tree.names):
        # The elements that end between the one before and this one.
        ended = depth(tree, element - 1) - depth(tree, element) if element else 0
        written += ("" if not element else "(" if ended < 0 else ")" * ended + " ") + name
    return written + ")" * (depth(tree, len(tree) - 1) if len(tree) else 0)


def depth(tree: Tree, element: int) -> int:
    return sum(1 for _ in tree.ancestors(element))


def built(markup: str) -> Tree:
    tree = Tree(markup)
    for _ in tree.build():
        pass
    return tree


@pytest.mark.parametrize(("markup", "expected"), CASES)
def test_elements_are_inside_of_the_elements_around_them(markup: str, expected: str) -> None:
    assert as_written(built(markup)) == expected


def test_places_of_tags_and_contents() -> None:
    markup = "a<div id=x>b<p>c<br>d</div>e<i>f"
    tree = built(markup)
    whole = [markup[tree.start[at] : tree.end[at]] for at in range(len(tree))]
    assert whole == ["<div id=x>b<p>c<br>d</div>", "<p>c<br>d", "<br>", "<i>f"]
    assert [markup[slice(*tree.content(at))] for at in range(len(tree))] == ["b<p>c<br>d", "c<br>d", "", "f"]
    assert [list(tree.inside(at)) for at in (-1, 0, 1, 2)] == [[0, 1, 2, 3], [1, 2], [2], []]
    assert list(tree.ancestors(2)) == [1, 0]
    assert tree.attributes(0) == {"id": "x"}


def test_an_end_tag_of_text_ends_no_more_than_a_few_unclosed_elements() -> None:
    """`</b>` after many unclosed `<i>` is taken for a stray one."""
    tree = built("<b>" + "<i>" * 1_000 + "</b><u>")
    assert tree.parent[len(tree) - 1] == 1_000


MARKUP = st.lists(
    st.sampled_from(
        ["<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<li>", "</li>", "<ul>", "</ul>", "<table>", "<tr>", "<td>",
         "</td>", "</table>", "<br>", "<dd>", "<!--", "-->", "<script>", "</script>", "x", "<", "<a b='", "\u00fc"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(markup=MARKUP | st.text(max_size=60))
@examples(400)
def test_the_tree_of_any_text_is_well_formed(markup: str) -> None:
    tree = built(markup)
    starts = [(name, start, end) for kind, name, start, end in tokens(markup) if kind is Kind.START]
    assert [(tree.names[at], tree.start[at], tree.inner[at]) for at in range(len(tree))] == starts
    for at in range(len(tree)):
        parent = tree.parent[at]
        assert -1 <= parent < at
        assert tree.start[at] < tree.inner[at] <= tree.inner_end[at] <= tree.end[at] <= len(markup)
        assert at < tree.stop[at] <= len(tree)
        assert tree.names[at] not in VOID or tree.stop[at] == at + 1
        if parent >= 0:
            assert tree.stop[at] <= tree.stop[parent]
            assert tree.inner[parent] <= tree.start[at] <= tree.end[at] <= tree.inner_end[parent]
        if tree.stop[at] < len(tree):
            assert tree.start[tree.stop[at]] >= tree.end[at]


HOSTILE = (
    "<div>", "<b>", "</b>", "<b></i>", "<li>", "<ul><li>", "<table><tr><td>", "<p>", "<dl><dd>", "<div></b>",
    "<b><div></b>", "<i><b></i>", "<div", "<option>", "<b></div>", "<tr>", "<div></p>",
)  # fmt: skip


@pytest.mark.parametrize("atom", HOSTILE)
def test_twice_the_markup_is_twice_the_work(atom: str) -> None:
    small, large = (lines_executed(lambda times=times: built(atom * times)) for times in (500, 1_000))  # type: ignore[misc]
    assert large <= 2.1 * small + 200


def test_an_element_of_any_depth_is_read() -> None:
    tree = built("<div>" * 100_000 + "x")
    assert (tree.parent[99_999], tree.stop[0], tree.end[0]) == (99_998, 100_000, 500_001)
