"""The man page and the completions are those of the present arguments, and the shells that are there accept them."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from harness.scripts import script
from thread_reader.command_line.arguments import argument_parser

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("thread-reader.1", "thread-reader.bash", "_thread-reader", "thread-reader.fish")


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_what_the_script_writes(root: Path, file: str) -> None:
    generator = script(root / "docs" / "shell.py")
    assert set(generator.FILES) == set(FILES)
    text = (root / "docs" / "shell" / file).read_text(encoding="utf-8")
    assert text == generator.FILES[file](), "run `make docs`"
    options = [name for action in argument_parser()._actions for name in action.option_strings]
    assert [name for name in options if name.lstrip("-") not in text.replace("\\-", "-")] == []


def needs(program: str) -> pytest.MarkDecorator:
    """Skips a test without the program."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


def completed(root: Path, line: str, folder: Path) -> list[str]:
    """What bash offers at the end of a line. Bash gives a word in quotes as a whole, and another one from its last
    colon on."""
    before, quote, word = line.partition("'")
    if not quote:
        before, _, word = line.rpartition(" ")
        word = word.rpartition(":")[2]
    script = (
        f'source "{root}/docs/shell/thread-reader.bash"; COMP_LINE="{line}"; COMP_POINT=${{#COMP_LINE}};'
        f' _thread_reader thread-reader "{word}" "{before.split()[-1]}";'
        ' printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, cwd=folder, timeout=20)
    return done.stdout.splitlines()


@needs("bash")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("thread-reader --to js", ["json", "jsonl"]),
        ("thread-reader x -t m", ["md"]),
        ("thread-reader -w is:un", ["unread"]),
        ("thread-reader --where us", ["user:"]),
        ("thread-reader -w 'is:un", ["is:unread"]),
        ("thread-reader -w 'user:Ann is:un", ["user:Ann is:unread"]),
        ("thread-reader --se", ["--search", "--settings"]),
        ("thread-reader pa", ["page.txt"]),
        ("thread-reader -o pa", ["page.txt"]),
        ("thread-reader --from hackernews-i", ["hackernews-items"]),
    ],
)
def test_bash_offers_what_fits(root: Path, tmp_path: Path, line: str, offered: list[str]) -> None:
    (tmp_path / "page.txt").touch()
    assert completed(root, line, tmp_path) == offered


@needs("fish")
def test_fish_offers_what_fits(root: Path) -> None:
    script = f"source {root}/docs/shell/thread-reader.fish; complete -C 'thread-reader --to js'"
    done = subprocess.run(["fish", "-c", script], capture_output=True, text=True, check=True, timeout=20)
    assert [line.partition("\t")[0] for line in done.stdout.splitlines()] == ["json", "jsonl"]


@needs("zsh")
def test_zsh_accepts_the_file(root: Path) -> None:
    done = subprocess.run(
        ["zsh", "-n", root / "docs/shell/_thread-reader"], capture_output=True, check=True, timeout=20
    )
    assert done.stderr == b""


@needs("groff")
def test_the_man_page_has_no_errors(root: Path) -> None:
    words = ["groff", "-ww", "-K", "utf8", "-man", "-T", "utf8", str(root / "docs/shell/thread-reader.1")]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=20)
    assert done.stderr == ""
    assert "the query matched nothing" in done.stdout
