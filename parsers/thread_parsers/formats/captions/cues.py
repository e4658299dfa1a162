"""The cues of captions: what is said between two times, and who says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.plain.names import plausible
from thread_parsers.formats.plain.windows import lines_in_steps
from thread_parsers.markup.entities import decode_entities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.source.source import Source

_CLOCK = rb"(?:\d{1,3}:)?\d\d:\d\d\.\d{3}"
_TIMING = re.compile(rb"[ \t]{0,8}(" + _CLOCK + rb")(?:[ \t]{0,8}-->[ \t]{0,8}|,)" + _CLOCK + rb"(?![\d.])")
_VOICE = re.compile(r"\s{0,8}<v(?:\.[^\s<>]{1,60})?\s([^<>]{1,100})>")
_NAMED = re.compile(r"\s{0,8}([^\s:<>][^:<>\n]{0,60}):\s")
_TAG = re.compile(r"</?[^<>]{1,200}>")
_MAX_NAME_WORDS = 5
SLICE_LINES = 500
"""Lines between two yields."""
MAX_CUE_BYTES = 1 << 16
"""A longer cue has no words that are read."""


class Cue(NamedTuple):
    """A cue and its bytes in the file."""

    start: int
    end: int
    clock: str
    """Since the beginning of the meeting: "00:01:23"."""
    speaker: str
    """"" where it does not say who speaks."""
    words: str | None
    """None where they are too long."""


def cues(source: Source) -> Iterator[Cue | None]:
    """The cues of captions, and None now and then."""
    begin, clock, words_at = 0, "", -1
    """Where the cue begins, its time, and where its words begin: -1 outside of a cue."""
    above = -1
    """Where the line directly above begins: the id of a cue; -1 where that is blank."""
    for number, line in enumerate(lines_in_steps(source, 0, source.size)):
        if line is None or number % SLICE_LINES == SLICE_LINES - 1:
            yield None
        if line is None:
            continue
        start, feed, data = line
        timing = _TIMING.match(data)
        if words_at >= 0 and (timing or not data.strip()):
            yield _cue(source, begin, start, clock, words_at)
            words_at = -1
        if timing:
            begin, clock = start if above < 0 else above, timing[1].decode("ascii").partition(".")[0]
            words_at = min(feed + 1, source.size)
        above = start if data.strip() and not timing and words_at < 0 else -1
    if words_at >= 0:
        yield _cue(source, begin, source.size, clock, words_at)


def _cue(source: Source, start: int, end: int, clock: str, words_at: int) -> Cue:
    if end - words_at > MAX_CUE_BYTES:
        return Cue(start, end, clock, "", None)
    words = source.read(words_at, end).decode("utf-8", "surrogateescape")
    voice = _VOICE.match(words)
    named = None if voice else _NAMED.match(words)
    found = voice or (named if named and plausible(named[1], _MAX_NAME_WORDS) else None)
    words = words[found.end() :] if found else words
    speaker = decode_entities(found[1]).strip() if found else ""
    return Cue(start, end, clock, speaker, decode_entities(_TAG.sub("", words)).strip())
