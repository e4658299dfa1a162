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
_TIMING = re.compile(rb"[ \t]{0,8}(" + _CLOCK + rb")(?:[ \t]{0,8}(-->)[ \t]{0,8}|,)" + _CLOCK + rb"(?![\d.])")
_VOICE = re.compile(rb"<v(?:\.[^\s<>]{1,60})?\s([^<>]{1,400})>")
_NAMED = re.compile(r"\s{0,8}([^\s:<>][^:<>\n]{0,60}):\s")
_TAG = re.compile(
    r"</?(?:[bicu]|ruby|rt)(?:\.[^\s<>]{1,200})?>|</?(?:v|lang|font)(?:[.\s][^<>]{1,400})?>|<\d[\d:.]{0,20}>"
)
"""The tags of WebVTT, and one of other captions. Other words may be in angle brackets too."""
_MAX_NAME_WORDS = 5
SLICE_LINES = 500
"""Lines between two yields."""
MAX_CUE_BYTES = 1 << 16
"""A longer cue has no words that are read."""


class Cue(NamedTuple):
    """A cue, or the part of it that one voice says, and its bytes in the file."""

    start: int
    end: int
    clock: str
    """Since the beginning of the meeting: "00:01:23"."""
    speaker: str
    """"" where it does not say who speaks."""
    words: str | None
    """None where they are too long."""
    by_tag: bool = False
    """Whether a tag says who speaks, and not words before a colon."""


def cues(source: Source) -> Iterator[Cue | None]:
    """The cues of captions, and None now and then."""
    begin, clock, tagged, words_at = 0, "", False, -1
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
            yield from _voices(source, begin, start, clock, words_at, tagged=tagged)
            words_at = -1
        if timing:
            begin, clock = start if above < 0 else above, timing[1].decode("ascii").partition(".")[0]
            tagged = timing[2] is not None
            words_at = min(feed + 1, source.size)
        above = start if data.strip() and not timing and words_at < 0 else -1
    if words_at >= 0:
        yield from _voices(source, begin, source.size, clock, words_at, tagged=tagged)


def _voices(source: Source, start: int, end: int, clock: str, words_at: int, *, tagged: bool) -> Iterator[Cue]:
    """The parts of a cue that its voices say. `tagged`: whether it may have tags, as only those of WebVTT."""
    if end - words_at > MAX_CUE_BYTES:
        yield Cue(start, end, clock, "", None)
        return
    data = source.read(words_at, end)
    places = _places(data) if tagged else [(0, "")]
    for number, (at, voice) in enumerate(places):
        stop = places[number + 1][0] if number + 1 < len(places) else len(data)
        words, speaker, by_tag = data[at:stop].decode("utf-8", "surrogateescape"), voice, bool(voice)
        named = None if by_tag else _NAMED.match(words)
        if named and plausible(named[1], _MAX_NAME_WORDS):
            speaker, words = decode_entities(named[1]).strip(), words[named.end() :]
        words = decode_entities(_TAG.sub("", words) if tagged else words).strip()
        yield Cue(words_at + at if number else start, words_at + stop, clock, speaker, words, by_tag)


def _places(data: bytes) -> list[tuple[int, str]]:
    """Where each voice begins in the words of a cue, and its name: "" at the beginning if that is no voice."""
    blank = len(data) - len(data.lstrip())
    places = [(0, "")]
    for voice in _VOICE.finditer(data):
        name = decode_entities(voice[1].decode("utf-8", "surrogateescape")).strip()
        if voice.start() == blank:
            places = [(0, name)]
        elif name != places[-1][1]:
            places.append((voice.start(), name))
    return places
