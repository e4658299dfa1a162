"""The field `link:`: comments with an address that contains some text, in their words or behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.query.nodes import CommentTest
from thread_parsers.query.values import BadValue
from thread_parsers.steps import run_to_end
from thread_parsers.text.links import addresses
from thread_parsers.text.text_pieces import WINDOW_CHARS

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from thread_parsers.query.nodes import QueryContext

MAX_ADDRESS_CHARS = 2000
"""An address is looked at as far as this around the text."""
_SPACE = re.compile(r"\s")


def link_test(wanted: str) -> CommentTest:
    """The test for comments with an address that contains a text, in upper or lower case. Raises BadValue."""
    if not wanted or len(wanted) > MAX_ADDRESS_CHARS or _SPACE.search(wanted):
        raise BadValue("takes a part of an address, as in link:example.org")
    pattern = re.compile(re.escape(wanted), re.IGNORECASE)

    def bind_steps(context: QueryContext) -> Callable[[int], Generator[None, None, bool]]:
        discussion = context.discussion
        columns, behind = discussion.columns, discussion.columns.links

        def holds(index: int) -> Generator[None, None, bool]:
            if any(pattern.search(link.address) for link in behind.get(index, ())):
                return True
            text = discussion.text.text(columns.body_start[index], columns.body_end[index])
            return (yield from _is_in_address(text, pattern, len(wanted)))

        return holds

    def bind(context: QueryContext) -> Callable[[int], bool]:
        holds = bind_steps(context)
        return lambda index: run_to_end(holds(index))

    return CommentTest(bind, bind_steps, address=wanted)


def _is_in_address(text: str, pattern: re.Pattern[str], length: int) -> Generator[None, None, bool]:
    """Whether an address of the text contains the pattern, a window at a time."""
    at = 0
    while at < len(text):
        end = min(at + WINDOW_CHARS, len(text))
        found = pattern.search(text, at, min(end + length - 1, len(text)))
        if found is None:
            at = end
        else:
            around = text[max(0, found.start() - MAX_ADDRESS_CHARS) : found.end() + MAX_ADDRESS_CHARS]
            before = found.start() - max(0, found.start() - MAX_ADDRESS_CHARS)
            word = around[:before].rpartition(" ")[2] + around[before:].partition(" ")[0]
            if any(pattern.search(address) for address in addresses(word)):
                return True
            # The rest of this word has been looked at.
            space = text.find(" ", found.end(), found.end() + MAX_ADDRESS_CHARS)
            at = space if space >= 0 else found.end() + MAX_ADDRESS_CHARS
        if at < len(text):
            yield
    return False
