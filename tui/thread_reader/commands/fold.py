"""Folding and unfolding; the comment under the cursor keeps its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.commands import row_filter
from thread_reader.commands.marks import go_there
from thread_reader.commands.move import repetitions
from thread_reader.commands.registry import handler
from thread_reader.view.bookmarks import Place
from thread_reader.view.fold_levels import folded_below, open_levels
from thread_reader.view.sentences import answered

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session


@handler("fold.toggle")
def toggle(session: Session, _call: Call) -> None:
    """Fold or unfold the comment, or go to the one that is quoted under the cursor; in stats and article, filter by the
    row or sentence under it, or show its spoilers."""
    reader = session.reader
    if session.pane == "stats":
        _filter_by_stats_row(session)
    elif session.pane == "article" and session.host.article.has_spoiler:
        reader.article_revealed = True
    elif session.pane == "article":
        _filter_by_sentence(session)
    elif reader.anchor is not None and reader.anchor[1].kind == "quote":
        _go_to_quoted(session, reader.anchor[1].comment)
    elif reader.anchor is not None and reader.anchor[1].kind == "spoiler":
        reader.reveal_spoilers(reader.anchor[0])
    elif reader.visible:
        reader.fold(reader.folds.toggle(reader.position.comment))


def _go_to_quoted(session: Session, comment: int | None) -> None:
    if comment is None:
        session.say("the comment that is quoted was not found on this page")
    else:
        go_there(session, Place(comment))


def _filter_by_stats_row(session: Session) -> None:
    query = session.host.stats.query_here
    if query is not None:
        row_filter.toggle(session, query)
    elif not session.host.stats.toggle_more():
        session.say("no comments behind this row")


def _filter_by_sentence(session: Session) -> None:
    reader = session.reader
    sentence = reader.sentences.current
    found = answered(reader.stats, sentence) if sentence is not None else None
    if sentence is None:
        session.say("no sentence here")
    elif found is None or not (found.links or reader.all_seen):
        session.say("the comments about each sentence are still being counted")
    elif not found.links:
        session.say("no comment is about this sentence")
    else:
        session.filter_by(found.query)


@handler("fold.all")
def fold_all(session: Session, _call: Call) -> None:
    """Fold every comment to one line."""
    session.reader.fold(session.reader.folds.anew(all=True))


@handler("fold.none")
def unfold_all(session: Session, _call: Call) -> None:
    """Unfold everything but muted comments."""
    session.reader.fold(session.reader.folds.anew())


def _change_level(session: Session, change: int) -> None:
    reader = session.reader
    deepest = max(reader.columns.depth, default=0)
    level = min(deepest + 1, max(0, open_levels(reader) + change))
    reader.fold(folded_below(reader, level))
    session.say(f"unfolded to {level} of {deepest + 1} levels" if level else "all folded")


@handler("fold.more")
def fold_more(session: Session, call: Call) -> None:
    """Fold the deepest unfolded level."""
    _change_level(session, -len(repetitions(call)))


@handler("fold.less")
def fold_less(session: Session, call: Call) -> None:
    """Unfold the topmost folded level."""
    _change_level(session, len(repetitions(call)))


@handler("fold.branch")
def collapse_branch(session: Session, _call: Call) -> None:
    """Fold the comment with its replies and go to the comment after them."""
    reader = session.reader
    if not reader.visible:
        return
    comment = reader.position.comment
    reader.fold(reader.folds.fold(comment))
    row = reader.visible.row(comment)
    if row is not None and row + 1 < len(reader.visible):
        reader.go(Place(reader.visible[row + 1]))
    else:
        session.say("this was the last comment")
