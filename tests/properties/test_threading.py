"""Thread order from ids: a forest whatever the ids are, and the same tree as a slow, obvious rule builds."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from harness.examples import examples
from thread_parsers.discussion.threading import Threads, threaded

IDS = st.lists(st.tuples(st.sampled_from(["", *"abcdefgh"]), st.sampled_from(["", *"abcdefghxy"])), max_size=12)


def slow_parents(ids: list[str], parent_ids: list[str]) -> list[int]:
    """The number of each comment's parent, by the rules: the first with the id, never the comment or its descendant."""
    parents = [ids.index(name) if name and name in ids else -1 for name in parent_ids]
    for first in range(len(ids)):
        path = [first]
        while parents[path[-1]] >= 0 and parents[path[-1]] not in path:
            path.append(parents[path[-1]])
        if parents[path[-1]] >= 0:
            # The walk came back to a comment of its own path: the comment that points to it loses its parent.
            parents[path[-1]] = -1
    return parents


@examples(300)
@given(IDS)
@example([("a", "b"), ("b", "a")])
@example([("a", "a")])
@example([("a", "c"), ("b", "a"), ("c", "b"), ("d", "c")])
@example([("a", ""), ("a", ""), ("b", "a")])
def test_the_tree_is_that_of_the_slow_rule(pairs: list[tuple[str, str]]) -> None:
    ids, parent_ids = [one for one, _ in pairs], [two for _, two in pairs]
    found = threaded(ids, parent_ids)
    assert_is_pre_order(found, len(ids))
    placed = zip(found.order, found.parent, strict=True)
    stated = {number: found.order[parent] if parent >= 0 else -1 for number, parent in placed}
    assert stated == dict(enumerate(slow_parents(ids, parent_ids)))


@examples(300)
@given(IDS)
def test_what_is_wrong_is_counted(pairs: list[tuple[str, str]]) -> None:
    ids, parent_ids = [one for one, _ in pairs], [two for _, two in pairs]
    found = threaded(ids, parent_ids)
    assert found.orphans == sum(bool(name) and name not in ids for name in parent_ids)
    assert found.duplicates == sum(bool(name) and name in ids[:number] for number, name in enumerate(ids))


def test_siblings_stay_in_file_order_and_replies_follow_their_parent() -> None:
    found = threaded(["1", "2", "3", "4", "5"], ["", "", "1", "3", "1"])
    assert list(found.order) == [0, 2, 3, 4, 1]
    assert list(found.parent) == [-1, 0, 1, 0, -1]


def test_a_chain_and_a_cycle_of_a_hundred_thousand() -> None:
    count = 100_000
    names = list(map(str, range(count)))
    chain = threaded(names, ["", *names[:-1]])
    assert list(chain.order) == list(range(count))
    assert list(chain.parent) == list(range(-1, count - 1))
    ring = threaded(names, [names[-1], *names[:-1]])
    assert ring.cycles == 1
    assert_is_pre_order(ring, count)


def assert_is_pre_order(found: Threads, count: int) -> None:
    """Every comment is there once, parents come before their replies, and replies directly follow a branch."""
    assert sorted(found.order) == list(range(count))
    path: list[int] = []
    for place, parent in enumerate(found.parent):
        while path and path[-1] != parent:
            path.pop()
        assert parent == (path[-1] if path else -1)
        path.append(place)
