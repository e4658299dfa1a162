"""What is asked of a corpus: the comments that match a query, and the sums over all comments.

The rows leave out most pages that have no match (`sieve`). The others become discussions again, on which the query is
decided as in the reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow.compute as pc

from thread_parsers.bulk.folder import part_file
from thread_parsers.bulk.rebuilt import discussion_from
from thread_parsers.bulk.rows import READ
from thread_parsers.bulk.sieve import Rows, columns_of
from thread_parsers.query import Matching
from thread_parsers.query.row_test_kinds import ALWAYS, NEVER
from thread_parsers.query.row_tests import row_tests

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterator, Sequence

    import pyarrow as pa

    from thread_parsers.bulk.stored import StoredCorpus
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query import Query
    from thread_parsers.query.row_test_kinds import RowTest

    Report = Callable[[float], None]
    """Called with the share of the work that is done, from 0 to 1."""

BATCH_ROWS = 1 << 13
"""Rows that are tested at a time."""
TESTED = 0.2
"""How much of the work on a part it is to test its rows, about, if pages are left out by that."""


def _no_report(_share: float) -> None:
    """Report no progress."""


class Found(NamedTuple):
    """A discussion of a corpus. It is closed when the next one is asked for."""

    page: str
    part: int
    """Which discussion of the page it is, from 1."""
    discussion: Discussion
    chosen: array[int]
    """The indices of the comments that match, ascending."""


def found_in(
    corpus: StoredCorpus,
    query: Query,
    parts: Sequence[int] | None = None,
    *,
    receipts: bool = True,
    report: Report = _no_report,
) -> Iterator[Found]:
    """The discussions with comments that match; for the empty query, all of them. `parts`: the parts of the corpus to
    ask instead of all; `receipts`: whether the discussions have their receipts; `report` is called with the share
    that is done. Raises Refused and OSError for what is damaged, and PatternTooSlow."""
    test = row_tests(query.root).possible
    numbers = corpus.parts() if parts is None else parts
    for at, number in enumerate(numbers):
        among, tested = None, 0.0
        if test != ALWAYS:
            among, tested = _pages_with(corpus, number, test, _within(report, at, len(numbers))), TESTED
        pages = corpus.pages(number, among, receipts=receipts) if among is None or among else ()
        size = corpus.size(number) if among is None else len(among)
        for done, rows in enumerate(pages):
            report((at + tested + (1 - tested) * done / size) / len(numbers))
            if (rows.discussions.columns["outcome"] or [""])[0] != READ:
                continue
            with discussion_from(rows) as first:
                for part, discussion in enumerate(first.parts, 1):
                    chosen = Matching(discussion, query).all()
                    if chosen or query.is_empty:
                        yield Found(rows.name, part, discussion, chosen)


def count_in(corpus: StoredCorpus, query: Query, report: Report = _no_report) -> int:
    """How many comments match. Where the rows decide, nothing else is read. Raises as `found_in`."""
    tests, parts = row_tests(query.root), corpus.parts()
    if tests.is_exact:
        return sum(
            pc.sum(Rows(batch).passes(tests.possible)).as_py() or 0
            for at, number in enumerate(parts)
            for batch in _batches(corpus, number, tests.possible, _within(report, at, len(parts), 1.0))
        )
    return sum(len(found.chosen) for found in found_in(corpus, query, parts, receipts=False, report=report))


def _within(report: Report, part: int, parts: int, tested: float = TESTED) -> Report:
    """Report how much of the rows of a part has been tested, as a share of all work."""
    return lambda share: report((part + tested * share) / parts)


def _pages_with(corpus: StoredCorpus, part: int, test: RowTest, report: Report) -> set[str]:
    """The pages of a part that have a row which passes a test."""
    pages = set[str]()
    for batch in _batches(corpus, part, test, report):
        pages.update(pc.unique(batch.column("page").filter(Rows(batch).passes(test))).to_pylist())
    return pages


def _batches(corpus: StoredCorpus, part: int, test: RowTest, report: Report) -> Iterator[pa.RecordBatch]:
    """The rows of the comments of a part, with the columns that a test reads."""
    if test != NEVER:
        done = 0
        with part_file(corpus.folder, "comments", part) as file:
            for batch in file.iter_batches(BATCH_ROWS, columns=sorted({"page", *columns_of(test)})):
                report(done / file.metadata.num_rows)
                yield batch
                done += batch.num_rows
