"""Where a reader is, as values that can be written to a file: cursor, folds, order and filter.

Comments are written as numbers that are the same in every save of the discussion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.quoting import MAX_QUERY_CHARS
from thread_reader.view.position import Position
from thread_reader.view.reader import PAGE_ORDER
from thread_reader.view.visible import Context

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thread_reader.state.recalled import Numbers
    from thread_reader.view.reader import Reader

MAX_FOLDS = 10_000
"""Comments whose fold is kept. If more are folded one by one, none are."""


def written_place(reader: Reader, pane: str, numbers: Numbers) -> dict[str, object]:
    """Return where the reader is. `numbers` gives the number of each comment."""
    place: dict[str, object] = {"pane": pane}
    position = reader.position
    if position.comment < len(numbers):
        place.update(comment=numbers[position.comment], segment=position.segment, row=position.row)
    folds = reader.folds
    if len(folds.exceptions) <= MAX_FOLDS:
        place["folds"] = {
            "all": folds.all,
            "except": sorted(numbers[one] for one in folds.exceptions if one < len(numbers)),
        }
    if reader.order != PAGE_ORDER:
        place["order"] = reader.order
    filter_ = reader.filter
    if filter_.text.strip() and len(filter_.text) <= MAX_QUERY_CHARS:
        place["filter"] = {"text": filter_.text, "on": filter_.on, "context": filter_.context.value}
    return place


def go_back(reader: Reader, place: Mapping[str, object], numbers: Numbers) -> bool:
    """Put a reader where it was. Returns whether the cursor has moved.

    The filter must still be run. Members of a wrong type are ignored: the file may be damaged.
    """
    folds = place.get("folds")
    if isinstance(folds, dict) and isinstance(folds.get("except"), list):
        exceptions = (_comment(number, numbers) for number in folds["except"])
        reader.folds = reader.folds.anew(
            all=folds.get("all") is True, exceptions=(one for one in exceptions if one is not None)
        )
    order = place.get("order")
    if isinstance(order, str):
        from thread_parsers.discussion.order import ORDERS

        if any(each.name == order for each in ORDERS):
            reader.order = order
    filter_ = place.get("filter")
    if isinstance(filter_, dict) and isinstance(filter_.get("text"), str) and reader.filter.ask(filter_["text"]):
        reader.filter.on = filter_.get("on") is not False
        reader.filter.context = next((one for one in Context if one.value == filter_.get("context")), Context.MATCHES)
    reader.sort(reader.order)
    comment = _comment(place.get("comment"), numbers)
    if comment is None:
        return False
    reader.goes_to(Position(comment, _number(place.get("segment")), _number(place.get("row")) or 0))
    reader.rearrange()
    return comment > 0 or reader.position.row < 0


def _comment(value: object, numbers: Numbers) -> int | None:
    number = _number(value)
    return None if number is None else numbers.comment(number)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 31 else None
