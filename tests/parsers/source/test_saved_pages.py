"""Pages as browsers save them: MHTML, declared encodings, compression."""

from __future__ import annotations

import base64
import gzip
import quopri
import re
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from thread_parsers.discussion.receipt_spans import byte_spans
from thread_parsers.reading import parse, read
from thread_parsers.source.charsets import declared_charset
from thread_parsers.source.open import open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMMENT = (
    '<li class="comment" id="comment-{0}"><b class="fn">{1}</b><time>{2}</time><div class="comment-content"><p>{3}</p>'
    "</div></li>"
)
PAGE = (
    "<html><head><title>Cafés à Brême</title><link href='/wp-content/x.css'></head><body><ol>"
    + COMMENT.format(1, "Zoë", "3 hours ago", "Öl für alle – ja, “alle”.")
    + COMMENT.format(2, "Bo", "June 1, 2024 at 8:00 am", "No.")
    + "</ol></body></html>"
)


def mhtml(*parts: bytes, head: str = "Snapshot-Content-Location: https://example.org/cafes\r\n") -> bytes:
    headers = (
        "From: <Saved by Blink>\r\n"
        + head
        + "Subject: =?utf-8?Q?Caf=C3=A9s?=\r\nDate: Sat, 1 Jun 2024 12:30:00 -0000\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        '\tboundary="----Part--x"\r\n\r\n'
    )
    return headers.encode() + b"".join(b"\r\n------Part--x\r\n" + part for part in parts) + b"\r\n------Part--x--\r\n"


def part(content: bytes, encoding: str, kind: str = "text/html", charset: str = "") -> bytes:
    stated = f"; charset={charset}" if charset else ""
    head = f"Content-Type: {kind}{stated}\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: https://a.b/\r\n\r\n"
    packed = {
        "quoted-printable": lambda: quopri.encodestring(content).replace(b"\n", b"\r\n"),
        "base64": lambda: base64.encodebytes(content),
        "binary": lambda: content,
    }
    return head.encode() + packed[encoding]()


PICTURE = part(b"\x89PNG" * 100, "base64", "image/png")


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "binary"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_page_of_mhtml_is_read_with_its_address_and_its_time(tmp_path: Path, encoding: str, charset: str) -> None:
    path = tmp_path / "page.mhtml"
    path.write_bytes(mhtml(part(PAGE.encode(charset), encoding, charset=charset), PICTURE))
    discussion = read(path)
    assert (discussion.format, discussion.title) == ("wordpress-page", "Cafés à Brême")
    assert discussion.article.url == "https://example.org/cafes"
    assert discussion.saved == datetime(2024, 6, 1, 12, 30)
    first, second = discussion.comments
    assert (first.author, first.segments[0].text) == ("Zoë", "Öl für alle – ja, “alle”.")
    assert (first.shown_time, first.inferred) == ("~2024-06-01 09h", ("time",))
    assert (second.shown_time, second.inferred) == ("2024-06-01 08:00", ())
    assert any("MHTML" in note.text for note in discussion.receipt.notes if note.kind == "converted")
    discussion.close()


def test_the_documents_of_frames_come_after_the_page(tmp_path: Path) -> None:
    path = tmp_path / "page.mht"
    path.write_bytes(mhtml(part(b"<p>page</p>", "binary"), PICTURE, part(b"<p>frame</p>", "base64")))
    source = open_source(str(path))
    assert source.text(0, source.size).split() == ["<p>page</p>", "<p>frame</p>"]
    source.close()


def test_a_cut_file_has_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "page.mht"
    data = mhtml(part(PAGE.encode(), "base64"))
    path.write_bytes(data[: len(data) // 2])
    source = open_source(str(path))
    assert source.text(0, source.size).startswith("<html><head><title>")
    source.close()


def test_a_mail_with_parts_is_no_saved_page(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    mail = mhtml(part(b"<p>hi</p>", "binary"), head="").replace(
        b"From: <Saved by Blink>", b"From: Ada <ada@example.org>"
    )
    path.write_bytes(mail)
    source = open_source(str(path))
    assert source.text(0, 9) == "From: Ada"
    source.close()


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        ("<meta charset=iso-8859-1>", "cp1252"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-2'>", "iso8859-2"),
        ("<meta charset='gb2312'>", "gb18030"),
        ("<meta charset=Shift_JIS>", "cp932"),
        ("<meta charset=utf-7>", ""),
        ("<meta charset=rot13>", ""),
        ("<meta charset=nothing>", ""),
        ("<p>charset=iso-8859-2</p>", ""),
        ("<meta charset=x-sjis>", "cp932"),
        ("<meta charset=Windows-874>", "cp874"),
    ],
)
def test_the_declared_encoding_is_what_browsers_take_it_for(head: str, charset: str) -> None:
    assert declared_charset(f"<!doctype html><html><head>{head}</head>".encode()) == charset


@pytest.mark.parametrize("charset", ["iso-8859-2", "windows-1251", "gb2312", "shift_jis", "euc-kr", "iso-2022-jp"])
@pytest.mark.parametrize("compressed", [False, True])
def test_a_page_in_its_declared_encoding_has_its_letters(tmp_path: Path, charset: str, compressed: bool) -> None:
    words = {
        "iso-8859-2": "žluťoučký kůň", "windows-1251": "Ёлка", "gb2312": "轮船很晚", "shift_jis": "お茶が好き",
        "euc-kr": "배가 늦다", "iso-2022-jp": "お茶が好き",
    }[charset]  # fmt: skip
    data = f"<html><head><meta charset={charset}><title>{words}</title></head><body><p>{words}</p>".encode(charset)
    path = tmp_path / "page.html"
    path.write_bytes(gzip.compress(data) if compressed else data)
    discussion = read(path)
    assert (discussion.title, discussion.paragraphs) == (words, [words])
    discussion.close()


def test_a_page_of_single_file_is_recognized_behind_its_fonts(tmp_path: Path) -> None:
    font = "data:font/woff2;base64," + "d09GMgABAAAAA" * 60_000
    head = (
        "<!DOCTYPE html> <html lang=de><!--\n Page saved with SingleFile \n url: https://example.org/cafes \n"
        " saved date: Tue Mar 05 2024 10:11:12 GMT+0100 (Central European Standard Time)\n-->"
        f"<meta charset=utf-8><style>@font-face{{src:url({font})}}</style>"
    )
    path = tmp_path / "page.html"
    path.write_text(PAGE.replace("<html>", head), encoding="utf-8")
    discussion = read(path)
    assert (discussion.format, discussion.article.url) == ("wordpress-page", "https://example.org/cafes")
    assert discussion.saved == datetime(2024, 3, 5, 10, 11, 12)
    assert [comment.shown_time for comment in discussion.comments] == ["~2024-03-05 07h", "2024-06-01 08:00"]
    discussion.close()


def test_a_page_of_a_browser_has_the_address_that_it_was_saved_from() -> None:
    page = PAGE.replace("<html>", "<!-- saved from url=(0023)https://example.org/cafe --><html>")
    assert parse(page.encode()).article.url == "https://example.org/cafe"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "binary"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_comments_of_mhtml_have_the_lines_of_the_file(
    tmp_path: Path, encoding: str, charset: str, line_end: str
) -> None:
    page = PAGE.replace("<li", "\n<li").replace("\n", line_end)
    data = mhtml(PICTURE, part(page.encode(charset), encoding, charset=charset), PICTURE)
    path = tmp_path / "page.mhtml"
    path.write_bytes(data)
    discussion = read(path)
    decoders: dict[str, Callable[[bytes], bytes]] = {
        "quoted-printable": quopri.decodestring,
        "base64": base64.b64decode,
        "binary": bytes,
    }
    decoded = decoders[encoding]
    rows = data.split(b"\n")
    for comment, name, other in zip(discussion.comments, ("Zoë", "Bo"), ("Bo", "Zoë"), strict=True):
        assert comment.lines is not None
        first, last = comment.lines
        held = decoded(b"\n".join(rows[first - 1 : last]))
        assert f'"fn">{name}<'.encode(charset) in held
        assert last - first < len(page) // 50
        start, end = discussion.file.place(*discussion.file_span(comment.id - 1))
        assert f'"fn">{name}<'.encode(charset) in decoded(data[start:end]) or encoding == "base64"
        if encoding != "base64":  # a line of base64 may have the end of one and the beginning of the other
            assert f'"fn">{other}<'.encode(charset) not in held
    spans = list(byte_spans(discussion))
    assert [span.start for span in spans] == [0, *(span.end for span in spans[:-1])]
    assert spans[-1].end == len(data)
    assert spans[0].kind == spans[-1].kind == "resource"
    bodies = b"".join(data[span.start : span.end] for span in spans if span.kind == "body")
    is_same = encoding == "binary" and charset == "utf-8"
    assert not is_same or "Öl für alle – ja, “alle”.No.".encode() == re.sub(rb"<[^>]*>", b"", bodies)
    discussion.close()


def test_lines_of_mhtml_lead_to_their_text(tmp_path: Path) -> None:
    path = tmp_path / "page.mht"
    path.write_bytes(mhtml(part(b"<p>one</p>\r\n<p>two</p>\r\n", "binary"), PICTURE))
    source = open_source(str(path))
    line = source.line_at(source.read(0, source.size).index(b"<p>two"))
    assert path.read_bytes().split(b"\n")[line - 1] == b"<p>two</p>\r"
    assert source.read(source.line_start(line), source.size).startswith(b"<p>two")
    assert source.line_start(source.line_count) == source.size
    source.close()
