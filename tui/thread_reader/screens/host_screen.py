"""The part of a session's host that has nothing to do with the layout: dialogs, clipboard, mouse, themes, ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.screens.key_screen import KeyScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from thread_reader.host import Choice, PickerForm
    from thread_reader.keymap import Keymap
    from thread_reader.screens.picker import Picked
    from thread_reader.state.authors import AuthorMark
    from thread_reader.view.sheet import Sheet
    from thread_reader.view.status_text import Part


class HostScreen(KeyScreen[None]):
    """A screen that gives a session access to the app and the terminal. See `thread_reader.host.Host`."""

    @property
    def measure(self) -> int:
        """The most cells of a line of text."""
        raise NotImplementedError

    @property
    def keymap(self) -> Keymap:
        """Which keys call which command."""
        raise NotImplementedError

    def quit(self) -> None:
        """Close the discussion, or end the program."""
        raise NotImplementedError

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
        """Open a picker; `picked` gets the value, or `delete` if Del was pressed on it. If the picker is cancelled,
        `preview` gets `current`."""
        from thread_reader.screens.picker import PickerScreen

        def closed(result: Picked | None) -> None:
            if result is None:
                if preview is not None:
                    preview(current)
            elif result.quits:
                self.quit()
            elif result.to_delete and delete is not None:
                delete(result.value)
            else:
                picked(result.value)

        screen = PickerScreen(
            title,
            choices,
            self.keymap,
            letters=letters,
            current=current,
            preview=preview,
            deletes=delete is not None,
            form=form,
        )
        self.app.push_screen(screen, closed)

    def mark_author(self, name: str, mark: AuthorMark, done: Callable[[AuthorMark], None]) -> None:
        """Open the dialog for the marks of an author."""
        from thread_reader.screens.author_dialog import AuthorDialog

        def closed(changed: AuthorMark | None) -> None:
            if changed is not None:
                done(changed)

        self.app.push_screen(AuthorDialog(name, mark), closed)

    def show_text(
        self,
        title: str,
        lines: Sequence[Sequence[Part]],
        *,
        searchable: bool = False,
        on_enter: Callable[[], None] | None = None,
    ) -> None:
        """Open a sheet with a text. Enter closes it, and then calls `on_enter`."""
        from thread_reader.screens.text_dialog import TextDialog

        def closed(entered: bool | None) -> None:
            if entered and on_enter is not None:
                on_enter()

        dialog = TextDialog(title, lines, searchable=searchable, enters=on_enter is not None, measure=self.measure)
        self.app.push_screen(dialog, closed)

    def show_sheet(self, sheet: Sheet) -> None:
        """Open a sheet with a list."""
        from thread_reader.screens.sheet_screen import SheetScreen

        self.app.push_screen(SheetScreen(sheet, self.measure))

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text through the terminal."""
        self.app.copy_to_clipboard(text)

    def set_mouse(self, *, to_terminal: bool) -> None:
        """Let the terminal or the reader handle the mouse."""
        method = "_disable_mouse_support" if to_terminal else "_enable_mouse_support"
        switch = getattr(self.app._driver, method, None)  # test drivers have neither
        if switch is not None:
            switch()

    def redraw_all(self) -> None:
        """Send the whole screen to the terminal again."""
        forget = getattr(self.app, "forget_screen", None)
        if forget is not None:
            forget()
        self.app.refresh(layout=True)

    @property
    def themes(self) -> Mapping[str, bool]:
        """The names of all themes, and whether their colour of text had to be adjusted to be readable."""
        from thread_reader.themes import is_adjusted

        return {name: is_adjusted(theme) for name, theme in sorted(self.app.available_themes.items())}

    @property
    def theme(self) -> str:
        """The name of the current theme."""
        return self.app.theme

    @theme.setter
    def theme(self, name: str) -> None:
        self.app.theme = name

    def suspend(self) -> None:
        """Suspend the program to the shell."""
        self.app.action_suspend_process()
