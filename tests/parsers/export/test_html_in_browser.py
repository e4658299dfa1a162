"""The HTML form in a real browser: what it shows, what its script does, and that a page can neither run nor fetch
anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from harness.chromium import CHROMIUM, Browser, browser
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.export import html

if TYPE_CHECKING:
    from pathlib import Path

Build = Callable[..., Discussion]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: the package chromium of Debian has it")

SHOWN = "[...document.querySelectorAll('.c')].filter(c => !c.hidden).map(c => c.id).join(' ')"
"""The ids of the comments that are shown."""

HOSTILE = (
    "<script>document.title='run'</script>", "<img src=x onerror=\"document.title='run'\">", "<img src=//t.example/p>",
    "</p></div></article></main><iframe src='https://t.example/'></iframe>", "javascript:document.title='run'",
    "<a href=\"javascript:document.title='run'\">x</a>", "<style>@import 'https://t.example/a.css'</style>",
    "<link rel=stylesheet href=https://t.example/a.css>", "<meta http-equiv=refresh content='0;url=https://t.example'>",
    "<base href=https://t.example/>", "<svg onload=\"document.title='run'\">", "<!-- <form action=https://t.example>",
    "' onmouseover='x", '" autofocus onfocus="document.title=\'run\'', "&lt;b&gt; &#0; \x00 \x1b[31m \x9b \u202e",
    "</script><script>document.title='run'</script>", "</title><script>document.title='run'</script>", "</style>",
    "https://t.example/\"onclick=\"document.title='run'", "https://t.example/'><b>", "<textarea>", "<plaintext>",
    "<noscript>", "<template>", "<math><mi//xlink:href='data:x,<script>1</script>'>", "data:text/html,<b>x",
)  # fmt: skip


@pytest.fixture(scope="module")
def page() -> Iterator[Browser]:
    """One browser for all tests: starting it takes a second."""
    with browser() as started:
        yield started


@pytest.fixture
def show(page: Browser, tmp_path: Path) -> Callable[[Discussion], Browser]:
    """`show(discussion)`: a browser that shows it."""

    def opened(discussion: Discussion, fragment: str = "") -> Browser:
        path = tmp_path / "page.html"
        path.write_text("".join(html.write(discussion, range(len(discussion.columns)))), "utf-8", "backslashreplace")
        page.requests.clear()
        page.messages.clear()
        page.open(path, fragment)
        return page

    return opened


@pytest.fixture
def thread(build: Build) -> Discussion:
    """Two branches, the first with two replies within each other."""
    return build(
        "Trams at night",
        ["The last tram leaves at ten."],
        [
            {"author": "Ann", "body": "Good for the cannery."},
            {"author": "Bob", "body": "Who drives?", "parent": 0},
            {"author": "Cyd", "body": "I do.", "parent": 1},
            {"author": "Ann", "body": "Trams, at last."},
        ],
    )


def test_nothing_of_a_page_runs_and_nothing_is_fetched(
    build: Build, show: Callable[[Discussion], Browser], tmp_path: Path
) -> None:
    comments = [{"author": words, "body": f"{words}\n> {words}\n---\n{words}"} for words in HOSTILE]
    discussion = build(HOSTILE[0], list(HOSTILE), comments)
    columns = discussion.columns
    for row, words in enumerate(HOSTILE):
        columns.badges[row] = columns.permalinks[row] = columns.states[row] = columns.subjects[row] = words
    discussion.article.author = discussion.article.url = HOSTILE[1]
    shown = show(discussion)
    assert shown.value("document.title") == HOSTILE[0]
    assert shown.requests == [(tmp_path / "page.html").as_uri()]
    assert shown.messages == []  # the policy had nothing to refuse
    assert shown.value("document.querySelectorAll('.c').length") == len(HOSTILE)
    kinds = shown.value(
        "[...new Set([...document.querySelectorAll('body *')].map(e => e.localName))].join(' ')"
    ).split()
    assert {"img", "iframe", "link", "base", "form", "object", "textarea", "plaintext", "math"}.isdisjoint(kinds)
    assert shown.value("document.scripts.length") == 1
    links = shown.value("[...document.links].map(a => new URL(a.href).protocol).join(' ')").split()
    assert set(links) <= {"https:", "http:", "file:"}
    # Even a script that got into the page would not run.
    shown.value("document.body.append(Object.assign(document.createElement('script'), {text: 'document.title = 1'}))")
    assert shown.value("document.title") == HOSTILE[0]
    assert "Content Security Policy" in "".join(shown.messages)


def test_fold_and_unfold(thread: Discussion, show: Callable[[Discussion], Browser]) -> None:
    shown = show(thread)
    assert shown.value(SHOWN) == "c1 c2 c3 c4"
    shown.value("document.querySelector('#c1 .fold').click()")
    assert shown.value(SHOWN) == "c1 c4"
    assert shown.value("getComputedStyle(document.querySelector('#c1 .segment')).display") == "none"
    assert shown.value("document.querySelector('#c1 .fold').textContent") == "▸ +2"
    shown.value("location.hash = 'c3'")
    assert shown.value("new Promise(done => setTimeout(() => done(" + SHOWN + "), 50))") == "c1 c2 c3 c4"
    shown.value("[...document.querySelectorAll('#tools button')][0].click()")
    assert shown.value(SHOWN) == "c1 c4"


def test_filter_by_words_and_by_user(thread: Discussion, show: Callable[[Discussion], Browser]) -> None:
    shown = show(thread)
    after_typing = "new Promise(done => setTimeout(() => done({}), 200))"
    shown.type("/")
    shown.type("who DRIVES")
    assert shown.value(after_typing.format(SHOWN)) == "c1 c2"  # the parent of what matches is shown without its words
    assert shown.value("document.querySelector('#c1').className").endswith("context")
    assert shown.value("document.querySelector('output').textContent") == "1 of 4"
    shown.press("Escape")
    assert shown.value(SHOWN) == "c1 c2 c3 c4"
    shown.type("user:ann")
    assert shown.value(after_typing.format(SHOWN)) == "c1 c4"


def test_without_script_everything_is_there(thread: Discussion, show: Callable[[Discussion], Browser]) -> None:
    shown = show(thread)
    try:
        shown.call("Emulation.setScriptExecutionDisabled", value=True)
        shown = show(thread)
        text = shown.value("document.querySelector('main').textContent")  # innerText needs a frame that was drawn
        assert all(
            words in text for words in ("Trams at night", "leaves at ten", "Who drives?", "Cyd", "Trams, at last.")
        )
        assert shown.value("[...document.querySelectorAll('.c')].every(each => each.offsetHeight > 0)")
        assert shown.value("document.getElementById('tools')") is None
    finally:
        shown.call("Emulation.setScriptExecutionDisabled", value=False)


def test_a_deep_thread_fits_on_a_phone(build: Build, show: Callable[[Discussion], Browser]) -> None:
    chain = [{"author": f"User{at}", "body": "x" * 300, "parent": at - 1} for at in range(60)]
    shown = show(build("Deep", [], chain))
    shown.size(360, 700)
    assert shown.value("document.documentElement.scrollWidth") <= 360
    assert shown.value("document.querySelector('#c60 .segment').getBoundingClientRect().width") >= 100
    shown.call("Emulation.clearDeviceMetricsOverride")


def test_tools_and_charts_fit_on_a_phone(build: Build, show: Callable[[Discussion], Browser]) -> None:
    comments = [
        {"author": f"User{day}", "time": f"2025-12-{day:02}T09:00", "body": "trams cost 50 euros"}
        for day in range(1, 20)
    ]
    shown = show(build("Trams", [], comments))
    try:
        shown.size(390, 844)
        assert shown.value("document.getElementById('tools').offsetHeight") < 60  # one row of buttons
        shown.value("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert shown.value("document.documentElement.scrollWidth") <= 390
        lines = "[...document.querySelectorAll('.said th, .chart span')].map(each => each.getClientRects().length)"
        assert set(shown.value(lines)) == {1}
        heights = shown.value("[...document.querySelectorAll('.chart span')].map(each => each.offsetHeight)")
        assert min(heights) >= 12
    finally:
        shown.call("Emulation.clearDeviceMetricsOverride")


def test_the_line_beside_a_comment_has_no_gap_between_its_segments(
    build: Build, show: Callable[[Discussion], Browser]
) -> None:
    shown = show(build("Trams", [], [{"author": "Ann", "body": "One.\n---\nTwo.\n---\nThree."}]))
    gaps = shown.value(
        "[...document.querySelectorAll('#c1 .segment')].map(each => each.getBoundingClientRect().top"
        " - each.previousElementSibling.getBoundingClientRect().bottom)"
    )
    assert len(gaps) == 3
    assert all(abs(gap) < 1 for gap in gaps)
