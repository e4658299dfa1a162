"""The HTML document: head with style and script, the discussions, and an index of them if there are several.

It is written from front to back, and no part of it is held. A policy in the head allows only the style and the script
of this program, by their hashes: no script of a page runs and nothing is fetched, even if something was not escaped.
"""

from __future__ import annotations

from array import array
from base64 import b64encode
from bisect import bisect_left
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import PurePath
from typing import TYPE_CHECKING

from thread_parsers.discussion.author_hues import HUES_ON_DARK, HUES_ON_LIGHT
from thread_parsers.export.html.comment import MAX_INDENT_DEPTH, comment_html, gone_html
from thread_parsers.export.html.receipt import receipt_html
from thread_parsers.export.html.words import body, escaped, escaped_line, link
from thread_parsers.export.markdown import GONE
from thread_parsers.export.text import declared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.numbered import Numbered


def write(discussion: Discussion, chosen: Iterable[int]) -> Iterator[str]:
    """One discussion with the chosen comments."""
    title = _title(discussion)
    yield _beginning(title)
    yield "<main>\n"
    yield from _discussion(discussion, chosen, title, "h1", "c")
    yield "</main>\n"
    yield _end()


def write_several(discussions: Iterable[Numbered]) -> Iterator[str]:
    """Several discussions. The index is the last element, since it is known at the end; the style shows it first."""
    yield _beginning("Discussions")
    yield "<main>\n"
    index = []
    for each in discussions:
        title, comments = _title(each.discussion), len(each.discussion.columns)
        index.append(f'<li value="{each.number}"><a href="#d{each.number}" dir="auto">{escaped_line(title)}</a>')
        yield f'<section id="d{each.number}">\n'
        yield from _discussion(each.discussion, each.chosen, title, "h2", f"d{each.number}c")
        yield "</section>\n"
        index[-1] += f" <span>{comments:,}</span></li>\n"
    yield "</main>\n"
    yield f"<nav>\n<h1>Discussions</h1>\n<ol>\n{''.join(index)}</ol>\n</nav>\n"
    yield _end()


def _discussion(discussion: Discussion, chosen: Iterable[int], title: str, heading: str, prefix: str) -> Iterator[str]:
    """Yield the article, the stats, the comments and the receipt."""
    yield f'<div class="article">\n<{heading} dir="auto">{escaped_line(title)}</{heading}>\n'
    facts = list(_article_facts(discussion))
    if facts:
        yield f'<p class="facts">{" · ".join(facts)}</p>\n'
    for paragraph in discussion.each_paragraph():
        yield from body(paragraph, is_mail=False, after="\n")
    yield "</div>\n"
    if len(discussion.columns):
        from thread_parsers.export.html.stats import stats_html  # here: several other modules, which take time

        yield from stats_html(discussion)
    # Of the written ancestors of the next comment, which may be a hundred thousand. Of others it may name the parent
    # without a link.
    depths, ids = array("q"), array("q")
    for index in chosen:
        comment = discussion.comments.without_segments(index)
        above = bisect_left(depths, comment.depth)
        del depths[above:], ids[above:]
        yield from comment_html(discussion, comment, prefix, has_parent=above > 0 and ids[-1] == comment.parent)
        depths.append(comment.depth)
        ids.append(comment.id)
    if discussion.kept.gone:
        yield f"<h3>{GONE}</h3>\n"
        yield from map(gone_html, discussion.kept.gone)
    yield from receipt_html(discussion)


def _title(discussion: Discussion) -> str:
    """The title, or the name of the file without its folder, which may tell who made the page."""
    return discussion.title or PurePath(discussion.file.name).name


def _article_facts(discussion: Discussion) -> Iterator[str]:
    article = discussion.article
    if article.author:
        yield f'<b dir="auto">{escaped_line(article.author)}</b>'
    if article.time is not None:
        yield f'<time datetime="{article.time.isoformat()}">{article.time.isoformat(" ", "minutes")}</time>'
    if article.url:
        yield link(article.url, escaped_line(article.url))
    counts = declared(discussion)
    if counts:
        yield escaped(counts)


def _beginning(title: str) -> str:
    policy = (
        f"default-src 'none'; style-src {_hash(_style())}; script-src {_hash(_script())}; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escaped_line(title)}</title>\n<style>{_style()}</style>\n</head>\n<body>\n"
    )


def _end() -> str:
    return f"<script>{_script()}</script>\n</body>\n</html>\n"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _style() -> str:
    """The style sheet, with what differs from depth to depth and from author to author."""
    depths = "".join(f".d{depth}{{--depth:{depth}}}" for depth in range(MAX_INDENT_DEPTH + 1))
    light = "".join(f".h{number}{{--author:{colour}}}" for number, colour in enumerate(HUES_ON_LIGHT))
    dark = "".join(f".h{number}{{--author:{colour}}}" for number, colour in enumerate(HUES_ON_DARK))
    return f"\n{_file('reader.css')}{depths}\n{light}\n@media screen and (prefers-color-scheme:dark){{{dark}}}\n"


@cache
def _script() -> str:
    return f"\n{_file('reader.js')}"


def _file(name: str) -> str:
    return files("thread_parsers.export.html").joinpath(name).read_text("utf-8")
