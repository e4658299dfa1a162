"""The search in the article: in slices, however long the article or its paragraphs are."""

from __future__ import annotations

from thread_parsers.reading import parse
from thread_reader.view.hits import next_hit, tally
from thread_reader.view.jobs import search_steps
from thread_reader.view.reader import Reader
from thread_reader.view.text_search import MAX_PARAGRAPH_HITS, SLICE_HITS


def searched(article: str, text: str) -> tuple[Reader, int]:
    """A reader whose search is complete, and the most hits that one step has added."""
    reader = Reader(parse(f"{article}\nReward\nComment\n0/400\nMara\n· 2025-03-09 18:20\nA ferry.\nReply0\n"))
    assert reader.search.ask(text)
    before = most = 0
    for _ in search_steps(reader):
        most, before = max(most, reader.search.total - before), reader.search.total
    return reader, most


def test_a_step_searches_one_paragraph() -> None:
    reader, most = searched("\n".join(f"The ferry {number} and the ferry." for number in range(500)), "ferry")
    assert reader.search.total == 1001
    assert most == 2
    assert reader.search.in_article == sorted(reader.search.in_article)


def test_the_hits_of_a_huge_paragraph_are_capped_and_counted_as_more() -> None:
    reader, most = searched("Title\n" + "a " * (MAX_PARAGRAPH_HITS + 5), "a")
    assert most <= SLICE_HITS
    assert len(reader.search.in_article) == MAX_PARAGRAPH_HITS
    assert tally(reader).truncated
    reader.search.ask("ferry")
    assert not tally(reader).truncated
    reader, _ = searched("a " * (MAX_PARAGRAPH_HITS + 5) + "\nA last line of the article.", "a")
    assert tally(reader).truncated
    reader, _ = searched("Title\n" + "a " * MAX_PARAGRAPH_HITS, "/a(?= )/")
    assert not tally(reader).truncated


def test_the_current_hit_in_the_article_has_its_number() -> None:
    reader, _ = searched("One ferry.\nTwo ferries: ferry, ferry.", "ferry")
    numbers = []
    for _ in range(4):
        reader.search.current = next_hit(reader)
        numbers.append(tally(reader).ordinal)
    assert sorted(numbers) == [1, 2, 3, 4]
