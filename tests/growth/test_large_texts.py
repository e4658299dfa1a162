"""A comment of megabytes: no step is given all of its text more than once, and slices change no result.

Work is counted and not timed: bytes that are given to one call, memory that a step takes, calls and lines.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.work import largest_step, lines_executed, most_allocated
from thread_parsers.discussion import receipt_spans, text_runs
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.export.writers import WRITERS
from thread_parsers.formats.registry import named
from thread_parsers.query import Pattern, pattern
from thread_parsers.reading import parse
from thread_parsers.source.open import source_of
from thread_parsers.source.source import BufferSource
from thread_parsers.stats import steps
from thread_parsers.stats.scan import marker
from thread_parsers.steps import run_to_end
from thread_parsers.text import large_texts, segments, text_pieces
from thread_parsers.text.large_texts import SLICE_BYTES, changed_in_steps, decoded_in_steps
from thread_parsers.text.printable import printable
from thread_parsers.text.search_text import SearchText
from thread_reader.view import sentences
from thread_reader.view.jobs import filter_steps, search_steps
from thread_reader.view.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = "Title\nThe ferry is late.\nReward\nComment\n0/400\nMara\n· 2025-12-24 06:14\n{}\nView OriginalReply0\n"
LARGE = 8 * SLICE_BYTES
MAX_SHARE = 1.3
"""What a step may take of the memory of the text: its result, which is one object, and a slice."""
LARGE_LINES: dict[str, str] = {"letters": "y" * LARGE, "blanks": "t" + " " * LARGE}
QUERIES = ("pier", "fähre", "about:1", "has:quote", "words:<40", "segments:>1")


class Watched(bytes):
    """Bytes that note how much of them is given to one call."""

    most = 0

    def _note(self, size: int) -> None:
        self.most = max(self.most, size)

    def __getitem__(self, key):  # type: ignore[no-untyped-def]
        found = super().__getitem__(key)
        self._note(len(found) if isinstance(found, bytes) else 1)
        return found

    def __contains__(self, wanted: object) -> bool:
        self._note(len(self))
        return super().__contains__(wanted)  # type: ignore[operator]


def _noting(name: str) -> Callable[..., object]:
    def method(self: Watched, *options: object) -> object:
        self._note(len(self))
        return getattr(bytes, name)(self, *options)

    return method


for _name in ("strip", "lstrip", "rstrip", "split", "replace", "translate", "decode", "join"):
    setattr(Watched, _name, _noting(_name))


WATCHED: dict[str, Callable[[bytes], object]] = {
    "divided": lambda text: list(segments.pieces_in_steps(text)),
    "divided behind a margin": lambda text: list(segments.pieces_in_steps(text, 2)),
    "decoded": lambda text: run_to_end(decoded_in_steps(text, 0, len(text))),
    "changed": lambda text: run_to_end(changed_in_steps(text, bytes.lower)),
    "searched for words": lambda text: list(marker._pieces(text)),
}


@pytest.mark.parametrize("words", [b"y", b"tea ", b" ", b"\n", b"---\n", b"-", b"\xe6\xbc\xa2"], ids=ascii)
@pytest.mark.parametrize("work", WATCHED.values(), ids=WATCHED)
def test_no_call_is_given_all_of_a_large_text(work: Callable[[bytes], object], words: bytes) -> None:
    text = Watched(b"tea\n" + words * (3 * SLICE_BYTES // len(words)))
    work(text)
    assert 0 < text.most <= SLICE_BYTES + 16


def _works() -> dict[str, Callable[[Discussion], Iterator[object]]]:
    def filtered(discussion: Discussion, query: str) -> Iterator[object]:
        reader = Reader(discussion)
        reader.filter.ask(query)
        return filter_steps(reader)

    def searched(discussion: Discussion) -> Iterator[object]:
        reader = Reader(discussion)
        reader.search.ask("pier")
        return search_steps(reader)

    works: dict[str, Callable[[Discussion], Iterator[object]]] = {"search": searched, "stats": steps}
    works |= {query: lambda discussion, query=query: filtered(discussion, query) for query in QUERIES}  # type: ignore[misc]
    for form in ("json", "jsonl", "md", "txt", "csv"):
        works[form] = lambda discussion, form=form: WRITERS[form].write(discussion, range(1))  # type: ignore[misc]
    return works


@pytest.mark.parametrize("line", LARGE_LINES.values(), ids=LARGE_LINES)
def test_no_step_takes_the_memory_of_a_large_comment_twice(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thread_parsers.query.matching.SLICE_SECONDS", -1.0)
    discussion, small = parse(PAGE.format(line)), parse(PAGE.format("tea"))
    over = {}
    for name, work in _works().items():
        for _ in work(small):  # what is done once, imports and tables, is not counted
            pass
        most = most_allocated(work(discussion))
        if most > MAX_SHARE * LARGE:
            over[name] = most
    assert not over


ODD_LINES = st.lists(
    st.sampled_from(
        ["tea", "---", " ----\t", "———", "--", "", " ", "\t\t\t\t\t\t", "---\r", "--- x", "漢字 é" * 3, "-" * 20]
    ),
    max_size=9,
)


@given(ODD_LINES, st.integers(4, 24), st.integers(0, 3))
def test_slices_change_neither_segments_nor_the_receipt(lines: list[str], size: int, margin: int) -> None:
    body = "\n".join(lines).encode()
    page = PAGE.format("\n".join(lines)).encode()

    def found() -> tuple[object, ...]:
        pieces = list(segments.pieces(body, margin))
        texts = [run_to_end(segments.piece_text_in_steps(body, *piece, margin)) for piece in pieces]
        cuts = list(segments.separators(body))
        return pieces, texts, cuts, list(receipt_spans.byte_spans(parse(page)))

    whole = found()
    with pytest.MonkeyPatch.context() as patched:
        for module in (large_texts, segments, text_runs):
            patched.setattr(module, "SLICE_BYTES", size)
        assert found() == whole


@given(
    st.lists(st.sampled_from(["a", "é", "漢", "\U0001f375", "\udcc3", "\udce6", "\udc80"]), max_size=20),
    st.integers(4, 9),
)
def test_text_that_is_not_utf_8_is_decoded_in_slices_as_at_once(chars: list[str], size: int) -> None:
    text = "".join(chars).encode("utf-8", "surrogateescape")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(large_texts, "SLICE_BYTES", size)
        assert run_to_end(decoded_in_steps(text, 0, len(text))) == text.decode("utf-8", "surrogateescape")


@given(st.text("ab ", max_size=40), st.sampled_from(["a", "ab", "b a", "aa"]), st.integers(1, 8))
def test_words_are_found_wherever_the_slices_of_a_text_end(text: str, wanted: str, size: int) -> None:
    words, whole = Pattern.words(wanted), SearchText(wanted, whole=True)
    at_once = list(filter(None, words._literal_hits(text)))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pattern, "SEARCHED_CHARS", size)
        assert list(filter(None, words._literal_hits(text))) == at_once
        assert run_to_end(words.is_in_steps(text)) == (wanted in text)
    for each in (whole, SearchText(wanted)):
        parts = (each.begins_in(text, at, min(at + size, len(text))) for at in range(0, len(text), size))
        assert any(list(parts)) == each.is_in(text)


def test_of_a_very_long_word_only_the_beginning_is_looked_at() -> None:
    words, figure = marker.Marker([]), bytes([marker.FIGURE])
    for size in (marker.MAX_WORD_BYTES, marker.MAX_WORD_BYTES + 1, 3 * marker.PIECE_BYTES):
        for before in (0, 5, marker.PIECE_BYTES - 3, marker.PIECE_BYTES):
            beginning = b"40" + b" " * before
            marks = marker.TRAITS if size > marker.MAX_WORD_BYTES else b"" if before else figure
            marks = figure + marks if before else marks
            text = beginning + b"y" * (size if before else size - len(beginning)) + b"\n40 40"
            assert run_to_end(words.of([text])) == marks + bytes([marker.LINE]) + 2 * figure


def test_sentences_of_a_huge_paragraph_are_placed_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []

    def noted(text: str) -> str:
        given.append(len(text))
        return printable(text)

    for module in (text_pieces, sentences):
        monkeypatch.setattr(module, "printable", noted)
    for paragraph in ("a\u200d" * SLICE_BYTES, "漢" * SLICE_BYTES):
        given.clear()
        discussion = parse(PAGE.replace("The ferry is late.", paragraph).format("tea"))
        found = Reader(discussion).sentences
        assert sum(1 for _ in found.steps()) >= len(paragraph.encode()) // SLICE_BYTES
        assert sum(given) >= len(paragraph) - 1
        assert max(given) <= text_pieces.PIECE_CHARS + text_pieces.MAX_CLUSTER_CHARS
        assert max(each.end for each in found.all) == max(map(len, map(printable, discussion.paragraphs)))


def test_bytes_that_are_not_utf_8_are_counted_without_a_loop() -> None:
    noise = random.Random(1).randbytes(100_000).replace(b"\0", b"")
    source_of(noise)  # what is done once, imports and tables, is not counted
    assert lines_executed(lambda: source_of(noise)) <= 2_000


MAX_CALLS = 45_000


def test_a_page_of_no_known_engine_with_thousands_of_blocks_is_judged_in_steps() -> None:
    block = '<div class="note"><b class="who">Ada {0}</b> <i>2025-12-24 06:{1:02}</i><p>Late, {0} times.</p></div>'
    page = "<!DOCTYPE html><html><body>" + "".join(block.format(at, at % 60) for at in range(1_500)) + "</body></html>"

    def reading() -> Iterator[None]:
        return named("html").read(Discussion(BufferSource(page.encode()), "html"))

    assert largest_step(reading()) <= MAX_CALLS
