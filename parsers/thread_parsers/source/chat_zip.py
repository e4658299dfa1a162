"""Which file in a zip archive is the chat that WhatsApp exports: one text, perhaps with pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zipfile import ZipInfo

NAME_OF_CHAT = "_chat.txt"
"""The name that iOS gives. Android writes `WhatsApp Chat with X.txt`, in the language of the phone."""


def chats(files: Sequence[ZipInfo]) -> list[ZipInfo]:
    """The chats among the files of an archive, at its top or in one folder."""
    texts = [file for file in files if file.filename.count("/") < 2 and not file.filename.startswith("__MACOSX/")]
    named = [file for file in texts if _base(file) == NAME_OF_CHAT]
    return named or [file for file in texts if _base(file).endswith(".txt") and "whatsapp" in _base(file).casefold()]


def _base(file: ZipInfo) -> str:
    return file.filename.rpartition("/")[2]
