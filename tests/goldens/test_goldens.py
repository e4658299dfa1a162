"""What a few pages print is what it was; `python tests/goldens/remake.py` renews it after an intended change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from goldens.remake import HERE, PAGES, content, outputs, printed
from harness.bulk_pages import corpus_of
from thread_parsers.bulk import discussion_of

if TYPE_CHECKING:
    from pathlib import Path

FIGURE = re.compile(r"(?m)^ +(?:line|comment) \d+, ")
"""Where a comment states a figure."""


@pytest.mark.parametrize("page", PAGES)
def test_a_page_prints_what_is_in_the_golden_files(page: str) -> None:
    for name, data in outputs(page).items():
        golden = (HERE / name).read_bytes()
        assert data.decode().splitlines() == golden.decode().splitlines(), f"{name}: see tests/goldens/remake.py"
        assert data == golden


def test_the_same_is_printed_of_the_rows_of_a_corpus(tmp_path: Path) -> None:
    names = {page: page.rpartition("/")[2] for page in PAGES}
    corpus = corpus_of(tmp_path / "corpus", [(name, content(page)) for page, name in names.items()])
    for name in names.values():
        for file, data in printed(discussion_of(corpus, name), name.partition(".")[0]).items():
            # Of a figure, the line is known only while there is a file.
            golden = (HERE / file).read_text(encoding="utf-8")
            assert FIGURE.sub("", data.decode()) == FIGURE.sub("", golden), file


def test_every_golden_file_is_compared() -> None:
    there = {path.name for suffix in ("txt", "json") for path in HERE.glob(f"*.{suffix}")}
    assert there == {name for page in PAGES for name in outputs(page)}
