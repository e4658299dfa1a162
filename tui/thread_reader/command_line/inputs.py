"""What the command reads: named files, a place in one of them, or standard input where no file is named."""

from __future__ import annotations

import os
import re
import stat
import sys
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.source.page_paths import exists
from thread_reader.diagnostics import CallError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.source.source import Source

STDIN = "-"
NO_FILE = "no FILE given; usage: thread-reader FILE; see --help"
PLACE = re.compile(r"(?:line:)?[0-9]{1,12}")
"""A place to open the reader at: the number of a comment, or of a line of the file."""
WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
FILE_WITH_PLACE = re.compile(rf"(?P<file>.+?):(?P<place>{PLACE.pattern})", re.DOTALL)


class Inputs(NamedTuple):
    """What one call reads."""

    files: list[str]
    """Paths; `-` is standard input."""
    place: str = ""
    """Where the reader is opened: `214`, `line:3051`, or nothing."""
    implied: bool = False
    """Whether standard input is read without having been named."""


def inputs_of(words: Sequence[str], at: str | None = None) -> Inputs:
    """Return what the words on the command line and the value of `--at` name: no file if there are no words and
    standard input is neither a pipe nor a file. Raises CallError."""
    if not words:
        return Inputs([STDIN], _checked(at), implied=True) if _is_piped() else Inputs([], _checked(at))
    for word in words:
        if WEB_ADDRESS.match(word) and not os.path.lexists(word):
            from thread_reader.command_line.how_to_save import how_to_save

            raise CallError(f"{word}: nothing is fetched; save {how_to_save(word)}, and open the file")
    pairs = [_split(word) for word in words]
    files = [file for file, _ in pairs]
    if files.count(STDIN) > 1:
        raise CallError("standard input can be read only once, but - is given several times")
    places = [place for _, place in pairs if place] + ([_checked(at)] if at is not None else [])
    if len(places) > 1:
        raise CallError("more than one place to open at; give one FILE:214 or --at 214")
    return Inputs(files, places[0] if places else "")


def check_any(inputs: Inputs) -> None:
    """Raise CallError if there is nothing to read."""
    if not inputs.files:
        raise CallError(NO_FILE)


def is_library(path: str, format_name: str | None = None) -> bool:
    """Whether a path is a folder of files or a corpus, and not a folder that is read like one file, as a Maildir is."""
    if not os.path.isdir(path):  # noqa: PTH112
        return False
    from thread_parsers.source.folders import MANY, folder_kind

    try:
        return folder_kind(path, format_name) in MANY
    except OSError:  # opening it says why
        return False


def check_folders(paths: Sequence[str]) -> None:
    """Raise Unreadable for a corpus that cannot be read."""
    from thread_parsers.source.page_paths import corpora, is_corpus

    for path in paths:
        if is_corpus(path):
            corpora(path).check(path)


def open_input(inputs: Inputs, file: str, format_name: str | None = None) -> Source:
    """Open one of the files, for a format if it is named in the call. Raises Unreadable, and CallError if standard
    input was not named and is empty."""
    from thread_parsers.source.open import open_source

    source = open_source(file, format_name=format_name)
    if inputs.implied and not source.size:
        raise CallError("no FILE given, and standard input is empty; usage: thread-reader FILE; see --help")
    return source


def _is_piped() -> bool:
    """Whether standard input is a pipe or a regular file. A terminal, the null device and other devices are inherited,
    so they are read only if they are named with `-`."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (AttributeError, OSError, ValueError):  # None if it was closed before the start
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def _split(word: str) -> tuple[str, str]:
    """Split `FILE:214` and `FILE:line:3051`. The name of a file stays whole, and so does a word whose first part is
    not one."""
    found = None if os.path.lexists(word) else FILE_WITH_PLACE.fullmatch(word)
    if found is None or not (found["file"] == STDIN or exists(found["file"])):
        return word, ""
    return found["file"], found["place"]


def _checked(at: str | None) -> str:
    if at is not None and not PLACE.fullmatch(at):
        raise CallError(f"--at takes the number of a comment, as in 214, or a line, as in line:3051: {at}")
    return at or ""
