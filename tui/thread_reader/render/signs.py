"""The signs that are drawn, in Unicode and in ASCII, with their meanings, from which the help makes its legend."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import NamedTuple


class Axes(NamedTuple):
    """The axes of a chart: the one at the left and its ticks, the corner, the one below and its ticks."""

    left: str
    left_tick: str
    corner: str
    below: str
    below_tick: str


_ASCII_AXES = Axes("|", "+", "+", "-", "+")
ASCII_LEVELS = " .:-=+*%#"
"""The cells of a column chart, from empty to full."""


def _sign(unicode: str, ascii: str, meaning: str) -> str:  # noqa: A002
    return field(default=unicode, metadata={"ascii": ascii, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Signs:
    """One sign per field. Each is one cell wide."""

    cursor: str = _sign("▌", ">", "the comment under the cursor")
    place: str = _sign("▏", ":", "the cursor of a pane that the keys have left, without colours")
    unfolded: str = _sign("▾", "v", "unfolded")
    folded: str = _sign("▸", "+", "folded: its text and its replies are hidden")
    leaf: str = _sign("◦", "-", "unfolded, without replies")
    rail: str = _sign("│", "|", "a comment: from its mark down its text and its replies; a click folds it")
    segment: str = _sign("├", "}", "start of another segment of the comment")
    match: str = _sign("┃", "!", "a segment that matches the filter")
    entered: str = _sign("▐", "=", "the segment that the cursor has entered")
    quote: str = _sign("▎", ">", "a quote; one for each level, up to three")
    quoted: str = _sign("↑", "^", "behind a quote: who wrote it; Enter goes there")
    bullet: str = _sign("•", "-", "an item of a list")
    cut: str = _sign("›", ">", "code that goes on; zw wraps it")
    image: str = _sign("▣", "@", "an image, with its description and file name")
    likes: str = _sign("♥", "^", "likes")
    replies: str = _sign("↩", "<", "replies")
    accepted: str = _sign("✓", "$", "the answer that was accepted")
    deep: str = _sign("⇥", ">", "the depth of a reply too deep for a larger indent")
    parent: str = _sign("↑", "^", "answers this author, in a reply too deep for a larger indent")
    new: str = _sign("●", "*", "new since last time; on the scrollbar too")
    star: str = _sign("★", "*", "starred")
    note: str = _sign("✎", "i", "with a note; its words are below the head or the segment")
    mark: str = _sign("◆", "'", "marked; the letters follow")
    current_hit: str = _sign("◆", "@", "on the scrollbar: the search hit under the cursor")
    hit: str = _sign("•", "-", "on the scrollbar: search hits; those in folds at the fold")
    kept_tick: str = _sign("★", "+", "on the scrollbar: starred, noted or marked")
    author_tick: str = _sign("▪", "=", "on the scrollbar: comments of the author under @ or ]a")
    poster_tick: str = _sign("▫", "o", "on the scrollbar: comments of the original poster")
    thumb: str = _sign("┃", "#", "on the scrollbar: what is on screen")
    track: str = _sign("│", ":", "the scrollbar, which divides two panes; bright: unread comments")
    read: str = _sign("┆", ".", "on the scrollbar: all read")
    bar: str = _sign("━", "=", "a share, in the stats")
    half_bar: str = _sign("╸", "-", "the half cell at the end of a share")
    burst: str = _sign("▲", "^", "below a chart: many comments in a short time")
    silence: str = _sign("╌", ".", "below a chart: a long time without a comment")
    in_article: str = _sign("•", "*", "in the stats: in the article too")
    rule: str = _sign("─", "-", "where the pane below begins")

    @property
    def levels(self) -> str:
        """The cells of a column chart, from empty to full."""
        from thread_parsers.export.text_charts import LEVELS  # the first screen has no charts

        return ASCII_LEVELS if self.bar.isascii() else LEVELS

    @property
    def axes(self) -> Axes:
        """What the axes of a chart are drawn with."""
        return _ASCII_AXES if self.bar.isascii() else Axes("│", "┤", "└", "─", "┴")


UNICODE = Signs()
ASCII = Signs(**{one.name: one.metadata["ascii"] for one in fields(Signs)})

_SIGNS_OF_BODIES = ("folded", "quote", "quoted", "bullet", "cut", "image", "rule")
TO_ASCII = str.maketrans("·…↓↑←→–—“”‘’▁▂▃▄▅▆▇█", "-~v^<>--\"\"''" + ASCII_LEVELS[1:]) | {
    ord(getattr(UNICODE, sign)): getattr(ASCII, sign) for sign in _SIGNS_OF_BODIES
}
"""Typographic characters, chart columns and the signs of bodies to ASCII characters of the same width."""


FIGURES = (
    ("12", "in the gutter of the article: comment segments about the sentence that begins there"),
    ("deleted", "behind a name: the site does not show the comment as usual, with the reason in one word"),
    ("[file]", "behind a name: what is attached to a mail"),
    ('"words"', "behind a name: the subject, if it is neither the title nor that of the parent"),
    ("·", "in the gutter: no segment is about it; in front of a name: the name has no letters"),
)
"""Figures, words and dots that are not one sign of the table above."""


def legend(signs: Signs) -> list[tuple[str, str]]:
    """Return (sign, meaning) for every sign."""
    return [(getattr(signs, one.name), one.metadata["meaning"]) for one in fields(Signs)]
