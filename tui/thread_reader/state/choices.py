"""What the user has chosen in the program: the theme, and keys of commands. The settings file overrides both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_reader.state.folder import NOTHING_CHOSEN, STATE_FILE, keep_whole, read_regular, state_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_STATE_BYTES = 1 << 20


def _remembered() -> dict[str, Any]:
    """Return what is in the file; nothing if it cannot be read."""
    try:
        text = read_regular(state_folder() / STATE_FILE, MAX_STATE_BYTES)
    except (OSError, RuntimeError):  # RuntimeError: there is no home folder
        return {}
    if text.strip() in (b"", NOTHING_CHOSEN):
        return {}
    import json  # only here, because most users have chosen nothing

    try:
        found = json.loads(text)
    except (ValueError, RecursionError):  # RecursionError: deeply nested brackets
        return {}
    return found if isinstance(found, dict) else {}


def _remember(name: str, value: object) -> bool:
    """Save one choice beside the others. Returns False if it cannot be written, which is not worth an error."""
    import json

    return keep_whole(STATE_FILE, json.dumps({**_remembered(), name: value}).encode()) is not None


def remembered_theme() -> str:
    """Return the name of the theme last picked; empty if there is none or it cannot be read."""
    theme = _remembered().get("theme")
    return theme if isinstance(theme, str) else ""


def remember_theme(theme: str) -> bool:
    """Save the theme last picked. Returns False if it cannot be written."""
    return _remember("theme", theme)


def remembered_keys() -> dict[str, tuple[str, ...]]:
    """Return the keys that were chosen in the program, by command id, without checking them."""
    found = _remembered().get("keys")
    return {
        command: tuple(keys)
        for command, keys in (found.items() if isinstance(found, dict) else ())
        if isinstance(keys, list) and all(isinstance(key, str) for key in keys)
    }


def remember_keys(keys: Mapping[str, tuple[str, ...]]) -> bool:
    """Save the keys chosen in the program. Returns False if they cannot be written."""
    return _remember("keys", {command: list(of_command) for command, of_command in keys.items()})
