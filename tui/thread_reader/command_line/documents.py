"""The discussions that a call writes, one after the other: those of several files, and several of one file.

Only one of them is open at a time. A file that cannot be read, and a discussion that a query does not match, are left
out; the exit status reports it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.numbered import Numbered, part_of
from thread_parsers.errors import Unreadable
from thread_parsers.text.counted import counted
from thread_reader import diagnostics
from thread_reader.command_line.call_values import CHANGED

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.kept import Kept
    from thread_parsers.query import Query, UserMarks
    from thread_reader.command_line.folder_files import Files


class Documents:
    """The discussions of some files; files that were found in a folder are left out if they have no comments. `read`
    opens and reads a file; it raises Unreadable. `part` chooses one of the discussions of each file, from 1; `marks`
    tells what the user has read and starred in one, and `kept` what is written of that."""

    def __init__(
        self,
        files: Files,
        read: Callable[[str], Discussion],
        *,
        part: int | None = None,
        query: Query | None = None,
        marks: Callable[[Discussion], UserMarks] | None = None,
        kept: Callable[[Discussion], Kept] | None = None,
    ) -> None:
        self._files = files
        self._unread = files.unread
        """How many files that were found in a folder cannot be read."""
        self._without_comments = 0
        """How many others that were found there have no comments."""
        self._read_any = False
        self._read = read
        self._part = part
        self._query = query
        self._marks = marks
        self._kept = kept
        self.several = len(files.paths) > 1 or bool(files.found)
        """Whether there can be more than one discussion; known once the first one is there."""
        self._unreadable = False
        self._matched = query is None
        self._nothing_found = ""
        """What to say if nothing matches: of the first discussion with comments, or else of the first one."""
        self._had_comments = False

    def numbered(self) -> Generator[Numbered, None, None]:
        """Yield the discussions that have comments to write. Each is closed before the next one is opened."""
        for number, discussion in enumerate(self._discussions(), 1):
            chosen = self._chosen(discussion)
            if chosen is not None:
                if self._kept is not None:
                    discussion.kept = self._kept(discussion)
                yield Numbered(number, discussion.file.name, discussion, chosen)

    def finish(self, *, is_quiet: bool = False) -> int:
        """Print a hint if nothing matched, unless `is_quiet`, and return the exit status, after all discussions have
        been written."""
        if not self._matched and self._nothing_found and not is_quiet:
            diagnostics.say(self._nothing_found)
        if not is_quiet:
            self._say_left_out()
        if self._unreadable or not self._read_any:
            return diagnostics.UNUSABLE
        return diagnostics.DONE if self._matched else diagnostics.NOTHING_MATCHED

    def _say_left_out(self) -> None:
        kinds = ((self._without_comments, "without comments"), (self._unread, "that cannot be read"))
        said = ", ".join(f"{counted(count, 'file')} {words}" for count, words in kinds if count)
        if said:
            diagnostics.say(f"left out: {said}")

    def _discussions(self) -> Iterator[Discussion]:
        for file in self._files.paths:
            try:
                discussion = self._read(file)
            except Unreadable as error:
                if file in self._files.found:
                    self._unread += 1
                elif self.several:
                    diagnostics.report(error)
                    self._unreadable = True
                else:
                    raise
                continue
            try:
                if file in self._files.found and not any(len(part.columns) for part in discussion.parts):
                    self._without_comments += 1
                    continue
                self._read_any = True
                yield from self._parts(discussion)
            finally:
                discussion.close()

    def _parts(self, discussion: Discussion) -> Sequence[Discussion]:
        """The discussions of a file, or the one that was chosen."""
        if self._part is not None:
            return [part_of(discussion, self._part)]
        self.several = self.several or len(discussion.parts) > 1
        return discussion.parts

    def _chosen(self, discussion: Discussion) -> Sequence[int] | None:
        """The comments to write: all of them, or those that match; None if none does."""
        if self._query is None:
            return range(len(discussion.comments))
        from thread_parsers.query import Matching, not_compared, nothing_found

        chosen = Matching(discussion, self._query, self._marks(discussion) if self._marks else None).all()
        if not chosen:
            if not self._nothing_found or (len(discussion.columns) and not self._had_comments):
                is_of_changes = self._query.text == CHANGED and len(discussion.columns) > 0
                said = "nothing is new or edited" if is_of_changes else nothing_found(self._query.text, discussion)
                self._nothing_found = said
                self._had_comments = len(discussion.columns) > 0
            return None
        self._matched = True
        untimed = not_compared(self._query.text, discussion)
        if untimed:
            diagnostics.say(f"{discussion.file.name}: {untimed}" if self.several else untimed)
        return chosen


def reports(
    documents: Iterable[Numbered], report: Callable[[Numbered], Iterator[str]], *, is_styled: bool = False
) -> Iterator[str]:
    """Yield the reports on several discussions, each under a heading; `is_styled`: all words must be printable."""
    from thread_parsers.export.text import RULE
    from thread_parsers.text.printable import printable

    for each in documents:
        yield f"{RULE}\n{printable(each.heading) if is_styled else each.heading}\n\n"
        yield from report(each)
        yield "\n"
