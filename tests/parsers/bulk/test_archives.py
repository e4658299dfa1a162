"""Archives: their pages, and how they end."""

from __future__ import annotations

import gzip
import hashlib
import re
from contextlib import suppress
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

import pytest

from harness.bulk_pages import answer, page, record, untold
from thread_parsers import Unreadable
from thread_parsers.bulk.archives import pages_in
from thread_parsers.bulk.shard import parse_shard

if TYPE_CHECKING:
    from pathlib import Path

RECORDS = [record(page(f"hive {number}"), number) for number in range(1, 6)]


def read(path: Path, data: bytes) -> tuple[list[int | None], str]:
    """The numbers of the records in an archive, and why it could not be read to its end."""
    path.write_bytes(data)
    found = []
    try:
        for each in pages_in(str(path), untold):
            assert each.error or each.data
            found.append(each.record)
    except Unreadable as error:
        return found, error.reason
    return found, ""


def compressed(records: list[bytes]) -> bytes:
    return b"".join(map(gzip.compress, records))


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "one-member.warc.gz"])
def test_all_records_are_pages(tmp_path: Path, name: str) -> None:
    data = b"".join(RECORDS)
    data = {"a.warc": data, "a.warc.gz": compressed(RECORDS), "one-member.warc.gz": gzip.compress(data)}[name]
    assert read(tmp_path / name, data) == ([1, 2, 3, 4, 5], "")


def test_a_record_knows_where_it_is_from(tmp_path: Path) -> None:
    (tmp_path / "a.wet").write_bytes(RECORDS[0])
    (found,) = pages_in(str(tmp_path / "a.wet"), untold)
    assert (found.name, found.source) == (f"{tmp_path}/a.wet#1", f"{tmp_path}/a.wet")
    assert (found.address, found.fetched) == ("http://pages.example/1", datetime(2025, 4, 5, 6, 7, 8, tzinfo=UTC))
    assert found.is_sieved
    assert found.data == page("hive 1")


def test_a_record_without_a_length_ends_an_archive_and_is_told(tmp_path: Path) -> None:
    lengthless = re.sub(rb"Content-Length: \d+\r\n", b"", RECORDS[2], count=1)
    found, reason = read(tmp_path / "a.warc", b"".join([*RECORDS[:2], lengthless, *RECORDS[3:]]))
    assert found == [1, 2]
    assert reason == "cut off after record 2"


@pytest.mark.parametrize("cut", [5, 30, 150, len(RECORDS[4]) - 100, len(RECORDS[4]) - 4])
def test_an_archive_that_is_cut_off_has_its_whole_records(tmp_path: Path, cut: int) -> None:
    found, reason = read(tmp_path / "a.warc", b"".join(RECORDS)[:-cut])
    assert found == [1, 2, 3, 4]
    assert reason.endswith(("after record 4", "after record 5"))


@pytest.mark.parametrize("cut", [30, 150, len(gzip.compress(RECORDS[4])) - 1])
def test_so_has_a_compressed_one(tmp_path: Path, cut: int) -> None:
    found, reason = read(tmp_path / "a.warc.gz", compressed(RECORDS)[:-cut])
    assert found == [1, 2, 3, 4]
    assert reason.endswith("after record 4")


def test_the_end_of_the_last_record_is_missed(tmp_path: Path) -> None:
    assert read(tmp_path / "a.warc", b"".join(RECORDS)[:-2]) == ([1, 2, 3, 4, 5], "cut off after record 5")


def test_damage_ends_an_archive_and_is_told(tmp_path: Path) -> None:
    data = bytearray(compressed(RECORDS))
    at = len(compressed(RECORDS[:2])) + 60
    data[at : at + 8] = bytes(8)
    found, reason = read(tmp_path / "a.warc.gz", bytes(data))
    assert found == [1, 2]
    assert reason.startswith("damaged")
    assert reason.endswith("after record 2")


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    assert read(tmp_path / "a.warc", b"What is this?\n" * 99)[0] == []
    assert read(tmp_path / "a.warc", b"What is this?\n" * 99)[1].startswith("damaged")
    assert read(tmp_path / "empty.warc", b"") == ([], "")
    with pytest.raises(Unreadable, match="does not exist"):
        list(pages_in(str(tmp_path / "none.warc"), untold))


def test_only_what_a_server_has_answered_is_a_page(tmp_path: Path) -> None:
    others = [record(b"a: b", number, kind) for number, kind in enumerate(("warcinfo", "request", "metadata"), 1)]
    data = b"".join(
        [*others, answer(page("bees"), 4), record(b"x", 5, "revisit"), record(page("wasps"), 6, "resource")]
    )
    assert read(tmp_path / "a.warc", data) == ([4, 6], "")


def test_answers_are_decoded(tmp_path: Path) -> None:
    html = "<html><body><p>H\u00e9t caf\u00e9</p></body></html>".encode("cp1252")
    coded = gzip.compress(html)
    headers = "Content-Type: text/html; charset=windows-1252\r\nContent-Encoding: gzip"
    damaged = answer(b"\x1f\x8b\x08 and then something else", 2, headers)
    (tmp_path / "a.warc").write_bytes(answer(coded, 1, headers) + damaged + answer(html, 3))
    pages = [each._replace(is_sieved=False) for each in pages_in(str(tmp_path / "a.warc"), untold)]
    one, two, three = parse_shard(pages).discussions.to_pylist()
    assert one["paragraphs"] == three["paragraphs"] == ["H\u00e9t caf\u00e9"]
    assert one["sha256"] == three["sha256"] == hashlib.sha256(html).digest()
    assert two["outcome"] == "error"
    assert two["error"].startswith("damaged")


def test_an_encoding_that_only_the_server_states(tmp_path: Path) -> None:
    words = "\u5c4b\u6839\u306e\u871c\u8702"
    texts = [f"<html><body><p>{words}</p></body></html>".encode(name) for name in ("iso2022_jp", "shift_jis", "utf-8")]
    heads = ["iso-2022-jp", "shift_jis", "shift_jis"]
    records = [
        answer(text, 1, f"Content-Type: text/html; charset={head}") for text, head in zip(texts, heads, strict=True)
    ]
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    pages = [each._replace(is_sieved=False) for each in pages_in(str(tmp_path / "a.warc"), untold)]
    rows = parse_shard(pages).discussions.to_pylist()
    assert [row["paragraphs"] for row in rows] == [[words]] * 3
    assert [row["converted_from"] for row in rows] == ["iso2022_jp", "cp932", None]


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[int] = []
    (tmp_path / "a.warc").write_bytes(b"".join(RECORDS))
    list(pages_in(str(tmp_path / "a.warc"), told.append))
    assert told == sorted(told)
    assert told[-1] == sum(map(len, RECORDS))


def test_any_bytes_are_pages_or_a_reason(tmp_path: Path) -> None:
    chance = Random(22)
    answers = [answer(gzip.compress(b"<p>tea</p>"), 6, "Content-Encoding: gzip"), record(b"a: b", 7, "warcinfo")]
    for data in (b"".join([*RECORDS, *answers]), compressed([*RECORDS, *answers])):
        for _ in range(100):
            damaged = bytearray(data)
            for _ in range(chance.randint(1, 5)):
                at = chance.randrange(len(damaged))
                damaged[at : at + chance.randint(0, 50)] = chance.randbytes(chance.randint(0, 20))
            path = tmp_path / "a.warc"
            path.write_bytes(damaged)
            with suppress(Unreadable):
                for each in pages_in(str(path), untold):
                    assert parse_shard([each]).discussions.num_rows >= 1
