"""Rendering of a structured file: text of its own, places in the file, rows in thread order, several discussions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.bodies import Body, Link
from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.receipt_spans import byte_spans
from thread_parsers.discussion.relative_times import RelativeTimes
from thread_parsers.discussion.rendering import Rendering, with_large_bodies
from thread_parsers.source.source import BufferSource
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = BufferSource(b'{"title": "Kilns", "posts": ["warm", "cold", "wet"], "more": 12}', "page.json")


@pytest.fixture
def rendering() -> Rendering:
    return Rendering(Discussion(FILE, "made"))


def test_words_are_in_a_text_of_their_own_and_places_in_the_file(rendering: Rendering) -> None:
    discussion = rendering.discussion
    rendering.title(" Kilns \n and  tea", 11, 16)
    rendering.article("One.\r\n\r\n \n\nTwo\nlines.\n", 11, 16)
    rendering.mark(54, 64, "stub")
    row = rendering.add(Post(author="Ada", text="warm\r\n---\nand dry", object_span=(30, 34), body_span=(30, 34)))
    assert discussion.file is FILE
    assert discussion.title == "Kilns and tea"
    assert discussion.paragraphs == ["One.", "Two\nlines."]
    assert [segment.text for segment in discussion.segments(row)] == ["warm", "and dry"]
    comment = discussion.comments[row]
    assert (comment.lines, comment.bytes) == (None, (30, 34))
    kinds = [(span.start, span.end, span.kind) for span in byte_spans(discussion)]
    assert kinds == [
        (0, 11, "structure"), (11, 16, "title"), (16, 30, "structure"), (30, 34, "body"), (34, 54, "structure"),
        (54, 64, "stub"),
    ]  # fmt: skip


def test_members_of_a_post_become_columns(rendering: Rendering) -> None:
    columns = rendering.discussion.columns
    rendering.add(
        Post(
            author="Ada", text="tea", id="t1", time=60, zone=90, likes=-3, replies=2, badge="OP", state="hidden",
            edited="", permalink="https://example.org/1", subject="Tea", accepted=True, time_text="a minute ago",
        )
    )  # fmt: skip
    rendering.add(Post(text="none of that", zone=90))
    first, second = rendering.discussion.comments
    assert (first.likes, first.replies, first.badge, first.state) == (-3, 2, "OP", "hidden")
    assert (first.edited, first.permalink, first.subject) == (True, "https://example.org/1", "Tea")
    assert (first.accepted, first.site_id, first.time_text) == (True, "t1", "a minute ago")
    assert first.time is not None
    assert first.time.isoformat() == "1970-01-01T00:01:00+01:30"
    assert (second.time, second.likes, second.state, second.permalink) == (None, None, None, None)
    assert not second.accepted
    assert columns.zone == 90
    assert not columns.zones


def test_zones_that_differ_from_the_first_are_exceptions(rendering: Rendering) -> None:
    for zone in (60, 60, -120, None):
        rendering.add(Post(text="tea", time=0, zone=zone))
    columns = rendering.discussion.columns
    assert columns.zone == 60
    assert columns.zones == {2: -120, 3: None}
    assert [columns.zone_of(row) for row in range(4)] == [60, 60, -120, None]


@pytest.mark.parametrize(
    ("post", "member", "kept"),
    [
        (Post(likes=10**30), "likes", (1 << 31) - 1),
        (Post(likes=-(10**30)), "likes", 1 - (1 << 31)),
        (Post(likes=NO_SCORE), "likes", None),
        (Post(replies=10**30), "replies", (1 << 31) - 1),
        (Post(replies=-(10**30)), "replies", None),
        (Post(time=10**30), "time", None),
        (Post(time=-(10**30)), "time", None),
        (Post(time=NO_TIME), "time", None),
        (Post(author="\ud83d"), "author", "\ufffd"),
        (Post(badge="\ud83d!"), "badge", "\ufffd!"),
    ],
)
def test_what_columns_cannot_hold_is_cut(rendering: Rendering, post: Post, member: str, kept: object) -> None:
    row = rendering.add(post)
    assert getattr(rendering.discussion.comments[row], member) == kept


def test_a_zone_that_no_clock_has_is_not_known(rendering: Rendering) -> None:
    row = rendering.add(Post(time=0, zone=24 * 60))
    time = rendering.discussion.comments[row].time
    assert time is not None
    assert time.tzinfo is None


def test_halves_of_surrogate_pairs_do_not_stop_the_text(rendering: Rendering) -> None:
    row = rendering.add(Post(text="a\ud83db\udc80c"))
    assert rendering.discussion.segments(row)[0].text == "a\ufffdb\udc80c"


def test_held_posts_are_put_in_thread_order_with_all_their_columns(rendering: Rendering) -> None:
    for name, parent in (("a", ""), ("b", "c"), ("c", "a"), ("d", "x"), ("e", "e"), ("b", "a")):
        post = Post(author=name.upper(), text=name, id=name, parent_id=parent, likes=ord(name), state=name)
        post.accepted = name == "c"
        rendering.hold(post)
    discussion = rendering.discussion
    assert not len(discussion.columns), "held posts are not shown before they are in order"
    for _ in rendering.thread():
        pass
    comments = discussion.comments
    assert [comment.author for comment in comments] == ["A", "C", "B", "B", "D", "E"]
    assert [comment.parent for comment in comments] == [None, 1, 2, 1, None, None]
    assert [comment.depth for comment in comments] == [0, 1, 2, 1, 0, 0]
    assert all(comment.state == comment.author.lower() == comment.segments[0].text for comment in comments)
    assert all(comment.likes == ord(comment.author.lower()) for comment in comments)
    assert [comment.id for comment in comments if comment.accepted] == [2]
    assert [discussion.columns.subtree(row).stop for row in range(6)] == [4, 3, 3, 4, 5, 6]
    notes = [note.text for note in discussion.receipt.notes]
    assert notes == [
        "1 comment: answers a comment that is not in the file",
        "1 comment: would be its own ancestor; it was put at the top level",
        "1 comment: has an id that an earlier one has",
    ]


def test_parts_share_text_and_file(rendering: Rendering) -> None:
    first = rendering.part()
    assert first is rendering
    second = first.part()
    for number, part in enumerate((first, second, first)):
        part.add(Post(author=f"P{number}", text="tea", object_span=(number, number + 1)))
    discussions = rendering.discussion.parts
    assert discussions == [first.discussion, second.discussion]
    assert [[comment.author for comment in each.comments] for each in discussions] == [["P0", "P2"], ["P1"]]
    assert second.discussion.text is first.discussion.text
    assert second.discussion.parts is first.discussion.parts
    assert list(byte_spans(second.discussion)) == list(byte_spans(first.discussion))


@pytest.mark.parametrize("flat", [False, True])
def test_discussions_above_the_limit_are_read_as_a_part_of_the_last_one(
    rendering: Rendering, monkeypatch: pytest.MonkeyPatch, *, flat: bool
) -> None:
    monkeypatch.setattr("thread_parsers.discussion.rendering.MAX_PARTS", 2)
    for number, zone in enumerate((0, 0, 60, None)):
        part = rendering.part()
        part.title(f"T{number}", number, number + 1)
        posts = [
            Post(author="Ada", text="tea", id="a", time=7, zone=zone, edited=""),
            Post(author=f"P{number}", text="two", id="b", parent_id="a", time=8, zone=0, likes=-3),
        ]
        if flat:
            for post in posts:
                part.hold(post)
            for _ in part.thread():
                pass
        else:
            part.add(posts[1], part.add(posts[0]))
    first, last = rendering.discussion.parts
    assert [comment.author for comment in first.comments] == ["Ada", "P0"]
    assert [comment.author for comment in last.comments] == ["Ada", "P1", "Ada", "P2", "Ada", "P3"]
    assert [comment.parent for comment in last.comments] == [None, 1, None, 3, None, 5]
    columns = last.columns
    assert [columns.zone_of(row) for row in range(6)] == [0, 0, 60, 0, None, 0]
    assert [columns.ids[row] + str(columns.likes[row]) for row in (1, 3, 5)] == ["b-3"] * 3
    assert set(columns.edited) == {0, 2, 4}
    assert [columns.subtree(row).stop for row in range(6)] == [2, 2, 4, 4, 6, 6]
    assert (last.title, last.paragraphs) == ("T1", ["T2", "T3"])
    notes = [note.text for note in rendering.discussion.receipt.notes if note.kind == "parts"]
    assert notes == ["2 more discussions are read as a part of the last one"]


def test_posts_of_several_parts_that_are_held_in_turn_stay_apart(rendering: Rendering) -> None:
    parts = [rendering.part(), rendering.part()]
    for number in range(300):
        parts[number % 2].hold(Post(author="Ada", text=f"tea {number}\r\nand \ud83d", object_span=(number, number + 1)))
    for part in parts:
        for _ in part.thread():
            pass
    for number, part in enumerate(parts):
        texts = [part.discussion.segments(row)[0].text for row in range(150)]
        assert texts == [f"tea {at}\nand \ufffd" for at in range(number, 300, 2)]


def test_links_behind_words_are_kept_with_their_place_in_the_text(rendering: Rendering) -> None:
    rendering.add(Post(text="first"))
    body = Body("Grüße, see here or http://a.org/", (Link(7, 10, "http://b.org/é"), Link(19, 32, "http://a.org/")))
    row = rendering.add(Post(text=body))
    links = rendering.discussion.columns.links
    assert list(links) == [row]
    link = links[row][0]
    assert rendering.discussion.text.text(link.start, link.end) == "see"
    assert link.address == "http://b.org/é"


def linked_words(rendering: Rendering, text: str, *links: tuple[int, int]) -> list[str]:
    """Add a comment and return the words of its links, as they are in the text."""
    row = rendering.add(Post(text=Body(text, tuple(Link(*span, "http://a.org/") for span in links))))
    discussion = rendering.discussion
    return [discussion.text.text(link.start, link.end) for link in discussion.columns.links.get(row, ())]


def test_links_keep_their_words_whatever_ends_the_lines(rendering: Rendering) -> None:
    assert linked_words(rendering, "a\r\n\r\nb see\r\nmore\rend", (7, 10), (12, 16), (17, 20)) == ["see", "more", "end"]
    assert linked_words(rendering, "one\r\ntwo three", (3, 4), (4, 8), (9, 14)) == ["\n", "two", "three"], (
        "cut in a pair"
    )


@given(
    pieces=st.lists(
        st.tuples(st.sampled_from(["\r\n", "\r", "\n", " ", "é\r\n"]), st.text("abcé", min_size=1)), min_size=1
    )
)
def test_any_line_ends_before_links_keep_their_words(pieces: list[tuple[str, str]]) -> None:
    text, spans = "", []
    for before, words in pieces:
        text += before
        spans.append((len(text), len(text + words)))
        text += words
    assert linked_words(Rendering(Discussion(FILE, "made")), text, *spans) == [words for _, words in pieces]


def test_an_author_is_one_line(rendering: Rendering) -> None:
    row = rendering.add(Post(text="Tea.", author=" Ada\nLove\tlace "))
    assert rendering.discussion.comments[row].author == "Ada Love lace"


def test_links_move_with_their_comment_when_threads_are_put_in_order(rendering: Rendering) -> None:
    rendering.hold(Post(text="one", id="1"))
    rendering.hold(Post(text="two", id="2"))
    rendering.hold(Post(text=Body("three", (Link(0, 5, "http://c.org/"),)), id="3", parent_id="1"))
    for _ in rendering.thread():
        pass
    discussion = rendering.discussion
    assert {discussion.text.text(*link[:2]): row for row, (link,) in discussion.columns.links.items()} == {"three": 1}


def test_siblings_are_put_in_the_order_of_their_ranks(rendering: Rendering) -> None:
    for author, rank in (("b", 2), ("a", 1), ("c", 2)):
        rendering.hold(Post(author=author, id=author, rank=rank))
    for _ in rendering.thread():
        pass
    assert [comment.author for comment in rendering.discussion.comments] == ["a", "b", "c"]


def test_a_relative_time_with_a_known_date_keeps_it_however_often_times_are_completed(rendering: Rendering) -> None:
    rendering.add(Post(time=1_700_000_000, zone=0, time_text="3 hours ago"))
    times = RelativeTimes(rendering.discussion)
    times.complete_new()
    run_to_end(times.complete_all())
    [comment] = rendering.discussion.comments
    assert (comment.shown_time, comment.inferred) == ("~2023-11-14 22h", ("time",))


def test_exact_words_keep_blanks_line_ends_and_empty_lines() -> None:
    exact = Rendering(Discussion(BufferSource(b"{}")), exact=True)
    exact.title("A  b ", 0, 1)
    exact.article("one\n\ntwo\r\n", 0, 1)
    exact.add(Post(text="a\rb"))
    assert (exact.discussion.title, exact.discussion.paragraphs) == ("A  b ", ["one\n\ntwo\r\n"])
    assert exact.discussion.comments[0].segments[0].text == "a\rb"


POSTS = st.lists(
    st.builds(
        Post,
        author=st.sampled_from(["Ada", "Bo", "Ké\nvin"]),
        text=st.sampled_from(["tea", "", "é\r\nmilk\n", "x" * 70_000, Body("see tea", (Link(4, 7, "https://tea.example"),))]),
        id=st.sampled_from(["", "a", "ü"]),
        time=st.sampled_from([NO_TIME, 0, 1 << 60]),
        zone=st.sampled_from([None, 0, 60]),
        likes=st.sampled_from([NO_SCORE, -3, 1 << 40]),
        badge=st.sampled_from(["", "OP"]),
        time_text=st.sampled_from(["", "a day ago"]),
        object_span=st.just((3, 9)),
    ),
    max_size=12,
)  # fmt: skip


@given(posts=POSTS)
def test_rows_that_are_completed_together_are_the_same(posts: list[Post]) -> None:
    def read(discussion: Discussion) -> Iterator[None]:
        rendering = Rendering(discussion)
        for number, post in enumerate(posts):
            rendering.add(replace(post), number - 1 if number % 3 else -1)
            if number % 5 == 0:
                rendering.title("Tea", 1, 2)
                yield

    first, second = Discussion(FILE, "made"), Discussion(FILE, "made")
    for _ in with_large_bodies(first, read(first)):
        pass
    for _ in with_large_bodies(second, read(second), together=True):
        assert len(second.columns) == len(second.columns.parent)
    assert list(second.comments) == list(first.comments)
    assert [dict(columns.links) for columns in (first.columns,)] == [dict(second.columns.links)]
    assert list(byte_spans(second)) == list(byte_spans(first))


def test_comments_that_were_read_before_a_fault_are_kept() -> None:
    def read(discussion: Discussion) -> Iterator[None]:
        rendering = Rendering(discussion)
        for number in range(6):
            rendering.add(Post(text=f"{number}"), number - 1)
        raise ZeroDivisionError
        yield

    discussion = Discussion(FILE, "made")
    with pytest.raises(ZeroDivisionError):
        list(with_large_bodies(discussion, read(discussion), together=True))
    assert [comment.segments[0].text for comment in discussion.comments] == list("012345")
    assert discussion.comments[5].depth == 5


def test_comments_that_are_in_thread_order_keep_what_they_state(rendering: Rendering) -> None:
    posts = [
        Post(author="Ada", text=Body("tea", (Link(0, 3, "https://example.org/"),)), id="a", time=60, badge="OP"),
        Post(author="Bo", text="cup", id="b", parent_id="a", time=90, zone=60, likes=-3, state="hidden", edited=""),
        Post(author="Ada", text="pot", id="c", subject="Pots", accepted=True, replies=2, permalink="/c", rank=0),
    ]
    for post in posts:
        rendering.hold(post)
    for _ in rendering.thread():
        pass
    columns = rendering.discussion.columns
    assert [list(column) for column in (columns.parent, columns.time, columns.likes, columns.replies)] == [
        [-1, 0, -1], [60, 90, NO_TIME], [NO_SCORE, -3, NO_SCORE], [-1, -1, 2],
    ]  # fmt: skip
    assert [comment.author for comment in rendering.discussion.comments] == ["Ada", "Bo", "Ada"]
    assert (columns.badges, columns.states, columns.edited) == ({0: "OP"}, {1: "hidden"}, {1: ""})
    assert (dict(columns.subjects), columns.accepted, dict(columns.permalinks)) == ({2: "Pots"}, {2}, {2: "/c"})
    assert [columns.zone_of(row) for row in range(2)] == [None, 60]
    assert dict(columns.ids) == {0: "a", 1: "b", 2: "c"}
    assert [link.address for link in columns.links[0]] == ["https://example.org/"]
