"""What is remembered of the discussion on the screen: asked of the state database when it is opened, and written to it
while it is read.

All of it goes through the thread of the database. Until the discussion is recognized, what the user does is held back.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from thread_parsers.text.printable import printable
from thread_reader.session.recognition import FINISHING_SECONDS, QUICK_SECONDS, Recognition
from thread_reader.state.marks import (
    Quoted,
    drop_kept,
    drop_mark,
    drop_note,
    drop_star,
    keep_mark,
    keep_note,
    keep_reading,
    keep_star,
)
from thread_reader.view.bookmarks import START, Gone, Notes, Place
from thread_reader.view.first_words import first_words
from thread_reader.view.reader_place import go_back, written_place
from thread_reader.view.since import since, since_last_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from thread_parsers.discussion.kept import KeptOfGone
    from thread_reader.host import Host
    from thread_reader.keymap import Keymap
    from thread_reader.scheduler import Scheduler
    from thread_reader.session.jobs import SessionJobs
    from thread_reader.state.recalled import Recalled
    from thread_reader.state.worker import StateWorker
    from thread_reader.view.reader import Reader


WHOLE_COMMENT = -1
"""The segment of a note or a mark that is on the comment itself."""


class Owner(Protocol):
    """What is needed of the session that shows the discussion."""

    reader: Reader
    host: Host
    keymap: Keymap
    scheduler: Scheduler
    jobs: SessionJobs
    pane: str
    message: str
    resumes: bool

    @property
    def panes(self) -> tuple[str, ...]:
        """The panes that the page has."""

    def say(self, message: str) -> None:
        """Show a printable message."""


class KeptState:
    """What is remembered of one discussion."""

    def __init__(self, worker: StateWorker | None, reader: Reader) -> None:
        """`worker`: without it nothing is remembered, and what the user does lasts as long as the session."""
        self.recalled: Recalled | None = None
        """What is known of the discussion; None until it is recognized."""
        self._is_failing = False
        """Whether what was read could not be written the last time."""
        self._worker = worker
        self._reader = reader
        self._session: Owner | None = None
        self._recognition: Recognition | None = None
        """None until the discussion has been read."""
        self._changes: list[tuple[Sequence[int], bool]] = []
        """Comments that were read (True) or marked as unread (False), and are not written yet."""
        self._held: list[Callable[[Recalled], None]] = []
        """What the user did before the discussion was recognized."""
        self._place: dict[str, object] | None = None
        """The place that was written last."""

    def start(self, session: Owner) -> None:
        """Ask what is known of the discussion, once it has been read to its end."""
        self._session = session
        discussion, worker = self._reader.discussion, self._worker
        if worker is None:
            return
        worker.tell(self._say)
        if (
            self._recognition
            or not discussion.complete
            or discussion.part_number is None
            or not len(discussion.columns)
        ):
            return
        self._recognition = Recognition(worker, discussion, self._put, self._failed, self._broken)
        self._recognition.start(session.scheduler)

    def mark_all_read(self, comments: range) -> int:
        """Mark comments that follow each other as read. Returns how many were not read before."""
        changed = self._reader.bookmarks.read.put_all(comments)
        if changed and self._worker is not None:
            self._changes.append((comments, True))
        return changed

    def mark_read(self, comments: Iterable[int], *, is_read: bool = True) -> int:
        """Mark comments as read or as unread. Returns how many were not so before."""
        changed = self._reader.bookmarks.read.put(comments, is_read)
        if changed and self._worker is not None:
            self._changes.append((changed, is_read))
        return len(changed)

    def flush(self) -> None:
        """Write what was read and where the reader is, if either has changed."""
        recalled, session, worker = self.recalled, self._session, self._worker
        if recalled is None or session is None or worker is None:
            return
        place = written_place(self._reader, session.pane, recalled.numbers)
        if not self._changes and place == self._place:
            return
        read, self._changes = self._changes, []
        changes = [(recalled.numbers.of(comments), is_read) for comments, is_read in read]
        before, self._place = self._place, place
        written = None if place == before else place

        def done(_result: object) -> None:
            self._is_failing = False

        def failed(reason: str) -> None:
            """Write it later, and say so once."""
            if self.recalled is recalled:
                self._changes[:0] = read
                self._place = before if self._place is place else self._place
            if not self._is_failing:
                self._is_failing = True
                self._failed(reason)

        operation = partial(keep_reading, discussion=recalled.discussion, changes=changes, place=written)
        worker.submit(operation, done, failed)

    def finish(self) -> None:
        """Write everything at the end. If the discussion is not recognized yet, recognize it now, as far as that does
        not take long; longer, if it has a star, a note or a mark since it was opened."""
        recognition, session = self._recognition, self._session
        if self.recalled is None and recognition is not None and session is not None:
            self.recalled = recognition.at_once(FINISHING_SECONDS if self._held else QUICK_SECONDS)
            if self.recalled is not None:
                for held in self._held:
                    held(self.recalled)
                if self.recalled.opened and self._reader.wanted_place == START:
                    # The reader is not where it was left: that was not known.
                    self._place = written_place(self._reader, session.pane, self.recalled.numbers)
        self.flush()

    def star(self, comment: int, *, starred: bool) -> None:
        """Star a comment, or remove its star."""
        stars = self._reader.bookmarks.starred
        if starred:
            stars.add(comment)
            self._write_on(comment, keep_star, "starred")
        else:
            stars.discard(comment)
            self._write_on(comment, drop_star, "no longer starred")

    def note(self, place: Place, text: str) -> None:
        """Write the note of a comment or a segment; an empty one is deleted."""
        segment, notes = _segment(place), self._reader.bookmarks.notes
        if text:
            notes[place] = text
            self._write_on(place.comment, partial(keep_note, segment=segment, text=text), "note saved")
        else:
            notes.pop(place, None)
            self._write_on(place.comment, partial(drop_note, segment=segment), "note deleted")
        self._reader.returns_to(self._reader.position)  # the note has lines of its own

    def drop_lost(self, kept: KeptOfGone) -> None:
        """Delete the star and the notes of a comment that is not in the file."""
        bookmarks = self._reader.bookmarks
        bookmarks.lost = [other for other in bookmarks.lost if other.number != kept.number]
        self._write(lambda _recalled: partial(drop_kept, number=kept.number), "deleted")

    def mark(self, letter: str, place: Place | None) -> None:
        """Set a mark at a place; None removes it."""
        marks = self._reader.bookmarks.marks
        if place is None:
            del marks[letter]
            self._write(lambda _recalled: partial(drop_mark, letter=letter))
        else:
            marks[letter] = place
            self._write_on(place.comment, partial(keep_mark, segment=_segment(place), letter=letter))

    def separate(self) -> bool:
        """Undo that the discussion was recognized as an earlier one. Returns False if it was not."""
        recognition, session = self._recognition, self._session
        if recognition is None or session is None or self.recalled is None or not self.recalled.opened:
            return False
        bookmarks = self._reader.bookmarks
        self.recalled, self._place, self._changes = None, None, []
        bookmarks.read.put(list(bookmarks.read), is_read=False)
        bookmarks.starred, bookmarks.notes, bookmarks.marks, bookmarks.lost = set(), Notes(), {}, ()
        bookmarks.new = bookmarks.edited = bookmarks.gone = ()
        bookmarks.gone_count = 0
        recognition.by_fingerprints(session.scheduler, is_new=True)
        return True

    def _put(self, found: Recalled) -> None:
        """Show what is known of the discussion, and write what the user did in the meantime."""
        session, reader, bookmarks = self._session, self._reader, self._reader.bookmarks
        assert session is not None
        is_known = self.recalled is not None
        self.recalled = found
        bookmarks.read.recall(found.read)
        for comments, is_read in self._changes:
            if is_read and isinstance(comments, range):
                bookmarks.read.put_all(comments)
            else:
                bookmarks.read.put(comments, is_read)
        bookmarks.starred |= found.stars.keys()
        for (comment, segment), text in found.notes.items():
            bookmarks.notes.setdefault(_place(comment, segment), text)
        for letter, (comment, segment) in found.marks.items():
            bookmarks.marks.setdefault(letter, _place(comment, segment))
        if not bookmarks.is_compared:
            bookmarks.new = found.new or bookmarks.new
            bookmarks.edited = found.edited
            bookmarks.since = since(datetime.fromtimestamp(found.opened), datetime.now()) if found.opened else ""
            self._put_gone(found)
        bookmarks.lost = found.lost
        bookmarks.recalls += 1
        for held in self._held:
            held(found)
        self._held = []
        if not is_known and session.reader is reader:
            self._resume(found)

    def _put_gone(self, found: Recalled) -> None:
        """Take over how many comments are gone. Of these, the quoted ones are known, or all if the save before is still
        in memory: after a reload."""
        bookmarks = self._reader.bookmarks
        if found.gone > bookmarks.gone_count:
            bookmarks.gone_count = found.gone
            bookmarks.gone = bookmarks.gone or [
                Gone(printable(one.author), "", printable(one.words)) for one in found.lost
            ]

    def _resume(self, found: Recalled) -> None:
        """Go to where the reader was, unless the user is elsewhere already, and say what is new."""
        session, reader = self._session, self._reader
        assert session is not None
        is_back, has_moved = False, reader.wanted_place != START
        if session.resumes and not has_moved and not reader.filter.text and not reader.search.text:
            is_back = go_back(reader, found.place, found.numbers)
            pane = found.place.get("pane")
            if isinstance(pane, str) and pane in session.panes:
                session.pane = pane
            if reader.filter.text:
                session.jobs.filter()
            session.host.arrange_panes()
        # What the user has done in the meantime is to be written; where the reader was put is what is known.
        self._place = None if has_moved else written_place(reader, session.pane, found.numbers)
        if found.opened and not session.message:
            back_at = reader.position.comment if is_back else None
            keys = (session.keymap.keys[command][:1] for command in ("move.first", "state.separate"))
            session.say(since_last_time(found, datetime.now(), back_at, *keys))
        session.host.redraw()

    def _write_on(self, comment: int, operation: Callable[..., None], confirmed: str = "") -> None:
        """Run an operation on a comment: it takes the comment with its author and first words."""
        author = printable(self._reader.discussion.author(comment))
        quote = first_words(self._reader.discussion, comment)
        self._write(
            lambda recalled: partial(operation, comment=Quoted(recalled.numbers[comment], author, quote)), confirmed
        )

    def _write(self, operation: Callable[[Recalled], Callable[..., None]], confirmed: str = "") -> None:
        """Run an operation in the thread of the database as soon as the discussion is recognized, and say it when it is
        on disk."""
        worker = self._worker
        if worker is None:
            if confirmed:
                self._say(confirmed)
            return

        def done(_result: object) -> None:
            self._say(worker.confirmation(confirmed))

        def run(recalled: Recalled) -> None:
            task = partial(operation(recalled), discussion=recalled.discussion)
            worker.submit(task, done if confirmed else None, self._failed)

        if self.recalled is None:
            self._held.append(run)
        else:
            run(self.recalled)

    def _say(self, words: str) -> None:
        if self._session is not None:
            self._session.say(printable(words))
            self._session.host.redraw(())

    def _failed(self, reason: str) -> None:
        self._say(f"not saved: {reason}")

    def _broken(self, error: Exception) -> None:
        self._say(f"nothing is remembered of this discussion: internal error ({type(error).__name__})")


def _segment(place: Place) -> int:
    return WHOLE_COMMENT if place.segment is None else place.segment


def _place(comment: int, segment: int) -> Place:
    return Place(comment, None if segment == WHOLE_COMMENT else segment)
