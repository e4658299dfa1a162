"""The columns that only some comments have: mappings and sets by the index of the comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.compact_columns import LabelColumn, RowSet, StringColumn

if TYPE_CHECKING:
    from collections.abc import Callable

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

    times_as_written: LabelColumn[str]
    """Index to the time as written, for times that are not absolute, or less exact than a day."""
    time_units: LabelColumn[TimeUnit]
    """Index to how exact the time is, for times less exact than a minute: the time is then the beginning of an hour,
    day, week (Monday), month or year."""
    zones: dict[int, int | None]
    """Index to the zone, for times with another one than `zone`."""
    badges: dict[int, str]
    """Index to the badge beside the author's name, such as `OP` or `Mod`."""
    edited: dict[int, str]
    """Index to the time of the last edit as written, for comments marked as edited; empty if no time is stated."""
    inferred_parents: set[int]
    """Comments whose parent the page does not state: it was chosen as the likeliest."""
    inferred_times: RowSet
    """Comments whose time was computed from a relative one and the time when the page was saved."""
    ids: StringColumn
    """Index to the site's own id."""
    permalinks: StringColumn
    """Index to the address of the comment, as far as the page states it."""
    states: dict[int, str]
    """Index to one word for a comment that the site does not show as usual, such as `deleted`."""
    subjects: LabelColumn[str]
    links: dict[int, tuple[Link, ...]]
    """Index to the links whose address is not in the words, with bytes of the discussion's text."""
    accepted: set[int]
    """Answers that were accepted."""
    addresses: LabelColumn[str]
    """Index to the mail address of the author."""
    attachments: dict[int, tuple[str, ...]]
    """Index to the names of what is attached to a mail."""
    missing_parents: dict[int, str]
    """Index to the id of the mail that is answered, if it is not in the file."""

    def made(self, name: str) -> Any:
        """A column that has been used; None if it has not, and so states nothing."""
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            return None

    if not TYPE_CHECKING:  # with it, mypy would allow any name

        def __getattr__(self, name: str) -> object:
            """Make a column when it is used first: a mailbox has thousands of discussions, and each states little."""
            make = _MAKERS.get(name)
            if make is None:
                raise AttributeError(name)
            column = make()
            setattr(self, name, column)
            return column


COMPACT_COLUMNS = ("ids", "permalinks", "times_as_written", "time_units", "inferred_times", "subjects", "addresses")
"""Those that many rows state."""
_SETS = ("accepted", "inferred_parents")
OTHER_COLUMNS = tuple(name for name in SparseColumns.__slots__ if name not in COMPACT_COLUMNS)
"""The dictionaries and sets."""
_MAKERS: dict[str, Callable[[], object]] = {
    **dict.fromkeys(OTHER_COLUMNS, dict),
    **dict.fromkeys(_SETS, set),
    **dict.fromkeys(("ids", "permalinks"), StringColumn),
    **dict.fromkeys(("times_as_written", "time_units", "subjects", "addresses"), LabelColumn),
    "inferred_times": RowSet,
}
"""What makes each column."""
