"""`views.sql` of a corpus: views for DuckDB that count what the stats count, where SQL can.

One definition of each rule: the ranges of lengths are those of the stats, and words are those of `text.word_count`.
"""

from __future__ import annotations

from thread_parsers.bulk.schema import SCHEMA, TABLES
from thread_parsers.stats.engagement import LENGTH_STARTS
from thread_parsers.text.word_count import JOINERS, UNSPACED

VIEWS = "views.sql"
"""The file in the folder of a corpus."""


def _class(codes: tuple[tuple[int, int], ...]) -> str:
    return "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in codes)


_ALONE = _class(UNSPACED)
_SELECTORS = _class(((0xFE00, 0xFE0F), (0xE0100, 0xE01EF)))
_PART = rf"(?:[^\P{{L}}{_ALONE}]|\p{{N}}|[^\P{{Mn}}{_ALONE}{_SELECTORS}]|[^\P{{Mc}}{_ALONE}])+"
_JOINER = "[" + "".join(f"\\x{{{ord(char):x}}}" for char in JOINERS) + "]+"
WORD = f"{_PART}(?:{_JOINER}{_PART})*"
"""A word of a script with spaces, as an expression of RE2."""
NOT_ALONE = rf"(?:[^{_ALONE}]|\P{{L}})+"
"""All characters but the letters of scripts without spaces, each of which is a word."""


def views_sql() -> str:
    """The text of the file."""
    tables = "".join(f"CREATE OR REPLACE VIEW {name} AS FROM read_parquet('{name}/*.parquet');\n" for name in TABLES)
    starts = ", ".join(f"({start}, {after or 'NULL'})" for start, after in _ranges())
    return f"""\
-- Views of a corpus of thread-reader-bulk, for DuckDB; docs/bulk.md explains them. Tables: {SCHEMA}.
-- This file is written anew by thread-reader-bulk. In this folder: duckdb -init {VIEWS}

{tables}
-- The text of a comment, and its number of words: runs of letters, and single letters of scripts without spaces.
CREATE OR REPLACE MACRO text_of(segments) AS array_to_string(segments, chr(10));
CREATE OR REPLACE MACRO words_of(words) AS
    len(regexp_extract_all(words, '{WORD}'))
    + length(regexp_replace(words, '{NOT_ALONE}', '', 'g'));

-- Who wrote how much, and when. The comments without a name are one row.
CREATE OR REPLACE VIEW people AS
SELECT author, count(*) AS comments, count(DISTINCT (page, part)) AS discussions,
    sum(len(segments)) AS segments, sum(words_of(text_of(segments))) AS words,
    count(parent) AS replies_written, min(time) AS first, max(time) AS last
FROM comments GROUP BY author;

-- Comments in each day.
CREATE OR REPLACE VIEW timeline AS
SELECT CAST(time AS DATE) AS day, count(*) AS comments, count(DISTINCT author) AS people
FROM comments WHERE time IS NOT NULL GROUP BY day;

-- Comments in each hour of the day, by the clock of each, where the page states the hour.
CREATE OR REPLACE VIEW hours AS
SELECT hour(CAST(time AS TIMESTAMP)) AS hour, count(*) AS comments
FROM comments WHERE time IS NOT NULL AND coalesce(time_unit, 'hour') = 'hour' GROUP BY hour;

-- Comments by their number of words.
CREATE OR REPLACE VIEW lengths AS
WITH ranges(first, after) AS (VALUES {starts}), counted AS (
    SELECT words_of(text_of(segments)) AS words, count(*) AS comments FROM comments GROUP BY words
)
SELECT first AS from_words, after - 1 AS to_words, coalesce(sum(comments), 0) AS comments
FROM ranges LEFT JOIN counted ON words >= first AND (after IS NULL OR words < after) GROUP BY first, after;

-- What pages declare and what was read of them; negative differences are comments that are missing.
CREATE OR REPLACE VIEW declared AS
SELECT page, part, format, comments_declared AS declared, comments_read AS read,
    comments_read - comments_declared AS difference
FROM discussions WHERE outcome = 'read' AND comments_declared IS NOT NULL;

-- Words of scripts with spaces, in lower case, and in how many comments and by how many people each is used.
CREATE OR REPLACE VIEW terms AS
WITH used AS (
    SELECT author, unnest(list_distinct(regexp_extract_all(lower(text_of(segments)), '{WORD}'))) AS term FROM comments
)
SELECT term, count(*) AS comments, count(DISTINCT author) AS people FROM used GROUP BY term;
"""


def _ranges() -> list[tuple[int, int | None]]:
    return list(zip(LENGTH_STARTS, [*LENGTH_STARTS[1:], None], strict=True))
