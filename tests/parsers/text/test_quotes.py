"""Which lines of a comment are quotes or its signature."""

from __future__ import annotations

import pytest

from thread_parsers.text.quotes import Asides


def kinds(text: str, *, is_mail: bool = True) -> str:
    """The kinds of all lines: `q`, `s`, or `.` for own words."""
    asides, lines = Asides(is_mail=is_mail), text.split("\n")
    return "".join(asides.kind(line, after)[:1] or "." for line, after in zip(lines, [*lines[1:], ""], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tea.\n> Coffee?\n>> Milk?\nNo.", ".qq."),
        ("AL> Coffee?\n  > Milk?\na > b\nif (x)> 3", "qq.."),
        ("Tea.\n-- \nAda\nKiln 3", ".sss"),
        ("Tea.\n-- \nAda\n> Coffee?\nNo.", ".ssq."),
        ("Tea.\n--\nAda", ".ss"),
        ("Tea.\n\n-----Original Message-----\nFrom: Bo\n\nCoffee?", "..qqqq"),
        ("Tee.\n-----Ursprüngliche Nachricht-----\nVon: Bo", ".qq"),
        ("Tea.\nFrom: Bo <bo@example.org>\nSent: Monday\n\nCoffee?", ".qqqq"),
        ("Tea.\nFrom: the kiln to the table.\nIt is hot.", "..."),
        ("---\n-----\n--- a/tea", "..."),
    ],
)
def test_kinds_of_the_lines_of_a_mail(text: str, expected: str) -> None:
    assert kinds(text) == expected


def test_outside_of_mail_two_dashes_and_labels_are_words() -> None:
    assert kinds("Tea.\n--\nFrom: Bo\nTo: Ada\n> Coffee?\n-- \nAda", is_mail=False) == "....qss"
