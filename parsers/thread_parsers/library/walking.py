"""The files of folders. Nothing is opened here, folders are walked without recursion, and a link to a folder is not
followed unless the call names it, so that links in circles end."""

from __future__ import annotations

import os
import stat
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.database_files import path_key
from thread_parsers.errors import Unreadable
from thread_parsers.source.folders import CORPUS, LIBRARY, folder_kind
from thread_parsers.source.limits import LIMITS
from thread_parsers.source.open import reason_of
from thread_parsers.source.page_paths import corpora, corpora_in_steps, page_at
from thread_parsers.source.stamp import Stamp, stamp_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from thread_parsers.library.rows import Row

MAX_BYTES = 1 << 29
"""Size of a file that is read as a whole although the call does not name it."""
SLICE_ENTRIES = 64
"""Entries of a folder between two steps."""
NOT_A_FILE = "not a regular file"
_MAX_63 = (1 << 63) - 1
LINK_TO_FOLDER = "a link to a folder, which is not followed"


class Found(NamedTuple):
    """A file, or what is in its place."""

    path: str
    """Below the path as it was given."""
    stamp: Stamp | None
    """None if its status is not known."""
    reason: str = ""
    """Why it is not read; empty if it is."""
    named: bool = False
    """Whether the call names it."""
    content: int = 0
    """Of a folder that is one file, a hash of the status of all files in it; 0 for a file."""
    rows: tuple[Row, ...] = ()
    """Its discussions, if they are known without reading it: those of a page of a corpus."""
    corpus: str = ""
    """The folder of that corpus."""

    @property
    def size(self) -> int:
        """Bytes of the file; 0 if its status is not known."""
        return self.stamp.size if self.stamp is not None else 0

    @property
    def is_read_whole(self) -> bool:
        """Whether it is read to its end: files over MAX_BYTES only if the call names them."""
        return self.named or self.size <= MAX_BYTES

    @property
    def key(self) -> bytes:
        """The absolute path, as the index has it."""
        return path_key(self.path)


def walk(paths: Sequence[str]) -> Iterator[Found | None]:
    """Yield the files at and below some paths, in no particular order, and None now and then. A folder whose files are
    one source (a Maildir, an export of Slack) is one file, and the pages of a corpus are files below it. Hidden files
    and folders are left out unless they are named. A file that is below two of the paths is found twice."""
    for path in paths:
        yield from _at(path)


def _at(path: str) -> Iterator[Found | None]:
    """What is at a path that was named."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError) as error:
        yield _page(path) or Found(path, None, reason_of(error), named=True)
        return
    if not stat.S_ISDIR(status.st_mode):
        yield _file(path, status, named=True)
        return
    folders = [path]
    while folders:
        yield from _folder(folders.pop(), folders)


def _folder(path: str, folders: list[str]) -> Iterator[Found | None]:
    """The files of a folder; the folders in it are appended to `folders`."""
    try:
        kind = folder_kind(path)
        yield None
        if kind == CORPUS:
            yield from (yield from corpora_in_steps(path)).pages(path)
            return
        if kind != LIBRARY:
            stamp = stamp_of(os.stat(path))  # noqa: PTH116
            yield Found(path, stamp, kind.refusal, content=0 if kind.refusal else (yield from _content_of(path)))
            return
        with os.scandir(path) as entries:
            for number, entry in enumerate(entries, 1):
                if not entry.name.startswith("."):
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        yield _entry(entry)
                if number % SLICE_ENTRIES == 0:
                    yield None
    except OSError as error:
        yield Found(path, None, reason_of(error))
    except Unreadable as error:  # a corpus
        yield Found(path, None, error.reason)


def _page(path: str) -> Found | None:
    """The page of a corpus at a path that was named."""
    page = page_at(path)
    if page is None:
        return None
    try:
        found: Found = corpora(path).page(path, page)
    except Unreadable as error:
        return Found(path, None, error.reason, named=True)
    return found


def _content_of(path: str) -> Generator[None, None, int]:
    """A number that changes when a file below a folder does: a sum of hashes, in any order. Raises OSError."""
    total, folders, left = 0, [path], LIMITS.mails
    while folders and left:
        with os.scandir(folders.pop()) as entries:
            for entry in islice(entries, left):
                left -= 1
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode):
                    folders.append(entry.path)
                else:
                    version = b"%d %d " % (status.st_size, status.st_mtime_ns) + os.fsencode(entry.path)
                    total += int.from_bytes(blake2b(version, digest_size=8).digest(), "little")
                if left % SLICE_ENTRIES == 0:
                    yield None
    return total & _MAX_63


def _entry(entry: os.DirEntry[str]) -> Found:
    try:
        status = entry.stat()
    except OSError as error:
        return Found(entry.path, None, reason_of(error))
    if stat.S_ISDIR(status.st_mode):
        return Found(entry.path, stamp_of(status), LINK_TO_FOLDER)
    return _file(entry.path, status)


def _file(path: str, status: os.stat_result, *, named: bool = False) -> Found:
    reason = "" if stat.S_ISREG(status.st_mode) else NOT_A_FILE
    return Found(path, stamp_of(status), reason, named)
