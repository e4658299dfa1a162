"""What a page says of itself: title, address, author, time of the article; when it was saved and by what."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.discussion.relative_times import read_saved
from thread_parsers.formats.html.moments import load_times
from thread_parsers.formats.html.structured import stated_facts
from thread_parsers.formats.json.fields import iso_time
from thread_parsers.formats.plain.counts import number
from thread_parsers.markup.selectors import select

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.formats.html.page import Found, Page
    from thread_parsers.formats.html.structured import Stated

TITLES = ("meta[property=og:title]@content", "meta[name=twitter:title]@content")
SITES = ("meta[property=og:site_name]@content",)
_SEPARATORS = " \N{NO-BREAK SPACE}|-–—·•:»«"
ADDRESSES = ("link[rel=canonical]@href", "meta[property=og:url]@content")
AUTHORS = ("meta[name=author]@content", "meta[property=article:author]@content")
TIMES = ("meta[property=article:published_time]@content", "head meta[itemprop=datePublished]@content")
COUNTS = (
    "[itemprop=commentCount]@content", "[itemprop=answerCount]@content", "[itemprop=commentCount]",
    "[itemprop=answerCount]",
)  # fmt: skip
"""Numbers of comments in microdata."""
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,9}\)(\S{1,2000})\s*-->")
"""Written by browsers at the beginning of a saved page."""
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\b[^>]{0,200}?\burl:\s*(\S{1,8000})\s"
    r"[^>]{0,200}?\bsaved date:\s*([^\n(>]{1,100})"
)
"""Written by SingleFile (github.com/gildas-lormeau/SingleFile): `saved date: Tue Mar 05 2024 10:11:12 GMT+0100 (…)`."""
HEAD_BYTES = 1 << 14
HEAD_ELEMENTS = 1 << 11
"""Elements of a page that are looked at for these facts."""
MAX_HEADINGS = 5


def read_head(
    page: Page, rendering: Rendering, titles: tuple[str, ...] = (), counts: tuple[str, ...] = ()
) -> Iterator[None]:
    """Fill the title and the facts about the article from the head of a page. `titles` and `counts` are rows for the
    title and for the number of comments that the page declares."""
    discussion = rendering.discussion
    article = discussion.article
    yield from page.look_for((*TITLES, *SITES, *ADDRESSES, *AUTHORS, *TIMES, *titles))
    facts = yield from stated_facts(page)
    title = page.field(-1, titles, first=HEAD_ELEMENTS) or _title(page, facts)
    if title is not None:
        rendering.title(title.text, title.start, title.end)
    yield
    address, saved = _container(page)
    canonical = page.field(-1, ADDRESSES, first=HEAD_ELEMENTS)
    article.url = canonical.text if canonical else address or facts.address or None
    if discussion.saved is None and saved:
        yield from load_times()
        discussion.saved = read_saved(saved)
    if discussion.saved is None:
        discussion.saved = discussion.file.saved_as.saved
    yield
    author = page.field(-1, AUTHORS, first=HEAD_ELEMENTS)
    article.author = (author.text if author and "://" not in author.text else facts.author) or None
    time = page.field(-1, TIMES, first=HEAD_ELEMENTS)
    stated = iso_time(time.text if time else facts.time)
    if stated is not None:
        article.time = rendering.moment(*stated)
    declared = yield from page.find((*counts, *COUNTS))
    count = number(declared.text) if declared else NO_SCORE
    if count < 0 and facts.comments is not None:
        count = facts.comments
    if count >= 0:
        discussion.engagement.comments = discussion.receipt.declared_comments = count


def _container(page: Page) -> tuple[str, str]:
    """The address of a page and when it was saved, as the program that saved it states."""
    markup = page.tree.markup
    single_file = _SINGLE_FILE.search(markup, 0, HEAD_BYTES)
    if single_file is not None:
        return single_file[1], single_file[2].strip()
    saved_from = _SAVED_FROM.search(markup, 0, HEAD_BYTES)
    return saved_from[1] if saved_from else page.saved_as.address, ""


def _title(page: Page, facts: Stated) -> Found | None:
    """The title of the article: as the page declares it, else that of the window, both without the name of the site.
    Where a heading is the beginning of it, that heading is the title. Pages have headings for their names and menus,
    too."""
    stated = page.field(-1, (*TITLES, "title"), first=HEAD_ELEMENTS)
    headings = [page.words(one) for one in islice(select(page.tree, "h1", first=HEAD_ELEMENTS), MAX_HEADINGS)]
    found = [one for one in headings if one is not None]
    if stated is None:
        return found[0] if found else None
    site = page.field(-1, SITES, first=HEAD_ELEMENTS)
    named = [one for one in found if facts.title and one.text.casefold() == facts.title.casefold()]
    begun = [one for one in found if _is_beginning(one.text, stated.text) or _is_beginning(stated.text, one.text)]
    begun = [one for one in begun if site is None or one.text.casefold() != site.text.casefold()]
    if named or begun:
        return max(named or begun, key=lambda one: len(one.text))
    return stated if site is None else stated._replace(text=_without_site(stated.text, site.text))


def _is_beginning(one: str, other: str) -> bool:
    return other.casefold().startswith(one.casefold())


def _without_site(title: str, site: str) -> str:
    """A title without the name of the site after a separator: `What to plant in May | The Garden`."""
    if not title.casefold().endswith(site.casefold()):
        return title
    before = title[: len(title) - len(site)]
    bare = before.rstrip(_SEPARATORS)
    return bare if bare and bare != before.rstrip() else title
