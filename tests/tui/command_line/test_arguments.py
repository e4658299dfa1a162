"""Any words on the command line are understood or refused with one line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thread_reader.command_line.arguments import check_combination, parsed
from thread_reader.command_line.inputs import inputs_of
from thread_reader.diagnostics import CallError

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Command = Callable[..., subprocess.CompletedProcess[bytes]]

OPTIONS = (
    "-w", "--where", "--at", "-t", "--to", "--receipt", "--formats", "--part", "--stats", "-o", "-f", "--from",
    "--saved", "--settings", "-V", "--version", "-h", "--help",
)  # fmt: skip
VALUES = ("json", "-word", "-", "--", "", "3", "line:3", "page.txt", "page.txt:3", "page.txt:line:3", "query", "²")
WORDS = st.one_of(
    st.sampled_from((*OPTIONS, *VALUES)),
    st.builds("{}={}".format, st.sampled_from(OPTIONS), st.sampled_from(VALUES)),
    st.builds("{}{}".format, st.sampled_from(OPTIONS), st.sampled_from(VALUES)),
    st.text(st.characters(exclude_characters="\0"), max_size=8),
)


@given(st.lists(WORDS, max_size=6))
def test_any_words_are_parsed_or_refused(words: list[str]) -> None:
    try:
        options = parsed(words)
        check_combination(options)
    except CallError:
        return
    assert all(isinstance(file, str) for file in options.files)
    texts = (options.where, options.at, options.to, options.out, options.from_, options.saved)
    assert all(value is None or isinstance(value, str) for value in texts)
    assert options.part is None or options.part >= 0


@given(st.lists(WORDS, max_size=4))
def test_words_after_two_dashes_are_files(words: list[str]) -> None:
    options = parsed(["page.txt", "-V", "--", *words])
    assert (options.files, options.version) == (["page.txt", *words], True)


@given(st.sampled_from(("-w", "--where")), WORDS)
def test_the_word_after_where_is_its_query(option: str, query: str) -> None:
    assert parsed(["page.txt", option, query, "other.txt"]).where == query
    assert parsed(["page.txt", option, query, "other.txt"]).files == ["page.txt", "other.txt"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(exclude_characters="\0/"), min_size=1, max_size=12), st.integers(0, 10**12 - 1), st.booleans()
)
def test_a_place_is_split_from_any_name_of_a_file(tmp_path: Path, name: str, number: int, is_line: bool) -> None:
    """Whatever the name is, it is opened under it, and at the place after it."""
    place = f"line:{number}" if is_line else f"{number}"
    path = tmp_path / name
    if name in (".", ".."):
        return
    try:
        path.write_bytes(b"")
    except (OSError, ValueError):  # no name of a file, such as half a surrogate pair
        return
    try:
        word = f"{path}:{place}"
        if not os.path.lexists(word):
            assert inputs_of([word]) == ([str(path)], place, False)
        assert inputs_of([str(path)]) == ([str(path)], "", False)
    finally:
        path.unlink()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--hlep"], "unknown option --hlep; did you mean --help?"),
        (["page.txt", "--no-stat"], "unknown option --no-stat; did you mean --no-state?"),
        (["page.txt", "--xyzzy=3", "-t", "txt"], "unknown option --xyzzy=3; see --help"),
        (["page.txt", "-f", "gat"], "unknown format gat; did you mean gate? --formats lists all"),
        (["page.txt", "-f", "ploughshares"], "unknown format ploughshares; --formats lists all"),
        ([""], "cannot read '': does not exist"),
    ],
)
@pytest.mark.usefixtures("page")
def test_what_may_have_been_meant_is_said(command: Command, words: list[str], said: str) -> None:
    run = command(*words)
    assert (run.returncode, run.stderr.decode()) == (2, f"thread-reader: {said}\n")
