"""The format of mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.formats import Format, Likeness
from thread_parsers.formats.families import FAMILY_SCORE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source


def _likeness(source: Source) -> Likeness:
    if source.sniffed.container != "mail":
        return Likeness(0.0, "no headers of a mail at the beginning")
    return Likeness(FAMILY_SCORE, "headers of a mail at the beginning")


def _read(discussion: Discussion) -> Iterator[None]:
    from thread_parsers.formats.mail.mailbox import read  # most files are not mail

    yield from read(discussion)


MAIL = Format("mail", "mail: mbox, single mails, text archives of mailing lists", _likeness, _read, container="mail")
