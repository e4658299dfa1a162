"""Every family recognizes its own files, and no text and no file of another family."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from thread_parsers.formats.families import literals_of, may_match
from thread_parsers.formats.html.engines import ENGINES
from thread_parsers.formats.json.families import FAMILIES as JSON_FAMILIES
from thread_parsers.formats.registry import FORMATS
from thread_parsers.formats.xml.families import FAMILIES as XML_FAMILIES
from thread_parsers.reading import read
from thread_parsers.source.open import open_source

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "corpus"
STRUCTURED = [format_ for format_ in FORMATS if format_.container != "text"]
TEXTS = [
    *sorted((ROOT / "samples").glob("[a-z]*.txt")),
    *sorted((ROOT / "samples").glob("[a-z]*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted(path for path in (ROOT / "tests" / "cases").glob("*/*.txt")),
]


def likely(path: Path) -> list[str]:
    """The families that a file may be of."""
    source = open_source(str(path))
    try:
        return [format_.name for format_ in STRUCTURED if format_.likeness(source).score > 0]
    finally:
        source.close()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_text_is_of_no_family(path: Path) -> None:
    assert likely(path) == []


SAMPLES = sorted(path for path in (ROOT / "samples").glob("*.[hjx]*") if ".truth." not in path.name)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_read_as_the_first_family_that_it_may_be_of(path: Path) -> None:
    discussion = read(path)
    assert discussion.format == likely(path)[0]
    assert len(discussion.columns)
    discussion.close()


def test_every_family_of_json_and_xml_has_a_sample() -> None:
    paths = [*SAMPLES, *(ROOT / "samples").glob("*.ndjson")]
    shown = {read(path).format for path in paths}
    assert {format_.name for format_ in FORMATS if format_.container in ("json", "xml")} <= shown


OTHERS = {
    "reddit": ("reddit", "pushshift"),
    "disqus": ("disqus", "wordpress"),
    "slack": ("slack", "json"),
    "newreddit": ("reddit-page",),
    "shreddit": ("reddit-page",),
}
"""Folders of the corpus with several kinds of files: what they are taken for. Lists of users are only JSON."""


@pytest.mark.skipif(not SHARED.is_dir(), reason="no corpus beside the repository")
def test_files_of_the_corpus_are_of_the_family_they_are_from_and_texts_of_none() -> None:
    texts = [*SHARED.glob("gate/**/*.txt"), *SHARED.glob("real/**/*.txt"), *SHARED.glob("real/**/*.md")]
    texts = [path for path in texts if path.parent.name != "pipermail-text"]  # that is mail
    assert texts
    assert {str(path): found for path in texts if (found := likely(path))} == {}
    files = [path for path in SHARED.glob("real/*/*.[hjnxr]*") if ".truth." not in path.name]
    assert files
    for path in files:
        folder, (first, *_) = path.parent.name, likely(path)
        assert first.startswith(OTHERS.get(folder, folder)), path


SIGNS = sorted({
    sign
    for signs in (*(family.signs for family in (*JSON_FAMILIES, *XML_FAMILIES)), *(engine.signs for engine in ENGINES))
    for alternative in signs
    for sign in alternative
})  # fmt: skip
HEADS = [
    path.read_bytes()[: 1 << 16]
    for folder in (ROOT / "samples", ROOT / "tests" / "cases")
    for path in sorted(folder.rglob("*"))
    if path.suffix in (".html", ".json", ".xml", ".ndjson")
]


def test_what_a_sign_is_found_in_has_one_of_its_literals() -> None:
    found = [(sign, head) for sign in SIGNS for head in HEADS if re.search(sign, head)]
    assert len({sign for sign, _ in found}) > len(SIGNS) // 2  # else this shows little
    assert all(may_match(sign, head) for sign, head in found)


@pytest.mark.parametrize(
    ("sign", "literals"),
    [
        (rb"wp-content|wp-includes", (b"wp-content", b"wp-includes")),
        (rb'"kind":\s*"t[13]"', (b'"kind":',)),
        (rb"tea(?:pot|cup)s?", (b"tea",)),
        (rb"colou?r\b", (b"colo",)),
        (rb"ab*cde{2}f", (b"cd",)),
        (rb"a[^x]*?bc++de", (b"de",)),
        (rb"(?s)\A(?!.*(?:tea|x\)y)).*(?:cup|mug)", (b"",)),
        (rb"reddit\.com/r", (b"reddit.com/r",)),
        (rb"[^\]x]{0,9}[tea]|\d+", (b"", b"")),
    ],
)
def test_the_literals_of_a_sign_are_outside_of_its_groups_and_repetitions(
    sign: bytes, literals: tuple[bytes, ...]
) -> None:
    assert literals_of(sign) == literals
