"""Dumps of text browsers: numbers ahead of links, and the list of their addresses."""

from __future__ import annotations

from thread_parsers import parse
from thread_parsers.source.open import source_of

PAGE = """Moss

     * [1]Ada Wren - [2]2 May 2024 10:00
       It grows, as [1] and [3]this page say.
     * [4]Bo - [5]2 May 2024 11:00
       Mow it.
     * [6]Cem - [7]3 May 2024 11:00
       Paint it.

References

   Visible links:
   1. http://m.example/u/ada
   2. http://m.example/#1
   3. http://x.example/
   4. http://m.example/u/bo
   5. http://m.example/#2
   6. http://m.example/u/cem
   7. http://m.example/#3

   Hidden links:
   8. http://m.example/
"""


def test_numbers_of_links_are_no_part_of_names_and_words() -> None:
    discussion = parse(PAGE.encode())
    assert [comment.author for comment in discussion.comments] == ["Ada Wren", "Bo", "Cem"]
    words = [" ".join(segment.text for segment in comment.segments) for comment in discussion.comments]
    assert words == ["It grows, as [1] and this page say.", "Mow it.", "Paint it."]
    last = discussion.comments[2].lines
    assert last is not None and last[0] == 7  # as in the file


def test_other_texts_are_kept() -> None:
    for text in (
        PAGE.partition("References")[0],  # no list
        PAGE.replace("[", "("),  # no numbers
        PAGE + "\nMore words, of a page that goes on.\n",
        PAGE.replace("[2]", ""),  # most numbers are missing
        PAGE.replace("]", "] "),  # notes behind words
    ):
        assert source_of(text.encode()).converted_from is None
