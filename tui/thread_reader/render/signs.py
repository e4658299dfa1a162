"""The signs that are drawn, in Unicode and in ASCII, with their meanings, from which the help makes its legend."""

from __future__ import annotations

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


class Signs(NamedTuple):
    """One sign per field: those of `_SIGNS`. Each is one cell wide."""

    cursor: str
    place: str
    unfolded: str
    folded: str
    leaf: str
    rail: str
    segment: str
    match: str
    entered: str
    quote: str
    quoted: str
    bullet: str
    cut: str
    image: str
    likes: str
    replies: str
    accepted: str
    deep: str
    parent: str
    new: str
    star: str
    note: str
    mark: str
    current_hit: str
    hit: str
    kept_tick: str
    author_tick: str
    poster_tick: str
    thumb: str
    track: str
    read: str
    bar: str
    half_bar: str
    burst: str
    silence: str
    in_article: str
    rule: str

    @property
    def levels(self) -> str:
        """The cells of a column chart, from empty to full."""
        from thread_parsers.export.text_charts import LEVELS  # the first screen has no charts

        return ASCII_LEVELS if self.bar.isascii() else LEVELS

    @property
    def axes(self) -> Axes:
        """What the axes of a chart are drawn with."""
        return _ASCII_AXES if self.bar.isascii() else Axes("│", "┤", "└", "─", "┴")


_SIGNS = {
    "cursor": ("▌", ">", "the comment under the cursor"),
    "place": ("▏", ":", "the cursor of a pane that the keys have left, without colours"),
    "unfolded": ("▾", "v", "unfolded"),
    "folded": ("▸", "+", "folded: its text and its replies are hidden"),
    "leaf": ("◦", "-", "unfolded, without replies"),
    "rail": ("│", "|", "a comment: from its mark down its text and its replies; a click folds it"),
    "segment": ("├", "}", "start of another segment of the comment"),
    "match": ("┃", "!", "a segment that matches the filter"),
    "entered": ("▐", "=", "the segment that the cursor has entered"),
    "quote": ("▎", ">", "a quote; one for each level, up to three"),
    "quoted": ("↑", "^", "behind a quote: who wrote it; Enter goes there"),
    "bullet": ("•", "-", "an item of a list"),
    "cut": ("›", ">", "code that goes on; zw wraps it"),
    "image": ("▣", "@", "an image, with its description and file name"),
    "likes": ("♥", "^", "likes"),
    "replies": ("↩", "<", "replies"),
    "accepted": ("✓", "$", "the answer that was accepted"),
    "deep": ("⇥", ">", "the depth of a reply too deep for a larger indent"),
    "parent": ("↑", "^", "answers this author, in a reply too deep for a larger indent"),
    "new": ("●", "*", "new since last time; on the scrollbar too"),
    "star": ("★", "*", "starred"),
    "note": ("✎", "i", "with a note; its words are below the head or the segment"),
    "mark": ("◆", "'", "marked; the letters follow"),
    "current_hit": ("◆", "@", "on the scrollbar: the search hit under the cursor"),
    "hit": ("•", "-", "on the scrollbar: search hits; those in folds at the fold"),
    "kept_tick": ("★", "+", "on the scrollbar: starred, noted or marked"),
    "author_tick": ("▪", "=", "on the scrollbar: comments of the author under @ or ]a"),
    "poster_tick": ("▫", "o", "on the scrollbar: comments of the original poster"),
    "thumb": ("┃", "#", "on the scrollbar: what is on screen"),
    "track": ("│", ":", "the scrollbar, which divides two panes; bright: unread comments"),
    "read": ("┆", ".", "on the scrollbar: all read"),
    "bar": ("━", "=", "a share, in the stats"),
    "half_bar": ("╸", "-", "the half cell at the end of a share"),
    "burst": ("▲", "^", "below a chart: many comments in a short time"),
    "silence": ("╌", ".", "below a chart: a long time without a comment"),
    "in_article": ("•", "*", "in the stats: in the article too"),
    "rule": ("─", "-", "where the pane below begins"),
}
"""Each sign in Unicode and in ASCII, and what it means."""
UNICODE = Signs(**{name: unicode for name, (unicode, _, _) in _SIGNS.items()})
ASCII = Signs(**{name: ascii_ for name, (_, ascii_, _) in _SIGNS.items()})

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
    return [(getattr(signs, name), meaning) for name, (_, _, meaning) in _SIGNS.items()]
