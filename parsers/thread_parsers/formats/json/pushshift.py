"""Reddit from dumps and archives (Pushshift, Arctic Shift): comments or submissions, one object a line.

Comments are flat. `link_id` is the submission, each of which is a discussion; parents are often in other files. `&`,
`<` and `>` are written as entities. A submission without comments in the file is an article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.markdown import markdown_entities
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.gathered import Gathered
from thread_parsers.formats.json.reddit import STATES, badge, site_address
from thread_parsers.formats.threads import Threads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.json import Value

_COMMENT, _SUBMISSION = "t1_", "t3_"
"""What the full names of comments and submissions begin with."""
_BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz"


def read(discussion: Discussion) -> Iterator[None]:
    """Read the comments and submissions of a file."""
    first = Rendering(discussion)
    links = Threads(first)
    gathered = Gathered(discussion.file, ("data",))
    for number, found in enumerate(gathered.objects(), 1):
        if found is None:
            yield
            continue
        values = found.value
        if "body" in values:
            link = _name(values.get("link_id"))
            is_new = link not in links
            part = links.part(link)
            if is_new:
                _link(part, gathered, found)
            part.hold(_post(gathered, found, link))
        elif "title" in values or "selftext" in values:
            _submission(links.part(_name(values.get("id"))), gathered, found)
        if number % stated.SLICE_COMMENTS == 0:
            discussion.bytes_read = found.end
            yield
    yield from links.finish()
    gathered.note_damage(first)


def _name(value: object) -> str:
    """An id without the kind before it. Some archives write ids as numbers."""
    if type(value) is str:
        return value[3:] if value.startswith((_COMMENT, _SUBMISSION)) else value
    number = fields.integer(value)
    digits = ""
    while number is not None and number > 0:
        number, digit = divmod(number, 36)
        digits = _BASE_36[digit] + digits
    return digits


def _link(part: Rendering, gathered: Gathered, found: Value) -> None:
    """What a comment states of its submission."""
    values: dict[str, Any] = found.value
    article = part.discussion.article
    part.title(markdown_entities(fields.text(values, "link_title")), *gathered.place(found, "link_title"))
    address = fields.text(values, "link_permalink")
    if not address:
        # All but the last part, which is the comment: /r/garden/comments/1abc/a_title/def/
        pieces = fields.text(values, "permalink").split("/")
        address = "/".join(pieces[:6]) + "/" if len(pieces) == 8 else ""
    article.url = site_address(address) or None
    article.author = fields.text(values, "link_author") or None


def _post(gathered: Gathered, found: Value, link: str) -> Post:
    values: dict[str, Any] = found.value
    body, author, stated_parent = fields.text(values, "body"), fields.text(values, "author"), values.get("parent_id")
    time, parent, edited = fields.epoch(values, "created_utc"), _name(stated_parent), values.get("edited")
    if parent == link or (type(stated_parent) is str and stated_parent.startswith(_SUBMISSION)):
        parent = ""
    return Post(
        author="" if author in STATES else author,
        text=markdown_entities(body),
        id=_name(values.get("id")) or _name(values.get("name")),
        parent_id=parent,
        time=NO_TIME if time is None else time,
        zone=None if time is None else 0,
        likes=stated.score(values, "score"),
        badge=badge(values),
        state=STATES.get(body.strip(), "") if body.startswith("[") else "",
        edited=None if edited is None or edited is False else "",
        permalink=site_address(fields.text(values, "permalink")),
        object_span=(found.start, found.end),
        body_span=gathered.place(found, "body"),
    )


def _submission(part: Rendering, gathered: Gathered, found: Value) -> None:
    values = found.value
    discussion = part.discussion
    article, engagement = discussion.article, discussion.engagement
    if article.title_span is None:
        part.title(markdown_entities(fields.text(values, "title")), *gathered.place(found, "title"))
    part.article(markdown_entities(fields.text(values, "selftext")), *gathered.place(found, "selftext"))
    author, time = fields.text(values, "author"), fields.epoch(values, "created_utc")
    article.author = None if author in STATES else author or None
    article.time = None if time is None else part.moment(time)
    article.url = site_address(fields.text(values, "permalink")) or fields.text(values, "url") or None
    engagement.likes = fields.integer(values, "score")
    engagement.comments = discussion.receipt.declared_comments = fields.integer(values, "num_comments")
