"""The worked example of CONTRIBUTING.md, installed as a package and used through the registry."""

from __future__ import annotations

import re
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from harness.format_contract import PROMISES
from thread_parsers.discussion.receipt_spans import byte_spans, line_spans
from thread_parsers.formats.registry import plugins
from thread_parsers.reading import judge, parse
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from thread_parsers.formats import Format

LOG = b"""log opened
12h03 ada: is the kettle on?
12h04 bo tamm: it is: listen
* cy on board
12h07 ada: tea!
"""


@pytest.fixture
def installed(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The example as an installed distribution: a module, and metadata with its entry point."""
    text = (root / "CONTRIBUTING.md").read_text("utf-8")
    blocks = dict(re.findall(r"<!-- (\w+) -->\n```\w+\n(.*?)\n```", text, re.DOTALL))
    points = tomllib.loads(blocks["registration"])["project"]["entry-points"]
    ((group, entries),) = points.items()
    metadata = tmp_path / "ship_log_format-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: ship-log-format\nVersion: 1.0\n")
    lines = [f"[{group}]", *(f"{name} = {value}" for name, value in entries.items())]
    (metadata / "entry_points.txt").write_text("\n".join(lines))
    (tmp_path / "ship_log_format.py").write_text(blocks["example"], "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "ship_log_format", raising=False)
    plugins.cache_clear()
    yield
    sys.modules.pop("ship_log_format", None)
    plugins.cache_clear()


@pytest.mark.usefixtures("installed")
def test_the_format_of_the_example_is_tried_and_reads_its_page() -> None:
    discussion = parse(LOG)
    assert (discussion.format, discussion.receipt.reason) == ("ship_log", "3 of 5 lines are entries with a time")
    said = [(c.author, c.time_text, c.segments[0].text) for c in discussion.comments]
    assert said == [
        ("ada", "12h03", "is the kettle on?"),
        ("bo tamm", "12h04", "it is: listen"),
        ("ada", "12h07", "tea!"),
    ]


@pytest.mark.usefixtures("installed")
def test_its_receipt_tiles_the_page() -> None:
    discussion = parse(LOG)
    spans = list(byte_spans(discussion))
    assert b"".join(discussion.file.read(span.start, span.end) for span in spans) == LOG
    assert "unclaimed" not in {span.kind for span in spans}
    lines = [(span.first, span.last) for span in line_spans(discussion)]
    assert lines == [(1, 1), (2, 3), (4, 4), (5, 5)]


@pytest.mark.usefixtures("installed")
def test_it_leaves_other_pages_to_other_formats() -> None:
    page = "Ada · 2025-12-24 06:14\nTea.\nBo · 2025-12-24 06:20\nCoffee.\n".encode()
    assert judge(BufferSource(page))[0][0].name == "plain"
    assert parse(page).format == "plain"


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_it_keeps_what_a_format_promises(promise: Callable[[Format], None]) -> None:
    (ship_log,) = plugins()[0]
    promise(ship_log)
