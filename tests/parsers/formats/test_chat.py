"""Chats: each case is a page and the tree that it must become, in tests/cases/chat."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.examples import examples
from harness.trees import as_written, case, read_as
from thread_parsers.formats.chat.chat import CHAT, JUDGED_BYTES
from thread_parsers.formats.chat.edited import edited_mark
from thread_parsers.formats.chat.stamps import Numbers, numbers, order_of
from thread_parsers.reading import parse
from thread_parsers.source.source import SLICE, BufferSource
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = sorted((Path(__file__).parents[2] / "cases" / "chat").glob("*.txt"))
CHATS = [path for path in CASES if not path.stem.startswith("not_")]
OTHERS = [path for path in CASES if path.stem.startswith("not_")]


@pytest.mark.parametrize("path", CHATS, ids=lambda path: path.stem)
def test_a_page_becomes_the_tree_of_its_case(path: Path) -> None:
    page, tree = case(path)
    assert as_written(read_as(CHAT, page)) == tree


@pytest.mark.parametrize("path", CHATS, ids=lambda path: path.stem)
def test_a_chat_is_recognized(path: Path) -> None:
    assert parse(case(path)[0]).format == "chat"


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_what_is_no_chat_is_left_to_others(path: Path) -> None:
    page, _ = case(path)
    assert CHAT.likeness(BufferSource(page)).score == 0
    assert parse(page).format != "chat"


LAYOUTS: dict[str, Callable[[str, datetime], str]] = {
    "android": lambda name, time: f"{time:%d/%m/%Y, %H:%M} - {name}: ",
    "android, 12 hours": lambda name, time: f"{time.month}/{time.day}/{time:%y, %I:%M}\u202f{time:%p} - {name}: ",
    "android, dots": lambda name, time: f"{time:%d.%m.%y, %H:%M} - {name}: ",
    "android, ISO": lambda name, time: f"{time:%Y-%m-%d, %H:%M} - {name}: ",
    "android, Spanish": lambda name, time: (
        f"{time:%d/%m/%Y %I:%M} {'p' if time.hour > 11 else 'a'}.\u00a0m. - {name}: "
    ),
    "iOS": lambda name, time: f"[{time:%d.%m.%y, %H:%M:%S}] {name}: ",
    "iOS, 12 hours": lambda name, time: f"\u200e[{time:%m/%d/%y, %I:%M:%S}\u202f{time:%p}] {name}: \u200e",
    "iOS, Finnish": lambda name, time: f"[{time.day}.{time.month}.{time.year} klo {time:%H.%M.%S}] {name}: ",
    "time first": lambda name, time: f"{time:%H:%M, %d/%m/%Y} - {name}: ",
    "time first, in brackets": lambda name, time: f"[{time:%I:%M %p %d.%m.%Y}] {name}: ",
    "iOS, old": lambda name, time: f"{time:%d/%m/%y %H:%M:%S}: {name}: ",
    "KakaoTalk": lambda name, time: (
        f"{time.year}년 {time.month}월 {time.day}일 {'오후' if time.hour > 11 else '오전'} {time:%I:%M}, {name} : "
    ),
    "Skype": lambda name, time: f"[{time.month}/{time.day}/{time.year} {time:%I:%M:%S %p}] {name}: ",
    "IRC": lambda name, time: f"[{time:%Y-%m-%d %H:%M:%S}] <{name}> ",
    "IRC, named months": lambda name, time: f"{time:%d %b %Y %H:%M:%S} <@{name}> ",
    "Telegram": lambda name, time: f"{name}, [{time:%d.%m.%Y %H:%M}]\n",
    "Zoom": lambda name, time: f"{time:%Y-%m-%d %H:%M:%S} From {name} To Everyone:\n",
    "Discord": lambda name, time: f"[{time:%d-%b-%y %I:%M %p}] {name}\n",
}
NAMES = ("Ines", "bo_tamm", "Zoë", "太郎", "Мария", "[deleted]"[1:-1], "Pip9")
_WORDS = "tea kiln: at 12:30 — · (x) <b> @Ines; Grüße 茶 🫖 it's a/b http://x.org/a:b 01/02/2024 **so** ..."
LINES = st.lists(st.sampled_from(_WORDS.split(" ")), min_size=1, max_size=6).map(" ".join)
MESSAGES = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.datetimes(datetime(2001, 1, 1), datetime(2068, 1, 1)).map(
            lambda time: time.replace(second=0, microsecond=0)
        ),
        st.lists(LINES.map(lambda line: f"so {line}!"), min_size=1, max_size=3).map("\n".join),
    ),
    min_size=2,
    max_size=12,
)


@pytest.mark.parametrize("layout", LAYOUTS)
@examples(40)
@given(MESSAGES)
def test_a_chat_in_every_layout_becomes_its_messages(layout: str, messages: list[tuple[str, datetime, str]]) -> None:
    # A day above 12 at the beginning decides the order of day and month for all.
    messages = [("Ines", datetime(2020, 5, 17, 13, 5), "so it begins!"), *messages]
    page = "".join(f"{LAYOUTS[layout](name, time)}{words}\n" for name, time, words in messages)
    discussion = parse(page)
    assert discussion.format == "chat"
    found = [(comment.author, comment.time, comment.segments[0].text) for comment in discussion.comments]
    assert found == messages


def test_a_head_of_two_lines_may_be_on_the_border_of_two_windows() -> None:
    """Names are a line below the times, and replies are indented."""
    count = 24_000
    lines = ("2024-03-04 18:{minute:02}:00", "bo_{name}", "kiln {at}", "")
    page = "".join(
        f"{'    ' * (at % 3)}{line}\n".format(at=at, minute=at % 60, name=at % 7)
        for at in range(count)
        for line in lines
    )
    assert len(page) > SLICE
    discussion = parse(page)
    assert [comment.author for comment in discussion.comments] == [f"bo_{at % 7}" for at in range(count)]
    assert [comment.depth for comment in discussion.comments] == [at % 3 for at in range(count)]
    assert discussion.comments[-1].segments[0].text == f"kiln {count - 1}"


def dates(*written: str) -> list[Numbers]:
    return [found for date in written if (found := numbers(date))]


@pytest.mark.parametrize(
    ("written", "halves", "order", "certain"),
    [
        (("1/2/24", "13/2/24"), True, "day", True),
        (("1/2/24", "2/13/24"), False, "month", True),
        (("1.2.24", "2.3.24"), True, "day", True),
        (("1/2/24", "2/2/24"), False, "day", False),
        (("1/2/24", "2/2/24"), True, "month", False),
        (("5/11/24", "5/12/24", "6/1/24"), False, "month", True),
        (("11/5/24", "12/5/24", "1/6/24"), True, "day", True),
        (("24/3/5", "24/3/6", "24/3/7", "24/3/9"), False, "year", True),
        (("24/3/5", "24/3/6", "25/3/6"), False, "day", True),
        ((), False, "day", False),
    ],
)
def test_the_order_of_day_and_month_is_decided_once(
    written: tuple[str, ...], halves: bool, order: str, certain: bool
) -> None:
    assert run_to_end(order_of(dates(*written), halves=halves)) == (order, certain)


def test_a_date_at_the_end_of_a_long_chat_decides_about_its_beginning() -> None:
    lines = "".join(f"03/04/24, 18:{at % 60:02} - Ines: kiln {at}\n" for at in range(20_000))
    assert len(lines) > 8 * JUDGED_BYTES
    discussion = parse(f"{lines}04/13/24, 18:00 - Bo: tea\n")
    assert discussion.comments[0].time == datetime(2024, 3, 4, 18, 0)
    assert discussion.comments[-1].time == datetime(2024, 4, 13, 18, 0)


@pytest.mark.parametrize(
    ("body", "rest"),
    [
        ("Warm \u200e<This message was edited>", "Warm"),
        ("Warm <Diese Nachricht wurde bearbeitet.>", "Warm"),
        ("Caliente <Se editó este mensaje.>", "Caliente"),
        ("热 <此消息已被编辑>", "热"),
        ("warm (edited)", "warm"),
        ("warm (bearbeitet)", "warm"),
        ("warm <b>", None),
        ("warm (to my credit)", None),
        ("warm <the edition of 2024>", None),
        ("<Media omitted>", None),
        ("a > b", None),
        (")", None),
    ],
)
def test_marks_of_edited_messages_are_found(body: str, rest: str | None) -> None:
    at = edited_mark(body.encode())
    assert (body.encode()[:at].decode() if at >= 0 else None) == rest


def test_a_message_longer_than_any_window_is_one() -> None:
    page = f"03/04/24, 18:20 - Ines: {'kiln ' * 600_000}\n04/04/24, 18:20 - Bo: tea\n05/04/24, 18:20 - Ines: so\n"
    discussion = parse(page)
    assert [len(comment.segments[0].text) for comment in discussion.comments] == [5 * 600_000 - 1, 3, 2]


@pytest.mark.parametrize(
    ("piece", "times"),
    [("\u200e", 1000), (" ", 1000), ("[", 1000), ("12:03 ", 200), ("12/03/24, ", 100), ("[12:03 ", 200), ("-", 1000)],
)
def test_long_lines_that_nearly_begin_a_message_do_not_hang(piece: str, times: int) -> None:
    page = (
        "[13/02/24, 12:03] Ines: tea\n[13/02/24, 12:04] Bo: kiln\n" + f"[12:03{piece * times}\n{piece * times}\n" * 300
    )
    assert len(read_as(CHAT, page.encode()).comments) == 2


@pytest.mark.parametrize(
    ("zone", "minutes"), [("Z", 0), ("+0130", 90), ("-05:00", -300), ("+9999", None), ("-24:00", None)]
)
def test_a_zone_of_a_day_or_more_is_none(zone: str, minutes: int | None) -> None:
    page = "".join(f"2024-01-02T10:{minute:02}:00{zone}  <ann{minute % 3}> hello {minute}\n" for minute in range(30))
    discussion = read_as(CHAT, page.encode())
    assert len(discussion.comments) == 30
    assert discussion.columns.zone == minutes
    time = discussion.comments[0].time
    assert time is not None
    assert time.replace(tzinfo=None) == datetime(2024, 1, 2, 10)


@pytest.mark.parametrize(("year", "first", "second"), [("0001", "-2300", "+2300"), ("9999", "+2300", "-2300")])
def test_zones_at_the_ends_of_the_calendar_do_no_harm(year: str, first: str, second: str) -> None:
    day = "01-01T00" if year == "0001" else "12-31T23"
    zones = (first, second)
    lines = (f"{year}-{day}:{row:02}:00{zones[row % 2]}  <ann{row % 3}> hello {row}\n" for row in range(30))
    comments = read_as(CHAT, "".join(lines).encode()).comments
    assert len([comment.time for comment in comments]) == 30
