"""Twitter, X: conversations of the API version 2 (also a page a line, or tweets with their users in them, as twarc
writes them), and tweets of version 1.1.

The users of version 2 are beside the tweets (`includes.users`); a tweet whose user is not there has no author. The
tweet that a conversation is about may be among the others or beside them. If all tweets are of one conversation, it is
the article.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.nested import Nested, NestedReader
from thread_parsers.formats.json.walk import read_answers
from thread_parsers.text.english_months import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

_LISTS = ("data", "statuses", "tweets", "tweet", "results", "globalObjects")
"""Members of an answer that hold tweets."""
_DECODED = ("author", "user", "public_metrics", "referenced_tweets")
"""Members that are decoded together with a tweet."""
_WORDS = ("full_text", "text")
_WORDS_INSIDE = ("note_tweet", "extended_tweet")
"""Members with the whole words of a long tweet."""
_OLD_TIME = re.compile(r"\w{3} (\w{3}) (\d{2}) (\d{2}:\d{2}:\d{2}) \+0000 (\d{4})", re.ASCII)
_MAX_REFERENCES = 10
"""References of a tweet that are looked at."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the tweets of a file."""
    reader = NestedReader(discussion.file)
    tweets = _Tweets(reader, Rendering(discussion))
    yield from read_answers(reader, tweets.answer)
    yield from tweets.finish()


class _Tweets:
    """The tweets of a file."""

    def __init__(self, reader: NestedReader, rendering: Rendering) -> None:
        self._reader, self._rendering = reader, rendering
        self._users: dict[str, str] = {}
        """The names of users by their ids."""
        self._posts: list[Post] = []
        """The tweets; those whose user is beside them have the id of the user as author."""
        self._of_users: set[int] = set()
        """Which of them."""
        self._seen: set[str] = set()
        self._beside: dict[str, Nested] = {}
        """Tweets that others refer to."""
        self._conversations: set[str] = set()
        self._top: tuple[int, Nested] | None = None
        """The place of the tweet among them that the first conversation is about."""

    def answer(self, answer: Nested, values: dict[str, Any]) -> Iterator[None]:
        """Read an answer, which may be one tweet itself."""
        yield from self._beside_tweets(values)
        yield from self._tweets(answer, values)

    def _beside_tweets(self, values: dict[str, Any]) -> Iterator[None]:
        """Read the users beside the tweets of an answer, and find the tweets that they refer to."""
        included = self._reader.members(values.get("includes"))
        for listed in (included.get("users"), values.get("users")):
            for number, item in enumerate(self._reader.items(listed), 1):
                user = self._reader.members(item)
                self._users.setdefault(fields.identifier(user, "id"), _name(user))
                if number % stated.SLICE_COMMENTS == 0:
                    yield
        for number, item in enumerate(self._reader.items(included.get("tweets")), 1):
            self._beside.setdefault(fields.identifier(self._reader.members(item), "id"), item)
            if number % stated.SLICE_COMMENTS == 0:
                yield

    def _tweets(self, page: Nested, values: dict[str, Any]) -> Iterator[None]:
        if not any(isinstance(values.get(key), Nested) for key in _LISTS):
            self._tweet(page)
            return
        for key in _LISTS:
            listed = values.get(key)
            tweets = self._reader.elements(listed) if isinstance(listed, Nested) else iter(())
            for number, item in enumerate(tweets, 1):
                self._tweet(item)
                if number % stated.SLICE_COMMENTS == 0:
                    self._rendering.discussion.bytes_read = item.end
                    yield

    def finish(self) -> Iterator[None]:
        """Write the tweets: the one that the only conversation is about as the article, the others in thread order."""
        about = self._conversations.pop() if len(self._conversations) == 1 else ""
        if about:
            for number, (name, item) in enumerate(self._beside.items(), 1):
                if number % stated.SLICE_COMMENTS == 0:
                    yield
                if name != about and fields.identifier(self._reader.members(item), "conversation_id") == about:
                    self._tweet(item)
            self._begin(about)
        for number, post in enumerate(self._posts, 1):
            if number - 1 in self._of_users:
                post.author = self._users.get(post.author, "")
                post.permalink = _address(post.author, post.id)
            post.parent_id = "" if post.parent_id == about else post.parent_id
            self._rendering.hold(post)
            if number % stated.SLICE_COMMENTS == 0:
                yield
        yield from self._rendering.thread()
        self._rendering.note_damage(self._reader.damaged)

    def _begin(self, about: str) -> None:
        """Write the tweet that a conversation is about as the article, if it is there."""
        place, item = self._top or (-1, self._beside.get(about))
        if item is None:
            return
        if place >= 0:
            self._posts.pop(place)
            self._of_users = {at - (at > place) for at in self._of_users if at != place}
        self._article(item)

    def _tweet(self, item: Nested) -> None:
        values = self._reader.members(item, whole=_DECODED)
        name = _identity(values)
        if not any(isinstance(values.get(key), str) for key in _WORDS) or name in self._seen:
            self._rendering.mark(item.start, item.end, "skipped")
            return
        if name:
            self._seen.add(name)
        conversation = fields.identifier(values, "conversation_id")
        if name and name == conversation and self._top is None:
            self._top = len(self._posts), item
        self._conversations.add(conversation)
        post = self._post(item, values)
        if not post.author:
            self._of_users.add(len(self._posts))
            post.author = fields.identifier(values, "author_id")
        self._posts.append(post)

    def _article(self, item: Nested) -> None:
        values, rendering = self._reader.members(item, whole=_DECODED), self._rendering
        post = self._post(item, values)
        post.author = post.author or self._users.get(fields.identifier(values, "author_id"), "")
        article, engagement = rendering.discussion.article, rendering.discussion.engagement
        rendering.article(post.text, *(post.body_span or post.object_span))
        article.author, article.url = post.author or None, _address(post.author, post.id) or None
        article.time = None if post.time == NO_TIME else rendering.moment(post.time, post.zone)
        engagement.likes = fields.integer(values, "public_metrics", "like_count")
        engagement.reposts = fields.integer(values, "public_metrics", "retweet_count")
        engagement.comments = fields.integer(values, "public_metrics", "reply_count")

    def _post(self, item: Nested, values: dict[str, Any]) -> Post:
        words, place = self._words(item, values)
        name, user = _identity(values), _member_name(values)
        time, zone = _time(values)
        likes = stated.score(values, "public_metrics", "like_count")
        replies = stated.count(values, "public_metrics", "reply_count")
        return Post(
            author=user,
            text=unescape(words),
            id=name,
            parent_id=_answered(values),
            time=time,
            zone=zone,
            likes=stated.score(values, "favorite_count") if "favorite_count" in values else likes,
            replies=replies,
            permalink=_address(user, name),
            object_span=(item.start, item.end),
            body_span=place,
        )

    def _words(self, item: Nested, values: dict[str, Any]) -> tuple[str, tuple[int, int]]:
        """The whole words, and their place."""
        for inside in _WORDS_INSIDE:
            longer = values.get(inside)
            inner = self._reader.members(longer)
            key = next((key for key in _WORDS if fields.text(inner, key)), "")
            if key and isinstance(longer, Nested):
                return fields.text(inner, key), stated.place(self._reader, longer, inner, key)
        key = next((key for key in _WORDS if fields.text(values, key)), _WORDS[-1])
        return fields.text(values, key), stated.place(self._reader, item, values, key)


def _member_name(values: dict[str, Any]) -> str:
    """The name of the user who is in a tweet."""
    return _name(values.get("user")) or _name(values.get("author"))


def _address(user: str, name: str) -> str:
    return f"https://x.com/{user}/status/{name}" if user and name.isdigit() else ""


def _name(user: object) -> str:
    return fields.text(user, "username") or fields.text(user, "screen_name")


def _identity(values: dict[str, Any]) -> str:
    return fields.identifier(values, "id_str") or fields.identifier(values, "id")


def _answered(values: dict[str, Any]) -> str:
    """The id of the tweet that one replies to."""
    for reference in fields.objects(values, "referenced_tweets")[:_MAX_REFERENCES]:
        if fields.text(reference, "type") == "replied_to":
            return fields.identifier(reference, "id")
    old = "in_reply_to_status_id"
    return fields.identifier(values, f"{old}_str") or fields.identifier(values, old)


def _time(values: dict[str, Any]) -> tuple[int, int | None]:
    """The time of a tweet: ISO 8601, or `Thu May 02 08:00:00 +0000 2024`."""
    old = _OLD_TIME.fullmatch(fields.text(values, "created_at"))
    if old is None or old[1] not in MONTHS:
        return stated.time_and_zone(values, "created_at")
    month = MONTHS.index(old[1]) + 1
    return stated.time_and_zone([f"{old[4]}-{month:02}-{old[2]}T{old[3]}Z"], 0)
