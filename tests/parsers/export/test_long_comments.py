"""One long comment is written in many small pieces, and as if it were written at once."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from harness.work import largest_step, most_freed
from thread_parsers.export.html.words import body
from thread_parsers.export.markdown import block, line
from thread_parsers.export.writers import WRITERS
from thread_parsers.reading import parse
from thread_parsers.text.text_pieces import PIECE_CHARS, batches, in_pieces, line_runs, whole_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.discussion.discussion import Discussion

    Build = Callable[..., Discussion]

LARGE = 40_000
MAX_PIECE_CHARS = 8 * PIECE_CHARS
"""All of Markdown's signs are escaped, and `"` is six characters of HTML."""
MAX_CALLS, MAX_FREED = 20_000, 20_000
LONG: dict[str, str] = {
    "lines": "Tea at the pier, 3.\n",
    "short lines": "x\n",
    "one line": "Tea at the pier. ",
    "one word": "tea",
    "signs": '_a_`*["<&',
    "segments": "tea\n---\n",
    "addresses": "http://example.org/tea ",
    "quotes": "> tea\nTea.\n",
    "marks": "e\u0301",
    "no width": "\u200b",
}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("words", LONG.values(), ids=LONG)
def test_no_step_writes_all_of_a_long_comment_or_paragraph(build: Build, words: str, form: str) -> None:
    text = "Tea\n" + words * (LARGE // len(words)) + "\nend"
    discussion = build("Tea", [text], [{"body": text}])

    def pieces() -> Iterator[str]:
        # The stats in a page for browsers are counted elsewhere.
        return body(text, is_mail=False) if form == "html" else WRITERS[form].write(discussion, range(1))

    assert max(map(len, pieces())) <= MAX_PIECE_CHARS
    assert largest_step(batches(pieces())) <= MAX_CALLS


@pytest.mark.parametrize("form", ["txt", "md", "csv", "jsonl"])
def test_no_step_writes_thousands_of_short_comments(build: Build, form: str) -> None:
    discussion = build("Tea", [], [{"body": "t"}] * 2_000)
    assert largest_step(batches(WRITERS[form].write(discussion, range(2_000)), 4096)) <= MAX_CALLS


WHOLE = [
    "\n".join(("  *tea* _a_b_ 3. " * at + f"\n> {at}")[: 40 * at] for at in range(120)),
    "1. " + "a_b*[c]_ " * 900 + "\n\n\n" + "- " + "_" * 5000 + " \t\n" * 3000 + "end",
    "\n".join(["> tea", "", "> cake", "tea", "-- ", "Ada", ""] * 600) + "x",
]


@pytest.mark.parametrize("text", WHOLE, ids=range(len(WHOLE)))
def test_a_long_text_is_written_as_it_would_be_at_once(build: Build, text: str) -> None:
    discussion = build("Tea", [], [{"body": text}, {"body": text, "parent": 0}])
    (shown, _) = (segments.segments[0].text for segments in discussion.comments)
    written = {name: "".join(writer.write(discussion, range(2))) for name, writer in WRITERS.items()}

    assert [comment["segments"] for comment in json.loads(written["json"])["comments"]] == [[shown]] * 2
    assert [json.loads(row)["segments"] for row in written["jsonl"].splitlines()] == [[shown]] * 2
    assert [row["text"] for row in csv.DictReader(io.StringIO(written["csv"], newline=""))] == [shown] * 2
    indented = "".join(f"  {each}\n" if each else "\n" for each in shown.split("\n"))
    assert written["txt"].endswith(f"\n{shown}\n\n  Ann\n{indented}")

    lines = [line(each.rstrip()) for each in shown.split("\n")]
    breaks = (each + "  " if each and after else each for each, after in zip(lines, [*lines[1:], ""], strict=True))
    markdown = "\n".join(breaks)
    assert block(shown) == markdown
    quoted = "".join(f"> {each}\n" if each else ">\n" for each in markdown.split("\n"))
    assert written["md"].endswith(f"\n\n{markdown}\n\n> ### 2. Ann\n>\n{quoted}")


def test_an_element_of_html_goes_on_from_one_piece_to_the_next() -> None:
    quotes = "> tea\n" * PIECE_CHARS
    (before, after), words = ('<blockquote dir="auto">', "</blockquote>"), quotes.replace(">", "&gt;").strip("\n")
    assert "".join(body(quotes + "\n", is_mail=False)) == f"{before}{words}{after}"
    long = f"{'tea ' * PIECE_CHARS}www.example.org. {'tea ' * PIECE_CHARS}"
    (page,) = ("".join(body(long, is_mail=False)),)
    assert page.count("<a ") == page.count("<p ") == 1
    assert '<a href="https://www.example.org" rel="noreferrer noopener">www.example.org</a>. tea' in page


@pytest.mark.parametrize("text", ["", "\n", "tea", "a\n" * 5000, "\n" * 5000, "x" * 5000 + "\n\ny", "y\n" + "x" * 5000])
def test_pieces_are_the_whole_text(text: str) -> None:
    runs = list(line_runs(text))
    assert "\n".join(text[start:end] for start, end in runs) == text
    assert all(end - start <= PIECE_CHARS or "\n" not in text[start:end] for start, end in runs)
    assert (
        "".join(in_pieces(text)) == "".join(batches(in_pieces(text))) == "".join(whole_lines(in_pieces(text))) == text
    )
    assert all(each.endswith("\n") for each in list(whole_lines(in_pieces(text)))[:-1])


def test_the_ancestors_of_a_comment_are_not_freed_at_once() -> None:
    same = {"author": "Ada", "created": "2025-12-24 06:14", "body": "tea"}
    chain = [{"id": at, "parent_id": at - 1 or None} | same for at in range(1, 4_001)]
    discussion = parse(json.dumps([*chain, {"id": 4_001} | same]))
    assert max(discussion.columns.depth) > 3_000
    assert most_freed(WRITERS["html"].write(discussion, range(len(discussion.columns)))) <= MAX_FREED
