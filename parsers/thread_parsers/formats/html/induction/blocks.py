"""Elements that a page repeats in one form: candidates for its comments, where no engine is known."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.html.induction.vocabulary import ASIDE, COMMENTS, SCOPED_CLASS
from thread_parsers.markup.elements import Elements

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.formats.html.induction.texts import Texts
    from thread_parsers.markup.tree import Tree

BLOCKS = frozenset(
    {"article", "blockquote", "dd", "details", "div", "dl", "li", "ol", "p", "section", "table", "tbody", "td", "tr",
     "ul"}
)  # fmt: skip
"""Elements that may hold a comment, beside those with a dash in their names."""
PARTS = BLOCKS | {"aside", "footer", "header", "nav"}
ASIDE_NAMES = frozenset({"nav", "aside", "footer"})
ASIDE_ROLES = frozenset({"navigation", "complementary", "search"})
MAX_ASIDE_SHARE = 0.3
"""A part with a larger share of the text of the page is not skipped, whatever its name."""
MIN_BLOCKS = 3
"""Fewest blocks of one form that may be comments."""
MAX_CANDIDATES = 8
"""Groups of blocks that are looked at closely."""
MAX_PART = 0.6
"""A group that is contained in a larger one is left out if it has at most this share of its blocks."""
MAX_CLASSES = 12
"""Classes of an element that are looked at."""
MIN_TEXT_BYTES = 2
SLICE = 1 << 9
"""Elements between two yields."""
_DIGITS = re.compile(r"\d+")


class Blocks(NamedTuple):
    """Elements of one form, in document order."""

    form: str
    """What they have in common, as a selector or in words."""
    elements: Elements
    order: tuple[int, ...]


def _forms(tree: Tree, element: int) -> Iterator[str]:
    """What an element may have in common with others: its name with a class, with an id up to its number, with its
    place under a parent."""
    name, found = tree.names[element], tree.attributes(element)
    if "-" in name:
        yield name
    classes = found.get("class", "").split()[:MAX_CLASSES]
    for word in classes:
        # Of generated classes, digits are a part.
        if not _DIGITS.search(word) or len(word) > 20 or SCOPED_CLASS.fullmatch(word):
            yield f"{name}.{word}"
    identity = found.get("id", "")
    if identity and _DIGITS.search(identity):
        yield f"{name}#{_DIGITS.sub('N', identity, count=1).partition('N')[0]}N"
    for attribute in ("itemtype", "itemprop", "role"):
        if attribute in found:
            yield f"{name}[{attribute}={found[attribute]}]"
    if not classes and not identity and _has_several(tree, tree.parent[element]):
        yield f"{name} {tree.parent[element]}"


def _has_several(tree: Tree, parent: int) -> bool:
    """Whether an element has enough others in it to make a group: of a page that is nested deep, most have one."""
    at, end = parent + 1, tree.stop[parent] if parent >= 0 else len(tree)
    for _ in range(MIN_BLOCKS - 1):
        if at < end:
            at = tree.stop[at]
    return at < end


def repeated(texts: Texts) -> Generator[None, None, list[Blocks]]:
    """Find groups of blocks that state times, those with the most such blocks first."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    tree, at, count = texts.page.tree, 0, 0
    while at < len(tree):
        count += 1
        if count % SLICE == 0:
            yield
        name = tree.names[at]
        if _is_aside(texts, at):
            at = tree.stop[at]
            continue
        if name in BLOCKS or "-" in name:
            for form in _forms(tree, at):
                groups[form].append(at)
        at += 1
    rated: dict[tuple[int, ...], str] = {}
    for number, form in enumerate(list(groups)):
        elements = groups.pop(form)  # so that they are not all freed at once
        if number % SLICE == 0:
            yield
        if len(elements) >= MIN_BLOCKS:
            kept = yield from _with_times(texts, elements)
            if len(kept) >= MIN_BLOCKS:
                rated.setdefault(kept, form)
    best: list[Blocks] = []
    for order, form in sorted(rated.items(), key=lambda pair: -len(pair[0])):
        if len(best) == MAX_CANDIDATES:
            break
        # Every second block, and the like: parts of a group that is larger by far.
        if not any(len(order) <= MAX_PART * len(one.order) and one.elements.has_all(order) for one in best):
            best.append(Blocks(form, Elements(order), order))
    return best


def _is_aside(texts: Texts, element: int) -> bool:
    """Whether an element is a part of the page beside its main part: a menu, a side bar. Themes put whole pages into
    elements that are named so."""
    tree = texts.page.tree
    if tree.names[element] not in PARTS:
        return False
    found = tree.attributes(element)
    named = f"{found.get('class', '')} {found.get('id', '')}"
    if tree.names[element] in ASIDE_NAMES and not COMMENTS.search(named):
        return True
    if found.get("role") not in ASIDE_ROLES and not ASIDE.search(named):
        return False
    return texts.size(tree.start[element], tree.end[element])[0] <= MAX_ASIDE_SHARE * texts.total


def _with_times(texts: Texts, elements: list[int]) -> Generator[None, None, tuple[int, ...]]:
    """Find those of some elements that state a time and have text of their own, before the next of them begins."""
    tree = texts.page.tree
    kept: list[int] = []
    for at, element in enumerate(elements):
        if at % SLICE == 0:
            yield
        end = tree.end[element]
        if at + 1 < len(elements):
            end = min(end, tree.start[elements[at + 1]])
        if texts.has_time(tree.start[element], end) and texts.size(tree.start[element], end)[0] >= MIN_TEXT_BYTES:
            kept.append(element)
    return tuple(kept)
