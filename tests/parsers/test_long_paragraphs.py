"""Paragraphs that are very long are divided between words, and lose nothing."""

from __future__ import annotations

import itertools

import pytest

from thread_parsers.discussion.long_paragraphs import MAX_PARAGRAPH_BYTES
from thread_parsers.reading import parse

COMMENT = "Mara\n· 2025-12-24 06:14\nLate.\nReply0\n"
PAGES = {
    "plain": ("{}\n", "plain"),
    "clipped": ("---\ntitle: The ferry\nurl: https://example.org/ferry\n---\n\n{}\n\n## Comments\n\n", "clipped"),
    "gate": ("Title\n{}\nReward\nComment\n0/400\n" + COMMENT, "gate"),
}


@pytest.mark.parametrize("unit", ["ferry ", "x", "渡轮很晚。", "🚋", "\udcff"], ids=ascii)
@pytest.mark.parametrize("page", PAGES)
def test_a_paragraph_of_a_megabyte_is_divided_without_gaps(page: str, unit: str) -> None:
    before, format_name = PAGES[page]
    words = (unit * (1_000_000 // len(unit.encode("utf-8", "surrogateescape")))).strip()
    discussion = parse(before.format(words), format_name=format_name)
    paragraphs = [text for text in discussion.paragraphs if len(text) > 100]
    assert "".join(paragraphs) == words
    spans = [(start, end) for start, end in discussion.article.paragraph_spans if end - start > 100]
    assert all(end == start for (_, end), (start, _) in itertools.pairwise(spans))
    assert max(end - start for start, end in spans) <= MAX_PARAGRAPH_BYTES
    if unit == "ferry ":
        assert all(text.startswith("ferry") for text in paragraphs)


def test_an_ordinary_paragraph_is_not_divided() -> None:
    words = ("The ferry is late. " * (MAX_PARAGRAPH_BYTES // 20)).strip()
    assert parse(f"{words}\n", format_name="plain").paragraphs == [words]
