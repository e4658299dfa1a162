"""The hits of a search in many discussions, grouped by discussion."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thread_reader.view.list_cursor import ListCursor

if TYPE_CHECKING:
    from collections.abc import Collection

    from thread_parsers.library import Hit

MAX_HITS = 10_000
"""Hits that are listed; a query that finds more can be narrowed."""


@dataclass(slots=True)
class Group:
    """A discussion with hits."""

    path: str
    part: int
    parts: int
    title: str
    hits: int = 0


@dataclass
class HitList(ListCursor):
    """The list. `lines` has the indices of the hits, and -1 - group for the heading of a discussion."""

    hits: list[Hit] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether no more hits are listed."""
        return len(self.hits) >= MAX_HITS

    def clear(self) -> None:
        """Remove all hits."""
        self.lines, self.hits, self.groups = [], [], []
        self.cursor, self.top, self.has_moved = -1, 0, False

    def add(self, hit: Hit) -> None:
        """Put a hit at the end, below the heading of its discussion."""
        groups = self.groups
        if not groups or (groups[-1].path, groups[-1].part) != (hit.path, hit.part):
            groups.append(Group(hit.path, hit.part, hit.parts, hit.title))
            self.lines.append(-len(groups))
        groups[-1].hits += 1
        self.lines.append(len(self.hits))
        self.hits.append(hit)
        self.cursor = max(self.cursor, 0)

    def drop_files(self, paths: Collection[str]) -> None:
        """Remove the hits of some files, which have changed since."""
        if not any(group.path in paths for group in self.groups):
            return
        before, cursor = self.hits, self.hit
        top, has_moved, rows = self.top, self.has_moved, self.rows
        self.clear()
        for hit in before:
            if hit.path not in paths:
                self.add(hit)
        if cursor is not None and cursor.path not in paths:
            self.cursor = self.hits.index(cursor)
        self.top, self.has_moved, self.rows = top, has_moved, rows
        self.show_cursor()

    @property
    def hit(self) -> Hit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.cursor >= 0 else None

    def group_of(self, line: int) -> Group | None:
        """The discussion of a line."""
        while 0 <= line < len(self.lines):
            if self.lines[line] < 0:
                return self.groups[-1 - self.lines[line]]
            line -= 1
        return None

    def next_group(self, steps: int) -> None:
        """Move the cursor to the first hit of the next discussion, or of the one before."""
        at, direction = self.at, 1 if steps > 0 else -1
        if direction < 0:  # the heading of this one, then that of the one before
            while at > 0 and self.lines[at] >= 0:
                at -= 1
        at += direction
        while 0 < at < len(self.lines) and self.lines[at] >= 0:
            at += direction
        if 0 <= at < len(self.lines):
            self.go(at)
