"""What a pattern finds in a text, and where."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.errors import PatternTooSlow, QueryError
from thread_parsers.query import Pattern
from thread_parsers.text.folding import folded

TEXT = st.text(st.sampled_from("abAB ß\u200b\u0301ﬁİıＡé\n一"), max_size=30)
WORDS = st.text(st.sampled_from("abAB sfiéı一"), min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("typed", "text", "hits"),
    [
        ("ferry", "The Ferry, the FERRY", ["Ferry", "FERRY"]),
        ("Ferry", "The Ferry, the FERRY", ["Ferry"]),
        ("aa", "aaaaa", ["aa", "aa"]),
        ("ss", "Straße", ["ß"]),
        ("s", "Maß", ["ß"]),
        ("ss", "ßß ß", ["ß", "ß", "ß"]),
        ("strasse", "die Straße", ["Straße"]),
        ("password", "my pass\u200bword!", ["pass\u200bword"]),
        ("password", "my pass\x1bword!", ["pass\x1bword"]),
        ("/pass.?word/", "my pass\x1bword!", ["pass\x1bword"]),
        ("password", "my pass␦word!", ["pass␦word"]),
        ("ferry", "ｆｅｒｒｙ", ["ｆｅｒｒｙ"]),
        ("café", "a cafe\u0301 here", ["cafe\u0301"]),
        ("fi", "ofﬁce", ["ﬁ"]),
        ("don't", "e\u0301 don’t ﬁ don't", ["don’t", "don't"]),
        ("don’t", "don't", ["don't"]),
        ("l'a", "cafe\u0301 l’ascenseur", ["l’a"]),
        ("/n.t/", "don’t", ["n’t"]),
        ("/n't/", "cafe\u0301 don’t", ["n’t"]),
        ('"by', "“By", ["“By"]),
        ("渡輪", "夜間渡輪", ["渡輪"]),
        ("a.b", "a.b axb", ["a.b"]),
        ("/a.b/", "a.b axb", ["a.b", "axb"]),
        ("/A.b/", "a.b Axb", ["Axb"]),
        (r"/\bS/", "so So", ["S"]),
        (r"/\Wso/", "so So", [" So"]),
        ("/x*/", "axxb", ["xx"]),
        ("/^b$/", "a\nb\nc", ["b"]),
        ("/ß/", "Strasse", ["ss"]),
        ("/", "a/b", ["/"]),
        ("//", "a//b", ["//"]),
        ("/usr/bin", "in /usr/bin", ["/usr/bin"]),
    ],
)
def test_a_pattern_finds_these(typed: str, text: str, hits: list[str]) -> None:
    pattern = Pattern.of(typed)
    assert [text[start:end] for start, end in pattern.spans(text)] == hits
    assert pattern.found_in(text)


@pytest.mark.parametrize(("typed", "text"), [("cafe", "cafe\u0301"), ("cafe", "café"), ("a b", "ab"), ("/x*/", "ab")])
def test_a_pattern_does_not_find_these(typed: str, text: str) -> None:
    assert not Pattern.of(typed).found_in(text)
    assert Pattern.of(typed).spans(text) == []


@given(st.text(st.sampled_from("abAB .*"), min_size=1, max_size=3), st.text(st.sampled_from("abAB .*"), max_size=30))
def test_in_ascii_words_are_found_as_a_plain_search_finds_them(words: str, text: str) -> None:
    caseless = re.NOFLAG if any(map(str.isupper, words)) else re.IGNORECASE
    assert Pattern.words(words).spans(text) == [hit.span() for hit in re.finditer(re.escape(words), text, caseless)]


@given(WORDS, TEXT)
def test_hits_hold_what_is_looked_for_and_do_not_overlap(words: str, text: str) -> None:
    pattern = Pattern.words(words)
    spans = pattern.spans(text)
    assert pattern.found_in(text) == bool(spans)
    assert all(pattern.found_in(text[start:end]) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(WORDS, TEXT, TEXT)
def test_words_are_found_wherever_they_stand_as_they_are(words: str, before: str, after: str) -> None:
    text = f"{before} {words} {after}"
    assert any(start <= len(before) + 1 < end for start, end in Pattern.words(words).spans(text))


@given(st.text(max_size=20).map("/{}/".format), st.text(max_size=20))
def test_an_expression_is_understood_or_refused_with_its_column(typed: str, text: str) -> None:
    try:
        pattern = Pattern.of(typed)
    except QueryError as error:
        refused_at = error.column
    else:
        refused_at = 0
        assert pattern.found_in(text) == bool(pattern.spans(text))
    assert 0 <= refused_at <= len(typed)


@pytest.mark.parametrize("body", ["(", "[a", "*", "a{2,1}", "(?<n>", "(" * 900, r"\L<words>", "a" * 2000])
def test_a_broken_expression_is_refused(body: str) -> None:
    with pytest.raises(QueryError) as refused:
        Pattern.of(f"/{body}/")
    assert 0 < refused.value.column <= len(body) + 1


def test_an_expression_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(PatternTooSlow):
        Pattern.of("/(a+)+$/").spans("a" * 5000 + "b")


def test_nothing_that_can_be_seen_is_nothing_to_look_for() -> None:
    with pytest.raises(QueryError):
        Pattern.of("\u200b")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("quokka", (b"quokka",)),
        ("Ferry|train", (b"ferry", b"train")),
        (r"\bnight.?boats?\b", (b"night",)),
        ("colou?red", (b"colo",)),
        ("go+al", (b"go",)),
        ("ferryx*", (b"ferry",)),
        ("ferryx?", (b"ferry",)),
        ("ferryx+", (b"ferryx",)),
        ("a|ferry", ()),
        ("(ferry)", ()),
        ("ferr[yi]", (b"ferr",)),
        ("[^yi]ferry|[]f]train", (b"ferry", b"train")),
        ("(a|bo(x))ferry(?!s)", (b"ferry",)),
        (r"(?P<name>\(a[)])night", (b"night",)),
        ("fer{2}y", (b"fer",)),
        ("ab{0,2}night", (b"night",)),
        ("ab{,2}?night", (b"night",)),
        ("fer{1,}+y", (b"fer",)),
        ("渡轮.站", ("渡轮".encode(),)),
        ("渡+轮", ()),
        ("(?i)ferry", ()),
        ("(?x:fer ry)", ()),
        ("[[a]b]ferry", ()),
        ("ferry{e<=1}", ()),
        (r"\x41bcd", ()),
        (r"\N{BULLET}", ()),
        ("", ()),
    ],
)
def test_these_words_stand_in_every_hit(body: str, words: tuple[bytes, ...]) -> None:
    assert Pattern.expression(body).required == words


PARTS = ["ab", "a", "B", ".", "?", "*", "+", "|", r"\b", r"\.", " ", "s", "i"]
PARTS += ["一一", "(", "(?:", ")", "[ab]", "[^a]", "{2}", "{0,1}", "{,2}"]
SIMPLE = st.lists(st.sampled_from(PARTS), max_size=8)


@given(SIMPLE.map("".join), TEXT)
def test_where_an_expression_is_found_its_words_are(body: str, text: str) -> None:
    try:
        pattern = Pattern.expression(body)
    except QueryError:
        return
    if pattern.required and pattern.found_in(text):
        assert any(word.decode() in folded(text, caseless=True) for word in pattern.required)
