"""Output: exact in files and pipes, sanitised on a terminal, and atomic with `-o`."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness.children import DEFAULT_SIGNALS, running
from thread_reader.output.standard_output import put
from thread_reader.output.target_file import Unwritable

Run = subprocess.CompletedProcess[bytes]
Command = Callable[..., Run]

HOSTILE = "Ann\n· 2025-03-09 18:20\nred \x1b[31m title \x1b]0;x\x07 c1 \x9b31m over \u202e end\nReply0\n"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A page whose text would control a terminal."""
    path = tmp_path / "hostile.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["txt", "md", "json", "csv"])
def test_no_control_character_of_a_page_reaches_a_terminal(
    on_terminal: Callable[..., tuple[int, bytes]], hostile: Path, form: str
) -> None:
    status, got = on_terminal(hostile, "--to", form)
    assert status == 0
    words = got.decode()
    assert "title" in words
    assert all(line.isprintable() for line in words.split("\r\n"))


def test_a_pipe_gets_the_text_unchanged(command: Command, hostile: Path) -> None:
    assert "red \x1b[31m title \x1b]0;x\x07 c1 \x9b31m over \u202e end" in command(hostile).stdout.decode()


def test_a_terminal_that_is_not_utf8_gets_what_it_can_show(
    on_terminal: Callable[..., tuple[int, bytes]], hostile: Path
) -> None:
    status, got = on_terminal(hostile, "--to", "txt", PYTHONIOENCODING="ascii")
    assert status == 0
    assert got.isascii()


def test_a_closed_pipe_ends_it_without_a_message(
    program: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    long = tmp_path / "long.txt"
    long.write_text("".join(f"Ann\n· 2025-03-09 18:{n % 60:02}\n{'words ' * 40}\nReply0\n" for n in range(2000)))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with running([*program, str(long)], cwd=tmp_path, env=environment, **pipes) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 141


@pytest.mark.parametrize("arguments", [("page.txt", "--to", "json"), ("--help",)])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_one_line_and_3(
    program: list[str], environment: dict[str, str], page: Path, arguments: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [*program, *arguments],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=page.parent,
            env=environment,
        )
    assert run.returncode == 3
    assert run.stderr == b"thread-reader: cannot write standard output: no space left on device\n"


def test_closed_standard_output_is_one_line_and_3(program: list[str], environment: dict[str, str], page: Path) -> None:
    run = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *program, str(page), "--to", "txt"],
        check=False,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert run.returncode == 3
    assert run.stderr == b"thread-reader: cannot write standard output: is closed\n"


def test_closed_standard_error_changes_nothing_else(
    program: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    run = subprocess.run(
        ["sh", "-c", 'exec "$@" 2>&-', "sh", *program, "missing.txt"], check=False, cwd=tmp_path, env=environment
    )
    assert run.returncode == 2


def test_the_form_follows_from_the_file_name_extension(command: Command, page: Path) -> None:
    run = command(page, "-o", "out.md")
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert page.with_name("out.md").read_bytes() == command(page, "--to", "md").stdout


def test_a_dash_means_standard_output(command: Command, page: Path) -> None:
    assert command(page, "--to", "csv", "-o", "-").stdout == command(page, "--to", "csv").stdout


def test_a_new_file_gets_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    target, ordinary = tmp_path / "out.txt", tmp_path / "ordinary.txt"
    ordinary.touch()
    put(["x\n"], str(target))
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE(ordinary.stat().st_mode)


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    target.chmod(0o640)
    put(["new\n"], str(target))
    assert (target.read_text(), stat.S_IMODE(target.stat().st_mode)) == ("new\n", 0o640)


def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)
    put(["new\n"], str(link))
    assert link.is_symlink()
    assert real.read_text() == "new\n"


def test_a_named_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    listener = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    listener.start()
    put(["x\n"], str(pipe))
    listener.join(timeout=60)
    assert got == [b"x\n"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def failing(error: BaseException) -> Iterator[str]:
    """Yield the first piece of a discussion, then raise an error."""
    yield "half a discussion\n" * 10_000
    raise error


@pytest.mark.parametrize(
    ("error", "raised"),
    [(OSError(errno.ENOSPC, "No space"), Unwritable), (KeyboardInterrupt(), KeyboardInterrupt)],
)
@pytest.mark.parametrize("before", [None, "the old text"])
def test_a_failure_leaves_the_folder_as_it_was(
    tmp_path: Path, error: BaseException, raised: type[BaseException], before: str | None
) -> None:
    target = tmp_path / "out.txt"
    if before is not None:
        target.write_text(before)
    with pytest.raises(raised):
        put(failing(error), str(target))
    assert [path.read_text() for path in tmp_path.iterdir()] == ([] if before is None else [before])


WAITS_HALF_WAY = (
    DEFAULT_SIGNALS
    + """
import os, signal, sys
from thread_reader import diagnostics
from thread_reader.output import standard_output
def pieces():
    yield "words\\n" * 100_000
    print(len(os.listdir()), flush=True)
    signal.pause()
sys.exit(diagnostics.guarded(lambda: standard_output.put(pieces(), "out.txt")))
"""
)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_no_half_written_file(environment: dict[str, str], tmp_path: Path, number: int) -> None:
    child = [sys.executable, "-c", WAITS_HALF_WAY]
    with running(child, stdout=subprocess.PIPE, cwd=tmp_path, env=environment) as process:
        assert process.stdout
        assert process.stdout.readline() == b"1\n"
        process.send_signal(number)
        assert process.wait(timeout=60) == 128 + number
    assert list(tmp_path.iterdir()) == []


def test_the_page_is_never_overwritten_through_a_hard_link(tmp_path: Path) -> None:
    page, other = tmp_path / "page.txt", tmp_path / "other.txt"
    page.write_text("words")
    other.hardlink_to(page)
    with pytest.raises(Unwritable, match="is being read"):
        put(["x\n"], str(other), sources=["-", "missing.txt", str(page)])
    assert page.read_text() == "words"


@pytest.mark.parametrize("before", [None, b"the old text"])
def test_a_disk_that_fills_up_leaves_the_old_file(
    program: list[str], environment: dict[str, str], page: Path, before: bytes | None
) -> None:
    """A limit on the size of files makes a write in the middle fail."""
    target = page.with_name("out.json")
    page.write_text(page.read_text(encoding="utf-8") * 40, encoding="utf-8")
    if before is not None:
        target.write_bytes(before)
    command = ["sh", "-c", 'ulimit -f 1; exec "$@"', "sh", *program, page.name, "-o", target.name]
    # Python would cut the bytecode that it caches at the limit, too, and then fail to import it.
    limited = environment | {"PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(command, check=False, capture_output=True, cwd=page.parent, env=limited)
    assert (run.returncode, run.stdout) == (3, b"")
    assert run.stderr == b"thread-reader: cannot write out.json: file too large\n"
    found = {path.name for path in page.parent.iterdir()}
    assert found == {page.name, *([] if before is None else [target.name])}
    assert before is None or target.read_bytes() == before
