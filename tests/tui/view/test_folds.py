"""Which comments are folded, as values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thread_reader.view.folds import Folds

COMMENTS = st.frozensets(st.integers(0, 9))
FOLDS = st.builds(Folds, st.booleans(), COMMENTS, COMMENTS, COMMENTS, COMMENTS)


def folded(folds: Folds) -> set[int]:
    return {comment for comment in range(10) if comment in folds}


@given(FOLDS, st.integers(0, 9), COMMENTS)
def test_folding_and_unfolding_change_these_comments_and_no_other(folds: Folds, one: int, some: frozenset[int]) -> None:
    before = folded(folds)
    assert folded(folds.fold(one)) == before | {one}
    assert folded(folds.unfold(*some)) - some == before - some
    assert folded(folds.toggle(one)) == before ^ {one}


@given(FOLDS, COMMENTS)
def test_what_is_unfolded_stays_so_when_what_was_open_for_now_closes(folds: Folds, some: frozenset[int]) -> None:
    unfolded = folds.unfold(*some)
    assert not folded(unfolded) & some
    assert not folded(unfolded.open_for_now(frozenset())) & some


@given(FOLDS, COMMENTS)
def test_what_is_open_for_now_is_open_until_something_else_is(folds: Folds, some: frozenset[int]) -> None:
    closed = folds.open_for_now(frozenset())
    now = folds.open_for_now(some)
    assert folded(now) == folded(closed) - some
    assert now.opened == folded(closed) & some
    assert now.open_for_now(frozenset()) == closed


@given(st.builds(Folds, st.booleans(), COMMENTS, COMMENTS))
def test_none_is_said_only_where_no_comment_is_folded(folds: Folds) -> None:
    if folds.none:
        assert not folded(folds)
    if not folds.all:
        assert folds.none == (not folded(folds))


@given(FOLDS, COMMENTS)
def test_muting_folds_exactly_these_comments(folds: Folds, muted: frozenset[int]) -> None:
    by_user = folds.by_user
    now = folds.mute(muted)
    assert folded(now) == folded(by_user) | (muted - folds.opened)


@given(FOLDS, st.booleans(), COMMENTS)
def test_other_folds_keep_what_is_muted(folds: Folds, every: bool, exceptions: frozenset[int]) -> None:
    anew = folds.anew(all=every, exceptions=exceptions)
    assert folded(anew) == folded(Folds(every, exceptions)) | folds.muted
    assert folded(anew.by_user) == folded(Folds(every, exceptions))


@given(FOLDS)
def test_nothing_is_folded_if_that_is_said(folds: Folds) -> None:
    if folds.none:
        assert not folded(folds)
