"""What the library returns: rows of discussions, progress, and hits. All texts are those of files and untrusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from thread_parsers.identity.fingerprints import Fingerprints
    from thread_parsers.source.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Row:
    """One discussion of a file; or a file or folder that is not a discussion, with the reason."""

    path: str
    """The file, below the path as it was given in the call; bytes that are not UTF-8 as surrogates, as `os.fsdecode`
    returns them. A folder that is read as one file (a Maildir, an export of Slack) is one, too."""
    part: int = 1
    """The number of the discussion in the file, from 1."""
    parts: int = 1
    """How many discussions the file has. Only the first MAX_PARTS of them have rows."""
    title: str = ""
    """The title on one line; empty if the page has none."""
    family: str = ""
    """The name of the format; empty if the file was not read."""
    comments: int | None = None
    """None if it is not known: the file was not read, or only its beginning."""
    newest: int | None = None
    """The time of the newest comment, in seconds since 1970 by the page's own clock; None if no time is known."""
    size: int = 0
    """Bytes of the file."""
    reason: str = ""
    """Why it is not a discussion, as a clause without a full stop ("permission denied"); empty if it is one."""


class Keys(NamedTuple):
    """By what other saves of a discussion are found."""

    path: str
    """The file, as in `Row`."""
    part: int
    """The number of the discussion in the file, from 1."""
    address: int
    """`identity.address_key` of the discussion; 0 if it states no address."""
    keys: array[int]
    """`identity.matching.telling_keys`; empty for a discussion of too many comments."""


class Identity(NamedTuple):
    """By what a discussion is known again that was saved again, moved or renamed."""

    family: str
    address: int
    keys: array[int]
    """As in `Keys`."""
    fingerprints: Fingerprints
    """Of the comments; of none for a discussion of too many."""


class IndexedPart(NamedTuple):
    """A discussion of a file as the index has it."""

    key: bytes
    """The absolute path of the file."""
    part: int
    """The number of the discussion in the file, from 1."""
    stamp: Stamp
    """The version of the file, as `Stamp.signed`."""
    comments: int
    address: int = 0
    """`identity.address_key`; 0 if the page states none, or if it is not needed."""
    ids: Sequence[int] = ()
    """`identity.fingerprints` of its comments; empty if they are not needed."""
    words: Sequence[int] = ()


class KnownFiles(Protocol):
    """What is known of files from earlier, by which a search for the user's marks leaves out files."""

    def may_have(self, mark: str, parts: Sequence[IndexedPart]) -> Sequence[bool]:
        """Whether each of some discussions may have a comment with a mark of `query.nodes.MARKS`. For UNREAD it is
        asked about the files of `read_files` only, without their fingerprints."""

    def read_files(self) -> Sequence[bytes]:
        """Absolute paths of the files of which all comments were read, unless they have changed since."""


class Refreshed(NamedTuple):
    """The progress of a refresh."""

    seen: int
    """Files found so far."""
    waiting: int
    """Files found so far that are to be read as a whole and have not been."""
    read: int
    """Files read as a whole so far."""
    changed: Mapping[str, Sequence[Row]] = {}
    """The files whose rows have changed since the step before, by path: all the rows that a file has now, none if it is
    gone. A file may be in several steps: first as known from its beginning, then as a whole."""


class Hit(NamedTuple):
    """A comment that matches a query."""

    path: str
    """The file, as in `Row`."""
    part: int
    """The number of the discussion in the file, from 1."""
    parts: int
    """How many discussions the file has."""
    comment: int
    """The number of the comment in the discussion, from 1, as in `FILE:214`."""
    author: str
    time: str
    """For display, as `Discussion.shown_time`; empty if it is not known."""
    snippet: str
    """The words around the first match, on one line."""
    title: str
    """The title of the discussion on one line; empty if it has none."""
    moment: datetime | None = None
    """The time by the page's own clock: naive unless the page states a zone."""
