"""Rating the columns of repeated blocks: which states authors, which times, which the words; and how sure that is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.formats.html.engines import Engine, Nesting
from thread_parsers.formats.html.induction import (
    BODY_WORDS, DROPPED, LEVEL_ATTRIBUTES, MAX_NAME_CHARS, MAX_NAME_WORDS, MAX_ROWS, MIN_SHARE, NAME_ATTRIBUTES, NAME_WORDS,
    NOT_BODY_WORDS, NOT_NAME_WORDS, NOT_TIME_WORDS, TIME_WORDS, Induced, Sample, inside, words_of, _HEADINGS, _INDENT, _LEVEL_CLASS,
    USER_PAGE,
)

if TYPE_CHECKING:
    from thread_parsers.formats.html.blocks import Blocks
    from thread_parsers.formats.html.page import Page
    from thread_parsers.formats.html.page_text import PageText

MIN_RATING = 0.2
"""Share of the rating of the best row that others need."""
_LETTER = re.compile(r"[^\W\d_]")
_LABEL = re.compile(r"[^\W\d_]*:$|^(?:reply|quote|share|report|like|link|permalink)\b", re.I)


def induced(page: Page, text: PageText, blocks: Blocks) -> Induced | None:
    """Find the fields of blocks. None if they do not state who wrote them and when."""
    sample = Sample(page, text, blocks)
    times = time_rows(sample)
    if not times:
        return None
    authors = author_rows(sample, times)
    bodies = body_rows(sample, authors, times)
    if not bodies:
        return None
    nesting, level = nested(page, blocks)
    confidence, seen = rated(sample, authors, times, bodies)
    dropped = DROPPED if bodies[0] else ", ".join((DROPPED, *(row.partition("@")[0] for row in (*authors, *times) if row[0] != "@")))
    engine = Engine("html", "", (), comment="", author=authors, time=times, body=bodies, nesting=nesting, level=level, dropped=dropped)
    words = sum(
        text.size(page.tree.inner[element], sample.own_end(block, element))[0]
        for block in sample.order
        for element in [next((sample.columns[row][block] for row in bodies if block in sample.columns.get(row, ())), block)]
    )
    share = words * len(blocks.order) / len(sample.order) / max(text.total, 1)
    value = len(blocks.order) * confidence * min(share, 1) ** 0.5 * (1 if authors else 0.3)
    return Induced(engine, blocks.order, confidence, seen, value)


def chosen(rated_rows: dict[str, float], covered: dict[str, set[int]], wanted: int) -> tuple[str, ...]:
    """The best rows, each of which adds blocks that those before it do not have."""
    rows: list[str] = []
    seen: set[int] = set()
    for row in sorted(rated_rows, key=lambda row: -rated_rows[row]):
        if len(rows) == MAX_ROWS or len(seen) == wanted:
            break
        if rows and rated_rows[row] < MIN_RATING * rated_rows[rows[0]]:
            break
        if not rows or len(covered[row] - seen) >= max(1, len(covered[row]) // 20):
            rows.append(row)
            seen |= covered[row]
    return tuple(rows)


def time_rows(sample: Sample) -> tuple[str, ...]:
    ratings: dict[str, float] = {}
    covered: dict[str, set[int]] = {}
    text = sample.text
    for name, values in sample.attributes.items():
        found = {block for block, value in values.items() if text.is_time(value)}
        if found and len(found) >= 0.8 * len(values):
            ratings[name], covered[name] = sample.share(len(found)) + 0.4 + _hints(name, TIME_WORDS, NOT_TIME_WORDS), found
    for name, elements in sample.columns.items():
        if len(elements) < sample.share(1) * MIN_SHARE:
            continue
        found = set()
        for block, element in elements.items():
            size = sample.text.size(*sample.page.tree.content(element))[0]
            if size <= 120 and (words := sample.page.words(element)) is not None and text.is_time(words.text):
                found.add(block)
        if found and len(found) >= 0.5 * len(elements):
            ratings[name], covered[name] = sample.share(len(found)) + _hints(name, TIME_WORDS, NOT_TIME_WORDS), found
    if not ratings:
        return ()
    rows = chosen(ratings, covered, len(sample.order))
    total = set().union(*(covered[row] for row in rows))
    return rows if sample.share(len(total)) >= MIN_SHARE else ()


def _hints(name: str, good: frozenset[str], bad: frozenset[str]) -> float:
    words = words_of(name)
    return (0.5 if words & good else 0.0) - (1.0 if words & bad else 0.0)


def is_name(words: str, sample: Sample) -> bool:
    return (
        len(words) <= MAX_NAME_CHARS
        and len(words.split()) <= MAX_NAME_WORDS
        and _LETTER.search(words) is not None
        and not sample.text.is_time(words)
        and not _LABEL.search(words)
    )


def author_rows(sample: Sample, times: tuple[str, ...]) -> tuple[str, ...]:
    ratings: dict[str, float] = {}
    covered: dict[str, set[int]] = {}
    tree = sample.page.tree
    for name, values in sample.attributes.items():
        if name.rpartition("@")[2] not in NAME_ATTRIBUTES:
            continue
        found = {block for block, value in values.items() if is_name(value, sample)}
        if len(found) >= 0.8 * len(values) and _varies(list(values.values())):
            ratings[name], covered[name] = 8 * sample.share(len(found)), found
    for name, values in sample.profiles.items():
        found = {block for block, value in values.items() if is_name(value, sample)}
        if found and _varies(list(values.values())):
            ratings[name], covered[name] = 2 * sample.share(len(found)), found
    for name, elements in sample.columns.items():
        if name in times:
            continue
        names: dict[int, str] = {}
        profiles = 0
        for block, element in elements.items():
            content = tree.content(element)
            if sample.text.size(*content)[0] > 3 * MAX_NAME_CHARS:
                continue
            words = sample.page.words(element)
            if words is not None and is_name(words.text, sample):
                names[block] = words.text
                profiles += USER_PAGE.search(tree.attributes(element).get("href", "")) is not None
        if len(names) < 0.7 * len(elements) or not names or not _varies(list(names.values())):
            continue
        last = name.split()[-1]
        own = words_of(last)
        hint = min(len(own & NAME_WORDS), 2)
        if not hint and last.partition("[")[0] in ("a", "b", "strong", "cite", "span") and len(name.split()) > 1:
            hint = min(len(words_of(name) & NAME_WORDS), 2)
        hint += 2 * ("itemprop=author" in name or "itemprop=name" in name or "rel=author" in name)
        if not hint and not profiles:
            continue
        bad = len(own & NOT_NAME_WORDS)
        mean = sum(len(one.split()) for one in names.values()) / len(names)
        rating = 2 + 2 * hint - 3 * bad + 3 * profiles / len(names) - 0.5 * max(mean - 2, 0)
        rating += len(set(names.values())) / len(names)
        if rating > 2:
            specific = 0.2 if "." in last or "[" in last else 0.0
            ratings[name], covered[name] = (rating + specific) * sample.share(len(names)), set(names)
    if not ratings:
        return ()
    rows = chosen(ratings, covered, len(sample.order))
    total = set().union(*(covered[row] for row in rows))
    return rows if sample.share(len(total)) >= MIN_SHARE else ()


def _varies(values: list[str]) -> bool:
    """Whether values are not one label of all blocks."""
    return len(set(values)) > max(1, len(values) // 20)


def body_rows(sample: Sample, authors: tuple[str, ...], times: tuple[str, ...]) -> tuple[str, ...]:
    tree, text = sample.page.tree, sample.text
    heads = [
        {element for row in rows if (element := sample.columns.get(row.partition("@")[0], {}).get(block)) is not None}
        for block in sample.order
        for rows in (authors, times)
    ]
    head_of = {block: heads[2 * at] | heads[2 * at + 1] for at, block in enumerate(sample.order)}
    sizes: dict[str, float] = {}
    covered: dict[str, set[int]] = {}
    for name, elements in sample.columns.items():
        found, total = set(), 0
        for block, element in elements.items():
            if any(element <= head < tree.stop[element] for head in head_of[block]):
                continue
            size = text.size(tree.inner[element], sample.own_end(block, element))[0]
            if size:
                total += size
                found.add(block)
        if found and len(found) >= 0.5 * len(elements):
            sizes[name], covered[name] = total, found
    if not sizes:
        return ("",)
    largest = max(sizes.values())
    ratings = {}
    for name, size in sizes.items():
        words = words_of(name.split()[-1])
        ratings[name] = size / largest + 0.25 * min(len(words & BODY_WORDS), 2) - 0.6 * bool(words & NOT_BODY_WORDS) + 0.3 * sample.share(len(covered[name]))
    return chosen(ratings, covered, len(sample.order))


def nested(page: Page, blocks: Blocks) -> tuple[Nesting, tuple[str, ...]]:
    tree = page.tree
    if any(after < tree.stop[before] for before, after in zip(blocks.order, blocks.order[1:], strict=False)):
        return "inside", ()
    for attribute in LEVEL_ATTRIBUTES:
        values = {tree.attributes(block).get(attribute, "") for block in blocks.order}
        if len(values) > 1 and all(value.isdigit() for value in values):
            return "level", (f"@{attribute}",)
    for attribute, pattern in (("class", _LEVEL_CLASS), ("style", _INDENT)):
        found = [pattern.search(tree.attributes(block).get(attribute, "")) for block in blocks.order]
        if all(found) and len({match[1] for match in found if match}) > 1:
            return "level", (f"@{attribute}",)
    return "flat", ()


COMMENT_WORDS = re.compile(r"comment|repl(?:y|ies)|answer|respon|discuss|kommentar|coment|message|thread|forum|review|guestbook|opinion|talk|topic|msg|post", re.I)
CONTROLS = re.compile(r"repl(?:y|ies)|quote|report|upvote|vote|flag|permalink|respond|react|citar|antwort|zitier", re.I)


def rated(sample: Sample, authors: tuple[str, ...], times: tuple[str, ...], bodies: tuple[str, ...]) -> tuple[float, str]:
    tree, page = sample.page.tree, sample.page
    blocks = sample.blocks
    titled = titles(sample, authors, times, bodies)
    around = [block for block in (sample.order[0], sample.order[-1])]
    named = sum(
        any(COMMENT_WORDS.search(" ".join((tree.attributes(one).get("class", ""), tree.attributes(one).get("id", ""))))
            for one in (block, *list(tree.ancestors(block))[:3]))
        for block in around
    ) == 2
    controls = sum(
        any(CONTROLS.search(" ".join(tree.attributes(one).get(key, "") for key in ("class", "href", "id", "data-action"))) for one in inside(tree, block, blocks))
        for block in sample.order
    )
    is_nested = nested(page, blocks)[0] != "flat"
    signs = [word for word, there in (("named as comments", named), ("with controls to reply", sample.share(controls) >= 0.5), ("nested", is_nested)) if there]
    size, linked = map(sum, zip(*(text_of(sample, block) for block in sample.order)))
    share_linked = linked / max(size, 1)
    confidence = (0.4 if authors else 0.1) + 0.2 * len(signs) - 0.6 * titled - (0.5 if share_linked > 0.6 else 0)
    return max(0.0, min(confidence, 0.95)), ", ".join(signs)


def text_of(sample: Sample, block: int) -> tuple[int, int]:
    tree = sample.page.tree
    return sample.text.size(tree.start[block], sample.own_end(block, block))


def titles(sample: Sample, authors: tuple[str, ...], times: tuple[str, ...], bodies: tuple[str, ...]) -> bool:
    """Whether most blocks have a title that links to another page: they are teasers."""
    tree = sample.page.tree
    count = 0
    names: set[str] = set()
    for block in sample.order:
        heads = {sample.columns[row.partition("@")[0]].get(block) for row in (*authors, *times) if row.partition("@")[0] in sample.columns}
        body = next((sample.columns[row][block] for row in bodies if row and block in sample.columns[row]), -1)
        for element in inside(tree, block, sample.blocks):
            if tree.names[element] != "a" or (body >= 0 and body <= element < tree.stop[body] and tree.names[body] not in _HEADINGS):
                continue
            href = tree.attributes(element).get("href", "")
            if not href or "#" in href or any(head is not None and (element in (head,) or element <= head < tree.stop[element] or head <= element < tree.stop[head]) for head in heads):
                continue
            words = sample.page.words(element)
            if words is not None and (len(words.text.split()) >= 3 or len(words.text) > 16) and not sample.text.is_time(words.text):
                names.add(words.text)
                count += 1
                break
    return sample.share(count) >= 0.5 and len(names) >= 0.6 * count
