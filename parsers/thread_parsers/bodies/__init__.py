"""Bodies of comments as plain text: HTML, the mark-up of Slack and Discord, the lists of Telegram.

Each module renders one kind of mark-up. All are linear in the length of the body, never recursive, and raise nothing.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

BodyForm = Literal["plain", "markdown", "discord", "mrkdwn", "html"]
"""What the words of comments are written in, as they are in a discussion's text:

- `plain`: plain text, in which a line after `>` is quoted.
- `markdown`: Markdown as its author wrote it: CommonMark with tables and `~~struck~~`.
- `discord`: the same without tables, underlined headings and indented code; each line of a quote has its mark.
- `mrkdwn`: the mark-up of Slack: `*strong*`, `_emphasis_`, `~struck~`, code, quotes.
- `html`: the text that `bodies.html` makes of HTML. Stars, brackets and the like in it are words.

It says how words may be drawn; they are searched, counted and exported as they are.
"""


class Link(NamedTuple):
    """Characters of a text that link to an address. Equal start and end: a link without words, at this place."""

    start: int
    end: int
    address: str


class Body(NamedTuple):
    """The text of a comment and the links in it, in order."""

    text: str
    links: tuple[Link, ...] = ()


class Markup(NamedTuple):
    """HTML that is too long to be rendered in one step."""

    html: str
    line_ends: bool = False
    """As for `bodies.html.html_body`."""
    keeps_links: bool = True
    """Whether the links in it are kept."""
