"""Letters and digits: the same for one text in all formats, and in pieces as in one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.identity.letters import MAX_PIECE_BYTES, first_letters, letters, pieces, weight

SAME = {
    "theferryislate": [
        "The ferry is late.", "the  FERRY\nis *late*", "The **ferry** is `late`!", "“The ferry” — is late…",
        "The [ferry](https://pier.example.org/a_(b)) is late", "The ferry[12] is late [pic.gif]",
        "The ferry is late :smile:",
        "The\u00a0ferry\u200b is late", "Ｔｈｅ ferry is late", "The <b>ferry</b> is late", "The ferry &amp; is late",
        "The ferry https://pier.example.org/a?b=1 is late", "The ferry https://pier.exam... is late",
        r"The \[12\] ferry is late", "> The ferry\n> is late",
    ],
    "fähre": ["Fähre", "Fa\u0308hre", "FÄHRE", "»Fähre«"],
    "渡轮很晚2": ["渡轮很晚 2。", "渡轮，很晚２"],
    "паромопоздал": ["Паром опоздал!", "«паром» опоздал…"],
    "": ["", " \n", "👍", "--- ***", ":)"],
}  # fmt: skip


@pytest.mark.parametrize(("expected", "text"), [(found, text) for found, texts in SAME.items() for text in texts])
def test_one_text_has_the_same_letters_in_all_formats(expected: str, text: str) -> None:
    # The last bracket of the address is not part of the link in all Markdown.
    assert letters(text.encode()) == expected.encode()


TEXTS = st.text() | st.text("aB ä1_*[](<>:&;`'’\u0301渡\n/w.htps")


@given(TEXTS, TEXTS)
def test_the_letters_of_a_text_end_with_a_line(first: str, second: str) -> None:
    """What is on one line without an address or a mark does not act on the next one."""
    plain = "".join(filter(str.isalnum, first))
    joined = f"{plain}\n{second}".encode("utf-8", "surrogatepass")
    assert letters(joined) == letters(plain.encode("utf-8", "surrogatepass")) + letters(
        f"\n{second}".encode("utf-8", "surrogatepass")
    )


@given(st.binary())
def test_bytes_that_are_no_text_have_letters(data: bytes) -> None:
    letters(data).decode()
    assert b"".join(pieces(data)) == data


@given(st.lists(st.sampled_from(["ferry ", "渡轮", "паром\n", "ä" * 50, "x" * 3000]), min_size=20, max_size=400))
def test_pieces_are_short_and_cut_at_white_space_or_between_characters(words: list[str]) -> None:
    data = "".join(words * 8).encode()
    found = list(pieces(data))
    assert b"".join(found) == data
    assert max(map(len, found)) <= MAX_PIECE_BYTES
    assert b"".join(map(letters, found)) == letters(data)


def test_a_character_of_chinese_counts_twice() -> None:
    assert weight(b"ferry") == weight("паром".encode()) == 5
    assert weight("渡轮很晚".encode()) == 8


@given(st.text(), st.integers(0, 40))
def test_the_first_letters_are_characters(text: str, count: int) -> None:
    data = text.encode("utf-8", "replace")
    assert first_letters(data, count) == data.decode()[:count].encode()
