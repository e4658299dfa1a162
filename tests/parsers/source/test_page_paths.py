"""Pages of a corpus as paths."""

from __future__ import annotations

from os.path import abspath
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thread_parsers.source.page_paths import PagePath, exists, page_at, page_path

if TYPE_CHECKING:
    from pathlib import Path

NAMES = st.lists(
    st.sampled_from(
        [
            "a",
            "b.html",
            "",
            ".",
            "..",
            "%",
            "%.",
            "%25",
            "\0",
            "http:",
            "x y",
            "\u00e9",
            "c.warc#12",
            "discussions",
            "views.sql",
        ]
    ),
    max_size=6,
).map("/".join)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is recognized as a corpus."""
    made = tmp_path_factory.mktemp("pages") / "corpus"
    (made / "discussions").mkdir(parents=True)
    (made / "corpus.json").write_text("{}")
    return str(made)


@given(NAMES)
@example("/discussions/a")
@example("/comments")
@example("//a")
def test_a_page_is_found_by_its_path_in_any_spelling(folder: str, name: str) -> None:
    path = page_path(folder, name)
    assert page_at(path) == PagePath(folder, name)
    absolute = abspath(f"{folder}/../corpus/{path[len(folder) + 1 :]}")  # noqa: PTH100
    assert page_at(absolute) == PagePath(folder, name)
    assert abspath(path).startswith(folder + "/")  # noqa: PTH100
    assert exists(path)


@given(NAMES, NAMES)
def test_no_two_pages_have_the_same_path(folder: str, one: str, other: str) -> None:
    paths = {abspath(page_path(folder, name)) for name in (one, other)}  # noqa: PTH100
    assert len(paths) == len({one, other})


def test_what_is_no_page(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus.json").write_text("{}")  # in a folder without tables
    for path in (f"{tmp_path}/a", f"{folder}/corpus.json", folder, "no/such/file", "", "/", folder + "/" + "a/" * 9000):
        assert page_at(path) is None
    assert not exists("no/such/file")
    monkeypatch.chdir(folder)
    assert page_at("a/b") == PagePath("", "/a/b")
