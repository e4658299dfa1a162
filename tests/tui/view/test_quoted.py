"""Which comment lines are quoted from."""

from __future__ import annotations

import pytest

from harness.fake_host import comments_of
from thread_parsers.source.source import BufferSource
from thread_reader.view.quoted import MAX_ANCESTOR_BYTES, MAX_BYTES, MAX_EARLIER_BYTES, Quoted, QuotedComments

DISCUSSION = comments_of(
    ("Zoë", -1, "An earlier comment says that the ferry to the islands is late again."),
    ("Tom", -1, "The plan needs *thirty* drivers,\nand we have a few.\nYes!\n日本語の文章です。"),
    ("Ann", 1, "> The plan needs thirty drivers\n\nIt does not. 42"),
    ("", 2, "Nobody has a name here, which is fine."),
    ("Bo", 3, "Quotes go here."),
)


@pytest.mark.parametrize(
    ("lines", "quoted"),
    [
        (["the plan needs thirty DRIVERS, and we have a few."], Quoted(1, "Tom")),
        (["The plan needs thirty drivers", "No, it has them."], Quoted(1, "Tom")),
        (["drivers", "a", "It does not. 42"], Quoted(2, "Ann")),
        (["... plan needs [...] thirty drivers, and we..."], Quoted(1, "Tom")),
        (["yes"], Quoted(1, "Tom")),
        (["日本語の文章"], Quoted(1, "Tom")),
        (["nobody has a name"], Quoted(3, "comment 4")),
        (["a comment says that the ferry to the islands"], None),
        (["comment says that the ferry to the islands"], Quoted(0, "Zoë")),
        (["the ferry is late"], None),
        (["drivers"], None),
        (["...", "> "], None),
        ([], None),
    ],
)
def test_it_is_the_nearest_parent_with_the_words_or_an_earlier_comment(lines: list[str], quoted: Quoted | None) -> None:
    assert QuotedComments(DISCUSSION).find(4, lines) == quoted


def test_a_mail_that_is_repeated_below_its_head_is_not_in_own_words() -> None:
    mails = comments_of(
        ("Zoë", -1, "The ferry to the islands is late."),
        ("Tom", 0, "So it is.\n\nFrom: Zoë\nSent: Monday\nThe ferry to the islands is late."),
        ("Ann", 1, "> The ferry to the islands is late."),
    )
    mails.columns.addresses.update(dict.fromkeys(range(3), "a@example.org"))
    assert QuotedComments(mails).find(2, ["The ferry to the islands is late."]) == Quoted(0, "Zoë")
    assert QuotedComments(mails).find(2, ["So it is."]) == Quoted(1, "Tom")


def test_the_margin_of_a_comment_is_no_quote_mark() -> None:
    inside = comments_of(
        ("Zoë", -1, "> The ferry to the islands is late.\n> > Who says so? The harbour office."),
        ("Tom", 0, "So it is."),
    )
    inside.columns.margin[0] = len("> ")
    assert QuotedComments(inside).find(1, ["The ferry to the islands"]) == Quoted(0, "Zoë")
    assert QuotedComments(inside).find(1, ["The harbour office"]) is None


class CountingSource(BufferSource):
    """A source that counts the bytes that are read."""

    count = 0

    def read(self, start: int, end: int) -> bytes:
        self.count += end - start
        return super().read(start, end)


@pytest.mark.parametrize(
    ("is_chain", "line", "most"),
    [
        (True, "the islands are late", MAX_ANCESTOR_BYTES),
        (False, "the ferry to the islands is late", MAX_EARLIER_BYTES),
    ],
    ids=["parents", "earlier"],
)
def test_a_quote_found_nowhere_reads_a_limited_number_of_bytes(is_chain: bool, line: str, most: int) -> None:
    body = "Nobody says so. " * (MAX_BYTES // 16)
    count = 4 * most // MAX_BYTES
    comments = comments_of(*[("Zoë", row - 1 if is_chain else -1, body) for row in range(count)])
    comments.text = source = CountingSource(comments.file.read(0, comments.file.size))
    assert QuotedComments(comments).find(count - 1, [line]) is None
    assert most - MAX_BYTES <= source.count <= most
