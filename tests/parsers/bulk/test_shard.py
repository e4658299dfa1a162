"""Tables have what the tree has."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from harness.bulk_pages import page
from thread_parsers import parse, read_all
from thread_parsers.bulk import SCHEMA, parse_shard, shard
from thread_parsers.bulk.pages import Page
from thread_parsers.bulk.schema import METADATA_KEY, SCHEMAS, Tables
from thread_parsers.discussion.receipt_spans import byte_spans, has_line_spans, line_spans
from thread_parsers.export.json_form import comment_pieces

SAMPLES = sorted(
    str(path) for path in (Path(__file__).parents[3] / "samples").iterdir() if path.suffix not in (".md", ".py")
)

SMALL_BYTES = 1 << 12
"""Size of a sample that takes little time."""


def of_json(row: dict[str, Any]) -> dict[str, Any]:
    """A row of `comments` as the JSON form has the comment."""
    inferred = [name for name in ("parent", "time") if row[f"{name}_inferred"]]
    of_mail = {
        "address": row["mail_address"],
        "attachments": row["attachments"],
        "missing_parent": row["missing_parent"],
    }
    same = (
        "id", "parent", "depth", "author", "badge", "time_text", "likes", "replies", "segments", "state", "accepted",
        "subject", "permalink", "site_id",
    )  # fmt: skip
    return {
        **{name: row[name] for name in same},
        **{name: value for name, value in of_mail.items() if value},
        "inferred": inferred,
        "edited": row["edited_text"] or row["edited"],
        "time": row["time"].isoformat() + _zone(row["zone"]) if row["time"] else None,
        "lines": None if row["first_line"] is None else [row["first_line"], row["last_line"]],
        "bytes": None if row["first_byte"] is None else [row["first_byte"], row["end_byte"]],
    }


def _zone(minutes: int | None) -> str:
    if minutes is None:
        return ""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


@pytest.mark.parametrize("sample", [path for path in SAMPLES if Path(path).is_file()], ids=lambda path: Path(path).name)
def test_comments_and_receipt_are_those_of_the_json_form(sample: str) -> None:
    tables = parse_shard([Path(sample)])
    parts = read_all(sample)
    rows = tables.comments.to_pylist()
    for part, discussion in enumerate(parts, 1):
        expected = [json.loads("".join(comment_pieces(discussion, at))) for at in range(len(discussion.columns))]
        assert [of_json(row) for row in rows if row["part"] == part] == expected
    heads = tables.discussions.to_pylist()
    assert [(row["title"], row["paragraphs"], row["format"], row["comments_read"], row["part"]) for row in heads] == [
        (each.title, each.paragraphs, each.format, len(each.columns), part) for part, each in enumerate(parts, 1)
    ]
    in_lines = has_line_spans(parts[0])
    spans = list(line_spans(parts[0]) if in_lines else byte_spans(parts[0]))
    names = ("first_line", "last_line", "kind") if in_lines else ("first_byte", "end_byte", "kind")
    assert [tuple(row[name] for name in names) for row in tables.receipts.to_pylist()] == list(map(tuple, spans))
    parts[0].close()


def test_a_page_has_the_same_rows_alone_and_among_others() -> None:
    """Others state what it does not, and the other way round."""
    samples = [path for path in map(Path, SAMPLES) if path.is_file() and path.stat().st_size < SMALL_BYTES][::4]
    alone = [parse_shard([sample]) for sample in samples]
    assert [table.to_pylist() for table in parse_shard(samples)] == [
        [row for tables in alone for row in tables[number].to_pylist()] for number in range(len(Tables._fields))
    ]


def test_a_page_that_cannot_be_read_is_a_row(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_bytes(page("bees hum"))
    tables = parse_shard([tmp_path / "none.txt", ("picture", b"\x89PNG\r\n\x1a\n"), good, tmp_path])
    assert [(Path(row["page"]).name, row["outcome"], row["error"]) for row in tables.discussions.to_pylist()] == [
        ("none.txt", "error", "does not exist"),
        ("picture", "error", "is a picture"),
        ("good.txt", "read", None),
        (tmp_path.name, "error", "is a folder of files; give the files"),
    ]
    assert {row["page"] for row in tables.comments.to_pylist()} == {str(good)}


def test_a_fault_in_a_page_leaves_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from thread_parsers.bulk import rows

    made = rows._article
    monkeypatch.setattr(rows, "_article", lambda each: 1 / 0 if "poison" in (each.title or "") else made(each))
    tables = parse_shard([("a", page("one")), ("b", page("two", "poison")), ("c", page("three"))])
    outcomes = [(row["page"], row["outcome"]) for row in tables.discussions.to_pylist()]
    assert outcomes == [("a", "read"), ("b", "error"), ("c", "read")]
    assert [row["page"] for row in tables.comments.to_pylist()] == ["a", "a", "c", "c"]
    assert {row["page"] for row in tables.receipts.to_pylist()} == {"a", "c"}


def test_what_is_not_utf8_is_replaced_and_noted() -> None:
    broken = page("caf\u00e9 \u00e9t\u00e9 XX").replace(b"XX", b"\xff\xfe")
    tables = parse_shard([("broken", broken), ("whole", page("tea"))])
    texts = [row["segments"] for row in tables.comments.to_pylist()]
    assert texts[0] == ["caf\u00e9 \u00e9t\u00e9 \ufffd\ufffd"]
    assert texts[2] == ["tea"]
    first, second = tables.discussions.to_pylist()
    assert {"kind": "replaced", "text": "4 bytes that are not UTF-8", "line": None} in first["notes"]
    assert "replaced" not in {note["kind"] for note in second["notes"]}


def test_what_is_not_utf8_is_replaced_in_each_of_several_segments() -> None:
    broken = page("two XX\n---\nthree XX").replace(b"XX", b"\xff \xc3\xa9")
    whole, tables = page("tea"), parse_shard([("broken", broken)])
    both = parse_shard([("whole", whole), ("broken", broken), ("last", whole)])
    assert ["two \ufffd \u00e9", "three \ufffd \u00e9"] in [row["segments"] for row in tables.comments.to_pylist()]
    rows = both.comments.to_pylist()
    assert [row for row in rows if row["page"] == "broken"] == tables.comments.to_pylist()
    assert [row["segments"] for row in rows if row["page"] == "whole"] == [
        row["segments"] for row in rows if row["page"] == "last"
    ]
    noted = [row["page"] for row in both.discussions.to_pylist() if "replaced" in {n["kind"] for n in row["notes"]}]
    assert noted == ["broken"]


def test_numbers_that_no_column_can_hold() -> None:
    data = page("many").replace(b"7 Likes", b"99999999999999999999999 Likes")
    (row,) = parse_shard([("a", data)]).discussions.to_pylist()
    stated = parse(data).engagement.likes
    assert row["outcome"] == "read"
    assert row["likes"] == (None if stated is None else min(stated, (1 << 63) - 1))


def test_many_rows_are_several_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [(str(number), page(f"hive {number}")) for number in range(5)]
    whole = parse_shard(items)
    monkeypatch.setattr(shard, "TABLE_BYTES", 1)
    assert parse_shard(items).discussions.num_rows == 5
    assert [table.to_pylist() for table in parse_shard(items)] == [table.to_pylist() for table in whole]


def test_records_are_sieved(root: Path) -> None:
    copied = (root / "samples" / "garden-forum.txt").read_bytes()  # which only the format for any text reads
    prose = b"A recipe for bread.\n\nTake flour, water and salt.\n" * 50
    fetched = datetime(2025, 4, 5, 6, 7, 8)
    records = [
        Page(
            name,
            data=data,
            source="crawl.warc",
            record=number,
            address="http://a.example",
            fetched=fetched,
            is_sieved=True,
        )
        for number, (name, data) in enumerate(
            (("talk", page("bees")), ("bread", prose), ("picture", b"\x89PNG\r\n\x1a\n"), ("forum", copied)), 1
        )
    ]
    tables = parse_shard([*records, ("named", prose)])
    found = [(row["page"], row["outcome"], row["record"], row["error"]) for row in tables.discussions.to_pylist()]
    assert found == [
        ("talk", "read", 1, None),
        ("bread", "sieved", 2, "does not look like a discussion"),
        ("picture", "sieved", 3, "is a picture"),
        ("forum", "read", 4, None),
        ("named", "read", None, None),
    ]
    assert tables.discussions.to_pylist()[0]["score"] > 0.5


def test_the_tables_state_their_version_and_required_columns_have_values() -> None:
    tables = parse_shard(map(Path, SAMPLES))
    for name, table in tables._asdict().items():
        assert table.schema.metadata == {METADATA_KEY: SCHEMA.encode()}
        assert table.schema.equals(SCHEMAS[name])
        table.validate(full=True)
        assert [
            field.name for field in table.schema if not field.nullable and table.column(field.name).null_count
        ] == []


@pytest.mark.parametrize("name", ["\ud800", "caf\xe9 \ud800\udcff"])
def test_no_name_is_an_exception(name: str) -> None:
    tables = parse_shard([(name, page("hive"))])
    (row,) = tables.discussions.to_pylist()
    assert row["outcome"] == "read"
    assert row["page"].isprintable()
