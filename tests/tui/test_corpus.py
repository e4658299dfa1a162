"""A corpus in the program: its pages are listed, filtered, searched and opened, and what was read is remembered."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.bulk_pages import corpus_of, page
from harness.folders import drawn, listed, reading, rows, settled
from harness.pilots import until
from thread_parsers.bulk import parse_shard
from thread_parsers.bulk.corpus import Corpus
from thread_parsers.library import Library
from thread_parsers.query import parse_query
from thread_reader.state.worker import StateWorker

if TYPE_CHECKING:
    from textual.pilot import Pilot

Command = Callable[..., subprocess.CompletedProcess[bytes]]
SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus with four discussions of three pages in two parts, a page that cannot be read, and one that is the same
    as another."""
    several = (SAMPLES / "rope-blog.xml").read_bytes()
    saved = tmp_path / "saved.txt"
    saved.write_bytes(page("bees hum", "The hives"))
    first = [(str(saved), saved.read_bytes()), ("/picture.png", b"\x89PNG\r\n\x1a\n")]
    return corpus_of(tmp_path / "corpus", first, [("/blog.xml", several), ("looms.txt", page("warp", "Looms"))])


def titles(found: list[str]) -> list[str]:
    return [row for row in found if not row.startswith("[")]


async def test_its_discussions_are_listed_filtered_and_opened(corpus: Path) -> None:
    async with listed([corpus], size=(120, 30)) as (pilot, screen):
        assert sorted(titles(rows(screen))) == ["Hemp or sisal?", "Looms", "Opening hours", "The hives", "picture.png?"]
        text = "\n".join(drawn(pilot))
        assert "is a picture" in text
        assert "blog.xml 2/2" in text
        await pilot.press(*"looms")
        await settled(pilot, screen)
        assert titles(rows(screen)) == ["Looms"]
        await pilot.press("enter")
        opened = await reading(pilot, "Looms")
        discussion = opened.session.reader.discussion
        assert [each.text for each in discussion.segments(0)] == ["warp"]
        assert discussion.file.name == str(corpus / "%" / "looms.txt")


async def test_another_discussion_of_a_page(corpus: Path) -> None:
    async with listed([corpus], size=(120, 30)) as (pilot, _screen):
        await pilot.press(*"opening", "enter")
        opened = await reading(pilot, "Opening hours")
        assert opened.session.parts.index == 1


async def test_the_bytes_of_a_comment_are_shown_as_long_as_the_file_is_there(corpus: Path, tmp_path: Path) -> None:
    async with listed([corpus], size=(120, 30)) as (pilot, _screen):
        await pilot.press(*"hives", "enter")
        await reading(pilot, "The hives")
        await shown(pilot, "r", "10  bees hum")
        await pilot.press("escape")
        (tmp_path / "saved.txt").write_bytes(page("bees HUM", "The hives"))
        await shown(pilot, "r", "The corpus does not have the bytes")
        await pilot.press("escape")
        await shown(pilot, "R", "8  author")


async def shown(pilot: Pilot[None], key: str, words: str) -> None:
    """Press a key, and wait for words on the screen."""
    await pilot.press(key)
    await until(pilot, lambda: any(words in " ".join(row.split()) or words in row for row in drawn(pilot)))
    text = "\n".join(drawn(pilot))
    assert words in " ".join(text.split()) or words in text


async def test_what_was_read_is_remembered_for_each_page(corpus: Path, tmp_path: Path) -> None:
    with closing(StateWorker(tmp_path / "state")) as state:
        async with listed([corpus], size=(120, 30), state=state) as (pilot, _screen):
            await pilot.press(*"looms", "enter")
            opened = await reading(pilot, "Looms")
            await until(pilot, lambda: opened.session.kept.recalled is not None)
            await pilot.press("Z", "y")
            await pilot.press("q")
            assert state.wait(20)
        async with listed([corpus], size=(120, 30), state=state) as (pilot, screen):
            await until(pilot, lambda: screen.listed.history is not None)
            assert screen.listed.history is not None
            known = [(each.path, each.comments, each.unread) for each in screen.listed.history.recent]
            assert known == [(str(corpus / "%" / "looms.txt"), 2, 0)]
            await pilot.press(*"looms")
            await settled(pilot, screen)
            entry = screen.listing.entry
            assert entry is not None
            assert (entry.row.title, entry.known and entry.known.unread) == ("Looms", 0)


def test_a_search_finds_comments_of_pages(corpus: Path, tmp_path: Path) -> None:
    library = Library(tmp_path / "cache")
    steps = list(library.refresh([str(corpus)]))
    assert (steps[-1].seen, steps[-1].read, steps[-1].waiting) == (4, 3, 0)
    hits = [
        (Path(hit.path).name, hit.part, hit.comment) for hit in library.search(parse_query("hum"), [str(corpus)]) if hit
    ]
    assert hits == [("saved.txt", 1, 1), ("saved.txt", 1, 2)]
    assert list(library.refresh([str(corpus)]))[-1].read == 0, "nothing has changed"
    with closing(Corpus(corpus)) as written, written.part() as part:
        part.add(parse_shard([("more.txt", page("more", "More"))]))
    steps = list(library.refresh([str(corpus)]))
    assert (steps[-1].seen, steps[-1].read) == (5, 1)
    library.close()


def test_a_page_alone_is_indexed_without_the_others_of_its_corpus(corpus: Path, tmp_path: Path) -> None:
    library, page_alone = Library(tmp_path / "cache"), str(corpus / "%" / "looms.txt")
    *_, last = library.refresh([page_alone])
    assert (last.seen, last.read, last.waiting) == (1, 1, 0)
    assert [(row.title, row.comments) for row in library.rows([page_alone])] == [("Looms", 2)]
    assert library.rows([str(corpus / "blog.xml")]) == []
    library.close()


def test_all_written_forms(command: Command, corpus: Path) -> None:
    run = command(str(corpus), "--to", "jsonl", "--where", "hum OR warp")
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert [(each["discussion"], each["id"], each["segments"]) for each in lines] == [
        (1, 1, ["bees hum"]),
        (1, 2, ["Yes, bees hum"]),
        (4, 1, ["warp"]),
        (4, 2, ["Yes, warp"]),
    ]
    assert command(str(corpus), "--count").stdout.split(b"\n")[0] == b"2\t1. The hives"
    assert b"authors    2" in command(str(corpus / "%" / "looms.txt"), "--stats").stdout
    receipt = command(str(corpus / "%" / "looms.txt"), "--receipt").stdout.decode().splitlines()
    assert receipt[1:3] == [f"page of a corpus: {corpus / '%' / 'looms.txt'}", "read from: looms.txt"]
    alone = command(str(SAMPLES / "rope-blog.xml"), "--part", "2", "--to", "json")
    assert command(str(corpus / "blog.xml"), "--part", "2", "--to", "json").stdout == alone.stdout
    found = command("--search", "warp", "corpus").stdout.splitlines()
    assert [line.split()[0] for line in found] == [b"corpus/%/looms.txt:1", b"corpus/%/looms.txt:2"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["corpus", "--part", "2", "--to", "txt"], "--part can only be used with one FILE"),
        (["corpus/no/page"], "cannot read corpus/no/page: is not in the corpus"),
        (["corpus/picture.png"], "cannot read corpus/picture.png: is a picture"),
        (
            ["corpus/blog.xml", "--from", "gate"],
            "cannot read corpus/blog.xml: is a page of a corpus, which cannot be read again",
        ),
    ],
)
@pytest.mark.usefixtures("corpus")
def test_what_cannot_be_done_is_one_line(command: Command, words: list[str], said: str) -> None:
    run = command(*words)
    assert (run.returncode, run.stderr.decode()) == (2, f"thread-reader: {said}\n")


def test_a_corpus_that_cannot_be_read_is_one_line(command: Command, corpus: Path) -> None:
    part = corpus / "comments" / "part-000001.parquet"
    part.write_bytes(part.read_bytes()[:-9])
    run = command("corpus/blog.xml", "-t", "txt")
    assert run.returncode == 2
    assert run.stderr.decode().startswith(
        "thread-reader: cannot read corpus/blog.xml: the corpus has a part that cannot be read: "
    )
    run = command("corpus", "-t", "txt")
    assert b"The hives" in run.stdout
    assert run.stderr.decode() == "thread-reader: left out: 3 files that cannot be read\n"
    (corpus / "corpus.json").write_text('{"schema": "thread-reader-bulk/9"}')
    for words in (["corpus"], ["corpus", "-t", "txt"], ["--search", "tea", "corpus"]):
        run = command(*words)
        assert run.returncode == 2
        assert run.stderr.decode().startswith(
            "thread-reader: cannot read corpus: has the tables of thread-reader-bulk/9, "
        )


def test_the_packages_are_imported_in_steps(environment: dict[str, str], corpus: Path) -> None:
    code = (
        "import sys; from thread_parsers.library.walking import walk\n"
        "heavy = 'pyarrow', 'pyarrow.compute', 'pyarrow.parquet', 'thread_parsers.bulk.rebuilt'\n"
        "print(*{sum(name in sys.modules for name in heavy) for _ in walk(sys.argv[1:])})"
    )
    words = [sys.executable, "-c", code, str(corpus.parent)]
    run = subprocess.run(words, capture_output=True, env=environment, check=True)
    assert sorted(run.stdout.split()) == [b"0", b"1", b"2", b"3", b"4"]


def test_without_the_packages_one_line_names_the_extra(environment: dict[str, str], corpus: Path) -> None:
    code = (
        "import importlib.util, sys; find = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *more: None if name == 'pyarrow' else find(name, *more)\n"
        "from thread_reader.cli import main; sys.exit(main())"
    )
    for words in (["corpus"], ["corpus", "-t", "txt"], ["corpus/blog.xml", "-t", "txt"]):
        run = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, cwd=corpus.parent, env=environment, check=False
        )
        said = f"thread-reader: cannot read {words[0]}: needs pip install 'thread-reader[bulk]'\n"
        assert (run.returncode, run.stderr.decode()) == (2, said)
