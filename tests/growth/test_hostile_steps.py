"""Steps of reading hostile files: a search is given a part of a page, what is large is decoded and freed in pieces.

Work is counted and not timed: characters given to a search, calls, memory blocks that are freed, and steps.
"""

from __future__ import annotations

import binascii
import json
import re
import sys
from typing import TYPE_CHECKING

import pytest

from harness.work import calls, largest_step, lines_executed, most_freed
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.formats.html.induction import texts
from thread_parsers.formats.json.decode import Pieces, decode_in_steps
from thread_parsers.formats.json.lines import LineReader
from thread_parsers.formats.json.scan import PIECE_CHARS, Decoded
from thread_parsers.formats.mail.headers import fields_of
from thread_parsers.formats.mail.mime import Part, part_bytes
from thread_parsers.formats.plain.windows import CHUNK, is_found
from thread_parsers.formats.registry import FORMATS, named
from thread_parsers.reading import begin
from thread_parsers.source.source import BufferSource
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.formats import Format

JUDGED = [format_ for format_ in FORMATS if format_.likeness_in_steps is not None]
MAX_CALLS = 45_000
MAX_FREED = 20_000
"""Blocks that are freed in one step: a millisecond."""
LEVELS = 20_000
MAILS = 3_000


def judging(format_: Format, page: bytes) -> Iterator[None]:
    assert format_.likeness_in_steps is not None
    return format_.likeness_in_steps(BufferSource(page))


@pytest.mark.parametrize("format_", JUDGED, ids=lambda format_: format_.name)
def test_a_large_page_is_judged_in_steps(format_: Format) -> None:
    # What may be the zone of a time in wikitext. Names under dates of no known form, and short lines: the gate format
    # looks at each.
    page = b"[[tea]] 12 (UTC)\n" * 700 + b"Ann Lee\n\xc2\xb7 2025-12-24 \xe2\x80\xa6\n" * 4_000
    page += b"**a\n12:0" * 2_000 + b"5\n" * 20_000
    format_.likeness(BufferSource(page))  # what is done once, imports and tables, is not counted
    assert largest_step(judging(format_, page)) <= MAX_CALLS
    assert sum(1 for _ in judging(format_, page)) > 3


class Recorded:
    """A pattern that records how much of a text each search is given."""

    def __init__(self, pattern: str) -> None:
        self._compiled = re.compile(pattern, re.MULTILINE)
        self.given = 0

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        self.given = max(self.given, min(end, len(text)) - start)
        return self._compiled.search(text, start, end)


@pytest.mark.parametrize("place", [0, CHUNK - 3, CHUNK - 1, CHUNK, 2 * CHUNK - 2])
@pytest.mark.parametrize("pattern", [r"\[a{3}\]", r"^\[aaa\]$", r"\[[^\]]{0,40}\]$"])
def test_a_sign_is_found_wherever_the_parts_of_a_page_end(pattern: str, place: int) -> None:
    for before, after in (("x", "\n"), ("\n", "\n"), ("\n", "x"), ("", "")):
        text = ("y" * place)[len(before) :] + before + "[aaa]" + after + "z" * CHUNK
        recorded = Recorded(pattern)
        found = run_to_end(is_found(recorded, text, 50))  # type: ignore[arg-type] # only what is called
        assert found == bool(re.search(pattern, text, re.MULTILINE))
        assert recorded.given <= CHUNK + 51


FREED: dict[str, Callable[[], bytes]] = {
    "nested elements": lambda: b"<!DOCTYPE html><html><body>" + b"<div>" * LEVELS + b"tea",
    "nested lists": lambda: b"<!DOCTYPE html><html><body>" + b"<ul><li>" * LEVELS + b"tea",
    "lists of one": lambda: b"[" + b",".join([b'[{"author":"a","text":"b"}]'] * LEVELS) + b"]",
    "mails": lambda: b"".join(
        b"From a@b Wed Dec 24 06:14:00 2025\nFrom: Ada <a@b>\nMessage-ID: <%d@x>\nSubject: tea %d\n\ntea\n\n" % (at, at)
        for at in range(MAILS)
    ),
}


@pytest.mark.parametrize("page", FREED.values(), ids=FREED)
def test_what_was_kept_while_a_file_was_read_is_freed_in_steps(page: Callable[[], bytes]) -> None:
    _, steps = begin(BufferSource(page()))
    assert most_freed(steps) <= MAX_FREED


def test_freed_blocks_are_counted() -> None:
    def keeping() -> Iterator[None]:
        kept = [[at] for at in range(1_000)]
        yield
        kept.clear()
        yield

    assert most_freed(keeping()) >= sys.getsizeof([]) // 8 * 100


def test_headers_that_are_not_wanted_are_skipped_at_once() -> None:
    few, many = (
        (b"From: a\n" + b"X-Long: tea\n more\nReceived: x\n" * count + b"Subject: s\n\n") for count in (100, 4_000)
    )
    expected = {b"from": b"a", b"subject": b"s"}
    assert fields_of(few) == (expected, len(few))
    assert fields_of(many) == (expected, len(many))
    assert lines_executed(lambda: fields_of(many)) == lines_executed(lambda: fields_of(few))
    assert calls(lambda: fields_of(b"Date: x\n" * 10_000)) <= 5 * 1_000


@pytest.mark.parametrize("encoding", ["quoted-printable", "uu"])
def test_an_encoded_part_of_a_mail_is_decoded_in_steps(encoding: str) -> None:
    words = b"Tea and cake =\xc3\xa9 at the pier.\n" * 12_000
    if encoding == "uu":
        data = b"begin 644 a\n" + b"".join(binascii.b2a_uu(words[at : at + 45]) for at in range(0, len(words), 45))
    else:
        data = binascii.b2a_qp(words)
    part = Part("text/plain", {}, encoding, is_attachment=False, name="", start=0, end=len(data))
    assert run_to_end(part_bytes(data, part)) == words
    assert sum(1 for _ in part_bytes(data, part)) >= len(data) >> 17


def test_values_of_a_long_line_share_pieces_and_none_is_cut() -> None:
    values = [12345678901234567890, -1.5e10, "a" * 50, [1, {"b": None}], True] * 3_000 + ["c" * (2 * PIECE_CHARS), 7]
    text = " ".join(map(json.dumps, values))
    pieces, at = Pieces(text), 0
    for value in values:
        found = run_to_end(pieces.decode(at))
        assert (found.value, found.fault) == (value, None)
        at = found.end
    assert at == len(text)


def test_damaged_lines_that_are_long_are_decoded_in_steps() -> None:
    damaged = b'{"author": "Ada", "n": [' + b"[1], " * 20_000 + b'2] "text": "tea"}\n'
    whole = b'{"author": "Ada", "text": "tea"}\n'
    found = list(LineReader(BufferSource((damaged + whole) * 2)).values())
    assert [value.value for value in found if value is not None and value.whole][-1] == json.loads(whole)
    assert found.count(None) >= 2 * len(damaged) // PIECE_CHARS // 2
    assert largest_step(LineReader(BufferSource(damaged * 2)).values()) <= MAX_CALLS


def test_large_comments_of_json_of_no_known_kind_are_read_in_steps() -> None:
    comments = [{"author": "Ada", "created": f"2025-12-24 06:{at:02}", "body": "tea " * 10_000} for at in range(60)]
    page = json.dumps(comments).encode()
    discussion = Discussion(BufferSource(page))
    rows, most = 0, 0
    for _ in named("json").read(discussion):
        rows, most = len(discussion.columns), max(most, len(discussion.columns) - rows)
    assert rows == 60
    assert most <= 3


def test_times_in_attributes_are_found_wherever_the_parts_of_a_page_end() -> None:
    stated = '<time datetime="2025-12-24"> '
    for place in range(texts.SEARCHED_CHARS - len(stated), texts.SEARCHED_CHARS + 2):
        markup = " " * place + stated + " " * texts.SEARCHED_CHARS + stated
        found = [match for match in texts._stated_times(markup) if match is not None]
        assert [match[1] for match in found] == ["2025-12-24"] * 2
    assert sum(match is None for match in texts._stated_times(markup)) == 3


@pytest.mark.parametrize(
    "value",
    [
        [*range(9_000)],
        ["tea, \\ cake]"] * 9_000,
        [{"a": [1], "b": "}"}] * 9_000,
        {f"k{at}": [at] for at in range(9_000)},
        [[1, -2.5e9, None, "\N{HOT BEVERAGE}\U0001f375"], {}] * 9_000,
    ],
    ids=["numbers", "strings", "objects", "members", "lists"],
)
def test_the_small_values_in_a_large_one_are_decoded_together(value: object) -> None:
    text = json.dumps(value, indent=1)
    decoded: list[Decoded] = []
    lines = lines_executed(lambda: decoded.append(run_to_end(decode_in_steps(text))))
    assert [(one.value, one.fault) for one in decoded] == [(value, None)]
    assert lines <= 9_000
    assert sum(1 for _ in decode_in_steps(text)) >= len(text) // PIECE_CHARS - 1


def test_the_ids_of_a_long_topic_are_compared_in_steps() -> None:
    posts = [{"id": number, "post_number": number, "cooked": "<p>tea</p>"} for number in range(1, 21)]
    stream = list(range(1, 60_000))
    page = json.dumps({"post_stream": {"posts": posts, "stream": stream}, "id": 5, "title": "Tea"}).encode()
    for _ in begin(BufferSource(page), "discourse")[1]:
        pass  # what is done once
    discussion, steps = begin(BufferSource(page), "discourse")
    assert largest_step(steps) <= MAX_CALLS
    assert discussion.receipt.stub_comments == len(stream) - len(posts)
