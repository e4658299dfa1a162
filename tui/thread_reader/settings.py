"""Settings: a TOML file that only the user writes, and the theme last picked, in the state folder."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from thread_parsers.errors import DiscussionError, QueryError
from thread_parsers.text.reading_pace import DEFAULT_PACE
from thread_reader.command_table import BY_ID, COMMANDS
from thread_reader.keymap import Keymap
from thread_reader.state.folder import STATE_FILE, keep_whole, read_regular, state_folder
from thread_reader.view.preferences import DEFAULT_PREFERENCES, Preferences

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNS = ("auto", "unicode", "ascii")
DIGITS = ("panes", "counts")
MIN_PACE, MAX_PACE = 30, 3000
"""Words a minute: slower is not reading any more, and faster neither."""
MAX_FOLD_CHARS = 1000
MAX_SETTINGS_BYTES = 1 << 16
MAX_STATE_BYTES = 1 << 20
MAX_KEY_CHARS = 100
"""Length of a key or a sequence of keys in the settings."""
MAX_PROBLEM_CHARS = 200
"""Length of the description of an invalid setting, which may quote the file."""


class SettingsError(DiscussionError):
    """The settings file cannot be read or contains an invalid setting."""

    def __init__(self, path: Path, problem: str) -> None:
        if len(problem) > MAX_PROBLEM_CHARS:
            problem = problem[:MAX_PROBLEM_CHARS] + "..."
        super().__init__(f"{problem}: {path}")


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's settings."""

    theme: str = ""
    """If empty, the theme last picked, or else a dark or a light one, as the background of the terminal is."""
    signs: str = "auto"
    """One of `SIGNS`."""
    mouse: bool = True
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Command id to all keys of that command; they replace the default keys."""
    digits: str = "panes"
    """One of `DIGITS`: digits choose a pane at once, or are counts before a command, as in `12G`."""
    preferences: Preferences = DEFAULT_PREFERENCES


def settings_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the path of the settings file by the XDG rules. The file may not exist."""
    configured = environment.get("XDG_CONFIG_HOME", "")
    home = Path(environment.get("HOME") or "/")
    root = Path(configured) if Path(configured).is_absolute() else home / ".config"  # XDG: ignore relative paths
    return root / "thread-reader" / "settings.toml"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; without a file, return the defaults. Raises SettingsError."""
    path = path or settings_path()
    try:
        text = read_regular(path, MAX_SETTINGS_BYTES).decode()
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise SettingsError(path, f"cannot read the settings ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise SettingsError(path, "the settings are not UTF-8") from error
    import tomllib  # only here, because most users have no settings file

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(path, f"invalid TOML ({error})") from error
    except ValueError as error:  # int() refuses more than 4,300 digits
        raise SettingsError(path, "invalid TOML (a number is too long)") from error
    except RecursionError as error:
        raise SettingsError(path, "invalid TOML (brackets are nested too deeply)") from error
    return _checked(path, found)


def _checked(path: Path, found: dict[str, object]) -> Settings:
    unknown = found.keys() - {"theme", "signs", "mouse", "digits", "pace", "fold", "keys"}
    if unknown:
        raise SettingsError(path, f"unknown setting {min(unknown)}")
    theme, signs, mouse = found.get("theme", ""), found.get("signs", "auto"), found.get("mouse", True)
    if not isinstance(theme, str):
        raise SettingsError(path, "theme must be a name in quotes")
    if signs not in SIGNS:
        raise SettingsError(path, f"signs must be one of {', '.join(SIGNS)}")
    if not isinstance(mouse, bool):
        raise SettingsError(path, "mouse must be true or false")
    digits = found.get("digits", "panes")
    if digits not in DIGITS:
        raise SettingsError(path, f"digits must be one of {', '.join(DIGITS)}")
    keys = _keys(path, found.get("keys", {}))
    try:
        Keymap(keys)
    except ValueError as error:
        raise SettingsError(path, f"keys: {error}") from error
    return Settings(theme, str(signs), mouse, keys, str(digits), _preferences(path, found))


def _preferences(path: Path, found: dict[str, object]) -> Preferences:
    pace, fold = found.get("pace", DEFAULT_PACE), found.get("fold", "")
    if not isinstance(pace, int) or isinstance(pace, bool) or not MIN_PACE <= pace <= MAX_PACE:
        raise SettingsError(path, f"pace must be a number of words a minute, from {MIN_PACE} to {MAX_PACE:,}")
    if not isinstance(fold, str) or len(fold) > MAX_FOLD_CHARS:
        raise SettingsError(path, f"fold must be a query in quotes, of up to {MAX_FOLD_CHARS:,} characters")
    if fold.strip():
        from thread_parsers.query import parse_query

        try:
            parse_query(fold)
        except QueryError as error:
            raise SettingsError(path, f"fold: {error}") from error
    return Preferences(pace, fold.strip())


def _keys(path: Path, found: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(found, dict):
        raise SettingsError(path, "keys must be a table")
    keys: dict[str, tuple[str, ...]] = {}
    for command, value in found.items():
        listed = [value] if isinstance(value, str) else value
        if command not in BY_ID:
            raise SettingsError(path, f"keys: unknown command {command}")
        if not isinstance(listed, list) or not all(isinstance(key, str) and key.strip() for key in listed):
            raise SettingsError(path, f"keys: {command} must be a key or a list of keys in quotes")
        if any(len(key) > MAX_KEY_CHARS for key in listed):
            raise SettingsError(path, f"keys: {command}: a key may have up to {MAX_KEY_CHARS} characters")
        keys[command] = tuple(" ".join(key.split()) for key in listed)
    return keys


def default_settings() -> str:
    """Return a settings file to start from: every setting with its default, commented out."""
    import json

    lines = [
        f"# Settings of thread-reader: {settings_path()}",
        "# All values below are the defaults. Remove the # from a line to change it.",
        "",
        '# theme = "reader-dark"        # overrides the theme picked with t in the reader',
        '# signs = "auto"               # "unicode", or "ascii" for terminals that can show nothing else',
        "# mouse = true                 # false leaves the mouse to the terminal",
        '# digits = "panes"             # "counts": a digit repeats the next command, as in 3j and 12G',
        f"# pace = {DEFAULT_PACE}                   # words that you read in a minute",
        '# fold = ""                    # a query: comments that match are folded at opening, as with "likes:<-4"',
        "",
        '# [keys]                       # all keys of a command; write a key sequence with spaces: "z a"',
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
    """Return the name of the theme last picked; empty if there is none or it cannot be read."""
    try:
        text = read_regular(state_folder() / STATE_FILE, MAX_STATE_BYTES)
    except (OSError, RuntimeError):  # RuntimeError: there is no home folder
        return ""
    import json  # only here, because most users have picked no theme

    try:
        found = json.loads(text)
    except (ValueError, RecursionError):  # RecursionError: deeply nested brackets
        return ""
    theme = found.get("theme") if isinstance(found, dict) else None
    return theme if isinstance(theme, str) else ""


def remember_theme(theme: str) -> bool:
    """Save the theme last picked. Returns False if it cannot be written, which is not worth an error."""
    import json

    return keep_whole(STATE_FILE, json.dumps({"theme": theme}).encode()) is not None


def wants_ascii(settings: Settings, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the reader's signs must be ASCII: by the setting, or because the locale's encoding is not UTF-8."""
    if settings.signs != "auto":
        return settings.signs == "ascii"
    # POSIX: the first of these that is set wins. Its form is language_TERRITORY.encoding@modifier.
    locale = next((environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "")
    _, dot, encoding = locale.partition(".")
    return bool(dot) and encoding.partition("@")[0].lower().replace("-", "") != "utf8"
