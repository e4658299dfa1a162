"""Mail: twice as much of any header, part or mail takes about twice the work. Calls are counted, and bytes read."""

from __future__ import annotations

import pytest

from harness.work import calls
from thread_parsers.formats.mail.families import MAIL
from thread_parsers.reading import begin
from thread_parsers.source.source import BufferSource

HEAD = b"From: Ada <ada@example.org>\nMessage-ID: <0@x>\n"
PARTS = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
ATOMS: dict[bytes, tuple[bytes, ...]] = {
    HEAD: (
        b"X-A: b\n", b" more\n", b"References: <a@b>\n", b"Subject: =?utf-8?q?a?=\n", b":\n", b"no header\n",
        b"Content-Type: message/rfc822\n\n", b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n',
    ),
    HEAD + b"References: ": (b"<a@b> ", b"<", b"a@b ", b"<a@%d> "),
    HEAD + b"Subject: ": (b"=?utf-8?q?a?= ", b"=?", b"=?x?q?", b"Re: ", b"[x] ", b"?="),
    b"Message-ID: <0@x>\nFrom: ": (b"(", b"<", b'"', b"a ", b"\\", b",", b"a@b ", b"a at b ", b"(a) "),
    HEAD + b"Date: ": (b"1 ", b"(", b"Mon, ", b"1:"),
    HEAD + b"Content-Type: text/plain": (b"; a=b", b';a="', b"; charset*%d=x", b"; ", b'; a="\\'),
    PARTS: (b"--b\n", b"--b\n\n", b"--b\nX: y\n", b"--b\n\nwords\n", b"--b--\n", b"--bb\n", b"--\n", b"-", b"\n\n"),
    PARTS + b"--b\nContent-Transfer-Encoding: base64\n\n": (b"QQ==\n", b"QUJD", b"=", b"-\n"),
    PARTS + b"--b\nContent-Transfer-Encoding: quoted-printable\n\n": (b"=41", b"=\n", b"=", b" \n"),
    HEAD + b"Content-Type: text/plain; format=flowed\n\n": (b"a \n", b"> a \n", b">", b"-- \n"),
    HEAD + b"\n": (b"\nFrom x\n", b"\nFrom a 1:11\nTo: b\n", b">From x\n", b"From ", b"\n", b"\r\n", b"\r"),
    b"<html><H1>x</H1><B>a</B><I>x</I><!--beginarticle-->": (b"<PRE>", b"<", b"&gt;<i> x\n</I>", b"&", b"<!--"),
    b"<html><H1>": (b"<b>", b"<a ", b"<i>", b"</h1>", b"\xc4\xb0"),
    b"<html><!--0 1- -->\n<LI><A HREF=\"1.html\">x</A><I>y</I>": (
        b'<UL><LI><A HREF="%d.html">x</A><I>y</I>', b'<LI><A HREF="1.html">x</A>', b"<UL>", b"</UL>", b"<I>x</I>",
    ),
    b"From a 1:11\n" + HEAD + b"\n": (
        b"\nFrom a 1:11\nFrom: a\nMessage-ID: <%d@x>\nReferences: <0@x>\n\nx\n",
        b"\nFrom a 1:11\nFrom: a\nMessage-ID: <0@x>\nReferences: <0@x>\n\nx\n",
        b"\nFrom a 1:11\nFrom: a\nMessage-ID: <0@x>\n\n%d\n",
        b"\nFrom a 1:11\nFrom: a\nSubject: Re: x\nReferences: <%d@x>\n\nx\n",
        b"\nFrom a 1:11\nFrom: a\nContent-Length: 99\n\nx\n",
    ),
}  # fmt: skip
"""What is repeated, by what precedes it. `%d` counts."""
COUNT = 300
MAX_RATIO = 2.3
UNCOUNTED = 1_000
"""Calls that are made whatever the file has."""
MAX_READS = 12
"""How often a byte may be read."""
LEAST_BYTES = 1 << 17


class CountingSource(BufferSource):
    """A file in memory that knows how many bytes were asked of it."""

    asked = 0

    def read(self, start: int, end: int) -> bytes:
        piece = super().read(start, end)
        self.asked += len(piece)
        return piece


def read_mail(before: bytes, atom: bytes, count: int) -> None:
    data = before + b"".join(atom.replace(b"%d", b"%d" % at) for at in range(count))
    source = CountingSource(data)
    discussion, steps = begin(source, MAIL.name)
    for _ in steps:
        pass
    assert not [note for part in discussion.parts for note in part.receipt.notes if note.kind == "internal error"]
    assert source.asked <= MAX_READS * len(data) + LEAST_BYTES


@pytest.mark.parametrize(("before", "atom"), [(before, atom) for before in ATOMS for atom in ATOMS[before]], ids=ascii)
def test_twice_the_atoms_are_twice_the_work(before: bytes, atom: bytes) -> None:
    read_mail(before, atom, 2)  # imports, and what is found once
    small, large = (calls(lambda count=count: read_mail(before, atom, count)) for count in (COUNT, 2 * COUNT))  # type: ignore[misc]
    assert large <= MAX_RATIO * small + UNCOUNTED


@pytest.mark.parametrize("atom", [b"<", b"(", b'"', b"=?x?q?", b"; a=", b"--b\n", b"\nFrom ", b"References: <", b"\\"])
def test_patterns_do_not_go_back(atom: bytes) -> None:
    """A pattern that tries every pair of 200,000 bytes takes hours, and the run ends in its timeout."""
    for before in ATOMS:
        read_mail(before, atom, 200_000 // len(atom))
