"""Which files of a folder of mail are read: all mails of a maildir, the pages of a pipermail archive.

Only names and sizes are looked at; nothing is opened.
"""

from __future__ import annotations

import os
import re
import stat
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.errors import Unreadable
from thread_parsers.source.folder_files import FolderFiles, placed_in_steps
from thread_parsers.source.limits import LIMITS
from thread_parsers.steps import SLICE_ITEMS, listed_in_steps, sorted_in_steps
from thread_parsers.text.english_months import MONTHS

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

THREAD_INDEX = "thread.html"
"""The page of a pipermail archive that says which message answers which."""
MESSAGE_PAGE = re.compile(r"\d{1,10}\.html", re.ASCII)
_VOLUME = re.compile(r"\d{4}(?:-[A-Z][a-z]{2,8}|q[1-4])?|Week-of-Mon-\d{8}|\d{8}", re.ASCII)
"""A volume of an archive: a year, a month, a quarter, a week or a day."""
_UNFINISHED = "tmp"
"""The folder of mails that are being delivered."""
_BOXES = ("cur", "new")


def read_maildir(path: str) -> Generator[None, None, FolderFiles]:
    """The files of a maildir and the folders in it, listed in steps. Raises Unreadable; OSError if it cannot be
    listed."""
    files: list[tuple[str, int]] = []
    for mail in _mails(path):
        if mail is None:
            yield
        else:
            files.append(mail)
    files = yield from sorted_in_steps(files, lambda file: file)
    return FolderFiles(path, "maildir", (yield from placed_in_steps(files)), "mail")


def read_pipermail(path: str) -> Generator[None, None, FolderFiles]:
    """The pages of a pipermail archive, of one volume or of all: of each the index of its threads, then its messages.
    Raises Unreadable; OSError as above."""
    files: list[tuple[str, int]] = []
    for volume in volumes(path):
        files += yield from _pages(path, volume)
        if len(files) > LIMITS.mails:
            raise Unreadable(path, f"over {LIMITS.mails:,} messages; give one volume")
        yield
    return FolderFiles(path, "pipermail", (yield from placed_in_steps(files)), "mail")


def volumes(path: str) -> list[str]:
    """The volumes of a pipermail archive in order, as names of folders in it with a slash; the folder itself is one if
    it has an index. Empty if the folder is not such an archive. Raises Unreadable if there are too many."""
    if _has_index(path):
        return [""]
    found = [
        entry.name
        for entry in _entries(path)
        if _VOLUME.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False) and _has_index(entry.path)
    ]
    if len(found) > LIMITS.mail_folders:
        raise Unreadable(path, f"over {LIMITS.mail_folders:,} volumes; give one of them")
    return [f"{name}/" for name in sorted(found, key=_volume_order)]


def _volume_order(name: str) -> tuple[str, int, str]:
    year, _, month = name.partition("-")
    return year, MONTHS.index(month[:3]) if month[:3] in MONTHS else 0, name


def _has_index(folder: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(os.path.join(folder, THREAD_INDEX)).st_mode)  # noqa: PTH118
    except OSError:
        return False


def _pages(path: str, volume: str) -> Generator[None, None, list[tuple[str, int]]]:
    """The index of a volume, then its messages."""
    index, pages = [], list[tuple[str, int]]()
    for number, entry in enumerate(_entries(os.path.join(path, volume)), 1):  # noqa: PTH118
        if number % SLICE_ITEMS == 0:
            yield
        if not entry.is_file(follow_symlinks=False):
            continue
        if entry.name == THREAD_INDEX:
            index.append((volume + entry.name, _size(entry)))
        elif MESSAGE_PAGE.fullmatch(entry.name):
            pages.append((volume + entry.name, _size(entry)))
    return [*index, *(yield from sorted_in_steps(pages, lambda page: (len(page[0]), page[0])))]


def _mails(path: str) -> Iterator[tuple[str, int] | None]:
    """The files in a maildir; None now and then. A folder that cannot be listed has none, unless it is the maildir."""
    left, folders = LIMITS.mails, 0
    waiting = [("", 0)]
    while waiting:
        inside, depth = waiting.pop()
        folder = os.path.join(path, inside) if inside else path  # noqa: PTH118
        try:
            entries = yield from listed_in_steps(_entries(folder))
        except OSError:
            if not inside:
                raise
            continue
        folders += 1
        if folders > LIMITS.mail_folders:
            raise Unreadable(path, f"over {LIMITS.mail_folders:,} folders; give one of them")
        left -= len(entries)
        if left < 0:
            raise Unreadable(path, f"over {LIMITS.mails:,} mails; give one of its folders")
        for number, entry in enumerate(entries, 1):
            name = f"{inside}/{entry.name}" if inside else entry.name
            if entry.is_file(follow_symlinks=False):
                yield name, _size(entry)
            elif entry.is_dir(follow_symlinks=False) and depth < LIMITS.mail_folder_depth and _may_have_mails(entry):
                waiting.append((name, depth + 1))
            if number % SLICE_ITEMS == 0:
                yield None


def _may_have_mails(entry: os.DirEntry[str]) -> bool:
    """Whether a folder may have mails. Hidden ones are those of Maildir++, with boxes of their own, or not of mails."""
    if entry.name == _UNFINISHED:
        return False
    if not entry.name.startswith("."):
        return True
    try:
        return any(inner.name in _BOXES and inner.is_dir(follow_symlinks=False) for inner in _entries(entry.path))
    except OSError:
        return False


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from islice(entries, LIMITS.mails + 1)


def _size(entry: os.DirEntry[str]) -> int:
    """The size of a file; 0 if it is gone."""
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:
        return 0
