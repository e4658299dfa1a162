"""Folders of pages, and a library of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from thread_parsers.library import Library, Refreshed, Row

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
{title}
A paragraph about it.
7 Likes
{count}
Share
Comment
0/400
{comments}"""

Refresh = Callable[..., list[Refreshed]]
Write = Callable[..., "Path"]


def page(*texts: str, title: str = "The hives on the roof") -> str:
    """A page with a comment of Ada, Bo, Ada … for each text, a day apart."""
    comments = "".join(
        f"{('Ada', 'Bo')[number % 2]}\n· 2025-03-{1 + number % 28:02} 10:00\n{text}\nReply0\n"
        for number, text in enumerate(texts)
    )
    return PAGE.format(title=title, count=len(texts), comments=comments)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for pages."""
    path = tmp_path / "pages"
    path.mkdir()
    return path


@pytest.fixture
def write(folder: Path) -> Write:
    """Write a page into the folder."""

    def write(name: str, *texts: str, title: str = "The hives on the roof") -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(*texts, title=title), encoding="utf-8")
        return path

    return write


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """The cache folder, which does not exist yet."""
    return tmp_path / "cache"


@pytest.fixture
def library(cache: Path) -> Iterator[Library]:
    """A library with an index on disk."""
    made = Library(cache)
    yield made
    made.close()


@pytest.fixture
def refresh(library: Library, folder: Path) -> Refresh:
    """Refresh the folder, or other paths, and return the steps."""

    def refresh(*paths: str) -> list[Refreshed]:
        return list(library.refresh(paths or [str(folder)]))

    return refresh


def names(rows: list[Row], folder: Path) -> list[str]:
    """The paths of rows, without the folder."""
    return [row.path.removeprefix(f"{folder}/") for row in rows]
