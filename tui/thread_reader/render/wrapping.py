"""Breaking a line of shown text into lines that fit, as places in the text, so that highlights find them again."""

from __future__ import annotations

from rich.cells import cell_len, get_character_cell_size

NOT_FIRST = frozenset("、。，．！？：；）」』】》〉’”…ー·,.!?:;)]}%")
"""What should not begin a line of Chinese or Japanese (JIS X 4051, the common part)."""


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Where the lines of `text` are, at most `width` cells each: (start, end) in characters, blanks at the breaks
    left out. A word that is too long is cut. An empty text is one empty line."""
    width = max(1, width)
    if text.isascii():
        return _wrap_narrow(text, width)
    return _wrap_cells(text, width)


def _wrap_narrow(text: str, width: int) -> list[tuple[int, int]]:
    """Every character is one cell: breaks are found by searching, not by walking."""
    lines: list[tuple[int, int]] = []
    start, size = 0, len(text)
    while size - start > width:
        blank = text.rfind(" ", start, start + width + 1)
        if blank <= start:
            lines.append((start, start + width))
            start += width
            continue
        lines.append((start, _without_blanks(text, start, blank)))
        start = blank + 1
    if start < size or not lines:
        lines.append((start, size))
    return lines


def _wrap_cells(text: str, width: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = used = 0
    end = resume = -1
    for at, character in enumerate(text):
        cells = get_character_cell_size(character)
        if character == " ":
            if used + cells > width:
                lines.append((start, _without_blanks(text, start, at)))
                start, used, end = at + 1, 0, -1
                continue
            end, resume = at, at + 1
        elif cells == 2 and at > start and character not in NOT_FIRST:
            end, resume = at, at
        while used + cells > width and at > start:
            if end <= start:
                end = resume = at
            lines.append((start, _without_blanks(text, start, end)))
            used = cell_len(text[resume:at])
            start, end = resume, -1
        used += cells
    if start < len(text) or not lines:
        lines.append((start, len(text)))
    return lines


def _without_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def fitted(text: str, width: int) -> str:
    """`text` cut to `width` cells, with an ellipsis where something is missing."""
    if len(text) <= width and cell_len(text) <= width:
        return text
    used, kept = 0, 0
    while kept < len(text) and used + get_character_cell_size(text[kept]) < width:
        used += get_character_cell_size(text[kept])
        kept += 1
    return text[:kept] + "…" if width > 0 else ""
