"""Hacker News: hits of the search of the site (`/search`). The comments of each story are a discussion.

`objectID` is a string, the ids of the story and of the parent are numbers. Most parents are not among the hits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.html import html_words_without_links
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.gathered import Gathered
from thread_parsers.formats.json.hackernews import address, created
from thread_parsers.formats.threads import Threads
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.json import Value


def read(discussion: Discussion) -> Iterator[None]:
    """Read the hits of a file."""
    first = Rendering(discussion)
    stories = Threads(first)
    gathered = Gathered(discussion.file, ("hits",))
    hits, all_hits = 0, 0
    for count, found in enumerate(gathered.objects(), 1):
        if found is None:
            yield
            continue
        if count % stated.SLICE_COMMENTS == 0:
            discussion.bytes_read = found.end
            yield
        hit: dict[str, Any] = found.value
        if "objectID" not in hit:
            all_hits = max(all_hits, fields.integer(hit, "nbHits") or 0)
            continue
        hits += 1
        if "comment" in fields.strings(hit, "_tags") or fields.text(hit, "comment_text"):
            story = fields.identifier(hit, "story_id")
            is_new = story not in stories
            part = stories.part(story)
            if is_new:
                _title(part, gathered, found, "story_title", "story_url", story)
            part.hold(_post(gathered, found, story))
        else:
            _story(stories.part(fields.identifier(hit, "objectID")), gathered, found)
    yield from stories.finish()
    gathered.note_damage(first)
    if all_hits > hits:
        first.note("left out", f"the search found {counted(all_hits, 'hit')}, of which {hits:,} are in the file")


def _title(part: Rendering, gathered: Gathered, found: Value, key: str, url: str, story: str) -> None:
    hit = found.value
    article = part.discussion.article
    if article.title_span is None:
        part.title(fields.text(hit, key), *gathered.place(found, key))
    article.url = article.url or fields.text(hit, url) or address(story) or None


def _story(part: Rendering, gathered: Gathered, found: Value) -> None:
    hit = found.value
    _title(part, gathered, found, "title", "url", fields.identifier(hit, "objectID"))
    discussion = part.discussion
    article, engagement = discussion.article, discussion.engagement
    part.article(html_words_without_links(fields.text(hit, "story_text")), *gathered.place(found, "story_text"))
    article.author = fields.text(hit, "author") or None
    time, zone = created(hit)
    article.time = None if time == NO_TIME else part.moment(time, zone)
    engagement.likes = fields.integer(hit, "points")
    engagement.comments = discussion.receipt.declared_comments = fields.integer(hit, "num_comments")


def _post(gathered: Gathered, found: Value, story: str) -> Post:
    hit = found.value
    time, zone = created(hit)
    name, parent = fields.identifier(hit, "objectID"), fields.identifier(hit, "parent_id")
    return Post(
        author=fields.text(hit, "author"),
        text=html_words_without_links(fields.text(hit, "comment_text")),
        id=name,
        parent_id="" if parent == story else parent,
        time=time,
        zone=zone,
        likes=stated.score(hit, "points"),
        state="" if fields.text(hit, "comment_text") or fields.text(hit, "author") else "deleted",
        permalink=address(name),
        object_span=(found.start, found.end),
        body_span=gathered.place(found, "comment_text"),
    )
