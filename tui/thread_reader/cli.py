"""The command line of `thread-reader`. Each branch imports its own heavy modules, so that the others start fast."""

from __future__ import annotations

import sys
from contextlib import ExitStack, closing
from itertools import chain
from typing import TYPE_CHECKING

from thread_reader import __version__, arguments, diagnostics, output
from thread_reader.diagnostics import CallError
from thread_reader.inputs import STDIN, Inputs, check_any, inputs_of, is_library, open_input

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.numbered import Numbered
    from thread_parsers.discussion.relative_times import Saved
    from thread_parsers.export.json_form import JsonObject
    from thread_parsers.export.writers import Writer
    from thread_parsers.query import Query, UserMarks
    from thread_parsers.source.source import Source
    from thread_reader.known_marks import KnownMarks
    from thread_reader.older_save import OlderSave
    from thread_reader.opening import CallOptions

    Report = Callable[[Numbered], Iterator[str]]


CHANGED = "is:new OR is:edited"
"""What is written of a save that is compared with an older one."""


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
    if options.formats:
        return _formats(options)
    if options.forget:
        return _put(options, _forget(options.files))
    if options.search is not None:
        return _search(options)
    inputs = inputs_of(options.files, options.at)
    if options.linear:
        return _open_linear(options, inputs)
    if options.receipt:
        return _receipt(options, inputs)
    if options.count or options.quiet or (options.stats and not options.to):
        return (_stats if options.stats else _count)(options, inputs)
    if options.to or options.out or not output.is_terminal():
        return _export(options, inputs)
    if len(inputs.files) == 1 and not is_library(inputs.files[0], options.from_):
        return _open_reader(options, inputs)
    return _open_list(options, inputs)


def _open_reader(options: Namespace, inputs: Inputs) -> int:
    _start_fast()
    (file,) = inputs.files
    with closing(open_input(inputs, file, options.from_)) as source:
        if file == STDIN:
            from thread_reader.terminal.keyboard import take_keyboard

            take_keyboard()
        _check_terminal("--linear reads the discussion line by line, --to txt writes it as text")
        from thread_reader.app import open_reader

        return open_reader(source, _call_options(options), part=options.part, at=inputs.place, since=_older(options))


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

        return open_linear(source, _call_options(options), part=options.part, at=inputs.place, since=_older(options))


def _open_list(options: Namespace, inputs: Inputs) -> int:
    """List the discussions of several files, of folders, or of the current folder."""
    if not inputs.files and not sys.stdin.isatty():
        check_any(inputs)
    given = {"--at": inputs.place, "--part": options.part, "--since": options.since}
    for option, value in given.items():
        if value:
            raise CallError(f"{option} is for one FILE, and a list of discussions is opened")
    _query(options)  # an error in it is said now, and not when something is opened
    if STDIN in inputs.files:
        raise CallError("standard input cannot be listed with other files; --to txt writes several")
    _start_fast()
    _check_terminal("--to txt writes discussions as text")
    from thread_reader.app import open_list

    return open_list(inputs.files, _call_options(options))


def _call_options(options: Namespace) -> CallOptions:
    from thread_reader.opening import CallOptions

    return CallOptions(options.from_, options.where, _saved(options), not options.no_state)


def _start_fast() -> None:
    """Collect no garbage until the first screen is drawn: importing creates many objects but no garbage, and collecting
    takes a fifth of the start-up time."""
    import gc

    gc.disable()


def _check_terminal(instead: str) -> None:
    """Raise CallError if the reader cannot be drawn on this terminal; `instead` says what can be done."""
    from thread_reader.terminal.presence import why_unfit

    why = why_unfit()
    if why:
        raise CallError(f"cannot open the reader: {why}; {instead}")


def _export(options: Namespace, inputs: Inputs) -> int:
    from thread_parsers.export.writers import WRITERS, writer_for

    query = _query(options)
    name = options.to or ("txt" if options.out in (None, "-") else None)
    writer = WRITERS[name] if name else writer_for(options.out)
    if writer is None:
        raise CallError(f"unknown file name extension: {options.out}; choose the form with --to")

    def pieces(documents: Iterable[Numbered], several: bool) -> Iterator[str]:
        return _written(writer, documents, several, query, with_stats=options.stats)

    return _write(options, inputs, pieces, query, writer.encoded, with_kept=writer.has_kept and not options.no_state)


def _count(options: Namespace, inputs: Inputs) -> int:
    """Print how many comments there are, or how many match."""

    def pieces(documents: Iterable[Numbered], several: bool) -> Iterator[str]:
        for each in documents:
            count = sum(1 for _ in each.chosen)
            yield f"{count}\t{each.heading}\n" if several else f"{count}\n"

    return _write(options, inputs, pieces, _query(options), nothing="0\n")


def _written(
    writer: Writer, documents: Iterable[Numbered], several: bool, query: Query | None, *, with_stats: bool
) -> Iterator[str]:
    if with_stats:
        from thread_parsers.export import json
        from thread_parsers.export.stats_json import values
        from thread_parsers.stats import measure
        from thread_reader.stats_report import chosen_by

        def measured(each: Numbered) -> JsonObject:
            return values(measure(each.discussion, chosen_by(query, each)))

        if several:
            return json.write_several(documents, measured)
        return chain.from_iterable(json.write(each.discussion, each.chosen, measured(each)) for each in documents)
    if several:
        return writer.write_several(documents)
    return chain.from_iterable(writer.write(each.discussion, each.chosen) for each in documents)


def _query(options: Namespace) -> Query | None:
    where = CHANGED if options.where is None and options.since is not None else options.where
    if where is None:
        return None
    from thread_parsers.query import parse_query

    query = parse_query(where)
    _check_remembered(options, query, "--where")
    return query


def _check_remembered(options: Namespace, query: Query, option: str) -> None:
    """Raise CallError if a query asks the state database, which --no-state leaves out."""
    terms = _remembered(options, query)
    if options.no_state and terms:
        raise CallError(f"{option}: {terms[0]} is about what is remembered, which --no-state leaves out")


def _remembered(options: Namespace, query: Query) -> list[str]:
    """The terms of a query that ask the state database: an older save that is given answers `is:new` itself."""
    return [term for term in query.user_marks if options.since is None or term != "is:new"]


def _search(options: Namespace) -> int:
    from thread_parsers.errors import QueryError
    from thread_parsers.query import parse_query
    from thread_reader.file_search import FORMS, FileSearch

    try:
        query = parse_query(options.search)
    except QueryError as error:
        raise CallError(diagnostics.query_message(error, "--search")) from error
    _check_remembered(options, query, "--search")
    with ExitStack() as stack:
        marks = _marks(options, query, _known(options, query, stack, with_kept=False))
        search = stack.enter_context(closing(FileSearch(query, options.files, marks, remembers=not options.no_state)))
        hits = stack.enter_context(closing(search.hits()))
        # Before the output is opened: where nothing is found, an old file stays as it is.
        first = next(hits, None)
        if first is not None:
            text = FORMS[options.to](query.text, chain([first], hits))
            output.put(text, options.out or "-", search.files)
    return search.finish()


def _receipt(options: Namespace, inputs: Inputs) -> int:
    from thread_reader.receipt_text import plain_receipt

    file: Source | None = None

    def receipt(each: Numbered) -> Iterator[str]:
        nonlocal file
        discussion = each.discussion
        is_new, file = discussion.file is not file, discussion.file
        return plain_receipt(discussion, with_spans=is_new)

    return _report(options, inputs, receipt)


def _stats(options: Namespace, inputs: Inputs) -> int:
    from thread_reader.stats_report import report_for

    query = _query(options)
    is_styled = options.out in (None, "-") and output.is_terminal()
    return _report(options, inputs, report_for(query, on_terminal=is_styled), query, is_styled=is_styled)


def _report(
    options: Namespace, inputs: Inputs, report: Report, query: Query | None = None, *, is_styled: bool = False
) -> int:
    def pieces(documents: Iterable[Numbered], several: bool) -> Iterator[str]:
        from thread_reader.documents import reports

        if several:
            return reports(documents, report, is_styled=is_styled)
        return chain.from_iterable(map(report, documents))

    return _write(options, inputs, pieces, query, is_styled=is_styled)


def _write(
    options: Namespace,
    inputs: Inputs,
    pieces: Callable[[Iterable[Numbered], bool], Iterator[str]],
    query: Query | None = None,
    encode: output.Encode = output.encoded,
    *,
    with_kept: bool = False,
    is_styled: bool = False,
    nothing: str = "",
) -> int:
    """Write the discussions of all files. `pieces` makes text of them, told whether there can be more than one.
    `with_kept`: they have the stars and notes of the user; `is_styled`: the text is styled for the terminal;
    `nothing`: what is written if no comment matches."""
    from thread_reader.documents import Documents

    check_any(inputs)
    if inputs.place:
        raise CallError("--at and FILE:214 are for the reader; --where chooses what is written")
    saved = _saved(options)

    def read(file: str) -> Discussion:
        from thread_parsers.reading import read

        source = open_input(inputs, file, options.from_)
        try:
            return read(source, options.from_, saved=saved)
        except BaseException:
            source.close()
            raise

    with ExitStack() as stack:
        known = _known(options, query, stack, with_kept=with_kept)
        documents = Documents(
            inputs.files,
            read,
            part=options.part,
            query=query,
            marks=_marks(options, query, known),
            kept=known.kept if with_kept and known is not None else None,
        )
        numbered = stack.enter_context(closing(documents.numbered()))
        # Before the output is opened: where nothing is to be written, an old file stays as it is.
        first = next(numbered, None)
        if options.quiet:
            return documents.finish(is_quiet=True)
        if first is not None:
            text = pieces(chain([first], numbered), documents.several)
            output.put(text, options.out or "-", inputs.files, encode, is_styled=is_styled)
        elif nothing:
            output.put([nothing], options.out or "-", inputs.files)
    return documents.finish()


def _known(options: Namespace, query: Query | None, stack: ExitStack, *, with_kept: bool) -> KnownMarks | None:
    """The state database, if the query or what is written is about what is remembered. Raises CallError if it cannot be
    used for a query."""
    is_asked = query is not None and bool(_remembered(options, query))
    if not (is_asked or with_kept):
        return None
    from thread_reader.known_marks import KnownMarks, kept_if_any

    known = KnownMarks() if is_asked else kept_if_any()
    return known if known is None else stack.enter_context(closing(known))


def _marks(
    options: Namespace, query: Query | None, known: KnownMarks | None
) -> Callable[[Discussion], UserMarks] | None:
    """What tells a query what is new, read and starred: an older save, the state database, or neither."""
    if query is None or not (query.user_marks or options.since):
        return None
    from thread_reader.known_marks import MarksSince

    of = known.of if known is not None and _remembered(options, query) else None
    older = _older(options)
    return of if older is None else MarksSince(older, of).of


def _older(options: Namespace) -> OlderSave | None:
    """The older save to compare with."""
    if options.since is None:
        return None
    from thread_reader.older_save import OlderSave

    return OlderSave(options.since)


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
    from thread_reader.file_search import forget_files
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


def _saved(options: Namespace) -> Saved | None:
    if options.saved is None:
        return None
    from thread_parsers.discussion.relative_times import read_saved

    saved = read_saved(options.saved)
    if saved is None:
        raise CallError(f"--saved takes a date, with or without a time of day, as in 2024-03-09T18:20: {options.saved}")
    return saved


def _put(options: Namespace, pieces: Iterable[str], sources: Sequence[str] = ()) -> int:
    output.put(pieces, options.out or "-", sources)
    return diagnostics.DONE
