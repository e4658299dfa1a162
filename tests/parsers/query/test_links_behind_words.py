"""`has:link` finds links whose address is not in the text, as in HTML."""

from __future__ import annotations

from thread_parsers.bodies import Body, Link
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.query import Matching, parse_query
from thread_parsers.source.source import BufferSource


def test_a_link_behind_words_is_a_link() -> None:
    rendering = Rendering(Discussion(BufferSource(b"{}")))
    rendering.add(Post(text="no link"))
    rendering.add(Post(text=Body("see there", (Link(4, 9, "http://a.org/"),))))
    rendering.add(Post(text="http://b.org/"))
    discussion = rendering.discussion
    assert list(Matching(discussion, parse_query("has:link")).all()) == [1, 2]
    assert list(Matching(discussion, parse_query("-has:link")).all()) == [0]
    assert list(Matching(discussion, parse_query("has:question OR has:link")).all()) == [1, 2]
