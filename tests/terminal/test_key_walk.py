"""Every command by its key, one after the other, on the page that the program was made for, in a real terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from thread_reader.command_table import BY_ID

PAGE = Path(__file__).parents[3] / "shared" / "corpus" / "gate" / "japan-ai.txt"

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the defining page is not kept beside this repository")

Check = str | Callable[[str], bool]

WALK: tuple[tuple[str, tuple[str, ...], Check], ...] = (
    ("move.next", ("j",), "2 of 10"),
    ("move.previous", ("k",), "1 of 10"),
    ("move.next_sibling", ("J",), "2 of 10"),
    ("move.previous_sibling", ("K",), "1 of 10"),
    ("move.parent", ("p",), "a top-level comment has no parent"),
    ("move.next_top", ("}",), "2 of 10"),
    ("move.previous_top", ("{",), "1 of 10"),
    ("move.next", ("j",), "2 of 10"),
    ("move.in", ("l",), "segment 1 of 8"),
    ("jump.next", ("]", "s"), "segment 2 of 8"),
    ("jump.repeat", (";",), "segment 3 of 8"),
    ("jump.reverse", (",",), "segment 2 of 8"),
    ("jump.previous", ("[", "s"), "segment 1 of 8"),
    ("move.out", ("h",), lambda text: "FloorPriceWatcher · 8 segments" in text),
    ("move.last", ("G",), "10 of 10"),
    ("jump.back", ("ctrl+o",), "2 of 10"),
    ("move.to", (":", "4", "enter"), "4 of 10"),
    ("move.top", ("z", "t"), lambda text: "4 of 10" in text),
    ("move.line_down", ("ctrl+e",), lambda text: "4 of 10" not in text),
    ("move.line_up", ("ctrl+y",), "of 10"),
    ("move.middle", ("z", "z"), "of 10"),
    ("move.bottom", ("z", "b"), "of 10"),
    ("move.first", ("g",), "1 of 10"),
    ("move.page_down", ("space",), lambda text: "1 of 10" not in text),
    ("move.page_up", ("b",), lambda text: "$19 billion for autonomous AI" in text),
    # The head of the comment, which is pinned without its time while its text is on the screen.
    ("move.half_down", ("ctrl+d",), lambda text: "BackrowObserver  24 Dec 06:14" not in text),
    ("move.half_up", ("ctrl+u",), "BackrowObserver  24 Dec 06:14"),
    ("move.first", ("g",), "1 of 10"),
    ("fold.toggle", ("enter",), "▸ BO BackrowObserver"),
    ("fold.toggle", ("z", "a"), "◦ BO BackrowObserver"),
    ("fold.all", ("z", "M"), "▸ SL SellLowExpert"),
    ("fold.none", ("z", "R"), "◦ BO BackrowObserver"),
    ("fold.more", ("z", "m"), "all folded"),
    ("fold.less", ("z", "r"), "unfolded to 1 of 1 levels"),
    ("fold.asides", ("z", "q"), lambda text: "1 of 10" in text),
    ("fold.branch", ("x",), lambda text: "▸ BO BackrowObserver" in text and "2 of 10" in text),
    ("fold.none", ("z", "R"), lambda text: "▸" not in text),
    ("search.open", ("/", *"choked", "enter"), "of 5 in"),
    ("search.next", ("n",), lambda text: "choked" in text and "of 5 in" in text),
    ("search.previous", ("N",), lambda text: "choked" in text),
    ("search.clear", ("esc",), lambda text: "of 5 in" not in text),
    ("search.word", ("*",), "Search for a word"),
    ("search.clear", ("esc",), lambda text: "Search for a word" not in text),
    ("filter.open", ("f", *"user:Air*", "enter"), "user:Air* · 2 of 10"),
    ("filter.context", ("c",), "context: with ancestors"),
    ("filter.toggle", ("F",), "filter off: user:Air*"),
    ("filter.toggle", ("F",), "2 of 10"),
    ("filter.terms", ("T",), "Switch a filter term"),
    ("search.clear", ("esc",), lambda text: "Switch a filter term" not in text),
    ("search.clear", ("esc",), lambda text: "user:Air*" not in text),
    ("filter.saved", ("Q",), "no saved queries yet"),
    ("filter.author", ("@",), "· 1 of 10"),
    ("filter.author", ("@",), lambda text: "· 1 of 10" not in text),
    ("filter.authors", ("U", *"ninja", "enter"), 'user:"AirdropNinja" · 1 of 10'),
    ("search.clear", ("esc",), lambda text: "user:" not in text),
    ("move.to", (":", "2", "enter"), "2 of 10"),
    ("mark.set", ("m", "a"), "marked a"),
    ("move.first", ("g",), "1 of 10"),
    ("mark.go", ("'", "a"), "2 of 10"),
    ("read.toggle", ("u",), "marked as"),
    ("star.toggle", ("+",), lambda text: "starred" in text and "★" in text),
    ("note.write", ("i", *"ask", "enter"), lambda text: "note saved" in text and "✎ ask" in text),
    ("note.list", ("z", "i"), "1 note · 1 star"),
    ("search.clear", ("esc",), lambda text: "1 note · 1 star" not in text),
    ("author.mark", ("A", *"bull", "enter"), 'FloorPriceWatcher: tag "bull"'),
    ("view.highlights", ("H",), "no comment stands out"),
    ("view.links", ("L",), "no link on this page"),
    ("view.changes", ("D",), "nothing is new, edited or gone since last time"),
    ("state.separate", ("z", "o"), "this discussion was not recognized as an earlier one"),
    ("read.branch", ("X",), lambda text: "marked as read" in text and "3 of 10" in text),
    ("read.all", ("Z",), "Mark everything as read?"),
    ("search.clear", ("esc",), lambda text: "Mark everything as read?" not in text),
    ("move.to", (":", "2", "enter"), "2 of 10"),
    ("view.sort", ("s", *"oldest", "enter"), "by oldest"),
    ("view.sort", ("s", *"page", "enter"), lambda text: "by oldest" not in text),
    ("view.article", ("1",), "article · sentence 1 of 9"),
    ("view.stats", ("3",), "stats · 10 comments"),
    ("move.next_top", ("}", "}"), "stats · 21 Dec"),
    ("stats.range", ("v", "l", "l"), "[━]"),
    ("search.clear", ("esc",), lambda text: "[━]" not in text),
    ("move.first", ("g",), "stats · 10 comments"),
    ("view.comments", ("2",), "2 of 10"),
    ("view.parts", ("z", "p"), "this file has one discussion"),
    ("view.next_pane", ("tab",), "stats · 10 comments"),
    ("view.previous_pane", ("shift+tab",), "2 of 10"),
    ("view.wide", ("w",), lambda text: "FloorPriceWatcher" in text),
    ("view.wide", ("w",), lambda text: "FloorPriceWatcher" in text),
    ("view.redraw", ("ctrl+l",), "FloorPriceWatcher"),
    ("view.split", ("|",), lambda text: "two panes of comments need" in text or "2b Comments" in text),
    ("view.split", ("|",), lambda text: "two panes of comments need" in text or "2b Comments" not in text),
    ("view.narrower", ("z", "<"), "lines of up to 76 columns"),
    ("view.wider", ("z", ">"), "lines of up to 80 columns"),
    ("view.source", ("z", "s"), "bodies as they are written"),
    ("view.source", ("z", "s"), "bodies as they are drawn"),
    ("view.wrap_code", ("z", "w"), "long lines of code are wrapped"),
    ("view.times", ("z", "d"), "times as ages"),
    ("view.times", ("z", "d", "z", "d"), "times as dates"),
    ("view.parents", ("P",), "a top-level comment has no parent"),
    ("export.open", ("e",), "10 comments as Markdown"),
    ("search.clear", ("esc",), lambda text: "10 comments as Markdown" not in text),
    ("view.file_date", ("z", "f"), "the page has no relative times"),
    ("jump.sentence", ("a",), "About which sentence"),
    ("search.clear", ("esc",), lambda text: "About which sentence" not in text),
    ("view.receipt", ("R",), "read as gate"),
    ("search.clear", ("esc",), lambda text: "read as gate" not in text),
    ("view.raw", ("r",), "raw lines of the file"),
    ("search.clear", ("esc",), lambda text: "raw lines of the file" not in text),
    ("view.theme", ("t",), "reader-dark"),
    ("search.clear", ("esc",), lambda text: "reader-dark" not in text),
    ("copy.comment", ("y", "q"), "copied"),
    ("copy.comment", ("y", "p"), "the page states no address"),
    ("link.open", ("o",), "no link here"),
    ("program.mouse", ("M",), "the terminal has the mouse"),
    ("program.mouse", ("M",), "the reader has the mouse"),
    ("library.next", (">",), "no other discussion is open"),
    ("library.open", ("O",), "Discussions"),
    ("search.clear", ("esc",), lambda text: "Discussions" not in text and "2 of 10" in text),
    ("library.previous", ("<",), "no other discussion is open"),
    ("library.search", ("S",), "Search all"),
    ("search.clear", ("esc",), lambda text: "Search all" not in text),
    ("program.reload", ("ctrl+r",), "reloaded: 0 more comments"),
    ("program.help", ("?",), "Keys and signs"),
    ("search.clear", ("esc",), lambda text: "Keys and signs" not in text),
    ("program.palette", ("ctrl+p", *"last comment", "enter"), "10 of 10"),
)
"""Command, keys, and what the screen must show or be like afterwards."""


def test_every_command_is_walked() -> None:
    ends_the_walk = {"program.quit", "program.suspend"}
    assert {command for command, _, _ in WALK} == BY_ID.keys() - ends_the_walk


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_each_key_does_what_the_table_says(reader: Callable[..., Any], size: tuple[int, int], tmp_path: Path) -> None:
    opened = reader(PAGE, size=size, XDG_STATE_HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path))
    for command, keys, check in WALK:
        pressed = [KEY_BYTES.get(key, key) for key in keys]
        try:
            opened.press_until(pressed, check)
        except pytest.fail.Exception as failure:
            pytest.fail(f"{command} by {keys}: {failure}")
    opened.press("q")
    assert opened.end().is_clean()


KEY_BYTES = {"shift+tab": "\x1b[Z"}
"""Keys that the terminal of the tests has no name for."""
