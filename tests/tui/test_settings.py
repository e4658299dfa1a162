"""The settings file: valid settings, errors, and what the program saves itself."""

from __future__ import annotations

import os
import time
import tomllib
from typing import TYPE_CHECKING

import pytest

from thread_reader.command_table import COMMANDS
from thread_reader.keymap import Keymap
from thread_reader.settings import (
    Settings,
    SettingsError,
    default_settings,
    load_settings,
    settings_path,
    wants_ascii,
)
from thread_reader.state.choices import remember_theme, remembered_theme
from thread_reader.view.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess


def test_without_a_file_all_settings_are_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == Settings()


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'theme = "nord"\nsigns = "ascii"\nmouse = false\ndigits = "counts"\nwidth = 100\npinned = 0\n'
        'me = ["Ann", "ann_b"]\npace = 300\nfold = "likes:<-4"\n'
        '[keys]\n"move.next" = ["E", "z  j"]\n"move.last" = "B"\n'
    )
    keys = {"move.next": ("E", "z j"), "move.last": ("B",)}
    expected = Settings("nord", "ascii", False, keys, 100, 0, "counts", ("Ann", "ann_b"), 300, "likes:<-4")
    assert load_settings(path) == expected
    assert expected.preferences == Preferences(frozenset({"Ann", "ann_b"}), 300, "likes:<-4")
    path.write_text('me = "Ann"')
    assert load_settings(path).me == ("Ann",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('colour = "red"', "unknown setting colour"),
        ("theme = 3", "theme must be a name"),
        ('signs = "emoji"', "signs must be one of auto, unicode, ascii"),
        ('mouse = "no"', "mouse must be true or false"),
        ("digits = 3", "digits must be one of panes, counts"),
        ("me = 7", "me must be a name in quotes or a list"),
        ('me = ["Ann", 7]', "me must be a name in quotes or a list"),
        ('me = ""', "me must be a name in quotes or a list"),
        ("pace = 0", "pace must be a number from 20 to 2000"),
        ("pace = true", "pace must be a number"),
        ("fold = 3", "fold must be a query"),
        ('fold = "likes:many"', "fold must be a query"),
        ("width = 39", "width must be a number from 40 to 120"),
        ("pinned = 6", "pinned must be a number from 0 to 5"),
        ("width = 121", "width must be a number from 40 to 120"),
        ("width = true", "width must be a number from 40 to 120"),
        ('width = "80"', "width must be a number from 40 to 120"),
        ("keys = 1", "keys must be a table"),
        ('[keys]\n"move.sideways" = "e"', "unknown command move.sideways"),
        ('[keys]\n"move.next" = 4', "move.next must be a key"),
        ('[keys]\n"move.next" = "q"', "calls both move.next and program.quit"),
        ('[keys]\n"move.next" = "q q"', "can never be typed"),
        ("theme = ", "invalid TOML"),
    ],
)
def test_an_invalid_setting_is_one_line_that_names_file_and_key(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as error:
        load_settings(path)
    assert problem in str(error.value) or problem.split(" and ", maxsplit=1)[0] in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not UTF-8"):
        load_settings(path)


def test_settings_that_cannot_be_read_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "thread-reader" / "settings.toml").mkdir(parents=True)
    with pytest.raises(SettingsError, match="cannot read the settings"):
        load_settings(tmp_path / "thread-reader" / "settings.toml")


def test_the_printed_default_is_what_is_in_force_without_a_file(tmp_path: Path) -> None:
    """Uncommenting every line changes nothing."""
    lines = [line.removeprefix("# ") for line in default_settings().splitlines()]
    said = "\n".join(
        line
        for line in lines
        if line.startswith(('"', "[keys]", "theme", "signs", "mouse", "digits", "width", "pinned"))
    )
    assert {command.id for command in COMMANDS} == set(tomllib.loads(said)["keys"])
    path = tmp_path / "settings.toml"
    path.write_text(said)
    settings = load_settings(path)
    assert Keymap(settings.keys).keys == Keymap().keys
    assert (settings.signs, settings.mouse) == (Settings().signs, Settings().mouse)
    assert settings.digits == Settings().digits == "panes"
    assert settings.width == Settings().width == 80
    assert settings.pinned == Settings().pinned == 3


def test_digits_may_be_counts(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('digits = "counts"')
    assert load_settings(path).digits == "counts"


def test_the_option_prints_the_path_of_the_settings_file(
    command: Callable[..., CompletedProcess[bytes]], tmp_path: Path
) -> None:
    run = command("--settings", XDG_CONFIG_HOME=str(tmp_path))
    assert run.returncode == 0
    assert str(tmp_path / "thread-reader" / "settings.toml") in run.stdout.decode()


def test_the_path_follows_the_xdg_rules() -> None:
    assert str(settings_path({"XDG_CONFIG_HOME": "/c", "HOME": "/h"})) == "/c/thread-reader/settings.toml"
    assert str(settings_path({"XDG_CONFIG_HOME": "relative", "HOME": "/h"})) == "/h/.config/thread-reader/settings.toml"


def test_the_theme_that_was_picked_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert remembered_theme() == ""
    assert remember_theme("nord")
    assert remembered_theme() == "nord"


NESTED, LONG_NUMBER = b"[" * 100_000, b"9" * 5000


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b'{"theme": 3}',
        b"\xff",
        NESTED,
        b'{"theme": ' + NESTED,
        LONG_NUMBER,
        b" " * (1 << 21),
        b"\0" * 99,
    ],
    ids=lambda damage: repr(damage[:12]),
)
def test_a_damaged_state_file_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    (tmp_path / "thread-reader").mkdir()
    (tmp_path / "thread-reader" / "state.json").write_bytes(damage)
    assert remembered_theme() == ""


@pytest.mark.parametrize("kind", ["pipe", "folder", "unreadable", "loop"])
def test_what_is_not_a_file_is_no_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """A start must not wait for a pipe that nothing is written to."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    (tmp_path / "thread-reader").mkdir()
    in_place_of_a_file(tmp_path / "thread-reader" / "state.json", kind)
    assert remembered_theme() == ""


@pytest.mark.parametrize("kind", ["pipe", "folder", "loop"])
def test_what_is_not_a_file_is_one_line_for_the_settings(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "settings.toml"
    in_place_of_a_file(path, kind)
    with pytest.raises(SettingsError, match="cannot read the settings") as error:
        load_settings(path)
    assert str(path) in str(error.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("theme = " + "9" * 5000, "invalid TOML (a number is too long)"),
        ("theme = " + "[" * 50_000, "invalid TOML (brackets are nested too deeply)"),
        ("a." * 20_000, "invalid TOML"),
        ("#" * 100_000, "cannot read the settings (larger than 64 KiB)"),
        ('[keys]\n"move.next" = "' + "j " * 20_000 + '"', "a key may have up to 100 characters"),
        ("x" * 50_000 + " = 1", "unknown setting xxx"),
    ],
    ids=lambda text: text[:20],
)
def test_a_huge_setting_is_one_short_line_that_names_the_file(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as error:
        load_settings(path)
    assert str(error.value).startswith(problem) or problem in str(error.value)
    assert str(error.value).endswith(f": {path}")
    assert len(str(error.value)) < 250 + len(str(path))


def in_place_of_a_file(path: Path, kind: str) -> None:
    """Make something that is not a readable file."""
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "loop":
            path.symlink_to(path.name)
        case _:
            path.write_text('{"theme": "nord"}')
            path.chmod(0)
            if os.access(path, os.R_OK):
                pytest.skip("this user may read everything")


def test_a_state_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a file").write_text("in the way")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "a file"))
    assert not remember_theme("nord")


def test_temporary_files_of_killed_processes_are_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert remember_theme("nord")
    folder = tmp_path / "thread-reader"
    for name, age in ((".state.json-old", 7200), (".state.json-now", 0), (".other-old", 7200)):
        (folder / name).write_text("half")
        os.utime(folder / name, (time.time() - age,) * 2)
    assert remember_theme("nord")
    assert {path.name for path in folder.iterdir()} == {"state.json", ".state.json-now", ".other-old"}


def test_a_symbolic_link_in_place_of_the_state_file_is_replaced_and_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    target = tmp_path / "target"
    target.write_text("precious")
    (tmp_path / "thread-reader").mkdir()
    (tmp_path / "thread-reader" / "state.json").symlink_to(target)
    assert remember_theme("nord")
    assert (target.read_text(), remembered_theme()) == ("precious", "nord")


@pytest.mark.parametrize(
    ("signs", "environment", "ascii_wanted"),
    [
        ("auto", {}, False),
        ("auto", {"LANG": "de_DE.UTF-8"}, False),
        ("auto", {"LANG": "C.utf8"}, False),
        ("auto", {"LANG": "de_DE.ISO-8859-1"}, True),
        ("auto", {"LC_ALL": "ja_JP.eucJP", "LANG": "en_GB.UTF-8"}, True),
        ("ascii", {"LANG": "de_DE.UTF-8"}, True),
        ("unicode", {"LANG": "de_DE.ISO-8859-1"}, False),
    ],
)
def test_signs_follow_the_setting_then_the_locale(signs: str, environment: dict[str, str], ascii_wanted: bool) -> None:
    assert wants_ascii(Settings(signs=signs), environment) is ascii_wanted
