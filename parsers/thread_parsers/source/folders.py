"""Which folder is what: mails, an archive of a mailing list, an export of Slack or Telegram, a corpus; or a library.

Only names are looked at, and what kind of thing has them. Nothing in the folder is opened, and no link in it is
followed.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.source.chat_zip import NAME_OF_EXPORT
from thread_parsers.source.mail_folders import volumes
from thread_parsers.source.page_paths import is_corpus
from thread_parsers.source.slack_export import CHANNELS, DAY_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_ENTRIES = 10_000
"""Entries of a folder that are looked at, and all that is looked at of the folders in it together."""
MAX_FOLDERS = 1_000
"""Folders in a folder that are listed."""


@dataclass(frozen=True, slots=True)
class FolderKind:
    """A kind of folder."""

    name: str
    refusal: str
    """What it is and what can be opened instead, as a clause; empty if it is read."""
    format_name: str = ""
    """The format that reads such a folder, if it is one only. Where it is named in the call, any folder is read so."""


LIBRARY = FolderKind("library", "is a folder of files; give the files")
"""Any folder that is nothing else: it may hold files of all kinds."""


CORPUS = FolderKind("corpus", "is a corpus; give its pages")
"""Tables of many pages, which are listed like the files of a folder."""
MANY = (LIBRARY, CORPUS)
"""Folders that are listed and not opened."""


def folder_kind(path: str, format_name: str | None = None) -> FolderKind:
    """The kind of a folder. If the call names a format that its files do not suggest, the first kind of that format.
    Raises OSError if the folder cannot be listed."""
    found = next((kind for kind, matches in KINDS if matches(path)), LIBRARY)
    if format_name is None or found.format_name == format_name:
        return found
    return next((kind for kind, _ in KINDS if kind.format_name == format_name), found)


def _is_maildir(path: str) -> bool:
    return _is_folder(path, "cur") and _is_folder(path, "new")


def _is_pipermail(path: str) -> bool:
    return bool(volumes(path))


def _is_slack(path: str) -> bool:
    """A channel is a folder of days, and an export has folders of channels and a list of them."""
    if any(_is_day(entry) for entry in _entries(path)):
        return True
    return _is_file(path, CHANNELS) and any(_is_day(entry) for entry in _entries_of_folders(path))


def _is_telegram(path: str) -> bool:
    return _is_file(path, NAME_OF_EXPORT)


def _is_parquet_folder(path: str) -> bool:
    """Parquet files, or folders with Parquet files."""
    return any(_is_parquet(entry) for entry in _entries(path)) or any(
        _is_parquet(entry) for entry in _entries_of_folders(path)
    )


KINDS: tuple[tuple[FolderKind, Callable[[str], bool]], ...] = (
    (FolderKind("maildir", "", "mail"), _is_maildir),
    (FolderKind("pipermail", "", "mail"), _is_pipermail),
    (FolderKind("slack", "", "slack"), _is_slack),
    (FolderKind("telegram", "", "telegram"), _is_telegram),
    (CORPUS, is_corpus),
    (FolderKind("parquet", "has Parquet files of another program"), _is_parquet_folder),
)
"""The kinds of folders, with what recognizes them. The first one that matches counts."""


def _entries(path: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(path) as entries:
        yield from islice(entries, MAX_ENTRIES)


def _entries_of_folders(path: str) -> Iterator[os.DirEntry[str]]:
    """The entries of the folders in a folder. A folder that cannot be listed has none."""
    left = MAX_ENTRIES
    folders = (entry for entry in _entries(path) if entry.is_dir(follow_symlinks=False))
    for folder in islice(folders, MAX_FOLDERS):
        try:
            for entry in islice(_entries(folder.path), left):
                left -= 1
                yield entry
        except OSError:
            continue


def _is_day(entry: os.DirEntry[str]) -> bool:
    return DAY_FILE.fullmatch(entry.name) is not None and entry.is_file(follow_symlinks=False)


def _is_parquet(entry: os.DirEntry[str]) -> bool:
    return entry.name.endswith(".parquet") and entry.is_file(follow_symlinks=False)


def _is_file(path: str, name: str) -> bool:
    return stat.S_ISREG(_mode(path, name))


def _is_folder(path: str, name: str) -> bool:
    return stat.S_ISDIR(_mode(path, name))


def _mode(path: str, name: str) -> int:
    """What kind of thing has a name in a folder; 0 if nothing has it."""
    try:
        return os.lstat(os.path.join(path, name)).st_mode  # noqa: PTH118
    except OSError:
        return 0
