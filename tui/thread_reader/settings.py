"""Settings: a TOML file that people write, and the few things that the program remembers by itself.

The file is only ever read. What is remembered, the theme that was picked, is in the state folder.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from thread_parsers.errors import DiscussionError
from thread_reader.command_table import BY_ID, COMMANDS
from thread_reader.keymap import Keymap
from thread_reader.state import keep_whole, state_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNS = ("auto", "unicode", "ascii")
REMEMBERED = "state.json"
LARGEST = 1 << 20
"""Bytes of a file that is read for settings; a larger one is something else."""


class SettingsError(DiscussionError):
    """The settings file says something that means nothing."""

    def __init__(self, path: Path, trouble: str) -> None:
        super().__init__(f"{trouble}: {path}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What people may set."""

    theme: str = ""
    """Empty for the one that was last picked, or ours."""
    signs: str = "auto"
    mouse: bool = True
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Command id to its keys, all of them."""


def settings_path(environment: Mapping[str, str] = os.environ) -> Path:
    """The settings file, by the XDG rules; it may not be there."""
    named = environment.get("XDG_CONFIG_HOME", "")
    root = Path(named) if Path(named).is_absolute() else Path(environment.get("HOME") or "/") / ".config"
    return root / "thread-reader" / "settings.toml"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; the defaults where there is no file. Raises SettingsError."""
    path = path or settings_path()
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST).decode()
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise SettingsError(path, f"the settings cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise SettingsError(path, "the settings are no UTF-8") from error
    import tomllib  # most people have no such file

    try:
        return _checked(path, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(path, f"the settings are no TOML ({error})") from error


def _checked(path: Path, found: dict[str, object]) -> Settings:
    unknown = found.keys() - {"theme", "signs", "mouse", "keys"}
    if unknown:
        raise SettingsError(path, f"there is no setting {min(unknown)}")
    theme, signs, mouse = found.get("theme", ""), found.get("signs", "auto"), found.get("mouse", True)
    if not isinstance(theme, str):
        raise SettingsError(path, "theme must be a name in quotes")
    if signs not in SIGNS:
        raise SettingsError(path, f"signs must be one of {', '.join(SIGNS)}")
    if not isinstance(mouse, bool):
        raise SettingsError(path, "mouse must be true or false")
    keys = _keys(path, found.get("keys", {}))
    try:
        Keymap(keys)
    except ValueError as error:
        raise SettingsError(path, f"keys: {error}") from error
    return Settings(theme, str(signs), mouse, keys)


def _keys(path: Path, found: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(found, dict):
        raise SettingsError(path, "keys must be a table")
    keys: dict[str, tuple[str, ...]] = {}
    for command, wanted in found.items():
        listed = [wanted] if isinstance(wanted, str) else wanted
        if command not in BY_ID:
            raise SettingsError(path, f"keys: there is no command {command}")
        if not isinstance(listed, list) or not all(isinstance(key, str) and key.strip() for key in listed):
            raise SettingsError(path, f"keys: {command} must be a key or a list of keys in quotes")
        keys[command] = tuple(" ".join(key.split()) for key in listed)
    return keys


def default_settings() -> str:
    """The settings file with everything as it is by default and nothing in force, to begin from."""
    import json

    lines = [
        f"# Settings of thread-reader. They live in {settings_path()}",
        "# Everything below is the default; take the # away from what you change.",
        "",
        '# theme = "reader-dark"        # t in the reader picks one and remembers it; this one is always taken instead',
        '# signs = "auto"               # "unicode", or "ascii" for terminals that have no other characters',
        "# mouse = true                 # false leaves the mouse to the terminal",
        "",
        '# [keys]                       # each command\'s keys, all of them; a sequence has blanks: "z a"',
    ]
    group = ""
    for command in COMMANDS:
        if command.group != group:
            group = command.group
            lines.append(f"# {group}")
        keys = ", ".join(json.dumps(key) for key in command.keys)
        lines.append(f'# "{command.id}" = [{keys}]'.ljust(48) + f"  # {command.title}")
    return "\n".join(lines) + "\n"


def remembered_theme() -> str:
    """The theme that was last picked; empty when none was, or nothing can be read."""
    try:
        with (state_folder() / REMEMBERED).open("rb") as file:
            text = file.read(LARGEST)
    except (OSError, RuntimeError):
        return ""
    import json  # most people have picked none

    try:
        found = json.loads(text)
    except ValueError:
        return ""
    theme = found.get("theme") if isinstance(found, dict) else None
    return theme if isinstance(theme, str) else ""


def remember_theme(theme: str) -> bool:
    """Remember the theme; False where nothing can be written, which keeps nobody from reading."""
    import json

    return keep_whole(REMEMBERED, json.dumps({"theme": theme}).encode()) is not None


def wants_ascii(settings: Settings, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether our own signs must be ASCII: because it is set, or because the locale names another set of characters
    than UTF-8."""
    if settings.signs != "auto":
        return settings.signs == "ascii"
    locale = next((environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "")
    _, dot, characters = locale.partition(".")
    return bool(dot) and characters.partition("@")[0].lower().replace("-", "") != "utf8"
