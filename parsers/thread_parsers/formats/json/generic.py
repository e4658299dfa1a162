"""JSON of no known kind of discussion.

Lists of objects with an author and words are read as comments, whatever their keys are called (`shape`, `names`), and
objects with one under each id: all lists with the same keys as one that has at least three such objects. Those that
belong to different titles are discussions of their own. Without any, the beginning of the file is shown as an outline.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, names, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.found import SLICE_MEMBERS, FoundDiscussion
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.formats.json.outline import outline
from thread_parsers.formats.json.people import people_in
from thread_parsers.formats.json.shape import MIN_COMMENTS, Shape, is_sure, may_be_alone, shape_of
from thread_parsers.formats.json.windows import value_start
from thread_parsers.steps import emptied_in_steps, listed_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from thread_parsers.discussion.discussion import Discussion

MAX_OUTLINE_BYTES = 1 << 17
"""How much of a file without comments is shown."""
UNKNOWN = "JSON, no known kind of discussion"


class _List(NamedTuple):
    """A list whose objects look like comments."""

    nested: Nested | None
    """None for the values of a file that has one after another."""
    holder: Nested | None
    """The innermost object around it that has a title."""
    shape: Shape
    is_sure: bool
    """Whether they are comments for sure."""
    looked_at: int
    """How many of them were looked at."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the lists that look like comments; if there are none, show what is in the file."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    rendering = Rendering(discussion)
    lists: list[_List] = []
    sure = set[tuple[str, str]]()
    together: Counter[tuple[str, str]] = Counter()
    people = yield from people_in(reader)
    for found in _lists(reader, people):
        if found is None:
            yield
        else:
            lists.append(found)
            keys = found.shape.author, found.shape.text
            together[keys] += found.looked_at if may_be_alone(found.shape) else 0
            if found.is_sure or together[keys] >= MIN_COMMENTS:
                sure.add(keys)
    kept = yield from listed_in_steps(found for found in lists if (found.shape.author, found.shape.text) in sure)
    yield from emptied_in_steps(lists)
    if kept:
        yield from _read_comments(reader, rendering, kept, people)
    else:
        yield from show(discussion)
    rendering.note_damage(reader.damaged)
    yield from reader.freed_in_steps()


def _lists(reader: NestedReader, people: Mapping[str, str]) -> Iterator[_List | None]:
    """Find the lists that look like comments, outermost first, with a None now and then."""
    shape, count = shape_of(reader, reader.roots(), people)
    if shape is not None and is_sure(shape, count, ""):
        yield _List(None, None, shape, is_sure=True, looked_at=count)
        return
    # Iterators over containers and their keys, outermost first, each with the object around them that has a title.
    waiting: list[tuple[Iterator[tuple[str, Nested]], Nested | None]] = [(_without_keys(reader.roots()), None)]
    count = 0
    while waiting:
        count += 1
        if count % stated.SLICE_COMMENTS == 0:
            yield None
        inside, holder = waiting[-1]
        key, nested = next(inside, ("", None))
        if nested is None:
            waiting.pop()
            continue
        if not nested.is_list:
            values = reader.members(nested)
            if _title_key(values):
                holder = nested
            inner, are_objects = yield from _containers(values)
            if are_objects and len(inner) >= MIN_COMMENTS:
                shape, objects = shape_of(reader, (value for _, value in inner), people)
                if shape is not None:
                    yield _List(nested, holder, shape, is_sure(shape, objects, key), objects)
                    continue
            waiting.append((iter(inner), holder))
            continue
        shape, objects = shape_of(reader, reader.items(nested), people, key)
        is_long = shape is not None and is_sure(shape, objects, key)
        if shape is not None:
            yield _List(nested, holder, shape, is_long, objects)
        if not is_long or _are_topics(reader, nested, people):
            waiting.append((_without_keys(reader.items(nested)), holder))


def _containers(values: dict[str, object]) -> Generator[None, None, tuple[list[tuple[str, Nested]], bool]]:
    """The objects and lists among the members of an object with their keys, and whether all members are objects. In
    steps: there may be a hundred thousand."""
    found, are_objects = list[tuple[str, Nested]](), True
    for number, (key, value) in enumerate(values.items(), 1):
        if isinstance(value, Nested):
            found.append((key, value))
            are_objects = are_objects and not value.is_list
        else:
            are_objects = False
        if number % SLICE_MEMBERS == 0:
            yield
    return found, are_objects


def _without_keys(items: Iterator[Nested]) -> Iterator[tuple[str, Nested]]:
    return (("", item) for item in items)


def _are_topics(reader: NestedReader, nested: Nested, people: Mapping[str, str]) -> bool:
    """Whether the first object of a list has a title and holds comments."""
    values = reader.members(next(reader.items(nested), None))
    if names.TOPIC_TITLES.isdisjoint(map(names.normal, names.first_keys(values))):
        return False
    lists = (value for value in values.values() if isinstance(value, Nested) and value.is_list)
    return any(shape_of(reader, reader.items(value), people)[0] is not None for value in lists)


def _read_comments(
    reader: NestedReader, rendering: Rendering, lists: list[_List], people: Mapping[str, str]
) -> Iterator[None]:
    found: dict[int, FoundDiscussion] = {}
    comments = (listed for at, listed in enumerate(lists) if not _holds(listed, lists[at + 1 : at + 2]))
    first = lists[0].shape
    for number, listed in enumerate(comments):
        first = listed.shape if number == 0 else first
        row = listed.holder.row if listed.holder else -1
        if row not in found:
            found[row] = FoundDiscussion(reader, rendering.part(), listed.shape, people)
            if listed.holder:
                found[row].article(listed.holder)
        items = reader.inner(listed.nested) if listed.nested else reader.roots()
        yield from found[row].comments(items, listed.shape)
        yield
    for row in list(found):
        yield from found.pop(row).finish()
    yield from emptied_in_steps(lists)
    keys = " and ".join(map(repr, filter(None, (first.author, first.text))))
    rendering.note("format", f"{UNKNOWN}: what has {keys} was read as comments")


def _holds(listed: _List, following: list[_List]) -> bool:
    """Whether the list after this one in the file is inside it: then this one has topics, not comments."""
    ends = [listed.nested.end > after.nested.start for after in following if listed.nested and after.nested]
    return any(ends)


def show(discussion: Discussion) -> Iterator[None]:
    """Show the outline of the beginning of a file as its article, in steps."""
    rendering = Rendering(discussion)
    file, begin = discussion.file, value_start(discussion.file)
    json = file.text(begin, min(MAX_OUTLINE_BYTES, file.size))
    seen, seen_byte = 0, begin
    for paragraph in outline(json):
        if paragraph is None:
            yield
            continue
        text, start, end = paragraph
        first = seen_byte + len(json[seen:start].encode("utf-8", "surrogateescape"))
        seen, seen_byte = end, first + len(json[start:end].encode("utf-8", "surrogateescape"))
        rendering.article(text, first, seen_byte)
    rendering.note("format", UNKNOWN)
    if file.size > MAX_OUTLINE_BYTES:
        rendering.mark(MAX_OUTLINE_BYTES, file.size, "skipped")
        rendering.note("format", f"the first {MAX_OUTLINE_BYTES >> 10} KiB are shown")


def _title_key(values: dict[str, object]) -> str:
    """The key of the title of an object, or an empty string."""
    keys = {names.normal(key): key for key in names.first_keys(values)}
    found = (keys[name] for name in names.TITLES if name in keys)
    return next((key for key in found if fields.text(values, key).strip()), "")
