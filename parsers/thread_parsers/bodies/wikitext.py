"""Wikitext as plain text.

What the text looks like:

- A link is its words, a file its caption in brackets, a category nothing. Bold and italics have no marks.
- Of a template remains what it shows, as far as its name says that (`{{ping|Ada}}` is `@Ada:`), otherwise the last of
  its unnamed parameters that has words, or its name.
- Items of lists begin with "- " or their number, and are indented as `:` are. Lines of a quote begin with "> ".
- Cells of a table are divided by " | ". Footnotes are in brackets. Struck words are between ~~, code between backticks.
- `<!-- comments -->`, `__SWITCHES__` and other tags are left out, `<nowiki>` is as it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from thread_parsers.bodies.wikitext_links import link_words, quoted, template_words
from thread_parsers.bodies.wikitext_names import CATEGORIES, FILES, LITERALS, TAGS
from thread_parsers.markup.entities import decode_entities

MAX_DEPTH = 40
"""Nesting depth of templates and links. Deeper ones stay as written: their text is copied once for each level."""
MAX_LIST_DEPTH = 20
_TOKEN = re.compile(
    r"(?P<comment><!--)"
    r"|(?P<open>\{\{|\[\[)"
    r"|(?P<close>\}\}|\]\])"
    r"|\[(?P<address>(?:https?:|ftp:)?//[^\s\[\]<>]{1,2000}|mailto:[^\s\[\]<>]{1,300})"
    r"(?:[ \t]+(?P<label>[^\[\]\n]{0,2000}))?\]"
    r"|(?P<bar>\|)"
    r"|(?P<quotes>'{2,5})"
    r"|<(?P<end>/)?(?P<tag>[a-zA-Z]{1,20})(?P<rest>\b[^<>]{0,1000})>"
    r"|(?P<entity>&(?:[a-zA-Z]{2,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)"
    r"|(?P<switch>__[A-Z]{2,25}__)"
)
CHANGES_WORDS = (
    r"<[!/a-zA-Z]|\{\{|\}\}|\[\[|\]\]|\[(?:https?:|ftp:)?//|\[mailto:|''|&[#a-zA-Z][a-zA-Z0-9]{1,30};|__[A-Z]"
    r"|(?m:^[:*;]*#)"
)
"""What wikitext contains whose plain text has other letters and digits, or others next to each other, than it has
itself: an expression that both `re` and RE2 read."""
_MARKS = {"s": "~~", "del": "~~", "strike": "~~", "code": "`", "tt": "`", "kbd": "`", "q": '"'}
_BREAKS = {
    "br": "\n",
    "hr": "\n----\n",
    "p": "\n\n",
    "div": "\n",
    "center": "\n",
    "li": "\n* ",
    "tr": "\n",
    "td": " | ",
}
_FRAMES = {"blockquote": "quote", "ref": "ref"}
"""Elements whose words are changed as a whole."""

_LIST = re.compile(r"([:*#;]+)[ \t]*")
_HEADING = re.compile(r"={1,6}[ \t]*([^\n]*?)[ \t]*={1,6}[ \t]*")
_CELL_STYLE = re.compile(r"[^|\[\]{}]{0,200}=[^|\[\]{}]{0,400}\|(?!\|)")
_BRACES = re.compile(r"(\{\{|\}\})")
_WORD = re.compile(r"[^\W_]")
_NO_WORDS = re.compile(
    r"<!--(?:(?!-->)[^<]|<(?!!--)){0,4000}-->|__[A-Z]{2,25}__|</?[a-zA-Z]{1,20}\b[^<>]{0,1000}>"
    r"|^[ \t]*(?:\{\||[|!])[^\n]*"
    rf"|\[\[\s?(?:{'|'.join(sorted(CATEGORIES | FILES))})\s?:[^\[\]]{{0,1000}}\]\]",
    re.IGNORECASE | re.MULTILINE,
)
_BLANKS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


class _Frame(NamedTuple):
    """A template, a link or an element that is open: its kind, how it begins, and the pieces of its parameters."""

    kind: str
    opening: str
    parameters: list[list[str]]


def wikitext_text(text: str) -> str:
    """The plain text of wikitext. Linear, never recursive; raises nothing."""
    return _BLANKS.sub("\n\n", _lines(_Inline(text).rendered())).strip()


def has_words(text: str) -> bool:
    """Whether wikitext has words besides templates, comments, switches, categories and tables. A template that does not
    end counts as words."""
    outside: list[str] = []
    depth = 0
    for piece in _BRACES.split(text):
        if piece == "{{":
            depth += 1
        elif piece == "}}":
            depth = max(0, depth - 1)
        elif not depth:
            outside.append(piece)
    return depth > 0 or _WORD.search(_NO_WORDS.sub("", "".join(outside))) is not None


class _Inline:
    """Renders what may be in a line: templates, links, tags, entities."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stack = [_Frame("", "", [[]])]
        self._marks: set[str] = set()
        """Elements with marks that are open."""
        self._endless: set[str] = set()
        """Ends of comments and elements that do not come again."""

    def rendered(self) -> str:
        text, at = self._text, 0
        while (found := _TOKEN.search(text, at)) is not None:
            if found.start() > at:
                self._put(text[at : found.start()])
            at = found.end()
            kind = found.lastgroup
            if kind == "comment":
                at = self._comment(at)
            elif kind == "open":
                self._open("template" if found[0] == "{{" else "link", found[0])
            elif kind == "close":
                if not self._close("template" if found[0] == "}}" else "link"):
                    self._put(found[0])
            elif kind == "bar":
                self._bar()
            elif kind == "quotes":
                self._put("'" if len(found[0]) == 4 else "")
            elif kind == "entity":
                self._put(decode_entities(found[0]).replace("\u00a0", " "))
            elif found["tag"]:
                at = self._tag(found)
            elif found["address"]:
                self._put((found["label"] or found["address"]).replace("''", "").strip())
        self._put(text[at:].rstrip() if self._marks else text[at:])
        self._put("".join(_MARKS[name] for name in sorted(self._marks)))
        while len(self._stack) > 1:
            self._give_up()
        return "".join(self._stack[0].parameters[0])

    def _put(self, text: str) -> None:
        self._stack[-1].parameters[-1].append(text)

    def _open(self, kind: str, opening: str) -> None:
        if len(self._stack) > MAX_DEPTH:
            self._put(opening)
        else:
            self._stack.append(_Frame(kind, opening, [[]]))

    def _bar(self) -> None:
        frame = self._stack[-1]
        if frame.kind in ("template", "link"):
            frame.parameters.append([])
        else:
            self._put("|")

    def _close(self, kind: str) -> bool:
        """End the innermost frame of a kind; those inside it were never closed. False if none is open."""
        if all(frame.kind != kind for frame in self._stack):
            return False
        while self._stack[-1].kind != kind:
            self._give_up()
        parameters = ["".join(pieces) for pieces in self._stack.pop().parameters]
        if kind == "template":
            self._put(template_words(parameters))
        elif kind == "link":
            self._put(link_words(parameters))
        elif kind == "quote":
            self._put(quoted(parameters[0]))
        else:
            self._put(f" [{parameters[0].strip()}]" if parameters[0].strip() else "")
        return True

    def _give_up(self) -> None:
        """Keep a frame that was not closed as it was written."""
        frame = self._stack.pop()
        self._put(frame.opening + "|".join("".join(pieces) for pieces in frame.parameters))

    def _tag(self, found: re.Match[str]) -> int:
        """Render a tag; returns where to go on."""
        name, is_end = found["tag"].lower(), found["end"] is not None
        if name in LITERALS and not is_end and not found["rest"].endswith("/"):
            return self._literal(name, found)
        if name in _FRAMES:
            if is_end:
                self._close(_FRAMES[name])
            elif not found["rest"].endswith("/"):
                self._open(_FRAMES[name], "")
        elif name in _BREAKS:
            self._put(_BREAKS[name] if not is_end else "\n" if name in ("p", "div", "center") else "")
        elif name in _MARKS:
            if is_end == (name in self._marks):
                self._put(_MARKS[name])
                self._marks ^= {name}
        elif name not in TAGS and name not in LITERALS:
            self._put(found[0])
        return found.end()

    def _literal(self, name: str, found: re.Match[str]) -> int:
        end = f"</{name}>"
        stop = -1 if end in self._endless else self._text.find(end, found.end())
        if stop < 0:
            self._endless.add(end)
            return found.end()
        words = decode_entities(self._text[found.end() : stop])
        self._put(f"\n```\n{words.strip(chr(10))}\n```\n" if name in ("pre", "syntaxhighlight", "source") else words)
        return stop + len(end)

    def _comment(self, at: int) -> int:
        """Leave a comment out; returns where it ends. One without an end is text."""
        stop = -1 if "-->" in self._endless else self._text.find("-->", at)
        if stop < 0:
            self._endless.add("-->")
            self._put("<!--")
            return at
        return stop + len("-->")


def _lines(text: str) -> str:
    """Render what is at the beginning of lines: lists, headings, rules, tables."""
    lines: list[str] = []
    in_code = in_table = False
    numbers: dict[int, int] = {}
    for line in text.split("\n"):
        bare = line.strip()
        if bare == "```":
            in_code = not in_code
        if in_code or bare == "```":
            lines.append(line)
            continue
        marks = _LIST.match(line)
        if marks is None:
            numbers.clear()
        heading = _HEADING.fullmatch(line) if line.startswith("=") else None
        if bare.startswith("{|"):
            in_table = True
        elif in_table and bare.startswith("|}"):
            in_table = False
        elif in_table and bare.startswith(("|", "!")):
            lines.append(_cells(bare))
        elif marks is not None:
            lines.append(_item(marks, line, numbers))
        elif heading is not None:
            lines.append(heading[1])
        elif bare.startswith("----"):
            lines.append("---")
        else:
            lines.append(line.rstrip())
    return "\n".join(lines)


def _cells(line: str) -> str:
    if line.startswith("|-"):
        return ""
    cells = re.split(r"\|\||!!", line.lstrip("|+!"))
    return " | ".join(_without_style(cell) for cell in cells)


def _without_style(cell: str) -> str:
    style = _CELL_STYLE.match(cell)
    return cell[style.end() if style else 0 :].strip()


def _item(marks: re.Match[str], line: str, numbers: dict[int, int]) -> str:
    """An item of a list. `numbers` has the number of the last item at each depth."""
    depth, last = min(len(marks[1]), MAX_LIST_DEPTH), marks[1][-1]
    for deeper in [level for level in numbers if level > depth]:
        del numbers[deeper]
    numbers[depth] = numbers.get(depth, 0) + 1 if last == "#" else 0
    sign = {"*": "- ", "#": f"{numbers[depth]}. "}.get(last, "")
    return "  " * (depth - 1 if sign or last == ";" else depth) + sign + line[marks.end() :].rstrip()
