"""Feeds: Atom and RSS, the .rss of Reddit, exports of Blogger.

An entry is an article or a comment. A comment says of itself that it is one: by its kind (Blogger), its id (Reddit),
what it replies to (RFC 4685), its place in a page (`#comment-7`) or in a topic (Discourse), or by its title, if several
do so, or if the article is in the feed: `Re: Moss`, `Answer by Ada for Moss`. The discussions are the articles with
comments. A feed without comments is one article of all its entries.

The file is read twice, since comments may come before what they reply to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.bodies.html import html_words
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json.fields import integer
from thread_parsers.formats.threads import Threads
from thread_parsers.formats.xml.records import RecordReader, plain
from thread_parsers.formats.xml.times import feed_time
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.bodies import Body, Markup
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.xml.records import Record
    from thread_parsers.source.source import Source

NESTING = {"": ("feed", "channel", "item"), "feed": ("entry",), "channel": ("item",)}
"""In RSS 1.0 the items follow the channel."""
ENTRIES = frozenset({"entry", "item"})
BODIES = ("content", "content:encoded", "summary", "description")
IDS = ("id", "guid", "link")
AUTHORS = ("author/name", "dc:creator", "author")
TIMES = ("published", "pubDate", "dc:date", "updated")
KIND = re.compile(r"/kind#(\w+)$")
"""The category of an entry of Blogger that says what it is."""
STATES = {"PENDING": "pending", "SPAM": "spam", "SPAM_COMMENT": "spam", "GHOSTED": "hidden", "EMPTIED": "removed",
          "DRAFT": "pending"}  # fmt: skip
"""`blogger:status` of what readers of the blog do not see."""
_HANDLE = re.compile(r"@(\S{1,100})(?:\s.{0,200})?")
"""Discourse writes the full name behind the name of a user."""
_LAST_LINK = re.compile(r"""<p>\s*<a\s+href=["']([^"'<>]{1,2000})["'][^<>]{0,200}>[^<>]{1,100}</a>\s*</p>\s*$""")
"""A last paragraph that is only a link: "Read full topic"."""
_MAX_LAST_LINK = 2_500
_FRAGMENT = re.compile(r"#(?:comment-?|c)(\d+)$")
_IN_TOPIC = re.compile(r"(/t/[^/]{1,500}/\d{1,9})/(\d{1,6})$")
"""The address of a post of Discourse: that of its topic, and its number."""
_TITLED = re.compile(
    r"(?:new\s)?(?:answer|comment|reply|response)\sby\s.{1,200}?\s(?:for|on|in|to)\s[\"\u201c]?(?P<topic>.+?)[\"\u201d]?"
    r"|(?P<place>[^\u2022:]{0,200}\u2022\s)?re(?:\[\d\]|\^\d)?:\s*(?P<subject>.+)",
    re.IGNORECASE | re.DOTALL,
)
"""The title of a comment, and in it that of its article: Stack Exchange, Hacker News; mail, phpBB."""
MIN_TITLED = 2
"""Entries with such titles, if none of them names an article of the feed: one may be called `Re: Moss`."""
_REDDIT_PAGE = re.compile(r"/comments/(\w+)(?:/|$)")
_REDDIT_BODY_START, _REDDIT_BODY_END = "<!-- SC_OFF -->", "<!-- SC_ON -->"
"""Around the words of a submission or comment. What is outside of them are links to the page."""
_RELATED = re.compile(r"/comments/default/(\d+)$")
_LAST_NUMBER = re.compile(r"(\d+)$")


class _Entry(NamedTuple):
    """What an entry is, known without its words."""

    id: str
    """As stated, or where it is in the file if it states none."""
    is_comment: bool
    article: str
    """Of a comment: the id or address of the article, as far as the entry states it. Of an article: its id."""
    parent: str
    """The id of what a comment replies to."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the entries of a feed."""
    feed = _Feed(discussion)
    yield from feed.index()
    yield from feed.render()


class _Feed:
    """The entries of one file."""

    def __init__(self, discussion: Discussion) -> None:
        self._discussion = discussion
        self._first = Rendering(discussion, has_lines=True)
        self._threads = Threads(self._first)
        self._articles: dict[str, str] = {}
        """The ids and addresses of articles, with the id that stands for the article."""
        self._comments: dict[str, _Entry] = {}
        self._roots: dict[str, str] = {}
        """The article of each comment, as far as it was looked for."""
        self._commented: set[str] = set()
        """The articles that comments are about, whether they are in the file or not."""
        self._by_title = False
        """Whether titles say which entries are comments."""

    def index(self) -> Iterator[None]:
        """Find out what the entries are, and which articles have comments."""
        reader = RecordReader(self._discussion.file, NESTING, ("title",))
        titled: list[tuple[_Entry, set[str]]] = []
        for record in reader.records():
            if record is None:
                yield
            elif record.tag in ENTRIES:
                entry = _entry(record)
                comment = entry if entry.is_comment else _by_title(record, entry)
                if entry.is_comment:
                    self._comments.setdefault(entry.id, entry)
                elif comment is not None:
                    titled.append((comment, _names(record)))
                else:
                    self._add_article(entry.id, _names(record))
        known = any(entry.article in self._articles for entry, _ in titled)
        self._by_title = known or len(titled) >= MIN_TITLED
        for entry, names in titled:
            if self._by_title:
                self._comments.setdefault(entry.id, entry)
            else:
                self._add_article(entry.id, names)
        for number, entry in enumerate(self._comments.values()):
            self._commented.add(self._article_of(entry))
            if number % 1024 == 0:
                yield

    def _add_article(self, name: str, names: set[str]) -> None:
        for other in names:
            self._articles.setdefault(other, name)

    def _entry(self, record: Record) -> _Entry:
        entry = _entry(record)
        return (self._by_title and not entry.is_comment and _by_title(record, entry)) or entry

    def render(self) -> Iterator[None]:
        """Read the words."""
        reader = RecordReader(self._discussion.file, NESTING, ("title", *BODIES))
        left_out, head = 0, None
        for record in reader.records():
            if record is None:
                self._discussion.bytes_read = reader.bytes_read
                yield
            elif record.tag not in ENTRIES:
                head = head or record
            elif (entry := self._entry(record)).is_comment:
                part = self._threads.part(self._article_of(entry))
                part.hold(self._post(record, entry), entry.id)
            elif _kind(record) in ("settings", "template"):
                continue
            elif not self._commented:
                self._first.article(plain(record.text("title")), *record.place("title"))
                body = _body(record)
                self._first.article(_words(record, body, self._discussion.file), *record.place(body))
            elif entry.id in self._commented:
                _write_article(self._threads.part(entry.id), record)
            else:
                left_out += 1
        only = self._threads.only() if self._commented else self._first
        yield from self._threads.finish()
        if only is not None and only.discussion.article.title_span is None and head is not None:
            only.title(plain(head.text("title")), *head.place("title"))
        for note in reader.notes():
            self._first.note(note.kind, note.text)
        if left_out:
            self._first.note("left out", f"{counted(left_out, 'entry', 'entries')} without comments")

    def _article_of(self, entry: _Entry) -> str:
        """The id of the article of a comment, through the comments that it replies to."""
        path = dict[str, None]()
        while entry.id not in self._roots and entry.id not in path:
            path[entry.id] = None
            if entry.article in self._articles or entry.parent not in self._comments:
                break
            entry = self._comments[entry.parent]
        root = self._roots.get(entry.id) or self._articles.get(entry.article, entry.article)
        self._roots.update(dict.fromkeys(path, root))
        return root

    def _post(self, record: Record, entry: _Entry) -> Post:
        time = feed_time(record.text(*TIMES))
        body = _body(record)
        return Post(
            author=_author(record),
            text=_words(record, body, self._discussion.file),
            id=_stated_id(record),
            parent_id=entry.parent if entry.parent in self._comments else "",
            time=time[0] if time else NO_TIME,
            zone=time[1] if time else None,
            state=STATES.get(record.text("blogger:status").strip(), ""),
            permalink=_link(record),
            object_span=(record.start, record.end),
            body_span=record.places.get(body),
        )


def _stated_id(record: Record) -> str:
    return record.text(*IDS).strip() or _link(record)


def _entry(record: Record) -> _Entry:
    name = _stated_id(record) or f"byte {record.start}"
    link, kind = _link(record), _kind(record)
    reply = record.attribute("thr:in-reply-to", "ref") or record.text("blogger:parent").strip()
    fragment = _FRAGMENT.search(link) or _FRAGMENT.search(name)
    in_topic = _IN_TOPIC.search(link)
    is_later = in_topic is not None and int(in_topic[2]) > 1
    is_comment = kind == "comment" if kind else bool(reply or fragment or is_later or name.startswith("t1_"))
    if not is_comment:
        return _Entry(name, False, name, "")
    if in_topic and not kind and not reply:
        return _Entry(name, True, link[: in_topic.end(1)], "")
    page = _REDDIT_PAGE.search(link) if name.startswith("t1_") else None
    if page:
        return _Entry(name, True, f"t3_{page[1]}", "")
    article = reply or (link or name).partition("#")[0]
    return _Entry(name, True, article, _replied_to(record, name) or reply)


def _by_title(record: Record, entry: _Entry) -> _Entry | None:
    """An entry as a comment, if its title says that it is one."""
    found = _TITLED.fullmatch(plain(record.text("title")).strip())
    if found is None or not _author(record):
        return None
    topic = found["topic"] or f"{found['place'] or ''}{found['subject']}"
    return _Entry(entry.id, True, _title_name(topic), "")


def _title_name(title: str) -> str:
    """A title as the name of an article."""
    return f"title {' '.join(title.casefold().split())}"


def _replied_to(record: Record, name: str) -> str:
    """The comment that a comment of Blogger replies to."""
    stated = record.text("blogger:inReplyTo").strip()
    if stated:
        return stated
    for path, _, attributes in record.fields:
        if path == "link" and attributes.get("rel") == "related":
            found = _RELATED.search(attributes.get("href", ""))
            if found:  # ids of a blog differ in their last number only
                return _LAST_NUMBER.sub(found[1], name)
    return ""


def _kind(record: Record) -> str:
    stated = record.text("blogger:type").strip().lower()
    if stated:
        return stated
    for path, _, attributes in record.fields:
        if path == "category":
            found = KIND.search(attributes.get("term", ""))
            if found:
                return found[1]
    return ""


def _names(record: Record) -> set[str]:
    """By what comments may name an article."""
    names = {record.text(path).strip() for path in IDS}
    link = _link(record)
    in_topic = _IN_TOPIC.search(link)
    names |= {link, link[: in_topic.end(1)] if in_topic else "", _title_name(plain(record.text("title")))}
    return {name for name in names if name}


def _link(record: Record) -> str:
    """The address of the page of an entry."""
    for path, text, attributes in record.fields:
        if path == "link" and attributes.get("rel", "alternate") == "alternate":
            return (attributes.get("href") or text).strip()
    return ""


def _author(record: Record) -> str:
    name = plain(record.text(*AUTHORS))
    handle = _HANDLE.fullmatch(name)
    return handle[1] if handle else name.removeprefix("/u/")


def _body(record: Record) -> str:
    """The field that has the words."""
    with_words = {path.partition("/")[0] for path, text, _ in record.fields if text.strip()}
    return next((path for path in BODIES if path in with_words), "")


def _words(record: Record, body: str, file: Source) -> str | Body | Markup:
    markup = record.markup(body, file)
    if record.attribute(body, "type") in ("text", "text/plain"):
        return markup
    start, end = markup.find(_REDDIT_BODY_START), markup.rfind(_REDDIT_BODY_END)
    if 0 <= start < end:
        return html_words(markup[start + len(_REDDIT_BODY_START) : end])
    last = _LAST_LINK.search(markup, max(0, len(markup) - _MAX_LAST_LINK)) if isinstance(markup, str) else None
    if last and last[1] == _link(record):
        markup = markup[: last.start()]
    return "" if record.text("id").startswith("t3_") else html_words(markup)


def _write_article(part: Rendering, record: Record) -> None:
    discussion = part.discussion
    article = discussion.article
    if article.title_span is not None:
        return  # the same article once more
    body = _body(record)
    part.title(plain(record.text("title")), *record.place("title"))
    part.article(_words(record, body, discussion.file), *record.place(body))
    article.author, article.url = _author(record) or None, _link(record) or None
    time = feed_time(record.text(*TIMES))
    article.time = part.moment(*time) if time else None
    discussion.engagement.comments = integer(record.text("slash:comments"))
