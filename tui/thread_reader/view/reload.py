"""Carrying the reader's state over to a page that was read again: place, marks, folds, filter and search.

Comments are matched by author and time, and among comments with the same author and time by their order. Their text is
not compared: if the file was overwritten in place, the old text is gone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.keymap import readable
from thread_reader.view.bookmarks import Gone, Notes, Place
from thread_reader.view.folds import Folds
from thread_reader.view.position import Position
from thread_reader.view.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from thread_parsers.discussion.columns import Columns
    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.keymap import Keymap

MAX_GONE = 1000
"""Comments that are gone, of which author and time are listed."""
MAX_DISTANCE = 50
"""If the cursor's comment is gone, the nearest one within this distance in page order takes its place."""


def carry_over(old: Reader, discussion: Discussion) -> Reader:
    """Return a reader on the newly read page with the state of the old one. Filter and search must still be run."""
    new = Reader(discussion, old.preferences)
    near = list(_nearest_first(old.position.comment, len(old.columns)))
    found = match_comments(old.discussion, discussion, _remembered(old) | set(near))
    new.bookmarks.new = new_comments(old.discussion, discussion)
    gone = gone_comments(old.discussion, discussion)
    new.bookmarks.gone = gone_of(old.discussion, gone)
    new.bookmarks.gone_count = len(gone)
    new.bookmarks.marks = {
        letter: _place(place, found) for letter, place in old.bookmarks.marks.items() if place.comment in found
    }
    new.bookmarks.jumps = [_place(place, found) for place in old.bookmarks.jumps if place.comment in found]
    new.bookmarks.read.put(found[comment] for comment in old.bookmarks.read if comment in found)
    new.bookmarks.starred = {found[comment] for comment in old.bookmarks.starred if comment in found}
    notes = {_place(place, found): text for place, text in old.bookmarks.notes.items() if place.comment in found}
    new.bookmarks.notes = Notes(notes)
    new.folds = Folds(old.folds.all, frozenset(found[one] for one in old.folds.exceptions if one in found))
    new.people.recall(old.people.by_name)
    new.folds = new.folds.mute(new.folded_at_first)
    new.order, new.is_flat, new.order_before = old.order, old.is_flat, old.order_before
    new.sentences.cursor = old.sentences.cursor
    ask_again(old, new)
    comment = next((one for one in near if one in found), None)
    if comment is not None:
        segment = old.position.segment if comment == old.position.comment else None
        new.goes_to(Position(found[comment], segment, old.position.row))
    return new


def reloaded_message(old: Reader, new: Reader, keymap: Keymap) -> str:
    """Say how many comments were added or removed, and how to find the new ones."""
    more = len(new.columns) - len(old.columns)
    message = f"reloaded: {counted(abs(more), 'fewer comment' if more < 0 else 'more comment')}"
    if new.bookmarks.gone_count:
        message += f"; {new.bookmarks.gone_count:,} gone"
    if new.bookmarks.new:
        keys = [keymap.keys[command][:1] for command in ("jump.next", "jump.previous")]
        message += f"; {len(new.bookmarks.new):,} new: {' '.join(f'{readable(key)}n' for key in keys if key)}"
    return message


def match_comments(old: Discussion, new: Discussion, comments: Collection[int]) -> dict[int, int]:
    """Map old comment numbers to new ones; comments that are gone, or never were there, are left out."""
    heads = {_head(old, comment) for comment in comments if comment < len(old.columns)}
    before, after = _by_head(old, heads), _by_head(new, heads)
    # All comments of a head are paired in page order, not only the requested ones: the order tells them apart.
    pairs = (pair for head in heads for pair in zip(before[head], after[head], strict=False))
    return {old_number: new_number for old_number, new_number in pairs if old_number in comments}


def new_comments(old: Discussion, new: Discussion) -> Collection[int]:
    """Return the comments of the new page without a counterpart in the old one, by the same rule as `match_comments`:
    of several with the same author and time, the last ones are new."""
    before, after = old.columns, new.columns
    if _has_grown(before, after):
        return range(len(before), len(after))
    known = Counter(zip(map(before.author_names.__getitem__, before.author), before.time, strict=True))
    added = set()
    for comment, head in enumerate(zip(map(after.author_names.__getitem__, after.author), after.time, strict=True)):
        if known[head] > 0:
            known[head] -= 1
        else:
            added.add(comment)
    return added


def gone_comments(old: Discussion, new: Discussion) -> Collection[int]:
    """Return the comments of the old page without a counterpart in the new one, by the same rule."""
    return () if _has_grown(old.columns, new.columns) else new_comments(new, old)


def gone_of(old: Discussion, comments: Iterable[int], words: Mapping[int, str] | None = None) -> list[Gone]:
    """Return author, time and words of comments of an old page, at most MAX_GONE of them. `words` are printable."""
    return [
        Gone(printable(old.author(comment)), printable(old.shown_time(comment)), (words or {}).get(comment, ""))
        for comment in islice(sorted(comments), MAX_GONE)
    ]


def _has_grown(before: Columns, after: Columns) -> bool:
    """Whether comments were added at the end, or none: the usual case."""
    count = len(before)
    same_names = after.author_names[: len(before.author_names)] == before.author_names
    return same_names and after.author[:count] == before.author and after.time[:count] == before.time


def _head(discussion: Discussion, comment: int) -> tuple[str, int]:
    """Return author and time (seconds from 1970)."""
    return discussion.author(comment), discussion.columns.time[comment]


def _by_head(discussion: Discussion, heads: set[tuple[str, int]]) -> dict[tuple[str, int], list[int]]:
    """Return the comments with each of the heads, in page order."""
    columns = discussion.columns
    # By author number, so that the loop below compares integers and decodes no names.
    wanted = {
        (columns.author_numbers[name], time): (name, time) for name, time in heads if name in columns.author_numbers
    }
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for comment, head in enumerate(zip(columns.author, columns.time, strict=False)):
        if head in wanted:
            groups[wanted[head]].append(comment)
    return groups


def _remembered(old: Reader) -> set[int]:
    """Return the comments that the state to be carried over refers to."""
    places = old.bookmarks
    return {
        *(place.comment for place in places.marks.values()),
        *(place.comment for place in places.jumps),
        *places.read,
        *places.starred,
        *places.noted,
        *old.folds.exceptions,
    }


def _nearest_first(comment: int, count: int) -> Iterator[int]:
    """Yield the comments around `comment` by distance, each pair with the later one first."""
    for distance in range(MAX_DISTANCE):
        neighbours = dict.fromkeys((comment + distance, comment - distance))  # one of them at distance 0
        yield from (one for one in neighbours if 0 <= one < count)


def _place(place: Place, found: dict[int, int]) -> Place:
    return Place(found[place.comment], place.segment)


def ask_again(old: Reader, new: Reader) -> None:
    """Take over the form of times, the search, the filter and its history. The last two must still be run."""
    new.times.form = old.times.form
    new.search.ask(old.search.text)
    new.filter.history = old.filter.history
    new.filter.context = old.filter.context
    if old.filter.text:
        new.filter.restore(old.filter.snapshot())
