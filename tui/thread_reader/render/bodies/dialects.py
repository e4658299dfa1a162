"""What each form of bodies has: a table of the differences between Markdown, its relatives and plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from thread_reader.render.bodies.pieces import EMPHASIS, STRONG, STRUCK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thread_parsers.bodies import BodyForm


@dataclass(eq=False, repr=False)
class Dialect:
    """What has a meaning in a form of bodies, beside quotes and addresses."""

    marks: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
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
    spoilers: tuple[str, str] | None = None
    """The marks around words that are hidden until they are asked for."""
    has_mentions: bool = True
    """`@name`, `u/name`."""

    # The patterns are compiled for those forms only that are read.

    @cached_property
    def special(self) -> re.Pattern[str]:
        """What may have a meaning inside of a line."""
        return _special(self)

    @cached_property
    def _characters(self) -> re.Pattern[str]:
        characters = "".join(self.marks) + "\\&" * self.escapes + "`" * self.code_spans + "[]<" * self.links
        characters += "@" * self.has_mentions + (self.spoilers[0][-1] if self.spoilers else "")
        return _one_of(characters + "|" * (self.tables or self.bare_tables))

    @cached_property
    def _begins(self) -> re.Pattern[str]:
        begins = ">" * self.has_quotes + " \t+-•" * self.lists + "#=" * self.headings + "~`" * self.fences
        numbers = r"|\n[0-9]+[.)]" if self.lists else ""
        return re.compile(f"\n(?:{_one_of(begins).pattern}| {{1,3}}>){numbers}")

    def has_marks(self, text: str) -> bool:
        """Whether words may have any marks, or an address: a quick test, which may be true of others."""
        if self._characters.search(text) is not None or (self.has_mentions and "u/" in text):
            return True
        return self.has_addresses and _may_have_address(text)

    def has_meaning(self, text: str) -> bool:
        """The same of lines, which may begin with a mark."""
        return self.has_marks(text) or self._begins.search(f"\n{text}") is not None


def _one_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(characters)}]" if characters else "(?!)")


def _may_have_address(text: str) -> bool:
    if "://" in text:
        return True
    lower = text.lower()
    return "www." in lower or "mailto:" in lower


def _special(dialect: Dialect) -> re.Pattern[str]:
    patterns = [f"{re.escape(mark)}+" for mark in dialect.marks]
    if dialect.escapes:
        patterns += [r"\\[!-/:-@\[-`{-~\n]", r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});"]
    if dialect.code_spans:
        patterns.append("`+")
    if dialect.links:
        patterns += [r"!?\[", r"\]", r"<(?=[a-zA-Z])"]
    if dialect.has_addresses:
        patterns.append(r"(?i:https?://|www\.|mailto:)")
    if dialect.has_mentions:
        patterns.append(r"(?<![\w.@/-])(?:@|/?u/)(?=\w)")
    if dialect.spoilers:
        patterns.append(re.escape(dialect.spoilers[0]))
    return re.compile("|".join(patterns) or "(?!)")


_ONE, _TWO = {1: EMPHASIS, 2: STRONG}, {2: STRUCK}
_MARKDOWN = Dialect(
    marks={"*": _ONE, "_": _ONE, "~": _TWO},
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
    spoilers=(">!", "!<"),
)
_OF_FORM: Mapping[BodyForm, Dialect] = {
    "plain": Dialect(),
    "markdown": _MARKDOWN,
    "discord": replace(
        _MARKDOWN,
        underlined=False,
        indented_code=False,
        tables=False,
        rules=False,
        is_lazy=False,
        spoilers=("||", "||"),
    ),
    "mrkdwn": Dialect(
        marks={"*": {1: STRONG}, "_": {1: EMPHASIS}, "~": {1: STRUCK}},
        code_spans=True,
        fences=True,
        fence_has_code=True,
        lists=True,
    ),
    "html": Dialect(
        marks={"~": _TWO},
        within_words="~",
        code_spans=True,
        fences=True,
        lists=True,
        bare_tables=True,
        rules=True,
    ),
}
SOURCE = Dialect(has_quotes=False, has_addresses=False, has_mentions=False)
"""The source as it is."""


def dialect_of(form: BodyForm) -> Dialect:
    """The dialect of a form of bodies."""
    return _OF_FORM[form]
