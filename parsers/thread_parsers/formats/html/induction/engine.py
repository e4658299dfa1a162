"""From repeated blocks to a row of the table of engines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.html.engines import Engine
from thread_parsers.formats.html.heads import author_of, beside_time, time_of
from thread_parsers.formats.html.induction.confidence import Fields, confidence
from thread_parsers.formats.html.induction.fields import author_rows, body_rows, time_rows
from thread_parsers.formats.html.induction.sample import Sample, spacing
from thread_parsers.formats.html.induction.scores import score_rows
from thread_parsers.formats.html.induction.vocabulary import CONTROLS, DROPPED
from thread_parsers.formats.html.levels import INDENT, LEVEL_ATTRIBUTES, LEVEL_CLASS
from thread_parsers.formats.html.moments import PageTimes
from thread_parsers.formats.html.names import author_name
from thread_parsers.formats.plain.layouts.author_names import common_suffix
from thread_parsers.steps import listed_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator

    from thread_parsers.formats.html.engines import Nesting
    from thread_parsers.formats.html.induction.blocks import Blocks
    from thread_parsers.formats.html.induction.fields import Rows
    from thread_parsers.formats.html.induction.texts import Texts
    from thread_parsers.markup.tree import Tree

MAX_JUDGED = 2_000
"""Blocks that are looked at to see how their tree is stated."""
SLICE_BLOCKS = 256
"""Of these between two yields."""
MAX_WITHOUT_WORDS = 0.5
"""Share of blocks that may have nothing but author and time."""
MIN_BUTTON_SHARE, MAX_BUTTONS, MAX_BUTTON_BYTES = 0.8, 20, 200
"""Share of the blocks that have a button; how many buttons are left out, and the size of their words."""
MAX_BYLINE_BYTES = 160
"""Text of an element with author and time, and nothing of the words."""
MIN_LABELS = 3
"""If at least this many blocks all have the same words, these are a label."""
STATING_PARENTS = 1.02
"""Factor for blocks that state their depth: of two that are one comment, one inside of the other, perhaps one does."""
WITHOUT_AUTHORS = 0.3
"""Factor for blocks without authors when groups are compared."""


class Induced(NamedTuple):
    """What blocks were found to be."""

    engine: Engine
    order: tuple[int, ...]
    """The elements of the comments, in document order."""
    confidence: float
    seen: str
    """The signs that were found, in words."""
    value: float
    """How much of the page they explain: to choose between blocks, of which some are parts of others."""


def induced(texts: Texts, blocks: Blocks) -> Generator[None, None, Induced | None]:
    """Find the fields of blocks, in steps. None if they do not state when they were written, or have no words."""
    sample = Sample(texts, blocks, (yield from spacing(texts.page.tree, blocks)))
    yield
    times = time_rows(sample)
    if not times:
        return None
    authors = author_rows(sample, times)
    scores = score_rows(sample)
    bodies = body_rows(sample, (*authors, *times, *scores))
    if not bodies:
        return None
    yield
    if not _have_words(sample, authors, bodies):
        return None
    nesting, level = yield from _nesting(sample.tree, blocks)
    yield
    fields = Fields(authors, times, bodies)
    sure, seen = confidence(sample, fields, is_nested=nesting != "flat")
    behind = yield from _behind_names(sample, authors, times)
    engine = Engine(
        "html", "", (), comment="", author=authors, time=times, body=bodies, nesting=nesting, level=level,
        score=scores, behind_author=behind,
        dropped=", ".join((DROPPED, *_buttons(sample, bodies), *_byline(sample, fields))),
    )  # fmt: skip
    value = len(blocks.order) * sure * _share_of_text(sample, fields) ** 0.5 * (1 if authors else WITHOUT_AUTHORS)
    value *= STATING_PARENTS if nesting != "flat" else 1
    return Induced(engine, blocks.order, sure, seen, value)


def _behind_names(sample: Sample, authors: Rows, times: Rows) -> Generator[None, None, str]:
    """A pattern for the words in small letters that all names are followed by: `am` of "Ada Quill am". In steps."""
    page, others, reader = sample.page, sample.blocks.elements, PageTimes()
    names: list[str] = []
    for block in sample.order:
        dated = time_of(page, times, block, others, reader)
        author = author_of(page, authors, block, others, reader)
        names.append(author_name(beside_time(page, block, author, dated[0] if dated else None)))
        yield
    suffix = common_suffix(list(filter(None, names)))
    return suffix.pattern if suffix is not None and suffix.pattern.islower() else ""


def _have_words(sample: Sample, authors: Rows, bodies: Rows) -> bool:
    """Whether most blocks have more than an author and a time, as rows of a table or of an index have, and not all the
    same."""
    found = [_rest(sample, block, authors, bodies) for block in sample.order]
    worded = [words for words in found if words is None or words]
    is_label = len(set(worded)) == 1 and worded[0] is not None and len(worded) >= MIN_LABELS
    return not is_label and sample.share(len(found) - len(worded)) <= MAX_WITHOUT_WORDS


def _rest(sample: Sample, block: int, authors: Rows, bodies: Rows) -> str | None:
    """The words of a block without its author; empty if there are none, or if they are a time; None if they are
    long."""
    body = sample.first_element(bodies, block)
    if body is None:
        return None if "" in bodies else ""
    words = sample.texts.words(body)
    if not words:
        return None if sample.texts.size(*sample.tree.content(body))[0] else ""
    author = sample.first_element(authors, block)
    name = sample.texts.words(author) if author is not None else ""
    rest = words.replace(name, "", 1) if name else words
    return "" if not any(map(str.isalpha, rest)) or sample.texts.is_time(rest) else rest


def _buttons(sample: Sample, bodies: Rows) -> list[str]:
    """Selectors of elements in the words of most blocks that are links to reply, to quote or the like, with the same
    words everywhere."""
    tree, texts = sample.tree, sample.texts
    found: list[str] = []
    for name, elements in sample.columns.items():
        is_everywhere = len(elements) >= max(MIN_LABELS, MIN_BUTTON_SHARE * len(sample.order))
        if not is_everywhere or "." not in name.rpartition(" ")[2] or len(found) == MAX_BUTTONS:
            continue
        element = next(iter(elements.values()))
        size, linked = texts.size(tree.start[element], tree.end[element])
        if not size == linked <= MAX_BUTTON_BYTES or len({texts.words(one) for one in elements.values()}) > 1:
            continue
        body = sample.first_element(bodies, next(iter(elements)))
        is_inside = body is not None and body < element < tree.stop[body]
        if is_inside and CONTROLS.search(tree.markup, tree.start[element], tree.end[element]):
            found.append(name)
    return found


def _byline(sample: Sample, fields: Fields) -> list[str]:
    """The selector of the smallest element that has both author and time, where the words of a block are beside it:
    `posted by Ada at 9:05 [2 favorites]`."""
    if "" not in fields.bodies:
        return []
    least, found = MAX_BYLINE_BYTES + 1.0, ""
    for name, elements in sample.columns.items():
        enough = MIN_BUTTON_SHARE * len(sample.order)
        if "." not in name.rpartition(" ")[2] or len(elements) < enough:
            continue
        if sum(_has_heads(sample, fields, block, element) for block, element in elements.items()) < enough:
            continue
        sizes = [_size(sample, element) for element in elements.values()]
        whole = sum(_size(sample, block) > size for block, size in zip(elements, sizes, strict=True))
        if sum(sizes) < least * len(sizes) and 2 * whole > len(sizes):
            least, found = sum(sizes) / len(sizes), name
    return [found] if found else []


def _has_heads(sample: Sample, fields: Fields, block: int, element: int) -> bool:
    """Whether the author and the time of a block are inside of an element."""
    heads = (sample.first_element(rows, block) for rows in (fields.authors, fields.times))
    return all(head is not None and element < head < sample.tree.stop[element] for head in heads)


def _size(sample: Sample, element: int) -> int:
    return sample.texts.size(sample.tree.start[element], sample.tree.end[element])[0]


def _share_of_text(sample: Sample, fields: Fields) -> float:
    """The share of the text of the page that the words of the blocks are."""
    size = 0
    for block in sample.order:
        found = sample.first_element(fields.bodies, block)
        body = block if found is None else found
        size += sample.texts.size(sample.tree.inner[body], sample.own_end(block, body))[0]
    return min(size * len(sample.blocks.order) / len(sample.order) / max(sample.texts.total, 1), 1.0)


def _nesting(tree: Tree, blocks: Blocks) -> Generator[None, None, tuple[Nesting, tuple[str, ...]]]:
    """How the tree of blocks is stated: by containment, by an attribute with their depth, by their indentation. In
    steps."""
    order = blocks.order[:MAX_JUDGED]
    if any(after < tree.stop[before] for before, after in pairwise(order)):
        return "inside", ()
    found = yield from listed_in_steps(map(tree.attributes, order), SLICE_BLOCKS)
    for name in LEVEL_ATTRIBUTES:
        values = {attributes.get(name, "") for attributes in found}
        if len(values) > 1 and all(value.isdecimal() for value in values):
            return "level", (f"@{name}",)
    for name, pattern in (("class", LEVEL_CLASS), ("style", INDENT)):
        matches = [pattern.search(attributes.get(name, "")) for attributes in found]
        if len({match and match[1] for match in matches}) > 1 and all(matches):
            return "level", (f"@{name}",)
    return "flat", ()
