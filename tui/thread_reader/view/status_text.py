"""What the lines around the panes say: title, where I am, what is filtered and found, the next keys. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.commands.table import COMMANDS, written
from thread_reader.view.sentences import answered

if TYPE_CHECKING:
    from thread_reader.commands.keymap import Keymap
    from thread_reader.view.reader import Reader

ALWAYS_HINTED = ("help", "quit")
"""Hints for which there is always room."""

Part = tuple[str, str]
Line = tuple[list[Part], list[Part]]


def number(value: int) -> str:
    """A number with thin gaps between thousands, as 1,000,000."""
    return f"{value:,}"


def title(reader: Reader) -> Line:
    """The title of the article, or the name of the file; how much was read."""
    discussion = reader.discussion
    name = discussion.source.name.rsplit("/", 1)[-1]
    text = printable((discussion.title or name).replace("\n", " "))
    so_far = "" if discussion.complete else f" so far · {_progress(reader)}"
    right = [(f"{counted(len(reader.columns), 'comment')}{so_far}", "quiet")]
    if reader.change is not None:
        right.insert(0, (f"the file {reader.change} · ", "warning"))
    return [(text, "")], right


def _progress(reader: Reader) -> str:
    """How much of the file is read, while it is, and how to stop that."""
    ends, size = reader.columns.end, reader.discussion.source.size
    read = ends[-1] * 100 // size if ends and size else 0
    return f"stopped at {read} %" if reader.stopped else f"{read} % read · Esc stops"


def where(reader: Reader, pane: str) -> Line:
    """`comment 3 of 10 · FloorPriceWatcher · 8 segments`, and at the right what is filtered and found."""
    right = [*_found(reader), *_filtered(reader), *_order(reader)]
    if pane == "article":
        return [(pane, "heading"), *_sentence(reader)], right
    if pane != "comments":
        return [(pane, "heading"), *_rest(reader)], right
    if not reader.visible:
        return [("nothing shown", "quiet")], right
    position, columns = reader.position, reader.columns
    comment = position.comment
    parts: list[Part] = [(f"comment {number(comment + 1)} of {number(len(columns))}", "head")]
    author = printable(reader.discussion.author(comment))
    if author:
        parts.append((f" · {author}", ""))
    segments = reader.segment_count(comment)
    if position.segment is not None:
        parts.append((f" · segment {position.segment + 1} of {segments}", ""))
    elif segments != 1:
        parts.append((f" · {counted(segments, 'segment')}", ""))
    if columns.depth[comment]:
        parts.append((f" · depth {columns.depth[comment]}", ""))
    below = len(columns.subtree(comment)) - 1
    if below:
        parts.append((f" · {counted(below, 'reply', 'replies')} below", ""))
    return parts, right


def _sentence(reader: Reader) -> list[Part]:
    """`sentence 3 of 40 · 5 segments by 4 people: weight, 19 billion`."""
    here = reader.sentences.current
    if here is None:
        return _rest(reader)
    parts: list[Part] = [(f" · sentence {number(here.number)} of {number(len(reader.sentences.all))}", "head")]
    found = answered(reader.stats, here)
    if found is not None and found.links:
        people = counted(found.people, "person", "people")
        parts.append((f" · {counted(len(found.links), 'segment')} by {people}", "match"))
        parts.append((": " + ", ".join(printable(" ".join(word.split())) for word in found.shared), "quiet"))
    elif found is not None and len(reader.columns):
        parts.append((" · nobody touched it", "quiet"))
    if found is not None and not reader.all_seen and reader.stats is not None:
        parts.append((f" · of {counted(reader.stats.seen, 'comment')} so far", "quiet"))
    return parts


def _rest(reader: Reader) -> list[Part]:
    count = len(reader.columns)
    return [(f" · {counted(count, 'comment')}" if count else " · no comments", "")]


def _filtered(reader: Reader) -> list[Part]:
    filter_ = reader.filter
    if not filter_.text.strip():
        return []
    words = printable(filter_.text)
    if not filter_.on:
        return [(f"  filter off: {words}", "quiet")]
    if filter_.trouble:
        return [(f"  {printable(filter_.trouble)}", "warning")]
    so_far = "" if filter_.complete else " so far"
    context = "" if filter_.context.value == "matches" else f" {filter_.context.value}"
    matches = f"{number(len(filter_.matches))} of {number(len(reader.columns))}"
    return [(f"  {words} · {matches}{so_far}{context}", "match")]


def _found(reader: Reader) -> list[Part]:
    search = reader.search
    if search.pattern is None:
        return []
    if search.trouble:
        return [(f"  {printable(search.trouble)}", "warning")]
    tally = reader.tally()
    parts = [f"{number(tally.ordinal)} of {number(tally.total)}" if tally.ordinal else number(tally.total)]
    parts.append(f"in {counted(tally.comments, 'comment')}")
    if tally.behind_filter:
        parts.append(f"· {number(tally.behind_filter)} behind the filter")
    if tally.in_folds:
        parts.append(f"· {number(tally.in_folds)} in folds")
    so_far = "" if search.complete else " so far"
    return [(f"  /{printable(search.text)} {' '.join(parts)}{so_far}", "heading")]


def _order(reader: Reader) -> list[Part]:
    return [] if reader.order == "page" else [(f"  by {reader.order}", "quiet")]


def hints(keymap: Keymap, width: int, pane: str) -> list[Part]:
    """The next useful keys of a pane that fit a width, from the table of commands; help stays whatever else must go."""
    hinted = [
        (written(keymap.keys[one.id][0]), one.hint if pane == "comments" else one.hint_beside or one.hint)
        for one in COMMANDS
        if one.hint and keymap.keys[one.id]
    ]
    kept = [hint for hint in hinted if hint[1] in ALWAYS_HINTED]
    room = width - sum(_hint_width(hint) for hint in kept)
    for hint in hinted:
        room -= 0 if hint in kept else _hint_width(hint)
        if room >= 0 and hint not in kept:
            kept.append(hint)
    return [part for hint in hinted if hint in kept for part in ((hint[0], "head"), (f" {hint[1]}   ", "quiet"))]


def _hint_width(hint: tuple[str, str]) -> int:
    return len(hint[0]) + len(hint[1]) + 4
