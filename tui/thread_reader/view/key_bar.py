"""The items of the key bar: what the keys do that matter where the focus is, or what may follow a pending key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.printable import printable
from thread_reader.command_table import BY_ID, KINDS, written
from thread_reader.view.first_words import shortened
from thread_reader.view.kinds import NONE_OF_KIND
from thread_reader.view.links import links_in_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from thread_reader.keymap import Keymap, PendingKeys
    from thread_reader.view.drawing import AnchorKind
    from thread_reader.view.reader import Reader


class Item(NamedTuple):
    """A key and what it does. A click runs `command`, or else presses `press`."""

    key: str
    """The display form of the key."""
    words: str
    command: str = ""
    press: str = ""
    """The name of the key to press if there is no command: `enter`, `a`."""


ALWAYS = ("program.help", "program.quit")
"""Shown at the right end, however narrow the screen is."""

BY_PANE = {
    "article": (
        "move.next", "move.page_down", "fold.toggle", "search.open", "filter.open", "link.open", "copy.comment",
        "view.next_pane", "view.wide",
    ),
    "comments": (
        "move.next", "move.page_down", "fold.toggle", "fold.branch", "search.open", "filter.open", "filter.author",
        "view.sort", "view.next_pane", "copy.comment", "view.highlights", "view.links",
        "view.wide",
    ),
    "stats": (
        "move.next", "fold.toggle", "stats.range", "move.next_top", "filter.open", "view.next_pane", "view.wide",
        "move.page_down",
    ),
}  # fmt: skip
"""The commands that the bar offers, the most important first: only those that do something in this pane."""

NEEDS_COMMENT = frozenset(
    {
        "move.next",
        "move.page_down",
        "fold.toggle",
        "fold.branch",
        "filter.author",
        "copy.comment",
        "view.sort",
        "view.highlights",
    }
)
"""Commands that do nothing in a comments pane without visible comments."""

WITH_HITS = (("search.next", "next hit"), ("search.previous", "previous"), ("search.clear", "clears"))
WITH_FILTER = (("filter.toggle", "off"), ("filter.context", "around"), ("search.clear", "clears"))
ON_ANCHOR: Mapping[AnchorKind, tuple[tuple[str, str], ...]] = {
    "quote": (("fold.toggle", "quoted comment"), ("jump.back", "back")),
    "link": (("link.open", "open"),),
    "spoiler": (("fold.toggle", "show or hide"),),
}
FILTER_IS_OFF = (("filter.toggle", "filter on"), ("search.clear", "clears"))

PROMPT = (Item("Enter", "take", press="enter"), Item("Esc", "as before", press="escape"))
"""The keys of every prompt."""
FILTER_PROMPT = (
    *PROMPT, Item("↑", "earlier", press="up"), Item("Tab", "complete", press="tab"),
    Item("Ctrl-s", "save", press="ctrl+s"),
)  # fmt: skip
PROMPTS = {
    "filter": FILTER_PROMPT,
    ":": (Item("Enter", "go there", press="enter"), Item("Esc", "cancel", press="escape")),
    "note": (Item("Enter", "save", press="enter"), Item("Esc", "cancel", press="escape")),
}
"""The keys of prompts with other ones, by their labels."""

PICKER = (Item("↓ ↑", "move", press="down"), Item("Enter", "pick", press="enter"), Item("a–z", "narrow"))
WITH_DELETION = (*PICKER, Item("Del", "delete", press="delete"))
WITH_KEYS = (*PICKER, Item("Ctrl-k", "change its keys", press="ctrl+k"))
AUTHOR_SHEET = (
    Item("a–z", "tag"), Item("↓ ↑", "row", press="down"), Item("← →", "choose", press="right"),
    Item("Enter", "save", press="enter"),
)  # fmt: skip
TEXT_SHEET = (Item("j k", "line", press="j"), Item("Space b", "page", press="space"))
SEARCH_SHEET = (*TEXT_SHEET, Item("/", "find", press="/"))
READ_OTHERWISE = Item("Enter", "other format", press="enter")
"""On a receipt that names a format which reads more."""
CLOSE = (Item("Esc", "close", press="escape"),)
PARENTS = (Item("k", "parent", press="k"), Item("Enter", "go there", press="enter"))
ANY_KEY = (Item("other keys", "close", press="escape"),)
CANCEL = (Item("Esc", "cancel", press="escape"),)

MAX_SENTENCE_CHARACTERS = 4_000
"""How far a sentence is searched for a link at every key."""


def of_pane(keymap: Keymap, reader: Reader, pane: str) -> list[Item]:
    """Return the items of a pane, the most important first. What has no key, or does nothing now, is left out."""
    empty = pane == "comments" and not reader.visible
    without = NEEDS_COMMENT if empty else frozenset()
    if pane == "article" and not _has_link(reader):
        without |= {"link.open"}
    if pane == "article" and _has_no_comments(reader):
        without |= {"fold.toggle", "filter.open", "view.next_pane", "view.wide"}
    found: dict[str, Item] = {}
    for command, words in (*_of_state(reader), *((command, "") for command in BY_PANE[pane])):
        if command not in found and command not in without:
            for item in _item(keymap, command, words or _hint(command, pane)):
                found[command] = item
    return list(found.values())


def _has_no_comments(reader: Reader) -> bool:
    """Whether the whole page has been read, and no comment was found."""
    return reader.discussion.complete and not len(reader.columns)


def _has_link(reader: Reader) -> bool:
    """Whether the sentence under the cursor of the article has a link that can be opened."""
    return bool(links_in_text(reader.sentences.words[:MAX_SENTENCE_CHARACTERS]))


def always(keymap: Keymap, leads_back: str = "") -> list[Item]:
    """Return the items at the right end. `leads_back`: where quitting leads, if not out of the program."""
    words = {"program.quit": leads_back} if leads_back else {}
    return [item for command in ALWAYS for item in _item(keymap, command, words.get(command) or BY_ID[command].hint)]


def of_first_list(keymap: Keymap) -> tuple[Item, ...]:
    """Return the items at the right end in the list that the program begins with, until something is typed."""
    keys = [key for key in keymap.keys["program.quit"] if " " not in key]
    return (*(Item(written(key), "quit", press=key) for key in keys[:1]), *CLOSE)


def _of_state(reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield what can be done with the quote or link under the cursor, with the search and with the filter."""
    if _has_no_comments(reader):
        yield "view.receipt", "how it was read"
    if reader.anchor is not None:
        yield from ON_ANCHOR[reader.anchor[1].kind]
    if reader.search.pattern is not None and not reader.search.trouble:
        yield from WITH_HITS
    if reader.filter.active:
        yield from WITH_FILTER
    elif reader.filter.text.strip():
        yield from FILTER_IS_OFF


def _hint(command: str, pane: str) -> str:
    row = BY_ID[command]
    hint = row.hint if pane == "comments" else row.pane_hint or row.hint
    return hint or row.title.partition(",")[0]


def _item(keymap: Keymap, command: str, words: str) -> Iterator[Item]:
    """Yield the item of a command, or nothing if it has no key."""
    keys = keymap.keys[command]
    if keys:
        yield Item(written(keys[0]), words, command)


def following(keymap: Keymap, pending: PendingKeys, reader: Reader) -> list[Item]:
    """Return the keys that may follow the pending ones, and what they do; empty if no key is pending."""
    if pending.awaiting is not None:
        return list(_letters(pending.awaiting.id, reader))
    typed = pending.keys
    if not typed:
        return []
    items = []
    for command, keys in keymap.keys.items():
        for key in keys:
            sequence = key.split(" ")
            if len(sequence) > len(typed) and tuple(sequence[: len(typed)]) == typed:
                following_key = sequence[len(typed)]
                words = BY_ID[command].hint or BY_ID[command].title.partition(";")[0]
                items.append(Item(written(following_key), words, press=following_key))
    return items


def _letters(command: str, reader: Reader) -> Iterator[Item]:
    """Yield the letters that a command takes: kinds of places, or marks with the first words of their comments."""
    if command in ("jump.next", "jump.previous"):
        for letter, words in KINDS.items():
            if letter not in NONE_OF_KIND or not NONE_OF_KIND[letter](reader):
                yield Item(letter, words, press=letter)
        return
    marks = sorted(reader.bookmarks.marks.items())
    if command == "mark.set":
        yield Item("a letter", "marks this comment")
    elif not marks:
        yield Item("no marks yet:", "m and a letter set one")
    for letter, place in marks:
        words = shortened(reader.preview(place.comment), reader.discussion, place.comment)
        yield Item(printable(letter), words, press=letter)


def of_prompt(sign: str) -> Iterable[Item]:
    """Return the items of the prompt with this label."""
    return PROMPTS.get(sign, PROMPT)
