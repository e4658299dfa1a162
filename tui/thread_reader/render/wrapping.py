"""Line breaking. Lines are returned as spans of the text, so that highlights can be located in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, get_character_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_AT_LINE_START = frozenset("、。，．！？：；）」』】》〉’”…ー·,.!?:;)]}%")
"""Characters that must not start a line of Chinese or Japanese (a common subset of JIS X 4051)."""


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Break `text` into lines of at most `width` cells. Returns (start, end) in characters; spaces at the breaks are
    left out. A word that is too long is split. An empty text is one empty line."""
    return list(wrapped(text, width))


def wrapped(text: str, width: int) -> Iterator[tuple[int, int]]:
    """The same as `wrap`, line by line: a text of megabytes need not be measured to its end to draw its first lines."""
    return (_wrap_narrow if text.isascii() else _wrap_cells)(text, max(1, width))


def _wrap_narrow(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Break text in which every character is one cell wide, by searching for spaces instead of measuring."""
    start, size = 0, len(text)
    while size - start > width:
        space = text.rfind(" ", start, start + width + 1)  # `+ 1`: a space just after a full line is a break
        if space <= start:  # none (-1), or only the one that the line starts with: split the word
            yield start, start + width
            start += width
            continue
        yield start, _without_trailing_spaces(text, start, space)
        start = space + 1
    if start < size or not start:
        yield start, size


def _wrap_cells(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Break text with characters of zero, one or two cells. Lines may also break before a wide character."""
    start = used = 0  # the current line's first character, and its cells so far
    end = resume = -1  # the last possible break: the line would end before `end`, the next one start at `resume`
    for at, character in enumerate(text):
        cells = get_character_cell_size(character)
        if character == " ":
            if used + cells > width:  # the space itself is the break
                yield start, _without_trailing_spaces(text, start, at)
                start, used, end = at + 1, 0, -1
                continue
            end, resume = at, at + 1
        elif cells == 2 and at > start and character not in NOT_AT_LINE_START:
            end, resume = at, at
        # A loop, because what follows the break may be too long for the next line as well.
        while used + cells > width and at > start:
            if end <= start:  # no possible break: split here
                end = resume = at
            yield start, _without_trailing_spaces(text, start, end)
            used = cell_len(text[resume:at])
            start, end = resume, -1
        used += cells
    if start < len(text) or not start:
        yield start, len(text)


def _without_trailing_spaces(text: str, start: int, end: int) -> int:
    """Return the end of `text[start:end]` without the spaces at its end."""
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def fitted(text: str, width: int) -> str:
    """Return `text`, cut to `width` cells with an ellipsis if it is too long."""
    if len(text) <= width and cell_len(text) <= width:
        return text
    used, kept = 0, 0
    # `<` leaves one cell for the ellipsis.
    while kept < len(text) and used + get_character_cell_size(text[kept]) < width:
        used += get_character_cell_size(text[kept])
        kept += 1
    return text[:kept] + "…" if width > 0 else ""


def fitted_middle(text: str, width: int) -> str:
    """Return `text`, cut to `width` cells with an ellipsis in the middle if it is too long: an address."""
    if cell_len(text) <= width or width < 3:
        return fitted(text, width)
    start = fitted(text, (width + 2) // 2)
    room, end = width - cell_len(start), len(text)
    while get_character_cell_size(text[end - 1]) <= room:
        end -= 1
        room -= get_character_cell_size(text[end])
    return start + text[end:]
