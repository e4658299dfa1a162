"""A session without a screen: a host that records what it is asked for, and small discussions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.source.source import BufferSource
from thread_reader.commands.handlers import run
from thread_reader.keymap import PendingKeys
from thread_reader.render.bodies.preview import preview
from thread_reader.render.layouts import Layouts
from thread_reader.session.session import Session
from thread_reader.view.pane_titles import PANES
from thread_reader.view.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from thread_reader.host import Choice, PickerForm
    from thread_reader.state.authors import AuthorMark
    from thread_reader.view.sheet import Sheet
    from thread_reader.view.status_text import Part

COLUMNS, ROWS = 60, 20
"""The size of the comments pane."""
SIDE_ROWS = 12
"""The height of article and stats."""


class FakePane:
    """Article and stats in one: records calls."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, object]] = []
        self.query_here: str | None = None
        self.says = ""
        self.has_range = False
        self.expandable = False
        self.has_spoiler = False

    @property
    def page_height(self) -> int:
        return SIDE_ROWS

    def step(self, steps: int) -> None:
        self.calls.append(("step", steps))

    def scroll(self, lines: int) -> None:
        self.calls.append(("scroll", lines))

    def align(self, where: float) -> None:
        self.calls.append(("align", where))

    def show(self, paragraph: int, character: int) -> None:
        self.calls.append(("show", (paragraph, character)))

    def go(self, number: int) -> None:
        self.calls.append(("go", number))

    def reread(self) -> bool:
        self.calls.append(("reread", None))
        return False

    def sideways(self, columns: int) -> None:
        self.calls.append(("sideways", columns))

    def section(self, sections: int) -> None:
        self.calls.append(("section", sections))

    def toggle_range(self) -> bool:
        self.calls.append(("toggle_range", None))
        return self.has_range

    def drop_range(self) -> bool:
        dropped, self.has_range = self.has_range, False
        return dropped

    def toggle_more(self) -> bool:
        self.calls.append(("toggle_more", None))
        return self.expandable


class FakeField:
    """The input field of a prompt."""

    def __init__(self, text: str = "") -> None:
        self.words = text, len(text)

    def put(self, words: str, cursor: int | None = None) -> None:
        self.words = words, len(words) if cursor is None else cursor


class FakeHost:
    """Records what a session asks of its screen."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.article, self.stats = FakePane(), FakePane()
        self.several_panes = False
        self.missing_columns = 0
        self.themes = {"ink": True, "paper": False}
        self.theme = "paper"
        self.calls: list[str] = []
        self.redrawn: list[Collection[str]] = []
        self.choices: list[Choice] = []
        self.picked: Callable[[str], None] | None = None
        self.current = ""
        self.preview: Callable[[str], None] | None = None
        self.delete: Callable[[str], None] | None = None
        self.mark: Callable[[AuthorMark], None] | None = None
        """What the dialog about an author is answered with."""
        self.sheet = ("", "")
        """Title and text of the last sheet."""
        self.on_enter: Callable[[], None] | None = None
        """What Enter on it does."""
        self.list: Sheet | None = None
        """The last sheet with a list."""
        self.clipboard = ""
        self.mouse_to_terminal: bool | None = None
        self.has_others = False
        """Whether other discussions are open."""

    def redraw(self, panes: Collection[str] = PANES) -> None:
        self.redrawn.append(panes)

    def redraw_all(self) -> None:
        self.calls.append("redraw_all")

    def arrange_panes(self) -> None:
        self.calls.append("arrange_panes")

    def show_prompt(self) -> None:
        self.calls.append("show_prompt")

    def pick(
        self,
        title: str,
        choices: Sequence[Choice],
        picked: Callable[[str], None],
        *,
        letters: bool = False,
        current: str = "",
        preview: Callable[[str], None] | None = None,
        delete: Callable[[str], None] | None = None,
        form: PickerForm = "sheet",
    ) -> None:
        self.calls.append(f"pick {title}")
        self.choices, self.picked = list(choices), picked
        self.current, self.preview, self.delete = current, preview, delete

    def mark_author(self, name: str, mark: AuthorMark, done: Callable[[AuthorMark], None]) -> None:
        self.calls.append(f"mark author {name}: {mark}")
        self.mark = done

    def choose(self, value: str) -> None:
        """Pick one of the choices that are offered."""
        assert value in [choice.value for choice in self.choices]
        assert self.picked is not None
        self.picked(value)

    def show_text(
        self,
        title: str,
        lines: Sequence[Sequence[Part]],
        *,
        searchable: bool = False,
        on_enter: Callable[[], None] | None = None,
    ) -> None:
        self.on_enter = on_enter
        self.sheet = title, "\n".join("".join(text for text, _ in line) for line in lines)

    def show_sheet(self, sheet: Sheet) -> None:
        self.list = sheet

    def show_parents(self, go: Callable[[int], None]) -> None:
        self.calls.append("show_parents")
        self.go_to_parent = go

    def copy_to_clipboard(self, text: str) -> None:
        self.clipboard = text

    def set_mouse(self, *, to_terminal: bool) -> None:
        self.mouse_to_terminal = to_terminal

    def switch_session(self) -> None:
        self.calls.append("switch_session")

    def suspend(self) -> None:
        self.calls.append("suspend")

    def quit(self) -> None:
        self.calls.append("quit")

    def open_list(self) -> None:
        self.calls.append("open_list")

    def search_library(self) -> None:
        self.calls.append("search_library")

    def show_open(self, steps: int) -> bool:
        self.calls.append(f"show_open {steps}")
        return self.has_others


def open_session(discussion: Discussion) -> tuple[Session, FakeHost]:
    """A session on a discussion, with a fake host."""
    reader = Reader(discussion)
    layouts = Layouts(discussion, lambda: reader.folds, COLUMNS, revealed=lambda: reader.revealed)
    reader.resized(layouts, ROWS)
    reader.anchors_of = layouts.anchors
    reader.preview = partial(preview, discussion)
    session = Session(reader)
    session.host = host = FakeHost(session)
    return session, host


def press(session: Session, *keys: str) -> None:
    """Run the commands that keys call, as the screen does with the setting that digits are counts."""
    pending = PendingKeys(session.keymap, counts=True)
    for key in keys:
        session.say("")
        call = pending.press(key, key if len(key) == 1 else None)
        if call is not None:
            run(session, call)


def comments_of(*comments: tuple[str, int, str]) -> Discussion:
    """A discussion of comments: author, index of the parent or -1, text with `|` between segments. Its article is an
    empty paragraph, so that there is a pane of it."""
    texts = [text.replace("|", "\n---\n") for _, _, text in comments]
    discussion = Discussion(BufferSource("\n".join(texts).encode(), "ferry.txt"))
    discussion.article.paragraph_spans.append((0, 0))
    start = 0
    for (author, parent, _), text in zip(comments, texts, strict=True):
        end = start + len(text.encode())
        discussion.columns.append(
            start=start, body_start=start, body_end=end, end=end, author=author, parent=parent, time=start
        )
        start = end + 1
    discussion.complete = True
    return discussion
