"""The `about:` query: which segments are about a sentence of the article. Caches one matcher per discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from thread_parsers.sentences.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from thread_parsers.discussion.discussion import Discussion

_MATCHERS: WeakKeyDictionary[Discussion, tuple[int, Matcher]] = WeakKeyDictionary()


def build_matcher(discussion: Discussion) -> Generator[None, None, Matcher]:
    """Build the matcher of a discussion in slices, or return the cached one if no comments were added since."""
    size = len(discussion.columns)
    known = _MATCHERS.get(discussion)
    if known is None or known[0] != size:
        matcher = Matcher()
        yield from matcher.weigh(discussion)
        known = _MATCHERS[discussion] = (size, matcher)
    return known[1]


def about(discussion: Discussion, number: int) -> Callable[[str], Generator[None, None, bool]]:
    """Return a test of whether the text of a segment is about the sentence with this number, in steps."""

    matcher: Matcher | None = None  # built once, with the first text

    def is_about(text: str) -> Generator[None, None, bool]:
        nonlocal matcher
        if matcher is None:
            matcher = yield from build_matcher(discussion)
        return number in (yield from matcher.about(text))

    return is_about
