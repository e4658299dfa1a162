"""One reading session: a reader, its pending keys, its jobs and its prompt, without anything that draws.

Commands and prompts act on a `Session`. What they need from the screen is the `Host` protocol, so they can be tested
with a plain object in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.keymap import Keymap, PendingKeys, readable
from thread_reader.render.signs import UNICODE, Signs
from thread_reader.scheduler import Scheduler
from thread_reader.session.jobs import SessionJobs
from thread_reader.session.kept_state import KeptState
from thread_reader.session.parts import SessionParts
from thread_reader.session.shared_state import SharedState
from thread_reader.session.split import SessionSplit
from thread_reader.view.arrangement import panes_of
from thread_reader.view.measure import Measure
from thread_reader.view.pane_titles import PANES, SECOND
from thread_reader.view.stats_job import failure_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.host import Host, Pane, Prompt
    from thread_reader.older_save import OlderSave
    from thread_reader.state.worker import StateWorker
    from thread_reader.view.reader import Reader

FIRST_HINTS = (
    ("view.article", "article"),
    ("view.comments", "comments"),
    ("view.stats", "stats"),
    ("filter.open", "filter"),
    ("program.help", "all keys"),
)
"""What is said at the first run: commands and what they show."""


class Session:
    """A discussion being read. `host` must be set before anything is done with it."""

    host: Host

    def __init__(
        self,
        reader: Reader,
        steps: Iterator[None] | None = None,
        *,
        keymap: Keymap | None = None,
        format_name: str | None = None,
        signs: Signs = UNICODE,
        mouse: bool = True,
        counts: bool = False,
        first_run: bool = False,
        at: str = "",
        part: int | None = None,
        state: StateWorker | None = None,
        resumes: bool = True,
        since: OlderSave | None = None,
        leads_back: str = "",
        measure: Measure | None = None,
    ) -> None:
        """`part`: the discussion of the file to show once the file has been read, from 1. `state`: the thread of the
        state database; without it nothing is remembered. `resumes`: whether to go to where the discussion was left.
        `since`: an older save that this one is compared with. `leads_back`: where quitting leads, in a word for the key
        bar, if the discussion was opened from a list; empty if it ends the program. `measure`: the width of lines, the
        same object for all sessions of a run."""
        self.reader = reader
        self.first_run = first_run
        """Whether the program has never been run by this user."""
        self.keymap = keymap or Keymap()
        self.counts = counts
        """Whether digits before a command are its count."""
        self.pending = PendingKeys(self.keymap, counts=counts)
        self.scheduler = Scheduler()
        self.format_name = format_name
        """The format named on the command line; reloading uses it again."""
        self.saved = reader.discussion.saved
        """When the page was saved, if that is known; reloading uses it again."""
        self.file_date_taken = False
        """Whether that is the date of the file, because the user chose it."""
        self.signs = signs
        self.measure = measure or Measure()
        """How wide lines of text may be."""
        self.prompt: Prompt | None = None
        self.pane = "comments"
        """The pane with the focus."""
        self.panes_wanted: bool | None = None
        """Several panes or one, if the user chose; None follows the width."""
        self.message = ""
        """Printable text in the status line until the next key."""
        self.last_kind = ("", True)
        """Letter and direction of the last `]` or `[`."""
        self.mouse_released = not mouse
        """True while the terminal handles the mouse."""
        self.reloaded: Discussion | None = None
        """The reloaded file, until the screen switches to it."""
        self.split = SessionSplit(self)
        """The two panes of comments, if there are two."""
        self.next_reader: Reader | None = None
        """Another discussion of the file, until the screen switches to it."""
        self.parts = SessionParts(self, part)
        self.state = state
        self.kept = KeptState(state, reader)
        """What is remembered of the discussion."""
        self.shared = SharedState(state, reader, self)
        """What is remembered beside single discussions."""
        self.resumes = resumes and not at
        self.since, self.leads_back = since, leads_back
        self._steps = iter(()) if steps is None else steps
        self.opening_place = at
        """The comment or line to open the page at, until it has been read."""
        self.jobs = SessionJobs(self)

    def start(self) -> None:
        """Show the first comments and start the jobs: the rest of the file is read between keys."""
        self._leave_missing_pane()
        self.go_to_opening_place()
        self.host.arrange_panes()
        if self.reader.discussion.complete:
            self.jobs.count()
            self._recall()
        else:
            self.scheduler.start("reading", self._steps, self._grown)
        self.jobs.fold_by_query()
        # From the command line, or from before a reload.
        if self.reader.filter.text:
            self.jobs.filter()
        if self.reader.search.pattern is not None:
            self.jobs.search()
        if self.mouse_released:
            self.host.set_mouse(to_terminal=True)
        if self.first_run:
            self._greet()
        elif self.reader.discussion.complete:
            self.parts.show_wanted()

    def _greet(self) -> None:
        """Say how to begin, until the next key, and remember that it has been said."""
        from thread_reader.state.folder import end_first_run

        keys = [(self.keymap.keys[command][:1], words) for command, words in FIRST_HINTS]
        self.say(" · ".join(f"{readable(key)} {words}" for key, words in keys if key))
        self.host.redraw(())
        end_first_run()

    def _recall(self) -> None:
        """Ask what is known of the discussion from earlier, and compare it with an older save if one was given."""
        if self.since is not None:
            self.jobs.compare(self.since)
        self.shared.start()
        self.kept.start(self)

    def remember_query(self) -> None:
        """Put the filter's query at the end of the history."""
        self.reader.filter.remember()
        self.shared.query(self.reader.filter.text)

    def close(self) -> None:
        """Write what is not written yet and stop all jobs. Close the file if a reloaded one takes its place."""
        self.kept.finish()
        self.scheduler.stop()
        if self.reloaded is not None:
            self.reader.discussion.close()

    def say(self, message: str) -> None:
        """Show a printable message until the next key."""
        self.message = message

    def job_failed(self, what: str, panes: Collection[str] = PANES) -> Callable[[Exception], None]:
        """Return what to do about an error in a job: say `what` and the reason, and redraw these panes. Reading
        can continue, so this does not end the program."""

        def failed(error: Exception) -> None:
            self.say(f"{what}: {failure_reason(error)}")
            self.host.redraw(panes)

        return failed

    @property
    def side_pane(self) -> Pane | None:
        """The pane with the focus, unless that is the comments."""
        if self.pane == "comments":
            return None
        return self.host.article if self.pane == "article" else self.host.stats

    @property
    def panes(self) -> tuple[str, ...]:
        """The panes that the page has, in the order of Tab."""
        return self.split.panes(panes_of(self.reader))

    def show_pane(self, pane: str) -> None:
        """Focus a pane; in a narrow terminal it takes the whole screen. Of two panes of comments, `comments` is the one
        with the focus."""
        self.choose_pane(SECOND if pane == "comments" and self.split.is_second else pane)

    def choose_pane(self, pane: str) -> None:
        """Focus a pane by its name."""
        if pane not in self.panes:
            self.say(f"this page has no {pane}")
            return
        self.split.focus(pane)
        self.host.arrange_panes()

    def open_prompt(self, prompt: Prompt) -> None:
        """Open a prompt."""
        self.prompt = prompt
        self.host.show_prompt()

    def close_prompt(self) -> None:
        """Close the open prompt."""
        self.prompt = None
        self.host.show_prompt()

    def say_if_nothing_found(self) -> None:
        """Say what may have been meant by a filter that matches nothing, or which comments it cannot compare; while a
        prompt is open, its note does."""
        filter_ = self.reader.filter
        if self.prompt is None and filter_.found_nothing():
            from thread_parsers.query import nothing_found

            self.say(printable(nothing_found(filter_.text, self.reader.discussion)))
        elif self.prompt is None and filter_.active and filter_.complete:
            from thread_parsers.query import not_compared

            untimed = not_compared(filter_.text, self.reader.discussion)
            if untimed:
                self.say(untimed)

    def filter_by(self, query: str) -> None:
        """Apply a query as if it had been typed."""
        self.reader.filter.ask(query)
        self.remember_query()
        self.jobs.filter()

    def times_changed(self) -> None:
        """Sort, filter and count again, because the times of comments have changed."""
        reader = self.reader
        reader.times.changed()
        reader.sort(reader.order)
        if reader.filter.text:
            reader.filter.restore(reader.filter.snapshot())
            self.jobs.filter()
        if reader.discussion.complete:
            self.jobs.count()
        self.host.redraw()

    def copy(self, text: str) -> None:
        """Copy a text to the clipboard, and to a file for terminals without one."""
        from thread_reader.state.folder import keep_copied

        clean = "\n".join(printable(line) for line in text.split("\n"))
        self.host.copy_to_clipboard(clean)
        path = keep_copied(clean)
        self.say(f"copied {counted(len(clean), 'character')}" + (f"; also in {printable(path)}" if path else ""))

    def check_file(self) -> None:
        """Report it if the file has changed since it was read."""
        source = self.reader.discussion.file
        found = source.change()
        if found != self.reader.change:
            self.reader.change = found
            if found is not None:
                self.say(f"the file {found}; {readable(self.keymap.keys['program.reload'])} reloads it")
            self.host.redraw(())

    def finish_reload(self, discussion: Discussion) -> None:
        """The file was read again completely: switch to it."""
        self.reloaded = discussion
        self.host.switch_session()

    def switch_to(self, reader: Reader) -> None:
        """Show another discussion of the file."""
        self.next_reader = reader
        self.host.switch_session()

    @property
    def is_replaced(self) -> bool:
        """Whether the screen is to show another session."""
        return self.reloaded is not None or self.next_reader is not None

    def go_to_opening_place(self) -> None:
        """Go to the place named on the command line as soon as it is there, unless the user has moved in the
        meantime."""
        if not self.opening_place or self.parts.is_other_wanted:
            return
        from thread_reader.view.bookmarks import START
        from thread_reader.view.navigation import go_to_when_read

        wrong = go_to_when_read(self.reader, self.opening_place) if self.reader.wanted_place == START else ""
        if wrong is not None:
            self.opening_place = ""
        if wrong:
            self.say(wrong)

    def _grown(self) -> None:
        self.split.rearrange()
        self.go_to_opening_place()
        changed = self.host.article.reread()
        left = self._leave_missing_pane()
        if self.reader.discussion.complete:
            if not self.parts.is_other_wanted:
                self.jobs.count()
                self._recall()
            changed = True  # the page may turn out to have no comments
            self.parts.show_wanted()
        if changed or left:
            self.host.arrange_panes()
        else:
            self.host.redraw()

    def _leave_missing_pane(self) -> bool:
        """Focus the comments if the page turns out to have no article, and the article if it has no comments. Returns
        whether this changed the focus."""
        before = self.pane
        if self.pane not in self.panes:
            self.pane = "comments"
        if self.pane == "comments" and not len(self.reader.columns) and self.reader.discussion.complete:
            self.pane = self.panes[0]
        return self.pane != before
