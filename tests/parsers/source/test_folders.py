"""Which folder is what, by the names in it; nothing in it is opened."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from thread_parsers.errors import Unreadable
from thread_parsers.source import folders
from thread_parsers.source.folders import folder_kind
from thread_parsers.source.open import open_source


def made(root: Path, *names: str) -> str:
    """A folder with these files; a name that ends with a slash is a folder."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.write_text("{}")
    return str(root)


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["cur/", "new/", "tmp/"], "maildir"),
        (["cur/1.mail", "new/2.mail", "thread.html"], "maildir"),
        (["cur/", "tmp/"], "library"),
        (["cur", "new"], "library"),
        (["thread.html", "date.html", "000001.html"], "pipermail"),
        (["thread.html/"], "library"),
        (["2024-03-09.json", "2024-03-10.json"], "slack"),
        (["channels.json", "users.json", "pottery/2024-03-09.json"], "slack"),
        (["channels.json", "users.json"], "library"),
        (["pottery/2024-03-09.json"], "library"),
        (["2024-03-09.json/", "notes.json", "2024-3-9.json", "x2024-03-09.json"], "library"),
        (["result.json", "photos/a.jpg"], "telegram"),
        (["part-0.parquet"], "parquet"),
        (["comments/part-0.parquet", "authors/part-0.parquet"], "parquet"),
        (["corpus.json", "discussions/part-0.parquet"], "corpus"),
        (["corpus.json", "discussions/"], "corpus"),
        (["corpus.json", "more/page.txt"], "library"),
        (["a/b/part-0.parquet"], "library"),
        (["page.txt", "more/page.txt"], "library"),
        ([], "library"),
    ],
    ids=str,
)
def test_a_folder_is_what_its_names_say(tmp_path: Path, names: list[str], kind: str) -> None:
    folder = made(tmp_path, *names)
    assert folder_kind(folder).name == kind
    if refusal := folder_kind(folder).refusal:
        with pytest.raises(Unreadable) as refused:
            open_source(folder)
        assert refused.value.reason == refusal
    else:
        open_source(folder).close()


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    made(tmp_path / "elsewhere", "cur/", "new/", "thread.html", "days/2024-03-09.json", "a.parquet")
    inside = Path(made(tmp_path / "folder", "channels.json"))
    for name in ("cur", "new", "thread.html", "days", "a.parquet"):
        (inside / name).symlink_to(tmp_path / "elsewhere" / name)
    (inside / "2024-03-09.json").symlink_to(tmp_path / "elsewhere" / "days" / "2024-03-09.json")
    (inside / "itself").symlink_to(inside)
    assert folder_kind(str(inside)).name == "library"


def test_a_link_to_a_folder_is_that_folder(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(made(tmp_path / "mails", "cur/", "new/"))
    assert folder_kind(str(tmp_path / "link")).name == "maildir"


@pytest.mark.parametrize("name", ["result.json", "thread.html", "2024-03-09.json", "a.parquet"])
def test_a_pipe_with_the_name_of_a_file_is_no_file(tmp_path: Path, name: str) -> None:
    """It is not opened either: that would wait for ever."""
    os.mkfifo(tmp_path / name)
    assert folder_kind(str(tmp_path)).name == "library"


def test_no_more_than_a_number_of_entries_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "channels.json", *(f"c{number}/x.json" for number in range(20)), "zz/2024-03-09.json")
    assert folder_kind(str(tmp_path)).name == "slack"
    for limit in ("MAX_ENTRIES", "MAX_FOLDERS"):
        with monkeypatch.context() as limited:
            limited.setattr(folders, limit, 0)
            assert folder_kind(str(tmp_path)).name == "library"


def test_a_folder_that_cannot_be_listed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(errno.EACCES, "no", path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(Unreadable, match="permission denied"):
        open_source(str(tmp_path))
