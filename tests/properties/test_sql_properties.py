"""Queries as tests of rows, on generated discussions: no comment that matches is left out, by SQL or by Arrow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.discussions import Post, make_discussion
from thread_parsers.bodies import Link
from thread_parsers.bodies.wikitext import wikitext_text
from thread_parsers.bulk.pages import Page
from thread_parsers.bulk.rows import Rows, Seen
from thread_parsers.bulk.sieve import Rows as SievedRows
from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.query import Matching, parse_query
from thread_parsers.query.row_tests import row_tests

if TYPE_CHECKING:
    import pyarrow as pa

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.row_test_kinds import RowTest


class Stated(NamedTuple):
    """A comment, whether it answers the one before it, and what else its page states of it."""

    post: Post
    is_reply: bool
    unit: str | None
    zone: int | None
    marks: frozenset[str]


WORDS = (
    "a ab AB Ab b i ss x -- ' '' [[ ]] | <b> &amp; ß ſ İ ＡＢ ’ “ é 月 ｶ ㊊ 각 渡轮 1 ٣ ? ？ > <!-- 0123456789 "
    "É é ÉTÉ été σ ς Σ 𝛔 да ДА Да ά Ά ᾳ ǆ ǅ ﬓ և k K 45% 1,200 1.2k million hundred dozen ten percent half ½ 10 € $"
)
GAPS = [
    " ",
    " ",
    " a ",
    "\n",
    "\n---\n",
    "\n> ",
    "\n# ",
    "\u200b",
    "\x1b",
    "\u0301",
    "\u0307",
    "か\u3099",
    "e\u0301",
    "α\u0301",
]
LINKS = ["https://ab.example/b", "www.a.b", '"ab"']
TEXTS = st.lists(st.sampled_from([*WORDS.split(), *GAPS, *LINKS]), max_size=10).map("".join)
NAMES = st.sampled_from(["ab", "AB", "Bo", "", "@ab", "ＡＢ", "a\u200bb", "渡轮", "ß", "O'Ab", "Да", "éa"])
TIMES = st.sampled_from(
    ["", "2025-12-21T23:59", "2025-12-22T00:00", "2025-12-22T14:30", "1969-12-31T23:59", "9999-12-31T23:59"]
)
STATED = st.builds(
    Stated,
    st.builds(
        Post,
        author=NAMES,
        text=TEXTS,
        time=TIMES,
        likes=st.sampled_from([NO_SCORE, -1, 0, 1, 4]),
        replies=st.sampled_from([-1, 0, 2]),
    ),
    st.booleans(),
    st.sampled_from([None, None, "hour", "day"]),
    st.sampled_from([None, None, 0, 840, -720]),
    st.frozensets(st.sampled_from(["edited", "accepted", "dead", "odd", "OP", "mod", "link"]), max_size=2),
)
TERMS = """
a ab AB Ab b i ss ß é 1 amp a-b a'b b’a か が カ 각 渡轮 月a /a.?b/ /ab|ss/ /渡轮.?/ /^B/ /ss/ user:ab user:AB user:b*
user:*o @ab user:渡轮 user:O'A user:"ab" to:ab to:Bo before:2025-12-22 after:2025-12-22 on:2025 on:2025-12-22T14 hour:14
hour:<1 before:1970 likes:>0 likes:<0 likes:0 replies:>0 replies:0 replies:<2 words:>1 words:<2 words:0 segments:>1
segments:0 depth:0 depth:>0 link:ab link:AB.ex link:é has:link
has:number has:question has:quote has:note is:root is:reply is:op is:edited
is:deleted is:accepted is:unread badge:m in:article about:1 value:1 "--"
É été ÉTÉ étéab σ ς Σ да ДА ά αι ǆ եւ մն /да.?/ user:да user:ÉA value:45% value:1200 value:10 value:12 value:0.5
value:$10 value:2019 value:1,000,000
"""
QUERIES = st.recursive(
    st.sampled_from([*TERMS.split(), '"a b"', '"ab "']),
    lambda query: st.one_of(
        query.map("-({})".format),
        st.tuples(query, query).map("({0[0]} {0[1]})".format),
        st.tuples(query, query).map("({0[0]} OR {0[1]})".format),
    ),
    max_leaves=4,
)
CONNECTION = duckdb.connect()


def discussion_of(stated: list[Stated]) -> Discussion:
    discussion = make_discussion(
        [replace(each.post, parent=at if each.is_reply else 0) for at, each in enumerate(stated)]
    )
    columns = discussion.columns
    for row, each in enumerate(stated):
        if each.post.time and each.unit:
            columns.time_units[row] = each.unit  # type: ignore[assignment]
        if each.post.time and each.zone is not None:
            columns.zones[row] = each.zone
        for mark in each.marks:
            match mark:
                case "edited":
                    columns.edited[row] = ""
                case "accepted":
                    columns.accepted.add(row)
                case "dead" | "odd":
                    columns.states[row] = mark
                case "link":
                    columns.links[row] = (Link(columns.body_start[row], columns.body_start[row], "https://ab.example"),)
                case _:
                    columns.badges[row] = mark
    return discussion


def table_of(discussion: Discussion) -> pa.Table:
    rows = Rows()
    rows.add_discussions(Page("page"), Seen(), [discussion])
    return rows.tables().comments


def by_sql(comments: pa.Table, conditions: list[str]) -> list[set[int]]:
    """The rows that fulfil each condition."""
    CONNECTION.register("comments", comments)
    columns = CONNECTION.execute(f"SELECT {', '.join(conditions)} FROM comments ORDER BY id").fetchall()
    assert {passes for row in columns for passes in row} <= {True, False}  # never null
    return [{at for at, row in enumerate(columns) if row[number]} for number in range(len(conditions))]


def by_arrow(comments: pa.Table, test: RowTest) -> set[int]:
    (batch,) = comments.combine_chunks().to_batches()
    return {row for row, passes in enumerate(SievedRows(batch).passes(test).to_pylist()) if passes}


def check(discussion: Discussion, queries: list[str]) -> list[set[int]]:
    """Compare rows with matches, and return the matches."""
    parsed, comments = [parse_query(query) for query in queries], table_of(discussion)
    found = []
    for query, passing in zip(parsed, by_sql(comments, [query.to_sql().text for query in parsed]), strict=True):
        matching, tests = Matching(discussion, query), row_tests(query.root)
        found.append({row for row in range(comments.num_rows) if matching.comment(row)})
        possible = by_arrow(comments, tests.possible)
        assert by_arrow(comments, tests.certain) <= found[-1] <= passing <= possible, query.text
        assert found[-1] == possible or not query.to_sql().is_exact, query.text
    return found


@settings(max_examples=60)
@given(st.lists(STATED, min_size=1, max_size=10), st.lists(QUERIES, min_size=1, max_size=8), st.booleans())
def test_rows_that_match_pass(stated: list[Stated], queries: list[str], is_wikitext: bool) -> None:
    discussion = discussion_of(stated)
    if is_wikitext:
        discussion.rendered = wikitext_text
    check(discussion, queries)


HERE = "2025-12-22T14:30"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        *(
            ("ab", Post(text=text))
            for text in ("xab", "Ab", "ＡＢ", "a\u200bb", "a\ufe0fB", "ⓐb", "a<b>b</b>", "[[a|x]]ab")
        ),
        *(("ab", Post(text=text)) for text in ("''a''b", "&#97;b", "a<!-- -->b", "{{x|ab}}", "x\x07a\x07b")),
        *(("ss", Post(text=text)) for text in ("ß", "ẞ", "ſs", "ſſ", "S\u00adS")),
        *(("1", Post(text=text)) for text in ("# a\n# b", "a²1", "①", "x\n:# b")),
        *(("i", Post(text=text)) for text in ("İ", "I\u0307", "ⅰ", "ı")),
        ("ix", Post(text="I\u0307x")),
        *(("渡轮", Post(text=text)) for text in ("渡轮", "渡\u200b轮", "渡\ufe0f轮")),
        *(("月", Post(text=text)) for text in ("㊊", "㋀")),
        *(('"a b"', Post(text=text)) for text in ("a\nb", "a\u3000b", "A\u200b b")),
        *(("/ss/", Post(text=text)) for text in ("ß", "xSS")),
        ("が", Post(text="か\u3099")),
        *(("é", Post(text=text)) for text in ("é", "xÉx", "e\u0301", "E\u200b\u0301")),
        *(("οδός", Post(text=text)) for text in ("ΟΔΌΣ", "οδός", "οδο\u0301σ")),
        *((query, Post(text="Ему ДА́ЛИ да.")) for query in ("ему", "/да/", "да")),
        ("αι", Post(text="ᾳ")),
        ("մեւ", Post(text="ՄԵՒ")),
        ("user:žofie", Post(author="ŽOFIE")),
        *(("value:45%", Post(text=text)) for text in ("45%", "45 per cent", "forty-five percent", "٤٥٪", "45.0 %")),
        *(("value:1,200", Post(text=text)) for text in ("1200", "1.2k", "twelve hundred", "１２００")),
        *(("value:36", Post(text=text)) for text in ("36", "three dozen")),
        *(("value:2025-12-24", Post(text=text)) for text in ("24 December 2025", "Dec. 24, 2025", "2025年12月24日")),
        ("don't", Post(text="don’t")),
        *((f"user:{name}", Post(author="ＡＢ\u200b")) for name in ("ab", "AB", "a*", "*b", '"ab"')),
        ("user:渡轮", Post(author="渡轮")),
        *((query, Post(text="www.É.ab")) for query in ("has:link", "link:É", "link:WWW")),
        *((f"has:{what}", Post(text="«٣»？")) for what in ("number", "question", "quote")),
        ("words:1", Post(text="a")),
        ("words:2", Post(text="渡轮")),
        ("words:>0", Post(text="\u034f")),
        ("segments:2", Post(text="a\n---\nb")),
        ("replies:0", Post()),
        ("replies:2", Post(replies=2)),
        *((query, Post(time=HERE, likes=-3)) for query in ("on:2025-12-22", "hour:14", "likes:<0", "before:2026")),
    ],
)
def test_what_is_hard_to_find_passes(query: str, found: Post) -> None:
    for text_of in (None, wikitext_text):
        discussion = make_discussion([found, Post(author="nobody")])
        discussion.rendered = text_of
        everything = f"({query}) OR -({query})"
        matches = check(discussion, [query, f"-({query})", f"-(-({query}))", everything])
        assert matches[3] == {0, 1}
        if text_of is not None:
            assert 0 in matches[0]


def test_what_depends_on_other_rows_passes() -> None:
    posts = [Post(author="Ada", time=HERE), Post(parent=1, time=HERE), Post(parent=2, time="2025-12-23T01:00")]
    discussion = make_discussion(posts)
    discussion.columns.zones.update({0: 0, 1: -720, 2: 660})
    discussion.columns.links[2] = (Link(0, 0, "https://ab.example"),)
    discussion.columns.badges.update({0: "Mod", 1: "Host"})
    hidden = ["link:ab", "has:link", "-has:link", "badge:m", "-badge:m"]
    found = check(discussion, ["to:Ada", "replies:1", "on:2025-12-23", "after:2025-12-23", "is:op", *hidden])
    assert found == [{1}, {0, 1}, {1}, {1}, {0}, {2}, {2}, {0, 1}, {0}, {1, 2}]
