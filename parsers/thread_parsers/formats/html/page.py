"""A page as text and elements: what selectors find, as words, attributes and places in the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from codecs import getincrementaldecoder
from collections import deque
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.bodies.html import html_body_in_steps, html_text
from thread_parsers.formats.html.said import is_said
from thread_parsers.markup.elements import NO_ELEMENTS, Elements
from thread_parsers.markup.entities import decode_entities, decode_entities_in_steps
from thread_parsers.markup.selectors import (
    is_one,
    may_be_selected,
    may_be_selected_in_steps,
    select,
    selector,
    words_of,
)
from thread_parsers.markup.tree import Tree
from thread_parsers.source.source import BufferSource
from thread_parsers.steps import listed_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from thread_parsers.bodies import Body
    from thread_parsers.source.source import Source

MAX_FIELD_BYTES = 1 << 14
"""Markup of a name, a time or a score that is looked at."""
AROUND, LAST = "^", ":last"
"""In a row of a field: it is looked for in the element around the comment's (twice: around that); the last element
counts, not the first."""
OWN_TEXT, SAID, HEAD = "#text", "#said", "#head"
"""In the place of an attribute: the words of an element outside of those inside of it, those of them that end like
"says:", or those before it was spread."""
SEPARATORS = " ,;|/\u00b7\u2022\u2013\u2014-()\u00ab\u00bb"
"""What is written between such words and other elements."""
SLICE_DROPPED = 1 << 7
"""Elements that may be dropped between two yields: each is compared with many selectors."""
MAX_TRIES = 8
"""Elements that are looked at for the text of a field, where the first ones have none."""
_WORDS = re.compile(r"(?<=>)\s*+[^\s<]|<img\b", re.IGNORECASE)
_IMAGES = re.compile(r"<img\b[^>]*+>|<(\w++)\b[^<>]*?avatar[^<>]*+>\s*+\w{1,2}\s*+</\1>", re.IGNORECASE)
"""Pictures, and the letters that forums write in the place of one."""


Edit = tuple[int, int, str]
"""Bytes of a page, and the markup that is rendered in their place."""


class Found(NamedTuple):
    """A value of a page, and the bytes of the file that state it."""

    text: str
    start: int
    end: int


class _Row(NamedTuple):
    """A row of a field."""

    wanted: str
    """The selector as it is written, without the attribute."""
    chosen: str
    """The selector alone."""
    attribute: str
    around: int
    """How many elements around the comment's it is looked for in."""
    is_last: bool


def selector_of(row: str) -> str:
    """A row without its attribute. There may be an @ in its selector, too: `a[href*=/@]`."""
    before, _, after = row.rpartition("@")
    return row if "@" not in row or "]" in after else before


@lru_cache(1024)
def _row(row: str) -> _Row:
    bare = row.lstrip(AROUND)
    wanted = selector_of(bare)
    attribute = bare[len(wanted) + 1 :]
    return _Row(wanted, wanted.removesuffix(LAST), attribute, len(row) - len(bare), wanted.endswith(LAST))


SEARCHED_CHARS = 1 << 20
"""Characters that are searched for a word at once."""
READ_BYTES = 1 << 16
"""Bytes that are read between two yields. Python extends a text in place only after some repetitions, so that the
first are few."""


class Page:
    """The elements of a file."""

    def __init__(self, file: Source) -> None:
        self._file = file
        self.tree = Tree("")
        self.saved_as = file.saved_as
        self._may_have: dict[str, bool] = {}
        self._has_word: dict[str, bool] = {}
        """Whether a word is anywhere in the page."""

    def build(self) -> Generator[None, None, None]:
        """Find the elements. Must be completed before anything else is used."""
        markup = ""
        for at in range(0, self._file.size, READ_BYTES):
            # As Latin-1, places of the tree are bytes of the file. Python extends the text in place.
            markup += self._file.read(at, at + READ_BYTES).decode("latin-1")
            yield
        self.tree.markup = markup
        yield from self.tree.build()

    def markup(self, start: int, end: int) -> str:
        """A part of the page as it is in the file."""
        return _decoded(self.tree.markup[start:end])

    def field(
        self, element: int, rows: Sequence[str], without: Elements = NO_ELEMENTS, first: int | None = None
    ) -> Found | None:
        """The first value that the rows of an engine's field find in an element: see `engines`. `first` is as for
        `select`."""
        return next(self.fields(element, rows, without, first), None) if rows else None

    def fields(
        self, element: int, rows: Iterable[str], without: Elements = NO_ELEMENTS, first: int | None = None
    ) -> Iterator[Found]:
        """All values that the rows find, in the order of the rows."""
        for wanted, chosen, attribute, around, is_last in map(_row, rows):
            if wanted and not self.may_have(wanted):
                continue
            within = next(islice(self.tree.ancestors(element), around - 1, None), -1) if around else element
            found = select(self.tree, chosen, within, without, first) if wanted else iter((within,))
            if is_last:
                found = iter(deque(found, maxlen=1))
            if attribute == HEAD:
                head = self._words(*self.tree.head(element))
                if head is not None:
                    yield head
                continue
            if attribute == SAID:
                texts = (text for one in islice(found, MAX_TRIES) for text in islice(self.own_texts(one), MAX_TRIES))
                yield from (text for text in texts if is_said(text.text))
                continue
            if attribute and attribute != OWN_TEXT:
                values = (self.attribute(one, attribute) for one in found)
                yield from (value for value in values if value is not None)
                continue
            for one in islice(found, MAX_TRIES):
                if attribute:
                    yield from islice(self.own_texts(one), MAX_TRIES)
                elif (value := self.words(one, without)) is not None:
                    yield value

    def may_have(self, wanted: str) -> bool:
        """Whether the classes and values of a selector are anywhere in the page: most rows of an engine are for themes
        that the page does not use."""
        found = self._may_have.get(wanted)
        if found is None:
            alternatives = words_of(wanted.removesuffix(LAST))
            found = self._may_have[wanted] = any(all(map(self._has, words)) for words in alternatives)
        return found

    def _has(self, word: str) -> bool:
        found = self._has_word.get(word)
        if found is None:
            found = self._has_word[word] = word in self.tree.markup
        return found

    def look_for(self, rows: Iterable[str]) -> Iterator[None]:
        """Look for the classes and values of rows, in steps if the page is large, so that `may_have` knows them."""
        if len(self.tree.markup) > SEARCHED_CHARS:
            for word in {word for row in rows for words in words_of(_row(row).chosen) for word in words}:
                yield from self.has(word)

    def has(self, word: str) -> Generator[None, None, bool]:
        """Whether a word is anywhere in the page, looked for in steps."""
        markup, found = self.tree.markup, self._has_word.get(word)
        if found is None:
            found = False
            for at in range(0, len(markup), SEARCHED_CHARS):
                if at:
                    yield
                found = markup.find(word, at, at + SEARCHED_CHARS + len(word)) >= 0
                if found:
                    break
            self._has_word[word] = found
        return found

    def find(self, rows: Iterable[str]) -> Generator[None, None, Found | None]:
        """The same for the whole page, in steps. Rows whose classes are nowhere in the page are left out at once."""
        for _, chosen, attribute, _, is_last in map(_row, rows):
            elements = yield from self.first_of(chosen, 1, is_last=is_last)
            for element in elements:
                found = self.attribute(element, attribute) if attribute else self.words(element)
                if found is not None:
                    return found
        return None

    def first_of(self, wanted: str, most: int, *, is_last: bool = False) -> Generator[None, None, list[int]]:
        """The first elements of the page that are selected, up to so many, in document order; with `is_last` the last
        ones. Looks in steps."""
        found = deque[int](maxlen=most)
        yield from self.look_for((wanted,))
        if not self.may_have(wanted):
            return []
        chains = selector(wanted)
        for element in may_be_selected_in_steps(self.tree, chains):
            if element is None:
                yield
            elif is_one(self.tree, element, chains):
                found.append(element)
                if len(found) == most and not is_last:
                    break
        return list(found)

    def document(self, element: int, name: str) -> Generator[None, None, BufferSource]:
        """The document that is the value of an attribute, empty if there is none. Returned after the steps."""
        text = yield from decode_entities_in_steps(_decoded(self.tree.attributes(element).get(name, "")))
        return BufferSource(text.encode("utf-8", "surrogateescape"))

    def content(self, element: int, without: Elements = NO_ELEMENTS) -> tuple[int, int]:
        """The place of the words of an element: they end where another comment begins."""
        start, end = self.tree.content(element)
        other = without.first_inside(self.tree, element)
        return start, end if other < 0 else self.tree.start[other]

    def body(
        self,
        element: int,
        dropped: str = "",
        without: Elements = NO_ELEMENTS,
        edits: Iterable[Edit] = (),
        until: int | None = None,
    ) -> Generator[None, None, Body]:
        """The words of an element, without what an engine drops, up to the next comment or up to a place. Returned at
        the end of the steps."""
        start, end = self.content(element, without)
        end = end if until is None else min(end, until)
        dropped_parts = yield from listed_in_steps(self._dropped(element, dropped, end), SLICE_DROPPED)
        parts = sorted([*edits, *filter(None, dropped_parts)], key=lambda edit: (edit[0], edit[1] > edit[0], -edit[1]))
        return (yield from self.rendered(start, end, parts))

    def rendered(self, start: int, end: int, edits: Iterable[Edit]) -> Generator[None, None, Body]:
        """The words of a part of the page with other markup in the place of some parts, which are in their order.
        Returned after the steps."""
        kept: list[Edit] = []
        """What is kept, with the other markup that follows it."""
        at = start
        for first, last, markup in edits:
            if at <= first and last <= end:
                kept.append((at, first, markup))
                at = last
        kept.append((at, max(at, end), ""))
        if end - start <= READ_BYTES:
            joined = "".join(self.markup(first, last) + markup for first, last, markup in kept)
        else:
            joined = yield from self._joined(kept)
        return (yield from html_body_in_steps(joined))

    def _joined(self, kept: Iterable[Edit]) -> Generator[None, None, str]:
        """Long parts of the page with the markup that follows each, in steps."""
        decoder, joined = getincrementaldecoder("utf-8")("surrogateescape"), ""
        for start, end, markup in kept:
            for at in range(start, end, READ_BYTES):
                stop = min(at + READ_BYTES, end)
                joined += decoder.decode(self.tree.markup[at:stop].encode("latin-1"), final=stop == end)
                yield
            joined += markup
        return joined

    def attribute_text(self, element: int, name: str, most: int | None = None) -> str:
        """The value of an attribute as it is, without more than so many of its bytes; empty if there is none."""
        value = self.tree.attributes(element).get(name, "")[:most]
        return decode_entities(_decoded(value))

    def _dropped(self, element: int, dropped: str, end: int) -> Iterator[Edit | None]:
        """The places of the elements that are dropped from one, and None for each other one."""
        tree, wanted = self.tree, selector(dropped) if dropped else ()
        at = element + 1
        # Not up to the end of the element: that of a comment has all its replies in it.
        stop = bisect_left(tree.start, end, at, tree.stop[element])
        for found in may_be_selected(tree, wanted, at, stop) if wanted else ():
            if found < at:
                continue
            if is_one(tree, found, wanted):
                yield tree.start[found], min(tree.end[found], end), ""
                at = tree.stop[found]
            else:
                yield None

    def words(self, element: int, without: Elements = NO_ELEMENTS) -> Found | None:
        """The words of a short element, if it has any."""
        return self._words(*self.content(element, without))

    def _words(self, start: int, end: int) -> Found | None:
        markup = self.markup(start, min(end, start + MAX_FIELD_BYTES))
        # The words of a picture are not a name or a time.
        text = html_text(_IMAGES.sub("", markup)) if "<" in markup else decode_entities(markup)
        words = " ".join(text.replace("`", "").split())
        return Found(words, start, end) if words else None

    def between(self, start: int, end: int) -> Found | None:
        """The words in a part of the page, without what separates them from others."""
        found = self._words(start, end)
        words = found.text.strip(SEPARATORS) if found else ""
        return Found(words, start, end) if words else None

    def shown(self, element: int, found: Found) -> tuple[int, int]:
        """Where a value of an element is shown: if it is an attribute, the element that has it."""
        at = bisect_left(self.tree.start, found.start, element)
        is_attribute = at < len(self.tree) and self.tree.start[at] == found.start
        return found.start, self.tree.end[at] if is_attribute else found.end

    def text(self, element: int, most: int) -> str:
        """The words in the first `most` bytes of an element."""
        start, end = self.tree.content(element)
        return html_text(self.markup(start, min(end, start + most)))

    def own_text(self, element: int) -> Found | None:
        """The first words of an element that are not in an element inside of it."""
        return next(self.own_texts(element), None)

    def own_texts(self, element: int) -> Iterator[Found]:
        """The words of an element between the elements inside of it."""
        tree, at, inside = self.tree, self.tree.inner[element], element + 1
        while at < tree.inner_end[element]:
            end = tree.start[inside] if inside < tree.stop[element] else tree.inner_end[element]
            words = " ".join(html_text(self.markup(at, min(end, at + MAX_FIELD_BYTES))).split()).strip(SEPARATORS)
            if words:
                yield Found(words, at, end)
            if end == tree.inner_end[element]:
                return
            at, inside = tree.end[inside], tree.stop[inside]

    def has_words(self, element: int, without: Elements = NO_ELEMENTS) -> bool:
        """Whether there is text in an element, or a picture, before another comment begins."""
        start, end = self.content(element, without)
        return _WORDS.search(self.tree.markup, start - 1, end) is not None

    def attribute(self, element: int, name: str) -> Found | None:
        """The value of an attribute, if it has one."""
        words = self.attribute_text(element, name, MAX_FIELD_BYTES)
        if not words:
            return None
        return Found(" ".join(words.split()), self.tree.start[element], self.tree.inner[element])


def _decoded(latin: str) -> str:
    """A part of the page, of which each byte is a character, as text."""
    return latin if latin.isascii() else latin.encode("latin-1").decode("utf-8", "surrogateescape")
