"""The columns that only some comments have: mappings and sets by the index of the comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.compact_columns import LabelColumn, RowSet, StringColumn

if TYPE_CHECKING:
    from thread_parsers.bodies import Link
    from thread_parsers.times.time_units import TimeUnit


class SparseColumns:
    """What the file states of some comments only."""

    __slots__ = (
        "accepted",
        "addresses",
        "attachments",
        "badges",
        "edited",
        "ids",
        "inferred_parents",
        "inferred_times",
        "links",
        "missing_parents",
        "permalinks",
        "states",
        "subjects",
        "time_units",
        "times_as_written",
        "zones",
    )

    def __init__(self) -> None:
        self.times_as_written = LabelColumn[str]()
        """Index to the time as written, for times that are not absolute, or less exact than a day."""
        self.time_units: LabelColumn[TimeUnit] = LabelColumn()
        """Index to how exact the time is, for times less exact than a minute: the time is then the beginning of an
        hour, day, week (Monday), month or year."""
        self.zones: dict[int, int | None] = {}
        """Index to the zone, for times with another one than `zone`."""
        self.badges: dict[int, str] = {}
        """Index to the badge beside the author's name, such as `OP` or `Mod`."""
        self.edited: dict[int, str] = {}
        """Index to the time of the last edit as written, for comments marked as edited; empty if no time is stated."""
        self.inferred_parents: set[int] = set()
        """Comments whose parent the page does not state: it was chosen as the likeliest."""
        self.inferred_times = RowSet()
        """Comments whose time was computed from a relative one and the time when the page was saved."""
        self.ids = StringColumn()
        """Index to the site's own id."""
        self.permalinks = StringColumn()
        """Index to the address of the comment, as far as the page states it."""
        self.states: dict[int, str] = {}
        """Index to one word for a comment that the site does not show as usual, such as `deleted`."""
        self.subjects: dict[int, str] = {}
        self.links: dict[int, tuple[Link, ...]] = {}
        """Index to the links whose address is not in the words, with bytes of the discussion's text."""
        self.accepted: set[int] = set()
        """Answers that were accepted."""
        self.addresses: dict[int, str] = {}
        """Index to the mail address of the author."""
        self.attachments: dict[int, tuple[str, ...]] = {}
        """Index to the names of what is attached to a mail."""
        self.missing_parents: dict[int, str] = {}
        """Index to the id of the mail that is answered, if it is not in the file."""


COMPACT_COLUMNS = ("ids", "permalinks", "times_as_written", "time_units", "inferred_times")
"""Those that many rows state."""
OTHER_COLUMNS = tuple(name for name in SparseColumns.__slots__ if name not in COMPACT_COLUMNS)
"""The dictionaries and sets."""
