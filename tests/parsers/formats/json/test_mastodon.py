"""Mastodon: the status that lies beside its context."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from thread_parsers.reading import read

if TYPE_CHECKING:
    from pathlib import Path


def status(name: int, words: str, answered: int | None = None) -> dict[str, Any]:
    return {
        "id": str(name),
        "in_reply_to_id": None if answered is None else str(answered),
        "created_at": "2024-05-02T08:00:00Z",
        "spoiler_text": "",
        "content": f"<p>{words}</p>",
        "account": {"acct": "ada"},
        "favourites_count": 1,
    }


def context(above: list[dict[str, Any]], below: list[dict[str, Any]]) -> dict[str, Any]:
    return {"ancestors": above, "descendants": below}


def write(folder: Path, **files: object) -> None:
    for name, value in files.items():
        (folder / f"{name}.json").write_text(json.dumps(value), "utf-8")


def tree(path: Path) -> list[tuple[int, str]]:
    return [(comment.depth, comment.segments[0].text) for comment in read(path).comments]


def test_the_status_beside_a_context_is_its_article(tmp_path: Path) -> None:
    write(tmp_path, context=context([], [status(2, "I do.", 1), status(3, "Thanks.", 2)]), status=status(1, "Who?"))
    discussion = read(tmp_path / "context.json")
    assert discussion.paragraphs == ["Who?"]
    assert tree(tmp_path / "context.json") == [(0, "I do."), (1, "Thanks.")]
    assert [note.text for note in discussion.receipt.notes] == ["the status was read from status.json"]


def test_the_status_is_a_comment_if_something_is_above_it(tmp_path: Path) -> None:
    files = {"9-context": context([status(1, "Who?")], [status(3, "Thanks.", 2)]), "9-status": status(2, "I do.", 1)}
    write(tmp_path, **files)
    assert tree(tmp_path / "9-context.json") == [(0, "Who?"), (1, "I do."), (2, "Thanks.")]


@pytest.mark.parametrize(
    "other", [status(7, "Another thread."), [], {"id": 1}, "tea"], ids=["another", "list", "no status", "string"]
)
def test_a_file_that_is_not_about_the_context_is_left_alone(tmp_path: Path, other: object) -> None:
    write(tmp_path, context=context([], [status(2, "I do.", 1)]), status=other)
    discussion = read(tmp_path / "context.json")
    assert not discussion.paragraphs
    assert tree(tmp_path / "context.json") == [(0, "I do.")]


def test_a_symbolic_link_beside_a_context_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, context=context([], [status(2, "I do.", 1)]), elsewhere=status(1, "Who?"))
    (tmp_path / "status.json").symlink_to(tmp_path / "elsewhere.json")
    assert not read(tmp_path / "context.json").paragraphs
