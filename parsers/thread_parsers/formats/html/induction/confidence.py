"""How likely repeated blocks are comments, and not the entries of a list."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.html.induction.sample import MAX_INSIDE
from thread_parsers.formats.html.induction.vocabulary import (
    COMMENTS,
    CONTROLS,
    DECLARED,
    LAST_POST,
    NAME_ATTRIBUTES,
    NAMED_AS_COMMENTS,
    NUMBERED_NOTES,
    REPLY_WORDS,
)
from thread_parsers.markup.selectors import MAX_ANCESTORS

if TYPE_CHECKING:
    from thread_parsers.formats.html.induction.fields import Rows
    from thread_parsers.formats.html.induction.sample import Sample

NEAR_ANCESTORS = 3
"""Elements around a block whose classes say what it is."""
NEAR_INSIDE = 2
AROUND_LAST_POST = 1
WITHIN_LINE = frozenset({"a", "b", "em", "i", "q", "small", "span", "strong"})
NAMED_ATTRIBUTES = ("class", "id")
CONTROL_ATTRIBUTES = ("class", "id", "href", "data-action")
BUTTONS, MAX_IN_BUTTON = frozenset({"a", "button"}), 8
"""Elements that are buttons, and how many elements one has at most: links may nest without end."""
TITLES = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6"})
MIN_TITLE_WORDS, MIN_TITLE_CHARS = 3, 16
MIN_OWN_TITLES = 0.75
"""Share of the titles of blocks that are different ones, where they are titles of other pages."""
MAX_LINKED_SHARE = 0.6
"""Share of the text of blocks that may be in links."""
WITH_AUTHORS, WITHOUT_AUTHORS, FOR_A_SIGN, FOR_TITLES, FOR_LINKS, MOST = 0.4, 0.1, 0.2, 0.6, 0.5, 0.95
"""What the confidence begins with, and what is added and subtracted. Two signs, or one and authors, are 0.5 or more;
titles and links cannot be outweighed."""


_DIGITS = re.compile(r"\d+")
"""`post #2 of 23` is not a title: the words are the same in all blocks."""


class Fields(NamedTuple):
    """The rows of the fields of blocks."""

    authors: Rows
    times: Rows
    bodies: Rows


def confidence(sample: Sample, fields: Fields, *, is_nested: bool) -> tuple[float, str]:
    """A number from 0 to 1, and what speaks for it."""
    is_declared = all(_is_declared(sample, block) for block in (sample.order[0], sample.order[-1]))
    controls = sum(_has_controls(sample, block) for block in sample.order)
    signs = {
        "named as comments": any(
            all(_is_named(sample, block, names) for block in (sample.order[0], sample.order[-1]))
            for names in (NAMED_AS_COMMENTS, *([NUMBERED_NOTES] if fields.authors else []))
        ),
        "declared as comments": is_declared,
        "with controls": sample.share(controls) >= 0.5,
        "nested": is_nested,
        "authors in attributes": any(row.rpartition("@")[2] in NAME_ATTRIBUTES for row in fields.authors),
        "words named as comments": any(_is_named_block(sample, row) for row in fields.bodies),
    }
    found = [sign for sign, is_there in signs.items() if is_there]
    rated = (WITH_AUTHORS if fields.authors else WITHOUT_AUTHORS) + FOR_A_SIGN * len(found)
    if not is_nested and ((not is_declared and _have_titles(sample, fields)) or _are_topics(sample, fields)):
        rated -= FOR_TITLES
    sizes = [sample.texts.size(sample.tree.start[block], sample.own_end(block, block)) for block in sample.order]
    if sum(linked for _, linked in sizes) > MAX_LINKED_SHARE * sum(size for size, _ in sizes):
        rated -= FOR_LINKS
    return max(0.0, min(rated, MOST)), ", ".join(found)


def _is_named(sample: Sample, block: int, names: re.Pattern[str]) -> bool:
    """Whether a block, or an element near around it, has a class or id like these."""
    near = (block, *islice(sample.tree.ancestors(block), NEAR_ANCESTORS))
    return any(names.search(sample.tree.attributes(one).get(key, "")) for one in near for key in NAMED_ATTRIBUTES)


def _is_named_block(sample: Sample, row: str) -> bool:
    """Whether the words of blocks are in elements that are named as comments, and not words within a line: those are
    the summaries of a history."""
    element = next(iter(sample.columns.get(row, {}).values()), None)
    return element is not None and sample.tree.names[element] not in WITHIN_LINE and COMMENTS.search(row) is not None


def _are_topics(sample: Sample, fields: Fields) -> bool:
    """Whether the times of most blocks are those of the last post of a topic: they are rows of an index of a forum."""
    return sample.share(sum(_is_of_last_post(sample, fields, block) for block in sample.order)) >= 0.5


def _is_of_last_post(sample: Sample, fields: Fields, block: int) -> bool:
    """Whether the time of a block is in an element for the last post of a topic: the block itself, one inside of it or
    right around it."""
    tree = sample.tree
    time = sample.first_element(fields.times, block)
    inside = takewhile(block.__lt__, (() if time is None else (time, *islice(tree.ancestors(time), MAX_ANCESTORS))))
    near = (*inside, block, *islice(tree.ancestors(block), AROUND_LAST_POST))
    return any(LAST_POST.search(tree.attributes(one).get(key, "")) for one in near for key in NAMED_ATTRIBUTES)


def _is_declared(sample: Sample, block: int) -> bool:
    """Whether a block, or an element right around or inside of it, is declared as a comment or a review by its
    microdata."""
    tree = sample.tree
    near = (block, tree.parent[block], *islice(sample.inside(block), NEAR_INSIDE))
    return any(DECLARED.search(tree.attributes(one).get("itemtype", "")) for one in near if one >= 0)


def _has_controls(sample: Sample, block: int) -> bool:
    """Whether a block has links or buttons to reply to it, to vote for it, to report it: by their classes and addresses
    or by their words."""
    tree, texts = sample.tree, sample.texts

    def is_button(one: int) -> bool:
        return tree.names[one] in BUTTONS and tree.stop[one] - one <= MAX_IN_BUTTON

    return any(
        any(CONTROLS.search(tree.attributes(one).get(key, "")) for key in CONTROL_ATTRIBUTES)
        or (is_button(one) and texts.words(one).casefold() in REPLY_WORDS)
        for one in sample.inside(block)
    )


def _have_titles(sample: Sample, fields: Fields) -> bool:
    """Whether most blocks have a title of their own that leads to another page, or a heading: they are teasers."""
    found: list[tuple[str, str]] = []
    for at, block in enumerate(sample.order):
        heads = (sample.element(row, block) for row in (*fields.authors, *fields.times))
        stated = {sample.texts.words(head) for head in heads if head is not None} - {""}
        bodies = (sample.element(row, block) for row in fields.bodies)
        body = next((range(one, sample.tree.stop[one]) for one in bodies if one is not None), range(0))
        title = _title(sample, sample.cell(at), body, stated)
        if title is not None:
            found.append(title)
    least = MIN_OWN_TITLES * len(found)
    is_own = len({_DIGITS.sub("", words) for words, _ in found}) >= least and len({page for _, page in found}) >= least
    return bool(found) and sample.share(len(found)) >= 0.5 and is_own


def _title(sample: Sample, cell: int, body: range, stated: set[str]) -> tuple[str, str] | None:
    """The title of a block that is not in its words, and the page that it leads to: a heading, or a link to another
    page with a few words."""
    tree = sample.tree
    for element in islice(tree.inside(cell), MAX_INSIDE):
        if tree.names[element] not in TITLES or element in body:
            continue
        page = tree.attributes(element).get("href", "").partition("#")[0]
        if tree.names[element] == "a" and not page:
            continue
        words = sample.texts.words(element)
        is_long = len(words.split()) >= MIN_TITLE_WORDS or len(words) >= MIN_TITLE_CHARS
        if not is_long or words.casefold().startswith("re:") or sample.texts.is_time(words):
            continue
        if not any(one in words for one in stated):  # else it is the head of a comment, perhaps a second time
            return words, page or words
    return None
