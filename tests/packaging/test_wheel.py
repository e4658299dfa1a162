"""The built wheel with the sources out of reach: what is in it, and that it runs."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
import zipfile
from email.parser import BytesParser
from typing import TYPE_CHECKING

import pyte
import pytest

import thread_reader
from harness.children import running

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "Two hives stand on the library roof.\nAtticCat\n· 2025-03-09 18:20\nI can see them from here.\nReply0\n"


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the build backend of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(root)]
    subprocess.run(words, check=True, capture_output=True, timeout=100)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel installs."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def installed(site: Path, environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """An environment in which the program comes from the wheel alone, and a page in the current folder."""
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    return environment | {"PYTHONPATH": str(site)}


def test_the_wheel_holds_the_two_packages_and_their_data(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tops = {name.split("/")[0] for name in names}
    name = f"thread_reader-{thread_reader.__version__}"
    assert tops == {"thread_parsers", "thread_reader", f"{name}.dist-info", f"{name}.data"}
    shared = {each.partition("/data/share/")[2] for each in names if "/data/share/" in each}
    assert shared == {
        "man/man1/thread-reader.1",
        "bash-completion/completions/thread-reader",
        "zsh/site-functions/_thread-reader",
        "fish/vendor_completions.d/thread-reader.fish",
    }
    assert {"thread_parsers/export/html/reader.css", "thread_parsers/export/html/reader.js"} <= names
    styles = {str(path.relative_to(root / "tui")) for path in (root / "tui").rglob("*.tcss")}
    assert styles
    assert styles | {"thread_parsers/py.typed", "thread_reader/py.typed"} <= names


def test_the_metadata_names_version_licence_and_command(site: Path) -> None:
    (info,) = site.glob("*.dist-info")
    metadata = BytesParser().parsebytes((info / "METADATA").read_bytes())
    assert (metadata["Name"], metadata["Version"]) == ("thread-reader", thread_reader.__version__)
    assert metadata["License-Expression"] == "MIT"
    assert (info / "licenses" / "LICENSE").exists()
    commands = (info / "entry_points.txt").read_text()
    assert "thread-reader = thread_reader.__main__:main" in commands
    assert "thread-reader-bulk = thread_parsers.bulk.__main__:main" in commands
    assert {"zst", "bulk", "dask"} == set(metadata.get_all("Provides-Extra", []))


def test_the_page_of_an_index_has_no_link_or_picture_of_the_repository(site: Path) -> None:
    (info,) = site.glob("*.dist-info")
    page = BytesParser().parsebytes((info / "METADATA").read_bytes()).get_payload()
    assert isinstance(page, str)
    assert page.startswith("# thread-reader")
    targets = re.findall(r"\]\(([^)]*)\)", page)
    assert [target for target in targets if not target.startswith(("https://", "#"))] == []
    assert "CONTRIBUTING.md explains how" in " ".join(page.split())  # the words of a link stay
    assert "![" not in page


def test_the_command_runs_from_the_wheel(installed: dict[str, str], site: Path, tmp_path: Path) -> None:
    def run(*words: str) -> str:
        command = [sys.executable, *words]
        done = subprocess.run(command, check=True, capture_output=True, cwd=tmp_path, env=installed, timeout=60)
        return done.stdout.decode()

    where = run("-c", "import thread_parsers, thread_reader; print(thread_parsers.__file__, thread_reader.__file__)")
    assert all(path.startswith(str(site)) for path in where.split())
    assert run("-m", "thread_reader", "--version") == f"thread-reader {thread_reader.__version__}\n"
    got = json.loads(run("-m", "thread_reader", "page.txt", "--to", "json"))
    assert [comment["author"] for comment in got["comments"]] == ["AtticCat"]
    run("-m", "thread_parsers.bulk", "page.txt", "-o", "corpus", "-j", "1")
    assert (tmp_path / "corpus" / "comments" / "part-000000.parquet").exists()


def test_the_reader_opens_from_the_wheel(installed: dict[str, str], tmp_path: Path) -> None:
    screen = pyte.Screen(100, 30)
    stream = pyte.ByteStream(screen)
    ours, theirs = pty.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    with running(
        [sys.executable, "-m", "thread_reader", "page.txt"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=tmp_path,
        env=installed,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        _feed_until(ours, stream, screen, "I can see them from here.")
        os.write(ours, b"q")
        _feed_until(ours, stream, screen, None)
        os.close(ours)
        assert process.wait(timeout=60) == 0


def _feed_until(descriptor: int, stream: pyte.ByteStream, screen: pyte.Screen, words: str | None) -> None:
    """Show what the program writes until the screen has the words, or for None until it writes no more."""
    deadline = time.monotonic() + 60
    while words is None or not any(words in line for line in screen.display):
        assert select.select([descriptor], [], [], deadline - time.monotonic())[0], "\n".join(screen.display)
        try:
            piece = os.read(descriptor, 65536)
        except OSError:  # EIO: the program has ended
            piece = b""
        if not piece:
            assert words is None, "\n".join(screen.display)
            return
        stream.feed(piece)
