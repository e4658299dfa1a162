"""One reading session: a reader, its pending keys, its jobs and its prompt, without anything that draws.

Commands and prompts act on a `Session`. What they need from the screen is the `Host` protocol, so they can be tested
with a plain object in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.source.stamp import change
from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.kept_state import KeptState
from thread_reader.keymap import Keymap, PendingKeys, readable
from thread_reader.match_stats import MATCH_TEXT, MATCHES, MatchStats
from thread_reader.recognition import RECOGNIZING
from thread_reader.render.signs import UNICODE, Signs
from thread_reader.scheduler import Scheduler
from thread_reader.shared_state import SharedState
from thread_reader.view.arrangement import panes_of
from thread_reader.view.hits import first_hit_from, go_to_hit
from thread_reader.view.measure import Measure
from thread_reader.view.since import changes_in_words
from thread_reader.view.stats_job import count_steps, failure_reason
from thread_reader.view.text_search import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import Stats
    from thread_reader.host import Host, Pane, Prompt
    from thread_reader.older_save import OlderSave
    from thread_reader.state.worker import StateWorker
    from thread_reader.view.comment_filter import Filter
    from thread_reader.view.reader import Reader
    from thread_reader.view.text_search import Search

FIRST_HINTS = (
    ("view.article", "article"),
    ("view.comments", "comments"),
    ("view.stats", "stats"),
    ("filter.open", "filter"),
    ("program.help", "all keys"),
)
"""What is said at the first run: commands and what they show."""
MAX_READERS = 16
"""Discussions of a file whose place, folds and filter are kept while others are shown."""
COMPARING = "comparing"
"""The kind of job that compares the discussion with an older save, in the background."""
FOLDING = "folding"
"""The kind of job that finds the comments to fold."""
COUNTING = "counting"
"""The kind of job that counts the stats, in the background."""
SENTENCES = "sentences"
"""The kind of job that finds the sentences of a long article, in the background too."""
NOT_STOPPED = frozenset({COMPARING, COUNTING, FOLDING, MATCHES, MATCH_TEXT, RECOGNIZING, SENTENCES})
"""The kinds of jobs that Esc does not stop: the user has not asked for them, or something waits for them."""


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
        self.next_reader: Reader | None = None
        """Another discussion of the file, until the screen switches to it."""
        self.readers: dict[int, Reader] = {}
        """The readers of other discussions of the file that were shown, by their number from 0."""
        self.state = state
        self.kept = KeptState(state, reader)
        """What is remembered of the discussion."""
        self.shared = SharedState(state, reader, self)
        """What is remembered beside single discussions."""
        self.resumes = resumes and not at
        self.since, self.leads_back = since, leads_back
        self._wanted_part = part
        self._steps = iter(()) if steps is None else steps
        self._opening_place = at
        """The comment or line to open the page at, until it has been read."""
        self._counted_stats: Stats | None = None
        """The stats that are on the screen."""
        self.match_stats = MatchStats(reader, self.scheduler, self.stats_counted, self._counting_failed)
        """What counts the stats of the comments that the filter matches."""

    def start(self) -> None:
        """Show the first comments and start the jobs: the rest of the file is read between keys."""
        self._leave_missing_pane()
        self._go_to_opening_place()
        self.host.arrange_panes()
        if self.reader.discussion.complete:
            self._start_counting()
            self._recall()
        else:
            self.scheduler.start("reading", self._steps, self._grown)
        self._fold_by_query()
        # From the command line, or from before a reload.
        if self.reader.filter.text:
            self.start_filter()
        if self.reader.search.pattern is not None:
            self.start_search()
        if self.mouse_released:
            self.host.set_mouse(to_terminal=True)
        if self.first_run:
            self._greet()
        elif self.reader.discussion.complete:
            self._name_parts()

    def _name_parts(self) -> None:
        """Say it if the file has several discussions. Show another one if this one is not wanted, or if it has no
        comments."""
        discussion = self.reader.discussion
        if self._is_other_part:
            from thread_reader.view.reader import Reader
            from thread_reader.view.reload import ask_again

            wanted, self._wanted_part = self._wanted_part or 1, None
            reader = Reader(discussion.parts[min(wanted, len(discussion.parts)) - 1], self.reader.preferences)
            ask_again(self.reader, reader)
            self.pane = "comments"
            self.switch_to(reader)
        elif len(discussion.parts) > 1 and not self.message:
            key = readable(self.keymap.keys["library.open"])
            self.say(
                f"discussion {discussion.part_number:,} of {len(discussion.parts):,} in this file; {key} lists them"
            )

    @property
    def _is_other_part(self) -> bool:
        """Whether another discussion of the file is to be shown, once all are there."""
        discussion = self.reader.discussion
        if not discussion.complete:
            return self._wanted_part is not None
        number = discussion.part_number
        wanted = number if self._wanted_part is None else min(self._wanted_part, len(discussion.parts))
        return number is None or number != wanted

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
            self.scheduler.start(COMPARING, self._comparison(self.since), self.host.redraw, foreground=False)
        self.shared.start()
        self.kept.start(self)

    def _fold_by_query(self) -> None:
        """Fold the comments that the setting `fold` matches."""
        reader = self.reader
        if reader.preferences.fold:
            from thread_reader.view.jobs import fold_steps  # most users have no such setting

            def failed(error: Exception) -> None:
                self.say(f"folding by {printable(reader.preferences.fold)} stopped: {failure_reason(error)}")
                self.host.redraw()

            self.scheduler.start(FOLDING, fold_steps(reader), self.host.redraw, failed=failed)

    def _comparison(self, since: OlderSave) -> Iterator[None]:
        from thread_reader.view.reload import gone_of

        found = yield from since.compared_steps(self.reader.discussion)
        gone = [] if found.older is None else gone_of(found.older, found.gone, found.gone_words)
        bookmarks = self.reader.bookmarks
        bookmarks.compare(found.new, found.edited, gone, len(found.gone))
        bookmarks.since, bookmarks.old_words = since.name, found.old_words
        bookmarks.likes_before = found.older.engagement.likes if found.older is not None else None
        changed = changes_in_words(found.new, found.edited, len(found.gone))
        self.say(f"{changed or 'nothing has changed'} since {since.name}")

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

    @property
    def side_pane(self) -> Pane | None:
        """The pane with the focus, unless that is the comments."""
        if self.pane == "comments":
            return None
        return self.host.article if self.pane == "article" else self.host.stats

    @property
    def panes(self) -> tuple[str, ...]:
        """The panes that the page has, in the order of Tab."""
        return panes_of(self.reader)

    def show_pane(self, pane: str) -> None:
        """Focus a pane; in a narrow terminal it takes the whole screen."""
        if pane not in self.panes:
            self.say(f"this page has no {pane}")
            return
        self.pane = pane
        self.host.arrange_panes()

    def open_prompt(self, prompt: Prompt) -> None:
        """Open a prompt."""
        self.prompt = prompt
        self.host.show_prompt()

    def close_prompt(self) -> None:
        """Close the open prompt."""
        self.prompt = None
        self.host.show_prompt()

    def start_filter(self) -> None:
        """Find the comments that match the filter, between keys."""
        from thread_reader.view.jobs import filter_steps  # the first screen seldom has a filter

        reader = self.reader

        def report() -> None:
            reader.rearrange()
            self._go_to_opening_place()
            self.say_if_nothing_found()
            self.host.redraw()

        self.scheduler.start(
            "filtering", filter_steps(reader), report, failed=self._aborted("filtering", reader.filter)
        )

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

    def start_search(self, *, follow: bool = False) -> None:
        """Find the hits of the search in all comments, between keys.

        With `follow` the cursor goes to the first hit at or after its position as soon as that is found.
        """
        from thread_reader.view.jobs import search_steps  # the first screen has no search

        reader = self.reader
        origin = reader.place

        def report() -> None:
            # The user may have moved on in the meantime: then the cursor stays where they put it.
            if follow and reader.search.current is None and reader.place == origin:
                hit = first_hit_from(reader, origin)
                if hit is not None:
                    go_to_hit(reader, hit)
                    if hit.comment == ARTICLE:
                        self.host.article.show(hit.paragraph, hit.start)
            self.host.redraw()

        self.scheduler.start(
            "searching", search_steps(reader), report, failed=self._aborted("searching", reader.search)
        )

    def _aborted(self, job: str, asked: Filter | Search) -> Callable[[Exception], None]:
        """Return what to do about an error in a job: say so where its result would be. Reading can continue."""

        def failed(error: Exception) -> None:
            asked.trouble, asked.complete = f"{job} stopped: {failure_reason(error)}", True
            self.reader.rearrange()
            self.host.redraw()

        return failed

    def filter_by(self, query: str) -> None:
        """Apply a query as if it had been typed."""
        self.reader.filter.ask(query)
        self.remember_query()
        self.start_filter()

    def times_changed(self) -> None:
        """Sort, filter and count again, because the times of comments have changed."""
        reader = self.reader
        reader.times.changed()
        reader.sort(reader.order)
        if reader.filter.text:
            reader.filter.restore(reader.filter.snapshot())
            self.start_filter()
        if reader.discussion.complete:
            self._start_counting()
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
        found = None if source.stamp is None else change(source.name, source.stamp)
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
    def part_index(self) -> int:
        """The number of the discussion in its file, from 0."""
        return (self.reader.discussion.part_number or 1) - 1

    def show_part(self, number: int, place: str = "", search: str = "") -> None:
        """Show a discussion of the file, numbered from 0, as it was left or at a place, as for the `:` prompt; and
        search for something in it."""
        from thread_reader.view.navigation import go_to
        from thread_reader.view.reader import Reader

        discussion, before = self.reader.discussion, self.reader
        if not discussion.complete:
            self._wanted_part, self._opening_place = number + 1, place
            return
        if number == self.part_index:
            reader = before
        else:
            known = self.readers.pop(number, None)
            reader = known or Reader(discussion.parts[min(number, len(discussion.parts) - 1)], self.reader.preferences)
        wrong = go_to(reader, place) if place else ""
        if wrong and reader.filter.active:
            reader.filter.on = False
            reader.rearrange()
            wrong = go_to(reader, place)
        if wrong:
            self.say(wrong)
        if search and reader.search.ask(search) and reader is before:
            self.start_search()
        if reader is not before:
            if discussion.part_number is not None:
                self.readers[discussion.part_number - 1] = before
            while len(self.readers) > MAX_READERS:
                del self.readers[next(iter(self.readers))]
            self.switch_to(reader)

    @property
    def is_replaced(self) -> bool:
        """Whether the screen is to show another session."""
        return self.reloaded is not None or self.next_reader is not None

    def successor(self) -> Session | None:
        """A session on the reloaded file, at the same place, or on another discussion of the file; None without one or
        while a prompt is open."""
        if not self.is_replaced or self.prompt is not None:
            return None
        from thread_reader.view.reload import carry_over, reloaded_message

        if self.reloaded is not None:
            reader = carry_over(self.reader, self.reloaded)
            message, readers = reloaded_message(self.reader, reader, self.keymap), {}
        else:
            assert self.next_reader is not None
            reader, message, readers = self.next_reader, "", self.readers
        session = Session(
            reader,
            keymap=self.keymap,
            format_name=self.format_name,
            signs=self.signs,
            mouse=not self.mouse_released,
            counts=self.counts,
            at=self._opening_place,
            state=self.state,
            since=self.since,
            resumes=self.reloaded is None and not reader.bookmarks.recalls,
            leads_back=self.leads_back,
            measure=self.measure,
        )
        session.pane, session.panes_wanted = self.pane, self.panes_wanted
        session.shared.saved_queries = self.shared.saved_queries
        session.file_date_taken, session.readers = self.file_date_taken, readers
        session.say(message)
        return session

    def _go_to_opening_place(self) -> None:
        """Go to the place named on the command line as soon as it is there, unless the user has moved in the
        meantime."""
        if not self._opening_place or self._is_other_part:
            return
        from thread_reader.view.navigation import START, go_to_when_read

        wrong = go_to_when_read(self.reader, self._opening_place) if self.reader.wanted_place == START else ""
        if wrong is not None:
            self._opening_place = ""
        if wrong:
            self.say(wrong)

    def _grown(self) -> None:
        self.reader.rearrange()
        self._go_to_opening_place()
        changed = self.host.article.reread()
        left = self._leave_missing_pane()
        if self.reader.discussion.complete:
            if not self._is_other_part:
                self._start_counting()
                self._recall()
            changed = True  # the page may turn out to have no comments
            self._name_parts()
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

    def _start_counting(self) -> None:
        self._find_sentences()
        self.scheduler.key_pressed()  # drawing what is there goes first, as if a key had been pressed
        self.scheduler.start(
            COUNTING, count_steps(self.reader), self.stats_counted, foreground=False, failed=self._counting_failed
        )

    def _find_sentences(self) -> None:
        """Find the sentences of a long article, between keys."""
        sentences = self.reader.sentences
        if sentences.are_missing:
            self.scheduler.start(
                SENTENCES,
                sentences.steps(),
                lambda: self.host.redraw(("article",)),
                foreground=False,
                failed=self._counting_failed,
            )

    def _counting_failed(self, error: Exception) -> None:
        """Counting stopped. Reading can continue, so this does not end the program."""
        self.say(f"counting stopped, the stats are incomplete: {failure_reason(error)}")
        self.host.redraw()

    def stats_counted(self) -> None:
        """Redraw what shows stats if there are new ones."""
        if self._counted_stats is not self.reader.shown_stats:
            self._counted_stats = self.reader.shown_stats
            self.host.redraw(("article", "stats"))
