"""The judge of what is written to the terminal: what it allows, what it reports, what has to be put back."""

from __future__ import annotations

import pytest

from harness.terminal import Judge

SAVE, PUT_BACK = "\x1b[22;0t", "\x1b[23;0t"
ALLOWED = [
    "\x1b]52;c;aGVsbG8=\x07",
    "\x1b]11;?\x1b\\",
    "\x1b]11;?\x07",
    "\x1b]8;id=4;https://example.org/a?b=%20\x1b\\\x1b[1mlink\x1b[0m\x1b]8;;\x1b\\",
    "\x1b]8;;mailto:a@example.org\x1b\\link\x1b]8;;\x1b\\",
    f"{SAVE}\x1b]2;ferry.txt\x07{PUT_BACK}",
    "\x1b[2;20r\x1b[r",
]
REPORTED = [
    "\x1b]52;c;?\x07",
    "\x1b]52;c;not base64!\x07",
    "\x1b]11;#000000\x07",
    "\x1b]10;?\x07",
    "\x1b]4;1;?\x07",
    "\x1b]8;;javascript:alert(1)\x1b\\x\x1b]8;;\x1b\\",
    "\x1b]8;;file:///etc/passwd\x1b\\x\x1b]8;;\x1b\\",
    "\x1b]8;;https://example.org/\u202e\x1b\\x\x1b]8;;\x1b\\",
    "\x1b]2;not saved\x07",
    f"{SAVE}\x1b]2;tur\u202ened\x07{PUT_BACK}",
    "\x1b[21t",
    "\x1b[1;31m\x1b]11;?\x07\x1b[0m",
    "\x1b[6n",
    "\x1bc",
]
LEFT = [
    ("\x1b]8;;https://example.org/\x1b\\link", "a link"),
    (f"{SAVE}\x1b]2;ferry.txt\x07", "the title"),
    ("\x1b[2;20r", "a scroll region"),
    ("\x1b[?1000h", "mode 1000"),
    ("\x1b[1m", "colours"),
    ("\x1b]11;?\x1b", "an unfinished sequence"),
]


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize("output", ALLOWED, ids=ascii)
def test_what_the_program_may_write_is_no_finding(output: str, size: int) -> None:
    judge = Judge()
    pieces = [piece[0] for at in range(0, len(output), size) for piece in judge.read(output[at : at + size])]
    assert (judge.findings, judge.left_on()) == ([], [])
    assert "".join(pieces) == output


@pytest.mark.parametrize("output", REPORTED, ids=ascii)
def test_everything_else_is_reported(output: str) -> None:
    judge = Judge()
    assert list(judge.read(f"{output}end\x1b[0m")) is not None
    assert judge.findings


@pytest.mark.parametrize(("output", "left"), LEFT, ids=[left for _, left in LEFT])
def test_what_is_not_put_back_is_reported(output: str, left: str) -> None:
    judge = Judge()
    for _ in judge.read(output):
        pass
    assert judge.left_on() == [left]
