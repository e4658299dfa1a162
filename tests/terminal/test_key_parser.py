"""What the terminal sends becomes keys, mouse events and pastes, whatever it is and however it is cut into reads."""

from __future__ import annotations

import pytest
from textual import events

from thread_reader.terminal import key_parser
from thread_reader.terminal.key_parser import (
    MAX_PASTE_CHARACTERS,
    MIN_BARE_PASTE_CHARACTERS,
    InputParser,
    escape_seconds,
)


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def parsed(*reads: str, pause: float = 0.0, alt_keys: tuple[str, ...] = ()) -> list[str]:
    """The keys of some reads, `pause` seconds apart, and then of a long pause; of other messages their class."""
    clock = Clock()
    parser = InputParser(alt_keys, clock)
    found = []
    for read in reads:
        found += list(parser.feed(read))
        clock.now += pause
        found += list(parser.tick())
    clock.now += 60
    found += list(parser.tick())
    assert list(parser.tick()) == []
    assert parser.seconds_left is None
    return [message.key if isinstance(message, events.Key) else type(message).__name__ for message in found]


KEYS = {
    "j": "j", "G": "G", "q": "q", "/": "slash", "1": "1", "[": "left_square_bracket", "]": "right_square_bracket",
    "O": "O", "P": "P", "_": "underscore", "{": "left_curly_bracket", "\r": "enter", "\t": "tab", "é": "é", "漢": "漢",
    "\x7f": "backspace", "\x1b": "escape", "\x1b[A": "up", "\x1bOB": "down", "\x1b[5~": "pageup",
    "\x1b[106;5u": "ctrl+j",
}  # fmt: skip


def test_a_pause_divides_esc_from_the_next_input_even_if_nobody_looked_at_the_clock() -> None:
    clock = Clock()
    parser = InputParser(clock=clock)
    found = list(parser.feed("\x1b"))
    clock.now += 60
    found += list(parser.feed("[A"))
    assert [message.key for message in found if isinstance(message, events.Key)] == [
        "escape",
        "left_square_bracket",
        "A",
    ]


@pytest.mark.parametrize("typed", KEYS)
@pytest.mark.parametrize("pause", [0.0, 0.02, 0.05, 0.09, 0.12, 0.16, 0.25])
def test_esc_and_the_next_key_are_two_keys(typed: str, pause: float) -> None:
    assert parsed("\x1b", typed, pause=pause) == ["escape", KEYS[typed]]
    assert parsed("\x1b" + typed) == ["escape", KEYS[typed]]


@pytest.mark.parametrize("typed", ["[s", "[o", "]l", "]a", "PJ", "zt"])
def test_esc_and_two_more_keys_in_one_read_are_three(typed: str) -> None:
    keys = [KEYS.get(character, character) for character in typed]
    assert parsed("\x1b" + typed) == ["escape", *keys]


def test_a_key_with_alt_is_one_key_if_it_is_bound() -> None:
    assert parsed("\x1bx", alt_keys=("alt+x",)) == ["alt+x"]
    assert parsed("\x1by", alt_keys=("alt+x",)) == ["escape", "y"]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("\x1b[97u", ["a"]),
        ("\x1b[97;1u", ["a"]),
        ("\x1b[97;2;65u", ["A"]),
        ("\x1b[97;2u", ["A"]),
        ("\x1b[97;1:2u", ["a"]),
        ("\x1b[97;1:3u", []),
        ("\x1b[57441;2u", []),
        ("\x1b[27u", ["escape"]),
        ("\x1b[27;5;114~", ["ctrl+r"]),
        ("\x1b[27;2;65~", ["A"]),
        ("\x1b[27;1;99999999~", []),
        ("\x1b[1;5A", ["ctrl+up"]),
        ("\x1b[[A", ["f1"]),
    ],
)
def test_keyboard_protocols_are_understood(typed: str, keys: list[str]) -> None:
    assert parsed(typed) == keys
    assert parsed(*typed) == keys


ANSWERS = [
    "\x1b[?62;22c", "\x1b[>41;377;0c", "\x1b[0n", "\x1b[?997;1n", "\x1b[24;80n",
    "\x1b[?1;2$y",
    "\x1b]4;1;rgb:0000/0000/0000\x07", "\x1b]10;rgb:ff/ff/ff\x1b\\", "\x1b]11;rgb:ff/ff/ff\x07", "\x1b]52;c;cXFx\x07",
    "\x1bP>|terminal(1)\x1b\\", "\x1bP1+r544e=71\x1b\\", "\x1b_Gi=1;OK\x1b\\", "\x1b[8;24;80t", "\x1b[?0u", "\x1b[M !!",
    "\x1b[48;99999;99999;1;1t", "\x1b[48;0;0;0;0t", "\x1b[48;-1;5;1;1t", "\x1b[99999999999~", "\x1b[1114112u",
    "\x1b[:R",    "\x1b[" + "9;" * 5000 + "u", "\x1b[<0;99999999999;1M", "\x1b[<0;1M",
    "\x1b]11;" + "q" * 100_000 + "\x07",
]  # fmt: skip
"""What a terminal answers, or may be made to send, and what looks like it."""


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: ascii(answer[:20]))
def test_answers_and_impossible_sequences_are_no_keys(answer: str) -> None:
    assert parsed(answer + "j") == ["j"]
    assert parsed(answer, "j", pause=0.02) == ["j"]
    half = len(answer) // 2
    assert parsed(answer[:half], answer[half:], "j", pause=0.02) == ["j"]


def test_an_answer_that_never_ends_is_given_up_after_a_pause() -> None:
    assert parsed("\x1b]11;rgb:", "j", pause=1.0) == ["j"]
    assert parsed("\x1b[12;", "j", pause=1.0) == ["j"]
    assert parsed("\x1b[200~abc", "j", pause=3.0) == ["Paste", "j"]


@pytest.mark.parametrize("cut", range(1, 16))
def test_a_paste_is_one_message_however_it_is_cut(cut: int) -> None:
    typed = "\x1b[200~a\x1bq\x1b[201~j"
    assert parsed(typed[:cut], typed[cut:]) == ["Paste", "j"]


BARE = "The ferry is late again, and the quay is full of people. " * 20


@pytest.mark.parametrize("cut", range(0, len(BARE), 97))
def test_a_long_text_at_once_is_a_paste_even_if_it_is_not_marked(cut: int) -> None:
    cut = max(cut, MIN_BARE_PASTE_CHARACTERS)
    assert parsed(BARE[:cut], BARE[cut:], "\x1b") == ["Paste", "escape"]
    assert parsed(BARE, "j", pause=0.3) == ["Paste", "j"]
    assert parsed(BARE + "\x1b[A", "j") == ["Paste", "up", "j"]


def test_keys_held_down_while_the_program_was_busy_are_no_paste() -> None:
    held = "jjjjkkkk" * 100
    assert parsed(held) == list(held)
    short = BARE[: MIN_BARE_PASTE_CHARACTERS - 1]
    assert len(parsed(short)) == len(short)


def test_a_long_paste_is_cut() -> None:
    parser = InputParser()
    messages = [*parser.feed("\x1b[200~")]
    for _ in range(250):
        messages += parser.feed("x" * 4096)
    messages += parser.feed("\x1b[201~")
    assert [len(message.text) for message in messages if isinstance(message, events.Paste)] == [MAX_PASTE_CHARACTERS]


def test_a_reported_size_is_taken_if_it_is_possible() -> None:
    assert parsed("\x1b[48;50;200;800;1600t") == ["Resize"]
    assert parsed("\x1b[48;50:1;200;800;1600t") == ["Resize"]
    assert parsed(f"\x1b[48;50;{key_parser.MAX_CELLS + 1};800;1600t") == []


def test_mouse_positions_without_a_known_size_raise_nothing() -> None:
    assert parsed("\x1b[48;24;80;0;0t\x1b[<65;5;5M") == ["Resize", "MouseScrollDown"]


@pytest.mark.parametrize(("value", "seconds"), [("", 0.025), ("x", 0.025), ("100", 0.1), ("0", 0.001), ("9999", 1.0)])
def test_the_delay_after_esc_is_set_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, value: str, seconds: float
) -> None:
    monkeypatch.setenv("ESCDELAY", value)
    assert escape_seconds() == seconds
