"""The words by which the index finds files, and what a file must have of them to contain a text.

Queries find a text anywhere in the folded words of a segment: `ram` is found in `tram`. So that the index never misses
what a query finds, it has folded text too, cut into words by the kind of each character alone: a text that contains
another one has all its words, only the first one perhaps as the end of a longer word and the last one as the beginning
of one. Scripts without spaces have no words: of these it has each pair of neighbours.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.library.word_index import FIGURE
from thread_parsers.text import folded_text
from thread_parsers.text.folded_text import compared_in_steps
from thread_parsers.text.folding import composes
from thread_parsers.text.word_count import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from thread_parsers.figures.figure import Value

PIECE_CHARS = 1 << 13
"""Characters that are divided between two steps."""
MAX_WORD_CHARS = 64
"""Longer words are indexed as several that overlap by half."""
_OVERLAP = MAX_WORD_CHARS // 2
AUTHOR = "\ue000"
"""What is before each word of an author's name, so that names are not mixed up with what is said. Private use: it is
in no word of a text."""
AFTER_AUTHORS = chr(ord(AUTHOR) + 1)
"""All words of names are before it in the order of code points, and after AUTHOR."""

_SYMBOLS = "\u2100-\u2bff\U0001f000-\U0001faff"
"""Signs and emoji, which are not words and are looked for one at a time."""
_NO_WORD = re.compile(r"\W", re.ASCII)
_ALONE = "".join(f"{chr(first)}-{chr(last)}" for first, last in UNSPACED) + _SYMBOLS
_GAPS = (
    r"\x00-/:-@\[-^`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf"  # signs of ASCII and Latin-1
    r"\u2000-\u20ff\u3000-\u3020\ufe10-\ufe6f\uff00-\uff20"  # punctuation
    r"\ud800-\uf8ff"  # what is no character, and private use
)
_RUN = re.compile(f"[^{_ALONE}{_GAPS}]+|[{_ALONE}]+")
"""Runs of characters of words, and of those that are looked for one at a time. The index and queries divide text by
this pattern only: what it takes for a word changes how many files are read needlessly, and not what is found."""
_IS_ALONE = re.compile(f"[{_ALONE}]")
_GAP = re.compile(f"[{_GAPS}]")
_DIVIDED = bytes(ord(" ") if _GAP.match(chr(code)) and code < 128 else code for code in range(256))
"""Bytes of UTF-8 with blanks in place of ASCII gaps."""


def words_of(text: str) -> set[str]:
    """The words by which folded text without case is indexed."""
    # Most text is divided by ASCII; bytes are divided ten times as fast as characters.
    divided = text.encode("utf-8", "surrogatepass").translate(_DIVIDED).decode("utf-8", "surrogatepass")
    found = set(divided.split())
    others = [word for word in found if len(word) > MAX_WORD_CHARS or not word.isascii()]
    found.difference_update(others)
    for other in others:
        for run in _RUN.findall(other):
            found.update(_indexed(run))
    return found


def _indexed(run: str) -> Iterable[str]:
    """What a run is indexed as."""
    if _IS_ALONE.match(run):
        return (*map("".join, pairwise(run)), run[-1])
    if len(run) <= MAX_WORD_CHARS:
        return (run,)
    starts = range(0, len(run) - MAX_WORD_CHARS, _OVERLAP)
    return (*(run[at : at + MAX_WORD_CHARS] for at in starts), run[-MAX_WORD_CHARS:])


def words_in_steps(text: str, max_words: int = sys.maxsize) -> Generator[None, None, set[str]]:
    """The words of text as it is written, in steps; some of them if they are more than `max_words`."""
    whole = yield from compared_in_steps(text, caseless=True)
    found: set[str] = set()
    at = 0
    while len(whole) - at > PIECE_CHARS:
        gap = _GAP.search(whole, at + PIECE_CHARS, at + 2 * PIECE_CHARS)
        end = gap.end() if gap is not None else at + 2 * PIECE_CHARS
        found |= words_of(whole[at:end])
        # A longer word is cut into pieces that overlap, as it is indexed by parts that do.
        at = end if gap is not None else end - MAX_WORD_CHARS
        if len(found) > max_words:
            return found
        yield
    return found | words_of(whole[at:])


def author_words(names: Iterable[str]) -> set[str]:
    """The words by which the names of authors are indexed."""
    return {AUTHOR + word for word in words_of(compared("\n".join(names)))}


def figure_words_in_steps(text: str) -> Generator[None, None, set[str]]:
    """The words by which the figures of a text as it is written are indexed, in steps."""
    from thread_parsers.figures.figures import figures_in_steps  # a search needs it for `value:` only

    found: set[str] = set()
    for figure in figures_in_steps(text):
        if figure is None:
            yield
        else:
            found.add(figure_word(figure.value))
    return found


def figure_word(value: Value) -> str:
    """The word by which a value is indexed: that of equal ones is the same."""
    return FIGURE + _NO_WORD.sub("_", f"{value.kind}{value.amount.normalize()}{value.unit}")


def compared(text: str) -> str:
    """Text in the form in which queries compare it, without case."""
    return folded_text.compared(text, caseless=True)


class Wanted(NamedTuple):
    """A word that a file must have."""

    text: str
    starts: bool
    """Whether the word begins with the text."""
    ends: bool
    """Whether the word ends with the text. Without both, it contains the text."""
    by_author: bool = False
    """Whether it is a word of an author's name."""


def wanted(needle: str, *, starts: bool = False, by_author: bool = False) -> tuple[Wanted, ...]:
    """The words of every text in which a needle is found. The needle is folded, with or without case. `starts`: the
    text begins with it."""
    starts = starts and not _composes(needle[:1])
    needle, found = _without_case(needle), list[Wanted]()
    for match in _RUN.finditer(needle):
        run, begins, ends = match[0], starts or match.start() > 0, match.end() < len(needle)
        if _IS_ALONE.match(run):
            # Of a single one the index has the pairs that begin with it, or itself where it is the last of its run.
            pairs = [Wanted(run[at : at + 2], True, True, by_author) for at in range(len(run) - 1)]
            found += pairs or [Wanted(run, True, ends, by_author)]
        elif len(run) <= _OVERLAP:
            found.append(Wanted(run, begins, ends, by_author))
        else:  # of the overlapping parts of a longer word, one has any part that is not longer than the overlap
            found.append(Wanted(run[:_OVERLAP], starts=False, ends=False, by_author=by_author))
    return tuple(dict.fromkeys(found))


def _without_case(needle: str) -> str:
    """What text without case has of a needle with case: all but its ends, where these are not the same in both.

    The last letter may be composed with an accent that follows it in the text, which a capital cannot be: "H" and a
    line below are two characters, "h" and a line below are one."""
    start, end = 0, len(needle)
    while start < end and _composes(needle[start]):
        start += 1
    while end > start and _composes(needle[end - 1]):
        end -= 1
    last = needle[max(end - 1, start) :]
    return compared(needle[start:] if compared(last) == last else needle[start : end - 1])


def _composes(char: str) -> bool:
    return char != "" and (composes(char) or unicodedata.combining(char) > 0)
