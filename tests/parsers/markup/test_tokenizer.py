"""HTML as tokens: where tags, text, comments and raw text begin and end."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.examples import examples
from thread_parsers.markup import tokenizer
from thread_parsers.markup.tokenizer import MAX_ATTRIBUTES, Kind, attributes, tokens

T, S, E, C, R, X = Kind.TEXT, Kind.START, Kind.END, Kind.COMMENT, Kind.RAW, Kind.CUT

CASES: list[tuple[str, list[tuple[Kind, str]]]] = [
    ("", []),
    ("words", [(T, "words")]),
    ("<p>Tea</P >", [(S, "<p>"), (T, "Tea"), (E, "</P >")]),
    ('<a href="x>y">z', [(S, '<a href="x>y">'), (T, "z")]),
    ("<a href='x>\"y' b>z", [(S, "<a href='x>\"y' b>"), (T, "z")]),
    ('<a href = "x>y">z', [(S, '<a href = "x>y">'), (T, "z")]),
    # A quote opens a value only after an equals sign.
    ('<a "b>c" d>', [(S, '<a "b>'), (T, 'c" d>')]),
    # A quote that is not closed opens none.
    ('<a b="c>tea <b>', [(S, '<a b="c>'), (T, "tea "), (S, "<b>")]),
    ("<br/><hr />", [(S, "<br/>"), (S, "<hr />")]),
    ("1 < 2 <3 <> <-", [(T, "1 < 2 <3 <> <-")]),
    ("<<b>>", [(T, "<"), (S, "<b>"), (T, ">")]),
    ("<a<b>c", [(S, "<a<b>"), (T, "c")]),
    ("a<!-- <b> -->c", [(T, "a"), (C, "<!-- <b> -->"), (T, "c")]),
    ("<!-->a<!--->b", [(C, "<!-->"), (T, "a"), (C, "<!--->"), (T, "b")]),
    ("<!DOCTYPE html><?xml x?>", [(C, "<!DOCTYPE html>"), (C, "<?xml x?>")]),
    ("</ x></>a", [(C, "</ x>"), (C, "</>"), (T, "a")]),
    ("<![CDATA[a>b", [(C, "<![CDATA[a>"), (T, "b")]),
    ("tea <b", [(T, "tea "), (X, "<b")]),
    ("tea <b <i c='d'", [(T, "tea "), (X, "<b <i c='d'")]),
    ("tea <!-- > ", [(T, "tea "), (X, "<!-- > ")]),
    ("tea <!x", [(T, "tea "), (X, "<!x")]),
    ("<script>a<b>c</scripts></SCRIPT>d", [(S, "<script>"), (R, "a<b>c</scripts>"), (E, "</SCRIPT>"), (T, "d")]),
    ("<style>a", [(S, "<style>"), (R, "a")]),
    ("<title></title>", [(S, "<title>"), (E, "</title>")]),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), CASES)
def test_tokens_end_where_the_standard_ends_them(markup: str, expected: list[tuple[Kind, str]]) -> None:
    assert [(kind, markup[start:end]) for kind, _, start, end in tokens(markup)] == expected


def test_names_are_in_lower_case_and_raw_text_has_the_name_of_its_element() -> None:
    names = [(kind, name) for kind, name, _, _ in tokens("<DIV>a<Script>b</script><my-tag/>")]
    assert names == [(S, "div"), (T, ""), (S, "script"), (R, "script"), (E, "script"), (S, "my-tag")]


def test_positions_in_latin_1_are_positions_in_bytes() -> None:
    page = "<p>Fähre 漢<b title='ü'>x".encode()
    found = [(kind, page[start:end].decode()) for kind, _, start, end in tokens(page.decode("latin-1"))]
    assert found == [(S, "<p>"), (T, "Fähre 漢"), (S, "<b title='ü'>"), (T, "x")]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<a>", {}),
        ("<a/>", {}),
        ('<a HREF="x&amp;y" rel=nofollow download>', {"href": "x&amp;y", "rel": "nofollow", "download": ""}),
        ("<a href = 'x y'/title=\"it's\">", {"href": "x y", "title": "it's"}),
        ("<a href=1 href=2>", {"href": "1"}),
        ("<a =b c==d>", {"b": "", "c": "=d"}),
        ('<a b="c>', {"b": '"c'}),
    ],
)
def test_attributes_of_a_tag(tag: str, expected: dict[str, str]) -> None:
    assert attributes(tag, 0, len(tag)) == expected


def test_a_tag_has_a_limit_of_attributes() -> None:
    tag = "<a " + " ".join(f"b{number}" for number in range(2 * MAX_ATTRIBUTES)) + ">"
    assert len(attributes(tag, 0, len(tag))) == MAX_ATTRIBUTES


MARKUP = st.lists(
    st.sampled_from(
        ["<", ">", "/", "!", "--", "=", '"', "'", " ", "a", "<a", "</", "<!--", "-->", "<script>", "</script", "&lt;",
         "x=", "<p>", "\n", "\0", "ü", "\ud800"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(markup=MARKUP)
@examples(400)
def test_tokens_tile_any_text(markup: str) -> None:
    found = list(tokens(markup))
    assert [0, *(end for *_, end in found)][-1] == len(markup)
    assert all(start < end for *_, start, end in found)
    assert all(first[3] == second[2] for first, second in pairwise(found))
    assert not found or found[0][2] == 0
    # What looks like text to the tokenizer has no tag in it.
    assert not any(kind == T and "<a>" in markup[start:end] for kind, _, start, end in found)
    for kind, _, start, end in found:
        if kind == S:
            attributes(markup, start, end)


class Counting(str):
    """A text that counts the characters that are searched in it."""

    __slots__ = ("searched",)
    searched: int

    def find(self, *arguments: object) -> int:
        found = super().find(*arguments)  # type: ignore[arg-type]
        start = arguments[1] if len(arguments) > 1 else 0
        assert isinstance(start, int)
        self.searched += (found if found >= 0 else len(self)) - start
        return found


class CountingPattern:
    """A pattern that counts the characters that it looks at, the rest of the text where it does not match."""

    def __init__(self, pattern: object) -> None:
        self.pattern = pattern

    def _counted(self, method: str, text: Counting, position: int, end: int) -> object:
        match = getattr(self.pattern, method)(text, position, end)
        text.searched += (match.end() if match else min(end, len(text))) - position
        return match

    def match(self, text: Counting, position: int) -> object:
        # A match that fails at the first character looks at nothing else.
        is_name = text[position + 1 : position + 2].isalpha()
        return self._counted("match", text, position, len(text)) if is_name else None

    def search(self, text: Counting, position: int, end: int = sys.maxsize) -> object:
        return self._counted("search", text, position, end)


HOSTILE = (
    "<", "<a ", "<a <a", '<a href="x>y ', "<c d='>'", '<a b=">', "<!--", "<!", "<?", "</", "</a", "<a>", "<script>",
    "<title>x", "<a =", "<a b=c ", "<a b='>\"", '">', "<!-->", "<a b='\"><c d=\"'>", "<script></script", "<p/",
)  # fmt: skip


@pytest.mark.parametrize("end", ["", ">", '"', "'>", "-->"])
@pytest.mark.parametrize("atom", HOSTILE)
def test_hostile_markup_is_searched_a_few_times_at_most(atom: str, end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokenizer, "_TAG", CountingPattern(tokenizer._TAG))
    monkeypatch.setattr(tokenizer, "_MARKUP", CountingPattern(tokenizer._MARKUP))
    raw_ends = {name: CountingPattern(pattern) for name, pattern in tokenizer._RAW_END.items()}
    monkeypatch.setattr(tokenizer, "_RAW_END", raw_ends)
    markup = Counting(atom * 2_000 + end)
    markup.searched = 0
    assert sum(1 for _ in tokens(markup))
    assert markup.searched <= 6 * len(markup)
