"""Files with many discussions: each comment goes to its own, and a limit keeps their number in bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion import rendering
from thread_parsers.formats.xml import wordpress
from thread_parsers.reading import read_all
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    import pytest


def posts(*threads: int) -> BufferSource:
    rows = "".join(
        f'<post dsq:id="{at}"><message>{at}</message><thread dsq:id="t{number}"/></post>'
        for at, number in enumerate(threads)
    )
    return BufferSource(
        f'<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">{rows}</disqus>'.encode()
    )


def words(source: BufferSource) -> list[list[str]]:
    return [[segment.text for comment in part.comments for segment in comment.segments] for part in read_all(source)]


def test_discussions_are_in_the_order_of_their_first_comments() -> None:
    assert words(posts(5, 3, 5, 4, 3)) == [["0", "2"], ["1", "4"], ["3"]]


def test_after_the_limit_the_last_discussion_has_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "MAX_PARTS", 2)
    source = posts(5, 3, 4, 5, 6, 4)
    assert words(source) == [["0", "3"], ["1", "2", "4", "5"]]
    notes = [note.text for note in read_all(source)[0].receipt.notes]
    assert "2 more discussions are read as a part of the last one" in notes


def test_items_of_a_blog_after_the_limit_are_in_the_last_discussion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordpress, "MAX_PARTS", 2)
    items = "".join(
        f"<item><title>t{at}</title><wp:comment><wp:comment_id>{at}</wp:comment_id>"
        f"<wp:comment_content>{at}</wp:comment_content></wp:comment></item>"
        for at in range(4)
    )
    blog = f'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>{items}</channel></rss>'
    parts = read_all(BufferSource(blog.encode()))
    assert words(BufferSource(blog.encode())) == [["0"], ["1", "2", "3"]]
    assert [part.title for part in parts] == ["t0", "t1"]
    assert parts[0].receipt.notes[0].text == "2 more discussions are read as a part of the last one"
