"""Which columns of repeated blocks state times, authors and words. Those of scores are in `scores`."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, islice
from typing import TYPE_CHECKING

from thread_parsers.bodies.html import html_text
from thread_parsers.formats.html.induction.sample import Ratings
from thread_parsers.formats.html.induction.vocabulary import (
    BODY_WORDS,
    NAME_ATTRIBUTES,
    NOT_BODY_WORDS,
    NOT_NAME_WORDS,
    NOT_TIME_WORDS,
    TIME_WORDS,
    USER_PAGE,
    name_hints,
    words_of,
)
from thread_parsers.formats.html.names import SAID_AT, name_before_time
from thread_parsers.formats.html.page import LAST, OWN_TEXT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from thread_parsers.formats.html.induction.sample import Sample

Rows = tuple[str, ...]

MIN_SHARE = 0.6
"""Share of the blocks that must state an author and a time."""
MIN_BODY_SHARE = 0.5
"""Share of the blocks in which a column must have their words; with fewer, they are words of the blocks themselves."""
MIN_VALID_SHARE = 0.7
"""Share of the values of a column that must be times or names."""
FOR_THE_LAST = 0.05
"""Of equal columns of times, one with the first elements of its name is preferred."""
FOR_A_CLOCK, FOR_VARYING = 0.1, 0.1
"""Of columns of times, one with clocks, and one with different values, is preferred."""
FOR_A_CHAR = 0.001
"""Of equal columns of times, the shortest has the least of what is no time."""
MAX_NAME_CHARS, MAX_NAME_WORDS, USUAL_NAME_WORDS = 50, 6, 2
MAX_INITIALS = 2
"""Letters of initials, which pages show in place of a picture: a column that is mostly initials does not hold names.
Names of two characters are usual in Chinese, Japanese and Korean."""
VALUES_OF_A_LABEL = 20
"""A column with fewer than one value in so many blocks is a label."""
STATED_NAMES = ("[itemprop=author]", "[itemprop=name]", "[rel=author]")
"""Elements that the page itself declares to be names: they count where only some blocks have them."""
NAME_OF_ANYTHING = "[itemprop=name]"
"""The one that may also be the name of a review or a product: what is an author is around it."""
PEOPLE = ("author", "creator", "person")
MAX_AROUND_NAME = 4
"""Elements around a name that may say that it is the name of a person."""
LEAVES = frozenset({"a", "b", "strong", "cite", "span"})
"""Elements that are named by the class of the one around them."""
BOLD = frozenset({"b", "strong", "cite", "h3", "h4", "h5", "h6"})
MIN_BOLD_SHARE = 0.8
MAX_LINKED_SHARE = 0.6
"""Share of the words of comments that may be in links."""
MIN_OWN_CHARS, MAX_OWN_BYTES = 20, 1 << 14
"""Letters of a block with words of its own, and how much of it is looked at."""
MIN_LABELED_SIZE = 0.3
"""Columns with at least this share of the text of the largest are checked for labels."""
MAX_LABELED, MAX_LABELED_BYTES = 8, 1 << 10
"""Blocks that are looked at for labels, and how much of each."""
_LINE_LABEL = re.compile(r"([^\W\d_][^:]{0,30}):(?!//)")
_LINKS = re.compile(r"<a\s[^<]*+(?:<(?!/a>)[^<]*+)*+(?:</a>)?", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_CLOCK_TIME = re.compile(r"\d?\d[:h]\d\d(?::\d\d)?", re.IGNORECASE)
_CLOCK = re.compile(r"\d{4}-\d\d-\d\d|\d\d?:\d\d")
_LABEL = re.compile(
    r"[^\W\d_]*:$|^(?:reply|quote|share|report|like|link|permalink)\b|[^\W\d_]:\s|^[-*\u2022]\s", re.IGNORECASE
)
"""Words of buttons, labels with or without what they name (`Posts: 233`), and lists of these."""


def time_rows(sample: Sample) -> Rows:
    """Rows that find the times of blocks; none if most blocks have none."""
    ratings, texts = Ratings(), sample.texts
    for name, values in sample.attributes.items():
        found = {block for block, value in values.items() if texts.is_time(value)}
        if found and len(found) >= MIN_VALID_SHARE * len(values):
            precision = FOR_VARYING * (len(set(values.values())) > 1)
            ratings.add(name, sample.share(len(found)) + 0.4 + precision + _time_hints(name), found)
    content = sample.tree.content
    for name, elements in chain(sample.columns.items(), sample.last.items()):
        timed = [(block, element) for block, element in elements.items() if texts.has_time(*content(element))]
        for row, words in ((name, texts.words), (f"{name}@{OWN_TEXT}", texts.own_words)):
            stated = {block: shown for block, element in timed if texts.is_time(shown := words(element))}
            if stated and len(stated) >= MIN_VALID_SHARE * len(elements):
                length = sum(map(len, stated.values())) / len(stated)
                rating = sample.share(len(stated)) + _time_hints(name) + _precision(sample, stated.values())
                ratings.add(row, rating - FOR_A_CHAR * length, set(stated))
                break
    rows, count = ratings.best()
    # The last one of a selector may be in an element inside: then the first one that is a time counts.
    rows += tuple(row.removesuffix(LAST) for row in rows if row.endswith(LAST))
    return rows if sample.share(count) >= MIN_SHARE else ()


def _precision(sample: Sample, values: Collection[str]) -> float:
    """How likely times are those of comments, which have a clock and are not all the same, as days of joining are."""
    clocked = sum(_has_clock(value) and sample.texts.times.read(value) is not None for value in values)
    return FOR_A_CLOCK * clocked / len(values) + FOR_VARYING * (len(set(values)) > 1)


def _has_clock(value: str) -> bool:
    """Whether there is a clock in a time, and digits of a date."""
    rest = _CLOCK_TIME.sub("", value, count=1)
    return rest != value and any(map(str.isdecimal, rest))


def _time_hints(name: str) -> float:
    words = words_of(name.removesuffix(LAST))
    return 0.5 * bool(words & TIME_WORDS) - bool(words & NOT_TIME_WORDS) - FOR_THE_LAST * name.endswith(LAST)


def author_rows(sample: Sample, times: Rows) -> Rows:
    """Rows that find the authors of blocks; none if most blocks have none."""
    ratings = Ratings()
    for values_of, rating in ((sample.attributes, 8.0), (sample.profiles, 2.0)):
        for name, values in values_of.items():
            found = {block for block, value in values.items() if _is_name(value, sample)}
            is_stated = rating < 8 or name.rpartition("@")[2] in NAME_ATTRIBUTES
            if is_stated and len(found) >= MIN_VALID_SHARE * len(values) and _varies(values.values()):
                ratings.add(name, rating * sample.share(len(found)), found)
    for name, elements in sample.columns.items():
        if name in times:
            continue
        for row, words_of_element in ((name, sample.texts.words), (f"{name}@{OWN_TEXT}", sample.texts.own_words)):
            stated = {block: words_of_element(element) for block, element in elements.items()}
            names = {block: words for block, words in stated.items() if _is_name(words, sample)}
            if len(names) < MIN_VALID_SHARE * len(elements) or not _varies(names.values()):
                continue
            if 2 * sum(map(_are_initials, names.values())) > len(names):
                continue
            rating = _name_rating(sample, name, names) or _bold_rating(sample, name, names, times)
            if rating > 0:
                ratings.add(row, rating, set(names))
            break
    rows, count = ratings.best()
    return rows if sample.share(count) >= MIN_SHARE else _sentence_rows(sample, times)


def _sentence_rows(sample: Sample, times: Rows) -> Rows:
    """Rows of times in whose elements the names are, too: `Ada Quill wrote on May 1, 2024`."""
    for row in times:
        stated = [sample.texts.words(element) for element in sample.columns.get(row, {}).values()]
        names = [name for words in stated if (name := name_before_time(words, SAID_AT)) and _is_name(name, sample)]
        if sample.share(len(names)) >= MIN_SHARE and _varies(names):
            return (row,)
    return ()


def _is_name(words: str, sample: Sample) -> bool:
    return (
        0 < len(words) <= MAX_NAME_CHARS
        and len(words.split()) <= MAX_NAME_WORDS
        and _LETTER.search(words) is not None
        and not _CLOCK.search(words)
        and not _LABEL.search(words)
        and not sample.texts.is_time(words)
    )


def _are_initials(words: str) -> bool:
    return len(words) == 1 or (len(words) <= MAX_INITIALS and words.isupper())


def _varies(values: Collection[str]) -> bool:
    """Whether values are not one label of all blocks."""
    return len(set(values)) > max(1, len(values) // VALUES_OF_A_LABEL)


def _name_rating(sample: Sample, name: str, names: dict[int, str]) -> float:
    """How likely a column is one of names: by its class, by where its links lead, by how its values vary; 0 if nothing
    says so."""
    last = name.rsplit(maxsplit=1)[-1]
    is_stated = last.endswith(STATED_NAMES)
    if last.endswith(NAME_OF_ANYTHING) and not _are_people(sample, sample.columns[name]):
        return 0
    hints = name_hints(last) or (name_hints(name) if last.partition("[")[0] in LEAVES else 0)
    if not hints and not is_stated and "[href*=" not in name:
        return 0
    tree, column = sample.tree, sample.columns[name]
    around = (element for block in names for element in (column[block], tree.parent[column[block]]))
    linked = sum(USER_PAGE.search(tree.attributes(one).get("href", "")) is not None for one in around if one >= 0)
    words = sum(len(one.split()) for one in names.values()) / len(names)
    rating = 2.0 * (hints + 2 * is_stated) - 3 * len(words_of(last) & NOT_NAME_WORDS)
    rating += 3 * linked / len(names) - max(words - USUAL_NAME_WORDS, 0) / 2 + len(set(names.values())) / len(names)
    if rating <= 0:
        return 0
    rating += 2.2 if "." in last or "[" in last else 2  # a class says more than a tag
    return rating if is_stated else rating * sample.share(len(names))


def _are_people(sample: Sample, elements: dict[int, int]) -> bool:
    """Whether elements are inside of others that are declared to be authors or persons."""
    tree = sample.tree
    stated = 0
    for element in elements.values():
        around = [tree.attributes(one) for one in islice(tree.ancestors(element), MAX_AROUND_NAME)]
        values = (found.get(key, "").lower() for found in around for key in ("itemprop", "itemtype"))
        stated += any(value.endswith(PEOPLE) for value in values)
    return stated >= MIN_VALID_SHARE * len(elements)


def _bold_rating(sample: Sample, name: str, names: dict[int, str], times: Rows) -> float:
    """Names without a class are bold, before the times of all blocks, and some people wrote twice."""
    is_bold = name.rsplit(maxsplit=1)[-1].partition(".")[0] in BOLD and sample.share(len(names)) >= MIN_BOLD_SHARE
    if not is_bold or len(set(names.values())) == len(names):
        return 0
    column, stop = sample.columns[name], sample.tree.stop
    for block in names:
        time = sample.element(times[0], block)
        if time is not None and not (column[block] <= time or time <= column[block] < stop[time]):
            return 0
    return sample.share(len(names))


def body_rows(sample: Sample, heads: Rows) -> Rows:
    """Rows that find the words of blocks: the columns with most of the text, without `heads`, the rows of authors,
    times and scores. An empty row is the block itself."""
    ratings = Ratings()
    sizes = {name: _body_size(sample, name, heads) for name in sample.columns}
    most = max((size for size, _ in sizes.values()), default=0)
    for name, (size, found) in sizes.items():
        if size >= MIN_LABELED_SIZE * most > 0:
            sizes[name] = size * (1 - _labeled_share(sample, name)), found
    largest = max((size for size, _ in sizes.values()), default=0)
    for name, (size, found) in sizes.items():
        if size:
            words = words_of(name.rsplit(maxsplit=1)[-1])
            hints = 0.25 * min(len(words & BODY_WORDS), 2) - 0.6 * bool(words & NOT_BODY_WORDS)
            ratings.add(name, size / largest + hints + 0.3 * sample.share(len(found)), found)
    rows, count = ratings.best()
    is_partial = sample.share(count) < MIN_BODY_SHARE  # quotes and lists of some blocks
    return ("",) if is_partial and _has_words(sample) else rows


def _body_size(sample: Sample, name: str, heads: Iterable[str]) -> tuple[float, set[int]]:
    """Bytes of text in a column, fewer if it has times, too; none if it is mostly links, has the heads of blocks, or
    is nothing but times."""
    tree, texts, elements = sample.tree, sample.texts, sample.columns[name]
    found: set[int] = set()
    total = linked = timed = bare = 0
    for block, element in elements.items():
        stated = (sample.element(row, block) for row in heads)
        if any(head is not None and element <= head < tree.stop[element] for head in stated):
            continue
        end = sample.own_end(block, element)
        size, in_links = texts.size(tree.inner[element], end)
        if size:
            found.add(block)
            total, linked = total + size, linked + in_links
            timed += texts.has_time(tree.inner[element], end)
            bare += texts.is_time(texts.words(element))
    if bare >= MIN_VALID_SHARE * len(found):
        return 0, set()
    if not found or 2 * len(found) < len(elements) or linked > MAX_LINKED_SHARE * total:
        return 0, set()
    return total * (1 - timed / len(found) / 2), found


def _labeled_share(sample: Sample, name: str) -> float:
    """The share of the words of a column in lines that begin with the same label in most blocks: `Posts: 233` beside
    the name of a member."""
    lines = [_lines(sample, element) for element in islice(sample.columns[name].values(), MAX_LABELED)]
    labels = Counter(label for block in lines for label in {_label_of(line) for line in block})
    everywhere = {label for label, count in labels.items() if label and 2 * count > len(lines) > 1}
    words = [line for block in lines for line in block]
    labeled = sum(len(line) for line in words if _label_of(line) in everywhere)
    return labeled / max(sum(map(len, words)), 1)


def _lines(sample: Sample, element: int) -> list[str]:
    words = sample.page.text(element, MAX_LABELED_BYTES)
    return [line.strip() for line in words.splitlines() if line.strip()]


def _label_of(line: str) -> str:
    label = _LINE_LABEL.match(line)
    return label[1].casefold() if label else ""


def _has_words(sample: Sample) -> bool:
    """Whether the blocks themselves have words outside of links that are not the same in all of them."""
    letters: list[str] = []
    for block in sample.order:
        start = sample.tree.inner[block]
        markup = sample.page.markup(start, min(sample.own_end(block, block), start + MAX_OWN_BYTES))
        letters.append(_NOT_LETTERS.sub("", html_text(_LINKS.sub("", markup))))
    vary = len(set(letters)) >= MIN_VALID_SHARE * len(letters)
    return vary and sum(map(len, letters)) >= MIN_OWN_CHARS * len(letters)
