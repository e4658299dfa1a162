"""Archives of mailing lists by pipermail, as HTML: a folder of messages with the index of their threads, or one page.

Who answers whom is only in the index: it is a list of lists. Pages that are not in it are put at the top level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.discussion.subjects import bare
from thread_parsers.formats.mail.bodies import META_BYTES, META_CHARSET
from thread_parsers.formats.mail.charsets import Charsets
from thread_parsers.formats.mail.grouping import Grouping
from thread_parsers.formats.mail.headers import decoded_words
from thread_parsers.formats.mail.message import Head, time_of
from thread_parsers.markup.entities import decode_entities
from thread_parsers.markup.tokenizer import Kind, attributes, tokens
from thread_parsers.source.folder_files import FolderFiles
from thread_parsers.source.mail_folders import MESSAGE_PAGE, THREAD_INDEX

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

BEGIN, END = b"<!--beginarticle-->", b"<!--endarticle-->"
"""What pipermail puts around the words of a message."""
MAX_PAGE_BYTES = 1 << 25
"""Of a larger page, the beginning is read."""
MAX_HEAD_CHARS = 1 << 16
SLICE_PAGES = 16
"""Pages between two yields."""
SLICE_TOKENS = 1 << 10


class Page(NamedTuple):
    """The page of a message: what it says, and the bytes of its words."""

    head: Head
    text: str
    start: int
    end: int


class Entry(NamedTuple):
    """A message in the index of threads."""

    address: str
    """Of its page."""
    subject: str
    author: str
    parent: int
    """The number of the entry that it is under, or -1."""
    start: int
    end: int


def read_archive(discussion: Discussion) -> Iterator[None]:
    """Read the messages of a folder."""
    source, first = discussion.file, Rendering(discussion)
    assert isinstance(source, FolderFiles)
    charsets = Charsets()
    parents: dict[str, str] = {}
    pages = []
    for file in source.files:
        volume, _, name = file.name.rpartition("/")
        if name != THREAD_INDEX:
            pages.append(file)
            continue
        volume = f"{volume}/" if volume else ""
        entries = yield from index_entries(source, file.start, file.end, charsets)
        for entry in entries:
            above = volume + entries[entry.parent].address if entry.parent >= 0 else ""
            parents.setdefault(volume + entry.address, above)
        first.mark(file.start, file.end, "furniture")
    order = {name: number for number, name in enumerate(parents)}
    pages.sort(key=lambda file: order.get(file.name, len(order)))
    heads: list[Head] = []
    for count, file in enumerate(pages, 1):
        page = page_of(source.read(file.start, min(file.end, file.start + MAX_PAGE_BYTES)), charsets)
        above = parents.get(file.name, "")
        heads.append(page.head._replace(id=file.name, parents=(above,) if above else ()))
        if count % SLICE_PAGES == 0:
            discussion.bytes_read = file.end
            yield
    groups = yield from Grouping(heads).groups()
    for members in groups:
        part = first.part()
        for count, member in enumerate(members, 1):
            file, head = pages[member], heads[member]
            page = page_of(source.read(file.start, min(file.end, file.start + MAX_PAGE_BYTES)), charsets)
            spans = (file.start, file.end), (file.start + page.start, file.start + page.end)
            part.hold(_post(page, *spans, head.id, head.parents[0] if head.parents else ""))
            if count % SLICE_PAGES == 0:
                yield
        start = pages[members[0]].start
        part.title(bare(heads[members[0]].subject), start, start)
        yield from part.thread()


def read_page(discussion: Discussion) -> Iterator[None]:
    """Read one saved page: a message is a comment; of an index, each entry is one, with its subject as words."""
    source, rendering, charsets = discussion.file, Rendering(discussion, has_lines=True), Charsets()
    data = source.read(0, min(source.size, MAX_PAGE_BYTES))
    if BEGIN in data:
        page = page_of(data, charsets)
        rendering.title(bare(page.head.subject), 0, 0)
        rendering.add(_post(page, (0, source.size), (page.start, page.end)))
        return
    entries = yield from index_entries(source, 0, len(data), charsets)
    text = charsets.decoded(data[:MAX_HEAD_CHARS], _charset(data))
    rendering.title(_text_between(text, "<h1>", "</h1>", 0)[0], 0, 0)
    for entry in entries:
        rendering.hold(
            Post(
                author=entry.author,
                text=entry.subject,
                id=entry.address,
                permalink=entry.address,
                parent_id=entries[entry.parent].address if entry.parent >= 0 else "",
                object_span=(entry.start, entry.end),
            )
        )
    yield from rendering.thread()


def _post(
    page: Page, object_span: tuple[int, int], body_span: tuple[int, int], name: str = "", parent: str = ""
) -> Post:
    head = page.head
    return Post(
        author=head.author,
        address=head.address,
        text=page.text,
        id=name,
        parent_id=parent,
        time=head.time,
        zone=head.zone,
        time_text=head.time_text,
        subject=head.subject,
        object_span=object_span,
        body_span=body_span,
    )


def page_of(data: bytes, charsets: Charsets) -> Page:
    """What the page of a message says."""
    begin, charset = data.find(BEGIN), _charset(data)
    start = begin + len(BEGIN) if begin >= 0 else 0
    end = data.find(END, start) if begin >= 0 else 0
    end = len(data) if end < 0 else end
    above = charsets.decoded(data[: max(begin, 0)][:MAX_HEAD_CHARS], charset)
    subject, at = _text_between(above, "<h1>", "</h1>", 0)
    author, at = _text_between(above, "<b>", "</b>", at)
    address, after = _text_between(above, "<a ", "</a>", at)
    time, _ = _text_between(above, "<i>", "</i>", after)
    seconds, zone, time_text = time_of(time)
    name = " ".join(decoded_words(author, charsets).split()) or address
    subject = " ".join(decoded_words(subject, charsets).split())
    text = _preformatted(charsets.decoded(data[start:end], charset))
    return Page(Head("", (), name, address, subject, seconds, zone, time_text), text, start, end)


def index_entries(source: Source, start: int, end: int, charsets: Charsets) -> Generator[None, None, list[Entry]]:
    """Return the entries of an index of threads, which is in these bytes, in its order."""
    data = source.read(start, min(end, start + MAX_PAGE_BYTES))
    index = _Index(data, charsets)
    for count, token in enumerate(tokens(index.markup), 1):
        index.take(*token)
        if count % SLICE_TOKENS == 0:
            yield
    return [entry._replace(start=entry.start + start, end=entry.end + start) for entry in index.entries]


class _Index:
    """An index of threads: what its tags mean, one after another."""

    def __init__(self, data: bytes, charsets: Charsets) -> None:
        self.markup = data.decode("latin-1")  # positions in bytes
        self.entries: list[Entry] = []
        self._charsets, self._charset = charsets, _charset(data)
        self._lists: list[tuple[int, int]] = [(-1, -1)]
        """For each open list the entry that it is under, and its own last entry."""
        self._words: list[str] = []
        """The words of the open link or name."""
        self._address = ""
        """Of the open link."""
        self._start = 0

    def take(self, kind: Kind, name: str, start: int, end: int) -> None:
        """Take one token."""
        if kind == Kind.TEXT:
            self._words.append(self.markup[start:end])
        elif kind == Kind.START:
            self._words = []
            above, last = self._lists[-1]
            if name == "ul":
                self._lists.append((last if last >= 0 else above, -1))
            elif name == "a":
                address = attributes(self.markup, start, end).get("href", "")
                self._address, self._start = address if MESSAGE_PAGE.fullmatch(address) else "", start
        elif kind == Kind.END:
            self._close(name, end)
            self._words = []

    def _close(self, name: str, end: int) -> None:
        if name == "ul" and len(self._lists) > 1:
            self._lists.pop()
        elif name == "a" and self._address:
            above, _ = self._lists[-1]
            self._lists[-1] = above, len(self.entries)
            self.entries.append(Entry(self._address, self._text(), "", above, self._start, end))
            self._address = ""
        elif name == "i" and self.entries and not self.entries[-1].author:
            self.entries[-1] = self.entries[-1]._replace(author=self._text(), end=end)

    def _text(self) -> str:
        data = "".join(self._words).encode("latin-1")
        text = decode_entities(self._charsets.decoded(data, self._charset))
        return " ".join(decoded_words(text, self._charsets).split())


def _charset(data: bytes) -> str:
    found = META_CHARSET.search(data[:META_BYTES])
    return found[1].decode("ascii") if found else ""


def _text_between(text: str, first: str, last: str, at: int) -> tuple[str, int]:
    """The words between two tags on one line, and the place after them; where they are missing, none and `at`. The
    first tag ends with `>` or with the blank before its attributes."""
    lower = text.lower()  # of the same length: what is not ASCII may grow
    if len(lower) != len(text):
        lower = "".join(character.lower() if character.isascii() else character for character in text)
    start = lower.find(first, at)
    inside = start + len(first) if first.endswith(">") else lower.find(">", start) + 1
    end = lower.find(last, inside)
    if start < 0 or inside <= 0 or end < 0:
        return "", at
    words = "".join(text[inside + begin : inside + stop] for begin, stop in _texts(text[inside:end]))
    return " ".join(decode_entities(words).split()), end + len(last)


def _texts(markup: str) -> Iterator[tuple[int, int]]:
    return ((start, end) for kind, _, start, end in tokens(markup) if kind in (Kind.TEXT, Kind.CUT))


def _preformatted(markup: str) -> str:
    """The words of `<PRE>`, whose tags are those of links and of quotes. Its line ends count."""
    return decode_entities("".join(_words_in(markup))).strip("\n")


def _words_in(markup: str) -> Iterator[str]:
    for kind, name, start, end in tokens(markup):
        if kind in (Kind.TEXT, Kind.CUT) or (kind == Kind.RAW and name not in ("script", "style")):
            yield markup[start:end]
        elif name in ("br", "p") and kind == Kind.START:
            yield "\n"
