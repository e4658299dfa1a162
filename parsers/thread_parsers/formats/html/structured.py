"""What a page says of its article in JSON-LD: title, author, time, address, number of comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from thread_parsers.formats.json import fields

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.formats.html.page import Page

SCRIPTS = "script[type=application/ld+json]"
MAX_SCRIPTS = 20
MAX_BYTES = 1 << 20
"""Size of a script; larger ones are not read."""
MAX_VALUES, SLICE_VALUES = 5_000, 200
"""Objects and lists that are looked at, and between two yields."""
ARTICLES = frozenset(
    {"Article", "BlogPosting", "DiscussionForumPosting", "NewsArticle", "QAPage", "Question", "Report",
     "SocialMediaPosting", "TechArticle", "VideoObject"}
)  # fmt: skip
HOLDERS = frozenset({"QAPage"})
"""Objects whose facts are those of their `mainEntity`."""
_TITLES = ("headline", "name", "title")
_TIMES = ("datePublished", "dateCreated", "uploadDate")
_COUNTS = ("commentCount", "answerCount")
_COUNTED = ("CommentAction", "ReplyAction")


class Stated(NamedTuple):
    """What is stated; empty or None if it is not."""

    title: str = ""
    author: str = ""
    time: str = ""
    address: str = ""
    comments: int | None = None
    start: int = 0
    end: int = 0
    """The place of the script."""


def stated_facts(page: Page) -> Generator[None, None, Stated]:
    """Find the facts of the first article, posting or question that a page describes, script by script."""
    for script in (yield from page.first_of(SCRIPTS, MAX_SCRIPTS)):
        start, end = page.tree.content(script)
        if end - start > MAX_BYTES:
            continue
        from thread_parsers.formats.json.decode import decode_in_steps  # its patterns take some milliseconds

        yield
        stated = yield from decode_in_steps(page.markup(start, end))
        for number, value in enumerate(_values(stated.value), 1):
            if number % SLICE_VALUES == 0:
                yield
            if not isinstance(value, dict):
                continue
            if ARTICLES.isdisjoint(_types(value)) or (not HOLDERS.isdisjoint(_types(value)) and "mainEntity" in value):
                continue
            return Stated(
                next((words for key in _TITLES if (words := fields.text(value, key))), ""),
                _name(value.get("author")),
                next((words for key in _TIMES if (words := fields.text(value, key))), ""),
                fields.text(value, "url"),
                _count(value),
                start,
                end,
            )
    return Stated()


def _values(value: object) -> Iterator[dict[str, Any] | list[Any]]:
    """The objects and lists in a value, outer ones first, in the order of the text."""
    waiting = [value]
    for _ in range(MAX_VALUES):
        if not waiting:
            return
        one = waiting.pop()
        if isinstance(one, (dict, list)):
            yield one
        if isinstance(one, dict):
            waiting += [inner for inner in reversed(one.values()) if isinstance(inner, (dict, list))]
        elif isinstance(one, list):
            waiting += [inner for inner in reversed(one) if isinstance(inner, (dict, list))]


def _types(value: dict[str, Any]) -> set[str]:
    types = value.get("@type")
    named = types if isinstance(types, list) else [types]
    return {name.rpartition("/")[2] for name in named if isinstance(name, str)}


def _name(author: object) -> str:
    """The name of an author: a string, an object, or a list of which the first one counts."""
    first = author[0] if isinstance(author, list) and author else author
    return first if isinstance(first, str) else fields.text(first, "name")


def _count(value: dict[str, Any]) -> int | None:
    counts = (fields.integer(value, key) for key in _COUNTS)
    found = next((count for count in counts if count is not None), None)
    statistics = value.get("interactionStatistic")
    for one in statistics if isinstance(statistics, list) else [statistics]:
        if isinstance(one, dict) and fields.text(one, "interactionType", "@type").endswith(_COUNTED):
            return fields.integer(one, "userInteractionCount")
        if isinstance(one, dict) and fields.text(one, "interactionType").endswith(_COUNTED):
            return fields.integer(one, "userInteractionCount")
    return found
