"""Mailboxes: every mail is a comment, a reply under the mail that its headers name.

Mails are divided at `From ` lines that follow an empty line and stand before a header (mbox, and the text archives of
mailing lists). There is no article: the first mail of a thread is a comment too.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.discussion.subjects import bare, compared
from thread_parsers.formats.mail.message import Mail, read_mail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

SLICE_MAILS = 8
"""Mails between two yields."""
SLICE_DIVIDERS = 256
MAX_MAIL_BYTES = 1 << 25
"""Of a larger mail, the beginning is read."""
_DIVIDER = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]{1,1000}\n(?=[!-9;-~]{1,100}:)")
"""A `From ` line. In the text of a mail it is escaped, or not followed by a header."""


class _Place(NamedTuple):
    """The bytes of a mail after its `From ` line."""

    start: int
    end: int


def read(discussion: Discussion) -> Iterator[None]:
    """Read the mails of a file."""
    data = discussion.file.read(0, discussion.file.size)
    rendering = Rendering(discussion, has_lines=True)
    starts: list[tuple[int, int]] = []
    for count, divider in enumerate(_DIVIDER.finditer(data), 1):
        starts.append(divider.span())
        if count % SLICE_DIVIDERS == 0:
            yield
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, 0))
    mails: list[tuple[_Place, Mail]] = []
    for count, ((_, start), (end, _)) in enumerate(pairwise([*starts, (len(data), 0)]), 1):
        mails.append((_Place(start, end), read_mail(data[start : min(end, start + MAX_MAIL_BYTES)])))
        if count % SLICE_MAILS == 0:
            discussion.bytes_read = end
            yield
    known = {mail.id for _, mail in mails if mail.id}
    for count, (place, mail) in enumerate(mails, 1):
        rendering.hold(_post(place, mail, known))
        if count % SLICE_MAILS == 0:
            yield
    subjects = [mail.subject for _, mail in mails if mail.subject]
    if len(set(map(compared, subjects))) == 1:
        rendering.title(bare(subjects[0]), mails[0][0].start, mails[0][0].start)
    yield from rendering.thread()


def _post(place: _Place, mail: Mail, known: set[str]) -> Post:
    parent = next((name for name in mail.parents if name in known and name != mail.id), "")
    if not parent and mail.parents:
        parent = mail.parents[0]  # it is not in the file, which is noted
    return Post(
        author=mail.author,
        text=mail.text,
        id=mail.id,
        parent_id=parent,
        time=mail.time,
        zone=mail.zone,
        time_text=mail.time_text,
        subject=mail.subject,
        object_span=(place.start, place.end),
        body_span=(place.start + mail.body_start, max(place.end, place.start + mail.body_start)),
    )
