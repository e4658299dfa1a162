"""Wrapper induction: what repeated blocks have in common says where each states its author, its time and its words.

Every element inside of a block has a few names (its tag with a class, with its parent). A name is a column: the first
element of that name in each block. The columns are rated by what they hold in all blocks together: a column of times,
a column of short names that vary, a column with most of the text. The result is a row of the table of engines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.html.engines import Engine, Nesting
from thread_parsers.formats.html.page_text import TIME_ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.formats.html.blocks import Blocks
    from thread_parsers.formats.html.page import Page
    from thread_parsers.formats.html.page_text import PageText
    from thread_parsers.markup.tree import Tree

MAX_SAMPLE = 120
"""Blocks of a group that are looked at."""
MAX_INSIDE = 600
"""Elements of a block that are looked at."""
MAX_NAME_CHARS, MAX_NAME_WORDS = 50, 6
MIN_SHARE = 0.6
"""Share of the blocks that must state an author and a time."""
MAX_ROWS = 3

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
NAME_ATTRIBUTES = (
    "author", "data-author", "data-author-name", "data-username", "data-user", "data-user-name", "data-nick", "data-name",
    "data-comment-author", "data-display-name",
)
NAME_WORDS = frozenset(
    {"author", "user", "username", "name", "nick", "nickname", "poster", "member", "login", "fn", "byline", "creator",
     "owner", "handle", "who", "commenter", "displayname", "auteur", "autor", "usuario", "benutzer", "person", "writer"}
)  # fmt: skip
NOT_NAME_WORDS = frozenset(
    {"title", "usertitle", "rank", "count", "posts", "joined", "location", "status", "group", "role", "signature", "badge", "time",
     "date", "reply", "share", "permalink", "mention", "score", "points", "votes", "stat", "stats", "editor", "edit",
     "text", "body", "content", "message", "likes", "actions", "controls", "number", "parent", "flair", "tag", "subject",
     "category", "level", "reputation", "online", "quote", "cite"}
)  # fmt: skip
TIME_WORDS = frozenset(
    {"time", "date", "datetime", "posted", "created", "published", "publish", "ago", "timestamp", "timeago", "when"}
)
NOT_TIME_WORDS = frozenset({"edit", "edited", "modified", "updated", "update", "joined", "join", "last", "registered", "since", "profile", "userinfo", "userinfoextra", "stats", "statistic"})
BODY_WORDS = frozenset(
    {"content", "text", "body", "message", "comment", "markdown", "prose", "entry", "cooked", "md", "usertext",
     "bbwrapper", "post", "description", "words", "copy"}
)  # fmt: skip
NOT_BODY_WORDS = frozenset(
    {"signature", "sig", "footer", "actions", "toolbar", "avatar", "userinfo", "profile", "panel", "head", "header", "controls",
     "buttons", "quote", "wrapper", "container", "inner", "meta", "info"}
)
PROFILE = re.compile(r"(/(?:u|user|users|profile|people|member|members)/)([^/?#&]{1,50})/?(?:[?#]|$)")
"""In addresses of users' pages, before the name at their end."""
USER_PAGE = re.compile(
    r"/(?:u|user|users|usuario|profile|profil|member|members|people|author|@)(?:[/.?=-]|$)|/~|/@|[?&](?:u|uid|user|author)=",
    re.IGNORECASE,
)
"""The same, for pages that are not named after the user."""
DROPPED = (
    ".signature, .sig, .reply, .actions, .buttons, .toolbar, .controls, .share, button, form, select, textarea, .edited,"
    " .lastedit, .notice, nav, footer, .says, .avatar"
)
LEVEL_ATTRIBUTES = ("data-depth", "data-level", "data-indent", "data-nesting", "depth", "aria-level", "level")
_LEVEL_CLASS = re.compile(r"(?:^|[\s_-])(?:depth|level|lvl|indent|nest(?:ed|ing)?)[_-]?(\d{1,3})(?:\s|$)", re.I)
_INDENT = re.compile(r"(?:margin|padding)-left\s*:\s*(\d+)", re.I)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Column(NamedTuple):
    """One name of elements, in the blocks of a sample."""

    name: str
    """As a row of a field of an engine."""
    found: dict[int, int]
    """The first element of that name in each block."""


class Induced(NamedTuple):
    """What blocks were found to be."""

    engine: Engine
    order: tuple[int, ...]
    confidence: float
    seen: str
    """What speaks for it, in words."""
    value: float
    """How much of the page is explained, to choose between blocks."""


class Sample:
    """Some blocks of a group, and the columns of their elements."""

    def __init__(self, page: Page, text: PageText, blocks: Blocks) -> None:
        self.page, self.text, self.blocks = page, text, blocks
        step = -(-len(blocks.order) // MAX_SAMPLE)
        self.order = blocks.order[::step]
        self.columns: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self.attributes: defaultdict[str, dict[int, str]] = defaultdict(dict)
        self.profiles: defaultdict[str, dict[int, str]] = defaultdict(dict)
        """The names in addresses of users' pages."""
        tree = page.tree
        for block in self.order:
            self._attributes(block, block, [""])
            for element in inside(tree, block, blocks):
                names = list(names_of(tree, element))
                if text.size(tree.start[element], tree.end[element])[0]:
                    for name in names:
                        self.columns[name].setdefault(block, element)
                self._attributes(block, element, names)
                self._profile(block, element)

    def _attributes(self, block: int, element: int, names: list[str]) -> None:
        for attribute in self.page.tree.attributes(element):
            if attribute in TIME_ATTRIBUTES or attribute in NAME_ATTRIBUTES:
                value = self.page.attribute(element, attribute)
                if value is not None:
                    for name in names:
                        self.attributes[f"{name}@{attribute}"].setdefault(block, value.text)

    def _profile(self, block: int, element: int) -> None:
        """A link to the page of a user is a column of its own: pictures link there, too."""
        if self.page.tree.names[element] == "a":
            profile = PROFILE.search(self.page.tree.attributes(element).get("href", ""))
            if profile:
                self.profiles[f"a[href*={profile[1]}]@href"].setdefault(block, profile[2])

    def own_end(self, block: int, element: int) -> int:
        """Where the part of an element before the next block ends."""
        return self.page.content(element, self.blocks.elements)[1]

    def share(self, count: int) -> float:
        return count / len(self.order)


def inside(tree: Tree, block: int, blocks: Blocks) -> Iterator[int]:
    """The elements of a block that are not in another one."""
    at, stop, count = block + 1, tree.stop[block], 0
    while at < stop and count < MAX_INSIDE:
        if at in blocks.elements:
            at = tree.stop[at]
            continue
        yield at
        at, count = at + 1, count + 1


def names_of(tree: Tree, element: int) -> Iterator[str]:
    """The selectors of an element that others may share."""
    name, found = tree.names[element], tree.attributes(element)
    words = [word for word in found.get("class", "").split()[:6] if _plain(word)]
    own = [name, *(f"{name}.{word}" for word in words)]
    for attribute in ("itemprop", "slot", "rel", "data-testid"):
        value = found.get(attribute, "")
        if _plain(value):
            own.append(f"{name}[{attribute}={value}]")
    yield from own
    above = tree.parent[element]
    if above >= 0:
        outer = [word for word in tree.attributes(above).get("class", "").split()[:3] if _plain(word)]
        for word in outer:
            yield f".{word} {own[-1]}"
        if not outer:
            yield f"{tree.names[above]} {own[-1]}"


_PLAIN = re.compile(r"[A-Za-z_][\w-]*")


def _plain(word: str) -> bool:
    return _PLAIN.fullmatch(word) is not None and not word[-1].isdigit()


def words_of(name: str) -> set[str]:
    """The words of a class, an id or a selector, in small letters."""
    return {word.lower() for word in _WORD.findall(name)}
