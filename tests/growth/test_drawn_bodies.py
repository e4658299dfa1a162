"""Hostile Markdown is drawn in work that is linear in what is drawn, and bounded for a screen."""

from __future__ import annotations

from itertools import islice

import pytest

from harness.work import calls
from thread_reader.render.bodies.body import Body
from thread_reader.render.bodies.inline import MAX_MARKS

ROWS = 40
ATOMS = {
    "stars": "*", "emphasis": "*a **b ", "closing": "a* b** ", "mixed": "*_~`[!<&\\", "quotes": "> ", "lists": "- ",
    "numbers": "1. ", "brackets": "[", "images": "![", "links": "[a](b ", "titles": "[a](b 'c ", "pointed": "[a](<b",
    "ends": "](", "ticks": "`a", "entities": "&amp;", "addresses": "https://a.b/c_d", "in brackets": "http://a/)",
    "escapes": "\\*", "tags": "<a:", "cells": "|", "spaces": " x", "lines": "a\n", "blank lines": "\n",
    "fences": "```\n", "quoted lines": "> a\n", "older quotes": ">> a\n> b\n", "items": "- a\n",
    "underlines": "a\n===\n", "rules": "***\n", "table": "a|b\n-|-\nc|d\n", "definitions": "[a]: http://b\n[a] ",
    "spoilers": ">!a!< ", "open spoilers": ">!a ", "mentions": "@a u/b ", "names": "@a b c ",
    "indented": "    a\n", "nested": "- - - - - a\n\n\n",
}  # fmt: skip


def drawn(text: str) -> None:
    for form in ("markdown", "html"):
        body = Body(form, 80, hits=lambda _paragraph, line: [(0, 1)] if line else [], names={"a"})
        assert len(list(islice(body.segment(text), ROWS))) <= ROWS


def work_of(text: str) -> int:
    return calls(lambda: drawn(text))


@pytest.mark.parametrize("atom", ATOMS.values(), ids=ATOMS.keys())
def test_a_screenful_is_bounded_and_twice_the_marks_are_at_most_twice_the_work(atom: str) -> None:
    few, more, many = (work_of(atom * count) for count in (MAX_MARKS // 2, MAX_MARKS, 30 * MAX_MARKS))
    assert more <= 2.2 * few + 500
    assert many <= 2.2 * more + 5_000


def test_a_line_of_megabytes_is_not_parsed() -> None:
    work = [work_of("*a* " * size) for size in (100_000, 200_000)]
    assert work[1] <= 1.1 * work[0]
