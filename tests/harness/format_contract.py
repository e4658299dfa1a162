"""What every format promises, as code: each promise is a function that takes a `Format` and raises where it is broken.

`tests/parsers/formats/test_contract.py` holds all built-in formats to them. A plug-in can be tested in the same way:
`for promise in PROMISES: promise(MY_FORMAT)`.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from hypothesis import example, given, settings
from hypothesis import strategies as st

from harness.work import lines_executed
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.receipt_spans import byte_spans, line_spans
from thread_parsers.formats import Likeness
from thread_parsers.source.source import BufferSource
from thread_parsers.source.stamp import Stamp
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thread_parsers.discussion.columns import Columns
    from thread_parsers.formats import Format

ROOT = Path(__file__).parents[2]
NAME, STAMP = "a page.txt", Stamp(1, 2, 3, 4)

PAGES = [
    *(path.read_bytes() for path in sorted((ROOT / "samples").glob("[a-z]*.[tm]*"))),
    *(
        path.read_bytes().partition(b"~~~ page\n")[2].partition(b"~~~ tree\n")[0]
        for folder in ("[cgjp]*", "html", "wikitext")
        for path in sorted((ROOT / "tests" / "cases").glob(f"{folder}/*.txt"))
    ),
]
"""Pages of every kind that we have."""

SCRAPS = [
    "Ada\n· 2025-12-24 06:14\n", "Reply0\n", "Ada · 3h\n", "Bo — 2025-12-24 06:14\n", "On 2025-12-24, Dee wrote:\n",
    "> ", ">> ", "    ", "@Ada hi\n", "---\n", "Comment\n0/400\n", "3 comments\n", "Cy:\n", "tea\n",
    "[12:03] ada: hi\n", "12/03/24, 18:20 - Bo: hi\n", "12:03 <cy> hi\n", "--- Day changed Wed Mar 06 2024\n", "\u200e",
    "> **Ada** · [2025-12-24](x) · 3 points\n>\n", "---\ntitle: tea\nsource: http://x\n---\n", "## Comments\n\n",
    "\n", " \n", "\r",
    '<post dsq:id="1"><message>', "</post>", "<item><wp:comment>", '<row PostTypeId="2" Body="tea" />',
    "<entry><id>t1_a", "<thread>", "<![CDATA[", "]]>", "&#0;", "&lol;", "<!DOCTYPE a [<!ENTITY lol 'tea'>",
    '<?xml version="1.0"?>',
    '{"id": 1, "type": "story", "title": "tea", "kids": [2, "3", null, {}, 1e999, "\\ud800"]}\n',
    '{"id": "a", "link_id": "t3_b", "parent_id": "t1_a", "body": "tea &lt;", "created_utc": "1e9", "edited": []}\n',
    '{"id": 36, "link_id": 9, "parent_id": {}, "body": null, "author": 3}\n', '{"comments": [',
    '{"body": {}, "replies": [',
    '{"id": 1, "schema": "thread-reader/1", "segments": ["tea", "\\udc80"], "inferred": ["time"], "time_text": "3h"}\n',
    '{"objectID": "2", "_tags": ["comment"], "parent_id": 2, "story_id": [], "comment_text": {}, "created_at": 7}\n',
    '{"children": [{"type": {}, "author": [], "text": "<p>tea", "points": 99999999999999999999, "id": true},',
    '"children": null, "text": 5}', '"text": "tea \\ud800", "text": "', '{"hits": [',
    '[{"id": 2, "parent": 1, "by": 3}, ',
    '{"messages": [', '{"type": "service", "id": 1, "text": [{"text": 5}, null, "tea"], "reply_to_message_id": {}}, ',
    '{"ts": "1.5", "thread_ts": 7, "blocks": [[{"elements": [{"text": "tea"}, 1]}]], "reactions": [{"count": 1e999}]}',
    '{"items": [{"answer_id": [], "owner": 1, "comments": [{"comment_id": 2}]}, {"question_id": {}, "answers": ',
    '{"snippet": {"topLevelComment": {"snippet": {"authorChannelId": 5}}, "totalReplyCount": -1}}, ',
    "From a@b\nFrom: Ada <a@b>\nDate: x\n\ntea\n\n", 'Content-Type: multipart/mixed; boundary="b"\n\n', "--b\n",
    '{"a": [', '{"author": "Ada", "text": ', '"text": "tea"}, ', '"comments": [', '{"id": 1, "parent": 1, ',
    '"body": {', '"user": null, ', '"replies": [[', '"created_at": 1e999, ', "[{", "}, {", "123456789012345678901, ",
    '"\\ud83d", ', "]}", "<div>", "</div>", "From a@b Mon Jan  1 00:00:00 2025\n", "\x00", "\ufeff", "é", "\ud800",
    "<!DOCTYPE html><html>", "<ul><li class=comment id=comment-1><b class=fn>Ada</b>",
    "<time datetime=2025-12-24T06:14:00Z>",
    '<tr class="athing comtr"><td class="ind" indent="2">', '<a class="hnuser">bo</a>', "<div class=commtext>tea",
    '<li class="message" data-author="Ada">', '<div class=post><p class="author"><strong>Cy</strong> » 3 May 2025',
    '<div class="messageText">', "<shreddit-comment depth=1 author=x>", "<div<div", '<a b="', "<![CDATA[", "<!--",
    "-->", "<script>", "</script>", "</li>", "</b></b>", "&#x110000;", "<table class=fatitem>", "<article>",
    "<img alt=x>",
    "[[User:Ada|Ada]] 12:34, 5 May 2021 (UTC)\n", ":*[[User talk:Bo|", "== Clay ==\n", "{{od}}", "{{unsigned|Bo}}\n",
    "{{hat}}\n", "<nowiki>", "</nowiki>", " (UTC)", "[[:de:Benutzer:", "]]", "5 mai 2021 à 12:34 (CEST)\n", "{{", "}}",
]  # fmt: skip
"""Bits of pages of many formats."""

ANY_BYTES = st.binary(max_size=400) | st.lists(
    st.sampled_from(SCRAPS).map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=8), max_size=40
).map(b"".join)

DEEP = 100_000
NESTED = (
    *(
        opening * (DEEP // 2)
        for opening in (
            b"[",
            b'{"a":',
            b'[{"comments":',
            b"<div>",
            b"(",
            b"</b>",
            b"{{",
            b">",
            b"> > ",
            b"[[",
            b"{{a|",
            b"[[User:",
        )
    ),
    b"<html>" + b"<li class=comment><cite>" * (DEEP // 5),
    b"<html>" + b'<tr class="athing comtr"><td>' * (DEEP // 5),
    b"<html>" + b"<div class=post><p class=author>" * (DEEP // 5),
    b"<html>" + b"<article><a class=author>" * (DEEP // 5),
    b"".join(b"%s> tea\n" % (b">" * depth) for depth in range(1000)),
)
"""Pages that nest as deep as they can, whatever they nest."""

GROWING = (
    b"tea\n", b"\n", b"x", b"---\n", b"tea\n---\n", b"> tea\n", b"0/400\n", "Ada · 3h\nTea.\n".encode(),
    b"[12:03] Ada: tea\n", b"12/03/24, 18:20 - Bo: tea\n", b"12:03 <cy> tea\n",
    "> **Ada** · [2025-12-24](x)\n".encode(), "Ada\n· 2025-12-24 06:14\nTea.\nReply0\n".encode(),
    "Ada\n· 3h ago\nTea.\nReply0\n".encode(), b"Cy:\ntea\n\n", b'{"a": 1}\n', b'{"author": "Ada", "text": "tea"}\n',
    b"From a@b\nFrom: Ada <a@b>\nDate: x\n\ntea\n\n", b'--b\nContent-Type: multipart/mixed; boundary="b"\n\n',
    b'[{"slackdump_thread_replies": [{"text": ""}',
    b'[{"a": ', b"<p>tea</p>\n", b"<item><title>tea</title><wp:comment></wp:comment></item>\n", b"<a><b",
    b'<row PostTypeId="2" Body="tea" />\n', b"<entry><id>t1_a</id><content>tea</content></entry>\n",
    b"<post><message>tea</message></post>\n",
    b"<div<div", b"<a b='", b"<![CDATA[", b"</b>",
    b"<li class=comment><b class=fn>Ada</b>",
    b"<tr class='athing comtr'><td><a class=hnuser>x</a>",
    b"<li class=message data-author=Ada><div class=messageText>tea",
    b"<div class='post answer'><time class=timeago>", b"<title>", b"<h1>",
    b":Tea. [[User:Ada|Ada]] 12:34, 5 May 2021 (UTC)\n", b"{{od}}x [[User:A]] 12:34, 5 May 2021 (UTC)\n", b"== x ==\n",
    b"[[User:", b" 12:34, 5 May 2021 (UTC)", b"[[User:A]] 12:34, 5 May 2021 (UTC)", b"{{unsigned|", b"<nowiki>",
    b"<!-- x -->", b"== x ==\nTea [[User:A]] 12:34, 5 May 2021 (UTC)\n", b"{{hat}}\n", b":", b"[[a:b]]&nbsp;(UTC)",
    b"[[User:A]] 25:00, 5 May 2021 (UTC)\n",
    b"<article><p class=author>",
)  # fmt: skip
"""What pages are made of that grow: the time to read one must grow no faster than the page."""

FEW = 200
"""Comments up to which the tree is checked at every step."""
PARTS_OF_HTML = 4
MAX_GROWTH = 2.2
"""How many times as much work a page of twice the length may take."""
PAGE_BYTES = 1 << 16
"""A page for counting the bytes that are read."""
TRACED_BYTES = 1 << 13
"""A page for counting executed lines, which makes them many times slower."""
TRACED_EXTRA = 5_000
"""Executed lines that are not counted: caches that are filled, imports."""
JUDGED_BYTES, LARGE_BYTES = 1 << 20, 1 << 22
"""How much of a large page may be read to judge it."""


class CountingSource(BufferSource):
    """A source that counts the bytes that are read from it."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data, NAME)
        self.stamp = STAMP
        self.bytes_read = 0

    def read(self, start: int, end: int) -> bytes:
        piece = super().read(start, end)
        self.bytes_read += len(piece)
        return piece


def judges_by_a_part(format_: Format) -> None:
    """A large page is judged by a bounded part of it."""
    for piece in GROWING:
        source = CountingSource(piece * (LARGE_BYTES // len(piece)))
        format_.likeness(source)
        assert source.bytes_read <= JUDGED_BYTES, f"{source.bytes_read} bytes read to judge a page of {piece!r}"


def reads_any_bytes(format_: Format) -> None:
    """Any bytes are judged and read, without an error and without a byte lost."""

    @settings(max_examples=settings().max_examples, deadline=None, report_multiple_bugs=False)
    @given(ANY_BYTES)
    @example(b"")
    def check(page: bytes) -> None:
        assert_kept(format_, page)

    check()


def reads_cut_pages(format_: Format) -> None:
    """A page that is cut off at any byte is a page."""
    page = min(PAGES, key=len)
    for end in range(len(page)):
        assert_kept(format_, page[:end])

    @settings(max_examples=settings().max_examples, deadline=None, report_multiple_bugs=False)
    @given(st.sampled_from(PAGES), st.floats(0, 1))
    def check(page: bytes, part: float) -> None:
        assert_kept(format_, page[: round(part * len(page))])

    check()


def reads_whole_pages(format_: Format) -> None:
    """Every page that we have is read, those of other formats too."""
    for page in PAGES:
        assert_kept(format_, page)


def _share(format_: Format, pages: Sequence[bytes]) -> Sequence[bytes]:
    """The pages that a format is tried with. Formats of HTML are rows of one table that is read by one reader: each of
    them is tried with a part of the pages, and `html` with all."""
    if format_.container != "html" or format_.name == "html":
        return pages
    return pages[crc32(format_.name.encode()) % PARTS_OF_HTML :: PARTS_OF_HTML]


def reads_deep_nesting(format_: Format) -> None:
    """Nesting as deep as a page allows is read without recursion."""
    for page in _share(format_, NESTED):
        assert_kept(format_, page)


def works_in_proportion(format_: Format) -> None:
    """Twice the page is at most about twice the work: bytes that are read, and lines of Python that are executed."""
    for piece in _share(format_, GROWING):
        small, large = (_lines_executed(format_, piece * (times * TRACED_BYTES // len(piece))) for times in (1, 2))
        assert large <= MAX_GROWTH * small + TRACED_EXTRA, f"executes {small} lines, then {large}, for {piece!r}"
        small, large = (_bytes_read(format_, piece * (times * PAGE_BYTES // len(piece))) for times in (1, 2))
        assert large <= MAX_GROWTH * small, f"reads {small} bytes, then {large}, of pages of {piece!r}"


PROMISES: tuple[Callable[[Format], None], ...] = (
    judges_by_a_part, reads_any_bytes, reads_cut_pages, reads_whole_pages, reads_deep_nesting, works_in_proportion,
)  # fmt: skip
"""All promises. Errors of the format come through as they are; else an AssertionError says what is not kept."""


def assert_kept(format_: Format, page: bytes) -> Discussion:
    """Read a page, and check all that holds for the result whatever the page is."""
    source = CountingSource(page)
    likeness = format_.likeness(source)
    assert isinstance(likeness, Likeness)
    assert 0 <= likeness.score <= 1, "the score is not one from 0 to 1"
    assert likeness.reason, "the likeness has no reason"
    if format_.likeness_in_steps is not None:
        assert run_to_end(format_.likeness_in_steps(source)) == likeness, "it is judged otherwise in steps"
    discussion = Discussion(source, format_.name)
    rows = 0
    for _ in format_.read(discussion):
        assert len(discussion.columns) >= rows, "comments disappear while the page is read"
        if rows < len(discussion.columns) < FEW:  # else checking at each step would be quadratic
            assert_tree(discussion.columns)
        rows = len(discussion.columns)
    assert_tree(discussion.columns)
    assert_tiles(discussion)
    assert_words_are_not_blank(discussion)
    assert discussion.file is source, "the file was replaced"
    return discussion


def assert_tree(columns: Columns) -> None:
    """Parents come before their replies, replies directly after their parent's branch, and all columns agree."""
    parents, depths, ends = columns.parent, columns.depth, columns.subtree_end
    count = len(columns)
    path: list[int] = []  # the last comment and its ancestors, from the article down
    for row in range(count):
        parent = parents[row]
        assert -1 <= parent < row, f"comment {row} comes before its parent"
        while path and path[-1] != parent:
            assert ends[path.pop()] == row, f"the branch before comment {row} does not end there"
        assert parent == (path[-1] if path else -1), f"comment {row} is not in the branch of its parent"
        assert depths[row] == len(path), f"the depth of comment {row} is wrong"
        path.append(row)
        places = [columns.start[row], columns.body_start[row], columns.body_end[row], columns.end[row]]
        assert places == sorted(places), f"the body of comment {row} is not inside of it"
        assert columns.author[row] < len(columns.author_names), f"comment {row} has an author without a name"
    assert not any(ends[row] for row in path), "a branch to which replies may still come has an end"
    assert all(0 <= row < count for row in (*columns.times_as_written, *columns.zones))


def assert_tiles(discussion: Discussion) -> None:
    """Every byte of the file is in one span; of a text file, in one comment or in one span around them."""
    columns, size = discussion.columns, discussion.file.size
    if discussion.origins is None:
        assert discussion.text is discussion.file, "the text is neither the file nor rendered from it"
        places = zip(columns.start, columns.end, strict=True)
        claimed = sorted([*places, *((span.start, span.end) for span in discussion.receipt.around)])
        assert all(start < end for start, end in claimed), "an empty span"
        assert all(one[1] <= two[0] for one, two in pairwise(claimed)), "a byte is claimed twice"
        assert all(one[1] == two[0] for one, two in pairwise(claimed)), "a byte is claimed by nothing"
        ends = (claimed[0][0], claimed[-1][1]) if claimed else (0, 0)
        assert ends == (0, size), "an end of the page is not claimed"
    else:
        places = zip(columns.file_start, columns.file_end, strict=True)
        assert all(0 <= start <= end <= size for start, end in places), "a comment is outside the file"
        assert all(end <= discussion.text.size for end in columns.end), "a comment is outside the text"
    spans = list(byte_spans(discussion))
    assert [span.start for span in spans] == [0, *(span.end for span in spans)][:-1] if spans else not size
    assert "unclaimed" not in {span.kind for span in spans}
    article = discussion.article
    for start, end in (*article.paragraph_spans, *filter(None, (article.title_span,))):
        assert 0 <= start < end <= discussion.text.size, "a span of the article is empty or outside the text"


def assert_words_are_not_blank(discussion: Discussion) -> None:
    """No line of words counts as blank or as nothing in the receipt.

    That happens where `body_end` is ahead of the line feed of the last line: the rest of the line is a blank one then,
    and the end of a line decides what it is.
    """
    if discussion.origins is not None:
        return
    lines = discussion.file.read(0, discussion.file.size).split(b"\n")
    for span in line_spans(discussion):
        if span.kind in ("blank", "unclaimed"):
            words = b"".join(lines[span.first - 1 : span.last]).strip(b" \t\r\v\f>")
            assert not words, f"lines {span.first} to {span.last} have words, and the receipt calls them {span.kind}"


def _bytes_read(format_: Format, page: bytes) -> int:
    source = CountingSource(page)
    format_.likeness(source)
    for _ in format_.read(Discussion(source, format_.name)):
        pass
    return source.bytes_read


def _lines_executed(format_: Format, page: bytes) -> int:
    return lines_executed(lambda: _bytes_read(format_, page))
