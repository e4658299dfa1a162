"""Mail: each case is a file and the tree that it must become, in tests/cases/mail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.examples import examples
from harness.trees import all_as_written, as_written, case
from thread_parsers.reading import parse, read_all
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Comment

CASES = sorted((Path(__file__).parents[3] / "cases" / "mail").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_file_becomes_the_tree_of_its_case(path: Path) -> None:
    page, tree = case(path)
    parts = read_all(BufferSource(page))
    assert {part.format for part in parts} == {"mail"}
    assert (as_written(parts[0]) if len(parts) == 1 else all_as_written(parts)) == tree


def mail_of(headers: bytes, words: bytes = b"Tea.\n") -> Comment:
    """The comment that a single mail becomes."""
    (comment,) = parse(headers + b"Message-ID: <a@b>\n\n" + words, format_name="mail").comments
    return comment


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
        ("", ""),
    ],
)
def test_the_author_is_the_name_or_else_the_address(header: str, name: str) -> None:
    assert mail_of(f"From: {header}\n".encode()).author == name


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
    parse(data, format_name="mail")
    parse(b"From x\nFrom: Ada <a@b>\nDate: Mon, 4 Mar 2024 09:00:00 +0100\n" + data)
