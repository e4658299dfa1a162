"""The links of the article and of all comments: collected in steps, by address, with the comments that have each."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from thread_parsers.text.links import address_spans, in_ascii
from thread_parsers.text.printable import printable
from thread_reader.view.links import MAX_CHARACTERS, openable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.columns import Columns
    from thread_parsers.discussion.discussion import Discussion

MAX_LINKS = 50_000
"""Different addresses that are listed; of more, only their number is known."""
MAX_WORDS = 200
"""Characters of the words of a link."""
SLICE_LINKS = 64
"""Links of one comment, or paragraph, between two steps."""
_MAY_LINK = re.compile(rb"https?://|www\.|mailto:", re.IGNORECASE)
_IMAGE = re.compile(r"\.(?:png|jpe?g|gifv?|webp|svg|avif|bmp|heic|tiff?)$", re.IGNORECASE)
"""The end of the path of an image."""


@dataclass(slots=True)
class LinkEntry:
    """One address."""

    address: str
    """Whole and in ASCII, as it would be opened."""
    written: str
    """As it is on the page the first time."""
    words: str = ""
    """The words that link to it, where they are not the address itself; printable."""
    is_image: bool = False
    domain: Domain = field(default_factory=lambda: Domain(""), repr=False)
    comments: array[int] = field(default_factory=lambda: array("I"))
    """The comments that have it, each once."""
    in_article: bool = False
    """Whether the article has it."""
    count: int = 0
    """How often it is there."""


@dataclass(slots=True)
class Domain:
    """The addresses of one domain, either links or images."""

    name: str
    entries: list[LinkEntry] = field(default_factory=list)
    """In the order in which they appear."""
    count: int = 0
    """How many links there are."""
    authors: set[int] = field(default_factory=set)
    """The numbers of the authors whose comments have one; of comments without a name, none."""


class Found(NamedTuple):
    """A link in a comment."""

    address: str
    words: str
    is_image: bool


class LinkList:
    """All links of a discussion, in the order in which they appear."""

    def __init__(self, columns: Columns) -> None:
        self.comments = len(columns)
        """Comments of the discussion when they were collected."""
        self.entries: dict[str, LinkEntry] = {}
        self._columns = columns
        self._domains: dict[tuple[bool, str], Domain] = {}
        """By whether they are those of images, and by name."""
        self.left_out = 0
        """Links with an address that is one too many."""
        self.done = 0
        """Comments that have been looked at."""

    def add(self, comment: int | None, link: Found) -> None:
        """Add a link of a comment, or of the article. What cannot be opened is left out."""
        if len(link.address) > MAX_CHARACTERS:
            return
        address = in_ascii(link.address)
        entry = self.entries.get(address)
        if entry is None:
            if not openable(address):
                return
            if len(self.entries) >= MAX_LINKS:
                self.left_out += 1
                return
            entry = self.entries[address] = LinkEntry(address, link.address, is_image=link.is_image)
            entry.domain = self._domains.setdefault((link.is_image, name := domain_of(address)), Domain(name))
            entry.domain.entries.append(entry)
        entry.count += 1
        entry.domain.count += 1
        entry.words = entry.words or link.words
        if comment is None:
            entry.in_article = True
            return
        author = self._columns.author[comment]
        if self._columns.author_names[author]:
            entry.domain.authors.add(author)
        if not entry.comments or entry.comments[-1] != comment:
            entry.comments.append(comment)

    def domains(self, *, images: bool) -> list[Domain]:
        """The domains of the links, or of the images, those with the most first."""
        found = (domain for (is_image, _), domain in self._domains.items() if is_image is images)
        return sorted(found, key=lambda each: -each.count)


def collect_steps(discussion: Discussion, found: LinkList) -> Iterator[None]:
    """Collect the links of the article and of all comments, in steps."""
    for start, end in discussion.article.paragraph_spans:
        paragraph = discussion.text.read(start, end)
        if _MAY_LINK.search(paragraph):
            yield from _collected(None, paragraph, found)
    from thread_parsers.stats.scan.batches import batches  # with it come all stats, which take long to import

    columns, behind = discussion.columns, discussion.columns.links
    for rows, bodies in batches(discussion, range(found.comments)):
        for comment, body in zip(rows, bodies, strict=True):
            if _MAY_LINK.search(body):
                yield from _collected(comment, body, found)
            for hidden in behind.get(comment, ()):
                end = max(hidden.start, min(hidden.end, hidden.start + 4 * MAX_WORDS))
                words = _words(discussion.text.text(hidden.start, end))
                found.add(comment, Found(hidden.address, words, _is_image(hidden.address)))
        found.done += len(bodies)
        yield
    found.done = len(columns)


def _collected(comment: int | None, body: bytes, found: LinkList) -> Iterator[None]:
    """Collect the links of one comment, or of a paragraph of the article, in steps."""
    for number, link in enumerate(_links_in(body.decode("utf-8", "surrogateescape")), 1):
        found.add(comment, link)
        if number % SLICE_LINKS == 0:
            yield


def _links_in(text: str) -> Iterator[Found]:
    """The addresses in a text. Markdown puts the words before them: `[words](address)`, `![words](address)`."""
    for start, end in address_spans(text):
        address, words, is_image = text[start:end], "", _is_image(text[start:end])
        if text[max(0, start - 2) : start] == "](":
            opens = text.rfind("[", max(0, start - 2 - MAX_WORDS), start - 2)
            if opens >= 0:
                words = _words(text[opens + 1 : start - 2])
                is_image = is_image or text[opens - 1 : opens] == "!"
        yield Found(address, words, is_image)


def _words(text: str) -> str:
    words = printable(" ".join(text.split())[:MAX_WORDS])
    return "" if "://" in words or words.startswith("www.") else words


def _is_image(address: str) -> bool:
    try:
        return _IMAGE.search(urlsplit(address).path) is not None
    except ValueError:
        return False


def domain_of(address: str) -> str:
    """The domain of an address that may be opened, without `www.`; of a mail address the one after the @."""
    parts = urlsplit(address)
    host = parts.hostname or parts.path.rpartition("@")[2].partition("?")[0].lower()
    return host.removeprefix("www.")


def path_of(address: str) -> str:
    """What an address has after the domain, with letters in place of percent-encoding; printable."""
    parts = urlsplit(address)
    if not parts.hostname:
        return printable(unquote(parts.path))
    path = parts.path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    return printable(" ".join(unquote(path).split())) if path.strip("/") else "/"
