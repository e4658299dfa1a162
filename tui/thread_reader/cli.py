"""The command line of `thread-reader`. Each branch imports its own heavy modules, so that the others start fast."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NoReturn

from thread_reader import __version__, diagnostics, output
from thread_reader.diagnostics import CallError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.relative_times import Saved
    from thread_parsers.query import Query
    from thread_parsers.source.source import Source

FORMS = ("json", "jsonl", "md", "txt", "csv", "schema")
"""Values of `--to`: the writers, and the JSON schema. Written out here so that parsing arguments imports no writer."""

DASH_VALUE_OPTIONS = ("--where",)
"""Options whose value may start with a dash, as `-word` in the query language does."""

EPILOG = """\
Without options, the reader opens. If standard output is not a terminal, the
discussion is written as text instead. If FILE is -, standard input is read;
keys still come from the terminal.

{terms}

Exit status:
  0  done
  1  the query matched nothing, or the output could not be written in full
  2  the file or the arguments are not usable
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status. Every error becomes one line on standard error."""
    return diagnostics.guarded(lambda: run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run the command without handling errors. Raises CallError, Unwritable, DiscussionError and OSError."""
    parser = argument_parser()
    options = parser.parse_args(_joined(arguments))
    if options.help is not None:
        return _put(options, [_query_help() if options.help == "query" else _help(parser)])
    if options.version:
        return _put(options, [f"thread-reader {__version__}\n"])
    if options.settings:
        return _put(options, _settings())
    if options.to == "schema":
        return _put(options, _schema())
    if options.formats:
        return _put(options, _formats(options))
    if options.file is None:
        raise CallError("no FILE given; usage: thread-reader FILE; see --help")
    _check_combination(options)
    source = _opened(options)
    try:
        return _action(options)(options, source)
    finally:
        source.close()


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise CallError(f"{message}; see --help")


def argument_parser() -> argparse.ArgumentParser:
    """Return the parser. Options appear in `--help` in the order in which they are added."""
    parser = _Parser(
        prog="thread-reader",
        usage="thread-reader FILE [options]",
        description="Open a saved discussion, an article and its comments, in the terminal.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("file", metavar="FILE", nargs="?", help="a page saved as text; - for standard input")
    add("--where", metavar="QUERY", help="start with this filter; with --to, write only matching comments")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--to", metavar="FORM", choices=FORMS, help=f"write the discussion: {', '.join(FORMS)}")
    one.add_argument("--receipt", action="store_true", help="print how the file was read, line by line")
    one.add_argument("--formats", action="store_true", help="list the formats; with FILE, how well each one matches")
    add("--stats", action="store_true", help="print the statistics; with --to json, include them")
    add("-o", dest="out", metavar="OUT", help="write to this file, completely or not at all; - for standard output")
    add("--from", dest="from_", metavar="NAME", help="use this format instead of detecting it")
    add("--saved", metavar="WHEN", help="when the page was saved, as 2024-03-09T18:20: makes relative times absolute")
    add("--settings", action="store_true", help="print the default settings and the path of the settings file")
    add("-V", "--version", action="store_true", help="print the version")
    add("-h", "--help", metavar="query", nargs="?", const="", help="print this help; --help query: the query language")
    return parser


def _help(parser: argparse.ArgumentParser) -> str:
    from textwrap import fill

    from thread_parsers.query.syntax import SYNTAX

    # No line break within a term: `fill` does not break at no-break spaces.
    terms = "  ".join(row.examples[0].replace(" ", "\u00a0") for row in SYNTAX)
    listed = fill(f"A query is made of terms (--help query explains them): {terms}", 88, break_on_hyphens=False)
    parser.epilog = EPILOG.format(terms=listed.replace("\u00a0", " "))
    return parser.format_help()


def _query_help() -> str:
    from thread_parsers.query.syntax import syntax_table

    return f"Terms of a query, for --where and the filter prompt:\n\n{syntax_table()}"


def _joined(arguments: Sequence[str]) -> Iterator[str]:
    """Turn `--where -word` into `--where=-word`; argparse would take `-word` for an option."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":  # everything after it is positional
            yield from (argument, *rest)
        elif argument in DASH_VALUE_OPTIONS and (value := next(rest, None)) is not None:
            yield f"{argument}={value}"
        else:
            yield argument


def _check_combination(options: argparse.Namespace) -> None:
    """Raise CallError for options that contradict each other and that argparse cannot know of."""
    for name in ("receipt", "stats"):
        if options.where is not None and getattr(options, name) and not options.to:
            raise CallError(f"--where cannot be used with --{name}")
    if options.stats and (options.receipt or options.formats or options.to not in (None, "json")):
        raise CallError("--stats can only be used alone or with --to json")


def _opened(options: argparse.Namespace) -> Source:
    from thread_parsers.source.open import open_source

    return open_source(options.file)


def _action(options: argparse.Namespace) -> Callable[[argparse.Namespace, Source], int]:
    if options.receipt:
        return _receipt
    if options.stats and not options.to:
        return _stats
    if options.to or options.out or not output.is_terminal():
        return _export
    return _open_reader


def _open_reader(options: argparse.Namespace, source: Source) -> int:
    import gc

    from thread_reader.terminal.keyboard import take_keyboard
    from thread_reader.terminal.presence import why_unfit

    # Until the first screen is drawn: importing creates many objects but no garbage, and collecting takes a fifth of
    # the start-up time.
    gc.disable()

    if options.file == "-":
        take_keyboard()
    why = why_unfit()
    if why:
        raise CallError(f"cannot open the reader: {why}; --to txt writes the discussion as text")
    from thread_reader.app import open_reader

    return open_reader(source, format_name=options.from_, where=options.where, saved=_saved(options))


def _export(options: argparse.Namespace, source: Source) -> int:
    from thread_parsers.export.writers import WRITERS, writer_for

    query = _query(options)
    name = options.to or ("txt" if options.out in (None, "-") else None)
    writer = WRITERS[name] if name else writer_for(options.out)
    if writer is None:
        raise CallError(f"unknown file name extension: {options.out}; choose the form with --to")
    discussion = _read(options, source)
    chosen = range(len(discussion.comments)) if query is None else matching(discussion, query)
    if query is not None and not chosen:
        return _nothing_found(query, discussion)
    if query is not None:
        _say_what_is_not_compared(query, discussion)
    if options.stats:
        return _put(options, _json_with_stats(discussion, chosen), writer.encoded)
    return _put(options, writer.write(discussion, chosen), writer.encoded)


def _json_with_stats(discussion: Discussion, chosen: Sequence[int]) -> Iterator[str]:
    from thread_parsers.export import json
    from thread_parsers.export.stats_json import values
    from thread_parsers.stats import measure

    return json.write(discussion, chosen, values(measure(discussion)))


def _query(options: argparse.Namespace) -> Query | None:
    if options.where is None:
        return None
    from thread_parsers.query import parse_query

    query = parse_query(options.where)
    if query.user_marks:
        raise CallError(f"--where: {query.user_marks[0]} is known only in the reader, where f filters by it")
    return query


def _nothing_found(query: Query, discussion: Discussion) -> int:
    from thread_parsers.query import nothing_found

    diagnostics.say(nothing_found(query.text, discussion))
    return diagnostics.NOTHING_MATCHED


def _say_what_is_not_compared(query: Query, discussion: Discussion) -> None:
    from thread_parsers.query import not_compared

    untimed = not_compared(query.text, discussion)
    if untimed:
        diagnostics.say(untimed)


def matching(discussion: Discussion, query: Query) -> Sequence[int]:
    """Return the indices of the matching comments, in page order."""
    from thread_parsers.query import Matching

    return Matching(discussion, query).all()


def _receipt(options: argparse.Namespace, source: Source) -> int:
    from thread_reader.receipt_text import plain_receipt

    return _put(options, plain_receipt(_read(options, source)))


def _stats(options: argparse.Namespace, source: Source) -> int:
    from thread_parsers.export.stats_text import report

    return _put(options, report(_read(options, source)))


def _formats(options: argparse.Namespace) -> Iterator[str]:
    from thread_reader.receipt_text import format_lines

    return format_lines(_opened(options) if options.file is not None else None)


def _settings() -> list[str]:
    from thread_reader.settings import default_settings

    return [default_settings()]


def _schema() -> list[str]:
    from thread_parsers.export.schema import json_schema

    return [json_schema()]


def _read(options: argparse.Namespace, source: Source) -> Discussion:
    from thread_parsers.reading import read

    return read(source, options.from_, saved=_saved(options))


def _saved(options: argparse.Namespace) -> Saved | None:
    if options.saved is None:
        return None
    from thread_parsers.discussion.relative_times import read_saved

    saved = read_saved(options.saved)
    if saved is None:
        raise CallError(f"--saved takes a date, with or without a time of day, as in 2024-03-09T18:20: {options.saved}")
    return saved


def _put(options: argparse.Namespace, pieces: Iterator[str] | list[str], encode: output.Encode = output.encoded) -> int:
    output.put(pieces, options.out or "-", options.file or "-", encode)
    return diagnostics.DONE
