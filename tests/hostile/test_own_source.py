"""Our own source, read: no widget is given words of a page as markup, and nothing draws past the one door.

Textual takes a plain `str` for markup. So what a widget is given is a literal, or wrapped in `Content`, which is not.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = Path(__file__).parents[2] / "tui" / "thread_reader"

TAKE_MARKUP = {
    "Button", "Checkbox", "Collapsible", "Label", "Option", "OptionList", "Placeholder", "RadioButton", "Select",
    "SelectionList", "Static", "Tab", "TabPane", "Toggle",
}  # fmt: skip
"""Widgets whose first argument is markup when it is a `str`."""

FORBIDDEN = {
    "from_markup", "Markdown", "MarkdownViewer", "Pretty", "RichLog", "DataTable", "Tree", "Link", "DirectoryTree",
    "render_markup", "print_exception", "open_url", "notify", "webbrowser", "eval", "exec", "system",
}  # fmt: skip
"""What draws or acts on text in ways of its own; nothing here needs it."""

TITLES = {"border_title", "border_subtitle", "tooltip", "title", "sub_title", "label"}
"""Attributes of widgets that are markup when they are set to a `str`."""


def found_in(source: str) -> Iterator[str]:
    """What is wrong in a piece of source: the line and what stands there."""
    for node in ast.walk(ast.parse(source)):
        for wrong in _wrong(node):
            yield f"line {getattr(node, 'lineno', 0)}: {wrong}"


def _wrong(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in FORBIDDEN:
            yield name
        case ast.alias(name=name) if name.rsplit(".")[-1] in FORBIDDEN:
            yield f"import {name}"
        case ast.Constant(value=str(text)) if "@click" in text or "[link" in text:
            yield text
        case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in TAKE_MARKUP and not _harmless(first):
            yield f"{name}({ast.unparse(first)})"
        case ast.Call(func=ast.Attribute(attr="update", value=ast.Call(func=ast.Attribute(attr="query_one")))):
            yield from (f"update({ast.unparse(given)})" for given in node.args if not _harmless(given))
        case ast.Call(func=ast.Name(id="Style"), keywords=options):
            links = (option.value for option in options if option.arg == "link")
            yield from ("Style(link=…)" for link in links if not _is_checked(link))
        case ast.Assign(targets=[ast.Attribute(attr=name)], value=value) if name in TITLES and not _harmless(value):
            yield f"{name} = {ast.unparse(value)}"
        case ast.FunctionDef(name="render", returns=ast.Name(id="str")):
            yield "render() gives a str"


def _is_checked(address: ast.expr) -> bool:
    """Whether an address is one that may be opened, or None."""
    return isinstance(address, ast.Call) and isinstance(address.func, ast.Name) and address.func.id == "hyperlink"


def _harmless(value: ast.expr) -> bool:
    match value:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Name(id="Content")) | ast.Call(func=ast.Attribute(value=ast.Name(id="Content"))):
            return True
        case _:
            return False


@pytest.mark.parametrize("path", sorted(PROGRAM.rglob("*.py")), ids=lambda path: str(path.relative_to(PROGRAM)))
def test_no_words_of_a_page_are_taken_for_markup(path: Path) -> None:
    assert list(found_in(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "yield Static(name)",
        "Label(f'{title}')",
        "from textual.widgets import Markdown",
        "import webbrowser",
        "self.app.notify(message)",
        "sheet.border_title = title",
        "self.tooltip = f'{author}'",
        "self.query_one('#note', Static).update(note)",
        "Style(bold=True, link=address)",
        "Content.from_markup(words)",
        "x = '[@click=app.quit]'",
        "class W(Widget):\n    def render(self) -> str:\n        return self.words",
    ],
)
def test_what_would_be_wrong_is_found(source: str) -> None:
    assert list(found_in(source))


@pytest.mark.parametrize(
    "source",
    [
        "yield Static('', markup=False)",
        "Static(Content(name))",
        "sheet.border_title = Content(title)",
        "self.query_one('#note', Static).update(Content(note))",
        "known.update(more)",
        "Style(bold=True)",
        "Style(link=hyperlink(address))",
    ],
)
def test_what_is_right_is_not_found(source: str) -> None:
    assert not list(found_in(source))


def test_no_widget_is_left_with_markup_on() -> None:
    """A `Static` that is filled later says `markup=False`, so that a forgotten `Content` is ugly and not dangerous."""
    left_on = [
        f"{path.name}: {ast.unparse(node)}"
        for path in PROGRAM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TAKE_MARKUP
        if "markup" not in {option.arg for option in node.keywords}
    ]
    assert left_on == []
