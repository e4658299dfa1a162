"""A small part of CSS selectors: enough to say in a table which elements of a page are what.

`tr.athing.comtr`, `#comments li.comment`, `article[data-author]`, `div[id^=t1_]`, `a[href*="/user/"], .author a`:
a name, classes, an id, attributes that are there, equal (`=`), begin (`^=`), end (`$=`) or contain (`*=`) something, or
are something and a number (`#=`), short words inside (`span:contains(points)`), and descendants. Alternatives are
divided by commas. Nothing else is supported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from heapq import merge
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.markup.elements import NO_ELEMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.markup.elements import Elements
    from thread_parsers.markup.tree import Tree

_PART = re.compile(
    r"""([\w-]+)|\.([\w-]+)|\#([\w-]+)|\[([\w:-]+)(?:([*^$#]?=)["']?([^"'\]]*)["']?)?\]|:contains\(([^)]*)\)"""
)
_TESTS: dict[str, Callable[[str, str], bool]] = {
    "": lambda _found, _wanted: True,
    "=": str.__eq__,
    "^=": str.startswith,
    "$=": str.endswith,
    "*=": str.__contains__,
    "#=": lambda found, wanted: found.startswith(wanted) and found[len(wanted) :].isdecimal(),
}

MAX_ANCESTORS = 64
"""Elements around an element that are looked at: pages may nest without end."""
MAX_LOOKED = 1 << 11
"""Elements inside an element that are looked at: no field of a comment is behind so many."""
LOOKED_CHARS = 1 << 18
"""Characters of a page in which a word is looked for at once."""
SLICE_ELEMENTS = 1 << 7
"""Elements between two yields."""
MAX_WORDS = 40
"""Characters of the content of an element that `:contains` looks at: longer ones are not labels."""


class Simple(NamedTuple):
    """One element of a selector, without its descendants."""

    name: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str, str], ...]
    """Name, test, value."""
    words: str = ""

    def matches(self, tree: Tree, element: int) -> bool:
        """Whether an element is one of these."""
        if self.name and tree.names[element] != self.name:
            return False
        if self.words:
            start, end = tree.content(element)
            if end - start > MAX_WORDS or self.words not in tree.markup[start:end]:
                return False
        if not self.classes and not self.attributes:
            return True
        for word in self.classes:  # most elements do not have the words at all, and need not be parsed
            if tree.markup.find(word, tree.start[element], tree.inner[element]) < 0:
                return False
        found = tree.attributes(element)
        if self.classes and not self.classes.issubset(found.get("class", "").split()):
            return False
        if not self.attributes:
            return True
        return all(name in found and _TESTS[test](found[name], value) for name, test, value in self.attributes)


Selector = tuple[tuple[Simple, ...], ...]
"""Alternatives, each a chain from the outermost element to the one that is selected."""


@lru_cache(maxsize=1024)
def selector(text: str) -> Selector:
    """Parse a selector."""
    return tuple(tuple(map(_simple, chain.split())) for chain in text.split(","))


def _simple(text: str) -> Simple:
    name, classes, attributes, words = "", set(), [], ""
    for match in _PART.finditer(text):
        if match[1]:
            name = match[1]
        elif match[2]:
            classes.add(match[2])
        elif match[3]:
            attributes.append(("id", "=", match[3]))
        elif match[7]:
            words = match[7]
        else:
            attributes.append((match[4], match[5] or "", match[6] or ""))
    return Simple(name, frozenset(classes), tuple(attributes), words)


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[frozenset[str], ...]:
    """The classes and values that each alternative of a selector asks for."""
    return tuple(
        frozenset(word for part in chain for word in (*part.classes, *(value for _, _, value in part.attributes)))
        for chain in selector(text)
    )


Known = dict[tuple[int, int, int], bool]
"""What was found out about ancestors: (chain by its id, parts of it that are left, ancestor)."""


def is_one(tree: Tree, element: int, wanted: Selector, known: Known | None = None) -> bool:
    """Whether an element is selected. `known`: what was found out for other elements of the page with this selector,
    which is added to. On a page that nests without end, it saves looking at the same ancestors again."""
    for chain in wanted:  # a loop is faster than any() with a generator, and most of the time goes here
        if chain[-1].matches(tree, element) and (len(chain) == 1 or _is_below(tree, element, chain, known)):
            return True
    return False


def _is_below(tree: Tree, element: int, chain: tuple[Simple, ...], known: Known | None) -> bool:
    """Whether an element is inside of elements as all but the last part of a chain say."""
    names, rest, found, passed = tree.names, len(chain) - 1, False, list[tuple[int, int, int]]()
    known = {} if known is None else known
    part, number = chain[rest - 1], id(chain)
    # The nearest ancestor for each part from the right: for descendants, that finds a way if there is one.
    for above in islice(tree.ancestors(element), MAX_ANCESTORS):
        key = number, rest, above
        earlier = known.get(key)
        if earlier is not None:
            found = earlier
            break
        passed.append(key)
        if (not part.name or names[above] == part.name) and part.matches(tree, above):
            rest -= 1
            if not rest:
                found = True
                break
            part = chain[rest - 1]
    # Of the upper half, too few ancestors may have been looked at.
    known.update(dict.fromkeys(passed[: MAX_ANCESTORS // 2], found))
    return found


def select(
    tree: Tree, wanted: str, within: int = -1, without: Elements = NO_ELEMENTS, first: int | None = None
) -> Iterator[int]:
    """Yield the elements inside an element that are selected, in document order; with `first`, only the first elements
    are looked at. Elements in `without`, and what is inside of them, are passed over. Of a page all elements are looked
    at, of an element the first MAX_LOOKED."""
    parsed, known = selector(wanted), Known()
    inside = tree.inside(within)[:first]
    at, end, left = inside.start, inside.stop, MAX_LOOKED if within >= 0 else len(tree)
    while at < end and left > 0:
        passed = without.next_from(at, end)
        stop = min(passed, at + left)
        for element in may_be_selected(tree, parsed, at, stop):
            if is_one(tree, element, parsed, known):
                yield element
        left -= stop - at + 1
        at = tree.stop[passed] if passed < end else end


def may_be_selected(tree: Tree, wanted: Selector, first: int, stop: int) -> Iterator[int]:
    """The elements from one element up to another one, in document order, without most of those that are not selected:
    those of other names, or in whose tags there is no class or value that is asked for."""
    if len(wanted) == 1:
        return _may_be_below(tree, wanted[0], first, stop)
    found = merge(*(_may_be_below(tree, chain, first, stop) for chain in wanted))
    return (element for element, _ in groupby(found))


def may_be_selected_in_steps(tree: Tree, wanted: Selector) -> Iterator[int | None]:
    """The same of a whole page, with None after some elements or a long part of the page."""
    count = since = 0
    for element in may_be_selected(tree, wanted, 0, len(tree)):
        yield element
        count += 1
        if count == SLICE_ELEMENTS or tree.start[element] - since >= LOOKED_CHARS:
            yield None
            count, since = 0, tree.start[element]


def _may_be_below(tree: Tree, chain: tuple[Simple, ...], first: int, stop: int) -> Iterator[int]:
    if len(chain) == 1 or first > 0:  # of a part of a page, the outer elements may be around it
        return _may_match(tree, chain[-1], first, stop)
    return _inside_of_others(tree, chain, stop)


def _inside_of_others(tree: Tree, chain: tuple[Simple, ...], stop: int) -> Iterator[int]:
    """The elements of a page that may be selected by a chain: inside of those that the first part selects."""
    at = 0
    for outer in _may_match(tree, chain[0], 0, stop):
        if outer < at:
            continue
        yield outer
        if chain[0].matches(tree, outer):
            at = tree.stop[outer]
            yield from _may_match(tree, chain[-1], outer + 1, min(at, stop))


def _may_match(tree: Tree, part: Simple, first: int, stop: int) -> Iterator[int]:
    if part.name:
        return iter(tree.named(part.name, first, stop))
    word = max((*part.classes, *(value for _, _, value in part.attributes)), key=len, default="")
    return _around(tree, word, first, stop) if word else iter(range(first, stop))


def _around(tree: Tree, word: str, first: int, stop: int) -> Iterator[int]:
    """The elements whose tags, or whose text before the next tag, have a word; and one for each LOOKED_CHARS without
    it, so that no search is given all of a page."""
    markup, starts = tree.markup, tree.start
    end = starts[stop] if stop < len(starts) else len(markup)
    at = starts[first] if first < stop else end
    last = -1
    while at < end:
        found = markup.find(word, at, min(at + LOOKED_CHARS + len(word), end))
        place = found if found >= 0 else min(at + LOOKED_CHARS, end - 1)
        element = bisect_right(starts, place, first, stop) - 1
        if element > last:
            yield element
            last = element
        if found < 0:
            at += LOOKED_CHARS
        else:
            at = starts[element + 1] if element + 1 < stop else end
