"""Mail: each case is a file and the tree that it must become, in tests/cases/mail."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.examples import examples
from harness.trees import as_written, case
from thread_parsers.formats.mail.message import author_of, read_mail
from thread_parsers.reading import parse

CASES = sorted((Path(__file__).parents[3] / "cases" / "mail").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_file_becomes_the_tree_of_its_case(path: Path) -> None:
    page, tree = case(path)
    discussion = parse(page)
    assert discussion.format == "mail"
    assert as_written(discussion) == tree


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
    assert author_of(header) == name


def test_the_words_of_a_mail_in_too_many_parts_are_as_written() -> None:
    nest = b"".join(b'--b%d\nContent-Type: multipart/mixed; boundary="b%d"\n\n' % (at, at + 1) for at in range(5_000))
    mail = read_mail(b'From: Ada <a@b.org>\nContent-Type: multipart/mixed; boundary="b0"\n\n' + nest + b"Tea.\n")
    assert mail.author == "Ada"
    assert mail.text.endswith("Tea.\n")


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
    mail = read_mail(data)
    assert 0 <= mail.body_start <= len(data)
    parse(b"From x\nFrom: Ada <a@b>\nDate: Mon, 4 Mar 2024 09:00:00 +0100\n" + data)
