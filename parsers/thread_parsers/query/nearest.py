"""What to say if a query finds nothing: the nearest author or field, within bounds on names and characters."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.discussion.relative_times import without_date
from thread_parsers.errors import QueryError
from thread_parsers.query import values
from thread_parsers.query.authors import by_comments, compared, compared_names
from thread_parsers.query.fields import FIELD_NAMED
from thread_parsers.query.lexer import KEYWORDS, tokens
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.lexer import Token

MAX_NAMES = 1000
"""Authors that are compared letter by letter: those with the most comments."""
MAX_CHARS = 40
"""Characters of a name or a query that are compared or shown."""
MIN_RATIO = 0.65
"""Similarity of two words, as difflib counts it, from which one is offered for the other; 1 is equal."""

TIME_FIELDS = frozenset({"before", "after", "on", "hour"})
"""Fields that compare the time of a comment."""

_LIKE_A_FIELD = re.compile(r"([A-Za-z]+)[<>=]")
"""The start of a word that may be meant as a field, as `likes>3`."""


def nothing_found(text: str, discussion: Discussion) -> str:
    """One line for a valid query without matches: `nothing matches user:Flor; nearest author: Florence`."""
    if not len(discussion.columns):
        return "nothing matches: the page has no comments"
    hint = nearest_hint(text, discussion)
    return f"nothing matches {_cut(text.strip())}{hint and '; '}{hint}"


def nearest_hint(text: str, discussion: Discussion) -> str:
    """What may have been meant: `nearest author: Florence`; empty if nothing is near."""
    return next(_hints(text, discussion), "")


def not_compared(text: str, discussion: Discussion) -> str:
    """What a valid query that compares times cannot decide: `6 comments have only a relative time`; empty if it
    compares none, or all comments have a date."""
    if not any(token.kind == "field" and token.field in TIME_FIELDS for token in tokens(text)):
        return ""
    relative, unknown = without_date(discussion.columns)
    parts = []
    if relative:
        have = "has" if relative == 1 else "have"
        parts.append(
            f"{counted(relative, 'comment')} {have} only a relative time (--saved says when the page was saved)"
        )
    if unknown:
        have = "has" if unknown == 1 else "have"
        parts.append(f"{counted(unknown, 'comment')} {have} no time that is known")
    return "; ".join(parts)


def unmatched_author(text: str, discussion: Discussion) -> Token | None:
    """The first `user:` or `to:` of a valid query that no author matches, unless it is negated."""
    negated = False
    for token in tokens(text):
        names_author = token.kind == "field" and token.field in ("user", "to") and not negated
        if names_author and not values.authors(token.text, exact=token.quoted)(discussion):
            return token
        negated = token.kind == "-"
    return None


def nearest_field(name: str) -> str | None:
    """The field that is called most like this; None if none is."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name[:MAX_CHARS].lower(), FIELD_NAMED, 1, MIN_RATIO)), None)


def nearest_author(typed: str, discussion: Discussion) -> str | None:
    """The author whose name has the typed text in it, or is spelled most like it; None if none is."""
    from difflib import SequenceMatcher

    wanted = compared(typed[:MAX_CHARS].strip("*"), caseless=True).removeprefix("@")
    if not wanted:
        return None
    written, names = discussion.columns.author_names, compared_names(discussion, caseless=True)
    ranked = by_comments(discussion)
    containing = next((number for number in ranked if wanted in names[number]), None)
    if containing is not None:
        return written[containing]
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    best, best_ratio = None, MIN_RATIO
    for number in islice(ranked, MAX_NAMES):
        for part in _comparable_parts(names[number][:MAX_CHARS].removeprefix("@"), len(wanted)):
            matcher.set_seq1(part)
            # The first two are upper bounds of the third, which takes much longer.
            if matcher.real_quick_ratio() > best_ratio and matcher.quick_ratio() > best_ratio:
                ratio = matcher.ratio()
                if ratio > best_ratio:
                    best, best_ratio = written[number], ratio
    return best


def _comparable_parts(name: str, size: int) -> Sequence[str]:
    """The whole name, and its beginning as long as what was typed, give or take a letter."""
    return (name, name[:size], name[: size + 1]) if len(name) > size + 1 else (name,)


def _hints(text: str, discussion: Discussion) -> Iterator[str]:
    try:
        unmatched = unmatched_author(text, discussion)
    except QueryError:
        return
    if unmatched is not None:
        author = nearest_author(unmatched.text, discussion)
        if author is not None:
            yield f"nearest author: {_cut(author)}"
        return
    untimed = not_compared(text, discussion)
    if untimed:
        yield untimed
    for token in tokens(text):
        if token.kind == "field" and token.field == "in":
            yield "in:article is about paragraphs, not comments"
        if token.kind != "word":
            continue
        if token.text.upper() in KEYWORDS:
            yield f"operators are in capitals: {token.text.upper()}"
        field = _LIKE_A_FIELD.match(token.text)
        nearest = nearest_field(field[1]) if field else None
        if field and nearest is not None:
            yield f"did you mean {nearest}:{_cut(token.text[field.end(1) :])}?"


def _cut(text: str) -> str:
    return text if len(text) <= MAX_CHARS else f"{text[:MAX_CHARS]}…"
