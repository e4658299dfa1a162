"""JSON-LD: a posting, question or page in the words of schema.org, with the comments that it names.

Most pages only count their comments: then the file is an article. Comments are in `comment`, answers to a question in
`acceptedAnswer` and `suggestedAnswer`, and each can have comments of its own.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.jsonld_graph import DECODED, Graph
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.formats.json.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

_Found = tuple[Nested, dict[str, Any], bool]
"""A comment, its members, and whether it is an accepted answer."""
_COMMENT_KEYS = ("acceptedAnswer", "suggestedAnswer", "comment")
"""Members that hold one comment or a list of them, in the order in which they are read."""
_POSTINGS = frozenset({"DiscussionForumPosting", "SocialMediaPosting", "Question", "Comment", "Answer"})
_ARTICLES = _POSTINGS | {
    "Article", "BlogPosting", "CreativeWork", "NewsArticle", "Report", "TechArticle", "VideoObject",
}  # fmt: skip
"""Types of what comments reply to."""
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
"""Members in which a posting can be."""
_TITLES = ("headline", "name")
_WORDS = ("articleBody", "text", "description")
_COMMENT_WORDS = ("text", "commentText", "articleBody", "description")
_TIMES = ("datePublished", "dateCreated", "commentTime")
_REPLIES = frozenset({"Comment", "Answer", "UserComments"})
"""Types of comments, which are an article only where a file has no other object."""
MAX_LOOSE = 1 << 17
"""Comments that are in no posting."""
_ANSWERS = ("CommentAction", "ReplyAction")


def read(discussion: Discussion) -> Iterator[None]:
    """Read the postings of a file."""
    yield from read_postings(discussion.file, Rendering(discussion))


def read_postings(file: Source, first: Rendering, *, with_comments: bool = False) -> Iterator[None]:
    """Read postings from a file, or from a part of one, into `first` and further parts of it; `with_comments`: only
    those that have some."""
    reader = NestedReader(file)
    yield from reader.index()
    graph = Graph(reader)
    waiting: list[Iterator[Nested]] = [reader.roots()]
    loose: list[Nested] = []
    postings: list[_Posting] = []
    count = 0
    while waiting:
        nested = next(waiting[-1], None)
        if nested is None:
            waiting.pop()
            continue
        count += 1
        if count % stated.SLICE_COMMENTS == 0:
            yield
        if nested.is_list:
            waiting.append(reader.items(nested))
            continue
        values = reader.members(nested, whole=DECODED)
        if not _REPLIES.isdisjoint(_types(values)) and len(loose) < MAX_LOOSE:
            loose.append(nested)
        elif (
            _holds_comments(values)
            or (graph.replies(values) and not _ARTICLES.isdisjoint(_types(values)))
            or (not with_comments and _is_posting(values))
        ):
            postings.append(_Posting(reader, graph, first.part()))
            yield from postings[-1].read(nested, values)
        else:
            held = values.get("@graph")
            if isinstance(held, Nested):
                yield from graph.add(held)
            inside = (values.get(key) for key in _HOLDERS)
            waiting.append(iter([value for value in inside if isinstance(value, Nested)]))
    left = [nested for nested in loose if not graph.is_taken(nested)]
    if with_comments and (postings or len(left) == 1):
        left = [nested for nested in left if _holds_comments(reader.members(nested, whole=DECODED))]
    if len(left) == 1 and not postings:
        yield from _Posting(reader, graph, first.part()).read(left[0], reader.members(left[0], whole=DECODED))
    elif left:
        only = postings[0] if len(postings) == 1 else _Posting(reader, graph, first.part())
        yield from only.read_loose(left)
    first.note_damage(reader.damaged)


def _holds_comments(values: dict[str, Any]) -> bool:
    return any(isinstance(values.get(key), Nested) for key in _COMMENT_KEYS)


def _is_posting(values: dict[str, Any]) -> bool:
    """Whether an object without comments can have some: it counts them, or is what people comment on."""
    if not _POSTINGS.isdisjoint(_types(values)):
        return True
    return "commentCount" in values or "answerCount" in values or _interactions(values, *_ANSWERS) is not None


def _types(values: dict[str, Any]) -> set[str]:
    kinds = values.get("@type")
    return {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}


class _Posting:
    """One posting with its comments."""

    def __init__(self, reader: NestedReader, graph: Graph, rendering: Rendering) -> None:
        self._reader, self._graph, self._rendering = reader, graph, rendering
        self._elsewhere: list[Nested] = []
        """Comments that say that they reply to another object than the one that holds them."""

    def read(self, posting: Nested, values: dict[str, Any]) -> Iterator[None]:
        """Read the article, then the comments, each with those on it."""
        self._article(posting, values)
        yield from walk(chain(self._comments(values), self._left()), self._comment)

    def read_loose(self, comments: list[Nested]) -> Iterator[None]:
        """Read comments that nothing led to."""
        yield from walk(self._loose(comments), self._comment)

    def _loose(self, comments: list[Nested]) -> Iterator[_Found]:
        """Comments that reply to no other one, then those that nothing led to."""
        for is_last in (False, True):
            for nested in comments:
                values = self._reader.members(nested, whole=DECODED)
                if (is_last or not self._graph.is_elsewhere(values, {})) and self._graph.take(nested):
                    yield nested, values, False

    def _comment(self, found: _Found, parent: int) -> tuple[Iterator[_Found], int]:
        """Add a comment. Returns those on it, and its row."""
        nested, values, is_accepted = found
        post = self._post(nested, values)
        post.accepted = is_accepted
        return self._comments(values), self._rendering.add(post, parent)

    def _comments(self, values: dict[str, Any]) -> Iterator[_Found]:
        """The comments in an object, and for each whether it is an accepted answer."""
        graph = self._graph
        for key in _COMMENT_KEYS:
            held = values.get(key)
            if isinstance(held, Nested):
                for nested in self._reader.elements(held):
                    if not nested.is_list:
                        found, members = graph.object(nested)
                        if graph.is_elsewhere(members, values):
                            self._elsewhere.append(found)
                        elif graph.take(found):
                            yield found, members, key == "acceptedAnswer"
        for nested in graph.replies(values):
            if graph.take(nested):
                yield nested, self._reader.members(nested, whole=DECODED), False

    def _left(self) -> Iterator[_Found]:
        """The comments that say that they reply to something to which nothing led."""
        for nested in self._elsewhere:
            if self._graph.take(nested):
                yield nested, self._reader.members(nested, whole=DECODED), False

    def _article(self, posting: Nested, values: dict[str, Any]) -> None:
        rendering, article = self._rendering, self._rendering.discussion.article
        title, words = _first(values, _TITLES), _first(values, _WORDS)
        rendering.title(fields.text(values, title), *stated.place(self._reader, posting, values, title))
        rendering.article(stated.plain(fields.text(values, words)), *stated.place(self._reader, posting, values, words))
        article.author = self._author(values) or None
        article.time = stated.article_time(values, _first(values, _TIMES))
        article.url = fields.text(values, "url") or fields.text(values, "@id") or None
        engagement, receipt = rendering.discussion.engagement, rendering.discussion.receipt
        likes = _likes(values)
        engagement.likes = None if likes == NO_SCORE else likes
        engagement.shares = _interactions(values, "ShareAction")
        engagement.views = _interactions(values, "ViewAction", "ReadAction")
        comments, answers = _interactions(values, *_ANSWERS), fields.integer(values, "answerCount")
        receipt.declared_comments = fields.integer(values, "commentCount", default=comments)
        # Answers may have comments, which are not among those that are counted.
        engagement.comments = answers if receipt.declared_comments is None else receipt.declared_comments

    def _post(self, nested: Nested, values: dict[str, Any]) -> Post:
        created = _first(values, _TIMES)
        time, zone = stated.time_and_zone(values, created)
        words = _first(values, _COMMENT_WORDS)
        place = self._reader.string_place(nested, words, fields.text(values, words))
        is_parent = _holds_comments(values)
        identity = fields.text(values, "@id")
        address = fields.text(values, "url") or identity
        return Post(
            author=self._author(values),
            text=stated.plain(fields.text(values, words)),
            id=identity or fields.identifier(values, "identifier"),
            time=time,
            zone=zone,
            time_unit=stated.time_unit(values, created) if time != NO_TIME else None,
            time_text=fields.text(values, created) if time == NO_TIME else "",
            likes=_likes(values),
            edited=stated.edited(values, created, "dateModified"),
            permalink=address if address.startswith("http") else "",
            subject=fields.text(values, "headline"),
            object_span=(nested.start, place[1] if place and is_parent else nested.end),
            body_span=place,
        )

    def _author(self, values: dict[str, Any]) -> str:
        """The name of the author, or the names of several."""
        found = values.get("author") or values.get("creator")
        names = [
            fields.text(author, "name")
            or fields.text(author, "alternateName")
            or fields.text(author)
            or self._graph.name(author)
            for author in (found if isinstance(found, list) else [found])
        ]
        return ", ".join(filter(None, names))


def _first(values: dict[str, Any], keys: tuple[str, ...]) -> str:
    """The first of the keys under which there is a string."""
    return next((key for key in keys if fields.text(values, key)), keys[0])


def _likes(values: dict[str, Any]) -> int:
    stated_likes = stated.score(values, "upvoteCount")
    if stated_likes != NO_SCORE:
        return stated_likes
    likes = _interactions(values, "LikeAction")
    return NO_SCORE if likes is None else likes


def _interactions(values: dict[str, Any], *actions: str) -> int | None:
    """How often people did one of these things, by the first statistic that counts it."""
    statistics = values.get("interactionStatistic")
    for statistic in statistics if isinstance(statistics, list) else [statistics]:
        kind = fields.text(statistic, "interactionType") or fields.text(statistic, "interactionType", "@type")
        if kind.rpartition("/")[2] in actions:
            return fields.integer(statistic, "userInteractionCount")
    return None
