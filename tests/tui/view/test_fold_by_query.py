"""The setting `fold`: comments that a query matches are folded at first, and say so."""

from __future__ import annotations

import asyncio

from rich.style import Style

from harness.fake_host import FakeHost, comments_of
from thread_reader.render.geometry import Geometry
from thread_reader.render.heads import Heads
from thread_reader.render.looks import Looks
from thread_reader.render.overlay import Overlay
from thread_reader.session.session import Session
from thread_reader.state.authors import AuthorMark
from thread_reader.view.jobs import fold_steps
from thread_reader.view.preferences import Preferences
from thread_reader.view.reader import Reader

PAGE = (("Ann", -1, "one"), ("Bo", 0, "two"), ("Cy", -1, "three"), ("Bo", -1, "four"))


def opened(query: str) -> Reader:
    reader = Reader(comments_of(*PAGE), Preferences(fold=query))
    for _ in fold_steps(reader):
        pass
    return reader


def test_matching_comments_are_folded_and_can_be_unfolded() -> None:
    reader = opened("user:Bo OR three")
    assert [row for row in range(4) if row in reader.folds] == [1, 2, 3]
    reader.fold(reader.folds.unfold(3))
    reader.fold(reader.folds.mute_more(reader.folded_at_first))
    assert 3 not in reader.folds
    assert reader.folds.by_user.none


def test_muted_authors_stay_folded_beside_them() -> None:
    reader = opened("three")
    reader.people.put(0, AuthorMark(muted=True))
    reader.fold(reader.folds.mute(reader.folded_at_first))
    assert [row for row in range(4) if row in reader.folds] == [0, 2]


def test_the_session_folds_at_the_start() -> None:
    async def play() -> None:
        session = Session(Reader(comments_of(*PAGE), Preferences(fold="likes:<0")))
        session.reader.columns.likes[2] = -5
        session.host = FakeHost(session)
        session.start()
        await session.scheduler.wait()
        assert session.reader.folded_by_query == {2}
        session.close()

    asyncio.run(play())


def test_the_head_says_why() -> None:
    discussion = comments_of(*PAGE)
    heads = Heads(discussion, Geometry(100), Looks(Style(), lambda _: Style()))
    overlay = Overlay(folded=True, why_folded="likes:<-4")
    assert "folded: likes:<-4" in "".join(segment.text for segment in heads.head(2, overlay))
    unfolded = "".join(segment.text for segment in heads.head(2, overlay._replace(folded=False)))
    assert "likes" not in unfolded
