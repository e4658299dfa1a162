"""Clipped notes: each case is a page and the tree that it must become, in tests/cases/clipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.examples import examples
from harness.trees import as_written, case, read_as
from thread_parsers.discussion.receipt_spans import line_spans
from thread_parsers.formats.clipped.clipped import CLIPPED
from thread_parsers.formats.clipped.front_matter import front_matter
from thread_parsers.reading import parse
from thread_parsers.source.source import BufferSource

CASES = sorted((Path(__file__).parents[2] / "cases" / "clipped").glob("*.txt"))
NOTES = [path for path in CASES if not path.stem.startswith("not_")]
OTHERS = [path for path in CASES if path.stem.startswith("not_")]


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_a_page_becomes_the_tree_of_its_case(path: Path) -> None:
    page, tree = case(path)
    assert as_written(read_as(CLIPPED, page)) == tree
    assert parse(page).format == "clipped"


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_what_is_no_note_is_left_to_others(path: Path) -> None:
    page, _ = case(path)
    assert CLIPPED.likeness(BufferSource(page)).score == 0
    assert parse(page).format != "clipped"


NAMES = ("ines", "bo_tamm", "Zoë Q.", "太郎", "[deleted]", "*star*", "a\\b", "u2")
_WORDS = "tea kiln: 12 · **bold** [link](http://x.org/a) — it's # - 1. \\_ Grüße 茶 `code`"
WORDS = st.sampled_from(_WORDS.split(" "))
LINES = st.lists(WORDS, min_size=1, max_size=5).map(lambda words: f"so {' '.join(words)}!")
POSTS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.integers(0, 5),
        st.lists(LINES, min_size=1, max_size=3),
        st.none() | st.integers(-5, 2000),
    ),
    min_size=1,
    max_size=12,
)


def escaped(name: str) -> str:
    return "".join(f"\\{char}" if char in "_[]*\\" else char for char in name)


@examples(80)
@given(POSTS)
def test_comments_at_any_level_become_a_tree(posts: list[tuple[str, int, list[str], int | None]]) -> None:
    page = "---\ntitle: Kilns\nsource: https://example.org\n---\n\nText.\n\n## Comments\n\n"
    wanted: list[tuple[str, int | None, int | None, str]] = []
    path: list[int] = []  # the numbers of the last comment and its ancestors
    for name, level, lines, points in posts:
        depth = min(level, len(path))  # a reply is one level deeper than its parent at most
        path = path[:depth]
        wanted.append((name, path[-1] if path else None, points, "\n\n".join(lines)))
        path.append(len(wanted))
        margin = "> " * (depth + 1)
        score = "" if points is None else f" · {points} points"
        head = f"{margin}**{escaped(name)}** · [2024-03-05](https://example.org/{len(wanted)}){score}\n{margin}\n"
        page += head + f"\n{margin}\n".join(f"{margin}{line}" for line in lines) + f"\n{margin}\n"
    discussion = parse(page)
    assert discussion.format == "clipped"
    assert discussion.paragraphs == ["Text."]
    assert [(c.author, c.parent, c.likes, c.segments[0].text) for c in discussion.comments] == wanted


@pytest.mark.parametrize(
    ("fields", "title", "author"),
    [
        ('title: "Kilns: a history"\nauthor: "[[Ines Quist]]"', "Kilns: a history", "Ines Quist"),
        ("title: 'Kilns'\nauthor:\n  - \"[[Ines]]\"\n  - \"[[Bo]]\"", "Kilns", "Ines"),
        ("Title: [WIP] kilns [2]\nauthors: [Ines, Bo]", "[WIP] kilns [2]", "Ines, Bo"),
        ("title:\nauthor:", None, None),
        ("title: \"\"\nauthor: []\ntags: [a, b]", None, None),
        ("# a remark\n\ntitle: Kilns  \nby: @ines", "Kilns", "ines"),
        ("title: " + "[" * 2000 + "\nauthor: x", "[" * 2000, "x"),
    ],
)  # fmt: skip
def test_facts_of_front_matter(fields: str, title: str | None, author: str | None) -> None:
    discussion = read_as(CLIPPED, f"---\n{fields}\n---\nText.\n".encode())
    assert (discussion.title, discussion.article.author) == (title, author)
    assert discussion.paragraphs == ["Text."]


@pytest.mark.parametrize(
    "page",
    ["---\ntitle: x\n", "---\nnot a field\n---\n", "text\n---\ntitle: x\n---\n", "---\n", "----\na: b\n----\n", ""],
)
def test_what_is_no_front_matter(page: str) -> None:
    assert front_matter(BufferSource(page.encode())).end == 0


def test_front_matter_is_furniture_but_for_the_title() -> None:
    page = '---\nsource: "https://example.org"\ntitle: "Kilns"\ntags:\n  - x\n---\nText.\n'
    spans = [(span.first, span.last, span.kind) for span in line_spans(read_as(CLIPPED, page.encode()))]
    assert spans == [(1, 2, "furniture"), (3, 3, "title"), (4, 6, "furniture"), (7, 7, "article")]


def test_relative_times_are_computed_from_when_the_page_was_clipped() -> None:
    head = "---\nsource: https://example.org\ncreated: 2024-03-05 14:20\n---\nText.\n\n"
    comments = "> **ines** · [2 hours ago](https://example.org/1)\n>\n> Warm.\n"
    (comment,) = parse(head + comments).comments
    assert (comment.shown_time, comment.inferred, comment.time_text) == ("~2024-03-05 12h", ("time",), "2 hours ago")
    (comment,) = parse(head.replace("created", "updated") + comments).comments
    assert (comment.shown_time, comment.inferred) == ("2 hours ago", ())


@pytest.mark.parametrize(("count", "likes"), [("12 points", 12), ("12 views", None), ("12 shares", None)])
def test_views_and_shares_are_not_likes(count: str, likes: int | None) -> None:
    page = f"## Comments\n\n> **Ada** · [2025-12-24](https://a.example/1) · {count}\n>\n> So the tea is cold.\n"
    assert [comment.likes for comment in parse(page, format_name="clipped").comments] == [likes]
