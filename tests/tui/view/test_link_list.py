"""All links of a discussion: collected from text and from behind words, by domain, and the sheet of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from harness.discussions import Post, make_discussion
from harness.fake_host import comments_of, open_session, press
from thread_parsers.bodies import Link
from thread_reader.view.link_list import LinkList, collect_steps, domain_of, path_of
from thread_reader.view.link_sheet import LinkSheet

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

PAGE = (
    ("Ann", -1, "See https://town.example/minutes/4 and [the fees](https://www.town.example/fees.pdf)."),
    ("Bo", 0, "https://town.example/minutes/4 again: https://town.example/minutes/4, and javascript:alert(1)"),
    ("Cy", 0, "![the sign](https://pics.example/sign) https://pics.example/b.PNG"),
    ("", -1, "mail mailto:info@council.example or https://zürich.example/ä and a photograph"),
)


def links_of(discussion: Discussion) -> LinkList:
    links = LinkList(discussion.columns)
    for _ in collect_steps(discussion, links):
        pass
    return links


def drawn(sheet: LinkSheet, width: int = 80) -> list[str]:
    """The lines without their widths."""
    rows = [sheet.line(line, width) for line in sheet.lines]
    return [
        " | ".join(filter(None, [*(cell.text for cell in row.before), *(text for text, _ in row.words), row.after]))
        for row in rows
    ]


def test_links_stand_by_domain_with_words_times_and_people() -> None:
    page = comments_of(*PAGE)
    words = page.text.read(0, 10_000).index(b"a photograph")
    page.columns.links[3] = (Link(words, words + 12, "https://pics.example/large.jpg"),)
    sheet = LinkSheet(page, links_of(page))
    assert drawn(sheet) == [
        "town.example | 4 · 2 people", "/minutes/4 | ×3 | Ann, Bo", "the fees | Ann",
        "council.example | 1", "info@council.example", "xn--zrich-kva.example | 1", "/ä",
    ]  # fmt: skip
    assert sheet.facts == "4 links · 3 domains · Tab: 3 images"
    assert sheet.status(1) == "→ https://www.town.example/fees.pdf"
    assert sheet.turn_over()
    assert drawn(sheet) == [
        "pics.example | 3 · 1 person", "the sign | Cy", "/b.PNG | Cy", "a photograph",
    ]  # fmt: skip
    assert "javascript" not in " ".join(links_of(page).entries)


def test_a_page_with_images_only_lists_them_at_once() -> None:
    page = comments_of(("Ann", -1, "https://pics.example/a.png"))
    sheet = LinkSheet(page, links_of(page))
    assert sheet.heading == "Images"
    assert not sheet.turn_over()


@pytest.mark.parametrize(
    ("address", "domain", "path"),
    [
        ("https://www.a.example/x%20y?z=%E2%80%AE1#f", "a.example", "/x y?z=␦1#f"),
        ("https://a.example", "a.example", "/"),
        ("https://user@a.example:8080/p", "a.example", "/p"),
        ("mailto:Bo@A.example?subject=x", "a.example", "Bo@A.example"),
    ],
)
def test_domain_and_path(address: str, domain: str, path: str) -> None:
    assert (domain_of(address), path_of(address)) == (domain, path)


def test_the_keys_of_the_sheet() -> None:
    async def play() -> None:
        session, host = open_session(comments_of(*PAGE))
        press(session, "L")
        await session.scheduler.wait()
        sheet = host.list
        assert isinstance(sheet, LinkSheet)
        assert sheet.press("enter") is False
        assert [choice.value for choice in host.choices] == ["https://town.example/minutes/4"]
        assert sheet.press("y") is False
        assert host.clipboard == "https://town.example/minutes/4"
        sheet.move(1)
        assert sheet.press("f") is True
        assert session.reader.filter.text == "link:https://www.town.example/fees.pdf"
        assert list(session.reader.visible) == [0]
        assert sheet.press("x") is None

    asyncio.run(play())


def test_a_page_without_links_says_so() -> None:
    async def play() -> None:
        session, host = open_session(comments_of(("Ann", -1, "None here.")))
        press(session, "L")
        await session.scheduler.wait()
        assert host.list is None
        assert session.message == "no link on this page that can be opened"

    asyncio.run(play())


def test_as_many_steps_for_one_long_comment_as_for_many() -> None:
    """A comment of many links is collected in steps, too."""
    one = comments_of(("Ann", -1, "https://a.example/x " * 5000))
    assert sum(1 for _ in collect_steps(one, LinkList(one.columns))) > 50


def test_links_of_the_article_are_listed_too() -> None:
    page = make_discussion(
        [Post("Ann", "Compare https://town.example/plan with ours.")],
        article=["See https://town.example/plan.", "And [the map](https://maps.example/bay)."],
    )
    page.complete = True
    sheet = LinkSheet(page, links_of(page))
    assert drawn(sheet) == [
        "town.example | 2 · 1 person", "/plan | ×2 | article, Ann", "maps.example | 1", "the map | article",
    ]  # fmt: skip
    assert sheet.facts == "2 links · 2 domains"
    page.complete = False
    assert LinkSheet(page, links_of(page)).facts == "2 links · 2 domains · so far"


def test_no_comment_is_filtered_by_a_link_that_only_the_article_has() -> None:
    async def play() -> None:
        page = make_discussion([Post("Ann", "None here.")], article=["See https://town.example/plan."])
        page.complete = True
        session, host = open_session(page)
        press(session, "L")
        await session.scheduler.wait()
        assert host.list is not None
        assert host.list.press("f") is True
        assert session.reader.filter.text == ""
        assert session.message == "only the article has this link"

    asyncio.run(play())
