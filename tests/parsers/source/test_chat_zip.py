"""The chat in a zip archive as WhatsApp exports it is read; other archives are refused, and nothing expands far."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from thread_parsers.errors import Unreadable
from thread_parsers.reading import read
from thread_parsers.source import zip_archive
from thread_parsers.source.limits import Limits
from thread_parsers.source.open import open_source

if TYPE_CHECKING:
    from pathlib import Path

CHAT = "01/02/24, 18:20 - Ines Quist: The kiln is warm.\r\n13/02/24, 18:21 - Bo Tamm: Bring clay.\r\n"
PICTURE = b"\xff\xd8\xff" + bytes(2000)


def archive(**files: Any) -> bytes:
    """A zip archive with these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return stream.getvalue()


def refused(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(Unreadable) as refusal:
        open_source(str(path))
    assert refusal.value.path == str(path)
    return refusal.value.reason


@pytest.mark.parametrize(
    "name",
    [
        "_chat.txt", "WhatsApp Chat with Ines Quist.txt", "WhatsApp-Chat mit Ines.txt", "Chat de WhatsApp con Ines.txt",
        "WhatsApp Chat - Kiln/_chat.txt",
    ],
)  # fmt: skip
def test_the_chat_of_an_export_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(archive(**{"00000001-PHOTO.jpg": PICTURE, name: CHAT, f"__MACOSX/{name}": b"\x00\x05"}))
    discussion = read(path)
    assert discussion.format == "chat"
    assert [(c.author, c.segments[0].text) for c in discussion.comments] == [
        ("Ines Quist", "The kiln is warm."),
        ("Bo Tamm", "Bring clay."),
    ]
    assert discussion.file.name == str(path)
    assert discussion.file.stamp is not None
    assert "read from zip, CRLF line ends" in [note.text for note in discussion.receipt.notes]


def test_an_export_comes_through_a_pipe() -> None:
    source = open_source("-", io.BytesIO(archive(**{"_chat.txt": CHAT})))
    assert source.text(0, source.size) == CHAT.replace("\r", "")


def test_a_text_that_was_sent_in_the_chat_is_not_the_chat(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(archive(**{"00000002-notes about WhatsApp.txt": "notes", "_chat.txt": CHAT}))
    assert len(read(path).comments) == 2


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"page.txt": CHAT}, "is a zip archive"),
        ({"word/document.xml": "<w/>", "mimetype": "x"}, "is a zip archive"),
        ({"a/b/_chat.txt": CHAT}, "is a zip archive"),
        ({"__MACOSX/_chat.txt": CHAT}, "is a zip archive"),
        ({"a/_chat.txt": CHAT, "b/_chat.txt": CHAT}, "a zip of several chats; unpack it"),
        ({"_chat.txt": PICTURE}, "is a picture"),
        ({"a/b/result.json": "{}"}, "is a zip archive"),
        ({"channels.json": "[]", "pottery/notes.json": "[]"}, "is a zip archive"),
        ({"pottery/2024-03-09.json": "[]"}, "is a zip archive"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_other_archives_are_refused(tmp_path: Path, files: dict[str, bytes | str], reason: str) -> None:
    assert refused(tmp_path / "export.zip", archive(**files)) == reason


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    data = bytearray(archive(**{"_chat.txt": CHAT}))
    data[6] |= 1  # the flags of the file, and again in the list
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(tmp_path / "export.zip", bytes(data)) == "is an encrypted zip archive"


def test_an_unknown_compression_is_refused(tmp_path: Path) -> None:
    data = bytearray(archive(**{"_chat.txt": CHAT}))
    data[data.index(b"PK\x01\x02") + 10] = 99
    assert refused(tmp_path / "export.zip", bytes(data)) == "zip data in an unknown compression"


def test_any_damage_is_refused_or_does_not_matter(tmp_path: Path) -> None:
    whole = archive(**{"_chat.txt": CHAT})
    reasons = {refused(tmp_path / "export.zip", whole[:end]) for end in range(4, len(whole))}
    assert reasons <= {"is a zip archive", "damaged zip data"}
    for at in range(4, len(whole)):
        (tmp_path / "export.zip").write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            open_source(str(tmp_path / "export.zip")).close()
        except Unreadable:
            continue


def test_a_chat_that_expands_far_is_refused_before_it_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_archive, "LIMITS", Limits(expanded_bytes=1 << 20))
    data = archive(**{"_chat.txt": b"a\n" * (1 << 24)})
    tracemalloc.start()
    assert refused(tmp_path / "export.zip", data) == "too large: over 1 MiB"
    # An archive that states a small size is read no further than it says.
    lying = data.replace((1 << 25).to_bytes(4, "little"), (1 << 10).to_bytes(4, "little"))
    assert lying != data
    assert refused(tmp_path / "export.zip", lying) == "damaged zip data"
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 << 20


def test_a_list_of_too_many_files_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = archive(**{"_chat.txt": CHAT, **{f"{at}.jpg": b"" for at in range(100)}})
    path = tmp_path / "export.zip"
    path.write_bytes(data)
    assert len(read(path).comments) == 2
    for limits in (Limits(directory_bytes=2000), Limits(members=100)):
        monkeypatch.setattr(zip_archive, "LIMITS", limits)
        assert refused(path, data) == f"a zip of over {limits.members:,} files; unpack it"
    # The record at the end states fewer than there are.
    at = data.rindex(b"PK\x05\x06") + 8
    assert refused(path, data[:at] + b"\1\0\1\0" + data[at + 4 :]) == "a zip of over 100 files; unpack it"


def test_what_expands_more_than_any_text_does_is_refused(tmp_path: Path) -> None:
    assert (
        refused(tmp_path / "export.zip", archive(**{"_chat.txt": b"a\n" * (1 << 20)}))
        == "zip data that expands 200-fold"
    )
    (tmp_path / "small.zip").write_bytes(archive(**{"_chat.txt": CHAT + "a" * 900_000}))
    assert len(read(tmp_path / "small.zip").comments) == 2


@pytest.mark.parametrize("nested", [archive(**{"_chat.txt": CHAT}), gzip.compress(CHAT.encode(), mtime=0)])
def test_an_archive_in_an_archive_is_refused(tmp_path: Path, nested: bytes) -> None:
    assert refused(tmp_path / "export.zip", archive(**{"_chat.txt": nested})) == "an archive in an archive; unpack it"


def test_an_archive_with_a_second_list_is_refused(tmp_path: Path) -> None:
    data = archive(**{"_chat.txt": CHAT})
    at = data.rindex(b"PK\x05\x06")
    assert refused(tmp_path / "export.zip", data[:at] + b"PK\x06\x07" + bytes(16) + data[at:]) == "is a zip archive"
