"""What each form of bodies has: a table of the differences between Markdown, its relatives and plain text."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from thread_reader.render.bodies.pieces import EMPHASIS, STRONG, STRUCK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thread_parsers.bodies import BodyForm

_ADDRESS_START = r"(?i:https?://|www\.|mailto:)"


class Dialect(NamedTuple):
    """What has a meaning in a form of bodies, beside quotes and addresses."""

    marks: Mapping[str, Mapping[int, int]] = MappingProxyType({})
    """Characters put around words, to how many of them give which look."""
    within_words: str = ""
    """Those of them that may begin or end inside of a word."""
    code_spans: bool = False
    links: bool = False
    """`[words](address)`, images, addresses in <>."""
    escapes: bool = False
    """Backslashes and character references."""
    fences: bool = False
    fence_has_code: bool = False
    """Whether code may begin after the marks that open it and end before those that close it."""
    lists: bool = False
    headings: bool = False
    underlined: bool = False
    """Headings with a line of = below them."""
    indented_code: bool = False
    tables: bool = False
    """Rows of cells with a delimiter row below the first."""
    bare_tables: bool = False
    """Rows of cells divided by " | ", at least two of them."""
    rules: bool = False
    is_lazy: bool = False
    """Whether the further lines of a paragraph in a quote or an item need no prefix."""
    has_quotes: bool = True
    has_addresses: bool = True

    @property
    def special(self) -> re.Pattern[str]:
        """What may have a meaning inside of a line."""
        return _special(self.code_spans, self.links, self.escapes, "".join(self.marks), self.has_addresses)


@cache
def _special(code_spans: bool, links: bool, escapes: bool, marks: str, addresses: bool) -> re.Pattern[str]:
    patterns = [f"{re.escape(mark)}+" for mark in marks]
    if escapes:
        patterns += [r"\\[!-/:-@\[-`{-~\n]", r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});"]
    if code_spans:
        patterns.append("`+")
    if links:
        patterns += [r"!?\[", r"\]", r"<(?=[a-zA-Z])"]
    if addresses:
        patterns.append(_ADDRESS_START)
    return re.compile("|".join(patterns) or r"(?!)")


_ONE, _TWO = MappingProxyType({1: EMPHASIS, 2: STRONG}), MappingProxyType({2: STRUCK})
_MARKDOWN = Dialect(
    marks=MappingProxyType({"*": _ONE, "_": _ONE, "~": _TWO}),
    within_words="*~",
    code_spans=True,
    links=True,
    escapes=True,
    fences=True,
    lists=True,
    headings=True,
    underlined=True,
    indented_code=True,
    tables=True,
    rules=True,
    is_lazy=True,
)
_OF_FORM: Mapping[BodyForm, Dialect] = {
    "plain": Dialect(),
    "markdown": _MARKDOWN,
    "discord": _MARKDOWN._replace(underlined=False, indented_code=False, tables=False, rules=False, is_lazy=False),
    "mrkdwn": Dialect(
        marks=MappingProxyType(
            {
                "*": MappingProxyType({1: STRONG}),
                "_": MappingProxyType({1: EMPHASIS}),
                "~": MappingProxyType({1: STRUCK}),
            }
        ),
        code_spans=True,
        fences=True,
        fence_has_code=True,
        lists=True,
    ),
    "html": Dialect(
        marks=MappingProxyType({"~": _TWO}),
        within_words="~",
        code_spans=True,
        fences=True,
        lists=True,
        bare_tables=True,
        rules=True,
    ),
}
SOURCE = Dialect(has_quotes=False, has_addresses=False)
"""The source as it is."""


def dialect_of(form: BodyForm) -> Dialect:
    """The dialect of a form of bodies."""
    return _OF_FORM[form]
