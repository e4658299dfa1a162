"""A folder of hostile pages and odd things: each is one row or one line, and nothing in it is an error or an end."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING

import pytest

from harness import hostile_mails, hostile_pages
from harness.attacks import SEED, sound
from thread_parsers import Matching, parse_query, read_all
from thread_parsers.errors import DiscussionError
from thread_parsers.library import Library

if TYPE_CHECKING:
    from pathlib import Path

PAGES, MAILS = 60, 20
QUERIES = ("a", "the", "-the", "user:a*", "/[a-z]{3}/", "\u200b1", "is:reply", "a OR b OR \x1b[", "京")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Pages that are built or broken by chance, hostile mails, and what no page is."""
    path = tmp_path / "hostile"
    (path / "deep" / "er").mkdir(parents=True)
    (path / "deep" / "up").symlink_to(path)
    (path / "loop").symlink_to("loop")
    os.mkfifo(path / "pipe")
    (path / "null").symlink_to("/dev/null")
    (path / "zero").symlink_to("/dev/zero")
    (path / "binary").write_bytes(Random(SEED).randbytes(5000))
    (path / "fake.gz").write_bytes(b"\x1f\x8b" + b"\x00" * 50)
    (path / "fake.zip").write_bytes(b"PK\x03\x04" + b"\xff" * 500)
    (path / "deep.json").write_bytes(b"[" * 100_000)
    (path / "deep.html").write_bytes(b"<div>" * 30_000)
    with (path / "sparse").open("wb") as stream:
        stream.truncate(1 << 33)
    for number, page in enumerate(hostile_pages.pages(PAGES, sound(), SEED)):
        name = b"deep/er/%d \x1b]0;x\x07 \xff\n.txt" % number
        (path / os.fsdecode(name)).write_bytes(page)
    for number, mail in enumerate(hostile_mails.mails(MAILS, SEED)):
        (path / f"{number}.mbox").write_bytes(mail)
    return path


def test_hostile_folders_are_rows_and_searches_find_what_filters_find(folder: Path, tmp_path: Path) -> None:
    library = Library(tmp_path / "cache")
    steps = list(library.refresh([str(folder)]))
    assert library.messages == []
    rows = library.rows([str(folder)])
    files = {row.path for row in rows}
    expected = {str(path) for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}
    assert files == {path for path in expected if "/deep/up/" not in path}
    assert steps[-1].seen == len(files)
    assert steps[-1].waiting == 0
    assert not [row for row in rows if row.reason.startswith("internal error")]
    by_path = {row.path: row for row in rows}
    for name in ("pipe", "null", "zero"):
        assert by_path[str(folder / name)].reason == "not a regular file"
    assert by_path[str(folder / "sparse")].comments is None
    assert list(library.refresh([str(folder)]))[-1].read == 0
    readable = [path for path in sorted(files, key=os.fsencode) if not by_path[path].reason and path[-6:] != "sparse"]
    for text in QUERIES:
        query = parse_query(text)
        wanted = [found for path in readable for found in filtered(path, text)]
        hits = library.search(query, [str(folder)])
        assert [(hit.path, hit.part, hit.comment) for hit in hits if hit is not None] == wanted, text
    library.close()


def filtered(path: str, query: str) -> list[tuple[str, int, int]]:
    """What the query engine finds in a file."""
    try:
        parts = read_all(path)
    except DiscussionError:
        return []
    try:
        return [
            (path, number, index + 1)
            for number, part in enumerate(parts, 1)
            for index in Matching(part, parse_query(query)).all()
        ]
    finally:
        parts[0].close()
