"""The JSON form, version 1: a discussion as plain values that every JSON reader understands.

Comments are flat with parent ids, since a chain of replies may be deeper than a JSON reader can recurse. Times are by
the page's clock, without a zone unless the page gives one; lines count from 1; text is exact.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from thread_parsers.export.json_pieces import encoded, value_pieces
from thread_parsers.export.text import segment_texts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thread_parsers.discussion.comment import Comment
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.kept import Kept, KeptNote, KeptOfGone
    from thread_parsers.discussion.receipt import Note

SCHEMA = "thread-reader/1"
"""The name and version of the form. It changes when a reader of the old form would misread the new one, but not for new
members: readers ignore those that they do not know."""

JsonObject = dict[str, Any]


def head(discussion: Discussion) -> JsonObject:
    """The members before the comments. The paragraphs are an iterator: there may be a hundred thousand."""
    article = discussion.article
    return {
        "schema": SCHEMA,
        "format": discussion.format,
        **({"body_form": discussion.body_form} if discussion.body_form != "plain" else {}),
        "saved": _saved(discussion.saved),
        "title": discussion.title,
        "article": {
            "paragraphs": discussion.each_paragraph(),
            "author": article.author,
            "time": _time(article.time),
            "url": article.url,
        },
        "engagement": asdict(discussion.engagement),
    }


def comment_pieces(discussion: Discussion, index: int, before: JsonObject | None = None) -> Iterable[str]:
    """One comment as JSON, in pieces, with other members before it."""
    given, texts = discussion.comments.without_segments(index), segment_texts(discussion, index)
    values = _comment(given, texts, discussion.kept)
    values = {**before, **values} if before else values
    return (encoded(values),) if isinstance(texts, list) else value_pieces(values)


def _comment(given: Comment, texts: Iterable[str | None], kept: Kept) -> JsonObject:
    """One comment. What only mail states is left out of others, and so are a star and notes that it does not have."""
    of_mail = {
        "address": given.address,
        "attachments": list(given.attachments),
        "missing_parent": given.missing_parent,
    }
    of_user = {
        "starred": given.id - 1 in kept.starred,
        "notes": list(map(_kept_note, kept.notes.get(given.id - 1, ()))),
    }
    return {
        "id": given.id,
        "parent": given.parent,
        "depth": given.depth,
        "author": given.author,
        "badge": given.badge,
        "time": _time(given.time),
        "time_text": given.time_text,
        "edited": given.edited,
        "inferred": list(given.inferred),
        "likes": given.likes,
        "replies": given.replies,
        "segments": texts,
        "state": given.state,
        "accepted": given.accepted,
        "subject": given.subject,
        "permalink": given.permalink,
        "site_id": given.site_id,
        **{name: value for name, value in (of_mail | of_user).items() if value},
        "lines": list(given.lines) if given.lines else None,
        "bytes": list(given.bytes) if given.bytes else None,
    }


def of_gone(kept: Kept) -> JsonObject:
    """The member `gone`, if stars or notes are on comments that are not in the file."""
    return {"gone": list(map(_gone, kept.gone))} if kept.gone else {}


def _gone(kept: KeptOfGone) -> JsonObject:
    notes = list(map(_kept_note, kept.notes))
    of_user = {"starred": kept.starred, "notes": notes}
    return {"author": kept.author, "words": kept.words, **{name: value for name, value in of_user.items() if value}}


def _kept_note(given: KeptNote) -> JsonObject:
    return {"text": given.text, "segment": None if given.segment is None else given.segment + 1}


def note(given: Note) -> JsonObject:
    """One note of the receipt."""
    return {"line": given.line, "kind": given.kind, "text": given.text}


def _saved(when: date | None) -> str | None:
    return _time(when) if isinstance(when, datetime) or when is None else when.isoformat()


def _time(when: datetime | None) -> str | None:
    return when.isoformat(timespec="seconds") if when else None
