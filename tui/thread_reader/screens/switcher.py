"""Switching between the open discussions, each on a screen of its own, and the lists that they are opened from.

Exactly one of these screens is on the screen stack, below the sheets; the others are kept beside it. A discussion that
is not shown keeps its place, and what was being read goes on being read. Quitting a discussion that was opened from a
list closes it and frees its memory.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from thread_parsers.errors import DiscussionError, Unreadable
from thread_reader.screens.key_screen import KeyScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App
    from textual.screen import Screen

    from thread_reader.library.shelf import Shelf
    from thread_reader.opening import Opener
    from thread_reader.screens.library_screen import LibraryScreen
    from thread_reader.screens.list_screen import ListScreen
    from thread_reader.screens.reading_screen import ReadingScreen
    from thread_reader.screens.search_screen import SearchScreen
    from thread_reader.screens.switching import Target
    from thread_reader.session.session import Session

PROGRAM_NAME = "thread-reader"
MAX_OPEN = 16
"""Discussions that are open at a time. The one that was shown longest ago is closed for another one."""
TRIM_SECONDS = 0.5
"""After this time a replaced screen is gone and its memory can be freed."""


class Switcher:
    """Implements `Switching` for an app."""

    def __init__(self, app: App[None], opener: Opener, paths: Sequence[str] | None = None) -> None:
        """`paths`: files and folders whose discussions are listed; None: those of the folder of the open file."""
        self._app = app
        self._opener = opener
        self._paths = paths
        self.discussions: list[ReadingScreen] = []
        """In the order in which they were opened."""
        self._recent: list[ReadingScreen] = []
        """The one that was shown last is the last."""
        self._origins: dict[ReadingScreen, ListScreen] = {}
        """The lists from which discussions were opened."""
        self._lists: list[ListScreen] = []

    def keeps(self, screen: Screen[Any] | str) -> bool:
        """Whether a screen stays while another one is shown."""
        return screen in self.discussions or screen in self._lists

    def first(self, session: Session | None) -> ReadingScreen | LibraryScreen:
        """The first screen: a discussion, or else the list."""
        if session is None:
            return self.list_screen
        return self._added(session)

    @cached_property
    def _shelf(self) -> Shelf:
        """The index of many files."""
        from thread_parsers.library import Library
        from thread_reader.library.shelf import Shelf
        from thread_reader.state.folder import cache_folder

        return Shelf(Library(cache_folder() if self._opener.options.remembers else None))

    @cached_property
    def list_screen(self) -> LibraryScreen:
        """The list of discussions."""
        from thread_reader.screens.library_screen import LibraryScreen

        screen = LibraryScreen(self, self._shelf, self._opener.state, self._paths)
        self._lists.append(screen)
        return screen

    @cached_property
    def _search_screen(self) -> SearchScreen:
        from thread_reader.screens.search_screen import SearchScreen

        screen = SearchScreen(
            self, self._shelf, self.list_screen.listed.scope, remembers=self._opener.options.remembers
        )
        self._lists.append(screen)
        return screen

    def open(self, target: Target, origin: ListScreen, word: str) -> str:
        """Open a discussion from a list, or show it if it is open. Returns why that is impossible, or nothing."""
        from thread_parsers.database_files import path_key
        from thread_parsers.source.open import open_source

        key = path_key(target.path)
        for screen in self.discussions:
            file = screen.session.reader.discussion.file
            if file.stamp is not None and path_key(file.name) == key:
                if screen in self._origins:
                    self._origins[screen], screen.session.leads_back = origin, word
                self._show(screen)
                screen.session.parts.show(target.part - 1, target.place, target.search)
                return ""
        try:
            source = open_source(target.path, format_name=self._opener.options.format_name)
            session = self._opener.session(source, part=target.part, waits=False, at=target.place, leads_back=word)
        except (DiscussionError, OSError) as error:
            return error.reason if isinstance(error, Unreadable) else str(error)
        if target.search:
            session.reader.search.ask(target.search)
        screen = self._added(session)
        self._origins[screen] = origin
        self._show(screen)
        self._close_oldest()
        return ""

    def close_discussion(self, screen: ReadingScreen) -> None:
        """Close a discussion and show the list that it was opened from; without one, end the program."""
        origin = self._origins.get(screen)
        if origin is not None:
            origin.point_at(screen.session.reader.discussion.file.name, screen.session.parts.index + 1)
            self._drop(screen)
        self._go_back(origin)

    def leave(self, screen: ListScreen) -> None:
        """Leave a list for where it was opened; end the program where there is nothing to go back to."""
        self._go_back(self._came_from(screen))

    def _go_back(self, screen: Screen[Any] | None) -> None:
        if screen is None:
            self._app.exit()
        else:
            self._show(screen)

    def leads_back(self, screen: ListScreen) -> bool:
        """Whether leaving a list leads to another screen, and not out of the program."""
        return self._came_from(screen) is not None

    def _came_from(self, screen: ListScreen) -> Screen[Any] | None:
        """Where leaving a list leads: where it was opened; if that was closed since, from the search to the list, and
        from the list to the discussion that was shown last."""
        came_from = screen.came_from
        if came_from is None or self.keeps(came_from):
            return came_from
        if screen is not self.list_screen:
            return self.list_screen
        return self._recent[-1] if self._recent else None

    def open_list(self, screen: Screen[Any]) -> None:
        """Show the list of discussions, with those of the file on a screen first."""
        self.list_screen.came_from = screen
        shown = self._discussion(screen)
        self.list_screen.list_around(shown.session if shown is not None else None)
        self._show(self.list_screen)

    def open_search(self, screen: Screen[Any]) -> None:
        """Show the search in all discussions that are listed, or would be listed with that of the screen."""
        search, listed = self._search_screen, self.list_screen
        search.came_from = screen
        shown = self._discussion(screen)
        if shown is not None and (self._paths is None or not listed.listed.paths):
            listed.list_around(shown.session)
            listed.listed.ask_history()
        if screen is listed and listed.text:
            search.put_text(listed.text)
        self._show(search)
        search.search_again()

    def step(self, screen: Screen[Any], steps: int) -> bool:
        """Show another open discussion."""
        every = [
            (each, number)
            for each in self.discussions
            for number in sorted({each.session.parts.index, *each.session.parts.readers})
        ]
        shown = self._discussion(screen)
        if shown is None or len(every) < 2:
            return False
        at = every.index((shown, shown.session.parts.index))
        target, number = every[(at + steps) % len(every)]
        self._show(target)
        target.session.parts.show(number)
        return True

    def replace(self, old: ReadingScreen, new: ReadingScreen) -> None:
        """Show a discussion on a new screen."""
        self.discussions[self.discussions.index(old)] = new
        self._recent[self._recent.index(old)] = new
        if old in self._origins:
            self._origins[new] = self._origins.pop(old)
        for each in self._lists:
            if each.came_from is old:
                each.came_from = new
        self._app.switch_screen(new)
        self._trim_soon()

    def close(self) -> None:
        """Close the index, at the end of the program."""
        if "_shelf" in self.__dict__:
            self._shelf.close()

    def _added(self, session: Session) -> ReadingScreen:
        """The screen of a discussion that is open from now on."""
        from thread_reader.screens.reading_screen import ReadingScreen  # a list is drawn without it

        screen = ReadingScreen(session, self)
        self.discussions.append(screen)
        self._recent.append(screen)
        return screen

    def _discussion(self, screen: Screen[Any]) -> ReadingScreen | None:
        """A screen, if it shows an open discussion."""
        return next((each for each in self.discussions if each is screen), None)

    def _show(self, screen: Screen[Any]) -> None:
        if self._app.screen is screen:
            return
        now, next_ = self._discussion(self._app.screen), self._discussion(screen)
        if next_ is not None:
            self._recent.remove(next_)
            self._recent.append(next_)
            if now is not None:
                next_.session.mouse_released = now.session.mouse_released
            next_.bring_back()
        elif isinstance(screen, KeyScreen):
            screen.show_title(PROGRAM_NAME)  # a discussion shows its own title
        if now is not None:
            now.put_away()
        self._app.switch_screen(screen)

    def _drop(self, screen: ReadingScreen) -> None:
        """Close a discussion: Textual removes its screen as soon as it is not shown."""
        screen.closes_file = True
        self.discussions.remove(screen)
        self._recent.remove(screen)
        self._origins.pop(screen, None)
        self._trim_soon()

    def _close_oldest(self) -> None:
        if len(self.discussions) > MAX_OPEN:
            oldest = self._recent[0]
            self._drop(oldest)
            oldest.remove()

    def _trim_soon(self) -> None:
        from thread_reader.memory import trim_memory

        self._app.set_timer(TRIM_SECONDS, trim_memory)
