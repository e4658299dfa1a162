"""Makes the pictures of a page that `--to html` writes: in a wide window and on a phone, by Chromium.

python docs/page_pictures.py
"""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from harness.chromium import browser
from thread_parsers import read
from thread_parsers.export import html

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "samples" / "garden-forum.txt"


class Picture(NamedTuple):
    """A name, the size of the window in pixels, and whether the browser asks for dark pages or for light ones."""

    name: str
    size: tuple[int, int]
    scheme: str


PICTURES = (Picture("page", (880, 660), "light"), Picture("page-phone", (375, 660), "dark"))


def main() -> None:
    """Draw all of them."""
    with TemporaryDirectory() as folder, browser() as page, read(SAMPLE) as discussion:
        written = Path(folder) / "page.html"
        written.write_text("".join(html.write(discussion, range(len(discussion.columns)))), "utf-8")
        for picture in PICTURES:
            scheme = {"name": "prefers-color-scheme", "value": picture.scheme}
            page.call("Emulation.setEmulatedMedia", features=[scheme])
            page.call("Emulation.setScrollbarsHidden", hidden=True)
            page.size(*picture.size)
            page.open(written)
            drawn = page.call("Page.captureScreenshot", format="png", optimizeForSpeed=False)["data"]
            (HERE / f"{picture.name}.png").write_bytes(b64decode(drawn))


if __name__ == "__main__":
    main()
