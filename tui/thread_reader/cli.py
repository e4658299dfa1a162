"""The command line of `thread-reader`. Each branch imports its own heavy modules, so that the others start fast."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from thread_reader import __version__, diagnostics
from thread_reader.command_line import arguments
from thread_reader.command_line.call_values import older_save, query_of, saved_at
from thread_reader.command_line.inputs import STDIN, Inputs, check_any, check_folders, inputs_of, is_library, open_input
from thread_reader.diagnostics import CallError
from thread_reader.output.streams import is_terminal

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from thread_reader.opening import CallOptions


def main(words: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status. Every error becomes one line on standard error."""
    return diagnostics.guarded(lambda: run(sys.argv[1:] if words is None else words))


def run(words: Sequence[str]) -> int:
    """Run the command without handling errors. Raises CallError, Unwritable, DiscussionError and OSError."""
    options = arguments.parsed(words)
    if options.help is not None:
        return _put(options, [arguments.query_help() if options.help == "query" else arguments.help_text()])
    if options.version:
        return _put(options, [f"thread-reader {__version__}\n"])
    if options.settings:
        return _put(options, _settings())
    if options.to == "schema":
        return _put(options, _schema())
    arguments.check_combination(options)
    _choose_colors(options.color)
    if options.formats:
        return _formats(options)
    if options.forget:
        return _put(options, _forget(options.files))
    if options.search is not None:
        from thread_reader.command_line.writing import search

        return search(options)
    inputs = inputs_of(options.files, options.at)
    if options.linear:
        return _open_linear(options, inputs)
    if any((options.receipt, options.count, options.quiet, options.stats, options.to, options.out)) or not (
        is_terminal()
    ):
        from thread_reader.command_line.writing import write

        return write(options, inputs)
    if len(inputs.files) == 1 and not is_library(inputs.files[0], options.from_):
        return _open_reader(options, inputs)
    return _open_list(options, inputs)


def _choose_colors(when: str) -> None:
    """Let the variable that everything which draws asks say what `--color` says."""
    if when == "never":
        os.environ["NO_COLOR"] = "1"
    elif when == "always":
        os.environ.pop("NO_COLOR", None)


def _open_reader(options: Namespace, inputs: Inputs) -> int:
    _start_fast()
    (file,) = inputs.files
    with closing(open_input(inputs, file, options.from_)) as source:
        if file == STDIN:
            from thread_reader.terminal.keyboard import take_keyboard

            take_keyboard()
        _check_terminal("--linear reads the discussion line by line, --to txt writes it as text")
        _import_textual()
        from thread_reader.app import open_reader

        return open_reader(
            source, _call_options(options), part=options.part, at=inputs.place, since=older_save(options)
        )


def _open_linear(options: Namespace, inputs: Inputs) -> int:
    check_any(inputs)
    if len(inputs.files) > 1:
        raise CallError("--linear takes one FILE")
    (file,) = inputs.files
    with closing(open_input(inputs, file, options.from_)) as source:
        if file == STDIN:
            from thread_reader.terminal.keyboard import take_keyboard

            take_keyboard()
        from thread_reader.linear.reading import open_linear

        return open_linear(
            source, _call_options(options), part=options.part, at=inputs.place, since=older_save(options)
        )


def _open_list(options: Namespace, inputs: Inputs) -> int:
    """List the discussions of several files, of folders, or of the current folder."""
    if not inputs.files and not sys.stdin.isatty():
        check_any(inputs)
    given = {"--at": inputs.place, "--part": options.part, "--since": options.since}
    for option, value in given.items():
        if value:
            raise CallError(f"{option} is for one FILE, and a list of discussions is opened")
    check_folders(inputs.files)
    query_of(options)  # an error in it is said now, and not when something is opened
    if STDIN in inputs.files:
        raise CallError("standard input cannot be listed with other files; --to txt writes several")
    _start_fast()
    _check_terminal("--to txt writes discussions as text")
    _import_textual()
    from thread_reader.app import open_list

    return open_list(inputs.files, _call_options(options))


def _call_options(options: Namespace) -> CallOptions:
    from thread_reader.opening import CallOptions

    return CallOptions(options.from_, options.where, saved_at(options), not options.no_state)


def _start_fast() -> None:
    """Collect no garbage until the first screen is drawn: importing creates many objects but no garbage, and collecting
    takes a fifth of the start-up time."""
    import gc

    gc.disable()


def _import_textual() -> None:
    """Import no more of Textual than is used, before anything else imports it."""
    from thread_reader.terminal.textual_import import import_textual

    import_textual()


def _check_terminal(instead: str) -> None:
    """Raise CallError if the reader cannot be drawn on this terminal; `instead` says what can be done."""
    from thread_reader.terminal.presence import why_unfit

    why = why_unfit()
    if why:
        raise CallError(f"cannot open the reader: {why}; {instead}")


def _formats(options: Namespace) -> int:
    from thread_reader.receipt_text import format_lines

    if len(options.files) > 1:
        raise CallError("--formats takes one FILE")
    if not options.files:
        return _put(options, format_lines(None))
    inputs = inputs_of(options.files)
    with closing(open_input(inputs, inputs.files[0])) as source:
        return _put(options, format_lines(source), inputs.files)


def _forget(files: Sequence[str]) -> list[str]:
    from thread_parsers.database_files import path_key
    from thread_parsers.text.counted import counted
    from thread_reader.command_line.file_search import forget_files
    from thread_reader.state.database import open_database
    from thread_reader.state.discussions import forget

    if not files:
        raise CallError("--forget takes the FILE whose discussions are to be forgotten")
    opened = open_database()
    try:
        if not opened.kept:
            raise CallError(opened.message)
        count = sum(forget(opened.connection, path_key(file)) for file in files)
    finally:
        opened.connection.close()
    forget_files(files)
    return [f"{counted(count, 'discussion')} forgotten\n"]


def _settings() -> list[str]:
    from thread_reader.settings import default_settings

    return [default_settings()]


def _schema() -> list[str]:
    from thread_parsers.export.schema import json_schema

    return [json_schema()]


def _put(options: Namespace, pieces: Iterable[str], sources: Sequence[str] = ()) -> int:
    from thread_reader.output import standard_output

    standard_output.put(pieces, options.out or "-", sources)
    return diagnostics.DONE
