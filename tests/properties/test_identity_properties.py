"""Saves of one generated discussion: other orders, parts and edits of it are matched comment by comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from harness.discussions import Post, make_discussion
from thread_parsers.identity.changes import changes
from thread_parsers.identity.fingerprints import Fingerprints, fingerprint_steps
from thread_parsers.identity.matching import MAX_SAMPLE, is_same, match, overlap, sample
from thread_parsers.identity.shared_comments import selection_mask
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Sequence

Said = tuple[str, str, str]
"""Author, text, id; each may be empty, and repeated."""

WORDS = st.lists(st.sampled_from(["ferry", "Pier", "渡轮很晚", "паром", "é", "[1]", "*", "👍", "\n---\n"]), max_size=12)
SAID = st.tuples(
    st.sampled_from(["Ann", "Bo", ""]), WORDS.map(" ".join), st.sampled_from(["", "1", "2", "kx2ab9q", "t1_b1"])
)
THREADS = st.lists(SAID, max_size=12)
FERRIES = "Ferry number {0} was late again, and nobody at pier {0} knew why."
DISTINCT = st.integers(0, 40).map(lambda count: [("Ann", FERRIES.format(at), "") for at in range(count)])


def prints(thread: Sequence[Said]) -> Fingerprints:
    discussion = make_discussion([Post(author=author, text=text) for author, text, _ in thread])
    discussion.columns.ids.update((at, number) for at, (_, _, number) in enumerate(thread) if number)
    return run_to_end(fingerprint_steps(discussion))


@given(THREADS, THREADS)
def test_matching_is_one_to_one_and_changes_account_for_every_comment(first: list[Said], second: list[Said]) -> None:
    known, now = prints(first), prints(second)
    matched = match(known, now)
    found = [each for each in matched if each >= 0]
    assert len(matched) == len(second)
    assert len(set(found)) == len(found)
    assert all(each < len(first) for each in found)
    changed = changes(known, now, matched)
    assert len(changed.gone) + len(found) == len(first)
    assert len(changed.new) + len(found) == len(second)
    assert set(changed.edited) <= {at for at, each in enumerate(matched) if each >= 0}


@given(THREADS, THREADS)
def test_matched_comments_have_an_id_or_their_words_or_a_text_in_common(first: list[Said], second: list[Said]) -> None:
    known, now = prints(first), prints(second)
    for at, other in enumerate(match(known, now)):
        if other >= 0:
            assert any(old[other] == new[at] != 0 for old, new in zip(known, now, strict=True))


@given(THREADS)
def test_a_save_is_matched_with_itself(thread: list[Said]) -> None:
    found = prints(thread)
    matched = match(found, found)
    told = [at for at in range(len(thread)) if found.ids[at] or found.words[at]]
    assert [matched[at] for at in told] == told
    assert not changes(found, found, matched).edited


@given(THREADS, THREADS)
def test_being_the_same_and_the_overlap_do_not_depend_on_the_order_of_two_saves(
    first: list[Said], second: list[Said]
) -> None:
    known, now = prints(first), prints(second)
    assert overlap(known, now) == overlap(now, known)
    for address in (0, 7):
        assert is_same(known, address, now, address) == is_same(now, address, known, address)


@given(DISTINCT, st.data())
def test_any_order_of_any_large_part_with_any_edits_is_the_same_discussion(
    thread: list[Said], data: st.DataObject
) -> None:
    kept = data.draw(st.permutations(range(len(thread))))
    kept = kept[: data.draw(st.integers(min(len(kept), max(3, -(-len(kept) // 3))), len(kept)))]
    edited = data.draw(st.sets(st.sampled_from(kept))) if kept else set()
    later = [
        (a, text + " Edit: it was the tide." if at in edited else text, i) for at in kept for a, text, i in [thread[at]]
    ]
    known, now = prints(thread), prints(later)
    assert is_same(known, 0, now, 0) == (len(kept) >= 3)
    matched = match(known, now)
    assert list(matched) == kept
    changed = changes(known, now, matched)
    assert {kept[at] for at in changed.edited} == edited
    assert set(changed.gone) == set(range(len(thread))) - set(kept)
    assert not changed.new


@given(st.sets(st.integers(1, (1 << 63) - 1), max_size=300), st.integers(1, 64), st.data())
def test_selections_of_two_sizes_share_what_the_smaller_one_shares(
    keys: set[int], limit: int, data: st.DataObject
) -> None:
    more = data.draw(st.integers(0, 100_000))
    few, many = selection_mask(len(keys), limit), selection_mask(len(keys) + more, limit)
    assert few & many == few
    assert {key for key in keys if not key & many} <= {key for key in keys if not key & few}


@given(st.integers(1, 9), st.sampled_from([1, 2, 5, 10]))
def test_samples_are_nested(seed: int, times: int) -> None:
    # Without texts: a large number of values, as if of a large discussion.
    keys = [(seed * 0x9E3779B97F4A7C15 * at) % (1 << 63) or 1 for at in range(1, MAX_SAMPLE * times)]
    columns = [
        type(sample(prints([])))("q", values) for values in ([0] * len(keys), keys, [0] * len(keys), [0] * len(keys))
    ]
    found = sample(Fingerprints(*columns))
    assert MAX_SAMPLE // 4 <= len(found) <= MAX_SAMPLE
    lowest = min(key & -key for key in found)
    assert set(found) == {key for key in keys if not key & (lowest - 1)}
