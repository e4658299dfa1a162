"""What a session does between keys: filter, search, count, fold, and compare with an older save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from thread_parsers.text.printable import printable
from thread_reader.session.match_stats import MATCH_TEXT, MATCHES, MatchStats
from thread_reader.session.recognition import RECOGNIZING
from thread_reader.view.hits import first_hit_from, go_to_hit
from thread_reader.view.pane_titles import PANES
from thread_reader.view.since import changes_in_words
from thread_reader.view.stats_job import count_steps, failure_reason
from thread_reader.view.text_search import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from thread_parsers.stats import Stats
    from thread_reader.host import Host
    from thread_reader.older_save import OlderSave
    from thread_reader.scheduler import Scheduler
    from thread_reader.session.split import SessionSplit
    from thread_reader.view.comment_filter import Filter
    from thread_reader.view.reader import Reader
    from thread_reader.view.text_search import Search

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


class Owner(Protocol):
    """What the jobs need of their session."""

    reader: Reader
    host: Host
    scheduler: Scheduler

    split: SessionSplit

    def say(self, message: str) -> None:
        """Show a printable message."""

    def say_if_nothing_found(self) -> None:
        """Say what may have been meant by a filter that matches nothing."""

    def go_to_opening_place(self) -> None:
        """Go to the place named on the command line, if it is there."""

    def job_failed(self, what: str, panes: Collection[str] = PANES) -> Callable[[Exception], None]:
        """Return what to do about an error in a job."""


class SessionJobs:
    """Starts the jobs of a session. A job of a kind takes the place of a running one of the same kind."""

    def __init__(self, session: Owner) -> None:
        self._session = session
        self._counted: Stats | None = None
        """The stats that are on the screen."""
        self._counting_failed = session.job_failed("counting stopped, the stats are incomplete")
        self.match_stats = MatchStats(session.split.first, session.scheduler, self.stats_counted, self._counting_failed)
        """What counts the stats of the comments that the filter matches."""

    def filter(self) -> None:
        """Find the comments that match the filter."""
        from thread_reader.view.jobs import filter_steps  # the first screen seldom has a filter

        session = self._session
        reader = session.reader

        def report() -> None:
            reader.rearrange()
            session.go_to_opening_place()
            session.say_if_nothing_found()
            session.host.redraw()

        failed = self._aborted("filtering", reader, reader.filter)
        session.scheduler.start(self._kind("filtering"), filter_steps(reader), report, failed=failed)

    def search(self, *, follow: bool = False) -> None:
        """Find the hits of the search in all comments.

        With `follow` the cursor goes to the first hit at or after its position as soon as that is found.
        """
        from thread_reader.view.jobs import search_steps  # the first screen has no search

        session = self._session
        reader = session.reader
        origin = reader.place

        def report() -> None:
            # The user may have moved on in the meantime: then the cursor stays where they put it.
            if follow and reader.search.current is None and reader.place == origin:
                hit = first_hit_from(reader, origin)
                if hit is not None:
                    go_to_hit(reader, hit)
                    if hit.comment == ARTICLE:
                        session.host.article.show(hit.paragraph, hit.start)
            session.host.redraw()

        failed = self._aborted("searching", reader, reader.search)
        session.scheduler.start(self._kind("searching"), search_steps(reader), report, failed=failed)

    def _kind(self, job: str) -> str:
        """The kind of a job for the pane of comments with the focus: each of two has its own."""
        return f"{job} in the second pane" if self._session.split.is_second else job

    def _aborted(self, job: str, reader: Reader, asked: Filter | Search) -> Callable[[Exception], None]:
        """Return what to do about an error in a job: say so where its result would be. Reading can continue."""

        def failed(error: Exception) -> None:
            asked.trouble, asked.complete = f"{job} stopped: {failure_reason(error)}", True
            reader.rearrange()
            self._session.host.redraw()

        return failed

    def fold_by_query(self) -> None:
        """Fold the comments that the setting `fold` matches."""
        session = self._session
        query = session.reader.preferences.fold
        if query:
            from thread_reader.view.jobs import fold_steps  # most users have no such setting

            failed = session.job_failed(f"folding by {printable(query)} stopped")
            session.scheduler.start(FOLDING, fold_steps(session.reader), session.host.redraw, failed=failed)

    def compare(self, since: OlderSave) -> None:
        """Compare the discussion with an older save, in the background."""
        session = self._session
        session.scheduler.start(COMPARING, self._comparison(since), session.host.redraw, foreground=False)

    def _comparison(self, since: OlderSave) -> Iterator[None]:
        from thread_reader.view.reload import gone_of

        reader = self._session.reader
        found = yield from since.compared_steps(reader.discussion)
        gone = [] if found.older is None else gone_of(found.older, found.gone, found.gone_words)
        bookmarks = reader.bookmarks
        bookmarks.compare(found.new, found.edited, gone, len(found.gone))
        bookmarks.since, bookmarks.old_words = since.name, found.old_words
        bookmarks.likes_before = found.older.engagement.likes if found.older is not None else None
        changed = changes_in_words(found.new, found.edited, len(found.gone))
        self._session.say(f"{changed or 'nothing has changed'} since {since.name}")

    def count(self) -> None:
        """Find the sentences of a long article and count the stats, in the background. They are those of the first
        pane, whichever has the focus."""
        session = self._session
        self._find_sentences()
        session.scheduler.key_pressed()  # drawing what is there goes first, as if a key had been pressed
        session.scheduler.start(
            COUNTING,
            count_steps(session.split.first),
            self.stats_counted,
            foreground=False,
            failed=self._counting_failed,
        )

    def _find_sentences(self) -> None:
        session = self._session
        sentences = session.split.first.sentences
        if sentences.are_missing:
            session.scheduler.start(
                SENTENCES,
                sentences.steps(),
                lambda: session.host.redraw(("article",)),
                foreground=False,
                failed=self._counting_failed,
            )

    def stats_counted(self) -> None:
        """Redraw what shows stats if there are new ones."""
        split = self._session.split
        if split.second is not None:
            split.second.stats = split.first.stats
        shown = split.first.shown_stats
        if self._counted is not shown:
            self._counted = shown
            self._session.host.redraw(("article", "stats"))
