"""Tags, colours and mutes of authors in the database: by site, kept apart field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from thread_parsers.identity.sites import site_of
from thread_parsers.reading import parse
from thread_reader.state.authors import COLOURS, UNMARKED, AuthorMark, keep_author, marked_authors

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

SITE = "example.org"


def test_an_author_has_marks_in_one_site(database: sqlite3.Connection) -> None:
    mark = AuthorMark("expert", COLOURS[2], muted=True)
    keep_author(database, SITE, "ada", UNMARKED, mark)
    assert marked_authors(database, SITE) == {"ada": mark}
    assert marked_authors(database, "other.example") == {}


def test_an_author_without_marks_is_not_stored(database: sqlite3.Connection) -> None:
    mark = AuthorMark("expert")
    keep_author(database, SITE, "ada", UNMARKED, mark)
    keep_author(database, SITE, "ada", mark, UNMARKED)
    keep_author(database, SITE, "bo", UNMARKED, UNMARKED)
    assert database.execute("SELECT count(*) FROM author").fetchone() == (0,)


def test_two_readers_change_different_marks_of_one_author(connect: Callable[[], sqlite3.Connection]) -> None:
    one, other = connect(), connect()
    keep_author(one, SITE, "ada", UNMARKED, AuthorMark(tag="expert"))
    keep_author(other, SITE, "ada", UNMARKED, AuthorMark(muted=True))
    keep_author(one, SITE, "ada", AuthorMark(tag="expert"), AuthorMark("expert", "blue"))
    assert marked_authors(other, SITE) == {"ada": AuthorMark("expert", "blue", muted=True)}


@pytest.mark.parametrize("name", ["東京", "a\udcffb", "\ud800", "a\0b", "'; DROP TABLE author; --"])
def test_any_name_is_stored_as_it_is(database: sqlite3.Connection, name: str) -> None:
    keep_author(database, SITE, name, UNMARKED, AuthorMark("odd"))
    assert marked_authors(database, SITE) == {name: AuthorMark("odd")}


def test_a_colour_of_a_later_version_is_none(database: sqlite3.Connection) -> None:
    keep_author(database, SITE, "ada", UNMARKED, AuthorMark("expert", "ultraviolet"))
    assert marked_authors(database, SITE) == {"ada": AuthorMark("expert")}


@pytest.mark.parametrize(
    ("permalink", "url", "site"),
    [
        ("https://old.forum.example/t/1#c2", "https://news.example/story", "forum.example"),
        ("", "https://www.news.example/story", "news.example"),
        ("/t/1#c2", "https://news.example/story", "news.example"),
        ("http://[broken", "", "gate"),
        ("", "", "gate"),
    ],
)
def test_the_site_of_a_discussion_is_where_its_authors_have_their_names(permalink: str, url: str, site: str) -> None:
    discussion = parse("Ann\n· 2025-03-09 18:20\nThe ferry is late.\nReply0\n", "gate")
    if permalink:
        discussion.columns.permalinks[0] = permalink
    discussion.article.url = url or None
    assert site_of(discussion) == site
