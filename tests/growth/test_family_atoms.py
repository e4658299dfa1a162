"""Repeated atoms in the comments of each family of pages: twice as many are about twice the work, in every step.

`test_atoms.py` repeats many more of them in a text page. Here they are in bodies that a format renders: JSON, HTML,
XML, mail, wikitext, chats. Work is counted and not timed: calls of functions, Python's and C's.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest

from harness.discussion_work import CONSTANT, GROWING
from harness.work import calls
from thread_parsers.reading import read
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from thread_parsers.discussion.discussion import Discussion

SIZES = (600, 1_200)
"""Bytes of atoms in a comment."""
LARGER = 4
"""How many times as large a page is counted if the work seems to grow faster: some of it begins at a certain size."""
MAX_RATIO = 2.5
UNCOUNTED = 600
"""Calls that are made whatever the page has: caches that are filled, imports."""
TIMES = "2025-12-24T06:14:00Z", "2025-12-24T06:15:00Z"


def _pair(comment: Callable[[int], object], before: str, after: str) -> str:
    return before + ", ".join(json.dumps(comment(at)) for at in (1, 2)) + after


def _reddit(text: str) -> str:
    post = '[{"kind": "Listing", "data": {"children": [{"kind": "t3", "data": {"title": "Tea"}}]}}, '
    return _pair(
        lambda at: {"kind": "t1", "data": {"id": str(at), "author": "Ada", "body": text, "replies": ""}},
        post + '{"kind": "Listing", "data": {"children": [',
        "]}}]",
    )


def _mastodon(text: str) -> str:
    return _pair(
        lambda at: {"id": str(at), "in_reply_to_id": str(at - 1), "content": text, "account": None},
        '{"descendants": [',
        "]}",
    )


def _slack(text: str) -> str:
    return _pair(
        lambda at: {"type": "message", "ts": f"{at}.1", "thread_ts": "1.1", "user": f"U{at}", "text": text}, "[", "]"
    )


def _discord(text: str) -> str:
    return _pair(
        lambda at: {"id": str(at), "timestamp": TIMES[at - 1], "content": text, "author": {"name": "ada"}},
        '{"guild": {"id": "1", "name": "g"}, "channel": {"id": "2", "name": "tea"}, "messages": [',
        "]}",
    )


def _telegram(text: str) -> str:
    return _pair(
        lambda at: {
            "id": at, "type": "message", "date": TIMES[at - 1][:-1], "from": "Ada",
            "text": [text, {"type": "bold", "text": text}],
        },
        '{"name": "Tea", "type": "personal_chat", "messages": [',
        "]}",
    )  # fmt: skip


def _generic_html(text: str) -> str:
    comment = '<div class="comment" id="c{0}"><span class="author">Ada {0}</span> <time datetime="{1}">x</time>'
    comments = (f'{comment.format(at, TIMES[at % 2])}<div class="body"><p>{text}</p></div></div>' for at in range(5))
    return f"<!DOCTYPE html><body>{''.join(comments)}</body>"


def _hackernews_page(text: str) -> str:
    comment = "<tr class='athing comtr'><td class=ind indent=0><a class=hnuser>bo</a><div class=commtext>"
    return f"<!DOCTYPE html><table class=fatitem></table><table>{comment}{text}</div>{comment}{text}</div>"


def _wordpress(text: str) -> str:
    comment = "<wp:comment><wp:comment_id>{}</wp:comment_id><wp:comment_content><![CDATA[{}]]></wp:comment_content>"
    comments = "".join(f"{comment.format(at, text)}</wp:comment>" for at in (1, 2))
    return f'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>Tea</title>{comments}'


def _mail(text: str) -> str:
    head = "From a@b Wed Dec 24 06:14:00 2025\nFrom: Ada <a@b>\nMessage-ID: <{}@x>\nIn-Reply-To: <{}@x>\nSubject: tea\n"
    return "".join(f"{head.format(at, at - 1)}\n{text}\n\n" for at in (1, 2))


def _wikitext(text: str) -> str:
    signed = f"Tea {text} [[User:Ada|Ada]] 12:34, 5 May 2021 (UTC)\n"
    return f"== Tea ==\n{signed}:{signed}"


def _chat(text: str) -> str:
    return "".join(f"[12:0{at}] Ada: {text}\n" for at in range(4))


def _clipped(text: str) -> str:
    return f"> **Ada** · [2025-12-24](x)\n>\n> {text}\n\n" * 2


FAMILIES: dict[str, tuple[Callable[[str], str], tuple[str, ...]]] = {
    "reddit": (
        _reddit, ("**", "> a\n", "[a](b ", "```\n", ">!a ", "u/a ", "&amp;", "\\*", "a|b\n-|-\n", "http://a_b "),
    ),
    "mastodon": (
        _mastodon, ("<p>", "<a href=http://b>c</a> ", "<blockquote>a", "&#27;", "<!--", "</p>", "<ul><li>", "<"),
    ),
    "slack": (_slack, ("<@U1|a> ", "<http://a|b> ", "&lt;", ":a: ", "*a ", "```", "> a\n")),
    "discord": (_discord, ("<@1> ", "||a|| ", "<a:b:1>", "<t:1> ", "# a\n", "__a ", "- a\n")),
    "telegram": (_telegram, ("@a ", "\u202e", "\U0001f1fa", "a\n", "https://")),
    "html": (
        _generic_html,
        ("<p>a</p>", "<div>", "<b>", "<li class=comment>", "<time datetime=x>", "&lt;", "</div>", "Ann: a\n"),
    ),
    "hackernews-page": (
        _hackernews_page, ("<p>", "<pre><code>a", "<a href='b'>c</a>", "<i>", "<table><tr><td>", '<a href="'),
    ),
    "wordpress": (_wordpress, ("<p>a", "]]>", "&amp;amp;", "<br>", "a\n\n", "[b]")),
    "mail": (_mail, ("> a\n", ">", "-- \n", "On x, A wrote:\n", "From ", "--b\n", "=41", "|a\n")),
    "wikitext": (
        _wikitext,
        ("[[a|b]]", "{{a|", "''", ":a\n", "<nowiki>", "[[User:B|B]] 12:34, 5 May 2021 (UTC)\n", "<ref>"),
    ),
    "chat": (_chat, ("12:03 ", "[12:03] A: b\n", "<a> ", "\u200e")),
    "clipped": (_clipped, ("> ", "**a** · ", "\n>\n> a", "[a](b) ")),
}  # fmt: skip
"""By format, a page of comments with a text, and what is repeated in it."""


def pages(family: str, atom: str, sizes: Iterable[int]) -> list[Discussion]:
    """A page of a family for each number of bytes of atoms."""
    make, _ = FAMILIES[family]
    texts = (atom * max(2, size // len(atom.encode())) for size in sizes)
    return [read(BufferSource(make(text).encode()), family) for text in texts]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_pages_have_comments(family: str) -> None:
    (page,) = pages(family, "tea ", SIZES[:1])
    assert len(page.columns) >= 2
    assert sum(segment.text.count("tea") for segment in page.segments(1)) >= SIZES[0] // len("tea ")


@pytest.mark.parametrize(
    ("family", "atom"),
    [pytest.param(family, atom, id=f"{family}-{atom!a}") for family, (_, atoms) in FAMILIES.items() for atom in atoms],
)
def test_twice_the_atoms_are_about_twice_the_work(family: str, atom: str) -> None:
    small, large = pages(family, atom, SIZES)
    for name, work in (GROWING | CONSTANT).items():
        once, twice = (calls(partial(work, discussion)) for discussion in (small, large))
        if twice > MAX_RATIO * once + UNCOUNTED:
            larger = pages(family, atom, (LARGER * size for size in SIZES))
            once, twice = (calls(partial(work, discussion)) for discussion in larger)
        assert twice <= MAX_RATIO * once + UNCOUNTED, f"{name}: {once} calls, then {twice}"
