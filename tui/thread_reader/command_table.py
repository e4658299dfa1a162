"""The command table: what the reader can do, by which keys, described in which words.

Footer, help, palette, the key tables of the documentation and the `[keys]` section of the settings are all generated
from it. A key is one name ("j", "ctrl+d", "enter") or a sequence of names separated by blanks ("z a", "] l"). A command
with `counts` accepts a number typed before it; one with `letter` takes one more key, any printable character.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Command(NamedTuple):
    """One command."""

    id: str
    """Its name in settings and tests: `group.verb`."""
    keys: tuple[str, ...]
    title: str
    """A short description for help and palette."""
    group: str
    """The heading it is listed under in the help."""
    hint: str = ""
    """One or two words for the key bar, if the title is too long for it."""
    counts: bool = False
    letter: bool = False
    pane_hint: str = ""
    """The hint while the article or the stats have the focus, if it differs."""
    panes: tuple[str, ...] = ()
    """The panes whose comment, sentence or row it acts on; empty if it does the same in all panes. In any other pane it
    says where it acts."""


OF_COMMENT = ("comments",)
"""Panes of commands that act on the comment under the cursor: where another pane has the focus, that may be off the
screen."""

MOVE = "Move"
READ = "Read"
FILTER = "Search and filter"
VIEW = "View"
COPY = "Copy and open"
PROGRAM = "Program"
GROUPS = (MOVE, READ, FILTER, VIEW, COPY, PROGRAM)
"""The groups of commands, in the order in which they are listed."""

COMMANDS: tuple[Command, ...] = (
    Command("move.next", ("j", "down"), "next comment; scrolls through a tall one first", MOVE, "next", counts=True),
    Command("move.previous", ("k", "up"), "previous comment; scrolls through a tall one first", MOVE, counts=True),
    Command("move.next_sibling", ("J",), "next comment under the same parent", MOVE, counts=True),
    Command("move.previous_sibling", ("K",), "previous comment under the same parent", MOVE, counts=True),
    Command("move.parent", ("p",), "parent comment", MOVE, counts=True),
    Command(
        "view.parents",
        ("P",),
        "look at all parents without moving; Enter goes to one",
        MOVE,
        "parents",
        panes=OF_COMMENT,
    ),
    Command(
        "move.next_top",
        ("}",),
        "next top-level comment; in the stats, the next section",
        MOVE,
        counts=True,
        pane_hint="section",
    ),
    Command(
        "move.previous_top", ("{",), "previous top-level comment; in the stats, the section before", MOVE, counts=True
    ),
    Command(
        "move.in",
        ("l", "right"),
        "unfold, or go to the first or next segment, or to the first reply; in charts, go right",
        MOVE,
        panes=("comments", "stats"),
    ),
    Command(
        "move.out", ("h", "left"), "fold, or go to the parent; in charts, go left", MOVE, panes=("comments", "stats")
    ),
    Command("move.page_down", ("space", "pagedown", "ctrl+f"), "page down", MOVE, "page", counts=True),
    Command("move.page_up", ("b", "pageup", "ctrl+b"), "page up", MOVE, counts=True),
    Command("move.half_down", ("ctrl+d",), "half a page down", MOVE, counts=True),
    Command("move.half_up", ("ctrl+u",), "half a page up", MOVE, counts=True),
    Command("move.line_down", ("ctrl+e",), "scroll down by a line", MOVE, counts=True),
    Command("move.line_up", ("ctrl+y",), "scroll up by a line", MOVE, counts=True),
    Command("move.top", ("z t",), "scroll so that the cursor is at the top", MOVE, "top"),
    Command("move.middle", ("z z",), "scroll so that the cursor is in the middle", MOVE, "middle"),
    Command("move.bottom", ("z b",), "scroll so that the cursor is at the bottom", MOVE, "bottom"),
    Command("move.first", ("g", "home"), "first comment", MOVE),
    Command("move.last", ("G", "end"), "last comment", MOVE, counts=True),
    Command("move.to", (":",), "go to comment 12 (:12), to half of the page (:50%), or to a line (:line:300)", MOVE),
    Command(
        "fold.toggle",
        ("enter", "z a"),
        "fold or unfold; on a quote, go to the quoted comment, on a spoiler, show it; in article and stats, filter by "
        "what is there",
        READ,
        "fold",
        pane_hint="show",
    ),
    Command("fold.all", ("z M",), "fold all", READ, "fold all"),
    Command("fold.none", ("z R",), "unfold all", READ, "unfold all"),
    Command("fold.more", ("z m",), "fold one more level", READ, "fold more", counts=True),
    Command("fold.less", ("z r",), "unfold one more level", READ, "unfold more", counts=True),
    Command("fold.asides", ("z q",), "fold or unfold quotes and signatures", READ, "fold quotes"),
    Command("fold.branch", ("x",), "collapse this branch and continue", READ, "skip", panes=OF_COMMENT),
    Command("search.open", ("/",), "search article, names and comments as you type", FILTER, "search"),
    Command("search.next", ("n",), "next hit", FILTER, counts=True),
    Command("search.previous", ("N",), "previous hit", FILTER, counts=True),
    Command(
        "search.word",
        ("*",),
        "search for a word of this comment; in the article, of the sentence",
        FILTER,
        panes=("comments", "article"),
    ),
    Command("search.clear", ("escape",), "stop or undo: running work, entered segment, search, then filter", FILTER),
    Command("filter.open", ("f",), "filter by word, user:Name, after:2025-12-01 …", FILTER, "filter"),
    Command("filter.toggle", ("F",), "switch the filter off and on", FILTER),
    Command("filter.context", ("c",), "context of matches: none, ancestors, whole threads", FILTER),
    Command(
        "filter.author",
        ("@",),
        "show only this author (in the stats, the person in the row); again: show all",
        FILTER,
        "author",
        panes=("comments", "stats"),
    ),
    Command(
        "stats.range",
        ("v",),
        "on a chart of the stats: begin a range, which h l widen and Enter filters by",
        FILTER,
        "range",
        panes=("stats",),
    ),
    Command("filter.authors", ("U",), "pick an author; lists comment counts", FILTER),
    Command("filter.saved", ("Q",), "saved queries; Ctrl-s in the filter prompt saves one", FILTER, "saved queries"),
    Command("filter.terms", ("T",), "switch single filter terms off and on", FILTER),
    Command(
        "jump.next",
        ("]",),
        "next: a same author, o original poster, u unread, n new, e edited, + star, i note, h to read first, l link, "
        "q quote, x spoiler, m mark, s segment",
        MOVE,
        letter=True,
    ),
    Command("jump.previous", ("[",), "previous, of the same kinds", MOVE, letter=True),
    Command("jump.repeat", (";",), "repeat the last ] or [", MOVE, counts=True),
    Command("jump.reverse", (",",), "repeat it in the other direction", MOVE, counts=True),
    Command("jump.sentence", ("a",), "the article sentence that this comment is about", MOVE, panes=OF_COMMENT),
    Command("mark.set", ("m",), "set or remove a mark: m and a letter", MOVE, letter=True, panes=OF_COMMENT),
    Command("mark.go", ("'",), "go to a mark: ' and its letter", MOVE, letter=True),
    Command("jump.back", ("ctrl+o",), "back to before the last jump", MOVE, counts=True),
    Command("read.toggle", ("u",), "mark this comment as read, or as unread", READ, "read", panes=OF_COMMENT),
    Command("read.branch", ("X",), "mark this branch as read and continue", READ, panes=OF_COMMENT),
    Command("read.all", ("Z",), "mark all comments as read; asks first", READ),
    Command("star.toggle", ("+",), "star this comment, or remove its star", READ, "star", panes=OF_COMMENT),
    Command(
        "note.write",
        ("i",),
        "write a note on this comment or segment; an empty one is deleted",
        READ,
        "note",
        panes=OF_COMMENT,
    ),
    Command("note.list", ("z i",), "notes and stars of this discussion", READ, "notes"),
    Command(
        "author.mark", ("A",), "tag, colour or mute this author, in all discussions", READ, "author", panes=OF_COMMENT
    ),
    Command("view.changes", ("D",), "what is new, edited and gone since last time", READ, "changes"),
    Command(
        "state.separate", ("z o",), "wrongly recognized: not the discussion that was open before", READ, "other page"
    ),
    Command(
        "view.highlights", ("H",), "five minutes: the comments to read first, by stated rules", VIEW, "five minutes"
    ),
    Command("view.links", ("L",), "all links by domain, with who has them; Tab: images", VIEW, "links"),
    Command(
        "view.sort",
        ("s",),
        "sort: page order, oldest, newest, likes, replies, length; flat: most liked, newest",
        VIEW,
        "sort",
    ),
    Command("view.next_pane", ("tab",), "next pane", VIEW, "pane"),
    Command("view.previous_pane", ("shift+tab",), "previous pane", VIEW),
    Command("view.article", ("1",), "go to the article", VIEW),
    Command("view.comments", ("2",), "go to the comments", VIEW),
    Command("view.stats", ("3",), "go to the stats", VIEW),
    Command("view.wide", ("w",), "enlarge this pane, or show all side by side", VIEW, "one or all"),
    Command("view.split", ("|",), "a second pane of comments with a filter of its own, or one again", VIEW, "second"),
    Command("view.narrower", ("z <",), "shorter lines of text, by 4 columns", VIEW, "narrower", counts=True),
    Command("view.wider", ("z >",), "longer lines of text, by 4 columns", VIEW, "wider", counts=True),
    Command("view.source", ("z s",), "bodies of comments as they are written, or as they are drawn", VIEW, "source"),
    Command("view.wrap_code", ("z w",), "wrap long lines of code, or cut them", VIEW, "wrap code"),
    Command("view.receipt", ("R",), "receipt: how the file was read", VIEW),
    Command("view.file_date", ("z f",), "relative times: as of the file's date, or as written", VIEW, "date"),
    Command("view.times", ("z d",), "times: as dates, as ages, or as written", VIEW, "times"),
    Command("view.raw", ("r",), "this comment as it is in the file, raw", VIEW, panes=OF_COMMENT),
    Command("view.theme", ("t",), "pick a theme", VIEW),
    Command("view.redraw", ("ctrl+l",), "redraw the whole screen", VIEW),
    Command(
        "copy.comment",
        ("y",),
        "copy: text, quoted, Markdown, link, permalink; in the article, the sentence",
        COPY,
        "copy",
        panes=("comments", "article"),
    ),
    Command("export.open", ("e",), "export what the filter shows, or everything, to a file", COPY, "export"),
    Command(
        "link.open",
        ("o",),
        "open a link; shows the full address and asks first",
        COPY,
        "open",
        panes=("comments", "article"),
    ),
    Command(
        "library.open", ("O",), "list of discussions: in this file, recent, in this folder", PROGRAM, "discussions"
    ),
    Command("library.search", ("S",), "search in all discussions of that list", PROGRAM, "search all"),
    Command("library.next", (">",), "next open discussion; each keeps its place", PROGRAM, "next open"),
    Command("library.previous", ("<",), "previous open discussion", PROGRAM),
    Command("view.parts", ("z p",), "pick one of the discussions of this file", PROGRAM, "parts"),
    Command("program.mouse", ("M",), "hand the mouse to the terminal, or take it back", PROGRAM),
    Command("program.help", ("?",), "all keys and signs", PROGRAM, "keys"),
    Command("program.palette", ("ctrl+p",), "command palette", PROGRAM),
    Command("program.reload", ("ctrl+r",), "reload the file and keep the place", PROGRAM),
    Command("program.suspend", ("ctrl+z",), "suspend to the shell; fg returns", PROGRAM),
    Command("program.quit", ("q",), "quit; in a discussion that was opened from a list, back to it", PROGRAM, "quit"),
)

BY_GROUP = {group: tuple(command for command in COMMANDS if command.group == group) for group in GROUPS}
BY_ID = {command.id: command for command in COMMANDS}

KINDS = {
    "a": "author",
    "o": "original poster",
    "u": "unread",
    "n": "new",
    "e": "edited",
    "+": "star",
    "i": "note",
    "l": "link",
    "q": "quote",
    "x": "spoiler",
    "m": "mark",
    "h": "comment to read first",
    "s": "segment",
}
"""The letters that may follow `]` and `[`."""
KINDS_OF_COMMENTS = frozenset("une")
"""Those that say what kind of comment it is; the others say what it has."""

LIST_KEYS = (
    (("letters",), "filter by words of the title and the path; phrases in quotes, -word, OR, ( ) and /regex/ too"),
    (("down", "up", "pagedown", "pageup", "home", "end"), "move"),
    (("enter",), "open; in a discussion opened so, q comes back"),
    (("tab", "shift+tab"), "sort by another column"),
    (("ctrl+s",), "search in all discussions of the list"),
    (("escape",), "stop the search, clear the filter, then leave"),
    (("ctrl+c",), "stop looking at files"),
)
"""The keys of the lists of discussions and of hits, where letters are typed: they cannot be changed."""

KEY_SIGNS = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "space": "Space", "pagedown": "PgDn", "pageup": "PgUp",
    "enter": "Enter", "escape": "Esc", "tab": "Tab", "home": "Home", "end": "End",
}  # fmt: skip
"""Display names of keys, where they differ from the key name."""
MAX_WRITTEN = 256
"""Keys whose display form is kept: the key bar has the same ones in every frame."""


@lru_cache(maxsize=MAX_WRITTEN)
def written(key: str) -> str:
    """The display form of a key or key sequence: `Ctrl-d`, `za`, `↓`."""
    return "".join(map(_written, key.split(" ")))


def _written(name: str) -> str:
    *modifiers, base = name.rsplit("+") if len(name) > 1 else [name]
    sign = KEY_SIGNS.get(base) or (base if len(base) == 1 else base.replace("_", " ").capitalize())
    return "".join(f"{modifier.capitalize()}-" for modifier in modifiers) + sign
