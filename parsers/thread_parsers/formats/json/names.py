"""What comments call their members in JSON of no known kind: names of keys, without case, `_` and `-`.

Each list is in order of preference.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

AUTHORS = (
    "author", "authorname", "username", "user", "nickname", "nick", "displayname", "screenname", "postedby", "poster",
    "createdby", "commenter", "sender", "sendername", "from", "fromname", "handle", "login", "acct", "account",
    "creator", "by", "speaker", "member", "participant", "owner", "writer", "who", "name", "role",
)  # fmt: skip
WEAK_AUTHORS = frozenset({"name"})
"""Names that say too little alone: a time must be beside them."""
NAMES = ("displayname", "username", "name", "login", "handle", "nickname", "nick", "screenname", "acct", "fullname")
"""Members of an author that is an object."""
TEXTS = (
    "text", "body", "content", "message", "comment", "commenttext", "messagetext", "textoriginal", "msg", "selftext",
    "markdown", "cooked", "html", "bodyhtml", "contenthtml", "texthtml", "raw", "post", "reply", "review", "statement",
)  # fmt: skip
TIMES = (
    "createdat", "created", "createdutc", "publishedat", "published", "postedat", "posted", "sentat", "timestamp",
    "datetime", "date", "time", "ts", "datecreated", "dateposted", "datepublished", "createdon", "createtime",
    "creationdate", "createdtime", "unixtime", "when",
)  # fmt: skip
LIKES = (
    "score", "likes", "likecount", "likescount", "points", "upvotes", "votes", "votecount", "favouritescount",
    "favoritescount", "favorites", "hearts", "ups", "reactionscount",
)  # fmt: skip
IDS = ("id", "commentid", "messageid", "postid", "uuid", "uid", "guid", "cid", "key")
PARENTS = (
    "parentid", "parent", "inreplytoid", "inreplyto", "replytoid", "replyto", "replytomessageid", "parentcommentid",
    "parentcomment", "parentmessageid", "parentuuid", "parentpostid",
)  # fmt: skip
LINKS = ("permalink", "htmlurl", "url", "link", "href")
TITLES = ("title", "subject", "headline", "topic", "threadtitle", "question", "name")
"""Members of an object that holds comments."""
TOPIC_TITLES = frozenset({"title", "subject", "headline", "topic", "threadtitle"})
"""Those that make an object with an author and words a topic rather than a comment, if it holds comments."""
REPLIES = frozenset(
    {"replies", "comments", "children", "responses", "answers", "reply", "subcomments", "thread", "kids"}
)
"""Lists of replies, even if their objects have other keys than the comment around them."""
ARTICLE_TEXTS = ("selftext", "body", "text", "content", "description")
IDENTITIES = ("$oid", "id", "$date")
"""Members of an id, or of a time, that is an object."""
_MAX_KEYS = 1_000


def first_keys(values: Iterable[str]) -> Iterable[str]:
    """The keys of an object that are looked at."""
    return islice(values, _MAX_KEYS)


def normal(key: str) -> str:
    """A key as the lists above have it."""
    return key.lower().replace("_", "").replace("-", "")
