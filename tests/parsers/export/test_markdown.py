"""Markdown, checked with a Markdown parser: every character is text, nothing is taken for markup."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.export.markdown import MAX_QUOTE_DEPTH, block, line, write

Build = Callable[..., Discussion]

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLAIN = {"paragraph_open", "paragraph_close", "inline", "text", "hardbreak", "text_special"}


def shown(source: str) -> tuple[str, set[str]]:
    """What a reader of Markdown sees, and the kinds of markup in it."""
    tokens = READER.parse(source)
    inner = [child for token in tokens for child in token.children or []]
    words = "".join("\n" if token.type in ("hardbreak", "softbreak") else token.content for token in inner)
    return words.replace("\xa0", " "), {token.type for token in tokens} | {token.type for token in inner}


@pytest.mark.parametrize(
    "text",
    [
        "# not a heading", "- no list", "+ no list", "* no list", "12. no list", "3) no list", "> no quote",
        "    no code", "\tno code", "*stars* and _lines_ and __more__", "snake_case_name stays", "`code`", "~~gone~~",
        "[link](http://example.org)", "![picture](x.png)", "[Coin World] says", "<script>alert(1)</script>",
        "<http://example.org>", "&amp; &copy; &#65;", "a | b", "===", "---", "***", "```sh", "~~~", r"back\slash \*",
        ":-- | --:", "$x$", "[1]: http://example.org", "- [ ] task",
    ],
)  # fmt: skip
def test_a_line_that_looks_like_markup_is_text(text: str) -> None:
    words, kinds = shown(line(text))
    assert words == text.expandtabs(4)
    assert kinds <= PLAIN


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1).filter(str.strip))
def test_any_line_is_shown_as_it_is(text: str) -> None:
    words, kinds = shown(block(text))
    assert words.split() == text.split()
    assert kinds <= PLAIN


def test_line_breaks_are_kept() -> None:
    assert shown(block("one\ntwo\n\nthree"))[0] == "one\ntwothree"
    assert block("one\ntwo\n\nthree") == "one  \ntwo\n\nthree"


def test_the_discussion_is_a_document(build: Build) -> None:
    discussion = build(
        "Bees *on* the roof",
        ["The library keeps bees."],
        [
            {"author": "Ann_", "time": "2025-12-24T06:14", "likes": 2, "body": "Lovely.\n---\n# Honey?"},
            {"author": "Bob", "parent": 0, "body": "Wasps."},
        ],
    )
    discussion.engagement.likes = 16
    assert "".join(write(discussion, range(2))) == (
        "# Bees \\*on\\* the roof\n\nThe library keeps bees.\n\n*16 likes*\n\n## Comments\n\n"
        "### 1. Ann\\_ · 2025-12-24 06:14 · 2 likes\n\nLovely.\n\n---\n\n\\# Honey?\n\n"
        "> ### 2. Bob\n>\n> Wasps.\n"
    )


def test_badge_score_below_zero_edit_and_computed_time_are_in_the_heading(build: Build) -> None:
    discussion = build(None, [], [{"time": "2024-02-01T00:00", "likes": -3, "body": "x"}])
    columns = discussion.columns
    columns.badges[0], columns.edited[0], columns.time_units[0] = "*OP*", "", "day"
    columns.inferred_times.add(0)
    document = "".join(write(discussion, [0]))
    assert "### 1. Ann \\*OP\\* · \\~2024-02-01 · -3 likes · edited\n" in document
    assert "1. Ann *OP* · ~2024-02-01 · -3 likes · edited" in shown(document)[0]


def test_state_accepted_subject_and_address_are_text_like_all_the_rest(build: Build) -> None:
    discussion = build("Trams", [], [{"body": "x"}, {"parent": 0}])
    columns = discussion.columns
    columns.accepted.add(0)
    columns.states[1], columns.subjects[1] = "deleted", "Re: *Buses*"
    columns.permalinks.update({0: "https://forum.example/t/9#c_1", 1: "[x](javascript:alert)\n# no"})
    document = "".join(write(discussion, [0, 1]))
    assert document.partition("## Comments\n")[2] == (
        "\n### 1. Ann · accepted\n\nhttps://forum.example/t/9#c_1\n\nx\n"
        '\n> ### 2. Ann · deleted · "\\*Buses\\*"\n>\n> \\[x\\](javascript:alert) # no\n>\n> \\[deleted\\]\n'
    )
    assert shown(document)[1].isdisjoint({"image", "link_open", "html_inline", "html_block"})


def test_quoting_ends_at_a_depth(build: Build) -> None:
    chain = [{"body": "x", "parent": depth - 1} for depth in range(MAX_QUOTE_DEPTH + 3)]
    assert "".join(write(build(None, [], chain), [MAX_QUOTE_DEPTH + 2])).count(">") == 3 * MAX_QUOTE_DEPTH


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=30))
def test_a_title_is_one_heading(build: Build, words: str) -> None:
    heading = "".join(write(build(f"T{words}", [], []), [])).split("\n")[0]
    assert [token.tag for token in READER.parse(heading) if token.type == "heading_open"] == ["h1"]


HOSTILE = ["![x](http://t.example/p.png) <b>hi</b>", "# not a heading"]


def test_a_comment_cannot_put_markup_into_a_document(build: Build) -> None:
    discussion = build(None, [], [{"author": "# <i>Ann</i>", "body": "\n---\n".join(HOSTILE)}])
    document = "".join(write(discussion, [0]))
    assert r"### 1. \# \<i\>Ann\</i\>" in document
    words, kinds = shown(document)
    assert all(text in words for text in HOSTILE)
    assert kinds.isdisjoint({"image", "link_open", "html_inline", "html_block"})
    assert [token.type for token in READER.parse(document)].count("heading_open") == 2
