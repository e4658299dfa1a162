"""Reading mail: every mail is a comment, under the mail that its headers name; one discussion for each thread.

There is no article: the first mail of a thread is a comment too. First the headers of all mails are read, then the
words, thread by thread.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.discussion.subjects import bare
from thread_parsers.discussion.threading import Threads, threaded_in_steps
from thread_parsers.formats.mail.bodies import plain_words, words_of
from thread_parsers.formats.mail.charsets import Charsets
from thread_parsers.formats.mail.grouping import Grouping
from thread_parsers.formats.mail.mailbox import places
from thread_parsers.formats.mail.message import head_of, time_of
from thread_parsers.formats.mail.mime import OF_PARTS, plain_part
from thread_parsers.source.folder_files import FolderFiles
from thread_parsers.steps import emptied_in_steps, listed_in_steps, run_to_end, sorted_in_steps
from thread_parsers.text.counted import counted
from thread_parsers.times.epoch import LAST_SECOND

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.mail.message import Head
    from thread_parsers.formats.mail.mime import Part

SLICE_MAILS = 32
"""Headers between two yields."""
SLICE_HEADS = 1 << 10
"""Mails between two yields, where only ids are looked at."""
SLICE_BYTES = 1 << 18
"""Bytes of mails whose words are read between two yields."""
PIECE_BYTES = 1 << 16
"""Bytes of words that are searched for escaped lines between two yields."""
MAX_MAIL_BYTES = 1 << 25
"""Of a larger mail, the beginning is read."""
MAX_KINDS = 1 << 10
"""Kinds of mails that are remembered. Most mailboxes have about ten."""
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
"""What mailboxes put before a line that begins with `From `, or with `>` and `From `."""


class Kind(NamedTuple):
    """What the headers of many mails say of their words."""

    fields: dict[bytes, bytes]
    """Those about the words."""
    plain: Part | None
    """What they are if they are one plain text."""


class Mail(NamedTuple):
    """A mail of the file: its bytes, and what its headers say."""

    start: int
    words: int
    end: int
    head: Head
    kind: Kind
    is_time_inferred: bool
    """Whether the time is that of the line before the mail."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the mails of a file or folder."""
    if isinstance(discussion.file, FolderFiles) and discussion.file.kind == "pipermail":
        from thread_parsers.formats.mail.pipermail import read_archive

        yield from read_archive(discussion)
        return
    yield from _Reader(discussion).read()


class _Reader:
    def __init__(self, discussion: Discussion) -> None:
        self._discussion, self._source = discussion, discussion.file
        self._is_folder = isinstance(discussion.file, FolderFiles)
        self._first = Rendering(discussion, has_lines=not self._is_folder)
        self._charsets = Charsets()
        self._mails: list[Mail] = []
        self._kinds: dict[tuple[bytes | None, ...], Kind] = {}
        self._copies = self._skipped = self._cut = 0
        self._read = self._count = 0
        """Bytes, and mails, whose words were read since the last yield."""

    def read(self) -> Iterator[None]:
        """Read everything."""
        yield from self._index()
        heads = yield from listed_in_steps(mail.head for mail in self._mails)
        groups = yield from Grouping(heads).groups()
        heads.clear()  # so that those of the mails are freed with them, in steps
        if self._is_folder:  # whose files are in no order
            for number, members in enumerate(groups):
                groups[number] = yield from sorted_in_steps(members, self._when)
            groups = yield from sorted_in_steps(groups, lambda members: self._when(members[0]))
        for members in groups:
            yield from self._thread(members)
        yield from emptied_in_steps(groups)
        yield from emptied_in_steps(self._mails)
        for count, what, words in (
            (self._copies, "mail", "again, with the same words: left out"),
            (self._skipped, "file", "without the headers of a mail: left out"),
            (self._cut, "mail", "larger, or of more parts, than is read"),
        ):
            if count:
                self._first.note("mail", f"{counted(count, what)} {words}")

    def _index(self) -> Iterator[None]:
        """Read the headers of all mails."""
        for count, place in enumerate(places(self._source), 1):
            if place is None:
                self._skipped += self._is_folder
            else:
                head = head_of(place.fields, self._charsets)
                is_inferred = head.time == NO_TIME and not head.time_text and bool(date := place.date)
                if is_inferred:
                    time, zone, _ = time_of(date.decode("ascii", "replace"))
                    head = head._replace(time=time, zone=zone)
                kind = self._kind(place.fields)
                self._mails.append(Mail(place.start, place.words, place.end, head, kind, is_inferred))
                self._discussion.bytes_read = place.end
            if place is None or count % SLICE_MAILS == 0:
                yield

    def _kind(self, fields: dict[bytes, bytes]) -> Kind:
        stated = tuple(map(fields.get, OF_PARTS))
        kind = self._kinds.get(stated)
        if kind is None:
            about = {name: fields[name] for name in OF_PARTS if name in fields}
            kind = Kind(about, plain_part(about))
            if len(self._kinds) < MAX_KINDS:
                self._kinds[stated] = kind
        return kind

    def _when(self, member: int) -> int:
        """The time of a mail, for sorting; those without one are last."""
        head = self._mails[member].head
        return LAST_SECOND if head.time == NO_TIME else head.time - 60 * (head.zone or 0)

    def _thread(self, members: list[int]) -> Iterator[None]:
        """Read the words of the mails of one discussion, in the order in which they are shown."""
        part = self._first.part()
        first = self._mails[members[0]]
        part.title(bare(first.head.subject), first.start, first.start)
        found = yield from self._ordered(members)
        names: dict[str, int] = {}
        for count, member in enumerate(members, 1):
            names.setdefault(self._mails[member].head.id, member)
            if count % SLICE_HEADS == 0:
                yield
        texts: dict[str, set[int]] = {}
        """By id, the hashes of words: the words themselves would be in memory twice."""
        rows = array("q")
        for place, at in enumerate(found.order):
            mail, above = self._mails[members[at]], found.parent[place]
            missing = "" if above >= 0 or not mail.head.parents else self._missing(mail.head, names)
            post = yield from self._post(mail, missing)
            text = post.text if isinstance(post.text, str) else post.text[0]
            same, words = texts.setdefault(post.id, set()), hash(text)
            if post.id and words in same and names[post.id] != members[at]:
                part.mark(mail.start, mail.end, "repeat")
                self._copies += 1
                rows.append(-1)  # nothing is under it: replies are under the first mail of their id
            else:
                same.add(words)
                rows.append(part.add(post, rows[above] if above >= 0 else -1))
            self._read += mail.end - mail.start
            self._count += 1
            if self._read > SLICE_BYTES or self._count >= SLICE_MAILS:
                self._read = self._count = 0
                yield
        part.note_threads(found)
        yield from emptied_in_steps(names)
        yield from emptied_in_steps(texts)

    def _ordered(self, members: list[int]) -> Generator[None, None, Threads]:
        """The mails of a discussion in thread order. Replies to the same mail that is not there are side by side."""
        if len(members) == 1:
            head = self._mails[members[0]].head
            if head.id not in head.parents:
                return Threads(array("q", (0,)), array("q", (-1,)), orphans=bool(head.parents), cycles=0, duplicates=0)
        heads = yield from listed_in_steps(self._mails[member].head for member in members)
        ids = yield from listed_in_steps(head.id for head in heads)
        known = dict[str, None]()
        for at in range(0, len(ids), SLICE_HEADS):
            known.update(dict.fromkeys(ids[at : at + SLICE_HEADS]))
            yield
        parents: list[str] = []
        ranks: list[int] = []
        first: dict[str, int] = {}
        for rank, head in enumerate(heads):
            parent = next((name for name in head.parents if name in known and name != head.id), "")
            missing = "" if parent or not head.parents else head.parents[0]
            parents.append(parent or missing)
            ranks.append(first.setdefault(missing, rank) if missing else rank)
            if rank % SLICE_HEADS == 0:
                yield
        yield from emptied_in_steps(known)
        if len(ids) <= SLICE_MAILS:  # a few steps less for each of some thousand discussions
            return run_to_end(threaded_in_steps(ids, parents, sorted(range(len(ranks)), key=ranks.__getitem__)))
        siblings = yield from sorted_in_steps(range(len(ranks)), ranks.__getitem__)
        found = yield from threaded_in_steps(ids, parents, siblings)
        yield from emptied_in_steps(siblings)
        return found

    @staticmethod
    def _missing(head: Head, names: dict[str, int]) -> str:
        """The mail that is answered, if it is not there; none is stated where a cycle was broken."""
        return "" if any(name in names for name in head.parents) else head.parents[0]

    def _post(self, mail: Mail, missing: str) -> Generator[None, None, Post]:
        head = mail.head
        data = self._source.read(mail.start, min(mail.end, mail.start + MAX_MAIL_BYTES))
        start = min(mail.words - mail.start, len(data))
        if not self._is_folder and b">From " in data and b"\n>" in data:
            data = data[:start] + (yield from _unescaped(data[start:]))
        plain, words = mail.kind.plain, None
        if plain is not None:
            words = yield from plain_words(data, plain._replace(start=start, end=len(data)), self._charsets)
        if words is None:
            words = yield from words_of(data, mail.kind.fields, start, self._charsets)
        self._cut += words.is_cut or mail.end - mail.start > MAX_MAIL_BYTES
        return Post(
            author=head.author,
            address=head.address,
            text=words.text,
            id=head.id,
            missing_parent=missing,
            attachments=words.attachments,
            time=head.time,
            zone=head.zone,
            time_text=head.time_text,
            subject=head.subject,
            inferred=("time",) if mail.is_time_inferred else (),
            object_span=(mail.start, mail.end),
            body_span=(min(mail.words, mail.end), mail.end),
        )


def _unescaped(words: bytes) -> Generator[None, None, bytes]:
    """Words without what was put before lines that begin with `From `, line by line in pieces."""
    at, pieces = 0, list[bytes]()
    while at < len(words):
        end = words.find(b"\n", at + PIECE_BYTES) + 1 or len(words)
        pieces.append(_ESCAPED.sub(b"", words[at:end]))
        at = end
        yield
    return b"".join(pieces)
