"""Which objects of a list are comments, in JSON of no known kind, and under which keys they state what."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from thread_parsers.bodies.html import HTML_TAG
from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.formats.json import fields, names, stated
from thread_parsers.formats.json.blocks import blocks_text
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.plain import counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from thread_parsers.formats.json.nested import NestedReader

MIN_COMMENTS = 3
MIN_IDENTIFIED = 2
"""The same for comments that have an id and a time."""
MIN_SHARE = 0.8
"""The share of the objects in a list that have an author and words."""
MIN_SHARE_OF_TIMES = 0.5
"""The same for objects that have an author and a time: some have pictures instead of words, or tell what was done."""
MAX_HOLDERS = 2
"""Objects one inside of the other in which the name of an author is looked for."""
MAX_SAMPLED = 50
"""Objects at the beginning of a list that are looked at."""
MIN_HTML = 0.2
"""The share of comments with tags or entities that makes the words of all HTML."""
MAX_NAME_CHARS = 100
_HTML = re.compile(rf"{HTML_TAG.pattern}|&(?:#x27|#39|#x2F|quot|[gl]t|amp);", re.I)


_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?", re.ASCII)
_COUNT = re.compile(r"\d[\d.,]{0,15}\s?[kKmM]?", re.ASCII)
_ACCOUNT = re.compile(r"acct:([^@\s]{1,64})@[\w.-]{1,255}")
"""An account as an address (RFC 7565): its name and its host."""
_REDDIT = re.compile(r"\At[1-6]_(?=[a-z0-9]{1,12}\Z)")
"""What Reddit writes before an id to say of what it is: in ids of parents, and often not in those of comments."""


class Shape(NamedTuple):
    """The keys of comments. An empty key is one that they do not have."""

    author: str
    text: str
    time: str
    likes: str
    id: str
    parent: str
    link: str
    is_html: bool = False
    """Whether the words are HTML."""
    is_dotted: bool = False
    """Whether the id of a reply is that of its parent, a dot and one of its own, as on YouTube."""
    clock: str = ""
    """The time of day, if that of `time` is a date alone."""
    wrapper: str = ""
    """The member of an object that is the comment, if it is not the object itself."""
    is_titled: bool = False
    """Whether the objects have titles, as articles do."""


def shape_of(
    reader: NestedReader, items: Iterable[Nested], people: Mapping[str, str], key: str = ""
) -> tuple[Shape | None, int]:
    """The shape of the objects in a list, if most of them are comments or hold one each, and how many were looked
    at. `people` are the names of users by their ids, where the file states them apart; `key` is that of the list."""
    sample = [reader.members(item) for item in islice(items, MAX_SAMPLED) if not item.is_list]
    if not sample:
        return None, 0
    shape = _shape_of(reader, sample, people, may_be_nameless=names.normal(key) in names.COMMENT_LISTS)
    if shape is not None:
        return shape, len(sample)
    for wrapper in names.first_keys(sample[0]):
        inner = next((values[wrapper] for values in sample if isinstance(values.get(wrapper), Nested)), None)
        if inner is not None and not inner.is_list and names.normal(wrapper) in names.WRAPPERS:
            shape = _shape_of(reader, [_unwrapped(reader, values, wrapper) for values in sample], people)
            if shape is not None:
                return shape._replace(wrapper=wrapper), len(sample)
    return None, len(sample)


def is_sure(shape: Shape, count: int, key: str) -> bool:
    """Whether so many objects of a list under a key are comments. Three that look like it are enough, fewer if they
    say who wrote them, when, and nothing that articles say."""
    if count >= MIN_COMMENTS:
        return True
    if not may_be_alone(shape):
        return False
    return names.normal(key) in names.CONVERSATIONS or (count >= MIN_IDENTIFIED and bool(shape.id))


def may_be_alone(shape: Shape) -> bool:
    """Whether objects of a shape say enough for less than three in a list to be comments."""
    return (
        bool(shape.time and shape.author)
        and not shape.is_titled
        and names.normal(shape.author) not in names.WEAK_AUTHORS
    )


def comment_in(reader: NestedReader, item: Nested, shape: Shape) -> tuple[Nested, dict[str, Any]]:
    """The object with the words of a comment, and the members of it and of what it is in."""
    values = reader.members(item)
    inner = values.get(shape.wrapper) if shape.wrapper else None
    return (inner, _unwrapped(reader, values, shape.wrapper)) if isinstance(inner, Nested) else (item, values)


def _unwrapped(reader: NestedReader, values: dict[str, Any], key: str) -> dict[str, Any]:
    """The members of an object, of what it is related to, and of the comment in it."""
    return {**values, **reader.members(values.get(names.RELATED)), **reader.members(values.get(key))}


def _shape_of(
    reader: NestedReader, sample: list[dict[str, Any]], people: Mapping[str, str], *, may_be_nameless: bool = False
) -> Shape | None:
    """The shape of objects by their members, if most of them are comments. `may_be_nameless`: all may be of the one
    whose account was exported."""
    keys: dict[str, str] = {}
    for key in names.first_keys(dict.fromkeys(chain.from_iterable(map(names.first_keys, sample)))):
        keys.setdefault(names.normal(key), key)
    time = _best(keys, names.TIMES, sample, _is_time)
    id_key = _best(keys, names.IDS, sample, lambda value: bool(identity(reader, value)))
    text = _best(keys, names.TEXTS, sample, lambda value: _is_words(reader, value))
    author = _author_key(reader, keys, sample, people, may_be_id=bool(time and id_key))
    is_weak = names.normal(author) in names.WEAK_AUTHORS
    is_nameless = may_be_nameless and not author and names.normal(text) == "comment" and bool(time)
    is_unlikely = is_weak and (not time or names.normal(time) in names.WEAK_TIMES)
    if not (author or is_nameless) or not text or author == text or is_unlikely:
        return None
    named = [values for values in sample if is_nameless or written_by(reader, values, author, people)]
    both = sum(_is_words(reader, values.get(text)) for values in named)
    dated = sum(_is_time(values.get(time)) for values in named)
    is_dated = dated >= MIN_SHARE * len(sample) and not is_weak
    if both < (MIN_SHARE_OF_TIMES if is_dated else MIN_SHARE) * len(sample):
        return None
    ids = {identity(reader, values.get(id_key)) for values in sample}
    return Shape(
        author,
        text,
        time,
        _best(keys, names.LIKES, sample, lambda value: score_of(reader, value) != NO_SCORE),
        id_key,
        _best(keys, names.PARENTS, sample, lambda value: bool(identity(reader, value))),
        _best(keys, names.LINKS, sample, lambda value: isinstance(value, str) and value.startswith("http")),
        clock="" if names.normal(time) != "date" else _best(keys, names.CLOCKS, sample, _is_clock),
        is_html=sum(has_html(words(reader, values.get(text))) for values in sample) >= MIN_HTML * len(sample),
        is_dotted=any(one.rpartition(".")[0] in ids - {""} for one in ids),
        is_titled=any(
            isinstance(values.get(keys[name]), str) for name in names.HEADLINES & keys.keys() for values in sample
        ),
    )


def _author_key(
    reader: NestedReader,
    keys: dict[str, str],
    sample: list[dict[str, Any]],
    people: Mapping[str, str],
    *,
    may_be_id: bool,
) -> str:
    """The key of the author: a name, or the id of one. `may_be_id`: even of one whose name the file does not have."""
    named = _best(keys, names.AUTHORS, sample, lambda value: bool(author_name(reader, value, people)))
    if named and names.normal(named) not in names.WEAK_AUTHORS:
        return named
    known = _best(keys, names.AUTHOR_IDS, sample, lambda value: identity(reader, value) in people)
    if known or named or not may_be_id:
        return known or named
    return _best(keys, names.AUTHOR_IDS, sample, lambda value: bool(identity(reader, value)))


def has_shape(reader: NestedReader, nested: object, shape: Shape) -> bool:
    """Whether the first object of a list is a comment of a shape."""
    for item in islice(reader.items(nested), 1):
        _, values = comment_in(reader, item, shape)
        return shape.text in values and (not shape.author or shape.author in values)
    return False


def written_by(reader: NestedReader, values: dict[str, Any], key: str, people: Mapping[str, str]) -> str:
    """The name of the author of a comment, or the id if that is all that is known."""
    value = values.get(key)
    found = author_name(reader, value, people)
    return found or (identity(reader, value) if names.normal(key) in names.AUTHOR_IDS else "")


def author_name(reader: NestedReader, value: object, people: Mapping[str, str]) -> str:
    """The name of an author: a string, a member of an object, or that of the user who has this id."""
    name = ""
    for _ in range(MAX_HOLDERS):
        if not isinstance(value, Nested):
            break
        name = people.get(identity(reader, value), "")
        members = {names.normal(key): inner for key, inner in reader.members(value).items()}
        known = names.NAMES if members.keys().isdisjoint(names.SHOWN) else ("name", *names.NAMES)
        held = (members[key] for key in names.HOLDERS if isinstance(members.get(key), Nested))
        value = next((members[key] for key in known if fields.text(members, key)), "") or next(held, "")
        value = value or _name_in_parts(members)
    if people and not name:
        name = people.get(identity(reader, value), "")
    if name or not isinstance(value, str) or len(value) > MAX_NAME_CHARS or "\n" in value:
        return name
    account = _ACCOUNT.fullmatch(value.strip())
    return account[1] if account else value.strip()


def _name_in_parts(members: dict[str, Any]) -> str:
    """The first and the last name of an author, each a member of its own."""
    parts = (names.FIRST_NAMES, names.LAST_NAMES)
    return " ".join(
        filter(None, (next((fields.text(members, key) for key in some if key in members), "") for some in parts))
    )


def words(reader: NestedReader, value: object) -> str:
    """The words of a comment: a string, an object that holds it, or a list of strings and of objects with a `text`."""
    if isinstance(value, str):
        return value
    if not isinstance(value, Nested):
        return ""
    if not value.is_list:
        members = reader.members(value)
        found = next((found for key in names.RENDERED if (found := fields.text(members, key))), "")
        return found or _words_inside(reader, value, members)
    return "\n\n".join(filter(None, (fields.text(reader.members(item), "text") for item in reader.items(value))))


def _words_inside(reader: NestedReader, value: Nested, members: dict[str, Any]) -> str:
    """The words of an object that has them in blocks, or one object further inside."""
    if any(isinstance(members.get(key), Nested) and members[key].is_list for key in names.BLOCKS):
        return blocks_text(reader.value(value).value)
    inner = (reader.members(members[key]) for key in names.RENDERED if isinstance(members.get(key), Nested))
    return next((found for some in inner for key in names.RENDERED if (found := fields.text(some, key))), "")


def identity(reader: NestedReader, value: object) -> str:
    """An id: a string or a number, a member of an object, or the last of the ids of all that is above a comment."""
    if isinstance(value, Nested) and value.is_list:
        listed = reader.value(value).value
        value = listed[-1] if isinstance(listed, list) and listed else None
    elif isinstance(value, Nested):
        members = reader.members(value)
        value = next((members[key] for key in names.IDENTITIES if key in members), None)
    return bare_id(fields.identifier(value))


def bare_id(found: str) -> str:
    """An id without what Reddit writes ahead of it; none for 0."""
    return "" if found == "0" else _REDDIT.sub("", found)


def score_of(reader: NestedReader, value: object) -> int:
    """A score: what `likes_of` reads, or an object with that."""
    if isinstance(value, Nested):
        members = {names.normal(key): inner for key, inner in reader.members(value).items()}
        value = next((members[key] for key in names.COUNTS if key in members), None)
    return likes_of(value)


def likes_of(value: object) -> int:
    """A score: a number, or a count as pages write it."""
    number = fields.integer(value)
    if number is None and isinstance(value, str) and _COUNT.fullmatch(value):
        number = counts.number(value)
    return NO_SCORE if number is None else number


def parent_of(reader: NestedReader, value: object) -> str:
    """The id of a parent."""
    return bare_parent_id(value) if isinstance(value, str) else identity(reader, value)


def bare_parent_id(found: str) -> str:
    """The id of a parent without what Reddit writes ahead of it; empty where that is a submission."""
    return "" if found.startswith("t3_") else bare_id(found)


def _best(
    keys: dict[str, str], known: tuple[str, ...], sample: list[dict[str, Any]], is_right: Callable[[Any], bool]
) -> str:
    """The key that most objects have with a right value; of several, the one that is known first."""
    best, best_count = "", 0
    for name in known:
        key = keys.get(name)
        if key is None:
            continue
        count = sum(is_right(values.get(key)) for values in sample)
        if count > best_count:
            best, best_count = key, count
    return best


def _is_words(reader: NestedReader, value: object) -> bool:
    return bool(words(reader, value).strip())


def has_html(words: str) -> bool:
    """Whether words have tags or entities by which they are known to be HTML."""
    return _HTML.search(words, 0, stated.MAX_SEARCHED_CHARS) is not None


def _is_clock(value: object) -> bool:
    return isinstance(value, str) and _CLOCK.fullmatch(value.strip()) is not None


def _is_time(value: object) -> bool:
    if isinstance(value, str):
        return any(map(str.isdigit, value))
    if isinstance(value, (int, float)) and value >= stated.MILLISECONDS_FROM:
        value = value // 1000
    return fields.epoch(value) is not None or isinstance(value, Nested)
