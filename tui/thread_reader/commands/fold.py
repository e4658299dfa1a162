"""Folding and unfolding; the comment under the cursor stays where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.commands.filter import filter_by
from thread_reader.commands.move import times
from thread_reader.commands.registry import action
from thread_reader.view.bookmarks import Place
from thread_reader.view.folds import Folds
from thread_reader.view.sentences import answered

if TYPE_CHECKING:
    from thread_reader.commands.keymap import Call
    from thread_reader.screens.reading_screen import ReadingScreen


@action("fold.toggle")
def toggle(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Fold or unfold the comment under the cursor; elsewhere, filter by what is under it."""
    reader = screen.reader
    if screen.pane == "stats":
        _to_comments_counted(screen)
    elif screen.pane == "article":
        _to_comments_about_it(screen)
    elif reader.visible:
        reader.fold(reader.folds.toggle(reader.position.comment))


def _to_comments_counted(screen: ReadingScreen) -> None:
    query = screen.stats.query_here
    if query is not None:
        filter_by(screen, query)
    elif not screen.stats.toggle_more():
        screen.say("this row stands for no comments of its own")


def _to_comments_about_it(screen: ReadingScreen) -> None:
    reader = screen.reader
    sentence = reader.sentences.current
    found = answered(reader.stats, sentence) if sentence is not None else None
    if sentence is None:
        screen.say("no sentence here")
    elif found is None or not (found.links or reader.all_seen):
        screen.say("what the comments say to the sentences is still being counted")
    elif not found.links:
        screen.say("nobody touched this sentence")
    else:
        filter_by(screen, found.query)


@action("fold.all")
def fold_all(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Every comment is one line."""
    screen.reader.fold(Folds(all=True))


@action("fold.none")
def unfold_all(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Nothing is folded."""
    screen.reader.fold(Folds())


def _to_level(screen: ReadingScreen, change: int) -> None:
    reader = screen.reader
    deepest = max(reader.columns.depth, default=0)
    level = min(deepest + 1, max(0, reader.open_levels() + change))
    reader.fold(reader.folded_below(level))
    screen.say(f"unfolded to {level} of {deepest + 1} levels" if level else "all folded")


@action("fold.more")
def fold_more(screen: ReadingScreen, call: Call) -> None:
    """Fold the deepest level that is unfolded."""
    _to_level(screen, -len(times(call)))


@action("fold.less")
def fold_less(screen: ReadingScreen, call: Call) -> None:
    """Unfold the level above which all is unfolded."""
    _to_level(screen, len(times(call)))


@action("fold.done")
def done(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Fold the branch and go to the comment after it."""
    reader = screen.reader
    if screen.pane != "comments" or not reader.visible:
        return
    comment = reader.position.comment
    reader.fold(reader.folds.fold(comment))
    row = reader.visible.row(comment)
    if row is not None and row + 1 < len(reader.visible):
        reader.go(Place(reader.visible[row + 1]))
    else:
        screen.say("that was the last one")
