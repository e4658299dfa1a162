"""Refreshing: rows of files, in small steps, and only of what has changed."""

from __future__ import annotations

import gzip
import os
import socket
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

from thread_parsers import parse_query
from thread_parsers.library import Library, contents, places, refreshing, searching, walking
from thread_parsers.library.contents import HEAD_BYTES, NO_COMMENTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from thread_parsers.library import Refreshed, Row

    Refresh = Callable[..., list[Refreshed]]
    Write = Callable[..., Path]

LONG = ["bees " * 400] * 60
"""Texts of a page of more than HEAD_BYTES."""


def hits(library: Library, query: str, *paths: Path) -> list[tuple[str, int]]:
    found = library.search(parse_query(query), list(map(str, paths)) or library.roots())
    return [(hit.path.rpartition("/")[2], hit.comment) for hit in found if hit is not None]


def by_name(rows: list[Row]) -> dict[str, Row]:
    return {row.path.rpartition("/")[2]: row for row in rows}


def test_a_row_says_what_a_file_is(library: Library, folder: Path, write: Write, refresh: Refresh) -> None:
    path = write("hives.txt", "They are calm.", "They are not.", title="Two  hives")
    assert refresh()[-1][:3] == (1, 0, 1)
    (row,) = library.rows([str(folder)])
    assert (row.path, row.part, row.parts, row.title, row.family) == (str(path), 1, 1, "Two hives", "gate")
    assert (row.comments, row.newest, row.reason, row.size) == (2, 1740909600, "", path.stat().st_size)
    identity = library.identity(str(path), 1)
    assert identity is not None
    assert (identity.family, len(identity.fingerprints.words)) == ("gate", 2)
    assert list(library.keys(["/"]))[1] == [(str(path), 1, identity.address, identity.keys)]
    assert library.rows(["/"]) == library.rows([str(path)]) == [row]
    assert library.roots() == [str(folder)]


def test_paths_are_spelled_as_in_the_call(
    library: Library, folder: Path, write: Write, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("deep/a.txt", "One.")
    monkeypatch.chdir(folder.parent)
    steps = refresh("pages", "pages/deep/../deep/a.txt")
    assert [path for step in steps for path in step.changed] == ["pages/deep/a.txt"]
    assert [row.path for row in library.rows(["pages"])] == ["pages/deep/a.txt"]
    assert [row.path for row in library.rows(["./pages/deep", "pages"])] == ["./pages/deep/a.txt"]
    assert [row.path for row in library.rows(["pages/deep/a.txt"])] == ["pages/deep/a.txt"]
    assert library.rows(["pages/dee"]) == []
    assert hits(library, "one", folder) == [("a.txt", 1)]
    assert library.roots() == [str(folder)]


def test_only_changed_files_are_read_again(library: Library, folder: Path, write: Write, refresh: Refresh) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(name, f"Text of {name}.")
    assert refresh()[-1].read == 3
    assert refresh()[-1][:3] == (3, 0, 0)
    write("b.txt", "Another text.", "And one more.")
    (folder / "c.txt").unlink()
    (folder / "a.txt").rename(folder / "d.txt")
    steps = refresh()
    assert steps[-1].read == 2
    changed = {path.rpartition("/")[2]: len(rows) for step in steps for path, rows in step.changed.items()}
    assert changed == {"a.txt": 0, "b.txt": 1, "c.txt": 0, "d.txt": 1}
    assert [(name, row.comments) for name, row in by_name(library.rows(["/"])).items()] == [("b.txt", 2), ("d.txt", 1)]
    assert hits(library, "text") == [("b.txt", 1), ("d.txt", 1)]


def test_the_beginning_of_large_files_is_read_first(library: Library, write: Write, refresh: Refresh) -> None:
    path = write("long.txt", *LONG, title="A long page")
    write("small.txt", "Short.")
    assert path.stat().st_size > HEAD_BYTES
    seen = [rows[0] for step in refresh() for name, rows in step.changed.items() if name == str(path)]
    assert [(row.title, row.family, row.comments) for row in seen] == [
        ("A long page", "gate", None),
        ("A long page", "gate", 60),
    ]
    assert by_name(library.rows(["/"]))["long.txt"] == seen[-1]


def test_a_refresh_that_is_stopped_keeps_and_reports_what_it_has_done(
    library: Library, folder: Path, write: Write, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file is reported by the refresh that was stopped or by the next one: who shows the rows misses none."""
    monkeypatch.setattr(refreshing, "STEP_SECONDS", 0.0)
    for number in range(40):
        write(f"{number:02}.txt", f"Text {number}.")
    reported = set[str]()
    steps = library.refresh([str(folder)])
    for step in steps:
        reported.update(step.changed)
        if step.read >= 20:
            break
    steps.close()
    done = {row.path for row in library.rows(["/"])}
    assert done == reported
    assert 10 <= len(done) < 40
    following = refresh()
    assert following[-1].read == 40 - len(done)
    assert {path for step in following for path in step.changed} == {row.path for row in library.rows(["/"])} - done
    assert len(library.rows(["/"])) == 40


def test_steps_are_small(library: Library, folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a clock: a step ends whenever it may."""
    monkeypatch.setattr(refreshing, "STEP_SECONDS", 0.0)
    write("long.txt", *LONG)
    assert sum(1 for _ in library.refresh([str(folder)])) > 20


def mailbox(count: int) -> str:
    """A mailbox of threads of one mail each."""
    return "".join(
        f"From a@example.org Sat Mar  1 10:0{number}:00 2025\nFrom: a@example.org\nMessage-ID: <{number}@x>\n"
        f"Date: Sat, 1 Mar 2025 10:0{number}:00 +0000\nSubject: Matter {number}\n\nText of mail {number}.\n\n"
        for number in range(count)
    )


def test_a_file_of_several_discussions_has_several_rows(library: Library, folder: Path, refresh: Refresh) -> None:
    (folder / "mail.mbox").write_text(mailbox(5), encoding="utf-8")
    refresh()
    rows = library.rows(["/"])
    assert [(row.part, row.parts, row.title) for row in rows] == [(n, 5, f"Matter {n - 1}") for n in range(1, 6)]
    (hit,) = [hit for hit in library.search(parse_query('"mail 3"'), ["/"]) if hit is not None]
    assert (hit.part, hit.parts, hit.comment, hit.title) == (4, 5, 1, "Matter 3")


def test_rows_come_in_pages_while_the_index_changes(
    library: Library, folder: Path, write: Write, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "mail.mbox").write_text(mailbox(5), encoding="utf-8")
    for name in ("a.txt", "b.txt", "z.txt"):
        write(name, f"Text of {name}.")
    (folder / "empty").write_bytes(b"")
    refresh()
    paths = [str(folder / "z.txt"), str(folder)]
    rows = library.rows(paths)
    assert [(row.path.rpartition("/")[2], row.part) for row in rows] == [
        ("z.txt", 1), ("a.txt", 1), ("b.txt", 1), ("empty", 1), *(("mail.mbox", part) for part in range(1, 6)),
    ]  # fmt: skip
    monkeypatch.setattr(places, "FIRST_PAGE_ROWS", 1)
    monkeypatch.setattr(places, "PAGE_ROWS", 2)
    assert library.rows(paths) == rows
    found = []
    for page in library.pages([str(folder)]):
        assert len(page) <= 2
        found += [(row.path.rpartition("/")[2], row.part) for row in page]
        if found == [("a.txt", 1)]:
            (folder / "b.txt").unlink()
            write("c.txt", "Another one.")
            refresh()
    assert found[:3] == [("a.txt", 1), ("c.txt", 1), ("empty", 1)]
    assert len(found) == 9


def test_the_rows_of_a_file_are_bounded(
    library: Library, folder: Path, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "MAX_PARTS", 2)
    (folder / "mail.mbox").write_text(mailbox(4), encoding="utf-8")
    refresh()
    assert [(row.part, row.parts) for row in library.rows(["/"])] == [(1, 4), (2, 4)]
    assert hits(library, '"mail 3"') == [("mail.mbox", 1)], "what has no row is found"


def test_many_words_are_several_passages(
    library: Library, folder: Path, write: Write, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "PASSAGE_WORDS", 20)
    monkeypatch.setattr(contents, "_SLICE_BYTES", 1)
    path = write("many.txt", *(" ".join(f"w{n}x{m}" for m in range(15)) for n in range(9)))
    refresh()
    connection = sqlite3.connect(folder.parent / "cache" / "library.db")
    assert connection.execute("SELECT count(*) FROM passage").fetchone() == (5,)
    connection.close()
    assert hits(library, "w5x3 w5x9", path) == [("many.txt", 6)]
    assert hits(library, "user:bo w5x3", path) == [("many.txt", 6)]
    assert hits(library, "w2x1 w7x1", path) == []


def test_a_file_with_many_words_is_stored_in_steps(
    library: Library, folder: Path, cache: Path, write: Write, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever it is stopped, a search finds everything, and the next refresh completes it."""
    monkeypatch.setattr(contents, "PASSAGE_WORDS", 20)
    monkeypatch.setattr(contents, "_SLICE_BYTES", 1)
    monkeypatch.setattr(refreshing, "BATCH_WORDS", 30)
    monkeypatch.setattr(refreshing, "STEP_SECONDS", 0.0)
    write("many.txt", *(" ".join(f"w{n}x{m}" for m in range(15)) for n in range(9)))
    all_steps = len(refresh())
    for stop in range(1, all_steps, 3):
        library.forget(str(folder))
        steps = library.refresh([str(folder)])
        for _ in range(stop):
            next(steps)
        steps.close()
        if library.rows(["/"]):
            assert hits(library, "w5x3 w5x9", folder) == [("many.txt", 6)]
        other = Library(cache)
        list(other.refresh([str(folder)]))
        other.close()
        assert hits(library, "w5x3 w5x9", folder) == [("many.txt", 6)]
        assert hits(library, "w2x1 w7x1", folder) == []
        assert refresh()[-1].read == 0
        connection = sqlite3.connect(cache / "library.db")
        assert connection.execute("SELECT count(*) FROM passage").fetchone() == (5,)
        connection.close()


def test_a_file_with_too_many_words_is_read_by_each_search(
    library: Library, write: Write, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "MAX_PASSAGE_WORDS", 5)
    monkeypatch.setattr(contents, "_SLICE_BYTES", 1)
    write("many.txt", "one two three four five six seven")
    refresh()
    assert hits(library, "seven") == [("many.txt", 1)]


def test_files_that_are_no_discussion_have_a_row_with_the_reason(
    library: Library, folder: Path, write: Write, refresh: Refresh
) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "prose.txt").write_text("Nothing but a line.\n", encoding="utf-8")
    (folder / "program").write_bytes(b"\x7fELF\x00\x01\x02" * 50)
    (folder / ".hidden.txt").write_text("Not looked at.", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "page.txt").write_text("Not looked at.", encoding="utf-8")
    write("good.txt", "Yes.")
    refresh()
    rows = by_name(library.rows(["/"]))
    assert sorted(rows) == ["empty.txt", "good.txt", "program", "prose.txt"]
    assert rows["good.txt"].reason == ""
    assert rows["prose.txt"].reason == rows["empty.txt"].reason == NO_COMMENTS
    assert rows["program"].reason
    assert rows["program"].family == ""
    assert refresh()[-1].read == 0, "they are not read again"


def test_a_large_file_that_is_no_text_keeps_no_other_from_being_read(
    library: Library, folder: Path, write: Write, refresh: Refresh
) -> None:
    names = {"0.png": b"\x89PNG\r\n\x1a\n", "1.pdf": b"%PDF-1.7\n", "2": b"\x7fELF", "3.db": b"SQLite format 3\x00"}
    for name, magic in names.items():
        (folder / name).write_bytes(magic + bytes(HEAD_BYTES))
    write("small.txt", "Bees.")
    write("long.txt", *LONG)
    with zipfile.ZipFile(folder / "4.zip", "w") as archive:
        archive.writestr("_chat.txt", "[01.03.25, 10:00:00] Ada: Zipped bees\n" * 2000)
    refresh()
    rows = by_name(library.rows(["/"]))
    assert sorted(rows) == sorted([*names, "4.zip", "small.txt", "long.txt"])
    assert {name for name, row in rows.items() if row.reason} == set(names)
    assert (rows["4.zip"].comments, rows["long.txt"].comments, rows["small.txt"].comments) == (2000, 60, 1)
    assert {name for name, _ in hits(library, "bees")} == {"4.zip", "small.txt", "long.txt"}


def test_a_fault_in_a_beginning_keeps_no_other_file_from_being_read(
    library: Library, write: Write, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(contents, "needs_no_conversion", fails)
    write("small.txt", "Bees.")
    write("long.txt", *LONG)
    refresh()
    assert [row.comments for row in library.rows(["/"])] == [60, 1]


def test_what_is_no_file_is_not_opened(
    library: Library, folder: Path, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(folder / "pipe")
    monkeypatch.chdir(folder)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        (folder / "device").symlink_to("/dev/zero")
        refresh()
    rows = by_name(library.rows(["/"]))
    assert {name: row.reason for name, row in rows.items()} == dict.fromkeys(
        ("device", "pipe", "socket"), "not a regular file"
    )
    assert refresh(str(folder / "pipe"))[-1].read == 0


def test_links_in_circles_end(library: Library, folder: Path, write: Write, refresh: Refresh) -> None:
    write("real/a.txt", "Once.")
    (folder / "real" / "up").symlink_to(folder)
    (folder / "other").symlink_to("real")
    (folder / "self").symlink_to("self")
    (folder / "gone").symlink_to("nothing")
    (folder / "link.txt").symlink_to("real/a.txt")
    refresh()
    reasons = {name: row.reason for name, row in by_name(library.rows(["/"])).items()}
    followed_not = "a link to a folder, which is not followed"
    assert reasons == {
        "a.txt": "",
        "link.txt": "",
        "up": followed_not,
        "other": followed_not,
        "self": "is a symbolic link to itself",
        "gone": "does not exist",
    }
    refresh(str(folder / "other"))
    assert [row.reason for row in library.rows([str(folder / "other")])] == ["", followed_not], "named, it is followed"


def test_any_name_of_a_file_has_one_row(library: Library, folder: Path, write: Write, refresh: Refresh) -> None:
    texts = [
        b"bytes\xff\xfe.txt",
        b"line\nfeed.txt",
        b"esc\x1b[31m.txt",
        "ÜñïçødéＡ\u202e.txt".encode(),
        b"%_?#&.txt",
        b" ",
    ]
    for name in texts:
        (folder / os.fsdecode(name)).write_text((folder / write("a.txt", "bees")).read_text(), encoding="utf-8")
    refresh()
    assert sorted(os.fsencode(row.path.rpartition("/")[2]) for row in library.rows(["/"])) == sorted([*texts, b"a.txt"])
    assert len(hits(library, "bees", folder)) == 7
    assert library.forget(str(folder / os.fsdecode(texts[0]))) == 1
    assert len(library.rows(["/"])) == 6


def test_unreadable_folders_and_files_have_a_row(
    library: Library, write: Write, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("locked/a.txt", "Never seen.")
    write("secret.txt", "Never seen.")
    scandir, opened = os.scandir, os.open

    def refusing_scandir(path: str) -> Any:
        if path.endswith("locked"):
            raise PermissionError(13, "no")
        return scandir(path)

    def refusing_open(path: str, *rest: Any) -> int:
        if str(path).endswith("secret.txt"):
            raise PermissionError(13, "no")
        return opened(path, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refusing_scandir)
        patch.setattr(os, "open", refusing_open)
        refresh()
        assert {name: row.reason for name, row in by_name(library.rows(["/"])).items()} == dict.fromkeys(
            ("locked", "secret.txt"), "permission denied"
        )
    refresh()
    rows = by_name(library.rows(["/"]))
    assert sorted(rows) == ["a.txt", "secret.txt"], "they are tried again, although the files have not changed"
    assert rows["secret.txt"].reason == ""


def test_a_file_that_changes_while_it_is_read_is_read_again(
    library: Library, write: Write, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("growing.txt", "One.")
    whole = contents.read_steps

    def growing(name: str) -> Any:
        discussion = yield from whole(name)
        write("growing.txt", "One.", "Two.", "Three.")
        return discussion

    with monkeypatch.context() as patch:
        patch.setattr(contents, "read_steps", growing)
        refresh()
    refresh()
    assert [row.comments for row in library.rows([str(path)])] == [3]


def test_a_file_that_is_gone_before_it_is_read_is_one_row(
    library: Library, write: Write, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("gone.txt", "One.")
    whole = contents.read_steps

    def vanishing(name: str) -> Any:
        path.unlink()
        return (yield from whole(name))

    with monkeypatch.context() as patch:
        patch.setattr(contents, "read_steps", vanishing)
        refresh()
    assert [row.reason for row in library.rows(["/"])] == ["does not exist"]
    refresh()
    assert library.rows(["/"]) == []


def failing_for_a(name: str, whole: Callable[[str], Any] = contents.read_steps) -> Any:
    """Reads files, with a fault for `a.txt`."""
    if name.endswith("a.txt"):
        raise KeyError("kettle")
    return (yield from whole(name))


def test_a_fault_in_a_format_is_one_row(
    library: Library, write: Write, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.txt", "One.")
    write("b.txt", "Two.")
    monkeypatch.setattr(contents, "read_steps", failing_for_a)
    refresh()
    assert [row.reason for row in library.rows(["/"])] == ["internal error (KeyError: 'kettle')", ""]


def test_a_fault_in_a_file_does_not_end_a_search_without_an_index(
    folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.txt", "Bees.")
    write("b.txt", "Bees.")
    monkeypatch.setattr(searching, "read_steps", failing_for_a)
    refused: list[tuple[str, str]] = []
    with closing(Library(None)) as library:
        assert hits(library, "bees", folder) == [("b.txt", 1)]
        for _ in library.search(parse_query("bees"), [str(path)], refused=lambda *both: refused.append(both)):
            pass
    assert refused == [(str(path), "internal error (KeyError: 'kettle')")]


def test_large_files_are_read_as_a_whole_if_they_are_named(
    library: Library, folder: Path, write: Write, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "MAX_BYTES", 100_000)
    path = write("large.txt", *LONG, title="A large page")
    refresh()
    (row,) = library.rows(["/"])
    assert (row.title, row.comments, row.reason) == ("A large page", None, "")
    assert hits(library, "bees", folder) == []
    with closing(Library(None)) as in_memory:
        assert hits(in_memory, "bees", folder) == []
    assert refresh()[-1].read == 0
    assert refresh(str(path))[-1].read == 1
    assert library.rows(["/"])[0].comments == 60
    assert len(hits(library, "bees", folder)) == 60
    with closing(Library(None)) as in_memory:
        assert len(hits(in_memory, "bees", path)) == 60
    assert refresh()[-1].read == 0


def test_archives_and_folders_that_are_one_file(library: Library, folder: Path, write: Write, refresh: Refresh) -> None:
    page = write("a.txt", "Packed bees.").read_bytes()
    (folder / "a.txt").unlink()
    (folder / "a.txt.gz").write_bytes(gzip.compress(page))
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("_chat.txt", "[01.03.25, 10:00:00] Ada: Zipped bees\n[01.03.25, 10:01:00] Bo: Yes\n")
    mail = folder / "Maildir"
    for name in ("cur", "new", "tmp"):
        (mail / name).mkdir(parents=True)
    message = (
        "From: Ada <a@example.org>\nDate: Sat, 1 Mar 2025 10:00:00 +0000\nSubject: {0}\nMessage-ID: <{0}@x>\n\n"
        "Mailed bees.\n"
    )
    (mail / "new" / "1").write_text(message.format("one"), encoding="utf-8")
    refresh()
    assert {name: row.reason for name, row in by_name(library.rows(["/"])).items()} == dict.fromkeys(
        ("a.txt.gz", "b.zip", "Maildir"), ""
    )
    assert hits(library, "bees", folder) == [("Maildir", 1), ("a.txt.gz", 1), ("b.zip", 1)]
    (mail / "new" / "2").write_text(message.format("two"), encoding="utf-8")
    assert refresh()[-1].read == 1
    assert [row.parts for row in library.rows([str(mail)])] == [2, 2]


def test_a_path_that_does_not_exist_is_reported_and_not_kept(library: Library, write: Write, refresh: Refresh) -> None:
    path = write("a.txt", "One.")
    refresh(str(path))
    assert library.roots() == [str(path)]
    path.unlink()
    (changed,) = [step.changed for step in refresh(str(path)) if step.changed]
    assert [row.reason for row in changed[str(path)]] == ["does not exist"]
    assert library.rows(["/"]) == []
    assert library.roots() == []


def test_a_library_in_memory_has_rows_and_writes_nothing(folder: Path, write: Write, tmp_path: Path) -> None:
    write("a.txt", "Bees.")
    library = Library(None)
    before = sorted(tmp_path.rglob("*"))
    for _ in library.refresh([str(folder)]):
        pass
    assert [row.comments for row in library.rows([str(folder)])] == [1]
    assert hits(library, "bees") == [("a.txt", 1)]
    assert not library.has_words
    library.close()
    assert sorted(tmp_path.rglob("*")) == before
