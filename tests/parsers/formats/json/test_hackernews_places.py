"""Places of comments that were decoded together with the replies to them."""

from __future__ import annotations

import pytest

from thread_parsers.formats.json.hackernews_places import MAX_BRACKETS, find_comments, find_words

USUAL = b'{"id":1,"text":"a","children":[{"id":2,"text":"b {","children":[]}]}, {"text":null,"id":3}'
BEHIND = b'{"id":1,"children":[{"id":2,"text":"b"}],"text":"a"}'
"""Words behind the replies."""
WITH_MORE = b'{"id":1,"tags":[{"text":"x"}],"text":"a"}'
"""An object that is no comment."""


@pytest.mark.parametrize(
    ("data", "comments", "words"),
    [
        (USUAL, [b'{"id":1,"text":"a","children":', b'{"id":2,"text":"b {","children":[]}', b'{"text":null,"id":3}'],
         [b"a", b"b {", b'{"text":null,"id":3}']),
        (BEHIND, [b',"text":"a"}', b'{"id":2,"text":"b"}'], [b"a", b"b"]),
        (WITH_MORE, [WITH_MORE], [b"a"]),
    ],
)  # fmt: skip
def test_each_comment_and_its_words_are_found(data: bytes, comments: list[bytes], words: list[bytes]) -> None:
    assert [data[start:end] for start, end in find_comments(data)] == comments
    places = find_words(data)
    assert [data[start:end] for start, end in zip(places[::2], places[1::2], strict=True)] == words


@pytest.mark.parametrize("data", [b"", b"7", b"[", b'"text"', b'{"text":"a"}]', b"{\xff"])
def test_a_file_that_has_changed_raises_nothing(data: bytes) -> None:
    assert len(find_words(data)) == 2 * len(find_comments(data))


def test_nothing_is_looked_for_among_very_many_brackets() -> None:
    data = b'{"id":1,"text":"a","x":[%s0]}' % (b"[{}]," * MAX_BRACKETS)
    assert not find_comments(data)
    assert not find_words(data)
