"""The `about:` query: which segments are about a sentence of the article. Caches one matcher per discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from thread_parsers.sentences.matcher import Matcher
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Generator

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


class AboutTest:
    """Whether the text of a segment is about the sentence with this number."""

    def __init__(self, discussion: Discussion, number: int) -> None:
        self._discussion, self._number = discussion, number
        self._matcher: Matcher | None = None

    def prepare(self) -> Generator[None, None, None]:
        """Build the matcher, in steps. It stays the same while the discussion grows."""
        if self._matcher is None:
            self._matcher = yield from build_matcher(self._discussion)

    def now(self, text: str) -> bool:
        """Test a text."""
        if self._matcher is None:
            run_to_end(self.prepare())
        assert self._matcher is not None
        return self._number in self._matcher.about_at_once(text)

    def steps(self, text: str) -> Generator[None, None, bool]:
        """Test a text, in steps."""
        yield from self.prepare()
        assert self._matcher is not None
        return self._number in (yield from self._matcher.about(text))
