"""Signatures: `[[User:Ada|Ada]] ([[User talk:Ada|talk]]) 12:34, 5 May 2021 (UTC)`, in the languages of `times`."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.formats.wikitext.moments import ZONE, moments, time_before, zone_minutes
from thread_parsers.formats.wikitext.names import CONTRIBUTIONS, NOT_USERS, UNSIGNED, USER_NAMESPACES
from thread_parsers.markup.entities import decode_entities

MAX_SIGNATURE_CHARS = 2000
"""From the first link of a signature to its zone: some are mostly colours."""
MAX_NAME_CHARS = 255
_MAX_LINKS = 20
"""Links before a time that may be to its user, the last ones first."""
_MAX_TAG_CHARS = 400
_MAX_BESIDE = 60
"""Tags and signs before the first link of a signature that are looked at."""
_MAX_PREFIXES = 3
"""Parts of a link's target in which the namespace of users is looked for: `:w:de:User:Ada`."""

_LINK = re.compile(r"(?:\[\[|\{\{)([^\[\]{}|\n]{1,300})")
_UNSIGNED = re.compile(r"\{\{(?:subst:)?([^{}|\n]{2,40})\|([^{}\n]{1,500})\}\}")
_NUMBERED = re.compile(r"\s*[12]\s*=")
_AFTER = re.compile(r"(?:\s{0,4}(?:</[a-z]{1,20}\s?>|[)）]|'{2,5}|[.,;](?=\s|\Z)))*", re.IGNORECASE)
"""What ends with a signature: elements, a bracket, italics."""
_ENTITY_AT_END = re.compile(r"&(?:[a-z]{2,8}|#x?[0-9a-f]{1,6});\Z", re.IGNORECASE)
_EDGE = " \t-–—―~(（"
"""Signs between words and a signature."""
_NOT_OPENING = re.compile(r"</|<[bh]r\b|<!|<[^<>]*/>", re.IGNORECASE)
"""Tags that do not begin what a signature is in."""
_UNSIGNED_WORDS = re.compile(r"sign|firm|подпис|підпис|podpis|签名|簽名|署名|서명|توقيع|امضا|חתימ|חתום", re.IGNORECASE)
"""In small letters before the link: "preceding unsigned comment added by"."""
_ADDRESS = re.compile(r"\[(?:https?:)?//[^\s\[\]/]{1,100}/wiki/([^\s\[\]]{1,300})\s")
"""A link to a page of another wiki by its address."""
_MARKUP = re.compile(r"<[^<>]{0,400}>|&[a-zA-Z#0-9]{1,8};")
_SENTENCE_END = re.compile(r"[.!?。！？](?:\s|\Z)")
_MAX_LETTERS_BETWEEN = 20
"""Letters between two links of one signature: "(my page)"."""
_LETTERS = re.compile(r"[\W_]+")


class Signature(NamedTuple):
    """A signature in a line: its characters and what it says."""

    start: int
    end: int
    author: str
    time: int
    """Seconds since 1970 by the clock as written, or NO_TIME."""
    zone: int | None
    time_text: str
    """The time as written, if it could not be read."""


def signature_in(line: str) -> Signature | None:
    """The first signature of a line: a time with a zone, and before it the link to a user that is nearest to it."""
    unsigned = _unsigned(line) if "{{" in line else None
    for moment in moments(line):
        if unsigned is not None and unsigned.start < moment.end:
            break
        author = _author_before(line, moment.start)
        if author is not None:
            place, name = author
            end = _AFTER.match(line, moment.end)
            words = line[moment.start : moment.end] if moment.time == NO_TIME else ""
            stop = end.end() if end else moment.end
            return Signature(_start(line, place, name), stop, name, moment.time, moment.zone, words)
    return unsigned


def _author_before(line: str, end: int) -> tuple[int, str] | None:
    """The last link to a user before a character of a line: its place and the name."""
    start = max(0, end - MAX_SIGNATURE_CHARS)
    links = list(_LINK.finditer(line, start, end))
    for link in links[: -_MAX_LINKS - 1 : -1]:
        name = user_of(link[1])
        if name:
            return link.start(), name
    for address in list(_ADDRESS.finditer(line, start, end))[: -_MAX_LINKS - 1 : -1]:
        name = user_of(unquote(address[1]))
        if name:
            return address.start(), name
    return _of_unknown_namespace(line, links[-1], end) if links else None


def user_of(target: str) -> str:
    """The user that the target of a link names, if it is a page of a user: `User:Ada/sig`, `:de:Benutzerin:Ada#x`,
    `Special:Contributions/Ada`. Else an empty string."""
    parts = target.removeprefix(":").split(":", _MAX_PREFIXES)
    for at, part in enumerate(parts[:-1]):
        namespace = _bare(part)
        rest = ":".join(parts[at + 1 :])
        if namespace in USER_NAMESPACES:
            return _name(rest)
        page, slash, name = rest.partition("/")
        if slash and _bare(page) in CONTRIBUTIONS:
            return _name(name)
    return ""


def _of_unknown_namespace(line: str, link: re.Match[str], end: int) -> tuple[int, str] | None:
    """The user of a link directly before a time, if its namespace is unknown: a user page in a
    language that the table does not have."""
    namespace, colon, name = link[1].partition(":")
    close = line.find("]]", link.end(), end)
    if not colon or line[link.start()] != "[" or close < 0 or _bare(namespace) in NOT_USERS:
        return None
    between = re.sub(r"<[^<>]*>|[\W_]", "", line[close:end])
    return (link.start(), _name(name)) if not between and _name(name) else None


def _bare(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).casefold()


def _name(target: str) -> str:
    """The name in a target: up to a subpage or a section."""
    name = re.split(r"[/#]", target, maxsplit=1)[0]
    name = " ".join(decode_entities(name).replace("_", " ").split()).strip("\u200e\u200f")
    return name if len(name) <= MAX_NAME_CHARS else ""


def _unsigned(line: str) -> Signature | None:
    """The first template that says who wrote a comment without a signature."""
    for template in _UNSIGNED.finditer(line):
        if _bare(template[1]) not in UNSIGNED:
            continue
        author, words = "", ""
        moment: tuple[int, int | None] = NO_TIME, None
        for parameter in _divided(template[2]):
            value = _NUMBERED.sub("", parameter, count=1).strip()
            found = _time_of(value)
            link = _LINK.match(value)
            name = (user_of(link[1]) if link else "") or _name(value)
            if found is not None:
                moment, words = found, value if found[0] == NO_TIME else ""
            elif not author and "=" not in value:
                author = name
        if author:
            end = _AFTER.match(line, template.end())
            stop = end.end() if end else template.end()
            return Signature(_edge(line, template.start()), stop, author, moment[0], moment[1], words)
    return None


def _divided(parameters: str) -> list[str]:
    """Parameters of a template; a bar inside a link is not a separator."""
    return re.split(r"\|(?![^\[\]]*\]\])", parameters)


def _time_of(value: str) -> tuple[int, int | None] | None:
    zone = ZONE.search(value)
    found = time_before(value, zone.start() if zone else len(value))
    return (found[1], zone_minutes(zone[1]) if zone else None) if found else None


def _start(line: str, place: int, name: str) -> int:
    """Where the signature begins whose last link is at a place: other links to the same user are ahead of it, and tags,
    dashes and brackets between and before them."""
    beside = max(0, place - _MAX_TAG_CHARS)
    for tag in ("<small", '<span class="autosigned"'):
        opened = line.rfind(tag, beside, place)
        if opened >= 0 and _UNSIGNED_WORDS.search(line, opened, place):
            return _edge(line, opened)
    same = _LETTERS.sub("", name).casefold()
    links = list(_LINK.finditer(line, max(0, place - MAX_SIGNATURE_CHARS), place))
    for link in links[: -_MAX_LINKS - 1 : -1]:
        user = user_of(link[1])
        if not user:
            continue
        close = line.find("]]", link.end(), place)
        if _LETTERS.sub("", user).casefold() != same or close < 0:
            break
        between = _MARKUP.sub(" ", line[close + 2 : place])
        if len(_LETTERS.sub("", between)) > _MAX_LETTERS_BETWEEN or _SENTENCE_END.search(between):
            break
        place = link.start()
    return _edge(line, place)


def _edge(line: str, at: int) -> int:
    """The place before start tags, dashes, blanks and brackets that end at a place."""
    if line.endswith("''", 0, at):  # bold or italics of the signature
        at = len(line[:at].rstrip("'"))
    for _ in range(_MAX_BESIDE):
        begun = at
        while at and line[at - 1] in _EDGE:
            at -= 1
        if line.endswith(";", 0, at):
            entity = _ENTITY_AT_END.search(line, max(0, at - 10), at)
            at = entity.start() if entity else at
        elif line.endswith(">", 0, at):
            opened = line.rfind("<", max(0, at - _MAX_TAG_CHARS), at)
            if opened >= 0 and not _NOT_OPENING.match(line, opened):
                at = opened
        if at == begun:
            break
    return at
