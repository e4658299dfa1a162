"""Some blocks of a group, and the columns of their elements."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.formats.html.induction.texts import TIME_ATTRIBUTE
from thread_parsers.formats.html.induction.vocabulary import (
    NAME_ATTRIBUTES,
    PROFILE,
    SCOPED_CLASS,
    SCORE_ATTRIBUTES,
    USER_PAGE,
)
from thread_parsers.formats.html.page import LAST, selector_of
from thread_parsers.markup.selectors import MAX_ANCESTORS

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from thread_parsers.formats.html.induction.blocks import Blocks
    from thread_parsers.formats.html.induction.texts import Texts
    from thread_parsers.markup.tree import Tree

MAX_SAMPLE = 40
"""Blocks of a group that are looked at."""
MAX_ELEMENTS = 2_500
"""Elements of these blocks together."""
MAX_INSIDE = 600
"""Elements of one block."""
SLICE_BLOCKS = 1 << 12
"""Blocks whose elements are counted between two yields."""
MAX_CLASSES, MAX_OUTER_CLASSES = 6, 3
"""Classes of an element, and of the one around it, that are looked at."""
STATING = NAME_ATTRIBUTES | SCORE_ATTRIBUTES
NAMED_BY = ("itemprop", "slot", "rel", "data-testid", "id")
"""Attributes that tell elements apart."""
MAX_ROWS = 3
"""Rows of a field."""
MIN_RATING = 0.2
"""Share of the rating of the best row that others need."""
MIN_NEW_SHARE = 20
"""One block in so many that a row states must be new."""
_PLAIN = re.compile(rf"[A-Za-z_](?:[\w-]*[A-Za-z_-])?|{SCOPED_CLASS.pattern}")
"""A class without a number at its end, or with letters and digits that a build has added."""
_NUMBERED_ID = re.compile(r"([A-Za-z][A-Za-z_-]{2,40}[_-])\d+")
"""An id with the number of the block at its end."""


def spacing(tree: Tree, blocks: Blocks) -> Generator[None, None, int]:
    """The distance between the blocks of a sample: up to MAX_SAMPLE, with together up to MAX_ELEMENTS. In steps."""
    order, stop = blocks.order, tree.stop
    elements = 0
    for at in range(0, len(order), SLICE_BLOCKS):
        elements += sum(min(stop[block] - block, MAX_INSIDE) for block in order[at : at + SLICE_BLOCKS])
        if len(order) > SLICE_BLOCKS:
            yield
    return max(-(-len(order) // MAX_SAMPLE), -(-elements // MAX_ELEMENTS))


class Sample:
    """Blocks from all parts of a group. A column is a dictionary from blocks to what they have."""

    def __init__(self, texts: Texts, blocks: Blocks, step: int) -> None:
        """`step`: the `spacing` of the blocks that are looked at."""
        self.texts, self.page, self.tree, self.blocks = texts, texts.page, texts.page.tree, blocks
        self._step = step
        self.order = blocks.order[::step]
        self.columns: defaultdict[str, dict[int, int]] = defaultdict(dict)
        """By selector, the first element with words."""
        self.last: defaultdict[str, dict[int, int]] = defaultdict(dict)
        """By selector, the last element with words, if it has no class or is not the first one: the time behind a name,
        both links."""
        self.attributes: defaultdict[str, dict[int, str]] = defaultdict(dict)
        """By selector and attribute, the first value."""
        self.profiles: defaultdict[str, dict[int, str]] = defaultdict(dict)
        """By selector, the first name in the address of a user's page."""
        for block in self.order:
            self._add_attributes(block, block, [""])
            for element in self.inside(block):
                self._add(block, element)

    def _add(self, block: int, element: int) -> None:
        names = self.texts.names.get(element)
        if names is None:
            names = self.texts.names[element] = list(self._names(element))
        if self.texts.size(self.tree.start[element], self.tree.end[element])[0]:
            is_named = "class" in self.tree.attributes(element)
            for name in names:
                first = self.columns[name].setdefault(block, element)
                if " " in name and (not is_named or first != element):
                    self.last[f"{name}{LAST}"][block] = element
        self._add_attributes(block, element, names)

    def _add_attributes(self, block: int, element: int, names: list[str]) -> None:
        for attribute in self.tree.attributes(element):
            if attribute in STATING or TIME_ATTRIBUTE.fullmatch(attribute):
                value = self.page.attribute(element, attribute)
                if value is not None:
                    for name in names:
                        self.attributes[f"{name}@{attribute}"].setdefault(block, value.text)
            elif attribute == "href":
                profile = PROFILE.search(self.tree.attributes(element)["href"])
                if profile is not None:
                    self.profiles[f"a[href*={profile[1]}]@href"].setdefault(block, profile[2])

    def _names(self, element: int) -> Iterator[str]:
        """The selectors of an element that others may share."""
        name, found = self.tree.names[element], self.tree.attributes(element)
        own = [name, *(f"{name}.{word}" for word in _classes(found, MAX_CLASSES))]
        own += [f"{name}[{key}={found[key]}]" for key in NAMED_BY if _PLAIN.fullmatch(found.get(key, ""))]
        yield from own
        numbered = _NUMBERED_ID.fullmatch(found.get("id", ""))
        if numbered is not None:
            yield f"{name}[id^={numbered[1]}]"
        around = self.tree.parent[element]
        if around >= 0:
            outer = [f".{word}" for word in _classes(self.tree.attributes(around), MAX_OUTER_CLASSES)]
            for word in outer or [self.tree.names[around]]:
                yield f"{word} {own[-1]}"
        user_page = USER_PAGE.search(found.get("href", "")) if name == "a" else None
        if user_page is not None:
            yield f"a[href*={user_page[0]}]"

    def inside(self, block: int) -> Iterator[int]:
        """The elements of a block that are not in another one."""
        at, stop, count = block + 1, self.tree.stop[block], 0
        while at < stop and count < MAX_INSIDE:
            if at in self.blocks.elements:
                at = self.tree.stop[at]
                continue
            yield at
            at, count = at + 1, count + 1

    def own_end(self, block: int, element: int) -> int:
        """Where the part of an element of a block before the next block ends."""
        return self.page.content(element, self.blocks.elements)[1]

    def cell(self, at: int) -> int:
        """The outermost element around the block at a place of the sample that has no other block inside."""
        order, place = self.blocks.order, at * self._step
        before = order[place - 1] if place else -1
        after = order[place + 1] if place + 1 < len(order) else len(self.tree)
        cell = order[place]
        for around in islice(self.tree.ancestors(cell), MAX_ANCESTORS):
            if around <= before or after < self.tree.stop[around]:
                break
            cell = around
        return cell

    def share(self, count: int) -> float:
        """The share of the blocks that so many are."""
        return count / len(self.order)

    def element(self, row: str, block: int) -> int | None:
        """The element of a block in which a row finds something."""
        name = selector_of(row)
        return (self.last if name.endswith(LAST) else self.columns).get(name, {}).get(block)

    def first_element(self, rows: Iterable[str], block: int) -> int | None:
        """The element of a block in which the first row finds something that finds anything there."""
        found = (self.element(row, block) for row in rows)
        return next((element for element in found if element is not None), None)


def _classes(found: Mapping[str, str], most: int) -> Iterator[str]:
    return (word for word in found.get("class", "").split()[:most] if _PLAIN.fullmatch(word))


class Ratings:
    """Rows for a field, with the blocks in which they find something."""

    def __init__(self) -> None:
        self._rating: dict[str, float] = {}
        self._found: dict[str, set[int]] = {}

    def add(self, row: str, rating: float, found: set[int]) -> None:
        """Add a row."""
        self._rating[row], self._found[row] = rating, found

    def best(self) -> tuple[tuple[str, ...], int]:
        """The best rows, each of which finds something in blocks where those before it do not, and in how many blocks
        they do together."""
        rows: list[str] = []
        seen: set[int] = set()
        ordered = sorted(self._rating, key=self._rating.__getitem__, reverse=True)
        for row in ordered:
            found = self._found[row]
            if len(rows) == MAX_ROWS or self._rating[row] < MIN_RATING * self._rating[ordered[0]]:
                break
            if not rows or len(found - seen) >= max(1, len(found) // MIN_NEW_SHARE):
                rows.append(row)
                seen |= found
        return tuple(rows), len(seen)
