"""Draw docs/diagrams/architecture.svg from the imports of both packages: `python docs/draw_architecture.py`.

Each package or top-level module is a box. A box lies above everything that it imports, and an arrow stands for a direct
import; arrows that follow from others (a → c beside a → b → c) are left out. Imports for type checkers only are not
counted.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "diagrams" / "architecture.svg"
PACKAGES = (
    ("thread_reader", "tui/thread_reader: the program", "#e8f1fb", "#3b6ea5"),
    ("thread_parsers", "parsers/thread_parsers: the library", "#eef6e8", "#5b8a3a"),
)
"""Each package with its heading, and the colours of its boxes and their borders."""

CAPTIONS = {
    "app": "Textual app", "bodies": "comments to text",
    "bulk": "Parquet tables", "browser": "opens links",
    "cli": "command line", "command_line": "options, files, what is written",
    "command_table": "keys and titles", "commands": "what keys do", "diagnostics": "error lines",
    "database_files": "SQLite files",
    "discussion": "columns, tree, receipt", "errors": "exceptions", "export": "JSON, CSV, Markdown, text",
    "figures": "numbers and units", "formats": "gate, plain, plug-ins",
    "help_text": "help pages",
    "host": "protocols", "identity": "known again", "keymap": "keys to commands", "markup": "HTML tokens",
    "library": "many files, their index", "linear": "line by line",
    "memory": "after a reload",
    "opening": "files to sessions",
    "output": "stdout and files", "recalled_marks": "read, new, starred",
    "prompts": "search, filter, export", "query": "the query language", "quoting": "text as query terms",
    "reading": "detect, read, check", "receipt_text": "receipt as text", "render": "comment to lines",
    "scheduler": "jobs in slices", "screens": "screens and dialogs", "sentences": "article sentences",
    "session": "reading, without Textual", "settings": "TOML file",
    "signals": "signals and exit",
    "source": "files as UTF-8 bytes", "state": "remembered between runs", "stats": "counts, each with a query",
    "stats_charts": "charts in colour",
    "steps": "generator helpers", "terminal": "driver, guard, keyboard",
    "text": "printable, folding, tokens", "themes": "colours", "times": "dates in many languages",
    "view": "what is visible", "widgets": "panes",
    "whole_files": "whole or not at all",
}  # fmt: skip
"""A few words under the name of a box."""

BOX_HEIGHT, ROW_HEIGHT, GAP, MARGIN = 42, 84, 18, 26
LETTER_WIDTH, SMALL_LETTER_WIDTH = 8.6, 6.0
WAYPOINT_WIDTH = 6
"""Room in a row for an arrow that passes through it."""
SWEEPS = 12
"""How often the order in the rows is improved, downwards and upwards in turn."""

STYLE = """text{font-family:"DejaVu Sans",Verdana,sans-serif;text-anchor:middle;fill:#1d2733}
.name{font-size:13px;font-weight:bold}.caption{font-size:10px;fill:#4c5a69}
.heading{font-size:15px;font-weight:bold;text-anchor:start}.note{font-size:11px;fill:#4c5a69}
.arrow{fill:none;stroke:#8593a3;stroke-width:1.3}"""


@dataclass(eq=False, slots=True)
class Node:
    """A box, or with an empty name the place where a long arrow passes a row."""

    name: str
    row: int
    x: float = 0.0
    """The middle."""
    above: list[Node] = field(default_factory=list)
    below: list[Node] = field(default_factory=list)

    @property
    def width(self) -> float:
        if not self.name:
            return WAYPOINT_WIDTH
        caption = CAPTIONS.get(self.name, "")
        return max(len(self.name) * LETTER_WIDTH, len(caption) * SMALL_LETTER_WIDTH) + 16


def imports_of(package: str) -> dict[str, set[str]]:
    """The direct imports between the children of a package, by short names."""
    graph = grimp.build_graph(package, exclude_type_checking_imports=True, cache_dir=None)
    children = {child for child in graph.find_children(package) if not child.endswith("__main__")}
    found: dict[str, set[str]] = {child.rpartition(".")[2]: set() for child in sorted(children)}
    for module in graph.modules:
        importer = ".".join(module.split(".")[:2])
        for imported in graph.find_modules_directly_imported_by(module):
            target = ".".join(imported.split(".")[:2])
            if importer != target and importer in children and target in children:
                found[importer.rpartition(".")[2]].add(target.rpartition(".")[2])
    return found


def without_cycles(imports: dict[str, set[str]]) -> dict[str, set[str]]:
    """The imports without those that close a cycle, found depth-first from the modules that nothing imports."""
    imported = set().union(*imports.values())
    kept: dict[str, set[str]] = {name: set() for name in imports}
    open_, done = set[str](), set[str]()

    def visit(name: str) -> None:
        open_.add(name)
        for target in sorted(imports[name]):
            if target not in open_:
                kept[name].add(target)
                if target not in done:
                    visit(target)
        open_.remove(name)
        done.add(name)

    for name in sorted(imports, key=lambda one: (one in imported, one)):
        if name not in done:
            visit(name)
    return kept


def reachable(imports: dict[str, set[str]]) -> dict[str, set[str]]:
    """Everything that each module imports directly or indirectly. The imports must have no cycle."""
    found: dict[str, set[str]] = {}

    def visit(name: str) -> set[str]:
        if name not in found:
            found[name] = imports[name].union(*map(visit, imports[name]))
        return found[name]

    for name in imports:
        visit(name)
    return found


def essential(imports: dict[str, set[str]]) -> dict[str, set[str]]:
    """The imports that do not follow from others (transitive reduction)."""
    below = reachable(imports)
    return {
        name: {target for target in targets if not any(target in below[other] for other in targets)}
        for name, targets in imports.items()
    }


def rows_of(imports: dict[str, set[str]]) -> list[list[Node]]:
    """Boxes in rows from the top, with waypoints where an arrow passes a row."""
    height: dict[str, int] = {}
    below = reachable(imports)
    # A module is reached only after all that it imports, since it reaches more than each of them.
    for name in sorted(imports, key=lambda one: len(below[one])):
        height[name] = 1 + max((height[target] for target in imports[name]), default=-1)
    top = max(height.values())
    rows: list[list[Node]] = [[] for _ in range(top + 1)]
    nodes = {name: Node(name, top - height[name]) for name in sorted(imports)}
    for node in nodes.values():
        rows[node.row].append(node)
    for name, targets in imports.items():
        for target in sorted(targets):
            at = nodes[name]
            for row in range(at.row + 1, nodes[target].row):
                waypoint = Node("", row)
                rows[row].append(waypoint)
                _connect(at, waypoint)
                at = waypoint
            _connect(at, nodes[target])
    return rows


def _connect(upper: Node, lower: Node) -> None:
    upper.below.append(lower)
    lower.above.append(upper)


def place(rows: list[list[Node]]) -> float:
    """Give each node its place in its row, near those that it is connected with. Returns the width of the widest."""
    for row in rows:
        _spread(row)
    width = max(_width(row) for row in rows)
    for sweep in range(SWEEPS):
        upward = sweep % 2
        for row in reversed(rows) if upward else rows:
            for node in row:
                near = node.below if upward else node.above
                if near:
                    node.x = sum(other.x for other in near) / len(near)
            row.sort(key=lambda node: node.x)
            _settle(row, width)
    return width


def _width(row: list[Node]) -> float:
    return sum(node.width for node in row) + GAP * (len(row) - 1)


def _spread(row: list[Node]) -> None:
    x = 0.0
    for node in row:
        node.x = x + node.width / 2
        x += node.width + GAP


def _settle(row: list[Node], width: float) -> None:
    """Push nodes apart where they overlap, first rightwards, then leftwards from the right edge."""
    edge = 0.0
    for node in row:
        node.x = max(node.x, edge + node.width / 2)
        edge = node.x + node.width / 2 + GAP
    edge = width
    for node in reversed(row):
        node.x = min(node.x, edge - node.width / 2)
        edge = node.x - node.width / 2 - GAP


def panel(rows: list[list[Node]], left: float, top: float, fill: str, border: str) -> list[str]:
    """The boxes and arrows of one package as SVG elements, arrows first."""
    boxes: list[str] = []
    arrows: list[str] = []
    for node in (node for row in rows for node in row if node.name):
        x, y = left + node.x, top + node.row * ROW_HEIGHT
        boxes.append(
            f'<rect x="{x - node.width / 2:.0f}" y="{y}" width="{node.width:.0f}" height="{BOX_HEIGHT}" rx="6" '
            f'fill="{fill}" stroke="{border}"/>'
        )
        caption = CAPTIONS.get(node.name, "")
        boxes.append(f'<text class="name" x="{x:.0f}" y="{y + (18 if caption else 26)}">{escape(node.name)}</text>')
        if caption:
            boxes.append(f'<text class="caption" x="{x:.0f}" y="{y + 33}">{escape(caption)}</text>')
        arrows += [_arrow(node, first, left, top) for first in node.below]
    return arrows + boxes


def _arrow(node: Node, first: Node, left: float, top: float) -> str:
    """A curve from a box through the waypoints to the box that it imports."""
    way = [node, first]
    while not way[-1].name:
        way += way[-1].below
    path = f"M{left + node.x:.0f} {top + node.row * ROW_HEIGHT + BOX_HEIGHT}"
    for upper, lower in pairwise(way):
        x, y = left + upper.x, top + upper.row * ROW_HEIGHT + BOX_HEIGHT
        x2, y2 = left + lower.x, top + lower.row * ROW_HEIGHT - (4 if lower.name else 0)
        bend = (y2 - y) / 2
        path += f"C{x:.0f} {y + bend:.0f} {x2:.0f} {y2 - bend:.0f} {x2:.0f} {y2:.0f}"
        if not lower.name:
            path += f"V{y2 + BOX_HEIGHT:.0f}"
    return f'<path class="arrow" marker-end="url(#head)" d="{path}"/>'


def draw() -> str:
    """The picture as SVG."""
    placed = [(rows_of(essential(without_cycles(imports_of(name)))), look) for name, *look in PACKAGES]
    widths = [place(rows) for rows, _ in placed]
    width = max(widths) + 4 * MARGIN
    elements: list[str] = []
    y = MARGIN
    for index, ((rows, (heading, fill, border)), row_width) in enumerate(zip(placed, widths, strict=True)):
        height = (len(rows) - 1) * ROW_HEIGHT + BOX_HEIGHT + 62
        if index:
            middle = width / 2
            elements.append(f'<path class="arrow" marker-end="url(#head)" d="M{middle:.0f} {y + 2}v40"/>')
            elements.append(f'<text class="note" x="{middle + 12:.0f}" y="{y + 26}" style="text-anchor:start">')
            elements.append("imports; never the other way</text>")
            y += 48
        elements.append(
            f'<rect x="{MARGIN}" y="{y}" width="{width - 2 * MARGIN:.0f}" height="{height}" rx="10" fill="none" '
            f'stroke="{border}" stroke-dasharray="5 4"/>'
        )
        elements.append(f'<text class="heading" x="{MARGIN + 16}" y="{y + 26}">{escape(heading)}</text>')
        elements += panel(rows, (width - row_width) / 2, y + 42, fill, border)
        y += height
    head = '<marker id="head" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {y + MARGIN}" width="{width:.0f}">',
        f"<style>{STYLE}</style>",
        f'<defs>{head}<path d="M0 0L8 4L0 8z" fill="#8593a3"/></marker></defs>',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        *elements,
        "</svg>\n",
    ])  # fmt: skip


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "tui"), str(ROOT / "parsers")]
    PICTURE.write_text(draw(), encoding="utf-8")
