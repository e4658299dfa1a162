"""THE table of commands: what can be done, by which keys, in which words.

The footer, the help, the palette, the key table of the README and the remapping in the settings are all made from
it. A key is one name ("j", "ctrl+d", "enter") or a sequence of names with blanks between them ("z a", "] l"). A
command with `counts` takes digits typed ahead of it; one with `letter` takes one more key, any letter.
"""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """One thing that the reader can do."""

    id: str
    """Its name in settings and tests: `room.verb`."""
    keys: tuple[str, ...]
    title: str
    """What it does, in a few words that begin with a verb: the line in help and palette."""
    group: str
    """The heading under which help lists it."""
    hint: str = ""
    """One or two words for the footer; empty where the footer never shows it."""
    counts: bool = False
    letter: bool = False
    hint_beside: str = ""
    """What the footer says instead while another pane than the comments has the keys."""


MOVE, FOLD, FIND, FILTER, VIEW, PLACES, TAKE, PROGRAM = (
    "Move", "Fold", "Search", "Filter", "View", "Bookmarks", "Take away", "Program",
)  # fmt: skip

COMMANDS: tuple[Command, ...] = (
    Command("move.next", ("j", "down"), "next comment, through a tall one first", MOVE, "next", counts=True),
    Command("move.previous", ("k", "up"), "previous comment, through a tall one first", MOVE, counts=True),
    Command("move.next_sibling", ("J",), "next comment under the same parent", MOVE, counts=True),
    Command("move.previous_sibling", ("K",), "previous comment under the same parent", MOVE, counts=True),
    Command("move.parent", ("p",), "the comment that this one answers", MOVE, counts=True),
    Command("move.next_top", ("}",), "next comment on the article itself", MOVE, counts=True),
    Command("move.previous_top", ("{",), "previous comment on the article itself", MOVE, counts=True),
    Command("move.in", ("l", "right"), "unfold, or go to the first reply or segment", MOVE),
    Command("move.out", ("h", "left"), "fold, or go to the parent", MOVE),
    Command("move.page_down", ("space", "pagedown", "ctrl+f"), "a page down", MOVE, "page", counts=True),
    Command("move.page_up", ("b", "pageup", "ctrl+b"), "a page up", MOVE, counts=True),
    Command("move.half_down", ("ctrl+d",), "half a page down", MOVE, counts=True),
    Command("move.half_up", ("ctrl+u",), "half a page up", MOVE, counts=True),
    Command("move.first", ("g", "home"), "the first comment", MOVE),
    Command("move.last", ("G", "end"), "the last comment; 12G goes to comment 12", MOVE, counts=True),
    Command(
        "fold.toggle",
        ("enter", "z a"),
        "fold or unfold; elsewhere filter by what is under the cursor",
        FOLD,
        "fold",
        hint_beside="show",
    ),
    Command("fold.all", ("z M",), "fold all", FOLD),
    Command("fold.none", ("z R",), "unfold all", FOLD),
    Command("fold.more", ("z m",), "fold one level more", FOLD, counts=True),
    Command("fold.less", ("z r",), "unfold one level", FOLD, counts=True),
    Command("fold.done", ("x",), "done with this branch: fold it and go on", FOLD, "done"),
    Command("find.open", ("/",), "search article, names and comments as you type", FIND, "search"),
    Command("find.next", ("n",), "next hit", FIND, counts=True),
    Command("find.previous", ("N",), "previous hit", FIND, counts=True),
    Command("find.word", ("*",), "search for a word of this comment", FIND),
    Command("find.clear", ("escape",), "take back: leave the segment, clear the search, then the filter", FIND),
    Command("filter.open", ("f",), "filter by word, user:Name, after:2025-12-01 …", FILTER, "filter"),
    Command("filter.toggle", ("F",), "filter off and on", FILTER),
    Command("filter.context", ("c",), "around matches: nothing, ancestors, whole threads", FILTER),
    Command("filter.author", ("@",), "only this author; again: everybody", FILTER, "author"),
    Command("filter.authors", ("U",), "pick an author, with counts", FILTER),
    Command("filter.terms", ("T",), "switch single terms of the filter off and on", FILTER),
    Command("place.next", ("]",), "next … a author, o original poster, l link, m mark, s segment", PLACES, letter=True),
    Command("place.previous", ("[",), "previous … of the same kinds", PLACES, letter=True),
    Command("place.repeat", (";",), "repeat the last ] or [", PLACES, counts=True),
    Command("place.reverse", (",",), "repeat it the other way", PLACES, counts=True),
    Command("place.sentence", ("a",), "the sentence of the article that this is about", PLACES),
    Command("place.mark", ("m",), "set a mark: m and a letter", PLACES, letter=True),
    Command("place.go", ("'",), "go to a mark: ' and its letter", PLACES, letter=True),
    Command("place.back", ("ctrl+o",), "back to where I was", PLACES, counts=True),
    Command("view.sort", ("s",), "sort: page order, oldest, newest, likes, replies, length", VIEW, "sort"),
    Command("view.next_pane", ("tab",), "next pane", VIEW, "pane"),
    Command("view.previous_pane", ("shift+tab",), "previous pane", VIEW),
    Command("view.article", ("1",), "the article", VIEW),
    Command("view.comments", ("2",), "the comments", VIEW),
    Command("view.stats", ("3",), "the stats", VIEW),
    Command("view.wide", ("w",), "one pane or several side by side", VIEW),
    Command("view.receipt", ("R",), "how the file was read: the receipt", VIEW),
    Command("view.raw", ("r",), "the lines of the file behind this comment", VIEW),
    Command("view.theme", ("t",), "pick a theme", VIEW),
    Command("take.copy", ("y",), "copy: text, quoted, Markdown, link", TAKE, "copy"),
    Command("take.open", ("o",), "open a link (asks, and shows the whole address)", TAKE),
    Command("program.mouse", ("M",), "give the mouse to the terminal, and take it back", PROGRAM),
    Command("program.help", ("?",), "all keys and signs", PROGRAM, "help"),
    Command("program.palette", ("ctrl+p",), "every command, by name", PROGRAM),
    Command("program.reload", ("ctrl+r",), "read the file again and stay in place", PROGRAM),
    Command("program.suspend", ("ctrl+z",), "to the shell; fg comes back", PROGRAM),
    Command("program.quit", ("q",), "quit", PROGRAM, "quit"),
)

BY_ID = {command.id: command for command in COMMANDS}

KINDS = {
    "a": "author",
    "o": "original poster",
    "l": "link",
    "m": "mark",
    "s": "segment",
}
"""What may follow `]` and `[`."""

KEY_SIGNS = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "space": "Space", "pagedown": "PgDn", "pageup": "PgUp",
    "enter": "Enter", "escape": "Esc", "tab": "Tab", "shift+tab": "Shift-Tab", "home": "Home", "end": "End",
}  # fmt: skip
"""How keys are written for people, where it is not as they are named."""


def written(key: str) -> str:
    """A key or a sequence of keys as people write it: `Ctrl-d`, `za`, `↓`."""
    names = [KEY_SIGNS.get(name, name.replace("ctrl+", "Ctrl-").replace("alt+", "Alt-")) for name in key.split(" ")]
    return "".join(names)
