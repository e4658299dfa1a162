"""The hits of a search, without a screen."""

from __future__ import annotations

from thread_parsers.library import Hit
from thread_reader.view.hit_list import HitList


def hit(path: str, comment: int, part: int = 1) -> Hit:
    return Hit(path, part, 1, comment, "Ada", "", f"words {comment}", path.upper())


def hits_of(*paths: str) -> HitList:
    hits = HitList()
    hits.resized(20)
    for number, path in enumerate(paths, 1):
        hits.add(hit(path, number))
    return hits


def test_each_discussion_has_one_heading() -> None:
    hits = hits_of("a", "a", "b", "c", "c")
    assert hits.lines == [-1, 0, 1, -2, 2, -3, 3, 4]
    assert [(group.path, group.hits) for group in hits.groups] == [("a", 2), ("b", 1), ("c", 2)]
    assert hits.hit == hit("a", 1)


def test_hits_of_files_that_have_changed_are_dropped_and_the_cursor_stays() -> None:
    hits = hits_of("a", "a", "b", "c", "c")
    hits.move(5)  # headings are lines, too
    assert hits.hit == hit("c", 4)
    hits.drop_files({"a"})
    assert hits.lines == [-1, 0, -2, 1, 2]
    assert hits.hit == hit("c", 4)
    hits.drop_files({"c"})
    assert hits.hit == hit("b", 3)
    hits.drop_files({"b"})
    assert hits.hit is None
    assert not hits.lines


def test_going_to_the_next_and_the_previous_discussion() -> None:
    hits = hits_of("a", "a", "b", "c", "c")
    seen = []
    for steps in (1, 1, 1, -1, -1, -1):
        hits.next_group(steps)
        assert hits.hit is not None
        seen.append((hits.hit.path, hits.hit.comment))
    assert seen == [("b", 3), ("c", 4), ("c", 4), ("b", 3), ("a", 1), ("a", 1)]
    empty = HitList()
    empty.next_group(1)
    empty.next_group(-1)
    empty.move(1)
    assert empty.hit is None
