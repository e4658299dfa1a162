"""Whom a mail is from: name and address in a `From` field, in the forms that mail programs and archives write."""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_NESTED = 20
"""Comments and groups in a field that is parsed. The parser of the standard library is recursive."""
MAX_CHARS = 1 << 12
MAX_NAME_CHARS = 200
_SPECIAL = frozenset("@,;<>(:")
_NAME_IN_BRACKETS = re.compile(r"([^\s(]++(?: at [^\s(]++)?) ?\((.{1,300})\)")
"""`ada@example.org (Ada L.)`, and `ada at example.org (Ada L.)`, as archives of lists write it."""
_QUOTED_NAME = re.compile(r'"((?:[^"\\]|\\.)*+)" ?(?=<)')
_COMMENT = re.compile(r" ?\((.{1,300}?)\) ?")
_HIDDEN = re.compile(r"\S{1,200} at \S{1,200}")
_NESTED = re.compile(r"[(:]")
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)


class Person(NamedTuple):
    """The name as written, with encoded words not yet decoded; empty if there is none. And the address."""

    name: str
    address: str


def person_of(field: str) -> Person:
    """The first author in a `From` field. Without a name, the address stands for it."""
    field = " ".join(field[:MAX_CHARS].split())
    hidden = _NAME_IN_BRACKETS.fullmatch(field)
    if hidden and "<" not in hidden[1]:
        return Person(bare(hidden[2]), hidden[1])
    if "<" in field:
        return _before_angle(field)
    name, _, address = field.rpartition(" ")
    if "@" in address and name and not _SPECIAL.intersection(name):  # `Ada L. ada@example.org`, without brackets
        return Person(bare(name), address)
    if _HIDDEN.fullmatch(field):
        return Person("", field)
    if _SPECIAL.isdisjoint(field):
        return Person(bare(field), "")
    from email.utils import parseaddr  # slow to import, and most fields need none of it

    name, address = ("", "") if len(_NESTED.findall(field)) > MAX_NESTED else parseaddr(field)
    return Person(bare(name), address) if name or address else Person(field[:MAX_NAME_CHARS], "")


def _before_angle(field: str) -> Person:
    """The name before an address in brackets, or in a comment after it."""
    quoted = _QUOTED_NAME.match(field)
    name, _, rest = field.partition("<") if quoted is None else (quoted[1], "", field[quoted.end() + 1 :])
    address, _, after = rest.partition(">")
    if not name.strip() and (comment := _COMMENT.match(after)) is not None:
        name = comment[1]
    return Person(bare(name), address.strip())


def bare(name: str) -> str:
    """A name without quotes around it and without backslashes before characters."""
    name = " ".join(name.split())
    for _ in range(2):  # `"'Ada'"`, as Outlook writes it
        if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
            name = name[1:-1].strip()
    return _QUOTED_PAIR.sub(r"\1", name) if "\\" in name else name
