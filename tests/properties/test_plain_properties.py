"""Plain pages composed from known parts become those parts again; any text at all becomes a tree that loses nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.examples import examples
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.formats.plain import windows
from thread_parsers.formats.plain.head_shapes import SHAPES
from thread_parsers.formats.plain.heads import heads
from thread_parsers.formats.plain.plain import PLAIN
from thread_parsers.source.source import BufferSource
from thread_parsers.times.times import TimeReader

if TYPE_CHECKING:
    from collections.abc import Callable

SLOW = examples(80)
"""Reading a plain page takes milliseconds, so there are fewer examples of it."""

NAMES = ("Ada", "Bo Tamm", "oak_barrel", "walker77", "Søren Q. Lind", "Мария", "太郎", "🦆 duck", "J. R.")
UNLIKELY_NAMES = ("Reply", "100", "[deleted]")
"""Nobody's name but where the line says enough without it."""

_WORDS = "tea kettle moss — : · 12 3h (x) @ > the; Grüße 茶 🫖 it's a/b --- \\ [/] $19 0/400 View"
WORDS = st.sampled_from(_WORDS.split())
LINES = (
    st.lists(WORDS, min_size=1, max_size=8)
    .map(lambda words: f"so {' '.join(words)} indeed!")
    .filter(lambda line: " 3h · " not in line)
)
"""Lines of text. "so · 3h · indeed!" is left out: it is a head line of the shape "Name · time · more"."""

ORDINALS = ("firstly", "secondly", "thirdly", "fourthly", "fifthly", "sixthly", "seventhly")
"""The last word of the lines of each comment. A line that most comments have, or how most of them end, may be
furniture."""


@dataclass(frozen=True)
class Post:
    """A comment as it was meant."""

    author: str
    time: datetime
    segments: tuple[str, ...]
    parent: int


TIMED: dict[str, Callable[[str, datetime], str]] = {
    "dot": lambda name, time: f"{name} · {time:%Y-%m-%d %H:%M}",
    "bullet": lambda name, time: f"{name} • {time:%B} {time.day}, {time.year} at {time:%I:%M %p}",
    "dash": lambda name, time: f"{name} — {time.day} {time:%b} {time.year} {time:%H:%M}",
    "comma": lambda name, time: f"{name}, {time:%Y/%m/%d %H:%M}",
    "points": lambda name, time: f"{name} (12 points) {time:%Y-%m-%d %H:%M}",
    "wrote": lambda name, time: f"On {time:%a}, {time:%b} {time.day}, {time.year} at {time:%I:%M %p}, {name} wrote:",
    "by": lambda name, time: f"Posted by {name} on {time:%d.%m.%Y %H:%M}",
    "below": lambda name, time: f"{name}\n{time:%a}, {time.day} {time:%b} {time.year} {time:%H:%M}:00",
    "chinese": lambda name, time: f"{name} · {time.year}年{time.month}月{time.day}日 {time:%H:%M}",
}
"""How the head of a comment is written."""


@st.composite
def posts(draw: st.DrawFn, names: tuple[str, ...], distinct: bool = False) -> list[Post]:
    count = draw(st.integers(2, 7))
    authors = draw(st.lists(st.sampled_from(names), min_size=count, max_size=count, unique=distinct))
    time = datetime(2025, 12, draw(st.integers(1, 28)), draw(st.integers(0, 23)), draw(st.integers(0, 59)))
    made: list[Post] = []
    for index, author in enumerate(authors):
        parent = draw(st.sampled_from([-1, *_open(made, index - 1)])) if index else -1
        lines = st.builds("{}, {}!".format, LINES.map(lambda line: line[:-1]), st.just(ORDINALS[index]))
        segments = draw(st.lists(st.lists(lines, min_size=1, max_size=3).map("\n".join), min_size=1, max_size=3))
        time += timedelta(minutes=draw(st.integers(1, 600)))
        made.append(Post(author, time, tuple(segments), parent))
    return made


def _open(made: list[Post], last: int) -> list[int]:
    """The comments that the next one may answer where replies stand under what they answer."""
    found = []
    while last >= 0:
        found.append(last)
        last = made[last].parent
    return found


def page(
    made: list[Post], head: Callable[[str, datetime], str], margins: list[str], signs: list[str] | None = None
) -> str:
    parts = ["The subject of the day\n\nA sentence about it.\nAnother one.\n\n"]
    for index, (post, margin) in enumerate(zip(made, margins, strict=True)):
        body = "\n---\n".join(post.segments)
        text = f"{head(post.author, post.time)}\n{signs[index] if signs else ''}{body}\n"
        parts.append("".join(f"{margin}{line}\n" for line in text.splitlines()) + "\n")
    return "".join(parts)


def read(text: bytes) -> Discussion:
    discussion = Discussion(BufferSource(text), PLAIN.name)
    for _ in PLAIN.read(discussion):
        pass
    return discussion


def seen(discussion: Discussion) -> list[Post]:
    return [
        Post(c.author, c.time or datetime.min, tuple(s.text for s in c.segments), c.parent - 1 if c.parent else -1)
        for c in discussion.comments
    ]


@pytest.mark.parametrize("name", UNLIKELY_NAMES)
@pytest.mark.parametrize("shape", ["dot", "bullet", "points", "chinese"])
def test_a_line_that_says_enough_may_have_any_name(shape: str, name: str) -> None:
    made = [
        Post("Ada", datetime(2025, 12, 1, 0, 1), ("so tea indeed!",), -1),
        Post(name, datetime(2025, 12, 1, 0, 2), ("so kettle indeed!",), 0),
    ]
    assert seen(read(page(made, TIMED[shape], ["", "  "]).encode())) == made


@SLOW
@given(shape=st.sampled_from(sorted(TIMED)), data=st.data())
def test_comments_on_the_article_come_back(shape: str, data: st.DataObject) -> None:
    made = [Post(p.author, p.time, p.segments, -1) for p in data.draw(posts(NAMES))]
    discussion = read(page(made, TIMED[shape], [""] * len(made)).encode())
    assert seen(discussion) == made
    assert discussion.title == "The subject of the day"
    assert discussion.paragraphs == ["A sentence about it.", "Another one."]
    tiles(discussion)


@SLOW
@given(shape=st.sampled_from(sorted(TIMED)), step=st.sampled_from(["  ", "\t", "    ", "> ", ">"]), data=st.data())
def test_replies_by_margin_come_back(shape: str, step: str, data: st.DataObject) -> None:
    made = data.draw(posts(NAMES))
    depths = [sum(1 for _ in _open(made, index)) - 1 for index in range(len(made))]
    discussion = read(page(made, TIMED[shape], [step * depth for depth in depths]).encode())
    assert seen(discussion) == made
    replies = sum(post.parent >= 0 for post in made)
    inferred = [note for note in discussion.receipt.notes if note.kind == "inferred parents"]
    assert [note.text.split()[0] for note in inferred] == ([str(replies)] if replies else [])
    tiles(discussion)


@SLOW
@given(
    shape=st.sampled_from(["dot", "points", "by", "below"]),
    sign=st.sampled_from(["@{} ", "Reply to @{}\n", "In reply to {}:\n"]),
    data=st.data(),
)
def test_replies_by_name_come_back(shape: str, sign: str, data: st.DataObject) -> None:
    made = data.draw(posts(NAMES[:7], distinct=True))
    parents = [data.draw(st.integers(-1, index - 1)) for index in range(len(made))]
    signs = [sign.format(made[parent].author) if parent >= 0 else "" for parent in parents]
    discussion = read(page(made, TIMED[shape], [""] * len(made), signs).encode())
    said = {c.author: discussion.comments[c.parent - 1].author if c.parent else None for c in discussion.comments}
    assert said == {made[i].author: made[p].author if p >= 0 else None for i, p in enumerate(parents)}
    kept = "" if sign.endswith("\n") else "@"
    for comment in discussion.comments:
        meant = next(post for post in made if post.author == comment.author)
        assert comment.segments[0].text.endswith(meant.segments[0])
        assert comment.segments[0].text == meant.segments[0] or comment.segments[0].text.startswith(kept)
    tiles(discussion)


AGES = (
    "3 hours ago",
    "3h ago",
    "just now",
    "yesterday",
    "5 mo. ago",
    "2 days ago",
    "il y a 3 heures",
    "vor 2 Tagen",
    "3小时前",
)
UNDATED = {
    "comma": "{}, {}",
    "dot": "{} · {}",
    "dash": "{} — {}",
    "points": "{} (12 points) {}",
    "below": "{}\n{}",
    "colon": "{}:",
}


@SLOW
@given(shape=st.sampled_from(sorted(UNDATED)), data=st.data())
def test_relative_times_stay_as_they_are_written(shape: str, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(NAMES[:7]), min_size=2, max_size=4, unique=True))
    authors = [*names, names[0], names[1]]
    ages = [data.draw(st.sampled_from(AGES)) for _ in authors]
    texts = [data.draw(LINES) for _ in authors]
    parts = zip(authors, ages, texts, strict=True)
    text = "A sentence.\n\n" + "".join(f"{UNDATED[shape].format(name, age)}\n{said}\n\n" for name, age, said in parts)
    comments = read(text.encode()).comments
    written = [None] * len(ages) if shape == "colon" else ages
    assert [(c.author, c.time, c.time_text) for c in comments] == [
        (name, None, age) for name, age in zip(authors, written, strict=True)
    ]
    assert [segment.text for c in comments for segment in c.segments] == texts


@SLOW
@given(st.lists(st.lists(LINES, min_size=1, max_size=3).map("\n".join), min_size=1, max_size=6))
def test_remarks_between_dash_lines_come_back(remarks: list[str]) -> None:
    text = "A subject\nA sentence about it.\n---\n" + "\n---\n".join(remarks)
    discussion = read(text.encode())
    assert [segment.text for comment in discussion.comments for segment in comment.segments] == remarks
    assert {comment.author for comment in discussion.comments} == {""}
    assert (discussion.title, discussion.paragraphs) == ("A subject", ["A sentence about it."])
    tiles(discussion)


PIECES = st.sampled_from([
    "Ada · 3h", "Bo — 2025-12-24 06:14", "Cy:", "On 2025-12-24, Dee wrote:", "Eli (3 points)", "Fay", "3 hours ago",
    "---", "———", "", " ", "> ", ">> ", "\t", "    ", "@Ada hi", "Reply to Bo", "Reply", "12 likes", "3 comments",
    "Comments", "2025-12-24", "x", "Saved on 2025-12-24 12:00", "Gus 3 hours ago | parent | next [–]",
    "Posted by Hal on Dec 24, 2025", "wrote:", "\r", "\x00", "\ufeff", "é", "日",
])  # fmt: skip


@SLOW
@given(st.lists(st.tuples(PIECES, st.sampled_from(["\n", "\n", "\n\n", "", " "])), max_size=40))
def test_any_mixture_of_signs_is_read_whole_and_alike_twice(parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + end for piece, end in parts).encode()
    discussion = read(text)
    tiles(discussion)
    assert as_values(read(text)) == as_values(discussion)


@SLOW
@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_whole(text: bytes) -> None:
    tiles(read(text))


@SLOW
@given(st.lists(st.tuples(PIECES, st.sampled_from(["\n", "\n\n", ""])), max_size=60), st.integers(1, 90))
def test_heads_are_the_same_wherever_windows_end(parts: list[tuple[str, str]], size: int) -> None:
    source, times = BufferSource("".join(piece + end for piece, end in parts).encode()), TimeReader()
    with pytest.MonkeyPatch.context() as patch:
        for shape in SHAPES:
            whole = [head for window in windows.windows(source) for head in heads(shape, window, times)]
            patch.setattr(windows, "SLICE", size)
            in_parts = [head for window in windows.windows(source) for head in heads(shape, window, times)]
            patch.undo()
            assert [head for head in in_parts if head not in whole] == []


def as_values(discussion: Discussion) -> tuple[object, ...]:
    return (list(discussion.comments), discussion.article, discussion.engagement, discussion.receipt)


def tiles(discussion: Discussion) -> None:
    """Spans and comments follow one another from the first byte to the last, and so do the parts of each comment."""
    columns, size = discussion.columns, discussion.file.size
    spans = [(span.start, span.end) for span in discussion.receipt.around]
    spans = sorted([*spans, *zip(columns.start, columns.end, strict=True)])
    assert [span for span in spans if span[0] >= span[1]] == []
    assert [one for one, two in pairwise(spans) if one[1] != two[0]] == []
    assert (spans[0][0], spans[-1][1]) == (0, size) if spans else size == 0
    for index in range(len(columns)):
        assert columns.start[index] <= columns.body_start[index] <= columns.body_end[index] <= columns.end[index]
