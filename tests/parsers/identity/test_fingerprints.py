"""Fingerprints: what of a comment they depend on, and what not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from harness.discussions import Post, make_discussion
from thread_parsers.identity.fingerprints import MIN_DISTINCTIVE, Fingerprints, fingerprint_steps
from thread_parsers.identity.letters import MAX_PIECE_BYTES
from thread_parsers.reading import parse
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from pathlib import Path

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.times.time_units import TimeUnit

LATE = "The ferry was late again, and nobody at the pier knew why."
LONG = "The ferry was late again. " * 20


def of(discussion: Discussion) -> Fingerprints:
    return run_to_end(fingerprint_steps(discussion))


def made(*posts: tuple[str, str]) -> Fingerprints:
    return of(make_discussion([Post(author=author, text=text) for author, text in posts]))


def stated(*comments: dict[str, Any]) -> Fingerprints:
    """Of our own JSON form, with these fields of the comments."""
    empty = {"parent": None, "depth": 0, "author": "Ann", "segments": [LATE]}
    document = {"format": "made", "comments": [{"id": at, **empty, **each} for at, each in enumerate(comments, 1)]}
    return of(
        parse(json.dumps({"version": 1, "title": None, "paragraphs": [], **document}), format_name="thread-reader")
    )


def test_there_is_one_value_of_each_kind_for_each_comment() -> None:
    found = made(("Ann", LATE), ("Bo", "Thanks"), ("", ""))
    assert [len(column) for column in found] == [3, 3, 3, 3]
    assert {column.typecode for column in found} == {"q"}
    assert all(not len(column) for column in made())


def timed(author: str, text: str, time: str, unit: TimeUnit | None = None) -> int:
    """The value of a comment by which its time counts."""
    discussion = make_discussion([Post(author=author, text=text, time=time)])
    if unit:
        discussion.columns.time_units[0] = unit
    return of(discussion).timed[0]


def test_author_words_and_minute_of_a_comment_are_a_value() -> None:
    value = timed("Ann", "Thanks", "2024-05-02 08:30:10")
    assert value == timed("ann", "Thanks!", "2024-05-02 08:30") > 0
    others = [
        timed("Bo", "Thanks", "2024-05-02 08:30"),
        timed("Ann", "Late", "2024-05-02 08:30"),
        timed("Ann", "Thanks", "2024-05-02 08:31"),
    ]
    assert len({value, *others} - {0}) == 4


@pytest.mark.parametrize(("author", "time", "unit"), [
    ("Ann", "", None), ("Ann", "2024-05-02 00:00", None), ("Ann", "2024-05-02 08:00", "hour"),
    ("", "2024-05-02 08:30", None), ("[deleted]", "2024-05-02 08:30", None),
])  # fmt: skip
def test_without_an_author_or_an_exact_time_there_is_no_such_value(
    author: str, time: str, unit: TimeUnit | None
) -> None:
    assert timed(author, LATE, time, unit) == 0


@pytest.mark.parametrize(("name", "other"), [
    ("Ann", "ANN"), ("ann", "@ann"), ("ann", "u/ann"), ("ann", "/u/ann"), ("Ann B.", "ann b"), ("Ann", "3. Ann"),
    ("", "[deleted]"), ("", "(no name)"),
])  # fmt: skip
def test_one_author_written_in_two_ways_is_one(name: str, other: str) -> None:
    assert made((name, LATE)) == made((other, LATE))


def test_words_depend_on_the_author_and_texts_do_not() -> None:
    ann, bo = made(("Ann", LATE)), made(("Bo", LATE))
    assert ann.words != bo.words
    assert ann.texts == bo.texts


def test_an_edit_at_the_end_changes_the_text_and_not_the_words() -> None:
    before, after = made(("Ann", LATE)), made(("Ann", LATE + " Edit: it was the tide."))
    assert before.words == after.words
    assert abs(before.texts[0]) != abs(after.texts[0])


def test_punctuation_and_lines_change_nothing() -> None:
    assert made(("Ann", LATE)) == made(("Ann", LATE.replace(", ", ",\n").replace("ferry", "*ferry*")))


def test_equal_comments_are_numbered() -> None:
    found = made(("Ann", LATE), ("Ann", LATE), ("Bo", LATE), ("Ann", LATE))
    assert len(set(found.words)) == 4
    assert [words > 0 for words in found.words] == [True, False, True, False]
    assert made(("Bo", LATE), ("Ann", LATE), ("Ann", LATE)).words[1:] == found.words[:2]


def test_the_sign_says_whether_words_are_distinctive() -> None:
    short = "x" * (MIN_DISTINCTIVE - 1)
    found = made(
        ("Ann", short), ("Ann", short + "y"), ("Ann", "Thanks"), ("", LATE), ("Bo", "渡轮很晚才到大家都不知道")
    )
    assert [words > 0 for words in found.words] == [False, True, False, False, True]


def test_the_sign_says_whether_a_text_is_long() -> None:
    assert [text > 0 for text in made(("Ann", LONG), ("Ann", "Late"), ("Ann", "👍")).texts] == [True, False, False]
    assert made(("Ann", "👍")).texts[0] == 0


def test_nothing_tells_comments_without_author_and_text_apart() -> None:
    assert list(made(("", ""), ("", "\n"), ("", "👍")).words) == [0, 0, 0]
    found = stated({"author": "", "segments": ["[deleted]"], "state": "deleted"}, {"author": "", "segments": []})
    assert list(found.words) == [0, 0]


def test_a_photo_of_a_known_author_is_one_of_his_photos() -> None:
    found = made(("Ann", ""), ("Bo", ""), ("Ann", ""))
    assert len(set(found.words)) == 3
    assert max(found.words) < 0


def test_ids_are_those_of_the_site_or_of_the_permalink() -> None:
    ids = stated(
        {"site_id": "t1_kx2ab9q"}, {"permalink": "https://a.example/t/#c12"}, {"site_id": "comment-13"}, {}
    ).ids
    again = stated({"site_id": "kx2ab9q"}, {"site_id": "12"}, {"site_id": "13"}, {"site_id": ""}).ids
    assert ids == again
    assert [(each > 0) - (each < 0) for each in ids] == [1, -1, -1, 0]


def test_an_id_that_an_earlier_comment_has_says_nothing() -> None:
    assert [bool(each) for each in stated({"site_id": "7"}, {"site_id": "c7"}, {"site_id": "8"}).ids] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("word", ["ferry ", "паром\n", "渡轮", "Fähre, "])
def test_a_long_text_is_hashed_in_pieces_and_in_steps(word: str) -> None:
    text = word * (3 * MAX_PIECE_BYTES // len(word.encode()))
    discussion = make_discussion([Post(text=text), Post(text=text + "!")])
    assert len(list(fingerprint_steps(discussion))) >= 6
    found = of(discussion)
    assert found.texts[0] == found.texts[1] > 0
    assert made(("Ann", text[: MAX_PIECE_BYTES // 8])).words[0] == found.words[0] > 0


def test_a_long_text_without_letters_is_none() -> None:
    assert list(made(("", "👍" * MAX_PIECE_BYTES)).texts) == [0]


def test_fingerprints_are_the_same_in_every_process(tmp_path: Path, root: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        f"Late ferries\nReward\nComment\n0/400\nMara\n· 2025-12-24 06:14\n{LATE}\nView OriginalReply0\n" * 2
    )
    program = (
        "from thread_parsers.reading import read; from thread_parsers.steps import run_to_end;"
        "from thread_parsers.identity.fingerprints import fingerprint_steps;"
        f"print(*map(list, run_to_end(fingerprint_steps(read({str(page)!r})))))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONPATH": str(root / "parsers"), "PYTHONHASHSEED": seed},
            capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(seen) == 1
    assert len(re.findall(rb"\d{15,}", seen.pop())) >= 2
