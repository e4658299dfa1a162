"""How well discussions are known again: the figures over the pages beside the repository may not fall."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from harness.scripts import script

if TYPE_CHECKING:
    from types import ModuleType

FLOOR = 0.95
AT_LEAST = (
    "page and page", "page and copy", "page and lynx", "page and links", "page and md2", "page and w3m",
    "copy and lynx",
    "exported as json", "exported as md", "exported as txt",
    "exported as json, one or two comments", "exported as md, one or two comments",
    "exported as txt, one or two comments",
    "older: last third dropped", "older: random half dropped", "older: random tenth kept",
    "older: last third dropped, to one or two", "older: random half dropped, to one or two",
    "comments: page and copy", "comments: page and lynx", "comments: exported as json",
    "comments: older: last third dropped", "comments: older: random half dropped",
    "same text: page and copy", "same text: page and lynx", "same text: exported as json",
)  # fmt: skip
"""Kinds of pairs that are to be found in FLOOR of all cases."""


def _figures() -> ModuleType:
    return script(Path(__file__).parent / "identity_figures.py")


figures = _figures()
BESIDE = pytest.mark.skipif(not figures.CORPUS.exists(), reason="no more pages are kept beside this repository")


@pytest.fixture(scope="module")
def measured() -> Any:
    return figures.measure()


@BESIDE
@pytest.mark.timeout(1800)
def test_no_two_discussions_of_the_corpus_are_taken_for_one(measured: Any) -> None:
    assert [line for line in measured.wrong if line.startswith("different discussions")] == []
    assert measured.all["different discussions"] > 100_000


@BESIDE
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", AT_LEAST)
def test_saves_of_one_discussion_are_known_as_one(kind: str, measured: Any) -> None:
    wrong = [line for line in measured.wrong if line.startswith(f"{kind}: ")]
    assert measured.all[kind] >= 16
    assert measured.share(kind) >= FLOOR, wrong


@BESIDE
@pytest.mark.timeout(1800)
def test_every_save_that_is_known_again_is_found_by_its_sample_or_its_address(measured: Any) -> None:
    kind = "found by samples or address"
    assert measured.right[kind] == measured.all[kind] > 0


def test_a_wrong_merge_would_be_counted(tmp_path: Path) -> None:
    """The figures can be wrong: one page under the names of two, and a dump that is of another page."""
    page, other = (
        "A late ferry\nReward\nComment\n0/400\n"
        + "".join(
            f"Mara{at}\n· 2025-12-24 06:14\n{thing} {at} was late again, and nobody knew why.\nView OriginalReply0\n"
            for at in range(5)
        )
        for thing in ("Ferry", "Train")
    )
    for name, text in (("a.txt", page), ("b.txt", page), ("c.html", page), ("c.lynx.txt", other)):
        (tmp_path / name).write_text(text)
    found = figures.measure(tmp_path)
    assert found.share("different discussions") < 1
    assert found.right["page and lynx"] == 0
    assert found.all["page and lynx"] == 1
