"""What the program makes of annotated pages, held against their truth: six figures from 0 to 1.

python tests/quality/comparing.py         prints the figures of every page and raises the floor where they rose
"""

from __future__ import annotations

import json
import sys
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FLOOR = HERE / "floor.json"
FOLDERS = {"samples": ROOT / "samples", "pages": HERE / "pages", "layouts": HERE / "layouts"}
"""The folders of pages with their truth beside them that are part of this repository."""
BESIDE = ROOT.parent / "shared" / "corpus" / "gate"
"""More annotated pages, where they are kept beside the repository."""
FIGURES = ("title", "article", "engagement", "comments", "tree", "receipt")


def overlap(wanted: list[Any], found: list[Any]) -> float:
    """Items in common, in order, as a share of the items of both."""
    if not wanted and not found:
        return 1.0
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return 2 * sum(block.size for block in blocks) / (len(wanted) + len(found))


def figures_of(truth_file: Path) -> dict[str, float]:
    """The six figures of one page."""
    from thread_parsers.reading import read

    truth = json.loads(truth_file.read_text(encoding="utf-8"))
    discussion = read(truth_file.parent / truth["file"])
    stated = {name: value for name, value in truth["engagement"].items() if value is not None}
    agreeing = [name for name, value in stated.items() if getattr(discussion.engagement, name) == value]
    wanted = [_wanted(comment) for comment in truth["comments"]]
    found = [_found(comment) for comment in discussion.comments]
    return {
        "title": float((truth["title"] or None) == discussion.title),
        "article": overlap(truth["article"], discussion.paragraphs),
        "engagement": len(agreeing) / len(stated) if stated else 1.0,
        "comments": overlap(wanted, found),
        "tree": overlap(
            [(comment["parent"], comment["depth"]) for comment in truth["comments"]],
            [(comment.parent, comment.depth) for comment in discussion.comments],
        ),
        "receipt": float(_tiles(discussion)),
    }


def _wanted(comment: dict[str, Any]) -> tuple[object, ...]:
    time = (comment["time"] or "")[:16]
    beside = comment.get("time_text"), comment.get("badge")  # pages with dates in digits and without badges lack them
    lines = tuple(comment["lines"]) if "lines" in comment else None
    return comment["author"], time, beside, tuple(text.strip() for text in comment["segments"]), lines


def _found(comment: Any) -> tuple[object, ...]:
    time = comment.time.isoformat()[:16] if comment.time else ""
    beside = comment.time_text, comment.badge
    return comment.author, time, beside, tuple(segment.text.strip() for segment in comment.segments), comment.lines


def _tiles(discussion: Any) -> bool:
    from thread_parsers.discussion.receipt_spans import byte_spans, line_spans

    if discussion.origins is not None:
        starts = [span.start for span in byte_spans(discussion)]
        ends = [span.end for span in byte_spans(discussion)]
        return starts == [0, *ends[:-1]] and ends[-1] == discussion.file.size
    at = 1
    for span in line_spans(discussion):
        if span.first != at or span.last < span.first or span.kind == "unclaimed":
            return False
        at = span.last + 1
    return bool(at == discussion.file.line_count + 1)


def means(folder: Path) -> dict[str, float]:
    """The mean of each figure over the pages of a folder, to four places."""
    pages = [figures_of(truth) for truth in sorted(folder.rglob("*.truth.json"))]
    return {name: round(sum(page[name] for page in pages) / len(pages), 4) for name in FIGURES}


def raise_floor() -> None:
    """Write the figures of today where they are higher; a lower one stays as it was and fails the test."""
    floor = json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.exists() else {}
    for name, folder in FOLDERS.items():
        today, kept = means(folder), floor.get(name, {})
        floor[name] = {figure: max(today[figure], kept.get(figure, 0.0)) for figure in FIGURES}
        for truth in sorted(folder.rglob("*.truth.json")):
            sys.stdout.write(f"{truth.stem}: {figures_of(truth)}\n")
    FLOOR.write_text(json.dumps(floor, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "parsers")]
    raise_floor()
