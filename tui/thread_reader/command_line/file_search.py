"""`--search`: the comments of many files that match a query, as lines for people or as JSON."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from thread_parsers.errors import Unreadable
from thread_parsers.library import Library
from thread_parsers.library.contents import NO_COMMENTS
from thread_parsers.library.opening import INDEX_FILE
from thread_parsers.library.walking import MAX_BYTES
from thread_parsers.source.open import reason_of
from thread_parsers.source.page_paths import page_at
from thread_parsers.text.printable import printable
from thread_reader import diagnostics
from thread_reader.command_line.inputs import STDIN, check_folders, is_library
from thread_reader.diagnostics import CallError
from thread_reader.state.database import database_exists, open_to_read
from thread_reader.state.folder import cache_folder
from thread_reader.state.recent import opened_files
from thread_reader.view.listed_paths import is_below, is_up_to

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.library import Hit, KnownFiles
    from thread_parsers.query import Query, UserMarks

SCHEMA = "thread-reader-search/1"
"""The name and version of the JSON form. New members may be added to it."""


class FileSearch:
    """A search in files and folders. Files that cannot be read are reported, and the exit status tells."""

    def __init__(
        self,
        query: Query,
        paths: Sequence[str],
        marks: Callable[[Discussion], UserMarks] | None = None,
        *,
        remembers: bool,
        known: KnownFiles | None = None,
    ) -> None:
        """No paths: all files and folders that were listed or searched, or else the current folder, and the files that
        were opened. `remembers`: use the index in the cache folder, and update it. `marks`, `known`: as for
        `Library.search`. Raises CallError."""
        if STDIN in paths:
            raise CallError("--search reads files and folders, and not standard input")
        self._query = query
        self._marks, self._known = marks, known
        self._unusable = False
        self._found = False
        self._named = list(paths)
        self._library = Library(cache_folder() if remembers else None)
        self._say_messages()
        roots = self._library.roots() or [os.curdir]
        self._paths = self._named or [*roots, *(_opened_elsewhere(roots) if remembers else ())]

    @property
    def files(self) -> Sequence[str]:
        """The files that are named in the call."""
        return self._named

    def hits(self) -> Generator[Hit, None, None]:
        """Yield the comments that match, after the index has been updated for files that have changed."""
        check_folders(self._named)
        paths = list(filter(self._is_there, self._named)) if self._named else self._paths
        progress = diagnostics.Progress()
        try:
            if self._library.has_words:
                for step in self._library.refresh(paths):
                    progress.show(f"{step.seen:,} files found, {step.read:,} read, {step.waiting:,} to read")
                for path in paths if self._named else ():
                    self._report(path)
            progress.end()
            self._say_messages()
            searched = "searching"

            def note(read: int, of: int) -> None:
                nonlocal searched
                searched = f"{read:,} of {of:,} files searched"

            found = self._library.search(self._query, paths, self._marks, self._refuse, note, known=self._known)
            for hit in found:
                if hit is None:
                    progress.show(searched)
                else:
                    progress.end()
                    self._found = True
                    yield hit
        finally:
            progress.end()

    def _say_messages(self) -> None:
        """Say what there is to say of the index, each once."""
        messages = self._library.messages
        while messages:
            diagnostics.say(messages.pop(0))

    def finish(self) -> int:
        """Say that nothing was found, if so, and return the exit status."""
        self._say_messages()
        if self._unusable:
            return diagnostics.UNUSABLE
        if self._found:
            return diagnostics.DONE
        diagnostics.say(f"no comment matches {self._query.text}")
        return diagnostics.NOTHING_MATCHED

    def close(self) -> None:
        """Close the index."""
        self._library.close()

    def _is_there(self, path: str) -> bool:
        if page_at(path) is not None:  # the refresh says whether the corpus has it
            return True
        try:
            os.stat(path)  # noqa: PTH116
        except (OSError, ValueError) as error:
            self._refuse(path, reason_of(error))
            return False
        return True

    def _report(self, path: str) -> None:
        """Report a file that was named and cannot be read."""
        if is_library(path):
            return
        for row in self._library.rows([path]):
            if row.reason not in ("", NO_COMMENTS):
                self._refuse(path, row.reason)

    def _refuse(self, path: str, reason: str) -> None:
        diagnostics.report(Unreadable(path, reason))
        self._unusable = True


def _opened_elsewhere(roots: Sequence[str]) -> list[str]:
    """The files that were opened and are not below some files and folders."""
    if not database_exists():
        return []
    opened = open_to_read()
    if opened.message:
        diagnostics.say(opened.message)
    below = list(map(os.path.abspath, roots))
    with closing(opened.connection) as connection, suppress(sqlite3.Error):
        found = (path for path in opened_files(connection) if not is_below(path, below))
        return [path for path in found if is_up_to(path, MAX_BYTES)]
    return []


def forget_files(files: Sequence[str]) -> None:
    """Delete what the index has of some files. Raises CallError."""
    folder = cache_folder()
    if folder is None or not os.path.lexists(folder / INDEX_FILE):
        return
    with closing(Library(folder)) as library:
        if library.messages and not library.has_words:
            raise CallError("; ".join(library.messages))
        try:
            for file in files:
                library.forget(file)
        except sqlite3.Error as error:
            raise CallError(f"the search index cannot be used ({error}); nothing was deleted from it") from error


def _lines(_query: str, hits: Iterable[Hit]) -> Iterator[str]:
    """A line for each hit. The first words can be given to `thread-reader` to open it."""
    for hit in hits:
        place = f"{hit.path}:{hit.comment}" + (f" --part {hit.part}" if hit.parts > 1 else "")
        yield printable("  ".join(filter(None, (place, hit.author, hit.time, hit.snippet)))) + "\n"


def _values(hit: Hit) -> dict[str, object]:
    """A hit as the members of a JSON object; the documentation describes them."""
    return {
        "file": hit.path,
        "part": hit.part,
        "parts": hit.parts,
        "comment": hit.comment,
        "author": hit.author,
        "time": hit.moment.isoformat(timespec="seconds") if hit.moment is not None else None,
        "time_text": hit.time if hit.moment is None and hit.time else None,
        "title": hit.title or None,
        "snippet": hit.snippet,
    }


def _json_lines(_query: str, hits: Iterable[Hit]) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for hit in hits:
        yield encode(_values(hit)) + "\n"


def _json(query: str, hits: Iterable[Hit]) -> Iterator[str]:
    before = json.dumps({"schema": SCHEMA, "query": query}, ensure_ascii=False)[:-1] + ',\n "hits": ['
    for line in _json_lines(query, hits):
        yield f"{before}\n  {line[:-1]}"
        before = ","
    yield "\n ]}\n"


FORMS: Mapping[str | None, Callable[[str, Iterable[Hit]], Iterator[str]]] = {
    None: _lines,
    "json": _json,
    "jsonl": _json_lines,
}
"""What writes the hits of a query, by the value of `--to`."""
