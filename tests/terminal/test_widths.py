"""Rows are never longer than the screen, in whatever script."""

from __future__ import annotations

import unicodedata

import pytest
from rich.cells import cell_len, get_character_cell_size

from thread_reader.terminal import widths

SIGNS = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Mc"]


@pytest.fixture
def corrected() -> None:
    """The table of Rich as the program uses it."""
    widths.correct()


def test_rich_counts_signs_beside_a_letter_as_nothing() -> None:
    """On Rich alone; when this fails the correction is to be deleted. In a table of its own: the other is corrected."""
    assert {get_character_cell_size(sign, "16.0.0") for sign in SIGNS} == {0}


@pytest.mark.usefixtures("corrected")
def test_every_sign_beside_a_letter_is_a_cell() -> None:
    assert {get_character_cell_size(sign) for sign in SIGNS} == {1}


@pytest.mark.usefixtures("corrected")
def test_all_others_are_as_wide_as_before() -> None:
    others = [chr(code) for code in range(0x30000) if chr(code) not in SIGNS]
    now = [get_character_cell_size(char) for char in others]
    widths.correct()
    assert now == [get_character_cell_size(char) for char in others]
    assert (cell_len("日本"), cell_len("e\u0301"), cell_len("का"), cell_len("x")) == (4, 1, 2, 1)
