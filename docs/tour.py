"""Makes the moving picture of the README, tour.svg: frames of the real program on a sample, each with what is pressed.

    python docs/tour.py

The frames are the pictures that pictures.py draws, laid over one another; a style shows one after the other. Where
motion is unwanted (`prefers-reduced-motion`), the first frame stays.
"""

from __future__ import annotations

import asyncio
import html
import os
import re

from pictures import HERE, Picture, draw

PAGE, SIZE = "tram-line.txt", (80, 24)
SECONDS = 2.6
"""How long a frame is shown."""
CAPTION_PIXELS = 56
"""Height of the caption below the terminal."""
FRAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("thread-reader page.txt", ()),
    ("j  the next comment", ("j",)),
    ("x  fold a branch and go on", ("j", "j", "x")),
    ("zM  fold all: an index", ("z", "M")),
    ("f  filter as you type: tram -user:quietdeck", ("f", *"tram -user:quietdeck")),
    ("3  who, when, how much, which figures", ("3",)),
    ("H  what to read first, with the reasons", ("H",)),
    ("?  all keys", ("?",)),
)
"""What is written below each frame, and the keys that lead to it."""
VIEW_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


async def frames() -> list[str]:
    """The frames as SVG."""
    return [await draw(Picture("", PAGE, SIZE, keys)) for _, keys in FRAMES]


def moving(drawn: list[str]) -> str:
    """One SVG that shows the frames one after the other."""
    found = VIEW_BOX.search(drawn[0])
    assert found is not None
    width, height = (float(number) for number in found.groups())
    share = 100 / len(drawn)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height + CAPTION_PIXELS}">\n',
        "<style>\n.frame { visibility: hidden }\n.frame:first-of-type { visibility: visible }\n",
        f"@keyframes shown {{ 0% {{ visibility: visible }} {share:.3f}% {{ visibility: hidden }} }}\n",
        "@media (prefers-reduced-motion: no-preference) { .frame { visibility: hidden;\n",
        f"  animation: shown {SECONDS * len(drawn):.1f}s step-end infinite }} }}\n",
        ".caption { font: 22px 'Fira Code', monospace; fill: #8a8f98; text-anchor: middle }\n</style>\n",
    ]
    for number, (svg, (caption, _)) in enumerate(zip(drawn, FRAMES, strict=True)):
        inner = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
        # Before its turn a frame is in a later part of the round: a delay that is positive would show it until then.
        delay = SECONDS * (number - len(drawn)) if number else 0
        parts.append(f'<g class="frame" style="animation-delay: {delay:.1f}s">\n{inner}\n')
        place = f'x="{width / 2:.0f}" y="{height + CAPTION_PIXELS / 2:.0f}"'
        parts.append(f'<text class="caption" {place}>{html.escape(caption)}</text>\n</g>\n')
    return "".join([*parts, "</svg>\n"])


def main() -> None:
    """Draw it."""
    os.chdir(HERE.parent)
    (HERE / "tour.svg").write_text(moving(asyncio.run(frames())), encoding="utf-8")


if __name__ == "__main__":
    main()
