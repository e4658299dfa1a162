"""HTML, checked with an HTML parser: all text is text, and elements and attributes are those of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thread_parsers.discussion.author_hues import HUES_ON_DARK, HUES_ON_LIGHT, author_hue
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.kept import Kept, KeptNote, KeptOfGone
from thread_parsers.discussion.numbered import Numbered
from thread_parsers.export.html import write, write_several
from thread_parsers.export.html.comment import MAX_INDENT_DEPTH
from thread_parsers.export.html.words import escaped, link, with_links
from thread_parsers.stats import steps

Build = Callable[..., Discussion]


class Shown(HTMLParser):
    """The text of a document by the element that holds it, its links, and the ids."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.elements: set[str] = set()
        self.classes: list[str] = []
        self._open = [""]
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.elements.add(tag)
        self.links += [values["href"] or ""] if "href" in values else []
        self.ids += [values["id"] or ""] if "id" in values else []
        self.classes += [values["class"] or ""] if "class" in values else []
        if tag not in ("meta", "rect"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag in ("rect", self._open[-1])
        if tag != "rect":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1], data))

    def text(self, *without: str) -> str:
        """All text, except that of some elements."""
        return "".join(words for element, words in self.texts if element not in ("style", "script", *without))


def document(discussion: Discussion) -> Shown:
    """One discussion with all its comments."""
    return Shown("".join(write(discussion, range(len(discussion.columns)))))


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXT, author=TEXT, words=TEXT)
def test_any_text_is_shown_as_it_is(build: Build, title: str, author: str, words: str) -> None:
    shown = document(build(title, [words], [{"author": author, "body": words}]))
    text = " ".join(shown.text("title").split())
    assert all(" ".join(given.split()) in text for given in (title, author, words))
    assert shown.ids == ["c1", "c1s1"]


def test_control_characters_are_pictures() -> None:
    assert escaped("\x00a\x1b[31m\tb\x7f\x9b\r") == "␀a␛[31m\tb␡␦␍"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://example.org/a?b=c&d", "https://example.org/a?b=c&amp;d"),
        ("www.example.org", "https://www.example.org"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("HTTPS://EXAMPLE.ORG", "HTTPS://EXAMPLE.ORG"),
    ],
)
def test_addresses_of_the_web_and_of_mail_are_links(address: str, target: str) -> None:
    assert with_links(address) == f'<a href="{target}" rel="noreferrer noopener">{escaped(address)}</a>'


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", "https://a b", "", "x"],
)
def test_nothing_else_is_a_link(address: str) -> None:
    assert link(address, "words") == "words"


def test_words_around_addresses_stay() -> None:
    assert Shown(with_links("see <https://example.org/a>, (www.example.org).")).text() == (
        "see <https://example.org/a>, (www.example.org)."
    )


def test_the_parts_of_a_comment(build: Build) -> None:
    discussion = build(
        "Trams",
        [],
        [
            {"author": "Ann", "time": "2025-12-24T06:14", "likes": -3, "body": "> quoted\nmine\n---\nsecond"},
            {"author": "", "parent": 0, "body": "x"},
        ],
    )
    columns = discussion.columns
    columns.badges[0], columns.states[1], columns.permalinks[0] = "OP", "deleted", "https://forum.example/1"
    discussion.kept = Kept({0}, {0: [KeptNote("look <here>", 1)]}, [KeptOfGone("Bob", "went", starred=True, notes=())])
    shown = document(discussion)
    heads = [("b", "Ann"), ("span", "OP"), ("span", "★"), ("time", "2025-12-24 06:14"), ("span", "-3 likes")]
    assert [pair for pair in heads if pair not in shown.texts] == []
    assert [(element, words) for element, words in shown.texts if words in ("> quoted", "mine", "second")] == [
        ("blockquote", "> quoted"),
        ("p", "mine"),
        ("p", "second"),
    ]
    assert ("a", "↑ Ann") in shown.texts
    assert {"#c1", "#c2", "https://forum.example/1"} <= set(shown.links)
    assert "Note on segment 2: look <here>" in shown.text()
    assert "Bob ★ went" in shown.text()
    assert ("span", "deleted") in shown.texts
    assert {f"c d0 h{author_hue('Ann')}", "c d1 nobody"} <= set(shown.classes)


def test_a_chain_of_replies_is_not_nested(build: Build) -> None:
    deep = MAX_INDENT_DEPTH + 2
    shown = document(build(None, [], [{"body": "x", "parent": depth - 1} for depth in range(deep + 1)]))
    assert f"c d{MAX_INDENT_DEPTH} h{author_hue('Ann')}" in shown.classes
    assert ("span", f"depth {deep}") in shown.texts


def test_several_discussions_have_an_index_and_different_ids(build: Build) -> None:
    def several() -> Iterator[Numbered]:
        for number, title in enumerate(["Trams", "<Buses>"], 1):
            yield Numbered(number, f"{title}.txt", build(title, [], [{"body": "x"}]), [0])

    shown = Shown("".join(write_several(several())))
    assert shown.ids == ["d1", "d1c1", "d1c1s1", "d2", "d2c1", "d2c1s1"]
    assert {"#d1", "#d2"} <= set(shown.links)
    assert [words for element, words in shown.texts if element == "h2"] == ["Trams", "<Buses>"]
    assert ("a", "<Buses>") in shown.texts


def test_it_is_written_comment_by_comment(build: Build) -> None:
    discussion = build(None, [], [{"body": "x"}] * 3)
    taken: list[int] = []

    def chosen() -> Iterator[int]:
        for row in range(3):
            taken.append(row)
            yield row

    pieces = write(discussion, chosen())
    while not taken:
        next(pieces)
    assert taken == [0]


def test_the_charts_of_the_stats(build: Build) -> None:
    times = [f"2025-12-{day:02}T0{day % 7}:00" for day in range(1, 20)]
    comments = [
        {"author": f"A{at % 4}", "time": time, "body": "trams cost 50 euros " * at} for at, time in enumerate(times)
    ]
    shown = document(build("Trams", [], comments))
    assert [words for element, words in shown.texts if element == "h4"][:4] == [
        "Length ",
        "People ",
        "When ",
        "Hour of day ",
    ]
    assert {"svg", "rect", "title"} <= shown.elements
    ends = [words for element, words in shown.texts if element == "span" and words.strip()]
    assert ends[ends.index("2025-12-01 00:00") :][:3] == ["2025-12-01 00:00", "at most 1", "2025-12-19 00:00"]


def test_a_parent_that_is_not_written_is_named_without_a_link(build: Build) -> None:
    bodies = [{"author": f"A{at}", "body": "x", "parent": parent} for at, parent in enumerate((-1, 0, 1, 1, 0))]
    shown = Shown("".join(write(build("Trams", [], bodies), [1, 2, 4])))
    assert shown.ids == ["c2", "c2s1", "c3", "c3s1", "c5", "c5s1"]
    assert [target for target in shown.links if target not in ("#c2", "#c3", "#c5")] == []
    assert ("summary", "Statistics of 5 comments") in shown.texts
    assert [words for element, words in shown.texts if "↑" in words] == ["↑ A0", "↑ A1", "↑ A0"]


def test_a_page_without_a_title_has_the_name_of_the_file_but_not_its_folder(build: Build) -> None:
    discussion = build(None, [], [{"body": "x"}])
    discussion.file.name = "/home/ann/private/trams.txt"
    shown = document(discussion)
    assert [words for element, words in shown.texts if element in ("title", "h1")] == ["trams.txt"] * 2
    assert "private" not in shown.text()
    several = Shown("".join(write_several([Numbered(1, discussion.file.name, discussion, [0])])))
    assert ("a", "trams.txt") in several.texts
    assert "private" not in several.text()


def test_a_term_that_is_found_as_a_whole_word_is_shown_without_its_query(build: Build) -> None:
    comments = [{"author": f"A{at}", "body": f"ai said nothing about trams, ai never does {at}"} for at in range(9)]
    discussion = build(None, [], comments)
    *_, stats = steps(discussion)
    assert "/\\bai\\b/" in [term.query for term in stats.terms or ()]
    shown = document(discussion)
    assert ("th", "ai") in shown.texts
    assert "\\b" not in shown.text()


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("hues", "ground"), [(HUES_ON_LIGHT, "#faf7ef"), (HUES_ON_DARK, "#16171b")])
def test_the_colours_of_authors_can_be_read(hues: tuple[str, ...], ground: str) -> None:
    for colour in hues:
        lower, upper = sorted((luminance(colour), luminance(ground)))
        assert (upper + 0.05) / (lower + 0.05) >= 7
