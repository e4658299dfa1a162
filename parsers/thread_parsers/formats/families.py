"""Families of structured files: what a site calls its fields, in a file of JSON or XML.

A family is recognized by patterns in the first 256 KiB of the file. The tables are in `json.families` and
`xml.families`: adding a family is a row there and a module with a function `read(discussion)`.
"""

from __future__ import annotations

import re
from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats import Format, Likeness
from thread_parsers.steps import import_in_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.bodies import BodyForm
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.containers import Container
    from thread_parsers.source.source import Source

FAMILY_SCORE, UNKNOWN_SCORE = 0.95, 0.75
"""The scores of a family whose signs are there, and of a file of no known family."""
_SHOWN_SIGN_CHARACTERS = 40
_SIGN_TOKENS = re.compile(rb"(\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[:!=<]*|.)((?:[*+?]|\{[0-9,]+\})[?+]?)?", re.DOTALL)
"""A character, class or bracket of a pattern, and how often it is repeated."""
_SPECIAL = frozenset((b".", b"^", b"$", b")", b"|"))
_CAPITALS = re.compile(rb"<(?:HTML|HEAD|BODY|TITLE|DIV|TABLE|UL|OL|LI)[\s>]")
SEARCHED_FOR_CAPITALS = 1 << 14
"""Bytes in which elements in capital letters are looked for."""


class Family(NamedTuple):
    """One kind of structured file."""

    name: str
    title: str
    module: str
    """In the package of the container. It has a function `read(discussion)` as described by `Format.read`."""
    signs: tuple[tuple[bytes, ...], ...]
    """Alternatives: a file is of the family if all patterns of one of them are found in its beginning."""
    may_be_empty: bool = False
    """Whether a file without title, words and comments has a form that is known."""
    body_form: BodyForm = "plain"
    """As in `Format`."""


def formats_of(container: Container, package: str, families: tuple[Family, ...]) -> tuple[Format, ...]:
    """A format for each family, then one for any other file of this container, read by the module `generic`."""
    known = [
        Format(
            family.name,
            family.title,
            partial(likeness_of, family=family, container=container),
            partial(
                _read,
                module=f"{package}.{family.module}",
                container=container,
                may_be_empty=family.may_be_empty,
            ),
            container=container,
            body_form=family.body_form,
        )
        for family in families
    ]
    other = Format(
        container,
        f"any other {container.upper()}",
        partial(unknown_likeness, container=container),
        partial(_read, module=f"{package}.generic", container=container),
        container=container,
    )
    return (*known, other)


def likeness_of(source: Source, family: Family, container: Container) -> Likeness:
    sniffed = source.sniffed
    if sniffed.container != container:
        return Likeness(0.0, f"not {container.upper()}")
    head = sniffed.head
    flags = sign_flags(head) if container == "html" else re.NOFLAG
    for signs in family.signs:
        if not flags and not all(may_match(sign, head) for sign in signs):
            continue
        found = [re.search(sign, head, flags) for sign in signs]  # compiled once, and only for such files
        if all(found):
            seen = ", ".join(match[0].decode("utf-8", "replace")[:_SHOWN_SIGN_CHARACTERS] for match in found if match)
            return Likeness(FAMILY_SCORE, f"{container.upper()} with {' '.join(seen.split())}")
    return Likeness(0.0, f"{container.upper()} without the signs of {family.name}")


def may_match(sign: bytes, head: bytes) -> bool:
    """False if a pattern cannot match anywhere in some bytes, as is plain to see. Most files have few of the words of
    other formats, and to search for all patterns takes many times as long."""
    return any(literal in head for literal in literals_of(sign))


@cache
def literals_of(sign: bytes) -> tuple[bytes, ...]:
    """For each alternative of a pattern the longest text, perhaps empty, that is in everything that it matches. Groups
    are left out."""
    longest, run, depth = [b""], b"", 0
    for token in _SIGN_TOKENS.finditer(sign):
        word, is_repeated = token[1], token[2] is not None
        depth += word.startswith(b"(") - (word == b")")
        if word == b"|" and not depth:
            longest.append(b"")
        is_escaped = word.startswith(b"\\") and not word[1:].isalnum()
        is_literal = not depth and not is_repeated and (is_escaped or (len(word) == 1 and word not in _SPECIAL))
        run = run + word[-1:] if is_literal else b""
        longest[-1] = max(longest[-1], run, key=len)
    return tuple(longest)


def sign_flags(head: bytes) -> re.RegexFlag:
    """How signs are searched for in a page: names of elements and attributes may be in capital letters, as Internet
    Explorer saved them. Ignoring case is several times slower."""
    return re.IGNORECASE if _CAPITALS.search(head, 0, SEARCHED_FOR_CAPITALS) else re.NOFLAG


def unknown_likeness(source: Source, container: Container) -> Likeness:
    if source.sniffed.container != container:
        return Likeness(0.0, f"not {container.upper()}")
    return Likeness(UNKNOWN_SCORE, f"{container.upper()}, no known kind of discussion")


_MODULES = (
    "bodies.html", "discussion.rendering", "times.clock", "times.known_words", "times.dates", "times.relative",
    "times.times",
)  # fmt: skip


def _read(discussion: Discussion, module: str, container: Container, *, may_be_empty: bool = False) -> Iterator[None]:
    # Imported here: most pages are text and need none of these modules.
    yield from import_in_steps("thread_parsers", *_MODULES)
    from thread_parsers.discussion.rendering import with_large_bodies

    yield from with_large_bodies(discussion, import_module(module).read(discussion), together=True)
    is_one = discussion.file.sniffed.container == container  # not if another format was named in the call
    if is_one and not may_be_empty and all(map(_is_empty, discussion.parts)):
        # Of a known family, in a form that is not known.
        generic = import_module(f"{module.rpartition('.')[0]}.generic")
        yield from with_large_bodies(discussion, generic.show(discussion))


def _is_empty(discussion: Discussion) -> bool:
    article = discussion.article
    return not (len(discussion.columns) or article.title_span or article.paragraph_spans)
