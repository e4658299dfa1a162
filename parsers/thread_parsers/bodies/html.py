"""HTML bodies of comments as plain text.

What the text looks like:

- Paragraphs, headings, lists, quotes, code and tables are divided by an empty line, `<br>` and `<div>` by a line end.
- `<li>` begins with "- " or its number ("1. "). The lines below it and the lists inside it are indented.
- Each line of a quote begins with "> ", once for each level.
- `<pre>` is as it is, between lines of three backticks (more, if there are as many inside). Fences and not four blanks:
  they show where code begins and ends when it has empty lines or indentation of its own, and Markdown bodies have them
  too. `<code>` in a line is between single backticks.
- `<hr>` is a line `---`. Cells of a row are divided by " | ".
- A link is its words. Its address is in the links of the body; it replaces words that are cut ("example.org/lo...").
- `<img alt="x">` is [x], an emoji its alt text, a picture without alt text nothing.
- Struck words are between ~~, and a raised number after a digit follows ^ (10^9): without marks both would say
  something else. Other emphasis has none, so that a search for "a b c" finds `a <b>b</b> c`.
- Scripts, styles, buttons, captions of enlarged pictures and polls are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.bodies import Body, Markup
from thread_parsers.bodies.layout import Layout
from thread_parsers.bodies.paragraphs import text_of_paragraphs
from thread_parsers.markup.entities import decode_entities
from thread_parsers.markup.tokenizer import MAX_TEXT_CHARS, Kind, attributes, text_end, tokens
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from thread_parsers.markup.tokenizer import Token

    Handler = Callable[["_Renderer", str, int, int], None]
    """What a tag does: given its name and its place in the markup."""

GAPS = {
    **dict.fromkeys(
        ("address", "article", "aside", "details", "dl", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4",
         "h5", "h6", "header", "main", "nav", "p", "section", "table"), 2,
    ),
    **dict.fromkeys(
        ("caption", "center", "dd", "div", "dt", "figcaption", "legend", "summary", "tbody", "tfoot", "thead", "tr"), 1
    ),
}  # fmt: skip
"""Elements on lines of their own: 1 divides them from others by a line end, 2 by an empty line."""
LEFT_OUT = frozenset({"button", "noscript", "script", "select", "style", "svg", "template", "title"})
"""Elements whose content is not part of the comment."""
LEFT_OUT_CLASSES = frozenset({"poll", "quote-controls"})
"""The same for `div` elements with one of these classes."""
MARKS = {"code": "`", "del": "~~", "s": "~~", "strike": "~~", "q": '"'}
"""What is put around the words of an element."""
EMOJI_CLASSES = frozenset({"emoji", "emojione", "smile", "smiley", "smilies", "wp-smiley"})
SCHEMES = frozenset(
    {"ftp", "gemini", "gopher", "http", "https", "irc", "ircs", "magnet", "mailto", "matrix", "tel", "xmpp"}
)
"""Addresses with other schemes (`javascript:`, `data:`) are not kept. Those without a scheme are."""
HTML_TAG = re.compile(r"</(?:p|a|i|b|em|strong|div|span|code|pre|li|blockquote)>|<(?:p|br)\s?/?>", re.IGNORECASE)
"""Tags by which words are known to be HTML, where that is not certain: `<off>` may be one of the words."""
MAX_AT_ONCE = 1 << 13
"""Characters of markup that are rendered in one step."""
SLICE_TOKENS, SLICE_CHARS = 1 << 9, 1 << 15
"""Tokens, and characters, between two yields."""
MAX_FENCE_CHARS = 20
MAX_NUMBER_DIGITS = 9
MAX_LEVELS = 1 << 13
"""Lists, items and quotes inside others. Deeper ones are not: all that are open are closed in one step."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*+):")
_BACKTICKS = re.compile(r"`{3,}")
_CONTROLS = "".join(map(chr, range(0x21)))
_LINE_ENDS = str.maketrans("", "", "\t\n\r")


def html_text(markup: str, *, line_ends: bool = False) -> str:
    """The plain text of an HTML body, as `html_body` renders it."""
    return html_body(markup, line_ends=line_ends).text


def html_body(markup: str, *, line_ends: bool = False) -> Body:
    """The plain text of an HTML body and its links.

    With `line_ends`, line ends in the markup divide lines and empty lines paragraphs, as WordPress stores comments.
    """
    if not line_ends and len(markup) <= MAX_AT_ONCE and (text := text_of_paragraphs(markup)) is not None:
        return Body(text)
    layout = Layout("`" * run_to_end(_fence_chars(markup)))
    _render(tokens(markup), _Renderer(markup, layout), layout.flow_lines if line_ends else layout.flow)
    return layout.body()


def html_body_in_steps(markup: str, *, line_ends: bool = False) -> Generator[None, None, Body]:
    """The same as `html_body`. Yields every few milliseconds: the main text of a page may be megabytes."""
    layout = Layout("`" * (yield from _fence_chars(markup)))
    renderer, chars = _Renderer(markup, layout), 0
    some: list[Token] = []
    flow = layout.flow_lines if line_ends else layout.flow
    for token in _divided(markup):
        some.append(token)
        chars += token[3] - token[2]
        if len(some) >= SLICE_TOKENS or chars >= SLICE_CHARS:
            _render(some, renderer, flow)
            some, chars = [], 0
            yield
    _render(some, renderer, flow)
    return (yield from layout.body_in_steps())


def _divided(markup: str) -> Iterator[Token]:
    """The tokens of a text. Those that are not divided by the tokenizer and are rendered as words are several."""
    for kind, name, start, end in tokens(markup):
        at = start
        while end - at > MAX_TEXT_CHARS and kind in (Kind.RAW, Kind.CUT) and not markup.startswith("<!--", start):
            stop = text_end(markup, at)
            yield kind, name, at, stop
            at = stop
        yield kind, name, at, end


def html_words(markup: str, *, line_ends: bool = False) -> str | Body | Markup:
    """The words of a post for `Rendering`: rendered at once, or later in steps if they are long."""
    if len(markup) > MAX_AT_ONCE:
        return Markup(markup, line_ends)
    text = None if line_ends else text_of_paragraphs(markup)
    return html_body(markup, line_ends=line_ends) if text is None else text


def html_words_without_links(markup: str) -> str | Markup:
    """The same without the links in them."""
    if len(markup) > MAX_AT_ONCE:
        return Markup(markup, keeps_links=False)
    text = text_of_paragraphs(markup)
    return html_text(markup) if text is None else text


def _fence_chars(markup: str) -> Generator[None, None, int]:
    """How long the fences of a body are: longer than the backticks in it."""
    longest = 2
    for count, found in enumerate(_BACKTICKS.finditer(markup) if "```" in markup else (), 1):
        longest = max(longest, found.end() - found.start())
        if count % SLICE_TOKENS == 0:
            yield
    return min(longest + 1, MAX_FENCE_CHARS)


def _render(found: Iterable[Token], renderer: _Renderer, flow: Callable[[str], None]) -> None:
    """Render some tokens. `flow` is given the words of paragraphs."""
    layout, markup = renderer.layout, renderer.markup
    start_tag, end_tag, comment = Kind.START, Kind.END, Kind.COMMENT
    for kind, name, start, end in found:
        if renderer.left_out:
            renderer.leave_out(kind, name)
        elif kind is start_tag:
            gap = GAPS.get(name)
            if gap is not None:
                layout.block(gap)
            handler = _STARTS.get(name)
            if handler is not None:
                handler(renderer, name, start, end)
        elif kind is end_tag:
            gap = GAPS.get(name)
            if gap is not None:
                layout.block(gap)
            handler = _ENDS.get(name)
            if handler is not None:
                handler(renderer, name, start, end)
        elif kind is not comment and not markup.startswith("<!--", start):
            text = markup[start:end]
            if "&" in text:
                text = decode_entities(text)
            if renderer.in_code:
                layout.code(text)
            else:
                flow(text)


class _Renderer:
    """The elements that are open while a body is rendered, and what tags do."""

    def __init__(self, markup: str, layout: Layout) -> None:
        self.markup = markup
        self.layout = layout
        self.left_out = ""
        """The element that is being left out."""
        self.in_code = False
        self._left_out_depth = 0
        self._containers: list[tuple[str, int]] = []
        """Open lists, items and quotes, outermost first; an item with its number, a list with that of its last item."""
        self._open = dict.fromkeys(("blockquote", "li", "ol", "ul"), 0)
        """How many of the containers are of each kind."""
        self._open_marks: dict[str, str] = {}
        self._in_link = False
        self._shortened = False
        """Whether parts of the open link's words are hidden, as Mastodon does with long addresses."""
        self._enlarges = False
        """Whether the open link enlarges a picture."""
        self._source_is_first = False
        """Whether the open `<cite>` is the first of a quote: it names whom it quotes."""
        self._after_title = False
        """Whether the next quote follows the line that names whom it quotes."""

    def leave_out(self, kind: Kind, name: str) -> None:
        """Count the elements inside the one that is left out, until its end."""
        if name == self.left_out and kind != Kind.RAW:
            self._left_out_depth += 1 if kind == Kind.START else -1
            if not self._left_out_depth:
                self.left_out = ""

    def begin_left_out(self, name: str, _start: int = 0, _end: int = 0) -> None:
        self.left_out, self._left_out_depth = name, 1

    def division(self, name: str, start: int, end: int) -> None:
        if end - start < len('<div class="x">'):
            return
        classes = attributes(self.markup, start, end).get("class", "").split()
        if not LEFT_OUT_CLASSES.isdisjoint(classes) or (self._enlarges and "meta" in classes):
            self.begin_left_out(name)
        elif "title" in classes:
            self._after_title = True

    # Containers

    def open_list(self, name: str, start: int, end: int) -> None:
        if len(self._containers) >= MAX_LEVELS:
            return
        self._end_code()
        number = 0
        if name == "ol" and end - start > len("<ol>"):
            number = _number(attributes(self.markup, start, end).get("start"), 1) - 1
        self.layout.block(1 if self._open["li"] else 2)
        self._push(name, number)

    def open_item(self, _name: str, start: int, end: int) -> None:
        self._end_code()
        if self._containers and self._containers[-1][0] == "li":
            self._pop()
        if len(self._containers) >= MAX_LEVELS:
            return
        bullet = "- "
        if self._containers and self._containers[-1][0] == "ol":
            number = self._containers[-1][1] + 1
            if end - start > len("<li>"):
                number = _number(attributes(self.markup, start, end).get("value"), number)
            self._containers[-1] = ("ol", number)
            bullet = f"{number}. "
        self.layout.block(1)
        self.layout.indent(" " * len(bullet), bullet)
        self._push("li", 0)

    def open_quote(self, name: str, _start: int, _end: int) -> None:
        if len(self._containers) >= MAX_LEVELS:
            return
        self._end_code()
        self.layout.block(1 if self._after_title else 2)
        self._after_title = False
        self.layout.indent("> ")
        self._push(name, 0)

    def close(self, name: str, _start: int, _end: int) -> None:
        """End the innermost container of a kind, and those inside it. Without one, the end tag means nothing."""
        if not self._open[name]:
            return
        self._end_code()
        while self._pop() != name:
            pass
        self.layout.block(2 if name == "blockquote" or (name != "li" and not self._open["li"]) else 1)

    def _push(self, kind: str, number: int) -> None:
        self._containers.append((kind, number))
        self._open[kind] += 1

    def _pop(self) -> str:
        kind, _ = self._containers.pop()
        self._open[kind] -= 1
        if kind in ("li", "blockquote"):
            self.layout.dedent()
        return kind

    # Code and marks

    def open_code(self, _name: str, _start: int, _end: int) -> None:
        if not self.in_code:
            for mark in self._open_marks.values():
                self.layout.close_mark(mark)
            self._open_marks.clear()
            self.in_code = True
            self.layout.open_code()

    def close_code(self, _name: str, _start: int, _end: int) -> None:
        self._end_code()

    def _end_code(self) -> None:
        if self.in_code:
            self.in_code = False
            self.layout.close_code()

    def open_mark(self, name: str, _start: int, _end: int) -> None:
        if not self.in_code and name not in self._open_marks:
            self._open_marks[name] = MARKS[name]
            self.layout.open_mark(MARKS[name])

    def close_mark(self, name: str, _start: int, _end: int) -> None:
        if name in self._open_marks:
            self.layout.close_mark(self._open_marks.pop(name))

    def raise_number(self, _name: str, _start: int, end: int) -> None:
        if not self.in_code and self.markup[end : end + 1] in "0123456789-−" and self.layout.follows("0123456789"):
            self.layout.open_mark("^")

    # Links, pictures, lines

    def open_link(self, name: str, start: int, end: int) -> None:
        self.close_link(name, start, end)
        found = attributes(self.markup, start, end)
        address = link_address(found.get("href", ""))
        if address:
            self._in_link = True
            self._enlarges = "lightbox" in found.get("class", "").split()
            self.layout.open_link(address)

    def close_link(self, _name: str, _start: int, _end: int) -> None:
        if self._in_link:
            self.layout.close_link(shortened=self._shortened)
            self._in_link = self._shortened = self._enlarges = False

    def span(self, _name: str, start: int, end: int) -> None:
        if self._in_link and end - start > len("<span>"):
            classes = attributes(self.markup, start, end).get("class", "").split()
            self._shortened = self._shortened or "invisible" in classes or "ellipsis" in classes

    def picture(self, _name: str, start: int, end: int) -> None:
        found = attributes(self.markup, start, end)
        alt = " ".join(decode_entities(found.get("alt", "")).split())
        if alt and EMOJI_CLASSES.isdisjoint(found.get("class", "").split()):
            alt = f"[{alt}]"
        if self.in_code:
            self.layout.code(alt)
        else:
            self.layout.flow(alt)

    def line_break(self, _name: str, _start: int, _end: int) -> None:
        self.layout.line_break()

    def rule(self, _name: str, _start: int, _end: int) -> None:
        self._end_code()
        self.layout.rule()

    def cell(self, _name: str, _start: int, _end: int) -> None:
        if not self.in_code:
            self.layout.cell()

    def open_source(self, _name: str, _start: int, _end: int) -> None:
        self._source_is_first = self._open["blockquote"] > 0 and self.layout.has_begun

    def close_source(self, _name: str, _start: int, _end: int) -> None:
        """End `<cite>`: "Mara wrote:" above quoted words is a line of its own."""
        if self._open["blockquote"] and (self._source_is_first or self.layout.follows(":")):
            self.layout.block(1)
        self._source_is_first = False


def link_address(href: str) -> str:
    """The address in an href attribute; empty if it leads nowhere outside the page."""
    address = decode_entities(href).strip(_CONTROLS).translate(_LINE_ENDS)
    scheme = _SCHEME.match(address)
    return "" if address[:1] == "#" or (scheme and scheme[1].lower() not in SCHEMES) else address


def _number(value: str | None, default: int) -> int:
    value = (value or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) <= MAX_NUMBER_DIGITS else default


_STARTS: dict[str, Handler] = {
    "a": _Renderer.open_link, "blockquote": _Renderer.open_quote, "br": _Renderer.line_break,
    "cite": _Renderer.open_source, "div": _Renderer.division,
    "hr": _Renderer.rule, "img": _Renderer.picture, "li": _Renderer.open_item, "ol": _Renderer.open_list,
    "pre": _Renderer.open_code, "span": _Renderer.span, "sup": _Renderer.raise_number, "td": _Renderer.cell,
    "th": _Renderer.cell, "ul": _Renderer.open_list,
    **dict.fromkeys(LEFT_OUT, _Renderer.begin_left_out), **dict.fromkeys(MARKS, _Renderer.open_mark),
}  # fmt: skip
_ENDS: dict[str, Handler] = {
    "a": _Renderer.close_link, "br": _Renderer.line_break, "cite": _Renderer.close_source, "pre": _Renderer.close_code,
    **dict.fromkeys(("blockquote", "li", "ol", "ul"), _Renderer.close), **dict.fromkeys(MARKS, _Renderer.close_mark),
}  # fmt: skip
