"""What a call writes instead of opening the reader: discussions in a form, counts, receipts, stats, search hits."""

from __future__ import annotations

from contextlib import ExitStack, closing
from itertools import chain
from typing import TYPE_CHECKING

from thread_reader import diagnostics
from thread_reader.command_line.call_values import check_remembered, marks_database, marks_for, query_of
from thread_reader.command_line.file_reading import FileReading
from thread_reader.command_line.folder_files import files_at
from thread_reader.command_line.inputs import check_any
from thread_reader.diagnostics import CallError
from thread_reader.output import standard_output
from thread_reader.output.streams import is_terminal

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator

    from thread_parsers.discussion.numbered import Numbered
    from thread_parsers.export.json_form import JsonObject
    from thread_parsers.export.writers import Writer
    from thread_parsers.query import Query
    from thread_parsers.source.source import Source
    from thread_reader.command_line.inputs import Inputs

    Report = Callable[[Numbered], Iterator[str]]


def write(options: Namespace, inputs: Inputs) -> int:
    """Write what the options say, and return the exit status. Raises CallError, Unwritable and DiscussionError."""
    if options.receipt:
        return _receipt(options, inputs)
    if options.count or options.quiet:
        return _count(options, inputs)
    if options.stats and not options.to:
        return _stats(options, inputs)
    return _export(options, inputs)


def _export(options: Namespace, inputs: Inputs) -> int:
    from thread_parsers.export.writers import WRITERS, writer_for

    query = query_of(options)
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

    return _write(options, inputs, pieces, query_of(options), nothing="0\n")


def _written(
    writer: Writer, documents: Iterable[Numbered], several: bool, query: Query | None, *, with_stats: bool
) -> Iterator[str]:
    if with_stats:
        from thread_parsers.export import json
        from thread_parsers.export.stats_json import values
        from thread_parsers.stats import measure
        from thread_reader.command_line.stats_report import chosen_by

        def measured(each: Numbered) -> JsonObject:
            return values(measure(each.discussion, chosen_by(query, each)))

        if several:
            return json.write_several(documents, measured)
        return chain.from_iterable(json.write(each.discussion, each.chosen, measured(each)) for each in documents)
    if several:
        return writer.write_several(documents)
    return chain.from_iterable(writer.write(each.discussion, each.chosen) for each in documents)


def search(options: Namespace) -> int:
    """Write the comments of many files that match, and return the exit status. Raises CallError and Unwritable."""
    from thread_parsers.errors import QueryError
    from thread_parsers.query import parse_query
    from thread_reader.command_line.file_search import FORMS, FileSearch

    try:
        query = parse_query(options.search)
    except QueryError as error:
        raise CallError(diagnostics.query_message(error, "--search")) from error
    check_remembered(options, query, "--search")
    with ExitStack() as stack:
        known = marks_database(options, query, stack, with_kept=False)
        marks = marks_for(options, query, known)
        # An older save that is given has marks of its own.
        files = known.files if known is not None and options.since is None else None
        found = FileSearch(query, options.files, marks, remembers=not options.no_state, known=files)
        search = stack.enter_context(closing(found))
        hits = stack.enter_context(closing(search.hits()))
        # Before the output is opened: where nothing is found, an old file stays as it is.
        first = next(hits, None)
        if first is not None:
            text = FORMS[options.to](query.text, chain([first], hits))
            standard_output.put(text, options.out or "-", search.files)
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
    from thread_reader.command_line.stats_report import report_for

    query = query_of(options)
    is_styled = options.out in (None, "-") and (is_terminal() or options.color == "always")
    return _report(options, inputs, report_for(query, options.color if is_styled else None), query, is_styled=is_styled)


def _report(
    options: Namespace, inputs: Inputs, report: Report, query: Query | None = None, *, is_styled: bool = False
) -> int:
    def pieces(documents: Iterable[Numbered], several: bool) -> Iterator[str]:
        from thread_reader.command_line.documents import reports

        if several:
            return reports(documents, report, is_styled=is_styled)
        return chain.from_iterable(map(report, documents))

    return _write(options, inputs, pieces, query, is_styled=is_styled, is_paged=True)


def _write(
    options: Namespace,
    inputs: Inputs,
    pieces: Callable[[Iterable[Numbered], bool], Iterator[str]],
    query: Query | None = None,
    encode: standard_output.Encode = standard_output.encoded,
    *,
    with_kept: bool = False,
    is_styled: bool = False,
    is_paged: bool = False,
    nothing: str = "",
) -> int:
    """Write the discussions of all files. `pieces` makes text of them, told whether there can be more than one.
    `with_kept`: they have the stars and notes of the user; `is_styled`: the text is styled for the terminal;
    `is_paged`: a terminal shows it in a pager; `nothing`: what is written if no comment matches."""
    from thread_reader.command_line.documents import Documents

    check_any(inputs)
    if inputs.place:
        raise CallError("--at and FILE:214 are for the reader; --where chooses what is written")
    files = files_at(inputs.files, options.from_)
    if options.part is not None and files.found:
        raise CallError("--part can only be used with one FILE")
    if not files.paths:
        raise CallError("no files that can be read were found")
    reading = FileReading(options, inputs, len(files.paths))
    with ExitStack() as stack:
        stack.callback(reading.end)
        known = marks_database(options, query, stack, with_kept=with_kept)
        documents = Documents(
            files,
            reading.read,
            part=options.part,
            query=query,
            marks=marks_for(options, query, known),
            kept=known.kept if with_kept and known is not None else None,
        )
        numbered = stack.enter_context(closing(documents.numbered()))
        # Before the output is opened: where nothing is to be written, an old file stays as it is.
        first = next(numbered, None)
        if options.quiet:
            return documents.finish(is_quiet=True)
        if first is not None:
            text = pieces(chain([first], numbered), documents.several)
            standard_output.put(text, options.out or "-", files.paths, encode, is_styled=is_styled, is_paged=is_paged)
        elif nothing:
            standard_output.put([nothing], options.out or "-", inputs.files)
    return documents.finish()
