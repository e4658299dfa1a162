"""docs/library.md says what is so."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import pickle
import re
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import thread_parsers
from thread_parsers import (
    DiscussionError,
    Matching,
    NoSuchPart,
    PatternTooSlow,
    QueryError,
    UnknownFormat,
    Unreadable,
    measure,
    parse,
    parse_query,
    read,
)
from thread_parsers.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from thread_parsers import Discussion

ERRORS = (
    Unreadable("page.txt", "is a folder"),
    UnknownFormat("chat", ("gate", "plain")),
    NoSuchPart("page.json", 3, 2),
    QueryError("unmatched )", "a )", 2),
    PatternTooSlow("/(a+)+$/"),
)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "library.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sample(root: Path) -> str:
    return str(root / "samples" / "tram-line.txt")


def test_its_examples_run(page: str, root: Path, environment: dict[str, str]) -> None:
    codes = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(codes) == 2
    for code in codes:
        run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=root, env=environment)
        assert run.stdout.count(b"\n") > 2


def test_it_names_only_what_is_public(page: str) -> None:
    (table,) = re.findall(r"\| to \| use \|\n(.*?)\n\n", page, re.DOTALL)
    names = [name for row in table.splitlines()[1:] for name in re.findall(r"`(\w+)`", row.split("|")[2])]
    properties = {"title", "paragraphs", "comments"}
    assert names
    assert set(names) - properties <= set(thread_parsers.__all__)


def test_it_lists_every_error(page: str) -> None:
    listed = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert listed == {type(error).__name__ for error in ERRORS}
    public = [getattr(thread_parsers, name) for name in thread_parsers.__all__]
    errors = {kind.__name__ for kind in public if isinstance(kind, type) and issubclass(kind, DiscussionError)}
    assert listed == errors - {"DiscussionError"}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_can_be_pickled(error: DiscussionError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


def test_after_closing_numbers_remain_and_text_is_unreadable(sample: str) -> None:
    with read(sample) as discussion:
        count, first = len(discussion.comments), discussion.comments[0]
    discussion.close()
    assert (len(discussion.comments), first.id) == (count, 1)
    with pytest.raises(Unreadable):
        discussion.comments[0]


def test_text_in_memory_needs_no_closing(root: Path) -> None:
    discussion = parse((root / "samples" / "tram-line.txt").read_bytes())
    discussion.file.close()
    assert discussion.comments[0].segments


def test_values_can_be_pickled_and_a_discussion_cannot(root: Path) -> None:
    discussion = parse((root / "samples" / "tram-line.txt").read_bytes())
    values = (discussion.comments[0], discussion.comments[0].segments, measure(discussion).people, discussion.receipt)
    assert pickle.loads(pickle.dumps(values)) == values
    assert pickle.loads(pickle.dumps(measure(discussion))).seen == len(discussion.comments)
    query = pickle.loads(pickle.dumps(parse_query("user:quietdeck")))
    assert Matching(discussion, query).all() == Matching(discussion, parse_query("user:quietdeck")).all() != []
    for impossible in (discussion, discussion.file):
        with pytest.raises((TypeError, AttributeError, pickle.PicklingError)):
            pickle.dumps(impossible)


def test_discussions_that_nobody_uses_close_their_files(root: Path, tmp_path: Path) -> None:
    data = (root / "samples" / "tram-line.txt").read_bytes()
    (tmp_path / "page.txt").write_bytes(data)
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    in_use = max(int(entry.name) for entry in os.scandir("/dev/fd"))
    resource.setrlimit(resource.RLIMIT_NOFILE, (in_use + 20, before[1]))
    try:
        for _ in range(200):
            assert len(read(tmp_path / "page.txt").columns) == 11
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


FORMS: dict[str, Callable[[bytes], bytes]] = {
    "utf-8": bytes,
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "utf-16": lambda data: data.decode().encode("utf-16"),
    "cp1252": lambda data: data.decode().encode("cp1252", "replace"),
    "line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "picture": lambda data: b"\x89PNG\r\n\x1a\n" + data,
}


@pytest.mark.parametrize("form", FORMS)
def test_bytes_in_memory_are_read_as_a_file_of_them(root: Path, tmp_path: Path, form: str) -> None:
    data = FORMS[form]((root / "samples" / "tram-line.txt").read_bytes())
    (tmp_path / "page.txt").write_bytes(data)

    def outcome(get: Callable[[], Discussion]) -> object:
        try:
            discussion = get()
        except Unreadable as error:
            return error.reason
        return list(discussion.comments), discussion.file.converted_from, discussion.receipt

    assert outcome(lambda: parse(data)) == outcome(lambda: read(tmp_path / "page.txt"))


def test_it_runs_as_a_module(
    root: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / "samples")
    assert main(["tram-line.txt", "missing.txt", "ramen.txt", "-t", "csv", "-w", "user:quietdeck"]) == 2
    written, errors = capfdbinary.readouterr()
    header, *rows = written.splitlines()
    assert header.startswith(b'"discussion","id"')
    assert rows
    assert all(b'"quietdeck"' in row for row in rows)
    assert errors == b"thread_parsers: missing.txt: does not exist\n"
