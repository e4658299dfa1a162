"""Words of classes, ids and addresses that say what an element is. Their languages are those that authors of themes
write class names in: English, and a little of others."""

from __future__ import annotations

import re

NAME_ATTRIBUTES = frozenset(
    {"author", "data-author", "data-author-name", "data-username", "data-user", "data-user-name", "data-nick",
     "data-name", "data-comment-author", "data-display-name"}
)  # fmt: skip
"""Attributes that are names of authors."""
NAME_WORDS = frozenset(
    {"autor", "auteur", "benutzer", "byline", "creator", "displayname", "fn", "handle", "login", "name", "nick",
     "nickname", "nutzer", "owner", "person", "usuario", "who", "writer"}
)  # fmt: skip
_NAME_PART = re.compile(r"user|author|poster|member|commenter|sender|speaker|pseudonym|[a-z]name$")
NOT_NAME_WORDS = frozenset(
    {"actions", "badge", "body", "category", "cite", "content", "controls", "count", "date", "edit", "editor", "flair",
     "group", "joined", "level", "likes", "location", "mention", "message", "number", "online", "parent", "permalink",
     "points", "posts", "quote", "rank", "reply", "reputation", "role", "score", "share", "signature", "stat", "stats",
     "status", "subject", "tag", "text", "time", "title", "usertitle", "votes"}
)  # fmt: skip
TIME_WORDS = frozenset(
    {"ago", "created", "date", "datetime", "posted", "publish", "published", "time", "timeago", "timestamp", "when",
     "zeit", "datum", "fecha"}
)  # fmt: skip
NOT_TIME_WORDS = frozenset(
    {"edit", "edited", "join", "joined", "last", "modified", "profile", "registered", "since", "statistic", "stats",
     "update", "updated", "userinfo"}
)  # fmt: skip
BODY_WORDS = frozenset(
    {"bbwrapper", "body", "comment", "content", "cooked", "copy", "description", "entry", "inhalt", "markdown", "md",
     "message", "post", "prose", "text", "usertext", "words"}
)  # fmt: skip
NOT_BODY_WORDS = frozenset(
    {"actions", "avatar", "buttons", "container", "controls", "footer", "head", "header", "info", "inner", "meta",
     "panel", "profile", "quote", "sig", "signature", "toolbar", "userinfo", "wrapper"}
)  # fmt: skip
SCORE_WORDS = frozenset(
    {"likecount", "likes", "points", "score", "scores", "upvote", "upvoter", "upvotes", "vote", "votecount",
     "votes"}
)  # fmt: skip
NOT_SCORE_WORDS = frozenset({"author", "badge", "badgecount", "member", "profile", "rank", "rep", "reputation", "user"})
SCORE_ATTRIBUTES = frozenset({"score", "data-score", "data-likes", "data-points", "data-votes", "data-vote-count"})
SCORE = re.compile(r"[-−+]?\d[\d.,]{0,12}[kKmM]?")
STATED_SCORE = re.compile(rf"{SCORE.pattern}\s(?:points?|votes?|upvotes?|likes?|favou?rites?)", re.IGNORECASE)
"""A number followed by a word for a score: `9 points`."""
_COMMENTS = (
    r"comment|discuss|remark|repl(?:y|ies)|respon|coment|huifu|koment|kommentar|liuyan|otzyv|pinglun|reactie|respuesta"
    r"|risposta|yorum"
)
"""In English, and as classes are named on sites in Chinese, Dutch, German, Italian, Russian, Spanish, Turkish and other
Slavic languages."""
COMMENTS = re.compile(_COMMENTS, re.IGNORECASE)
NAMED_AS_COMMENTS = re.compile(
    rf"{_COMMENTS}|answer|forum|guestbook|message|msg|opinion|post|review|talk|thread|topic", re.IGNORECASE
)
NUMBERED_NOTES = re.compile(r"\bnote-\d", re.IGNORECASE)
"""Ids of the comments of trackers, and of other things."""
CONTROLS = re.compile(
    r"antwort|citar|flag|permalink|quote|react|repl(?:y|ies)|report|respond|upvote|vote|zitier", re.IGNORECASE
)
"""Classes, ids and addresses of what one can do with a comment."""
REPLY_WORDS = frozenset(
    {"reply", "respond", "quote", "antworten", "zitieren", "répondre", "citer", "responder", "citar", "rispondi",
     "beantwoorden", "reageer", "odpowiedz", "svara", "svar", "yanıtla", "ответить", "返信", "回复", "回覆", "답글"}
)  # fmt: skip
"""Words of links and buttons for it, in small letters."""
SCOPED_CLASS = re.compile(r"[A-Za-z][A-Za-z-]*_[A-Za-z-]+__[\w-]{4,12}")
"""A class with what a build adds to tell it from those of other parts: `Comment_body__7hGfD`."""
LAST_POST = re.compile(r"last[_-]?(?:post|reply|message|comment|topic|thread|active|activity)|latest", re.IGNORECASE)
"""Classes and ids of what an index of topics says of the last post of each."""
ASIDE = re.compile(
    r"\b(?:sidebar|widget|breadcrumbs?|pagination|pager|menu|navbar|related|trending|popular|recent)\b", re.IGNORECASE
)
"""Parts of a page beside its main part."""
DECLARED = re.compile(r"/(?:Comment|UserComments|Review|Answer)\Z")
"""Types of microdata for text about another item: comments, reviews and answers."""
POSTS = re.compile(r"post|message|msg|thread|topic|first", re.IGNORECASE)
"""Classes of the posts of a thread, whose first opens it."""
PROFILE = re.compile(r"(/(?:u|user|users|profile|people|member|members)/)([^/?#&]{1,50})/?(?:[?#]|$)")
"""Addresses of users' pages: the part that says so, and the name at the end."""
USER_PAGE = re.compile(
    r"(?:/|^)(?:u|user|users|usuario|profile|profil|member|members|people|author|space-uid|@)(?:[/.?=-]|$)|/~|/@"
    r"|[?&;](?:u|uid|user|author)=",
    re.IGNORECASE,
)
"""The same, for pages that are not named after the user."""
DROPPED = (
    ".signature, .sig, .reply, .actions, .buttons, .toolbar, .controls, .share, .edited, .lastedit, .notice, .says,"
    " .avatar, button, form, select, textarea, nav, footer"
)
"""Elements inside of a comment that are not words of it."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


def words_of(name: str) -> set[str]:
    """The words of a class, an id or a selector, in small letters."""
    return {word.lower() for word in _WORD.findall(name)}


def name_hints(name: str) -> int:
    """How many words of a class say that it is of names (`hnuser`, `comment-author`): not more than two."""
    return min(sum(word in NAME_WORDS or bool(_NAME_PART.search(word)) for word in words_of(name)), 2)
