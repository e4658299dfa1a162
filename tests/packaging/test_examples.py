"""The examples of README, `--help` and the documents run: each one in a folder with pages of the names in them.

`THREAD_READER=PATH` runs them with an installed command in place of this checkout.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shlex
import shutil
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.children import running
from thread_reader.command_line.arguments import EXAMPLES
from thread_reader.diagnostics import NOTHING_MATCHED

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.md", "SECURITY.md", "RELEASING.md", *(f"docs/{path.name}" for path in ROOT.glob("docs/*.md")))
PAGES = {
    "page.txt": "tram-line.txt", "page.html": "rain-barrel.html", "page.json": "beehive-story.json",
    "old.html": "rain-barrel.html", "new.html": "pump-post.html", "saved-pages/tram.html": "tram-line.txt",
    "mail.mbox": "kiln-list.mbox", "home/saved/trams.txt": "tram-line.txt", "samples/tram-line.txt": "tram-line.txt",
}  # fmt: skip
"""Names in the examples, and the samples that have them here."""
PLACEHOLDERS = {
    "FILE": "page.txt", "PAGE": "page.txt", "FOLDER": "saved-pages", "NEW": "new.html", "OLD": "old.html",
    "QUERY": "trams", "FILE...": "page.html", "[FILE|FOLDER…]": "saved-pages",
    "corpus/": "saved-pages",  # a corpus needs an extra
}  # fmt: skip
WRITES = re.compile(
    r" (?:-[toqVh]|--(?:to|count|quiet|stats|receipt|formats|search|linear|settings|version|help|forget))\b|\|"
)
"""What is in a call that writes. All others open the reader or a list."""
LISTS = ("saved-pages", "~/saved", "page.txt page.html")
"""What opens a list of discussions, which Esc leaves."""
ENTERS_SCREEN = b"\x1b[?1049h"
ESC = b"\x1b[27u"


def blocks_and_spans(text: str) -> Iterator[str]:
    """The calls of `thread-reader` in the shell blocks and in the code within lines of a document."""
    blocks = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
    for language, block in blocks.findall(text):
        if language == "sh":
            yield from (line.strip() for line in block.splitlines() if line.strip().startswith("thread-reader "))
    yield from (" ".join(span.split()) for span in re.findall(r"`(thread-reader [^`]+)`", blocks.sub("", text)))


def filled(call: str) -> str:
    """A call with names of files for the words in capitals."""
    return " ".join(PLACEHOLDERS.get(word, word) for word in call.split(" "))


def examples() -> list[str]:
    documents = (call for name in DOCUMENTS for call in blocks_and_spans((ROOT / name).read_text(encoding="utf-8")))
    return list(dict.fromkeys(filled(call) for call in (*documents, *(call for call, _ in EXAMPLES))))


def opens_the_reader(call: str) -> bool:
    return WRITES.search(call) is None


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages, and the command in `bin`."""
    folder = tmp_path_factory.mktemp("examples")
    for name, sample in PAGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "samples" / sample, folder / name)
    command = os.environ.get("THREAD_READER")
    words = [command] if command else [sys.executable, "-m", "thread_reader"]
    (folder / "bin").mkdir()
    script = folder / "bin" / "thread-reader"
    script.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
    script.chmod(0o755)
    return folder


def test_there_are_examples() -> None:
    calls = examples()
    assert len(calls) > 20
    assert [call for call in calls if re.search(r" [A-Z]{3,}\b", call)] == []


@pytest.fixture
def variables(place: Path, environment: dict[str, str]) -> dict[str, str]:
    """The environment of a user who has the command on the path."""
    found = environment | {"PATH": f"{place / 'bin'}:{environment['PATH']}", "HOME": str(place / "home")}
    if os.environ.get("THREAD_READER"):
        del found["PYTHONPATH"]
    return found


@pytest.mark.parametrize("call", [call for call in examples() if not opens_the_reader(call)])
def test_what_an_example_writes(call: str, place: Path, variables: dict[str, str]) -> None:
    missing = [name for name in ("jq", "less") if f"| {name}" in call and shutil.which(name) is None]
    if missing:
        pytest.skip(f"{missing[0]} is not installed")
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", call],
        stdin=subprocess.DEVNULL, capture_output=True, cwd=place, env=variables, timeout=60, check=False,
    )  # fmt: skip
    searches = " -w " in call or "--search" in call
    assert done.returncode == 0 or (searches and done.returncode == NOTHING_MATCHED), done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stdout or searches or " -o " in call


def until_it_ends(terminal: int, key: bytes) -> bytes:
    """What a program writes to a terminal. The key is pressed whenever the screen is quiet."""
    written, deadline = b"", time.monotonic() + 60
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 0.3)[0]:
            if ENTERS_SCREEN in written:
                os.write(terminal, key)
            continue
        try:
            written += os.read(terminal, 1 << 16)
        except OSError:  # EIO: the program has ended
            break
    return written


@pytest.mark.parametrize("call", [call for call in examples() if opens_the_reader(call)])
def test_an_example_opens_the_reader(call: str, place: Path, variables: dict[str, str]) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    with running(
        ["bash", "-c", f"exec {call}"],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=place, env=variables, start_new_session=True,
    ) as process:  # fmt: skip
        os.close(theirs)
        written = until_it_ends(ours, ESC if call.partition(" ")[2] in LISTS else b"q")
        os.close(ours)
        assert process.wait(timeout=60) == 0, written
    assert ENTERS_SCREEN in written
