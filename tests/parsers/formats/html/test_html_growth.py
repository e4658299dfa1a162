"""Hostile and repetitive pages: twice the page is about twice the work, in small steps, whatever is repeated."""

from __future__ import annotations

import pytest

from harness.work import calls, largest_step
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.formats.html.families import HTML_FORMATS
from thread_parsers.source.source import BufferSource

ATOMS = (
    "<div<div", '<a "', "<a '<b ", "<![CDATA[", "<!--", "<li class=comment>", "<p>", "<div class=x>", "</div>",
    "<time datetime=2024-01-02T08:00:00Z>x</time>", "<b>2024-01-02</b>", "<script>", "<td class=default>",
    "<div class=c><b class=name>Ada</b> 2024-01-02 08:00 <p>Tea</p></div>",
    "<li class=comment><b class=fn>Ada</b><time>2024-01-02</time><p class=text>Tea.</p>",
    "<ul><li class=comment><b class=fn>Ada</b><p class=text>Tea.</p>",
    "<span class=name><a name=5></a><b>Ada</b></span><span class=postbody>Tea</span>",
    "<blockquote class=quote><a href='#comment-5'>x</a>", "<iframe srcdoc='<p>x</p>'></iframe>",
    "<h2><a href=/x>A title of words</a></h2><p>2024-01-02</p>", '<script type="application/ld+json">{"a":[',
    "<aside class=quote data-post=5>",
)  # fmt: skip
HEAD = "<html><head><link href=/wp-content></head><body>"
ATOM_BYTES = 4_000
MAX_RATIO = 2.6
UNCOUNTED = 5_000
"""Calls that are made whatever the page has."""
FORMATS = {format_.name: format_ for format_ in HTML_FORMATS}


def work(name: str, atom: str, size: int) -> int:
    page = (HEAD + atom * (size // len(atom))).encode()
    return calls(lambda: [None for _ in FORMATS[name].read(Discussion(BufferSource(page), name))])


@pytest.mark.parametrize("name", ["html", "wordpress-page"])
@pytest.mark.parametrize("atom", ATOMS)
def test_twice_the_page_is_about_twice_the_work(name: str, atom: str) -> None:
    first, second = (work(name, atom, size) for size in (ATOM_BYTES, 2 * ATOM_BYTES))
    if second > MAX_RATIO * first + UNCOUNTED:  # some work begins at a certain size
        first, second = second, work(name, atom, 4 * ATOM_BYTES)
    assert second <= MAX_RATIO * first + UNCOUNTED


@pytest.mark.parametrize("atom", [ATOMS[6], ATOMS[13]])
def test_a_page_of_no_known_engine_is_read_in_small_steps(atom: str) -> None:
    work("html", atom, ATOM_BYTES)  # what is done once: patterns are compiled, tables loaded
    steps = [
        largest_step(FORMATS["html"].read(Discussion(BufferSource((HEAD + atom * count).encode()), "html")))
        for count in (2_000, 6_000)
    ]
    assert steps[1] <= 1.5 * steps[0]
