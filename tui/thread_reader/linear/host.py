"""The host of a session without a screen: what a screen would show is said, and what it would ask is read."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.linear.panes import LinearArticle, LinearStats
from thread_reader.linear.spoken import parent_lines
from thread_reader.view.pane_titles import PANES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from thread_reader.host import Choice, PickerForm
    from thread_reader.session.session import Session
    from thread_reader.state.authors import AuthorMark
    from thread_reader.view.sheet import Sheet
    from thread_reader.view.status_text import Part

MAX_SAID_ROWS = 200
"""Lines of a list that are said."""
ROW_CELLS = 200
"""Cells for which its rows are made: wide enough for all of their columns."""


class LinearHost:
    """Says lines, and keeps a question until the next line answers it."""

    several_panes = False
    missing_columns = None
    themes: Mapping[str, bool] = MappingProxyType({})
    theme = ""

    def __init__(self, session: Session, say: Callable[[str], None]) -> None:
        """`say` writes a line of printable text."""
        self._session = session
        self._say = say
        self.article = LinearArticle(session.reader)
        self.stats = LinearStats()
        self.answer: Callable[[str], None] | None = None
        """What the next line is given to, if something was asked."""
        self.is_switched = False
        """Whether the session has a successor."""
        self.has_quit = False

    def redraw(self, panes: Collection[str] = PANES) -> None:
        """Do nothing: what has changed is said after the command."""

    def redraw_all(self) -> None:
        """Do nothing: there is no screen."""

    def arrange_panes(self) -> None:
        """Do nothing: there is no screen."""

    def show_prompt(self) -> None:
        """Do nothing: the rest of the line, or the next line, is the text of the prompt."""

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
        """Say the choices; the next line is the number or letter of one, or empty. `delete 2` deletes one."""
        if not choices:
            self._say(f"{title}: nothing to choose")
            return
        word, does = ("keys", "changes its keys") if form == "commands" else ("delete", "deletes one")
        names = [choice.value if letters else str(number) for number, choice in enumerate(choices, 1)]
        self._say(f"{title}:")
        for name, choice in zip(names, choices, strict=True):
            note = "" if letters or not choice.note else f" ({choice.note})"
            self._say(f"{name}. {choice.title}{note}")
        self._say("Which one? An empty line chooses none." + (f" {word} 2 {does}." if delete else ""))

        def answered(line: str) -> None:
            first, _, rest = line.partition(" ")
            act, name = (delete, rest.strip()) if first == word and delete is not None else (picked, line)
            if name in names:
                act(choices[names.index(name)].value)
            else:
                if preview is not None:
                    preview(current)
                self._session.say("nothing was chosen")

        self.answer = answered

    def mark_author(self, name: str, mark: AuthorMark, done: Callable[[AuthorMark], None]) -> None:
        """Ask for the tag of an author; `mute` mutes, `unmute` does not any more."""
        muted = ", muted" if mark.muted else ""
        self._say(f"{name}: {f'tag {printable(mark.tag)}' if mark.tag else 'no tag'}{muted}.")
        self._say("Type a tag, mute, unmute, or - for no tag. An empty line changes nothing.")

        def answered(line: str) -> None:
            if line in ("mute", "unmute"):
                done(mark._replace(muted=line == "mute"))
            elif line:
                done(mark._replace(tag="" if line == "-" else line))

        self.answer = answered

    def show_text(
        self,
        title: str,
        lines: Sequence[Sequence[Part]],
        *,
        searchable: bool = False,
        on_enter: Callable[[], None] | None = None,
    ) -> None:
        """Say a text. If it has an action, ask for it."""
        self._say(f"{title}:")
        for line in lines:
            self._say("".join(text for text, _ in line).rstrip())
        if on_enter is not None:
            act = on_enter
            self._say("Type yes to do it.")
            self.answer = lambda line: act() if line == "yes" else None

    def show_sheet(self, sheet: Sheet) -> None:
        """Say a list; the next line is the number of a row, with a key before it if it is to do something else."""
        self._say(f"{sheet.heading}: {sheet.facts}")
        rows: list[int] = []
        for line in sheet.lines[:MAX_SAID_ROWS]:
            row = sheet.line(line, ROW_CELLS)
            words = " ".join(
                filter(None, [*(cell.text for cell in row.before), "".join(text for text, _ in row.words), row.after])
            )
            if line >= 0:
                rows.append(line)
                words = f"{len(rows)}. {' '.join(words.split())}"
            self._say(words.rstrip())
        if len(sheet.lines) > MAX_SAID_ROWS:
            self._say(f"{len(sheet.lines) - MAX_SAID_ROWS:,} lines more")
        verbs = {verb.label.lower(): verb for verb in sheet.verbs if verb.key}
        others = ", ".join(f"{name} {verb.words}" for name, verb in verbs.items() if verb.key != "enter")
        self._say("Which one? An empty line chooses none." + (f" Before the number: {others}." if others else ""))

        def answered(line: str) -> None:
            name, _, number = line.rpartition(" ")
            verb = verbs.get((name or "enter").strip().lower())
            if verb is not None and number.isdecimal() and 0 < int(number) <= len(rows):
                verb.run(rows[int(number) - 1])
            else:
                self._session.say("nothing was chosen")

        self.answer = answered

    def show_parents(self, _go: Callable[[int], None]) -> None:
        """Say the parents of the comment under the cursor."""
        for line in parent_lines(self._session.reader):
            self._say(line)

    def copy_to_clipboard(self, text: str) -> None:
        """Do nothing: the session also writes the text to a file, and says where."""

    def set_mouse(self, *, to_terminal: bool) -> None:
        """Do nothing: there is no screen."""

    def switch_session(self) -> None:
        """Note it: the reading goes on with the successor."""
        self.is_switched = True

    def suspend(self) -> None:
        """Refuse: the shell can."""
        self._session.say("the shell suspends a program that reads lines")

    def quit(self) -> None:
        """End the reading."""
        self.has_quit = True

    def open_list(self) -> None:
        """Refuse: lists are for the screen."""
        self._session.say("one file is read line by line; --search searches in many")

    def search_library(self) -> None:
        """Refuse, as `open_list` does."""
        self.open_list()

    def show_open(self, steps: int) -> bool:
        """Say that no other discussion is open."""
        return False
