"""Which file in a zip archive is an exported chat: the text of WhatsApp, or the `result.json` of Telegram."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME_OF_CHAT = "_chat.txt"
"""The name that iOS gives. Android writes `WhatsApp Chat with X.txt`, in the language of the phone."""
NAME_OF_EXPORT = "result.json"
"""The name that Telegram Desktop gives."""


def chats(paths: Sequence[str]) -> list[str]:
    """The chats of WhatsApp among the files of an archive, at its top or in one folder."""
    texts = _near_top(paths)
    named = [path for path in texts if _base(path) == NAME_OF_CHAT]
    return named or [path for path in texts if _base(path).endswith(".txt") and "whatsapp" in _base(path).casefold()]


def telegram_chats(paths: Sequence[str]) -> list[str]:
    """The same for exports of Telegram."""
    return [path for path in _near_top(paths) if _base(path) == NAME_OF_EXPORT]


def _near_top(paths: Sequence[str]) -> list[str]:
    return [path for path in paths if path.count("/") < 2 and not path.startswith("__MACOSX/")]


def _base(path: str) -> str:
    return path.rpartition("/")[2]
