"""Queries on generated discussions: every way to scan agrees with evaluating the query one comment at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from hypothesis import assume, example, given, reject
from hypothesis import strategies as st

from harness.discussions import Post, make_discussion
from thread_parsers.errors import QueryError
from thread_parsers.query import Matching, parse_query
from thread_parsers.text.compared_texts import compared_together

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

MODULE = "thread_parsers.query.blocks"
BLOCKS = f"{MODULE}.MAX_BLOCK_BYTES"
FEW = "thread_parsers.query.prefilter.MAX_ONE_BY_ONE"

TEXTS = st.lists(
    st.sampled_from(
        [
            "ab",
            "AB",
            "a",
            "b ",
            " ",
            "\n",
            "\n---\n",
            "\n> ",
            "--",
            "ß",
            "ss",
            "\u200b",
            "\x1b",
            "\u0301",
            "İ",
            "i",
            "ＡＢ",
            "’",
            "'",
            "“",
            "：",
            "\u3000",
            "￣",
            "é",
            "月",
            "か",
            "\u3099",
            "が",
            "ｶ",
            "㊊",
            "가",
            "\u11a8",
            "渡轮",
            "\ufe0f",
            "J",
            "\u030c",
            "🚢",
            "слово",
            "1",
            "٣",
            "? ",
        ]
    ),
    max_size=12,
).map("".join)
NAMES = st.sampled_from(["ab", "AB", "Bo", ""])
PLAIN_POSTS = st.fixed_dictionaries({"text": TEXTS, "author": NAMES}, optional={"likes": st.integers(0, 2)})
QUOTED_POSTS = TEXTS.map(lambda text: {"text": "> " + text.replace("\n", "\n> "), "margin": 2})
POSTS = PLAIN_POSTS | QUOTED_POSTS
DISCUSSIONS = st.lists(POSTS, max_size=12)
TERMS = st.sampled_from(
    [
        "user:*o",
        "likes:>0",
        "segments:>1",
        "words:>1",
        "has:quote",
        "has:number",
        "has:question",
        "in:article",
        "is:root",
    ]
) | (
    st.sampled_from(
        [
            "a",
            "ab",
            "AB",
            "b",
            "i",
            "ss",
            "ß",
            "é",
            '"a b"',
            '"b "',
            '"--"',
            "a-b",
            "a'b",
            "b’a",
            "'",
            '"b\'s a"',
            "/b'/",
            "：",
            "月",
            "か",
            "が",
            "カ",
            "가",
            "각",
            "渡轮",
            "月a",
            "/a.?b/",
            "/ab|ss/",
            "/ab[ab]+|(?:a|b)ss/",
            "/渡轮.?|か月/",
            "/Ab.?i/",
            "/^B/",
            "user:ab",
        ]
    )
)
WORDS = st.lists(st.sampled_from(["a", "ab", "aB", "b", "-a", "is:root", "(a OR b)", '"b a"']), max_size=3).map(
    " ".join
)
QUERIES = st.recursive(
    TERMS,
    lambda query: st.one_of(
        query.map("-({})".format),
        st.tuples(query, query).map("({0[0]} {0[1]})".format),
        st.tuples(query, query).map("({0[0]} OR {0[1]})".format),
    ),
    max_leaves=4,
)


def discuss(posts: list[dict[str, Any]]) -> Discussion:
    return make_discussion([Post(**post) for post in posts])


def one_by_one(discussion: Discussion, query: str) -> list[int]:
    matching = Matching(discussion, parse_query(query))
    return [index for index in range(len(discussion.columns)) if matching.comment(index)]


# The last letter of a hit composes with the mark after it: a comment with "café" does not have "cafe".
@example(posts=[{"text": "cafe\u0301"}, {"text": "cafe"}], query="cafe", size=10_000)
@given(posts=DISCUSSIONS, query=QUERIES, size=st.sampled_from([1, 20, 200, 10_000]))
def test_blocks_of_bytes_find_what_is_found_one_by_one(posts: list[dict[str, Any]], query: str, size: int) -> None:
    discussion = discuss(posts)
    with patch(FEW, 0), patch(BLOCKS, size):
        assert list(Matching(discussion, parse_query(query)).all()) == one_by_one(discussion, query)


EXPRESSION_PARTS = [
    "ab", "B", "i", "j", "ss", "é", "月", "か", "渡轮", ".", "?", "*", "+", "|", "^", "$", r"\A", r"\Z", r"\b", r"\B",
    r"\s", r"\S", r"\W", r"\d", r"\n", r"\.", " ", "'", "-", "(?=", "(?!", "(?<=a", "(?<!", "(?:", "(", ")", "[ab]",
    "[^a]", "{2}", "{0,1}", "(?s)", "(?i)", "(?a)", "(?>", r"\1", r"\X", r"\R", r"\p{L}", "[[a-z]--[b]]", "(?r)",
    "s", "k", r"\w+", r"\w*", ".*", "ab", ")+", "[^-a]", "[^]b-]", "[a-k]", r"[\W_]", r"[\s\S]", "(?P<n>", "(a",
]  # fmt: skip
EXPRESSIONS = st.lists(st.sampled_from(EXPRESSION_PARTS), max_size=6).map("".join)


@example(posts=[{"text": "aJ\u030c"}, {"text": "aǰ"}], expression="aj", size=10_000, most=0, chunk=4)
@example(posts=[{"text": "ß\u0301"}], expression="ss", size=10_000, most=0, chunk=4)
@example(posts=[{"text": "xİ\u0300"}], expression="xi", size=10_000, most=0, chunk=4)
@example(posts=[{"text": "渡Y\u030a"}], expression="渡y", size=10_000, most=1 << 28, chunk=24)
@example(posts=[{"text": "ß"}, {"text": "SS"}], expression="s+s", size=10_000, most=0, chunk=1 << 13)
@example(posts=[{"text": "ab\nb"}, {"text": "B"}], expression="^b$", size=10_000, most=0, chunk=1 << 13)
@example(posts=[{"text": "a"}, {"text": "b"}], expression=r"a[^\d-]+b", size=10_000, most=0, chunk=1 << 13)
@example(posts=[{"text": "a\n---\nb"}, {"text": "ab"}], expression="a[^a]*b", size=10_000, most=1 << 28, chunk=24)
@given(
    posts=DISCUSSIONS,
    expression=EXPRESSIONS,
    size=st.sampled_from([1, 40, 10_000]),
    most=st.sampled_from([0, 1 << 28]),
    chunk=st.sampled_from([4, 24, 1 << 13]),
)
def test_expressions_find_in_blocks_what_they_find_one_by_one(
    posts: list[dict[str, Any]], expression: str, size: int, most: int, chunk: int
) -> None:
    discussion = discuss(posts)
    try:
        query = parse_query(f'/{expression}/ OR "渡"')
    except QueryError:
        reject()
    found = [index for index in range(len(posts)) if Matching(discussion, query).comment(index)]
    with (
        patch(FEW, 0),
        patch(BLOCKS, size),
        patch(f"{MODULE}.MAX_AT_ONCE", 4),
        patch(f"{MODULE}.MAX_CACHED_BYTES", most),
        patch("thread_parsers.query.expression_search.CHUNK_BYTES", chunk),
    ):
        for _ in range(2):  # the second time, what was folded is kept
            assert list(Matching(discussion, query).all()) == found


def test_a_block_is_folded_once_for_all_words_of_an_expression() -> None:
    discussion = discuss([{"text": f"渡 {number}"} for number in range(40)])
    query = parse_query("/aa渡|bb渡|cc渡|dd渡/")
    with (
        patch(f"{MODULE}.MAX_CACHED_BYTES", 0),
        patch(f"{MODULE}.compared_together", wraps=compared_together) as folded,
    ):
        assert list(Matching(discussion, query).all()) == []
    assert folded.call_count == 1


def test_words_are_counted_once_for_all_queries() -> None:
    discussion = discuss([{"text": "ab " * (number % 5)} for number in range(40)])
    queries = ("words:>1", "words:<3", "words:0", "-words:2", "words:>1 words:<4 a")
    found = {query: one_by_one(discussion, query) for query in queries}
    Matching(discussion, parse_query("words:1")).all()
    with patch("thread_parsers.text.word_count.counts", side_effect=AssertionError("counted again")):
        assert {query: list(Matching(discussion, parse_query(query)).all()) for query in queries} == found


def test_words_of_long_comments_are_counted_beside_those_of_short_ones() -> None:
    discussion = discuss([{"text": "ab"}, {"text": "ab " * 9000}, {"text": "ab ab"}])
    for query in ("words:>1", "words:<3", "words:9000", "-words:2"):
        assert list(Matching(discussion, parse_query(query)).all()) == one_by_one(discussion, query)


def test_addresses_with_a_dotless_letter_are_found_in_blocks() -> None:
    discussion = discuss([{"text": "maılto:a@b.example"}] * 40)
    query = parse_query("has:link")
    assert Matching(discussion, query).comment(0)
    assert list(Matching(discussion, query).all()) == list(range(40))


@given(posts=DISCUSSIONS, query=QUERIES)
def test_a_query_and_its_negation_divide_the_comments(posts: list[dict[str, Any]], query: str) -> None:
    discussion = discuss(posts)
    found, rest = (list(Matching(discussion, parse_query(each)).all()) for each in (query, f"-({query})"))
    assert sorted(found + rest) == list(range(len(posts)))


@given(posts=DISCUSSIONS, query=QUERIES, start=st.integers(0, 12))
def test_a_scan_can_begin_anywhere(posts: list[dict[str, Any]], query: str, start: int) -> None:
    discussion = discuss(posts)
    *_, last = Matching(discussion, parse_query(query)).scan(start)
    assert list(last.comments) == [index for index in one_by_one(discussion, query) if index >= start]


@given(posts=DISCUSSIONS, earlier=WORDS, later=WORDS)
def test_a_query_that_narrows_finds_nothing_else(posts: list[dict[str, Any]], earlier: str, later: str) -> None:
    discussion = discuss(posts)
    assume(parse_query(later).narrows(parse_query(earlier)))
    assert set(one_by_one(discussion, later)) <= set(one_by_one(discussion, earlier))


@example([{"text": "a\u200b\u0301"}], "a", "a", 0)
@given(posts=DISCUSSIONS, wide=QUERIES, narrow=QUERIES, few=st.sampled_from([0, 16]))
def test_narrowing_a_result_is_asking_for_both(posts: list[dict[str, Any]], wide: str, narrow: str, few: int) -> None:
    discussion = discuss(posts)
    with patch(FEW, few), patch(BLOCKS, 40):
        among = Matching(discussion, parse_query(wide)).all()
        *_, last = Matching(discussion, parse_query(narrow)).scan(among=among)
    assert set(last.comments) == set(among) & set(one_by_one(discussion, narrow))


@given(posts=DISCUSSIONS, query=QUERIES, cuts=st.lists(st.integers(0, 12), max_size=3))
def test_a_discussion_that_grows_is_scanned_to_the_same_end(
    posts: list[dict[str, Any]], query: str, cuts: list[int]
) -> None:
    found: list[int] = []
    # Somebody called exactly as it is written is meant alone, but only once that name was met.
    assume("user:ab" not in query or len({post.get("author") for post in posts} & {"ab", "AB"}) < 2)
    matching, upto = None, 0
    for cut in sorted({min(cut, len(posts)) for cut in cuts} | {len(posts)}):
        if matching is None:
            growing = discuss(posts[:cut])
            matching = Matching(growing, parse_query(query))
        else:
            grow(growing, discuss(posts[:cut]))
        *_, last = matching.scan(upto)
        found, upto = found + list(last.comments), last.upto
    assert found == one_by_one(growing, query)


def grow(discussion: Discussion, later: Discussion) -> None:
    """Give a discussion the comments that a longer one has."""
    discussion.file = discussion.text = later.file
    columns, more = discussion.columns, later.columns
    for row in range(len(columns), len(more)):
        columns.append(
            start=more.start[row],
            body_start=more.body_start[row],
            body_end=more.body_end[row],
            end=more.end[row],
            author=later.author(row),
            likes=more.likes[row],
            margin=more.margin[row],
        )
