"""Hostile mail of our own making: headers, parts and boundaries that promise what does not come."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADERS = [
    b"From: Ada <ada@example.org>", b"From: =?utf-8?b?w6k", b'From: "Ada \\" <x> (((', b"From:",
    b"From: a@b (Ada) (Bo)",
    b"Date: Mon, 4 Mar 2024 09:00:00 +0100", b"Date: Mon, 99 Foo 20249 99:99:99 +9999", b"Date: 1 Jan 1 00:00",
    b"Message-ID: <1@x>", b"Message-ID: <2@x>", b"Message-ID: <\x1b]0;x\x07>", b"In-Reply-To: <1@x>",
    b"In-Reply-To: <2@x>", b"References: <1@x> <2@x> <3@x>", b"References: " + b"<a" * 50, b"Subject: Re: Re[2]: x",
    b"Subject: =?x?q?=?= =?gb2312?b?gg==?= =?utf-8?q?=1B[2J?=", b"Subject: \x1b[2J\xff\xfe", b" more", b"\tmore",
    b"Content-Type: text/plain; charset=utf-16", b"Content-Type: text/plain; charset=\xff", b"Content-Type: text/html",
    b'Content-Type: multipart/mixed; boundary="b"', b"Content-Type: multipart/mixed; boundary=c",
    b"Content-Type: multipart/digest; boundary*0=b; boundary*1=c", b"Content-Type: message/rfc822",
    b"Content-Type: text/plain; format=flowed; delsp=yes", b"Content-Type: " + b"a=" * 100,
    b"Content-Type: text/calendar",
    b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: quoted-printable",
    b"Content-Disposition: attachment; filename*0*=utf-8''%FF; filename*2=x", b"Content-Length: 3",
    b"Content-Length: 99999999999", b"no header", b"X" * 100 + b":", b":", b"\x00: \x00",
]  # fmt: skip
"""Lines of headers."""
WORDS = [
    b"words", b"> quoted", b">From here", b"From here", b"From a@b Mon Mar  4 09:00:00 2024", b"-- ", b"--", b"--b",
    b"--b--", b"--c", b"--c--", b"--bc", b"---", b"SGVsbG8=", b"=41=\r", b"=", b"<p>x<blockquote>", b"\x1b[2J\xff",
    b"caf\xe9 \xc3\xa9", b"", b"", b"line \r", b"-----Original Message-----", b"From: x", b"Sent: y", b"\x00",
]  # fmt: skip
"""Lines of texts."""
LEVELS = 20_000


def built(chance: Random) -> bytes:
    """A mailbox of a few mails, or one mail."""
    mails = []
    for _ in range(chance.randint(1, 4)):
        lines = [*chance.choices(HEADERS, k=chance.randint(0, 9)), b""]
        for _ in range(chance.randint(0, 4)):
            lines += chance.choices(WORDS, k=chance.randint(0, 6))
            lines += [*chance.choices(HEADERS, k=chance.randint(0, 3)), b""] if chance.random() < 0.5 else []
        mails.append(b"\n".join(lines))
    first = b"From: Ada <ada@example.org>\nMessage-ID: <0@x>\n" if chance.random() < 0.8 else b""
    return first + chance.choice((b"\n", b"\r\n")).join([b"", b"From a@b Mon Mar  4 09:00:00 2024", b""]).join(mails)


def mails(count: int, seed: int) -> Iterator[bytes]:
    """So many mailboxes, the same for the same seed."""
    return (built(Random(f"{seed}/{number}")) for number in range(count))


def large_mails() -> Iterator[bytes]:
    """Mail that is hostile by its size: parts in parts, mails in mails, parts without end, headers without end."""
    head = b"From: Ada <ada@example.org>\nMessage-ID: <0@x>\n"
    nested = b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n'
    yield head + b"".join(nested % (at, at) for at in range(LEVELS)) + b"\nwords\n"
    yield head + b"".join(b"Content-Type: message/rfc822\nX-A: %d\n\n" % at for at in range(LEVELS)) + b"words\n"
    parts = head + b"Content-Type: multipart/mixed; boundary=b\n\n"
    yield parts + b"--b\n" * (10 * LEVELS)
    yield parts + b"--b\n\nx\n" * (5 * LEVELS)
    yield parts + b"--b\nX: y\n" * (5 * LEVELS)
    yield parts + b"--bb\n" * (10 * LEVELS)
    yield head + b"Subject: x\n" + b" y\n" * (20 * LEVELS)
    yield head + b"References: " + b"<a@b> " * (10 * LEVELS) + b"\n\nwords\n"
    yield head + b"Subject: " + b"=?utf-8?q?a?= " * (5 * LEVELS) + b"\n\nwords\n"
    yield head + b"X: " + b"y" * (50 * LEVELS)
    yield b"".join(
        b"From a\nFrom: a\nMessage-ID: <%d>\nReferences: <%d>\n\nx\n\n" % (at, at + 1) for at in range(LEVELS)
    )
    yield b"".join(b"From a\nFrom: a\nMessage-ID: <1>\nReferences: <1>\n\nx\n\n" for _ in range(LEVELS))
    yield b"".join(b"From a\nFrom: a\nDate: x\nContent-Length: %d\n\nx\n\n" % (at * 40) for at in range(LEVELS))
    yield head + b"\n" + b"\nFrom x\n" * (10 * LEVELS)
