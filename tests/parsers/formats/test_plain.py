"""Plain discussions: each case is a page and the tree that it must become, in tests/cases/plain."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from harness.trees import as_written, case, read_as
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.receipt_spans import byte_spans
from thread_parsers.formats.plain.plain import PLAIN
from thread_parsers.reading import parse
from thread_parsers.sentences.sentences import sentences
from thread_parsers.source.source import BufferSource

CASES = sorted((Path(__file__).parents[2] / "cases" / "plain").glob("*.txt"))


def read(page: bytes) -> Discussion:
    return read_as(PLAIN, page)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_page_becomes_the_tree_of_its_case(path: Path) -> None:
    page, tree = case(path)
    assert as_written(read(page)) == tree


@pytest.mark.parametrize("path", [path for path in CASES if path.stem.startswith("not_")], ids=lambda path: path.stem)
def test_what_is_no_discussion_has_no_authors_and_is_the_last_to_be_claimed(path: Path) -> None:
    page, _ = case(path)
    assert PLAIN.likeness(BufferSource(page)).score < 0.2
    assert not [comment.author for comment in read(page).comments]


def test_when_a_message_was_received_is_no_header_of_a_mail() -> None:
    (path,) = (path for path in CASES if path.stem == "signal_without_a_title")
    assert parse(case(path)[0]).format == "plain"


def test_the_likeness_says_what_was_seen() -> None:
    page = "Ada · 3h\nTea.\n\nBo · 2h\nCoffee.\n\nCy · 1h\nWater.\n".encode()
    likeness = PLAIN.likeness(BufferSource(page))
    assert likeness.reason == "3 head lines of the shape `Name · time`"
    assert 0.5 < likeness.score < 0.7


def test_heads_score_above_dash_lines_and_dash_lines_above_an_article() -> None:
    heads, dashes, article = ("Ada · 3h\nTea.\nBo · 2h\nNo.\n", "Tea?\n---\nYes.\n", "Tea.\n")
    scores = [PLAIN.likeness(BufferSource(page.encode())).score for page in (heads, dashes, article)]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_comments_are_there_before_the_page_is_read_to_its_end() -> None:
    page = ("Ada · 3h\n" + "Tea. " * 40 + "\n").encode() * 20_000
    discussion = Discussion(BufferSource(page), PLAIN.name)
    reading = PLAIN.read(discussion)
    while not len(discussion.columns):
        next(reading)
    assert 0 < len(discussion.columns) < 10_000
    for _ in reading:
        pass
    assert len(discussion.columns) == 20_000


def test_heads_far_behind_a_long_article_are_found() -> None:
    page = b"A sentence of the article.\n" * 100_000 + "Ada · 3h\nTea.\nBo · 2h\nCoffee.\n".encode()
    discussion = read(page)
    assert [comment.author for comment in discussion.comments] == ["Ada", "Bo"]
    assert len(discussion.article.paragraph_spans) == 100_000


def test_a_zone_is_kept() -> None:
    comments = read(b"Ada, 2025-12-24T06:14:00+02:00\nTea.\nBo, 2025-12-24T06:20:00+02:00\nNo.\n").comments
    assert [comment.time.isoformat() for comment in comments if comment.time] == [
        "2025-12-24T06:14:00+02:00",
        "2025-12-24T06:20:00+02:00",
    ]


@pytest.mark.parametrize(
    "page",
    [
        b"a b " * 2_000_000,
        b">" * 4_000_000,
        b" " * 4_000_000,
        b"\n" * 1_000_000,
        b"x\n---\n" * 200_000,
        b"\n".join(b">" * count for count in range(2500)),
        "\n".join(f"{' ' * count}Ada · 3h\n{' ' * count}hi" for count in range(1500)).encode(),
        "Ada · 3h\n@Ada hi\n".encode() * 30_000,
        "a · 3h 5 b\n".encode() * 60_000,
        b"\n".join(b"Ada, %d foo%d 2011\nx" % (count % 28 + 1, count) for count in range(5000)),
        b"On 2025-12-24, Ada wrote:\n> " + b">" * 100_000 + b" deep\n" + b"On 2025-12-24, Bo wrote:\n> hi\n",
        bytes(range(256)) * 1000,
    ],
    ids=["line", "quotes", "spaces", "feeds", "dashes", "levels", "indents", "names", "dots", "dates", "mail", "bytes"],
)
def test_hostile_pages_are_read_whole(page: bytes) -> None:
    """Slow ways through these take minutes, and then the time limit of every test ends this one."""
    discussion = read(page)
    columns = discussion.columns
    spans = sorted(
        [*zip(columns.start, columns.end, strict=True), *((span.start, span.end) for span in discussion.receipt.around)]
    )
    assert spans[0][0] == 0
    assert spans[-1][1] == len(page)
    assert all(before[1] == after[0] for before, after in pairwise(spans))


def test_an_article_of_millions_of_lines_has_not_millions_of_paragraphs() -> None:
    """A file of one-letter lines took 360 bytes of memory for each of its own."""
    discussion = parse(b"x\n" * 90_000 + b"y\n\n" * 300_000)
    assert 100_000 <= len(discussion.article.paragraph_spans) < 110_000
    assert sum(end - start for start, end in discussion.article.paragraph_spans) > 900_000
    assert 100_000 <= len(sentences(discussion)) < 101_000
    assert [note.kind for note in discussion.receipt.notes if note.kind == "paragraphs"] == ["paragraphs"]
    assert list(byte_spans(discussion))[-1].end == discussion.file.size
