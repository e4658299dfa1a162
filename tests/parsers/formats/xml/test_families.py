"""XML families: each case is a file and the discussions that it must become, in tests/cases/xml."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.trees import all_as_written, case
from thread_parsers.reading import parse, read_all
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

CASES = sorted((Path(__file__).parents[3] / "cases" / "xml").glob("*.txt"))
FAMILIES = {"feed": "feed", "generic": "xml", "outline": "xml", "stackexchange": "stackexchange-dump"}
"""The format of a case by the first word of its name, where they differ."""


@pytest.mark.parametrize("path", [path for path in CASES if path.stem[:4] != "not_"], ids=lambda path: path.stem)
def test_a_file_becomes_the_discussions_of_its_case(path: Path) -> None:
    page, tree = case(path)
    parts = read_all(BufferSource(page))
    family = path.stem.partition("_")[0]
    assert {part.format for part in parts} == {FAMILIES.get(family, family)}
    assert all_as_written(parts) == tree


@pytest.mark.parametrize("path", [path for path in CASES if path.stem[:4] == "not_"], ids=lambda path: path.stem)
def test_what_is_not_xml_is_left_to_other_formats(path: Path) -> None:
    page, _ = case(path)
    source = BufferSource(page)
    assert source.sniffed.container != "xml"
    assert parse(page).format not in ("xml", *FAMILIES.values())


ENTRY = '<entry><thr:in-reply-to ref="a1"/><author><name>Ines</name></author><content>Hemp.</content></entry>'
COMMENT = "<comment>{}<user>Ines</user><text>Hemp.</text><replies>{}</replies></comment>"
INNER, INNER_WITH_ID = COMMENT.format("", ""), COMMENT.format("<id>8</id>", "")


def read_xml(xml: str) -> Discussion:
    (part,) = read_all(BufferSource(f'<?xml version="1.0"?>\n{xml}'.encode()))
    return part


def feed(entries: str) -> str:
    thr = "http://purl.org/syndication/thread/1.0"
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="{thr}">{entries}</feed>'


@pytest.mark.parametrize(
    ("xml", "ids"),
    [
        (feed(2 * ENTRY), [None, None]),
        (f"<board>{2 * COMMENT.format('', INNER)}</board>", 4 * [None]),
        (f"<board>{2 * COMMENT.format('<id>7</id>', INNER_WITH_ID)}</board>", ["7", "8", "7", "8"]),
    ],
    ids=["feed", "nested", "nested with ids"],
)
def test_comments_have_the_ids_that_the_file_states_and_no_others(xml: str, ids: list[str | None]) -> None:
    assert [comment.site_id for comment in read_xml(xml).comments] == ids


def test_only_the_words_between_the_marks_of_reddit_are_the_comment_however_many_marks_there_are() -> None:
    entry = (
        '<entry><id>t1_b</id><link href="https://www.reddit.com/r/rope/comments/a/x/b/"/>'
        "<author><name>/u/ines</name></author><content>{}</content></entry>"
    )
    start, end = "&lt;!-- SC_OFF --&gt;", "&lt;!-- SC_ON --&gt;"
    words = f"before {start}&lt;p&gt;Hemp.&lt;/p&gt;{end} after"
    page = read_xml(feed(entry.format(words) + entry.format(50_000 * start + "Hemp.")))
    assert [comment.segments[0].text.strip() for comment in page.comments] == ["Hemp.", "Hemp."]


def test_of_a_page_with_a_long_history_the_last_revision_is_read() -> None:
    def revision(text: str) -> str:
        return f"<revision><id>1</id><timestamp>x</timestamp><model>wikitext</model><text>{text}</text></revision>"

    signed = "[[User:Ada|Ada]] 10:00, 5 May 2021 (UTC)"
    history = "".join(revision(f"== Clay ==\nOld {at}. {signed}\n") for at in range(2000))
    pages = (
        f"<page><title>Talk:One</title>{history}{revision(f'== Clay =={chr(10)}New. {signed}')}</page>"
        f"<page><title>Talk:Two</title>{revision(f'Unsigned.{chr(10)}== Tin =={chr(10)}Cold. {signed}')}</page>"
    )
    xml = f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/">{pages}</mediawiki>'
    one, two = read_all(BufferSource(xml.encode()))
    assert [segment.text for comment in one.comments for segment in comment.segments] == ["New."]
    assert one.article.paragraph_spans == [], "the words of another page are not here"
    assert [two.text.text(*span) for span in two.article.paragraph_spans] == ["Unsigned."]
