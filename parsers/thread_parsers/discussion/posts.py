"""Some comments as a structured file states them, with a list for each member of `Post`.

Most families make one `Post` after the other. Those of large files make many comments at once: it takes a fraction of
the time to take one member of a hundred objects than all members of one object after the other.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.post import Post

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thread_parsers.bodies import Body, Markup
    from thread_parsers.discussion.columns import Inferred
    from thread_parsers.discussion.origins import Find
    from thread_parsers.times.time_units import TimeUnit


@dataclass(slots=True)
class Posts:
    """The members are those of `Post`. An empty list is one of defaults only. Without object spans, the places of the
    comments are worked out later (`Rendering.find_later`)."""

    author: Sequence[str]
    text: Sequence[str | Body | Markup]
    object_span: Sequence[tuple[int, int]] = ()
    id: Sequence[str] = ()
    parent_id: Sequence[str] = ()
    rank: Sequence[int] = ()
    time: Sequence[int] = ()
    zone: Sequence[int | None] = ()
    time_text: Sequence[str] = ()
    time_unit: Sequence[TimeUnit | None] = ()
    likes: Sequence[int] = ()
    replies: Sequence[int] = ()
    badge: Sequence[str] = ()
    state: Sequence[str] = ()
    edited: Sequence[str | None] = ()
    permalink: Sequence[str] = ()
    subject: Sequence[str] = ()
    accepted: Sequence[bool] = ()
    address: Sequence[str] = ()
    attachments: Sequence[tuple[str, ...]] = ()
    missing_parent: Sequence[str] = ()
    inferred: Sequence[tuple[Inferred, ...]] = ()
    body_span: Sequence[tuple[int, int] | None] = ()
    find_body: Sequence[Find | None] = ()

    def __len__(self) -> int:
        return len(self.author)

    def all_of(self, name: str) -> Sequence[Any]:
        """A member of all comments, also if it is the default of each."""
        return getattr(self, name) or [_DEFAULTS[name]] * len(self)

    def each(self) -> list[Post]:
        """The comments one by one."""
        stated = [name for name in _NAMES if getattr(self, name)]
        return [
            Post(**dict(zip(stated, values, strict=True)))
            for values in zip(*(getattr(self, name) for name in stated), strict=True)
        ]


def posts_of(posts: Sequence[Post]) -> Posts:
    """Comments that were made one by one."""
    found: dict[str, Any] = {"author": (), "text": (), "object_span": ()}
    found.update(zip(_USUAL, zip(*map(_usual_of, posts), strict=True), strict=False))
    rare = list(map(_rare_of, posts))
    if rare.count(_RARE_DEFAULTS) < len(rare):
        found.update(zip(_RARE, zip(*rare, strict=True), strict=True))
    return Posts(**found)


_USUAL = ("author", "text", "object_span", "id", "parent_id", "time", "zone", "likes", "body_span")
"""Members that most comments state."""
_NAMES = tuple(member.name for member in fields(Posts))
_DEFAULTS: dict[str, Any] = {member.name: member.default for member in fields(Post)}
_RARE = tuple(name for name in _NAMES if name not in _USUAL)
_RARE_DEFAULTS = tuple(_DEFAULTS[name] for name in _RARE)
_usual_of: Callable[[Post], tuple[Any, ...]] = attrgetter(*_USUAL)
_rare_of: Callable[[Post], tuple[Any, ...]] = attrgetter(*_RARE)
