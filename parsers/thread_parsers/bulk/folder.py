"""What is where in the folder of a corpus, and how the folder is recognized."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from thread_parsers.bulk.schema import METADATA_KEY, SCHEMA, SCHEMAS
from thread_parsers.source.page_paths import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PART = re.compile(r"part-(\d{6,})\.parquet")
MAX_MARK_BYTES = 1 << 10


class Refused(Exception):
    """A folder is not read or written to. The text is a clause after its name."""


def check_schema(folder: Path) -> None:
    """Raises Refused for a corpus with other tables, and OSError if it has no mark."""
    with (folder / MARK).open("rb") as mark:
        schema = _schema_of(mark.read(MAX_MARK_BYTES))
    if schema != SCHEMA:
        raise Refused(f"has the tables of {schema or 'something else'}, and this program knows {SCHEMA}")


def part_path(folder: Path, table: str, number: int) -> Path:
    """The file of a table in a part."""
    return folder / table / f"part-{number:06}.parquet"


def part_numbers(folder: Path, table: str) -> set[int]:
    """The parts that a table has. Raises OSError."""
    return {int(found[1]) for path in (folder / table).iterdir() if (found := PART.fullmatch(path.name))}


@contextmanager
def part_file(
    folder: Path, table: str, number: int, metadata: pq.FileMetaData | None = None
) -> Iterator[pq.ParquetFile]:
    """Within this context, the file of a table in a part. `metadata`: what is at its end, if that was read before.
    Raises Refused if it is damaged, or has other columns."""
    path = part_path(folder, table, number)
    name = f"{table}/{path.name}"
    try:
        with pq.ParquetFile(path, metadata=metadata) as file:
            written = (file.schema_arrow.metadata or {}).get(METADATA_KEY)
            if written != SCHEMA.encode() or file.schema_arrow.names != SCHEMAS[table].names:
                raise Refused(f"has a part with other tables: {name}")
            yield file
    except (OSError, ValueError, pa.ArrowException) as error:  # names may be no UTF-8
        raise Refused(f"has a part that cannot be read: {name}: {error}") from error


def _schema_of(data: bytes) -> str:
    try:
        stated: Any = json.loads(data)
    except ValueError:
        return ""
    return str(stated.get("schema", "")) if isinstance(stated, dict) else ""
