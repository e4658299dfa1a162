"""A page to be read: a file, a record of an archive, or bytes in memory."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Page(NamedTuple):
    """A page, and what is known of it before it is read. Pages are sent to other processes."""

    name: str
    """What it is called in the tables: no two pages of a corpus have the same name."""
    path: str = ""
    """The file to read, if there are no bytes."""
    data: bytes | None = None
    source: str = ""
    """The file that it is, or is in; its name if this is empty."""
    record: int | None = None
    """Its number in an archive, from 1."""
    address: str | None = None
    """Where the archive says it is from."""
    fetched: datetime | None = None
    """When the archive says it was fetched, in UTC."""
    size: int = 0
    """Bytes of the file on disk, if that is known."""
    is_http: bool = False
    """Whether the bytes are the answer of a server, with its head."""
    is_sieved: bool = False
    """Whether it is read only if its beginning looks like a discussion."""
    error: str = ""
    """Why it cannot be read, if that is known already."""


def page_of(item: Page | os.PathLike[str] | str | tuple[str, bytes]) -> Page:
    """What callers give as a page: a path, or a name with bytes."""
    if isinstance(item, Page):
        return item
    if isinstance(item, tuple):
        name, data = item
        return Page(encodable_name(name), data=data)
    path = os.fspath(item)
    return Page(encodable_name(path), path)


def encodable_name(name: str) -> str:
    """A file name as valid UTF-8. Bytes that are not become escapes such as `\\xff`, so that names stay different."""
    if name.isascii():
        return name
    try:
        return os.fsencode(name).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # a surrogate that stands for no byte
        return name.encode("utf-8", "backslashreplace").decode()
