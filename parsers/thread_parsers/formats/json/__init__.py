"""Reading JSON of any size, whole or damaged, with the place of every value in the file.

| module | for |
|---|---|
| `windows` | UTF-8 text windows over a source, and the byte of a character |
| `scan` | the decoder of the standard library |
| `decode`, `slow_decode` | one value from text by it, and by one of our own where it gives up |
| `pull`, `cursor` | flat families: a list of objects somewhere in the file, one object at a time |
| `nested`, `brackets` | nested families: objects whose replies are inside them, to any depth, in a table of brackets |
| `listed` | the list with nearly all comments: its elements as they come, each decoded with all that is in it |
| `walk` | comments and the replies inside them, each before its replies |
| `lines` | one value a line (ndjson) |
| `places` | the bytes of one string inside an object |
| `fields` | values from decoded objects, whatever their types are |

Nothing here is recursive, everything takes time in proportion to the file, and no input raises an exception: what was
read before a fault stays, and the reader has the first fault in `damaged`.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Value(NamedTuple):
    """A decoded value and its bytes in the file, from `start` up to `end`."""

    value: Any
    start: int
    end: int
    whole: bool = True
    """False if it is damaged, cut or too large. `value` then has the members and elements that are complete, or is
    None."""
    text: str = ""
    """A text that contains the value, if it is at hand, and where in it the value begins."""
    at: int = -1


class Damaged(NamedTuple):
    """Where a file stops being JSON, and what is wrong there: for a note."""

    offset: int
    """Byte of the file."""
    reason: str
