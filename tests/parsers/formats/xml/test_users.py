"""Names of authors in a Stack Exchange dump come from Users.xml in the same folder, and from nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from thread_parsers.formats.xml import users as users_module
from thread_parsers.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from thread_parsers.discussion.discussion import Discussion

POSTS = (
    '<posts><row Id="1" PostTypeId="1" Title="Tea?" Body="x" OwnerUserId="7"/>'
    '<row Id="2" PostTypeId="2" ParentId="1" Body="Hot." OwnerUserId="8"/>'
    '<row Id="3" PostTypeId="2" ParentId="1" Body="Cold." OwnerUserId="9" OwnerDisplayName="stated"/>'
    '<row Id="4" PostTypeId="2" ParentId="1" Body="Warm." OwnerUserId="10"/></posts>'
)
USERS = (
    '<users><row Id="7" DisplayName="Ines"/><row Id="8" DisplayName="Bo &amp; Cy"/>'
    '<row Id="9" DisplayName="no"/></users>'
)


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    file = tmp_path / "Posts.xml"
    file.write_text(POSTS)
    return file


def authors(discussion: Discussion) -> list[str | None]:
    return [discussion.article.author, *(comment.author for comment in discussion.comments)]


def notes(discussion: Discussion) -> list[str]:
    return [note.text for note in discussion.receipt.notes if note.kind == "names"]


def test_names_are_from_the_table_of_users_unless_the_row_states_one(posts: Path) -> None:
    posts.with_name("Users.xml").write_text(USERS)
    discussion = read(posts)
    assert authors(discussion) == ["Ines", "Bo & Cy", "stated", "10"]
    assert notes(discussion) == ["names of authors are from Users.xml"]


@pytest.mark.parametrize("name", ["users.xml", "Users.xml.bak", "MyUsers.xml"])
def test_a_file_with_another_name_is_not_read(posts: Path, name: str) -> None:
    posts.with_name(name).write_text(USERS)
    discussion = read(posts)
    assert (authors(discussion), notes(discussion)) == (["7", "8", "stated", "10"], [])


def test_a_link_and_a_pipe_are_not_opened(posts: Path, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere" / "Users.xml"
    outside.parent.mkdir()
    outside.write_text(USERS)
    beside = posts.with_name("Users.xml")
    beside.symlink_to(outside)
    assert authors(read(posts)) == ["7", "8", "stated", "10"]
    beside.unlink()
    os.mkfifo(beside)
    assert authors(read(posts)) == ["7", "8", "stated", "10"]


def test_a_table_that_is_too_large_or_not_a_text_is_noted(posts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = posts.with_name("Users.xml")
    beside.write_bytes(b"\x89PNG\r\n\x1a\n")
    (note,) = notes(read(posts))
    assert note.endswith("is a picture")
    beside.write_text(USERS)
    monkeypatch.setattr(users_module, "MAX_USERS_BYTES", 10)
    discussion = read(posts)
    assert authors(discussion) == ["7", "8", "stated", "10"]
    assert notes(discussion) == ["Users.xml is too large to be read: authors are shown by number"]
