"""A saved page of megabytes: words and elements are looked for in parts of it, with the same result.

Work is counted and not timed: characters that a search is given, and steps.
"""

from __future__ import annotations

import random

import pytest

from thread_parsers.formats.html.page import Page
from thread_parsers.markup import selectors
from thread_parsers.markup.tree import Tree
from thread_parsers.source.source import BufferSource
from thread_parsers.steps import run_to_end


class Searched(str):
    """A page that records how much of it a search is given."""

    most = 0

    def find(self, word: str, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
        self.most = max(self.most, (len(self) if end is None else end) - start)
        return super().find(word, start, end)


@pytest.mark.parametrize("wanted", [".late", "p.late, .odd", ".late [id=c]", "[id^=c], b"])
@pytest.mark.parametrize("chars", [8, 50, 1 << 18])
def test_elements_are_looked_for_in_parts_of_a_page(wanted: str, chars: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "LOOKED_CHARS", chars)
    pieces = ('<p class="late">', '<i id="c">', "</i>", "</p>", '<b class="odd">', "x" * 99)
    markup = Searched("".join(random.Random(chars).choices(pieces, k=400)))
    tree, chains = Tree(markup), selectors.selector(wanted)
    run_to_end(tree.build())
    markup.most = 0
    found = list(selectors.may_be_selected_in_steps(tree, chains))
    assert markup.most <= chars + len(wanted)
    assert (None in found) >= (chars < len(markup))
    elements = [at for at in found if at is not None and selectors.is_one(tree, at, chains)]
    assert elements == [at for at in range(len(tree)) if selectors.is_one(tree, at, chains)]


def test_a_word_is_looked_for_in_parts_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thread_parsers.formats.html.page.SEARCHED_CHARS", 1 << 10)
    page = Page(BufferSource(b"<p>" + b"x" * 99_999 + b"0/400"))
    run_to_end(page.build())
    assert sum(1 for _ in page.has("0/400")) >= 90
    assert run_to_end(page.has("0/400"))
    assert not run_to_end(page.has("0/401"))
