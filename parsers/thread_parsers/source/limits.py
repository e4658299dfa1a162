"""Limits of archives, and of folders that are read as one file."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """What an archive or a folder may have at most."""

    members: int = 10_000
    """Files and folders."""
    mails: int = 200_000
    """Files and folders in a folder of mail; the files are opened one at a time."""
    mail_folders: int = 1_000
    """Folders in a folder of mail."""
    mail_folder_depth: int = 20
    """Folders inside of each other."""
    directory_bytes: int = 1 << 22
    """Size of the list of them in an archive, which is read as a whole."""
    expanded_bytes: int = 1 << 28
    """Size of the texts."""
    ratio: int = 200
    """Uncompressed size divided by compressed size. Deflate reaches about 1,000 on repetitive data."""
    ratio_matters_from_bytes: int = 1 << 20
    """Smaller texts may have any ratio."""


LIMITS = Limits()
