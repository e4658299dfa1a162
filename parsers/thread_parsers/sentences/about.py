"""Which segments are about a sentence of the article: the matcher of a discussion, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from thread_parsers.sentences.matcher import Matcher
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from thread_parsers.discussion.discussion import Discussion

_MATCHERS: WeakKeyDictionary[Discussion, tuple[int, Matcher]] = WeakKeyDictionary()


def weigh_matcher(discussion: Discussion) -> Generator[None, None, Matcher]:
    """The matcher of a discussion, made in slices, once for as many comments as there are."""
    size = len(discussion.columns)
    known = _MATCHERS.get(discussion)
    if known is None or known[0] != size:
        matcher = Matcher(discussion)
        yield from matcher.weigh(discussion)
        known = _MATCHERS[discussion] = (size, matcher)
    return known[1]


def about(discussion: Discussion, number: int) -> Callable[[str], bool]:
    """The judge of `about:`: whether a segment, by its text, is about the sentence of this number."""
    matcher = run_to_end(weigh_matcher(discussion))
    return lambda text: number in matcher.about(text)
