"""Exports of several files: of Slack and Telegram, as a folder and as a zip archive."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from harness.trees import as_written
from thread_parsers.errors import Unreadable
from thread_parsers.reading import read_all
from thread_parsers.source import slack_export, zip_archive
from thread_parsers.source.file_set import FileSet
from thread_parsers.source.limits import Limits
from thread_parsers.source.open import open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from thread_parsers.discussion.discussion import Discussion

USERS = [{"id": "U1", "name": "ines", "profile": {"display_name": "", "real_name": "Ines Quist"}}]


def message(ts: str, text: str, **more: object) -> dict[str, object]:
    return {"type": "message", "user": "U1", "ts": f"17100{ts}.000100", "text": text, **more}


FILES = {
    "channels.json": [{"id": "C1", "name": "glaze"}, {"id": "C2", "name": "kiln"}],
    "users.json": USERS,
    "kiln/2024-03-10.json": [message("70000", "It cracked.", thread_ts="1710000100.000100")],
    "kiln/2024-03-09.json": [message("00100", "The kiln is warm, <@U1>.")],
    "glaze/2024-03-09.json": [message("00000", "Ash &amp; clay")],
    "glaze/canvas_in_the_conversation.json": [],
    "integration_logs.json": [],
}
TREES = """\
title: glaze
- Ines Quist, 2024-03-09 16:00+00:00
  | Ash & clay
note: names of authors are from users.json
===
title: kiln
- Ines Quist, 2024-03-09 16:01:40+00:00
  | The kiln is warm, @Ines Quist.
    - Ines Quist, 2024-03-10 11:26:40+00:00
      | It cracked.
"""


def folder(root: Path, files: dict[str, object] = FILES) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content))
    return root


def archive(root: Path, files: dict[str, object] = FILES, inside: str = "") -> Path:
    path = root / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(inside + name, content if isinstance(content, str) else json.dumps(content))
    return path


def trees(parts: list[Discussion]) -> str:
    """The discussions without the note of where they were read from."""
    written = "===\n".join(map(as_written, parts))
    return "".join(line for line in written.splitlines(keepends=True) if not line.startswith("note: read from"))


@pytest.mark.parametrize(
    "made",
    [folder, archive, lambda root: archive(root, inside="Pottery Slack export/")],
    ids=["folder", "zip", "in it"],
)
def test_each_channel_of_a_slack_export_is_a_discussion(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    path = made(tmp_path)
    parts = read_all(path)
    assert parts[0].format == "slack"
    assert trees(parts) == TREES
    assert parts[0].file.name == str(path)
    assert parts[0].file.stamp is not None


def test_the_folder_of_a_channel_is_a_discussion(tmp_path: Path) -> None:
    """The list of users is beside the list of channels, one folder up."""
    kiln = folder(tmp_path) / "kiln"
    assert trees(read_all(kiln)) == TREES.partition("===\n")[2] + "note: names of authors are from users.json\n"
    (tmp_path / "channels.json").unlink()
    assert "Ines Quist" not in trees(read_all(kiln))


def test_a_day_of_an_export_has_its_names(tmp_path: Path) -> None:
    (discussion,) = read_all(folder(tmp_path) / "glaze" / "2024-03-09.json")
    assert discussion.comments[0].author == "Ines Quist"


def test_a_damaged_day_costs_nothing_but_its_end(tmp_path: Path) -> None:
    root = folder(tmp_path)
    day = root / "kiln" / "2024-03-09.json"
    day.write_text(json.dumps([message("00100", "Warm."), message("00200", "Hot.")])[:-20])
    kiln = read_all(root)[1]
    assert [comment.segments[0].text for comment in kiln.comments] == ["Warm.", "It cracked."]
    assert f"kiln/2024-03-09.json: the end is missing at byte {day.stat().st_size:,}" in [
        note.text for note in kiln.receipt.notes
    ]


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    root, secret = folder(tmp_path / "export"), tmp_path / "secret.json"
    secret.write_text(json.dumps([message("00300", "secret")]))
    (root / "kiln" / "2024-03-11.json").symlink_to(secret)
    (root / "elsewhere").symlink_to(tmp_path)
    os.mkfifo(root / "kiln" / "2024-03-12.json")
    assert trees(read_all(root)) == TREES


def test_a_day_that_was_replaced_by_a_link_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(tmp_path / "export")
    day = root / "kiln" / "2024-03-09.json"
    chosen = slack_export.export_files

    def replaced(*arguments: object, **named: bool) -> list[str]:
        day.unlink()
        day.symlink_to(tmp_path)
        return chosen(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(slack_export, "export_files", replaced)
    with pytest.raises(Unreadable, match=r"kiln/2024-03-09\.json cannot be read"):
        open_source(str(root))


def test_too_many_or_too_large_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(tmp_path / "export")
    for module in (slack_export, zip_archive):
        monkeypatch.setattr(module, "LIMITS", Limits(expanded_bytes=200))
    for path in (root, archive(tmp_path)):
        with pytest.raises(Unreadable, match="too large"):
            open_source(str(path))
    monkeypatch.setattr(slack_export, "LIMITS", Limits(members=3))
    with pytest.raises(Unreadable, match="give one channel"):
        open_source(str(root))


def test_the_files_of_a_set_are_seen_one_by_one(tmp_path: Path) -> None:
    source = open_source(str(folder(tmp_path)))
    assert isinstance(source, FileSet)
    for member in source.members:
        assert json.loads(source.read(member.start, member.end)) == FILES[member.name]
        assert source.until(member.end).read(member.start, source.size) == source.read(member.start, member.end)


CHAT = {
    "name": "Kiln", "type": "personal_chat",
    "messages": [{"id": 1, "type": "message", "date": "2024-03-09T16:00:00", "from": "Bo", "text": "Warm"}],
}  # fmt: skip


@pytest.mark.parametrize(
    "made",
    [
        lambda root: folder(root, {"result.json": CHAT, "photos/a.jpg": ""}),
        lambda root: archive(root, {"ChatExport/result.json": CHAT, "ChatExport/photos/a.jpg": ""}),
    ],
    ids=["folder", "zip"],
)
def test_an_export_of_telegram_is_its_result(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    (discussion,) = read_all(made(tmp_path))
    assert discussion.format == "telegram"
    assert trees([discussion]) == "title: Kiln\n- Bo, 2024-03-09 16:00\n  | Warm\n"


def test_a_folder_can_be_read_again_when_it_has_changed(tmp_path: Path) -> None:
    root = folder(tmp_path)
    before = open_source(str(root)).stamp
    shutil.rmtree(root / "glaze")
    assert open_source(str(root)).stamp != before
    assert len(read_all(root)) == 1
