"""The arguments of `thread-reader`: options, help, and combinations that are refused."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, NoReturn

from thread_reader.diagnostics import CallError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FORMS = ("json", "jsonl", "md", "txt", "html", "csv", "schema")
"""Values of `--to`: the writers, and the JSON schema. Written out here so that parsing arguments imports no writer."""

WHERE = ("-w", "--where")
"""The option whose value may start with a dash, as `-word` in the query language does."""

SEARCH = "--search"
"""Another such option."""

NOT_WITH_SEARCH = (
    "where", "at", "part", "from_", "saved", "since", "receipt", "formats", "stats", "count", "quiet", "forget",
)  # fmt: skip
"""What a search in files has no use for."""

DESCRIPTION = "Open a saved discussion, an article and its comments, in the terminal."
USE = """\
Without options, the reader opens. If standard output is not a terminal, the
discussion is written as text instead. FILE:214 opens it at comment 214 and
FILE:line:3051 at a line, unless a file has that whole name. If FILE is -, or if
there is no FILE and standard input is a pipe or a file, standard input is read;
keys still come from the terminal. For a folder, for several files, and for the
current folder if there is no FILE, the reader lists the discussions first; when
writing, they are written one after the other. The tables of thread-reader-bulk
are such a folder, too.
"""
EXAMPLES = (
    ("thread-reader page.html", "read a saved page"),
    ("thread-reader page.html -w 'user:Ann has:link'", "start with a filter"),
    ("thread-reader ~/saved", "list the discussions of a folder"),
    ("thread-reader page.html -o page.md", "write it as Markdown"),
    ("thread-reader *.json -t jsonl -w 'likes:>9'", "write what matches, a comment per line"),
    ("thread-reader --search 'trams after:2025' ~/saved", "search in many files"),
    ("thread-reader new.html --since old.html -t txt", "write what is new and edited"),
)
"""Calls, and what they do."""
EXIT_STATUS = (
    (0, "done"),
    (1, "the query matched nothing"),
    (2, "a file or the arguments are not usable"),
    (3, "the output could not be written in full"),
    (70, "an internal error: please report it"),
    (130, "stopped with Ctrl-C"),
)
ENVIRONMENT = (
    ("NO_COLOR", "if it is not empty, no colours; --color always overrides it"),
    ("PAGER", "what shows --stats and --receipt on a terminal: less; if it is empty, nothing"),
    ("XDG_CONFIG_HOME", "folder of the settings, ~/.config"),
    ("XDG_STATE_HOME", "folder of what is remembered, ~/.local/state"),
    ("XDG_CACHE_HOME", "folder of the index of many files, ~/.cache"),
    ("LC_ALL, LC_CTYPE, LANG", "if the encoding is not UTF-8, signs are ASCII"),
    ("ESCDELAY", "milliseconds after which Esc is a key and not the beginning of one"),
    ("BROWSER", "command that opens a link, after a question"),
    ("TEXTUAL_DRIVER", "another driver for the terminal, module:class, in place of ours"),
    ("THREAD_READER_DEBUG", "if it is not empty, internal errors come with a traceback"),
)
"""Variables, and what they do."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise CallError(f"{message}; see --help")


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(f"not a number: {text}")
    return int(text)


def argument_parser() -> argparse.ArgumentParser:
    """Return the parser. Groups and options appear in `--help` in the order in which they are added."""
    parser = _Parser(
        prog="thread-reader",
        usage="thread-reader [FILE or FOLDER...] [options]",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
        allow_abbrev=False,
    )
    opened = parser.add_argument_group("what is opened").add_argument
    opened(
        "files", metavar="FILE", nargs="*", help="a saved page; FILE:214 opens it at comment 214; - for standard input"
    )
    opened("--linear", action="store_true", help="read it line by line: one command a line, answered in sentences")
    opened("--at", metavar="PLACE", help="open the reader at comment 214, or at a line of the file: line:3051")
    opened("--part", metavar="N", type=_number, help="only discussion N of a file with several, from 1")
    opened("-f", "--from", dest="from_", metavar="NAME", help="use this format instead of detecting it")
    opened(
        "--saved", metavar="WHEN", help="when the page was saved, as 2024-03-09T18:20: makes relative times absolute"
    )
    opened(
        "--since", metavar="OLD", help="compare with this older save: is:new, is:edited; with --to, write only those"
    )
    found = parser.add_argument_group("filter and search").add_argument
    found(*WHERE, metavar="QUERY", help="start with this filter; with --to and --stats, only matching comments")
    found(SEARCH, metavar="QUERY", help="print the comments that match in FILE or FOLDER..., or in all known ones")
    written = parser.add_argument_group("write instead of opening")
    one = written.add_mutually_exclusive_group()
    one.add_argument("-t", "--to", metavar="FORM", choices=FORMS, help=f"write the discussion: {', '.join(FORMS)}")
    one.add_argument(
        "--receipt",
        action="store_true",
        help="print what each line was read as; of JSON, XML, HTML and mail, each byte",
    )
    one.add_argument("--count", action="store_true", help="print how many comments match, one line for each discussion")
    one.add_argument("-q", "--quiet", action="store_true", help="write nothing; the exit status says whether any match")
    one.add_argument("--formats", action="store_true", help="list the formats; with FILE, how well each one matches")
    written.add_argument(
        "--stats",
        action="store_true",
        help="print the statistics, as charts on a terminal; with --to json, include them",
    )
    written.add_argument(
        "-o", dest="out", metavar="OUT", help="write to this file, completely or not at all; - for standard output"
    )
    kept = parser.add_argument_group("what is remembered").add_argument
    kept("--no-state", dest="no_state", action="store_true", help="neither read nor write what is remembered")
    kept("--forget", action="store_true", help="delete what is remembered of the discussions of FILE")
    about = parser.add_argument_group("about the program").add_argument
    about(
        "--color",
        metavar="WHEN",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours: auto, always (of --stats also in a pipe), never",
    )
    about("--settings", action="store_true", help="print the default settings and the path of the settings file")
    about("-V", "--version", action="store_true", help="print the version")
    about(
        "-h", "--help", metavar="query", nargs="?", const="", help="print this help; --help query: the query language"
    )
    return parser


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments. Files and options may alternate; after `--`, everything is a file. Raises CallError."""
    rest = iter(arguments)
    parser = argument_parser()
    options, unknown = parser.parse_known_intermixed_args(list(_up_to_dashes(rest)))
    if unknown:
        known = [option for action in parser._actions for option in action.option_strings]
        raise CallError(f"unknown option {unknown[0]}; {did_you_mean(unknown[0], known) or 'see --help'}")
    for name, value in vars(options).items():
        if value == [] and name != "files":  # argparse (3.11) drops the value of `--from=--`
            setattr(options, name, "--")
    options.files += rest
    return options


def help_text() -> str:
    """Return what `--help` prints."""
    from textwrap import fill

    from thread_parsers.query.syntax import SYNTAX

    parser = argument_parser()
    # No line break within a term: `fill` does not break at no-break spaces.
    terms = "  ".join(row.examples[0].replace(" ", "\u00a0") for row in SYNTAX)
    listed = fill(f"A query is made of terms (--help query explains them): {terms}", 88, break_on_hyphens=False)
    parts = [USE, listed.replace("\u00a0", " ") + "\n"]
    for heading, rows in (("Examples", EXAMPLES), ("Exit status", EXIT_STATUS), ("Environment", ENVIRONMENT)):
        parts.append(f"{heading}:\n{_two_columns(rows)}")
    parser.epilog = "\n".join(parts)
    return parser.format_help()


def _two_columns(rows: Sequence[tuple[str | int, str]]) -> str:
    """Rows as lines; the second column begins below the longest entry of the first."""
    width = max(len(str(name)) for name, _ in rows)
    return "".join(f"  {name:<{width}}  {words}\n" for name, words in rows)


def query_help() -> str:
    """Return what `--help query` prints."""
    from thread_parsers.query.syntax import syntax_table

    return f"Terms of a query, for --where and the filter prompt:\n\n{syntax_table()}"


def _up_to_dashes(rest: Iterator[str]) -> Iterator[str]:
    """The arguments before `--`. `-w -word` and `--where -word` become `--where=-word`, `--search` likewise: argparse
    would take `-word` for an option."""
    for argument in rest:
        if argument == "--":
            return
        option = "--where" if argument in WHERE else argument
        if option in ("--where", SEARCH) and (value := next(rest, None)) is not None:
            yield f"{option}={value}"
        else:
            yield argument


def _check_search(options: argparse.Namespace) -> None:
    """Raise CallError for options that a search in files has no use for."""
    for name in NOT_WITH_SEARCH:
        if getattr(options, name):
            raise CallError(f"--{name.rstrip('_')} cannot be used with --search")
    if options.to not in (None, "json", "jsonl"):
        raise CallError(f"--search writes lines, json or jsonl, not {options.to}")


def check_combination(options: argparse.Namespace) -> None:
    """Raise CallError for options that contradict each other and that argparse cannot know of."""
    if options.search is not None:
        _check_search(options)
    if options.stats and (options.count or options.quiet):
        raise CallError(f"--stats cannot be used with --{'count' if options.count else 'quiet'}")
    if options.where is not None and options.receipt:
        raise CallError("--where cannot be used with --receipt")
    if options.part is not None and len(options.files) > 1:
        raise CallError("--part can only be used with one FILE")
    if options.stats and (options.receipt or options.formats or options.to not in (None, "json")):
        raise CallError("--stats can only be used alone or with --to json")
