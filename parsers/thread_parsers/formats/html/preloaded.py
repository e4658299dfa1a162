"""Comments that a page has only as JSON, for its script to render: topics of Discourse, in an attribute whose value is
an object of strings (`topic_12483` is the JSON of the topic), and JSON-LD with comments or answers."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.formats.html.structured import MAX_BYTES, MAX_SCRIPTS, SCRIPTS
from thread_parsers.formats.json.discourse import read_topics
from thread_parsers.formats.json.jsonld import read_postings
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.formats.html.page import Page

PRELOADED = "[data-preloaded]"
TOPIC = "topic_"
_WITH_COMMENTS = re.compile(r'"(?:comment|suggestedAnswer|acceptedAnswer)"\s*:\s*[\[{]')


def read_preloaded(page: Page, rendering: Rendering) -> Iterator[None]:
    """Read the first topic that is in an attribute of a page, if there is one."""
    if not (yield from page.has(PRELOADED.strip("[]"))):
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


def read_stated(page: Page, rendering: Rendering) -> Iterator[None]:
    """Read the comments that the JSON-LD of a page holds, if there are some."""
    for script in (yield from page.first_of(SCRIPTS, MAX_SCRIPTS)):
        start, end = page.tree.content(script)
        if end - start > MAX_BYTES or _WITH_COMMENTS.search(page.tree.markup, start, end) is None:
            continue
        rendering.within = start, end
        json = page.markup(start, end).encode("utf-8", "surrogateescape")
        yield from read_postings(BufferSource(json), rendering, with_comments=True)
        rendering.within = None
        return
