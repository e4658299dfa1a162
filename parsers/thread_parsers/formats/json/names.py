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
    "creator", "fromuser", "userdisplayname", "authordisplayname", "by", "speaker", "member", "participant", "owner",
    "senderfullname", "fullname", "realname", "u", "writer", "who", "profilename", "membercreator", "sourcename",
    "uniqueid", "verfasser", "autor", "benutzer", "auteur", "utilisateur", "usuario", "autore", "utente", "name",
    "role",
    "useremail", "senderemail", "personemail",
)  # fmt: skip
AUTHOR_IDS = (
    "authorid", "userid", "senderid", "fromid", "creatorid", "posterid", "commenterid", "ownerid", "accountid",
    "memberid", "participantid", "createdbyid", "personid", "profileid", "creatorhex", "commenterhex", "authorphid",
    "pubkey", "uid",
)  # fmt: skip
"""Members that have the id of the author."""
USERS = frozenset(
    {
        "users", "authors", "profiles", "members", "accounts", "people", "participants", "senders", "persons",
        "commenters", "included", "userlist", "usermap", "usersbyid",
    }
)  # fmt: skip
"""Members of an object that have the users of a file by their ids."""
USER_IDS = ("id", "userid", "uid", "uuid", "guid", "key", "accountid", "authorid", "commenterhex")
WEAK_AUTHORS = frozenset({"name", "useremail", "senderemail", "personemail"})
"""Names that say too little alone: a time must be beside them."""
NAMES = (
    "displayname", "username", "name", "login", "handle", "nickname", "nick", "screenname", "acct", "fullname", "uname",
    "realname", "role",
)  # fmt: skip
"""Members of an author that is an object."""
HOLDERS = ("user", "author", "account", "member", "profile", "person", "attributes", "data")
"""Members of an author that hold the name, if it has none itself (Teams: `{"user": {"displayName": …}}`)."""
TEXTS = (
    "text", "body", "content", "message", "comment", "commenttext", "messagetext", "textoriginal", "msg", "selftext",
    "markdown", "cooked", "html", "bodyhtml", "contenthtml", "texthtml", "raw", "post", "reply", "review", "statement",
    "fulltext", "contents", "plaintext", "bodytext", "posttext", "postbody", "postcontent", "commentbody",
    "commentcontent", "messagebody", "reviewtext", "replytext", "notes", "note", "com", "kommentar", "nachricht",
    "commentaire", "texte", "comentario", "texto", "mensaje", "commento", "testo",
)  # fmt: skip
SHOWN = ("isanonymous",)
"""Members of an author that may have no login: pages show the name of such authors (Disqus)."""
RENDERED = ("rendered", "html", "text", "markdown", "raw", "body", "plain", "content", "message")
"""Members of words that are an object (WordPress: `{"rendered": "<p>…"}`)."""
BLOCKS = ("content", "children", "parts", "segment")
"""Lists in words that are a document of blocks (Jira: `{"type": "doc", "content": […]}`)."""
COUNTS = ("count", "total", "totalcount")
"""Members of a score that is an object."""
FIRST_NAMES, LAST_NAMES = ("firstname", "givenname"), ("lastname", "familyname", "surname")
"""Members of an author that has no whole name."""
TIMES = (
    "dategmt", "timeparsed",
    "createdat", "created", "createdutc", "publishedat", "published", "postedat", "posted", "sentat", "timestamp",
    "datetime", "date", "time", "ts", "datecreated", "dateposted", "datepublished", "createdon", "createtime",
    "creationdate", "createdtime", "unixtime", "when", "createddate", "creationtime", "timestampiso", "sent",
    "createat", "originserverts", "timestampms", "addedat", "commentaddedat", "createddatetime", "timestampcreated",
    "datesent", "ctime", "submittedat", "writtenat", "originalarrivaltime", "publishedon", "postdate", "posttime",
    "postedon", "commentdate", "commenttime", "messagetime", "dateadded", "insertedat", "datum", "fecha",
    "updated",
)  # fmt: skip
WEAK_TIMES = frozenset({"updated"})
"""Times that say too little beside a weak name: much that is no comment has both."""
CLOCKS = ("time", "timeofday", "clock", "hour")
"""Members beside a date that have the time of day."""
LIKES = (
    "score", "likes", "likecount", "likescount", "points", "upvotes", "votes", "votecount", "favouritescount",
    "favoritescount", "favorites", "hearts", "ups", "reactionscount", "like", "diggcount", "votesup", "upvotecount",
    "favoritecount", "thumbsup", "reactioncount", "numlikes", "favourites", "likecounts", "uv",
)  # fmt: skip
IDS = (
    "id",
    "commentid",
    "messageid",
    "postid",
    "uuid",
    "eventid",
    "pid",
    "rpid",
    "uid",
    "guid",
    "cid",
    "key",
    "commenthex",
    "no",
)
PARENTS = (
    "parentid", "parent", "inreplytoid", "inreplyto", "replytoid", "replyto", "replytomessageid", "parentcommentid",
    "parentcomment", "parentmessageid", "parentuuid", "parentpostid", "replyid", "messagereference", "replytocommentid",
    "inreplytocommentid", "inreplytostatusid", "inreplytopostid", "replytopostid", "topid", "quotedmessageid", "tmid",
    "parenthex", "resto", "references",
)  # fmt: skip
WRAPPERS = (
    "node", "attributes", "comment", "data", "message", "post", "reply", "item", "status", "tweet", "review", "msg",
    "messagecreate",
)  # fmt: skip
"""Members of an object that are the comment which it stands for: in GraphQL, JSON:API, and with replies beside it."""
LINKS = ("permalink", "htmlurl", "url", "link", "href")
TITLES = ("title", "subject", "headline", "topic", "threadtitle", "question", "name")
"""Members of an object that holds comments."""
TOPIC_TITLES = frozenset({"title", "subject", "headline", "topic", "threadtitle"})
"""Those that make an object with an author and words a topic rather than a comment, if it holds comments."""
HEADLINES = frozenset({"title", "headline", "threadtitle"})
"""Members of articles that comments do not have."""
REPLIES = frozenset(
    {"replies", "comments", "children", "responses", "answers", "reply", "subcomments", "thread", "kids"}
)
"""Lists of replies, even if their objects have other keys than the comment around them."""
CONVERSATIONS = REPLIES | {"messages", "notes", "posts", "commentlist", "conversation", "discussion", "journals"}
"""Lists whose objects need not be many to be comments."""
COMMENT_LISTS = frozenset({"comments", "commentlist", "commentslist"})
"""Lists whose objects may have no author: the comments of an account (TikTok)."""
RELATED = "relationships"
"""The member of an object that says whose it is, in JSON:API."""
ARTICLE_TEXTS = ("selftext", "body", "text", "content", "description")
IDENTITIES = ("$oid", "id", "ID", "$date", "message_id", "reply_to_msg_id", "user_id")
"""Members of an id, or of a time, that is an object."""
_MAX_KEYS = 1_000


def first_keys(values: Iterable[str]) -> Iterable[str]:
    """The keys of an object that are looked at."""
    return islice(values, _MAX_KEYS)


def normal(key: str) -> str:
    """A key as the lists above have it."""
    return key.lower().replace("_", "").replace("-", "")
