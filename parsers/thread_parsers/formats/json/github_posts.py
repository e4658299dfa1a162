"""The objects of GitHub's APIs: which one is a comment, and what it states.

REST writes `created_at`, GraphQL `createdAt`. A deleted user is null and shown as `ghost`, as GitHub does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.html import html_words
from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.brackets import Nested

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thread_parsers.formats.json.nested import NestedReader

DECODED = ("author", "user", "reactions", "reactionGroups", "answer", "pageInfo")
"""Members that are decoded together with their object."""
GHOST = "ghost"
TIMES = ("created_at", "createdAt", "submitted_at", "submittedAt")
EDITS = ("updated_at", "updatedAt")
BODIES = ("body", "bodyText", "bodyHTML")
"""The words as Markdown, as plain text or as HTML: a query may ask for either."""
ASSOCIATIONS = frozenset({"OWNER", "MEMBER", "COLLABORATOR", "CONTRIBUTOR"})
"""What an author is to the repository, as far as it is shown as a badge."""


def is_comment(values: dict[str, Any]) -> bool:
    """Whether an object is a comment or a review."""
    return (
        any(key in values for key in BODIES)
        and "title" not in values
        and ("author" in values or "user" in values)
        and any(key in values for key in TIMES)
    )


def is_topic(values: dict[str, Any], lists: Iterable[str]) -> bool:
    """Whether an object is an issue, a pull request or a discussion, or the part of one that has its comments, under
    one of the keys `lists`."""
    if is_comment(values):
        return False
    has_title = isinstance(values.get("title"), str) and ("body" in values or "number" in values)
    return has_title or any(isinstance(values.get(key), Nested) for key in lists)


def body_key(values: dict[str, Any]) -> str:
    """The key of the words."""
    return next((key for key in BODIES if fields.text(values, key)), BODIES[0])


def author(values: dict[str, Any]) -> str:
    """The login of the author."""
    for key in ("user", "author"):
        found = fields.text(values, key, "login") or fields.text(values, key)
        if found:
            return found
    return GHOST


def likes(values: dict[str, Any]) -> int | None:
    """All reactions together; where none are stated, the votes."""
    for key in ("total_count", "totalCount"):
        total = fields.integer(values, "reactions", key)
        if total is not None:
            return total
    groups = fields.objects(values, "reactionGroups")
    if not groups:
        return fields.integer(values, "upvoteCount")
    counts = (fields.integer(group, key, "totalCount", default=0) for group in groups for key in ("users", "reactors"))
    return sum(filter(None, counts))


def post(reader: NestedReader, nested: Nested, values: dict[str, Any]) -> Post:
    """A comment, a review or a comment in one, without its parent."""
    time, zone = NO_TIME, None
    for key in TIMES:
        if time == NO_TIME:
            time, zone = stated.time_and_zone(values, key)
    found = likes(values)
    association = fields.text(values, "authorAssociation") or fields.text(values, "author_association")
    review = _review(values)
    key = body_key(values)
    body = fields.text(values, key)
    is_empty = not body.strip()
    address = fields.text(values, "html_url") or fields.text(values, "url")
    return Post(
        author=author(values),
        text=f"[{review}]" if is_empty and review else html_words(body) if key == "bodyHTML" else body,
        id=fields.identifier(values, "id"),
        time=time,
        zone=zone,
        likes=NO_SCORE if found is None else found,
        replies=stated.count(values, "replyCount"),
        badge=association.capitalize() if association in ASSOCIATIONS else "",
        state=_state(values, review),
        edited=_edited(values),
        permalink="" if "/repos/" in address else address,
        subject=_line_of_code(values) or ("" if is_empty else review),
        accepted=fields.flag(values, "isAnswer"),
        object_span=(nested.start, nested.end),
        body_span=stated.place(reader, nested, values, key),
    )


def _review(values: dict[str, Any]) -> str:
    """What a review decides, in words: `changes requested`."""
    state = fields.text(values, "state")
    return state.lower().replace("_", " ") if state.isupper() and state != "COMMENTED" else ""


def _line_of_code(values: dict[str, Any]) -> str:
    """The place in the code that a review comment is about."""
    path = fields.text(values, "path")
    line = fields.integer(values, "line") or fields.integer(values, "original_line")
    return f"{path}:{line}" if path and line else path


def _state(values: dict[str, Any], review: str) -> str:
    if fields.flag(values, "isMinimized") or isinstance(values.get("minimized"), Nested):
        return "minimized"
    return "pending" if review == "pending" else ""


def _edited(values: dict[str, Any]) -> str | None:
    """GraphQL says whether there was an edit, REST only when the comment was changed."""
    last = fields.text(values, "lastEditedAt")
    if last:
        return last
    is_edited = values.get("includesCreatedEdit")
    if isinstance(is_edited, bool):
        return fields.text(values, "updatedAt") if is_edited else None
    created = next((key for key in TIMES if key in values), TIMES[0])
    return next((time for key in EDITS if (time := stated.edited(values, created, key)) is not None), None)
