"""The values of `has:`, which test the text of a segment, and of `is:`, which test a comment's position and marks."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from thread_parsers.discussion.roles import is_by_original_poster
from thread_parsers.query.nodes import (
    ACCEPTED,
    BY_POSTER,
    DELETED,
    DEPTH,
    EDITED,
    HAS_LINK,
    HAS_NUMBER,
    HAS_QUESTION,
    HAS_QUOTE,
    NEW,
    STARRED,
    UNREAD,
    Hints,
    TextTest,
    Within,
)
from thread_parsers.steps import run_to_end
from thread_parsers.text.links import LINK
from thread_parsers.text.text_pieces import MAX_HIT_CHARS, WINDOW_CHARS

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from thread_parsers.query.nodes import QueryContext

NUMBER = re.compile(r"\d")
"""A digit of any script."""
QUESTION_MARKS = "?\uff1f\u061f\u037e\u2047\u2048"
"""Question marks: ASCII, full-width, Arabic, Greek, "??" and "?!" as one character."""
QUESTION = re.compile(rf"[{QUESTION_MARKS}](?![\w/=&%])")
"""A question mark, but not the one that begins the query of an address."""
QUOTE = re.compile(
    r"""^[ \t]*>|“[^“”\n]+”|„[^„“”\n]+[“”]|«[^«»\n]+»|「[^「」\n]+」|『[^『』\n]+』|(?<!\w)"(?=\w)[^"\n]+"(?!\w)""",
    re.MULTILINE,
)
"""A line that begins with `>`, or text between two quotation marks on one line."""

GONE_STATES = frozenset({"deleted", "removed", "dead", "trash"})
"""States of comments that the site no longer shows to its readers."""

HAS_VALUES: dict[str, tuple[re.Pattern[str], Hints]] = {
    HAS_LINK: (LINK, Hints((b"http", b"www.", b"lto:"))),
    HAS_NUMBER: (NUMBER, Hints((b"0",), alike=b"0123456789", beyond=NUMBER)),
    HAS_QUESTION: (QUESTION, Hints(tuple(map(str.encode, QUESTION_MARKS)))),
    HAS_QUOTE: (QUOTE, Hints(tuple(map(str.encode, ">“„«「『")), alike=b'>"')),
}
"""The values of `has:` that test the text: the pattern that a segment must contain, and what it contains then. A
quantity has the same name."""
_BLANKS = re.compile(r"[ \t]*")


def has_test(pattern: re.Pattern[str]) -> TextTest:
    """The test for texts that contain one of the patterns of HAS_VALUES."""

    def steps(text: str) -> Generator[None, None, bool]:
        # A search cannot be interrupted, so a long text is searched a window at a time, with the character before it.
        at = 0
        while at < len(text):
            stop, before = min(at + WINDOW_CHARS, len(text)), max(0, at - 1)
            # A window does not end within a run of blanks; one blank of it is enough for the pattern.
            blanks = _BLANKS.match(text, stop)
            after = blanks.end() if blanks else stop
            window = text[before:stop] + text[max(stop, after - 1) : after + MAX_HIT_CHARS]
            hit = pattern.search(window, at - before)
            if hit is not None and hit.start() + before < max(stop, 1):
                return True
            at = after
            yield
        return False

    def now(text: str) -> bool:
        return run_to_end(steps(text)) if len(text) > WINDOW_CHARS else pattern.search(text) is not None

    return TextTest(now, steps)


def behind_words(context: QueryContext) -> Callable[[int], bool]:
    """Bind a test for comments with an address that their text does not show."""
    return context.discussion.columns.links.__contains__


def _root(context: QueryContext) -> Callable[[int], bool]:
    parents = context.discussion.columns.parent
    return lambda index: parents[index] < 0


def _reply(context: QueryContext) -> Callable[[int], bool]:
    parents = context.discussion.columns.parent
    return lambda index: parents[index] >= 0


def _original_poster(context: QueryContext) -> Callable[[int], bool]:
    return partial(is_by_original_poster, context.discussion)


def _edited(context: QueryContext) -> Callable[[int], bool]:
    by_page, since_last_time = context.discussion.columns.edited, context.marks.edited
    return lambda index: index in by_page or index in since_last_time


def _deleted(context: QueryContext) -> Callable[[int], bool]:
    states = context.discussion.columns.states
    return lambda index: states.get(index) in GONE_STATES


def _accepted(context: QueryContext) -> Callable[[int], bool]:
    return context.discussion.columns.accepted.__contains__


def _unread(context: QueryContext) -> Callable[[int], bool]:
    return context.marks.unread.__contains__


def _starred(context: QueryContext) -> Callable[[int], bool]:
    return context.marks.starred.__contains__


def _new(context: QueryContext) -> Callable[[int], bool]:
    return context.marks.new.__contains__


def has_note(context: QueryContext) -> Callable[[int], bool]:
    """Bind `has:note`: whether the user has written a note on a comment or on one of its segments."""
    return context.marks.noted.__contains__


IS_VALUES: dict[str, Callable[[QueryContext], Callable[[int], bool]]] = {
    "root": _root,
    "reply": _reply,
    "op": _original_poster,
    "edited": _edited,
    "deleted": _deleted,
    "accepted": _accepted,
    "unread": _unread,
    "starred": _starred,
    "new": _new,
}
"""The values of `is:`: each binds a context to a test of a comment by its index."""

IS_WITHIN = {
    "reply": Within(DEPTH, 1, None),
    "root": Within(DEPTH, 0, 0),
    "deleted": Within(DELETED, 1, 1),
    "accepted": Within(ACCEPTED, 1, 1),
    "op": Within(BY_POSTER, 1, 1),
    **{mark: Within(mark, 1, 1) for mark in (EDITED, UNREAD, STARRED, NEW)},
}
"""What numbers say of comments that pass some of them."""

SITE_MARKS = ("edited", "deleted", "accepted")
"""The values of `is:` that depend on what the site says of a comment."""

USER_MARKS = ("unread", "starred", "new")
"""The values of `is:` that depend on what the user has read or marked."""

MARK_TERMS = {**{IS_VALUES[value]: f"is:{value}" for value in USER_MARKS}, has_note: "has:note"}
"""The terms that depend on what the user has read, marked or written."""
