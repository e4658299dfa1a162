"""The format of mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.formats import Format, Likeness
from thread_parsers.formats.families import FAMILY_SCORE
from thread_parsers.source.folder_files import FolderFiles
from thread_parsers.steps import import_in_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source


INDEX_ENTRY = re.compile(rb'<!--\d{1,3} [\d-]{1,999} -->\s{0,20}<LI><A HREF="[^"<>]{1,999}"', re.IGNORECASE)
"""A message in the index of the threads of a pipermail archive."""
ENDINGS = (".eml", ".mbox", ".mbx")
"""Of names of files of mail."""
_HEADER = re.compile(rb"[\r\n]*(?:From [^\n]{1,1000}\n)?[!-9;-~]{1,100}:[ \t]")
MESSAGE = b"<!--beginarticle-->"
"""What precedes the words in a page of such an archive."""


def _likeness(source: Source) -> Likeness:
    container, head = source.sniffed
    if isinstance(source, FolderFiles):
        return Likeness(FAMILY_SCORE, f"a folder of mail ({source.kind})")
    if container == "mail":
        return Likeness(FAMILY_SCORE, "headers of a mail at the beginning")
    if container == "html" and MESSAGE in head:
        return Likeness(FAMILY_SCORE, "HTML with <!--beginarticle-->, as pipermail writes it")
    if container == "html" and INDEX_ENTRY.search(head):
        return Likeness(FAMILY_SCORE, "HTML with an index of threads, as pipermail writes it")
    if container == "text" and source.name.lower().endswith(ENDINGS) and _HEADER.match(head):
        return Likeness(FAMILY_SCORE, "the name of a file of mail, and a header at the beginning")
    return Likeness(0.0, "no headers of a mail at the beginning")


def _read(discussion: Discussion) -> Iterator[None]:
    # Most files are not mail.
    yield from import_in_steps("thread_parsers.times", "clock", "known_words", "dates")
    yield from import_in_steps(
        "thread_parsers.formats.mail", "charsets", "headers", "names", "message", "mime", "bodies", "mailbox", "reader"
    )
    from thread_parsers.discussion.rendering import with_large_bodies

    if discussion.file.sniffed.container == "html":
        from thread_parsers.formats.mail.pipermail import read_page

        yield from with_large_bodies(discussion, read_page(discussion))
        return
    from thread_parsers.formats.mail.reader import read

    yield from with_large_bodies(discussion, read(discussion), together=True)


MAIL = Format(
    "mail",
    "mail: mbox, maildir, single mails, archives of mailing lists as text or HTML (pipermail)",
    _likeness,
    _read,
    container="mail",
)
