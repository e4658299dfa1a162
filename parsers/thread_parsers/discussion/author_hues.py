"""A colour for every author: the same on every page and in every run.

The twelve hues are 30° apart in OKLCH. Their lightness goes up and down within a band, so that neighbours differ for
people who see fewer hues too. All have a contrast of at least 7:1 on the ground they are for.
"""

from __future__ import annotations

from zlib import crc32

HUES_ON_DARK = (
    "#fdb0b0", "#f3906c", "#e2a849", "#d4dc86", "#91bc85", "#3dc8a3",
    "#40e2d8", "#73c9e2", "#9fc2fe", "#d2cefe", "#c696ec", "#eb96ba",
)  # fmt: skip
HUES_ON_LIGHT = (
    "#61232b", "#71381c", "#684a02", "#423c02", "#2c5625", "#00523e",
    "#044348", "#03526b", "#053972", "#44478a", "#52235e", "#6e274c",
)  # fmt: skip


def author_hue(name: str) -> int:
    """The number of the hue of an author."""
    # Not `hash`, which differs from run to run.
    return crc32(name.encode("utf-8", "surrogatepass")) % len(HUES_ON_DARK)
