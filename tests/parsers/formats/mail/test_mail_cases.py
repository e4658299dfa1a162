"""Mail: each case is a file and the tree that it must become, in tests/cases/mail."""

from __future__ import annotations

import json
from base64 import encodebytes
from binascii import b2a_qp
from encodings.aliases import aliases
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.examples import examples
from harness.trees import all_as_written, as_written, case
from thread_parsers.export.schema import load
from thread_parsers.export.writers import WRITERS
from thread_parsers.reading import parse, read_all
from thread_parsers.source.open import open_source
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.comment import Comment

CASES = sorted((Path(__file__).parents[3] / "cases" / "mail").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_file_becomes_the_tree_of_its_case(path: Path) -> None:
    page, tree = case(path)
    parts = read_all(BufferSource(page))
    assert {part.format for part in parts} == {"mail"}
    assert (as_written(parts[0]) if len(parts) == 1 else all_as_written(parts)) == tree


def mail_of(headers: bytes, words: bytes = b"Tea.\n") -> Comment:
    """The comment that a single mail becomes."""
    discussion = parse(headers + b"Message-ID: <a@b>\n\n" + words, format_name="mail")
    assert not [note for note in discussion.receipt.notes if note.kind == "internal error"]
    (comment,) = discussion.comments
    return comment


@pytest.mark.parametrize("field", [b":", b"(", b"a@b, ", b"=?utf-8?q?a?= "])
def test_words_and_time_of_a_mail_with_a_very_long_field_are_its_own(field: bytes) -> None:
    long = field * (400_000 // len(field))
    mail = mail_of(b"From: Ada <a@b>\nTo: " + long + b"\nDate: Wed, 24 Dec 2025 06:14:00 +0000\n")
    assert [segment.text for segment in mail.segments] == ["Tea."]
    assert mail.time is not None
    assert mail.time.isoformat() == "2025-12-24T06:14:00+00:00"


def words_of(comment: Comment) -> str:
    return "\n---\n".join(segment.text for segment in comment.segments)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Ada Lovell <ada@example.org>", "Ada Lovell"),
        ('"Lovell, Ada" <ada@example.org>', "Lovell, Ada"),
        ("ada@example.org (Ada Lovell)", "Ada Lovell"),
        ("ada at example.org (Ada Lovell)", "Ada Lovell"),
        ("Ada Lovell ada@example.org", "Ada Lovell"),
        ("=?iso-8859-1?q?Zo=EB?= <zoe@example.org>", "Zoë"),
        ("=?no-such?q?Zoe?= <zoe@example.org>", "Zoe"),
        ("ada@example.org", "ada@example.org"),
        ("<ada@example.org>", "ada@example.org"),
        ('"Ada \\"Countess\\" <A.>" <ada@example.org>', 'Ada "Countess" <A.>'),
        ("\"'Ada Lovell'\" <ada@example.org>", "Ada Lovell"),
        ("Lovell, Ada <ada@example.org>", "Lovell, Ada"),
        ("Ada Lovell (kiln) <ada@example.org>", "Ada Lovell (kiln)"),
        ("<ada@example.org> (Ada Lovell)", "Ada Lovell"),
        ("Ada <ada@example.org>, Bo <bo@example.org>", "Ada"),
        ("ada@example.org (=?utf-8?b?Wm/Dqw==?=)", "Zoë"),
        ('"=?utf-8?b?Wm/Dqw==?=" <zoe@example.org>', "Zoë"),
        ("=?utf-8?q?Lovell=2C_Ada?= <ada@example.org>", "Lovell, Ada"),
        ("Zoë <zoe@example.org>", "Zoë"),
        ("ada at example.org", "ada at example.org"),
        ("<ada@example.org", "ada@example.org"),
        ("Ada Lovell", "Ada Lovell"),
        ("'t Hooft <ada@example.org>", "'t Hooft"),
        ("undisclosed: ;", "undisclosed: ;"),
        ("", ""),
    ],
)
def test_the_author_is_the_name_or_else_the_address(header: str, name: str) -> None:
    assert mail_of(f"From: {header}\n".encode()).author == name


@pytest.mark.parametrize(
    ("written", "stated", "text"),
    [
        ("koi8-r", "koi8-r", "Привет всем"),
        ("iso-2022-jp", "ISO-2022-JP", "こんにちは"),
        ("shift_jis", "x-sjis", "こんにちは"),
        ("gb18030", "gb2312", "朱镕基"),
        ("cp949", "ks_c_5601-1987", "똠방각하"),
        ("cp1252", "iso-8859-1", "“five” €"),
        ("cp1252", "us-ascii", "café"),
        ("utf-8", "iso-8859-1", "c'est l'été"),
        ("utf-8", "us-ascii", "c'est l'été"),
        ("utf-8", "no-such-charset", "c'est l'été"),
        ("utf-8", "", "c'est l'été"),
        ("latin-1", "utf-8", "c'est l'été"),
        ("latin-1", "", "c'est l'été"),
        ("koi8-r", "", "Добрый день, это письмо без указания кодировки, и его надо прочитать всем."),
        ("utf-7", "utf-7", "c'est l'été"),
        ("utf-8", "hex", "c'est l'été"),
        ("utf-8", "idna", "c'est l'été"),
    ],
)
def test_a_text_is_decoded_though_its_charset_is_wrong(written: str, stated: str, text: str) -> None:
    header = f"From: a@b\nContent-Type: text/plain; charset={stated}\nContent-Transfer-Encoding: 8bit\n"
    assert words_of(mail_of(header.encode(), text.encode(written))) == text


def test_no_codec_of_python_stops_the_reading() -> None:
    for name in sorted({*aliases, *aliases.values(), "idna", "punycode", "undefined"}):
        for words in (b"words", b"\xff\xfe\x80words", "été".encode()):
            mail = mail_of(f"From: a@b\nContent-Type: text/plain; charset={name}\n".encode(), words)
            assert mail.segments, name


def test_each_mail_of_a_mailbox_has_its_own_charset() -> None:
    mail = "From a 1:00\nFrom: {0} <a@b>\nSubject: {0}\nContent-Type: text/plain; charset={1}\n\n{0}\n\n"
    names = (("Zoë", "iso-8859-1"), ("Иван", "koi8-r"), ("Žofie", "iso-8859-2"), ("Ωρα", "utf-8"))
    box = b"".join(mail.format(name, charset).encode(charset) for name, charset in names)
    parts = read_all(open_source("-", BytesIO(box)))
    assert [(part.title, comment.author, words_of(comment)) for part in parts for comment in part.comments] == [
        (name, name, name) for name in ("Zoë", "Иван", "Žofie", "Ωρα")
    ]


class WatchedSource(BufferSource):
    """Bytes in memory that know how many were asked for at once."""

    most = 0

    def read(self, start: int, end: int) -> bytes:
        piece = super().read(start, end)
        self.most = max(self.most, len(piece))
        return piece


def test_a_mailbox_is_never_in_memory_as_a_whole() -> None:
    mail = b"From a 1:00\nFrom: Ada <a@b>\nMessage-ID: <%d>\n\n" + 40 * (b"x" * 70 + b"\n") + b"\n"
    source = WatchedSource(b"".join(mail % at for at in range(2_000)))
    assert len(read_all(source)) == 2_000
    assert source.size > 5 << 20
    assert source.most <= 1 << 20


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("Mon, 4 Mar 2024 09:00:00 +0100", "2024-03-04 09:00+01:00"),
        ("4 Mar 2024 09:00 GMT", "2024-03-04 09:00+00:00"),
        ("Mon Mar  4 09:00:00 CET 2024", "2024-03-04 09:00+01:00"),
        ("Mon, 4 Mar 2024 09:00:00 EST", "2024-03-04 09:00-05:00"),
        ("Mon, 4 Mar 2024 09:00:00 -0000", "2024-03-04 09:00"),
        ("Mon Mar  4 09:00:00 2024", "2024-03-04 09:00"),
        ("Mon, 04 Mar 24 09:00:00 +0000 (UTC)", "2024-03-04 09:00+00:00"),
        ("Thu, 1 Jan 1970 00:00:00 +0000", "1970-01-01 00:00+00:00"),
        ("Sat, 30 Jun 2012 23:59:60 +0000", "2012-06-30 23:59:59+00:00"),
        ("Mon, 31 Apr 2024 09:00:00 +0000", "Mon, 31 Apr 2024 09:00:00 +0000"),
        ("Mar 5 Mars 09:00:00 CET 2024", "2024-03-05 09:00+01:00"),
        ("Lun Mayo 6 09:00:00 CEST 2024", "2024-05-06 09:00+02:00"),
        ("Mon Quux  4 09:00:00 CET 2024", "Mon Quux 4 09:00:00 CET 2024"),
        ("Mon, 4 Mar 1969 09:00:00 +0000", "Mon, 4 Mar 1969 09:00:00 +0000"),
        ("Mon, 4 Mar 2101 09:00:00 +0000", "Mon, 4 Mar 2101 09:00:00 +0000"),
        ("lundi 4 mars 2024", "lundi 4 mars 2024"),
    ],
)
def test_dates_are_read_with_their_zones_or_kept_as_written(date: str, shown: str) -> None:
    assert mail_of(f"From: a@b\nDate: {date}\n".encode()).shown_time == shown


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("Mon M\u00e4r  4 09:00:00 CET 2024", "2024-03-04 09:00+01:00"),
        ("\u041f\u043d\u0434 \u041c\u0430\u0440  4 09:00:00 MSK 2024", "2024-03-04 09:00+03:00"),
        ("2024\u5e74 3\u6708 4\u65e5 (\u6708) 09:00:00 JST", "2024-03-04 09:00+09:00"),
    ],
)
def test_dates_of_an_archive_in_the_language_of_its_list_are_read(date: str, shown: str) -> None:
    page = f"<html><body><b>Ann</b><i>{date}</i>\n<!--beginarticle-->\n<pre>Moss.</pre><!--endarticle--></body></html>"
    assert parse(page).comments[0].shown_time == shown


def test_a_long_header_is_read_up_to_a_limit() -> None:
    comment = mail_of(b"From: a@b\nSubject: " + b"x" * 100_000 + b"\n " + b"y" * 100_000 + b"\n")
    assert comment.subject is not None
    assert 60_000 < len(comment.subject) <= 1 << 16


def test_more_parts_than_are_read_are_noted() -> None:
    parts = b"--b\n\nx\n" * 10_001
    discussion = parse(b"From: a@b\nMessage-ID: <a@b>\nContent-Type: multipart/mixed; boundary=b\n\n" + parts)
    assert [note.text for note in discussion.receipt.notes] == ["1 mail larger, or of more parts, than is read"]


def test_addresses_attachments_and_missing_parents_are_only_in_json() -> None:
    page = (
        b"From: Ada <ada@example.org>\nMessage-ID: <a@b>\nIn-Reply-To: <gone@b>\n"
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nTea.\n"
        b"--b\nContent-Type: image/png; name=tea.png\n\nx\n--b--\n"
    )
    discussion = parse(page)
    written = {name: "".join(writer.write(discussion, [0])) for name, writer in WRITERS.items()}
    (comment,) = json.loads(written["json"])["comments"]
    assert (comment["address"], comment["attachments"], comment["missing_parent"]) == (
        "ada@example.org",
        ["tea.png (image/png)"],
        "gone@b",
    )
    assert load(written["json"]).comments[0].address == "ada@example.org"
    others = {name: text for name, text in written.items() if name not in ("json", "jsonl")}
    assert others
    assert not [name for name, text in others.items() if "ada@example.org" in text or "tea.png" in text]


@pytest.mark.parametrize(
    "part",
    [
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n',
        b"Content-Type: multipart/mixed; boundary*=us-ascii''b%d\n\n--b%d\n",
        b"Content-Type:\n message/rfc822\nX-%d: %d\n\n",
    ],
    ids=["parts", "parts by RFC 2231", "mails in mails"],
)
def test_the_words_of_a_mail_in_too_many_parts_are_as_written(part: bytes) -> None:
    nest = b"".join(part % (at, at) for at in range(5_000))
    mail = mail_of(b"From: Ada <a@b.org>\n" + nest)
    assert mail.author == "Ada"
    assert words_of(mail).endswith("Tea.")


@pytest.mark.parametrize("header", [5_000 * "(", f"{5_000 * '(a '}<ada@example.org>", 5_000 * ":"])
def test_an_author_in_too_many_brackets_is_as_written(header: str) -> None:
    assert mail_of(f"From: {header}\n".encode()).author


def test_links_to_archives_are_no_parts_of_a_mail() -> None:
    links = b"https://lists.example.org/message/ABC\n" * 200
    mail = mail_of(b"From: a@b.org\nContent-Transfer-Encoding: quoted-printable\n", b"Tea =E2=82=AC\n" + links)
    assert words_of(mail).startswith("Tea €\n")


PIECES = st.sampled_from(
    [
        b"From: Ada <a@b>\n", b"From: =?utf-8?b?x?= <\n", b"Date: Mon, 99 Foo 20249 99:99:99 +9999\n", b"\n", b"\n\n",
        b"Message-ID: <a>\n", b"References: <a> <b>\n", b"In-Reply-To: <a>\n", b"From x\n", b"Subject: =?x?q?=?=\n",
        b'Content-Type: multipart/mixed; boundary="b"\n', b"--b\n", b"--b--\n",
        b"Content-Type: text/plain; charset=\xff\n", b">From x\n", b"Content-Disposition: attachment\n",
        b"Content-Transfer-Encoding: base64\n", b"Content-Transfer-Encoding: x-uuencode\n", b"tea\n", b"\xff\n",
        b"Content-Type: message/rfc822\n", b"Content-Type: text/html\n",
    ]
)  # fmt: skip


@examples(300)
@given(st.lists(PIECES, max_size=30).map(b"".join) | st.binary(max_size=200))
def test_any_mail_is_read(data: bytes) -> None:
    for page in (data, b"From x\nFrom: Ada <a@b>\nDate: Mon, 4 Mar 2024 09:00:00 +0100\n" + data):
        parts = read_all(BufferSource(page), "mail")
        assert not [note for part in parts for note in part.receipt.notes if note.kind == "internal error"]


PAGES = st.sampled_from(
    [
        b"<H1>", b"</H1>", b"<B>", b"</B>", b"<I>", b"</I>", b"<A HREF='x'>", b'<A HREF="000001.html">', b"</A>",
        b"<UL>", b"</UL>", b"<LI>", b"<PRE>", b"</PRE>", b"<!--beginarticle-->", b"<!--endarticle-->", b"words",
        b"<!--0 1- -->\n", b"&gt;", b"\xff", b"\xc4\xb0", b"Mon Mar  4 09:00:00 CET 2024", b"<", b"=?utf-8?q?a?=",
        b"<meta charset=utf-16>",
    ]
)  # fmt: skip


@examples(300)
@given(st.lists(PAGES, max_size=30).map(b"".join))
def test_any_page_of_an_archive_is_read(data: bytes) -> None:
    for end in (b"<!--beginarticle--><PRE>x", b'<!--0 1- -->\n<LI><A HREF="1.html">x</A><I>y</I>'):
        discussion = parse(b"<html>" + data + end)
        assert discussion.format == "mail"
        assert len(discussion.columns)
        assert not [note for note in discussion.receipt.notes if note.kind == "internal error"]


@pytest.mark.parametrize("words", ["Tea.\n", "\n> Tea?\n\nMilk.\n\n\n", "Käse.\r\nTea \r\nand milk.\r\n", "\n \n", ""])
@pytest.mark.parametrize("kind", ["text/plain; charset=utf-8", "text/plain; format=flowed", "x"])
@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable", "base64"])
def test_a_mail_of_one_text_has_the_words_that_it_has_as_one_part_of_several(
    words: str, kind: str, encoding: str
) -> None:
    encoders: dict[str, Callable[[bytes], bytes]] = {"quoted-printable": b2a_qp, "base64": encodebytes}
    encode = encoders.get(encoding, bytes)
    part = f"Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n".encode()
    body = encode(words.encode())
    parts = b"--=\n" + part + b"\n" + body + b"\n--=--\n"
    alone, inside = mail_of(part, body), mail_of(b'Content-Type: multipart/mixed; boundary="="\n', parts)
    assert [each.text for each in alone.segments] == [each.text for each in inside.segments]
    assert (alone.attachments, inside.attachments) == ((), ())
