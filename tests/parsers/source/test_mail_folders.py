"""Folders of mail: which files are read, and nothing outside of the folder."""

from __future__ import annotations

import gzip
import os
from typing import TYPE_CHECKING

import pytest

from harness.trees import all_as_written
from thread_parsers.errors import Unreadable
from thread_parsers.reading import read_all
from thread_parsers.source import mail_folders
from thread_parsers.source.folder_files import FolderFiles
from thread_parsers.source.limits import Limits
from thread_parsers.source.open import open_source

if TYPE_CHECKING:
    from pathlib import Path

MAIL = """From: {name} <{name}@example.org>
Date: Mon, 4 Mar 2024 0{hour}:00:00 +0000
Subject: {subject}
Message-ID: <{hour}@example.org>
{more}
Words of {name}.
"""


def mail(name: str, hour: int, subject: str = "Tea", more: str = "") -> str:
    return MAIL.format(name=name, hour=hour, subject=subject, more=more)


def folder(root: Path, files: dict[str, str]) -> str:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return str(root)


def maildir(root: Path) -> str:
    return folder(
        root,
        {
            "cur/3.host:2,S": mail("Cy", 3, "Re: Tea", "In-Reply-To: <1@example.org>\n"),
            "new/1.host": mail("Ada", 1),
            "2": mail("Bo", 2, "Clay"),
            "work/cur/4": mail("Di", 4, "Re: Tea", "References: <1@example.org> <3@example.org>\n"),
            ".Sent/cur/5:2,": "From ada Mon Mar  4 05:00:00 2024\n" + mail("Ed", 5, "Re: Clay"),
            ".hidden/6": mail("Fay", 6),
            "tmp/7": mail("Gil", 7),
            "dovecot-uidlist": "3 V1 N9\n1 :1.host\n",
        },
    )


def authors(path: str, format_name: str | None = None) -> list[list[str]]:
    """The authors of each discussion."""
    return [[each.author for each in part.comments] for part in read_all(path, format_name)]


def test_all_mails_of_a_maildir_and_its_folders_are_read_in_the_order_of_their_times(tmp_path: Path) -> None:
    parts = read_all(maildir(tmp_path))
    assert all_as_written(parts) == (
        "1.\n"
        "title: Tea\n"
        '- Ada, 2024-03-04 01:00+00:00, on "Tea"\n'
        "  | Words of Ada.\n"
        '    - Cy, 2024-03-04 03:00+00:00, on "Re: Tea"\n'
        "      | Words of Cy.\n"
        '        - Di, 2024-03-04 04:00+00:00, on "Re: Tea"\n'
        "          | Words of Di.\n"
        "note: 1 file without the headers of a mail: left out\n"
        "note: read from a folder of 6 files\n"
        "2.\n"
        "title: Clay\n"
        '- Bo, 2024-03-04 02:00+00:00, on "Clay"\n'
        "  | Words of Bo.\n"
        '- Ed, 2024-03-04 05:00+00:00, on "Re: Clay"\n'
        "  | Words of Ed.\n"
        "note: read from a folder of 6 files\n"
    )


INDEX = """<HTML><BODY><h1>Archives</h1><ul><li><a href="subject.html#start">x</a></ul>
<ul>
<!--0 1- -->
<LI><A HREF="000000.html">Tea
</A><A NAME="0">&nbsp;</A>
<I>Ada
</I>
<UL>
<!--1 1-2- -->
<LI><A HREF="000002.html">Tea
</A><A NAME="2">&nbsp;</A>
<I>Cy
</I>
</UL>
<!--0 3- -->
<LI><A HREF="000001.html">Clay
</A><A NAME="1">&nbsp;</A>
<I>Bo
</I>
<LI><A HREF="999999.html">Gone
</A>
</ul></BODY></HTML>
"""
PAGE = """<HTML><BODY><H1>{subject}
</H1><B>{name}</B> <A HREF="mailto:x" TITLE="y">{name} at example.org</A><BR><I>Mon Mar  4 0{hour}:00:00 CET 2024</I>
<!--beginarticle-->
<PRE>Words of {name}.
</PRE><!--endarticle--></BODY></HTML>
"""


def archive(root: Path) -> str:
    pages = [("Ada", "Tea"), ("Bo", "Clay"), ("Cy", "Tea"), ("Di", "Re: Clay")]
    files = {
        f"{at:06}.html": PAGE.format(name=name, subject=subject, hour=at) for at, (name, subject) in enumerate(pages)
    }
    return folder(root, {"thread.html": INDEX, "date.html": "<html>", "attachments/1/x.html": "<html>", **files})


def test_the_parents_of_an_archive_are_those_of_its_index(tmp_path: Path) -> None:
    parts = read_all(archive(tmp_path))
    assert [part.title for part in parts] == ["Tea", "Clay"]
    assert [[(each.author, each.depth) for each in part.comments] for part in parts] == [
        [("Ada", 0), ("Cy", 1)],
        [("Bo", 0), ("Di", 0)],  # the last one is not in the index, and its subject is no parent
    ]
    first = parts[0].comments[0]
    assert (first.shown_time, first.address) == ("2024-03-04 00:00+01:00", "Ada at example.org")


def test_an_archive_of_several_months_is_read_from_the_first_one_on(tmp_path: Path) -> None:
    for month in ("2023-December", "2024-April", "2024-March"):
        (tmp_path / month).mkdir()
        archive(tmp_path / month)
        page = tmp_path / month / "000001.html"
        page.write_text(page.read_text().replace("Bo", month))
    (tmp_path / "notes").mkdir()
    archive(tmp_path / "notes")
    parts = read_all(str(tmp_path))
    assert [part.comments[0].author for part in parts if part.title == "Clay"] == [
        "2023-December",
        "2024-March",
        "2024-April",
    ]
    assert sum(len(part.comments) for part in parts) == 12


def test_any_folder_is_read_as_mail_if_the_format_is_named(tmp_path: Path) -> None:
    path = folder(tmp_path, {"a.eml": mail("Ada", 1), "more/b.eml": mail("Bo", 2), "notes.txt": "words\n"})
    with pytest.raises(Unreadable, match="is a folder of files"):
        open_source(path)
    assert authors(path, "mail") == [["Ada"], ["Bo"]]


def test_an_empty_folder_of_mail_has_no_comments(tmp_path: Path) -> None:
    for box in ("cur", "new"):
        (tmp_path / box).mkdir()
    assert authors(str(tmp_path)) == [[]]


def test_nothing_outside_of_the_folder_is_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    folder(outside, {"1": mail("Eve", 1), "cur/2": mail("Eve", 2), "thread.html": INDEX})
    inside = folder(tmp_path / "box", {"cur/1": mail("Ada", 1), "new/2": mail("Bo", 2)})
    (tmp_path / "box" / "cur" / "3").symlink_to(outside / "1")
    (tmp_path / "box" / "more").symlink_to(outside)
    (tmp_path / "box" / ".Sent").mkdir()
    (tmp_path / "box" / ".Sent" / "cur").symlink_to(outside / "cur")
    os.mkfifo(tmp_path / "box" / "new" / "4")
    assert authors(inside) == [["Ada"], ["Bo"]]
    pages = archive(tmp_path / "archive")
    (tmp_path / "archive" / "000009.html").symlink_to(outside / "1")
    os.mkfifo(tmp_path / "archive" / "000010.html")
    assert sum(map(len, authors(pages))) == 4


def test_a_file_that_is_replaced_after_it_was_listed_is_not_followed(tmp_path: Path) -> None:
    path = folder(tmp_path / "box", {"cur/1": mail("Ada", 1), "new/2": mail("Bo", 2), "new/3": mail("Cy", 3)})
    (tmp_path / "secret").write_text(mail("Eve", 9))
    source = open_source(path)
    (tmp_path / "box" / "new" / "2").unlink()
    (tmp_path / "box" / "new" / "2").symlink_to(tmp_path / "secret")
    (tmp_path / "box" / "new" / "3").unlink()
    os.mkfifo(tmp_path / "box" / "new" / "3")
    parts = read_all(source)
    assert [[each.author for each in part.comments] for part in parts] == [["Ada"]]
    assert [note.text for note in parts[0].receipt.notes if note.kind == "mail"] == [
        "2 files without the headers of a mail: left out"
    ]
    source.close()


def test_files_that_shrink_are_filled_with_line_feeds(tmp_path: Path) -> None:
    path = folder(tmp_path, {"cur/1": "abcdef", "new/2": "ghi"})
    source = open_source(path)
    assert isinstance(source, FolderFiles)
    assert source.read(0, 99) == b"abcdef\nghi\n"
    assert source.read(4, 8) == b"ef\ng"
    assert source.size == 11
    (tmp_path / "cur" / "1").write_text("ab")
    assert source.read(0, 99) == b"ab\n\n\n\n\nghi\n"
    source.close()


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(mails=2), "over 2 mails; give one of its folders"),
        (Limits(mail_folders=2), "over 2 folders; give one of them"),
    ],
    ids=["mails", "folders"],
)
def test_too_many_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limits: Limits, reason: str
) -> None:
    monkeypatch.setattr(mail_folders, "LIMITS", limits)
    with pytest.raises(Unreadable) as refused:
        open_source(maildir(tmp_path))
    assert refused.value.reason == reason


def test_folders_that_are_too_deep_are_not_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_folders, "LIMITS", Limits(mail_folder_depth=1))
    path = folder(tmp_path, {"cur/1": mail("Ada", 1), "new/2": mail("Bo", 2), "a/b/3": mail("Cy", 3)})
    assert authors(path) == [["Ada"], ["Bo"]]


def test_a_file_with_the_name_of_a_mail_may_have_any_header(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text("Subject: Tea\n\nGreen.\n")
    (tmp_path / "b.eml").write_text("words\n\nGreen.\n")
    assert [read_all(str(tmp_path / name))[0].format for name in ("a.eml", "b.eml")] == ["mail", "plain"]


def test_a_month_of_an_archive_may_be_compressed(tmp_path: Path) -> None:
    path = tmp_path / "2024-March.txt.gz"
    box = "From ada at example.org  Mon Mar  4 01:00:00 2024\n" + mail("Ada", 1).replace("words", "café")
    path.write_bytes(gzip.compress(box.encode("latin-1")))
    (part,) = read_all(str(path))
    assert part.format == "mail"
    assert [each.author for each in part.comments] == ["Ada"]
