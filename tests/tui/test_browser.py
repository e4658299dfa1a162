"""Which addresses are opened, and how: exactly the displayed one, as one argument, never through a shell."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from thread_reader.browser import open_address

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = [
    "javascript:alert(1)", "file:///etc/passwd", "data:text/html,<script>1</script>", "-x", "--help", " -x",
    " https://example.org/", "https://example.org/\u202egpj.exe", "https://example.org/\nhttps://other.example/",
    "https://example.org/%action", "https://example.org/a b", "https://", "http:///path", "//example.org/", "ftp://a/b",
    "https://exämple.org/", "https://example.org/\x1b]0;x\x07", "HTTPS:example.org", "about:config", "vbscript:x", "",
    "https://-example.org/", "http://--profile=x@-example.org/", "mailto:-x@example.org", "mailto:somebody",
]  # fmt: skip

SOUND = ["https://example.org/a?b=c&d=$(id);`id`#e", "http://example.org:8080/", "mailto:somebody@example.org"]


@pytest.fixture
def received(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which a fake browser records its arguments."""
    received, browser = tmp_path / "received", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" > "{received}.part"; mv "{received}.part" "{received}"\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    return received


@pytest.mark.parametrize("address", HOSTILE, ids=ascii)
def test_no_hostile_address_starts_anything(received: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr("subprocess.Popen", None)
    assert "may not be opened" in open_address(address)
    assert not received.exists()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # nobody waits for a browser
@pytest.mark.parametrize("address", SOUND)
def test_a_sound_address_is_one_argument(received: Path, address: str) -> None:
    assert open_address(address) == f"opened {address}"
    until = time.monotonic() + 30
    while not received.exists() and time.monotonic() < until:
        time.sleep(0.01)
    assert received.read_text() == f"1\n{address}\n"
