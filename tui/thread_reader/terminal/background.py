"""Whether the terminal's background is dark, by asking the terminal or from its environment.

The question is OSC 11 with `?`; xterm, VTE, kitty, iTerm2, Windows Terminal, foot and tmux from 3.4 on answer it. An
answer may be forged by whatever can write to the terminal, so nothing but its three numbers is used.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

QUESTION = "\x1b]11;?\x1b\\"
ANSWER = re.compile(r"11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})(?:/[0-9a-fA-F]{1,4})?")
"""The contents of the answer: XParseColor's form, 1 to 4 hexadecimal digits per channel."""
ANSWER_SECONDS = 1.0
"""A later answer is ignored. The first frame does not wait for the answer, which usually arrives before it."""
LUMINANCE_WEIGHTS = (0.2126, 0.7152, 0.0722)
"""Weights of red, green and blue in the luminance (ITU-R BT.709)."""
NO_ANSWER_TERMS = ("linux", "dumb", "unknown")
"""Values of TERM for terminals that do not know the question; old Linux consoles would print it."""
LIGHT_COLOURS = ("7", "15")
"""The light ones of the 16 colours that COLORFGBG names."""


def is_dark(answer: str) -> bool | None:
    """Return whether the background in an answer is dark; None if it is not an answer to the query."""
    match = ANSWER.fullmatch(answer)
    if match is None:
        return None
    # 1 digit counts to 15, 4 digits to 65,535.
    channels: list[float] = [int(digits, 16) / (16 ** len(digits) - 1) for digits in match.groups()]
    luminance = sum(weight * channel for weight, channel in zip(LUMINANCE_WEIGHTS, channels, strict=True))
    return luminance < 0.5


def is_dark_by_environment(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether COLORFGBG (`foreground;background`, set by rxvt, Konsole and others) names a dark background; True
    without it."""
    return environment.get("COLORFGBG", "").rpartition(";")[2] not in LIGHT_COLOURS


def answers_questions(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether the terminal can be asked."""
    return environment.get("TERM", "") not in NO_ANSWER_TERMS
