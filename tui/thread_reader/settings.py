"""Settings: a TOML file that only the user writes."""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.errors import DiscussionError, QueryError
from thread_parsers.text.reading_time import WORDS_A_MINUTE
from thread_reader.command_table import BY_GROUP, BY_ID
from thread_reader.keymap import Keymap
from thread_reader.state.folder import read_regular
from thread_reader.view.measure import MAX_MEASURE, MAX_PINNED, MEASURE, MIN_MEASURE, PINNED
from thread_reader.view.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

SIGNS = ("auto", "unicode", "ascii")
DIGITS = ("panes", "counts")
MIN_PACE, MAX_PACE = 20, 2000
MAX_QUERY_CHARS = 1000
MAX_NAMES = 100
"""Names of the user."""
MAX_SETTINGS_BYTES = 1 << 16
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


class Settings(NamedTuple):
    """The user's settings."""

    theme: str = ""
    """If empty, the theme last picked, or else a dark or a light one, as the background of the terminal is."""
    signs: str = "auto"
    """One of `SIGNS`."""
    mouse: bool = True
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Command id to all keys of that command; they replace the default keys."""
    width: int = MEASURE
    """The most columns of a line of text."""
    pinned: int = PINNED
    """The most heads of parents that are pinned to the top of the comments."""
    digits: str = "panes"
    """One of `DIGITS`: digits choose a pane at once, or are counts before a command, as in `12G`."""
    me: tuple[str, ...] = ()
    """The names of the user in discussions."""
    pace: int = WORDS_A_MINUTE
    """Words that the user reads in a minute, from `MIN_PACE` to `MAX_PACE`."""
    fold: str = ""
    """The query for comments that are folded when a discussion is opened."""

    @property
    def preferences(self) -> Preferences:
        """Those that a reader follows."""
        me = frozenset(name.removeprefix("@") for name in self.me)
        return Preferences(me=me, pace=self.pace, fold=self.fold.strip())


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


class Setting(NamedTuple):
    """How a setting is checked and shown in the settings file."""

    holds: Callable[[object], bool]
    problem: str
    """What a value must be, after the name of the setting."""
    default: str
    """The default, as it is written in the file."""
    comment: str


def is_number(least: int, most: int) -> Callable[[object], bool]:
    """Return a test whether a value is a whole number between two others."""
    return lambda value: type(value) is int and least <= value <= most


def is_names(value: list[object]) -> bool:
    """Whether a value is a list of names, not too many."""
    return len(value) <= MAX_NAMES and all(isinstance(name, str) and name.strip() for name in value)


SETTINGS = {
    "theme": Setting(
        lambda value: isinstance(value, str),
        "must be a name in quotes",
        '"reader-dark"',
        "overrides the theme picked with t in the reader",
    ),
    "signs": Setting(
        SIGNS.__contains__,
        f"must be one of {', '.join(SIGNS)}",
        '"auto"',
        '"unicode", or "ascii" for terminals that can show nothing else',
    ),
    "mouse": Setting(
        lambda value: isinstance(value, bool),
        "must be true or false",
        "true",
        "false leaves the mouse to the terminal",
    ),
    "digits": Setting(
        DIGITS.__contains__,
        f"must be one of {', '.join(DIGITS)}",
        '"panes"',
        '"counts": a digit repeats the next command, as in 3j and 12G',
    ),
    "width": Setting(
        is_number(MIN_MEASURE, MAX_MEASURE),
        f"must be a number from {MIN_MEASURE} to {MAX_MEASURE}",
        str(MEASURE),
        "the most columns of a line of text",
    ),
    "pinned": Setting(
        is_number(0, MAX_PINNED),
        f"must be a number from 0 to {MAX_PINNED}",
        str(PINNED),
        "heads of parents that stay at the top of the comments",
    ),
    "me": Setting(
        lambda value: is_names(value if isinstance(value, list) else [value]),
        f"must be a name in quotes or a list of at most {MAX_NAMES} names",
        "[]",
        "your names in discussions; your comments say that they are yours",
    ),
    "pace": Setting(
        is_number(MIN_PACE, MAX_PACE),
        f"must be a number from {MIN_PACE} to {MAX_PACE}",
        str(WORDS_A_MINUTE),
        "words that you read in a minute, for how long there is left to read",
    ),
    "fold": Setting(
        lambda value: isinstance(value, str) and is_query(value),
        "must be a query in quotes",
        '""',
        'comments that match a query are folded at first: "likes:<-4"',
    ),
}
"""All settings but the keys."""


def is_query(text: str) -> bool:
    """Whether a text is a query, not too long; an empty one is none."""
    from thread_parsers.query import parse_query

    try:
        parse_query(text)
    except QueryError:
        return False
    return len(text) <= MAX_QUERY_CHARS


def _checked(path: Path, found: dict[str, object]) -> Settings:
    unknown = found.keys() - {*SETTINGS, "keys"}
    if unknown:
        raise SettingsError(path, f"unknown setting {min(unknown)}")
    for name, setting in SETTINGS.items():
        if name in found and not setting.holds(found[name]):
            raise SettingsError(path, f"{name} {setting.problem}")
    values: dict[str, Any] = found.copy()
    values["keys"] = _keys(path, found.get("keys", {}))
    if "me" in values:
        values["me"] = tuple(values["me"] if isinstance(values["me"], list) else [values["me"]])
    try:
        Keymap(values["keys"])
    except ValueError as error:
        raise SettingsError(path, f"keys: {error}") from error
    return Settings(**values)


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
        *(f"# {name} = {one.default}".ljust(32) + f"# {one.comment}" for name, one in SETTINGS.items()),
        "",
        '# [keys]                       # all keys of a command; write a key sequence with spaces: "z a"',
    ]
    for group, commands in BY_GROUP.items():
        lines.append(f"# {group}")
        for command in commands:
            keys = ", ".join(json.dumps(key) for key in command.keys)
            lines.append(f'# "{command.id}" = [{keys}]'.ljust(48) + f"  # {command.title}")
    return "\n".join(lines) + "\n"


def wants_ascii(settings: Settings, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the reader's signs must be ASCII: by the setting, or because the locale's encoding is not UTF-8."""
    if settings.signs != "auto":
        return settings.signs == "ascii"
    # POSIX: the first of these that is set wins. Its form is language_TERRITORY.encoding@modifier.
    locale = next((environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "")
    _, dot, encoding = locale.partition(".")
    return bool(dot) and encoding.partition("@")[0].lower().replace("-", "") != "utf8"
