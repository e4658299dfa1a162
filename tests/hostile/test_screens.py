"""Whole screens of hostile pages: what a page holds, keys do what they may, and every cell is judged.

The guard is not installed here. What it would stop is a finding: the first layer, `shown`, was forgotten somewhere.
"""

from __future__ import annotations

import asyncio
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from harness.hostile_pages import BITS
from thread_parsers.source.source import BufferSource
from thread_reader.app import make_app
from thread_reader.view.links import hyperlink

if TYPE_CHECKING:
    from thread_reader.app import ReaderApp

LINE = st.lists(st.sampled_from(BITS), min_size=1, max_size=8).map("".join)
NAME = st.lists(st.sampled_from(BITS), min_size=1, max_size=3).map("".join)
TIME = st.sampled_from(["2025-03-09 18:20", "2025-03-09", "3 h ago", "\x1b[1m2025", "yesterday\u202e"])
HEAD = st.builds("{}\n· {}".format, NAME, TIME)
BODY = st.lists(LINE | st.just("---"), min_size=1, max_size=6).map("\n".join)
COMMENT = st.builds("{}\n{}\nReply{}".format, HEAD, BODY, st.integers(0, 9))
ARTICLE = st.lists(LINE, min_size=1, max_size=4).map("\n".join)
FOOT = "3 Likes\nReward\n3\n2\nRepost\nShare\nComment\n0/400"
PAGE = st.builds("{}\n{}\n{}\n".format, ARTICLE, st.just(FOOT), st.lists(COMMENT, max_size=6).map("\n".join))

KEYS = st.sampled_from([
    "j", "k", "g", "G", "p", "l", "h", "x", "enter", "space", "b", "/", "n", "N", "*", "escape", "f", "F", "c", "@",
    "U", "T", "]", "[", "a", "o", "m", "'", "s", "tab", "1", "2", "3", "w", "R", "r", "t", "y", "?", "ctrl+p",
    "down", "up", "7", ";", "z", "M",
])  # fmt: skip
SIZES = st.sampled_from([(80, 24), (120, 40), (40, 10), (20, 6), (13, 3)])

HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
CONTROL = {"Cc", "Cs", "Zl", "Zp"}


def judge(app: ReaderApp) -> None:
    """Every row of the screen is as wide as the screen, and nothing on it acts or hides."""
    for row, strip in enumerate(app.screen._compositor.render_strips()):
        text = "".join(segment.text for segment in strip)
        controls = [char for char in text if unicodedata.category(char) in CONTROL]
        assert not controls, f"row {row}: {text!a}"
        assert not HIDDEN.search(text), f"row {row}: {text!a}"
        assert cell_len(text) == app.size.width, f"row {row}: {text!a}"
        links = {style.link for _, style, _ in strip if style is not None and style.link is not None}
        assert {link for link in links if hyperlink(link) != link} == set()


async def look(page: bytes, keys: list[str], size: tuple[int, int]) -> None:
    """Open a page, press the keys, judge every screen on the way."""
    app = make_app(BufferSource(page, "a\x1b[31m.txt"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        judge(app)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            judge(app)


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keys that copy or open find a folder of their own, and no browser."""
    folder = str(tmp_path_factory.mktemp("home"))
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, folder)
    monkeypatch.setenv("BROWSER", f"{folder}/none")


@settings(
    max_examples=settings().max_examples // 4,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(page=PAGE, keys=st.lists(KEYS, max_size=12), size=SIZES)
def test_no_screen_of_any_page_holds_what_acts_or_hides(page: str, keys: list[str], size: tuple[int, int]) -> None:
    asyncio.run(look(page.encode("utf-8", "surrogatepass"), keys, size))
