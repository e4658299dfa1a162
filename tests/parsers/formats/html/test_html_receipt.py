"""The receipt of a page: each visible text is in exactly one span. The standard library's parser finds the texts."""

from __future__ import annotations

from bisect import bisect_right
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.trees import case
from thread_parsers.discussion.receipt_spans import byte_spans
from thread_parsers.reading import parse, read

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

ROOT = Path(__file__).parents[4]
CASES = sorted((ROOT / "tests" / "cases" / "html").glob("*.txt"))
PAGES = sorted((ROOT.parent / "shared" / "corpus" / "real").glob("*/*.html"))
SHOWN = frozenset({"body", "author", "time", "score", "title", "article", "furniture", "hidden", "skipped"})


class Texts(HTMLParser):
    """The texts of a page outside of scripts and styles, with the places of their first characters."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str]] = []
        self._lines = [0, *(at + 1 for at, character in enumerate(page) if character == "\n")]
        self._hidden = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("script", "style"):
            self._hidden = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""

    def handle_data(self, data: str) -> None:
        if not self._hidden and data.strip(" \t\r\n\f"):
            line, column = self.getpos()
            self.found.append((self._lines[line - 1] + column, data))

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name}")


def misplaced(discussion: Discussion) -> list[tuple[str, list[str]]]:
    """Texts that are not inside of one span of a kind for what is shown, with the kinds of their spans."""
    page = discussion.file.read(0, discussion.file.size).decode("latin-1")
    starts: list[int] = []
    kinds: list[str] = []
    for span in byte_spans(discussion):
        if not kinds or kinds[-1] != span.kind:
            starts.append(span.start)
            kinds.append(span.kind)
    found = []
    texts = Texts(page).found
    assert texts
    for start, text in texts:
        assert page.startswith(text, start)
        first = start + len(text) - len(text.lstrip(" \t\r\n\f"))
        last = start + len(text.rstrip(" \t\r\n\f")) - 1
        around = kinds[bisect_right(starts, first) - 1 : bisect_right(starts, last)]
        if len(around) != 1 or around[0] not in SHOWN:
            found.append((text, [str(kind) for kind in around]))
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_text_of_a_case_is_in_one_span(path: Path) -> None:
    page, _ = case(path)
    assert misplaced(parse(page)) == []


@pytest.mark.skipif(not PAGES, reason="no corpus beside the repository")
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_text_of_a_page_of_the_corpus_is_in_one_span(path: Path) -> None:
    discussion = read(path)
    assert misplaced(discussion) == []
    discussion.close()


def test_what_the_spans_of_a_page_are() -> None:
    page, _ = case(next(path for path in CASES if path.stem == "xenforo_first"))
    discussion = parse(page)
    kinds: dict[str, str] = {}
    for span in byte_spans(discussion):
        kinds[span.kind] = kinds.get(span.kind, "") + page[span.start : span.end].decode()
    assert "How do I get rid of it?" in kinds["article"]
    assert "lovely" in kinds["body"]
    assert "Ivo B" in kinds["author"]
    assert "2023-05-01T11:30:00+0200" in kinds["time"]
    assert "Moss on the north wall" in kinds["title"]
    assert kinds["script"] == '{"words": "that are nobody\'s"}'
    for word in ("Home", "Forums", "Mason", "Walls have ears", "Last edited"):
        assert word in kinds["furniture"]


def test_what_a_browser_does_not_show_and_long_attributes_have_kinds_of_their_own() -> None:
    data = "A" * 2000
    page = (
        "<html><head><title>Moss</title></head><body><nav><div hidden>Log <div>in</div> now</div> <p>Menu</p>"
        f"<img src='data:image/png;base64,{data}'><div data-app='{data}'>Home</div>"
        "<span style='display: none'>Skip</span><i aria-hidden='true'>x</i>y "
        "<p hidden>never closed<div hidden=''>a</div>b</nav>"
        "<main><p>It grows on the wall.</p></main></body></html>"
    )
    discussion = parse(page)
    kinds: dict[str, str] = {}
    for span in byte_spans(discussion):
        kinds[span.kind] = kinds.get(span.kind, "") + page[span.start : span.end]
    assert kinds["resource"].startswith("<img src='data:")
    assert kinds["attribute"].startswith("<div data-app=")
    assert kinds["hidden"] == "Log in nowSkipxnever closeda"
    assert kinds["furniture"] == "MenuHomey b"


def test_a_word_in_a_value_does_not_hide_an_element() -> None:
    page = (
        "<html><head><title>Moss</title></head><body><nav><a title='some hidden gem'>Gem</a>"
        " <b data-x='display: none'>Seen</b></nav><main><p>It grows on the wall.</p></main></body></html>"
    )
    kinds = {span.kind for span in byte_spans(parse(page))}
    assert "furniture" in kinds
    assert "hidden" not in kinds
