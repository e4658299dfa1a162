"""Every sign that is drawn, with its meaning, in Unicode and in ASCII. The legend of the help is made from it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields


def _sign(unicode: str, ascii: str, meaning: str) -> str:  # noqa: A002
    return field(default=unicode, metadata={"ascii": ascii, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Signs:
    """One sign a field. Each is one cell wide."""

    cursor: str = _sign("▌", ">", "the comment under the cursor")
    unfolded: str = _sign("▾", "v", "unfolded")
    folded: str = _sign("▸", "+", "folded: its text and its replies are hidden")
    rail: str = _sign("│", "|", "text of a comment")
    segment: str = _sign("├", "}", "a further segment of the comment begins")
    match: str = _sign("┃", "!", "a segment that the filter found")
    entered: str = _sign("▐", "*", "the segment that the cursor has entered")
    likes: str = _sign("♥", "^", "likes")
    replies: str = _sign("↩", "<", "replies")
    deep: str = _sign("⇥", ">", "the depth of a reply whose indent is not drawn any deeper")
    mark: str = _sign("◆", "'", "marked; the letters follow")
    hit: str = _sign("•", "-", "on the scrollbar: search hits")
    thumb: str = _sign("█", "#", "on the scrollbar: what is on screen")
    track: str = _sign("│", ":", "the scrollbar")
    bar: str = _sign("█", "=", "a share, in the stats")


UNICODE = Signs()
ASCII = Signs(**{one.name: one.metadata["ascii"] for one in fields(Signs)})


def legend(signs: Signs) -> list[tuple[str, str]]:
    """(sign, what it means) for all of them."""
    return [(getattr(signs, one.name), one.metadata["meaning"]) for one in fields(Signs)]
