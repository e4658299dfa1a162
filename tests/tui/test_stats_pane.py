"""Stats and article lead to comments: every row, column and sentence is a filter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from thread_parsers.query import Matching, parse_query
from thread_parsers.reading import read
from thread_parsers.source.source import BufferSource
from thread_parsers.stats import steps, text_scan
from thread_reader.screens.picker import PickerScreen
from thread_reader.view.sentences import Sentences
from thread_reader.widgets.status import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import Stats
    from thread_reader.screens.reading_screen import ReadingScreen

    Reading = Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], ReadingScreen]]]

ARTICLE = (
    "Harbour to get a lighthouse made of recycled glass.\n"
    "The lighthouse will cost $4 million and use 900 tonnes of recycled bottles. The old tower stays. "
    "Fishermen asked for a foghorn instead.\n"
    "Reward\nComment\n0/400\n"
)
BODIES = (
    (
        "Ada",
        "2025-03-20 18:20",
        "Recycled bottles, 900 tonnes in a lighthouse?\n---\nA foghorn, fishermen say.",
    ),
    ("Ben", "2025-03-20 18:25", "Not $4 million, it is $40 million."),
    ("Ada", "2025-03-18 07:00", "I like towers."),
)
PAGE = ARTICLE + "".join(f"{name}\n· {time}\n{body}\nReply0\n" for name, time, body in BODIES)

LONGER = ARTICLE + "".join(
    f"Person{at % 9}\n· 2025-03-{20 - at // 9} 18:20\n{said}\nReply0\n"
    for at, said in enumerate(["I like tall towers.", "It cost 900 dollars.", "Not $4 million, it is $40 million."] * 6)
)


class CountingSource(BufferSource):
    """A source that counts the bytes it decodes."""

    decoded = 0

    def text(self, start: int, end: int) -> str:
        self.decoded += end - start
        return super().text(start, end)


@pytest.fixture
def reading(opened: Reading) -> Reading:
    """The running program on the page of these tests, or on another one."""
    return lambda page=PAGE, size=(120, 40): opened(page, size=size)


async def show_pane(pilot: Pilot[None], screen: ReadingScreen, pane: str) -> None:
    """Focus a pane."""
    await pilot.press(pane)
    screen.settle_keys()
    await pilot.pause()


def text_of(pilot: Pilot[None]) -> str:
    """The text on the screen."""
    return "\n".join(strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips())


def down_to(screen: ReadingScreen, row: int) -> list[str]:
    """The keys from the first row of the stats to another one."""
    return ["j"] * sum(each.is_stop for each in screen.stats.rows[:row])


async def test_every_query_of_the_pane_finds_something(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await show_pane(pilot, screen, "3")
        rows = screen.stats.rows
        queries = [row.query for row in rows] + [column.query for row in rows for column in row.columns]
        charts = [row.chart for row in rows if row.chart is not None]
        queries += [chart.query(0, len(chart.comments) - 1) for chart in charts]
        asked = {query for query in queries if query}
        assert {"about:1", "hour:18", "hour:>=0 hour:<=23"} <= asked
        for query in asked:
            assert len(Matching(screen.session.reader.discussion, parse_query(query)).all()), query


async def test_a_conflict_leads_to_the_author_of_the_other_figure(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await show_pane(pilot, screen, "3")
        rows = screen.stats.rows
        at = next(number for number, row in enumerate(rows) if any("$40 million" in part.text for part in row.parts))
        await pilot.press(*down_to(screen, at), "enter")
        assert list(screen.session.reader.visible) == [1]
        await pilot.press("escape")
        assert list(screen.session.reader.visible) == [0, 1, 2]


async def test_a_section_expands_and_collapses(reading: Reading) -> None:
    people = "".join(f"Person{at}\n· 2025-03-20 18:20\nI like towers.\nReply0\n" for at in range(60))
    async with reading(ARTICLE + people) as (pilot, screen):
        await show_pane(pilot, screen, "3")
        names = [row.parts[0].text.strip() for row in screen.stats.rows if row.parts]
        assert "60 people, 1 comment each." in names
        assert "Person59" not in names
        assert "Enter show" in text_of(pilot)
        at = next(number for number, row in enumerate(screen.stats.rows) if row.opens == "people")
        await pilot.press(*down_to(screen, at), "enter")
        assert "Person0 " in text_of(pilot)
        await pilot.press(*["j"] * 60, "enter")
        assert screen.session.reader.filter.text == 'user:"Person59"'
        await pilot.press("escape", *["k"] * 60, "enter")
        assert "Person59" not in [row.parts[0].text.strip() for row in screen.stats.rows if row.parts]


async def test_at_forty_columns_no_number_is_cut_off(reading: Reading) -> None:
    async with reading(size=(40, 24)) as (pilot, screen):
        await show_pane(pilot, screen, "3")
        drawn = text_of(pilot)
        assert "07:00 –" in drawn
        assert "18:25" in drawn
        said = " ".join("".join(part.text for part in row.parts).strip() for row in screen.stats.rows)
        assert "2 people · 4 segments 21 words · 1 min to read" in said
        assert "$40 million Ben, 10 times the article's $4 million" in said
        for row in filter(lambda row: row.query, screen.stats.rows):
            assert sum(len(part.text) for part in row.parts) <= 36


async def test_a_chart_column_is_selected_sideways_and_filters(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await show_pane(pilot, screen, "3")
        at = next(number for number, row in enumerate(screen.stats.rows) if len(row.columns) == 24 and not row.to_main)
        await pilot.press(*down_to(screen, at))
        assert text_of(pilot).count("18:00–18:59 · 2 comments") == 2  # in the heading and in the status line
        await pilot.press(*["h"] * 11)
        assert "07:00–07:59 · 1 comment" in text_of(pilot)
        await pilot.press("v", *["l"] * 10)
        assert "07:00–17:59 · 1 comment" in text_of(pilot)
        assert "[━━━━━━━━━]" in text_of(pilot)
        await pilot.press("escape", "h", *["h"] * 9, "enter")
        assert screen.session.reader.filter.text == "hour:7"
        assert list(screen.session.reader.visible) == [2]


async def test_a_sentence_filters_the_comments_about_it(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await show_pane(pilot, screen, "1")
        await pilot.press("j")
        assert "sentence 2 of 4 · 1 segment by 1 person" in text_of(pilot)
        await pilot.press("enter")
        assert screen.session.reader.filter.text == "about:2"
        assert list(screen.session.reader.visible) == [0]


async def test_a_sentence_without_replies_says_so(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await show_pane(pilot, screen, "1")
        await pilot.press("j", "j")
        assert "sentence 3 of 4 · no replies" in text_of(pilot)
        await pilot.press("enter")
        assert screen.session.reader.filter.text == ""


async def test_a_key_goes_from_a_segment_to_its_sentence(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await pilot.press("l", "j")
        assert screen.session.reader.place.segment == 1
        await pilot.press("a")
        assert screen.session.pane == "article"
        assert screen.session.reader.sentences.cursor == 3


async def test_a_comment_about_several_sentences_asks_which(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await pilot.press("a")
        assert isinstance(pilot.app.screen, PickerScreen)
        await pilot.press("down", "enter")
        assert screen.session.pane == "article"


async def test_a_comment_about_no_sentence_says_so(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await pilot.press("G", "a")
        assert screen.session.pane == "comments"
        assert "not about any sentence" in text_of(pilot)


async def test_a_click_on_the_article_puts_the_cursor_on_a_sentence(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        rows = text_of(pilot).split("\n")
        at = next(number for number, row in enumerate(rows) if "instead" in row)
        await pilot.click("#article", offset=(rows[at].index("instead"), at - 1))
        assert screen.session.reader.sentences.cursor == 3


async def test_a_click_beside_an_address_of_the_article_does_not_offer_it(reading: Reading) -> None:
    address = "example.org/fares"  # drawn without its scheme
    page = PAGE.replace("The old tower stays. ", f"\nSee https://{address}\n")
    async with reading(page, size=(160, 40)) as (pilot, screen):
        lines = [screen.article.render_line(y).text for y in range(screen.article.size.height)]
        row = next(y for y, line in enumerate(lines) if address in line)
        first = lines[row].index(address)
        offered = []
        for x in (first - 1, first, first + len(address) - 1, first + len(address), first + len(address) + 3):
            await pilot.click(screen.article, offset=(x, row))
            await pilot.pause()
            offered.append(isinstance(pilot.app.screen, PickerScreen))
            if offered[-1]:
                await pilot.press("escape")
        assert offered == [False, True, True, False, False]


async def test_the_cursor_of_the_article_stays_on_the_screen_when_it_scrolls(reading: Reading) -> None:
    async with reading(size=(50, 12)) as (pilot, screen):
        await show_pane(pilot, screen, "1")
        await pilot.press("G")
        assert screen.session.reader.sentences.cursor == 3
        await pilot.press("g")
        assert screen.session.reader.sentences.cursor == 0


async def test_steps_past_the_last_sentence_reach_the_end_of_the_article(reading: Reading) -> None:
    async with reading(size=(50, 9)) as (pilot, screen):
        await show_pane(pilot, screen, "1")
        steps = 0
        while screen.session.reader.sentences.cursor < 3 or steps < 12:
            await pilot.press("j")
            steps += 1
        bar = screen.article.bar()
        assert bar.size < 1  # the article does not fit
        assert bar.top + bar.size == 1


async def test_a_click_finds_its_sentence_among_wide_characters(reading: Reading) -> None:
    page = (
        "渡し船は今日も遅れた。市長は謝った。\nReward\nComment\n0/400\nTom\n· 2025-03-20 18:20\nTen minutes.\nReply0\n"
    )
    async with reading(page) as (pilot, screen):
        row = next(row for row in text_of(pilot).split("\n") if "渡し船" in row)
        gutter = row.index("渡")
        await pilot.click("#article", offset=(gutter + 2 * len("渡し船は今日も遅"), 0))
        assert screen.session.reader.sentences.cursor == 0
        await pilot.click("#article", offset=(gutter + 2 * len("渡し船は今日も遅れた。市"), 0))
        assert screen.session.reader.sentences.cursor == 1


def progress_of(discussion: Discussion) -> list[Stats]:
    """The stats that are shown while counting, and the final ones."""
    found: list[Stats] = []
    for stats in steps(discussion):
        if stats.seen and not (found and stats.same_parts(found[-1])):
            found.append(replace(stats))
    return found


async def test_a_section_says_how_many_comments_it_covers(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_scan, "FIRST_COMMENTS", 2)
    async with reading(LONGER) as (pilot, screen):
        await show_pane(pilot, screen, "3")
        assert "so far" not in text_of(pilot)
        screen.session.reader.stats = next(
            stats for stats in progress_of(screen.session.reader.discussion) if stats.seen == 4
        )
        screen.session.jobs.stats_counted()
        await pilot.pause()
        headings = {row.parts[0].text: row.parts[-1].text for row in screen.stats.rows if row.parts}
        assert headings["Figures"] == "  people, of 4 so far"
        assert headings["Figures that disagree"] == "  of 4 so far"
        assert "so far" not in headings["People"]


async def test_the_row_under_the_cursor_keeps_its_place(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_scan, "FIRST_COMMENTS", 2)
    async with reading(LONGER, size=(80, 24)) as (pilot, screen):
        first, *_, last = progress_of(screen.session.reader.discussion)
        await show_pane(pilot, screen, "3")
        screen.session.reader.stats = first
        screen.session.jobs.stats_counted()
        await pilot.pause()
        at = next(number for number, row in enumerate(screen.stats.rows) if row.query == 'value:"900 USD"')
        await pilot.press(*down_to(screen, at))
        before = len(screen.stats.rows), at - screen.stats.top
        screen.session.reader.stats = last
        screen.session.jobs.stats_counted()
        await pilot.pause()
        assert len(screen.stats.rows) > before[0]
        assert screen.stats.query_here == 'value:"900 USD"'
        assert screen.stats.cursor - screen.stats.top == before[1]


async def test_a_sentence_has_no_replies_only_once_all_comments_are_counted(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_scan, "FIRST_COMMENTS", 2)
    async with reading(LONGER) as (pilot, screen):
        await show_pane(pilot, screen, "1")
        await pilot.press("j", "j")
        assert "no replies" in text_of(pilot)
        screen.session.reader.stats = progress_of(screen.session.reader.discussion)[0]
        screen.session.jobs.stats_counted()
        assert "no replies · of 2 comments so far" in text_of(pilot)
        await pilot.press("enter")
        assert "still being counted" in text_of(pilot)
        await show_pane(pilot, screen, "2")
        await pilot.press("G", "a")
        assert "still being counted" in text_of(pilot)


@pytest.mark.parametrize("sentence", ["The ferry is late. ", "渡し船は遅れた。", ". . . "])
def test_locating_the_sentences_of_a_long_paragraph_reads_it_at_most_three_times(sentence: str) -> None:
    page = sentence * 500 + "\nReward\nComment\n0/400\nTom\n· 2025-03-20 18:20\nTen minutes.\nReply0\n"
    source = CountingSource(page.encode())
    discussion = read(source)
    source.decoded = 0
    placed = Sentences(discussion).all
    assert source.decoded <= 3 * len(page.encode())
    assert [each.number for each in placed] == list(range(1, len(placed) + 1))


async def test_a_few_comments_have_no_charts_and_nobody_is_no_person(reading: Reading) -> None:
    page = ARTICLE + "".join(f"\n· 2025-03-20 18:2{at}\nI like towers.\nReply0\n" for at in range(2))
    async with reading(page, size=(80, 40)) as (pilot, screen):
        await show_pane(pilot, screen, "3")
        headings = {row.parts[0].text for row in screen.stats.rows if row.parts and row.parts[0].role == "heading"}
        assert not headings & {"People", "Who answers whom", "When", "Hour of day", "Length"}


def title_of(screen: ReadingScreen) -> str:
    return "".join(piece.text for piece in screen.query_one("#stats-title", StatusLine).pieces(100))


def heads(screen: ReadingScreen) -> dict[str, str]:
    """The first rows of the stats: what they begin with, to their text."""
    found = {
        row.parts[0].text.strip(): "".join(part.text for part in row.parts) for row in screen.stats.rows if row.parts
    }
    return {name: " ".join(text.split()) for name, text in found.items()}


async def test_the_stats_follow_the_filter_and_rows_narrow_it(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        session = screen.session
        assert "of all 3" in title_of(screen)
        await pilot.press("f", *"lighthouse", "enter")
        await session.scheduler.wait()
        await pilot.pause()
        assert "1 of 3 · f lighthouse" in title_of(screen)
        assert heads(screen)["comments"] == "comments 1 of 3"
        assert heads(screen)["Ada"] == "Ada 1 100 %"
        assert "Ben" not in heads(screen)
        assert "900 tonnes" not in heads(screen)  # the figures are those of the matches
        await show_pane(pilot, screen, "3")
        at = next(number for number, row in enumerate(screen.stats.rows) if row.query == 'user:"Ada"')
        await pilot.press(*down_to(screen, at), "enter")
        assert session.reader.filter.text == 'lighthouse user:"Ada"'
        await session.scheduler.wait()
        await pilot.pause()
        assert "1 of 3 · f lighthouse user" in title_of(screen)
        assert screen.stats.query_here == 'user:"Ada"'  # the cursor stays on its row
        await pilot.press("enter")
        assert session.reader.filter.text == "lighthouse"
        await session.scheduler.wait()
        await pilot.press("enter", "escape")
        assert session.reader.filter.text == "lighthouse"
        await pilot.press("escape")
        assert session.reader.filter.text == ""
        await pilot.pause()
        assert "of all 3" in title_of(screen)
        assert heads(screen)["comments"] == "comments 3"


async def test_a_filter_is_counted_only_where_the_stats_are_on_the_screen(reading: Reading) -> None:
    async with reading(size=(80, 24)) as (pilot, screen):
        await pilot.press("f", *"lighthouse", "enter")
        await screen.session.scheduler.wait()
        assert screen.session.reader.match_stats is None
        await show_pane(pilot, screen, "3")
        await screen.session.scheduler.wait()
        await pilot.pause()
        stats = screen.session.reader.match_stats
        assert stats is not None
        assert (stats.comments, stats.is_complete) == (1, True)
        assert "1 of 3 · f lighthouse" in text_of(pilot).split("\n")[0]


async def test_a_range_of_a_chart_is_chosen_by_dragging(reading: Reading) -> None:
    async with reading(LONGER, size=(120, 50)) as (pilot, screen):
        await show_pane(pilot, screen, "3")
        await pilot.press("w", "}", "}")
        rows = screen.stats.rows
        main = next(number for number, row in enumerate(rows) if row.chart is not None and not row.to_main)
        y, left = main - screen.stats.top, 1 + len(rows[main].parts[0].text)
        cells = len(rows[main].columns[0].text)
        await pilot.mouse_down(screen.stats, offset=(left, y))
        await pilot.hover(screen.stats, offset=(left + cells * (len(rows[main].columns) // 2), y))
        assert "[" in text_of(pilot)
        assert screen.session.reader.filter.text == ""
        chosen = screen.stats.says
        await pilot.mouse_up(screen.stats, offset=(left + cells * (len(rows[main].columns) // 2), y))
        query = screen.session.reader.filter.text
        assert query.startswith("after:")
        assert " before:" in query
        assert f" · {len(screen.session.reader.visible)} comments" in chosen


async def test_sections_are_steps_and_columns_of_a_page_are_beside_each_other(reading: Reading) -> None:
    async with reading(LONGER, size=(120, 50)) as (pilot, screen):
        await show_pane(pilot, screen, "3")
        await pilot.press("w")
        sections = []
        for _ in range(12):
            await pilot.press("}")
            heading = next(row for row in reversed(screen.stats.rows[: screen.stats.cursor]) if row.is_heading)
            sections.append(heading.parts[0].text)
        assert sections[:3] == ["People", "When", "Hour of day"]
        assert sections == sorted(sections, key=sections.index)
        await pilot.press("{", "g")
        before = screen.stats.cursor
        await pilot.press("l")
        page = screen.stats._page
        assert page is not None
        assert (page.column(before), page.column(screen.stats.cursor)) == (0, 1)
        await pilot.press(*["h"] * 24)  # through the chart there
        assert page.column(screen.stats.cursor) == 0


async def test_with_sixteen_colours_a_full_column_under_the_cursor_is_still_filled(reading: Reading) -> None:
    async with reading(LONGER) as (pilot, screen):
        pilot.app.theme = "ansi-dark"
        await show_pane(pilot, screen, "3")
        while screen.stats._row is None or screen.stats._row.chart is None:
            await pilot.press("j")
        await pilot.pause()
        chosen = [
            segment.style
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if "█" in segment.text and segment.style is not None
        ]
        assert len({style.color for style in chosen}) > 1, "it has the colour of the cursor"
        assert not any(style.reverse for style in chosen)
