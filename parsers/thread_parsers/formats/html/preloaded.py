"""Topics of Discourse whose posts are in the page only as JSON, which its script renders: the value of an attribute is
an object of strings, of which `topic_12483` is the JSON of the topic."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.formats.json.discourse import read_topics
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.formats.html.page import Page

PRELOADED = "[data-preloaded]"
TOPIC = "topic_"


def read_preloaded(page: Page, rendering: Rendering) -> Iterator[None]:
    """Read the first topic that is in an attribute of a page, if there is one."""
    if PRELOADED.strip("[]") not in page.tree.markup:
        return
    for element in (yield from page.first_of(PRELOADED, 1)):
        reader = NestedReader((yield from page.document(element, PRELOADED.strip("[]"))))
        yield from reader.index()
        members = {name: value for root in reader.roots() for name, value in reader.members(root).items()}
        topics = (value for name, value in members.items() if name.startswith(TOPIC) and isinstance(value, str))
        rendering.within = page.tree.start[element], page.tree.inner[element]
        for topic in islice(topics, 1):
            yield
            yield from read_topics(BufferSource(topic.encode("utf-8", "surrogatepass")), rendering)
        rendering.within = None
