"""Our own JSON opens again as the discussions that were written, whatever they are."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.numbered import Numbered
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.relative_times import RelativeTimes
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.export import schema
from thread_parsers.export.writers import WRITERS
from thread_parsers.reading import begin, parse, read
from thread_parsers.source.source import BufferSource
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[4]
SAMPLES = sorted(path for path in (ROOT / "samples").glob("[a-z]*.[tm]*") if ".truth." not in path.name)
ELSEWHERE = {"format", "receipt", "discussion", "file"}
"""Members of a discussion that are about the file that was read."""
PLACES = {"lines", "bytes", "discussion"}

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\v\f"), max_size=30)
NAMES = st.sampled_from(["", "Ada", "bo", "Ça va", "\udc80", 'a"b\\', "x\ty"]) | WORDS
LINES = WORDS | st.sampled_from(["---", "  ——— ", "> --- x", "    code", "\r", "\r\n", "a\rb", "\udcff", "", "é"])
TIMES = st.just(NO_TIME) | st.integers(-62_135_596_800, 253_402_300_799)
TIME_TEXTS = st.sampled_from(["", "", "", "3 hours ago", "2d", "vor 2 Tagen", "Mar 2024", "05/06/2025", "once", "1y"])


@st.composite
def posts(draw: st.DrawFn) -> Post:
    return Post(
        author=draw(NAMES),
        text="\n".join(draw(st.lists(LINES, max_size=6))),
        id=draw(st.sampled_from(["", "7", "t1_a", "é"])),
        time=draw(TIMES),
        zone=draw(st.sampled_from([None, 0, 0, -300, 345, 1439])),
        time_text=draw(TIME_TEXTS),
        likes=draw(st.integers(-(1 << 31), (1 << 31) - 1)),
        replies=draw(st.integers(-1, 9)),
        badge=draw(st.sampled_from(["", "OP", "Mod ✔"])),
        state=draw(st.sampled_from(["", "deleted", "spam"])),
        edited=draw(st.sampled_from([None, "", "yesterday"])),
        permalink=draw(st.sampled_from(["", "https://example.org/#c7"])),
        subject=draw(NAMES),
        accepted=draw(st.booleans()),
    )


@st.composite
def discussions(draw: st.DrawFn) -> Discussion:
    """A discussion as a structured file states it, with replies at any depth."""
    discussion = Discussion(BufferSource(b"a file"), "made")
    discussion.saved = draw(st.sampled_from([None, None, datetime(2025, 3, 4, 5, 6, 7), date(2025, 3, 4)]))
    rendering, article = Rendering(discussion, exact=draw(st.booleans())), discussion.article
    rendering.title(draw(NAMES), 0, 1)
    for paragraph in draw(st.lists(LINES, max_size=3)):
        rendering.article(paragraph, 0, 1)
    article.author, article.url = draw(st.none() | NAMES), draw(st.none() | NAMES)
    article.time = rendering.moment(draw(TIMES), draw(st.sampled_from([None, 0, -90])))
    discussion.engagement.likes = draw(st.none() | st.integers(-9, 1 << 40))
    discussion.engagement.views = draw(st.none() | st.integers(0, 1 << 40))
    discussion.receipt.declared_comments = draw(st.none() | st.integers(0, 9))
    above: list[int] = []
    for post in draw(st.lists(posts(), max_size=8)):
        above = above[: draw(st.integers(0, len(above)))]
        above.append(rendering.add(post, above[-1] if above else -1))
        if draw(st.booleans()):
            discussion.columns.inferred_parents.add(above[-1])
    run_to_end(RelativeTimes(discussion).complete_all())  # as reading does
    return discussion


def written(form: str, discussion: Discussion, chosen: Sequence[int] | None = None) -> bytes:
    rows = range(len(discussion.columns)) if chosen is None else chosen
    return b"".join(map(WRITERS[form].encoded, WRITERS[form].write(discussion, rows)))


def several(form: str, parts: Sequence[Discussion]) -> bytes:
    numbered = (Numbered(at, "-", part, range(len(part.columns))) for at, part in enumerate(parts, 1))
    return b"".join(map(WRITERS[form].encoded, WRITERS[form].write_several(numbered)))


def comparable(data: bytes) -> dict[str, Any]:
    """A discussion without what is about the file that it was read from."""
    discussion = {key: value for key, value in json.loads(data).items() if key not in ELSEWHERE}
    discussion["comments"] = [
        {key: value for key, value in comment.items() if key not in PLACES} for comment in discussion["comments"]
    ]
    return discussion


def lines_without_places(data: bytes) -> list[dict[str, Any]]:
    return [{key: value for key, value in json.loads(line).items() if key not in PLACES} for line in data.splitlines()]


@given(discussions())
def test_a_discussion_opens_again_as_it_was_written(discussion: Discussion) -> None:
    data = written("json", discussion)
    again = parse(data)
    assert again.format == "thread-reader"
    assert comparable(written("json", again)) == comparable(data)
    assert again.receipt.declared_comments == discussion.receipt.declared_comments


@given(discussions())
def test_the_schema_accepts_everything_that_is_written(discussion: Discussion) -> None:
    data = written("json", discussion)
    assert [comment.id for comment in schema.load(data).comments] == [comment.id for comment in discussion.comments]
    assert schema.load(written("json", parse(data))).title == discussion.title


@given(st.lists(discussions().filter(lambda made: len(made.columns) > 0), min_size=2, max_size=3))
def test_several_discussions_in_one_file_open_again(made: list[Discussion]) -> None:
    data = several("json", made)
    again = parse(data).parts
    assert [comparable(written("json", part)) for part in again] == [comparable(line) for line in data.splitlines()]
    lines = several("jsonl", made)
    assert lines_without_places(several("jsonl", parse(lines).parts)) == lines_without_places(lines)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_what_was_read_from_a_sample_opens_again(path: Path) -> None:
    discussion = read(path)
    data = written("json", discussion)
    assert comparable(written("json", parse(data))) == comparable(data)
    lines = written("jsonl", discussion)
    assert lines_without_places(written("jsonl", parse(lines))) == lines_without_places(lines)
    discussion.file.close()


def test_comments_whose_parents_a_query_left_out_are_at_the_top_level() -> None:
    page = "Ada · 3h\nTea?\n  Bo · 2h\n  Yes.\n    Cy · 1h\n    No.\n"
    discussion = parse(page)
    assert [comment.depth for comment in discussion.comments] == [0, 1, 2]
    again = parse(written("json", discussion, [0, 2]))
    assert [(comment.author, comment.depth) for comment in again.comments] == [("Ada", 0), ("Cy", 0)]
    assert [note.text for note in again.receipt.notes if note.kind in ("threads", "left out")] == [
        "1 comment: answers a comment that is not in the file",
        "the page has 3 comments, of which 2 are in the file",
    ]


def test_members_in_any_order_and_of_any_type_are_read() -> None:
    comment = {"id": "b", "parent": ["a"], "segments": ["Tea.", 7, None], "time_text": 5, "inferred": {}, "time": {}}
    page = {"comments": [comment, 3], "article": [], "title": 8, "saved": "soon", "receipt": 1}
    again = parse(json.dumps({**page, "schema": "thread-reader/1"}))
    assert [segment.text for comment in again.comments for segment in comment.segments] == ["Tea."]
    assert again.title is None


def test_lines_that_are_not_objects_are_read_in_steps() -> None:
    comments = written("jsonl", parse(SAMPLES[0].read_bytes()))

    def steps(lines: int) -> int:
        discussion, work = begin(BufferSource(comments + b"5\n" * lines, "a.jsonl"))
        found = sum(1 for _ in work)
        assert discussion.format == "thread-reader"
        return found

    assert steps(20_000) - steps(10_000) > 50
