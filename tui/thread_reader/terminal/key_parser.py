"""Parsing the terminal's input into keys, mouse events, pastes and answers, whatever the input contains.

Textual's parser (8.2.8) is replaced, except for its tables of keys and its mouse reports. It turns `Esc j` in one read
into `^ j`, collects a paste of any length, takes every size that is reported, and raises on key codes that are not
characters (`ESC[1114112u`, `ESC[:R`), on huge numbers (`ESC[9999999999~`), and on mouse positions after the terminal
has reported no size. Each of these ended or blocked the program.

The rules here: Esc followed by a character that begins no control sequence is the Esc key and then that character. A
complete control sequence that means nothing to the reader is dropped, and so is one that is never completed.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from textual import events, messages
from textual._keyboard_protocol import MODIFIER_FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator

    from textual.message import Message

ESC = "\x1b"
PASTE_START, PASTE_END = "\x1b[200~", "\x1b[201~"
MAX_PASTE_CHARACTERS = 10_000
"""Characters of a paste that are kept: more than any field takes."""
MAX_STRING_CHARACTERS = 40
"""The contents of a longer OSC are dropped."""
MAX_SEQUENCE_CHARACTERS = 200
"""A longer control sequence is dropped."""
MAX_CELLS = 2_000
"""A terminal wider or higher than this is taken to be a mistake: drawing it would take seconds for each key."""
MAX_ESCAPE_SECONDS = 1.0
SEQUENCE_SECONDS = 0.5
"""Pause within a control sequence after which it is dropped. It is not typed by hand, but a slow line may split it."""
MIN_BARE_PASTE_CHARACTERS = 200
"""This much text at once, of at least `MIN_BARE_PASTE_KINDS` different characters, is a paste of a terminal that does
not mark pastes. As keys it would run commands, among them the one that quits, and 1 MB would take minutes. Keys that
were held down while the program was busy are the same few again and again."""
MIN_BARE_PASTE_KINDS = 8
BARE_PASTE_SECONDS = 0.2
"""Pause after which such a paste has ended."""
PASTE_SECONDS = 2.0
"""Pause within a paste after which it has ended, so that a lost end marker does not swallow all further keys."""

CSI = re.compile(r"\x1b\[(?:M[^\x1b]{3}|\[[A-E]|(?![M\[])[ -?]*[@-~])")
"""A complete sequence: an old mouse report, a function key of the Linux console, or by the rules of ECMA-48, but with
parameters in any order."""
CSI_BEGUN = re.compile(r"\x1b\[(?:M[^\x1b]{0,2}\Z|\[\Z|[ -?]*)")
SS3 = re.compile(r"\x1bO[0-9;]*[A-Za-z]")
SS3_BEGUN = re.compile(r"\x1bO[0-9;]*\Z")
STRING_START = re.compile(r"\x1b(?:\][0-9]|P[0-9>!+=$?]|_G)")
"""The beginning of an answer that is a string (OSC, DCS, APC), as opposed to Esc and the keys `]`, `P` or `_`."""
STRING_END = re.compile(r"\x07|\x1b\\|\x18|\x1a|(?=\x1b[^\\])")
"""The end of such an answer. Another sequence breaks it off, so that a lost end does not swallow keys."""
RESIZE = re.compile(r"\x1b\[48;(\d{1,9})(?::\d*)*;(\d{1,9})(?::\d*)*;(\d{1,9})(?::\d*)*;(\d{1,9})(?::\d*)*t")
MOUSE = re.compile(r"\x1b\[<\d{1,3};-?\d{1,9};-?\d{1,9}[Mm]")
MODE = re.compile(r"\x1b\[\?(2026|2048);(\d)\$y")
OTHER_KEY = re.compile(r"\x1b\[27;(\d{1,3});(\d{1,7})~")
"""A key as xterm reports it with modifyOtherKeys: modifiers and character."""
PRESS = re.compile(r"(\x1b\[[\d:]*;\d*):[12](?=[;~A-Zu])")
"""The kitty protocol's mark that a key was pressed or repeats, which is what a key without the mark means."""
TEXT_KEY = re.compile(r"\x1b\[(\d{1,7})(?::[\d:]*)?(?:;([12]?))?u")
"""A key without modifiers, or with Shift, and without the text that it types."""
AMBIGUOUS = frozenset({ESC, "\x1b[", "\x1b[[", "\x1b]", "\x1bO", "\x1bP", "\x1b_"})
"""What is a control sequence if it goes on at once, and keys otherwise."""


def escape_seconds() -> float:
    """How long a control sequence may pause after Esc: ESCDELAY (milliseconds), as for programs that use ncurses."""
    try:
        return min(max(int(os.environ["ESCDELAY"]) / 1000, 0.001), MAX_ESCAPE_SECONDS)
    except (KeyError, ValueError):
        return 0.025


class InputParser:
    """Turns the characters that the terminal sends into messages for the app.

    `alt_keys` are the bound keys of the form `alt+x`, which most terminals send as Esc and `x`. `take_string` gets the
    contents of each short OSC, such as the answer to a question about colours.
    """

    def __init__(
        self,
        alt_keys: Collection[str] = (),
        clock: Callable[[], float] = monotonic,
        take_string: Callable[[str], None] | None = None,
    ) -> None:
        self._alt_keys = frozenset(alt_keys)
        self._take_string = take_string
        self._clock = clock
        self._xterm = XTermParser()
        """For Textual's tables and its mouse reports. It is fed nothing."""
        self._begun = ""
        """The beginning of a sequence, to be continued by the next input."""
        self._paste: list[str] | None = None
        """The pieces of a paste that has not ended."""
        self._is_bare = False
        """Whether it is a paste without marks."""
        self._in_string = False
        """True within an answer that is a string."""
        self._string = ""
        """The contents of the answer so far, if it is an OSC; of others and of long ones nothing is kept."""
        self._is_osc = False
        self._deadline: float | None = None
        self._escape_seconds = escape_seconds()

    @property
    def seconds_left(self) -> float | None:
        """Seconds until `tick` has something to decide; None if nothing is pending."""
        return None if self._deadline is None else max(0.0, self._deadline - self._clock())

    def tick(self) -> Iterator[Message]:
        """Yield the messages that a pause decides, such as a lone Esc."""
        if self._deadline is None or self._clock() < self._deadline:
            return
        self._deadline, begun, self._begun = None, self._begun, ""
        if self._paste is not None:
            yield from self._end_paste()
        elif self._in_string:
            self._in_string = False
        elif begun in AMBIGUOUS:
            yield from self._as_keys(begun)

    def feed(self, data: str) -> Iterator[Message]:
        """Yield the messages for some input."""
        yield from self.tick()  # the pause before this input may be longer than the caller's timeout
        data, self._begun, self._deadline = self._begun + data, "", None
        at = 0
        while at < len(data):
            if self._paste is not None:
                at = yield from self._continue_paste(data, at)
            elif self._in_string:
                at = self._continue_string(data, at)
            elif _is_bare_paste(data, at):
                self._paste, self._is_bare = [], True
            elif data[at] != ESC:
                yield from self._key(data[at])
                at += 1
            else:
                at = yield from self._sequence(data, at)

    def _hold(self, begun: str, seconds: float) -> None:
        """Keep the end of the input until more arrives or the time is over."""
        self._begun, self._deadline = begun, self._clock() + seconds

    def _sequence(self, data: str, at: int) -> Generator[Message, None, int]:
        """Yield the messages for the sequence at the Esc at `at`; returns where it ends."""
        match = CSI.match(data, at) or SS3.match(data, at)
        if match is not None:
            found = self._messages(match[0]) if len(match[0]) <= MAX_SEQUENCE_CHARACTERS else []
            if found is not None:
                yield from found
                return match.end()
        elif STRING_START.match(data, at):
            self._in_string, self._string = True, ""
            self._is_osc = data[at + 1] == "]"
            return at + 2
        else:
            rest = data[at : at + 4]
            begun = CSI_BEGUN.match(data, at) or SS3_BEGUN.match(data, at)
            if rest in AMBIGUOUS:
                self._hold(rest, self._escape_seconds)
                return len(data)
            if begun is not None and begun.end() == len(data):
                # Of a sequence that is too long, the beginning is enough to know that it is to be dropped.
                self._hold(begun[0][: MAX_SEQUENCE_CHARACTERS + 2], SEQUENCE_SECONDS)
                return len(data)
            if begun is not None and begun.end() > at + 2:  # broken off by a character that cannot continue it
                return begun.end()
        alt_key = f"alt+{data[at + 1]}"
        if alt_key in self._alt_keys:
            yield events.Key(alt_key, None)
            return at + 2
        yield events.Key("escape", ESC)
        return at + 1

    def _continue_paste(self, data: str, at: int) -> Generator[Message, None, int]:
        assert self._paste is not None
        marker = ESC if self._is_bare else PASTE_END
        end = data.find(marker, at)
        # Without the end marker, its beginning may be at the end of the data.
        cut = end if end >= 0 else _without_beginning(data, at, marker)
        room = MAX_PASTE_CHARACTERS - sum(map(len, self._paste))
        if room > 0:
            self._paste.append(data[at : min(cut, at + room)])
        if end >= 0:
            after = end if self._is_bare else end + len(PASTE_END)
            yield from self._end_paste()
            return after
        self._hold(data[cut:], BARE_PASTE_SECONDS if self._is_bare else PASTE_SECONDS)
        return len(data)

    def _end_paste(self) -> Iterator[Message]:
        text = "".join(self._paste or ()).replace("\x00", "")
        self._paste, self._is_bare = None, False
        yield events.Paste(text)

    def _continue_string(self, data: str, at: int) -> int:
        end = STRING_END.search(data, at)
        if self._is_osc and len(self._string) <= MAX_STRING_CHARACTERS:
            stop = end.start() if end is not None else len(data) - data.endswith(ESC)
            self._string += data[at : min(stop, at + MAX_STRING_CHARACTERS + 1)]
        if end is not None:
            self._in_string = False
            if self._take_string is not None and self._is_osc and end[0] and len(self._string) <= MAX_STRING_CHARACTERS:
                self._take_string(self._string)
            return end.end()
        self._hold(ESC if data.endswith(ESC) else "", SEQUENCE_SECONDS)
        return len(data)

    def _messages(self, sequence: str) -> list[Message] | None:
        """Return the messages for a complete sequence, none if it means nothing; None if it is keys typed one by one:
        Esc, a bracket, and a letter."""
        if sequence == PASTE_START:
            self._paste = []
            return []
        if sequence == "\x1b[I":
            return [events.AppFocus()]
        if sequence == "\x1b[O":
            return [events.AppBlur()]
        if MOUSE.fullmatch(sequence):
            with suppress(ArithmeticError, ValueError):
                mouse = self._xterm.parse_mouse_code(sequence)
                return [] if mouse is None else [mouse]
            return []
        resize = RESIZE.fullmatch(sequence)
        if resize is not None:
            return self._resized(*map(int, resize.groups()))
        mode = MODE.fullmatch(sequence)
        if mode is not None:
            return _supported(mode[1], int(mode[2]))
        keys = self._sequence_keys(sequence)
        return keys or (None if len(sequence) == 3 else [])

    def _resized(self, rows: int, columns: int, pixel_height: int, pixel_width: int) -> list[Message]:
        if not (0 < rows <= MAX_CELLS and 0 < columns <= MAX_CELLS):
            return []
        event = events.Resize.from_dimensions((columns, rows), (pixel_width, pixel_height))
        # From now on the terminal reports the mouse in pixels, which are of no use if it does not say how many.
        self._xterm.mouse_pixels = pixel_height > 0 and pixel_width > 0
        self._xterm.terminal_size, self._xterm.terminal_pixel_size = event.size, event.pixel_size
        return [event]

    def _sequence_keys(self, sequence: str) -> list[Message]:
        other = OTHER_KEY.fullmatch(sequence)
        if other is not None:
            sequence = f"\x1b[{other[2]};{other[1]}u"
        sequence = PRESS.sub(r"\1", sequence)
        text = TEXT_KEY.fullmatch(sequence)
        if text is not None and int(text[1]) < 0x110000 and chr(int(text[1])).isprintable():
            character = chr(int(text[1]))
            return list(self._key(character.upper() if text[2] == "2" else character))
        return list(self._key(sequence))

    def _as_keys(self, characters: str) -> Iterator[Message]:
        for character in characters:
            if character == ESC:
                yield events.Key("escape", ESC)
            else:
                yield from self._key(character)

    def _key(self, sequence: str) -> Iterator[Message]:
        """Yield the keys that a character or sequence stands for by Textual's tables. Drops pressed modifiers: they
        would come between the keys of a command."""
        with suppress(ArithmeticError, LookupError, TypeError, ValueError):
            for key in self._xterm._sequence_to_key_events(sequence):
                if key.key != Keys.Ignore and key.key.rpartition("+")[2] not in MODIFIER_FUNCTIONAL_KEYS:
                    yield key


def _is_bare_paste(data: str, at: int) -> bool:
    """Whether text that has been pasted, but is not marked as such, begins here."""
    text = data[at : at + MIN_BARE_PASTE_CHARACTERS]
    return len(text) == MIN_BARE_PASTE_CHARACTERS and ESC not in text and len(set(text)) >= MIN_BARE_PASTE_KINDS


def _supported(mode: str, setting: int) -> list[Message]:
    """Return the messages about a mode that the terminal was asked for."""
    from textual import constants
    from textual._xterm_parser import IS_ITERM

    if mode == "2026":
        return [messages.TerminalSupportsSynchronizedOutput()] if setting > 0 else []
    if constants.SMOOTH_SCROLL and not IS_ITERM:
        return [messages.InBandWindowResize.from_setting_parameter(setting)]
    return []


def _without_beginning(data: str, at: int, marker: str) -> int:
    """Return the end of the data without the beginning of a marker."""
    for length in range(min(len(marker) - 1, len(data) - at), 0, -1):
        if marker.startswith(data[-length:]):
            return len(data) - length
    return len(data)
