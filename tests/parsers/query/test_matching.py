"""What matches: comments, their segments, the article; every way of asking agrees with asking one by one."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import pytest

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.query import (
    WHOLE_COMMENT,
    Matching,
    Pattern,
    article_hits,
    by_user,
    parse_query,
    search_comments,
)
from thread_parsers.source.source import BufferSource

Discuss = Callable[..., Discussion]

BLOCKS = "thread_parsers.query.blocks.MAX_BLOCK_BYTES"
FEW = "thread_parsers.query.prefilter.MAX_ONE_BY_ONE"


def one_by_one(discussion: Discussion, query: str) -> list[int]:
    matching = Matching(discussion, parse_query(query))
    return [index for index in range(len(discussion.columns)) if matching.comment(index)]


SEGMENTS = [
    ("crowns", 0, (1,)),
    ("night OR crowns", 0, (0, 1)),
    ('user:"Ada Quay"', 0, (0, 1)),
    ('user:"Ada Quay" crowns', 0, (1,)),
    ("-train", 0, (0, 1)),
    ("night crowns", 0, ()),
    ("missed", 4, (1,)),
    ("user:bo", 6, WHOLE_COMMENT),
    ("-crowns", 6, WHOLE_COMMENT),
    ("crowns", 6, ()),
    ("", 4, (0, 1, 2)),
    ("has:quote", 4, (0,)),
]


@pytest.mark.parametrize(("query", "comment", "segments"), SEGMENTS)
def test_these_segments_match(ferry: Discussion, query: str, comment: int, segments: tuple[int, ...]) -> None:
    assert Matching(ferry, parse_query(query)).comment(comment) == segments


@pytest.mark.parametrize(
    ("query", "paragraphs"),
    [
        ("crowns", (1,)),
        ("-crowns", ()),
        ("in:article", (0, 1)),
        ("night in:article", (0,)),
        ("user:bo", ()),
        ("", (0, 1)),
    ],
)
def test_these_paragraphs_of_the_article_match(ferry: Discussion, query: str, paragraphs: tuple[int, ...]) -> None:
    assert Matching(ferry, parse_query(query)).article() == paragraphs


def test_hits_in_the_article_have_their_places(ferry: Discussion) -> None:
    assert article_hits(ferry, Pattern.of("s")) == [(0, 10, 11), (0, 14, 15), (1, 5, 6), (1, 21, 22), (1, 23, 24)]


def test_the_search_prompt_looks_at_names_too(ferry: Discussion) -> None:
    assert list(search_comments(ferry, Pattern.of("air")).all()) == [3, 4]
    assert list(search_comments(ferry, Pattern.of("timetable")).all()) == [3]


@dataclass(frozen=True)
class Kept:
    """What a reader keeps."""

    unread: frozenset[int]
    starred: frozenset[int]
    new: frozenset[int] = frozenset()
    edited: frozenset[int] = frozenset()
    noted: frozenset[int] = frozenset()


def test_marks_of_the_reader_are_asked_for(ferry: Discussion) -> None:
    marks = Kept(frozenset({1, 2}), frozenset({2}), noted=frozenset({0, 2}))
    queries = ("is:unread", "is:starred", "has:note", "-has:note is:unread")
    found = {query: list(Matching(ferry, parse_query(query), marks).all()) for query in queries}
    assert found == {"is:unread": [1, 2], "is:starred": [2], "has:note": [0, 2], "-has:note is:unread": [1]}
    assert [parse_query(query).user_marks for query in queries[2:]] == [("has:note",), ("has:note", "is:unread")]


def test_the_one_who_wrote_what_all_answer_is_the_original_poster(discuss: Discuss) -> None:
    thread = discuss([{"author": "Ann"}, {"author": "Bo", "parent": 1}, {"author": "Ann", "parent": 2}])
    assert one_by_one(thread, "is:op") == [0, 2]
    assert one_by_one(discuss([{"author": "Ann"}, {"author": "Bo"}]), "is:op") == []


def test_a_name_spelled_exactly_so_is_preferred(discuss: Discuss) -> None:
    discussion = discuss([{"author": name} for name in ("ann", "Ann", "ANN", "Ann*")])
    assert one_by_one(discussion, "user:ann") == [0]
    assert one_by_one(discussion, 'user:"Ann*"') == [3]
    assert one_by_one(discuss([{"author": "Ann"}, {"author": "ANN"}]), "user:ann") == [0, 1]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("user:Ann", ["Ann"]),
        ("user:ann", ["Ann"]),
        ("user:An", ["Ann", "Anna"]),
        ("user:anna", ["Anna"]),
        ('user:"An"', []),
        ('user:"ann"', ["Ann"]),
        ("@mud", ["@mudlark", "mudlark7"]),
        ("@mudlark", ["@mudlark"]),
        ("@@mudlark", ["@mudlark"]),
        ('@"@mudlark"', ["@mudlark"]),
        ("@mud*", ["@mudlark", "mudlark7"]),
        ("@@", ["@mudlark"]),
        ("user:o'n", ["O’Neill"]),
        ("user:O’Neill", ["O’Neill"]),
        ("user:O'N*l", ["O’Neill"]),
        ('user:""', [""]),
        ("user:x", []),
    ],
)
def test_a_name_is_found_by_its_beginning_unless_one_is_equal(discuss: Discuss, query: str, names: list[str]) -> None:
    discussion = discuss([{"author": name} for name in ("Ann", "Anna", "@mudlark", "mudlark7", "O’Neill", "")])
    assert [discussion.author(index) for index in one_by_one(discussion, query)] == names


def test_the_written_query_of_an_author_finds_only_that_one(discuss: Discuss) -> None:
    names = ["Ann", "ann", "Anna", "Ann*", "An", "@Ann", "@", "", 'A"n', "A\\"]
    discussion = discuss([{"author": name} for name in names])
    for index, name in enumerate(names):
        assert one_by_one(discussion, by_user(name)) == [index]


QUOTES = ("I don’t know.", "I don't know.", "I donʼt know.", "I dont know.", "‘I know’", "“By hand”, they said.")


@pytest.mark.parametrize(
    ("query", "comments"),
    [
        ("don't", [0, 1, 2]),
        ("don’t", [0, 1, 2]),
        ('"i don\'t know"', [0, 1, 2]),
        ("/don't/", [0, 1, 2]),
        ("/don[’]t/", [0, 1, 2]),
        (r"/\bDON'T\b/", []),
        ("'i", [4]),
        (r'"\"by hand\""', [5]),
        ("“by", [5]),
        ("-don't", [3, 4, 5]),
    ],
)
@pytest.mark.parametrize("few", [0, 16])
def test_straight_quotes_and_curly_ones_are_the_same(
    discuss: Discuss, query: str, comments: list[int], few: int
) -> None:
    discussion = discuss([{"text": text} for text in QUOTES])
    assert one_by_one(discussion, query) == comments
    with patch(FEW, few):
        assert list(Matching(discussion, parse_query(query)).all()) == comments


def test_a_page_full_of_punctuation_from_chinese_keyboards_is_searched_without_decoding(discuss: Discuss) -> None:
    texts = ["夜间：渡轮；？有（票）！ferry" if row % 9 == 0 else "没有：票；？" for row in range(500)]
    discussion = discuss([{"text": text} for text in texts])
    decoded = 0
    segments = Discussion.segments

    def counted(self: Discussion, index: int) -> Any:
        nonlocal decoded
        decoded += 1
        return segments(self, index)

    with patch.object(Discussion, "segments", counted), patch(FEW, 0):
        for word in ("ferry", "渡轮"):
            found = Matching(discussion, parse_query(word)).all()
            assert (len(found), decoded) == (56, 0)


def test_a_page_full_of_curly_apostrophes_is_searched_without_decoding(discuss: Discuss) -> None:
    discussion = discuss([{"text": "It’s don’t" if row % 50 == 0 else "It’s late"} for row in range(500)])
    decoded = 0
    segments = Discussion.segments

    def counted(self: Discussion, index: int) -> Any:
        nonlocal decoded
        decoded += 1
        return segments(self, index)

    with patch.object(Discussion, "segments", counted), patch(FEW, 0):
        assert len(Matching(discussion, parse_query("don't")).all()) == 10
        assert decoded == 0
        assert len(Matching(discussion, parse_query('"late not"')).all()) == 0
        assert decoded == 0


SCRIPTS = ("Straße ❤\ufe0f „so“ ", "渡轮，夜间。", "フェリー、夜。", "ночь ", "cafe\u0301 ", "night\n---\nferry ")


@pytest.mark.parametrize("text", SCRIPTS)
@pytest.mark.parametrize("query", ["quokka", "Quokka", '"--"', "-é", "/quok+a/", r"/\d{4}/", "has:number", "words:>40"])
def test_in_every_script_all_comments_are_searched_together(discuss: Discuss, text: str, query: str) -> None:
    texts = [text * 20 + ("quokka 2025" if row % 3 == 0 else "") for row in range(300)]
    discussion = discuss([{"text": text} for text in texts])
    found = one_by_one(discussion, query)
    with patch(FEW, 0), patch.object(Discussion, "segments", side_effect=AssertionError("one by one")):
        assert list(Matching(discussion, parse_query(query)).all()) == found


@pytest.mark.parametrize("text", SCRIPTS)
@pytest.mark.parametrize("query", ["quokka", "/quok+a/", r"/\d{4}/"])
def test_a_second_search_reads_nothing_again(discuss: Discuss, text: str, query: str) -> None:
    discussion = discuss([{"text": text * 20 + "quokka 2025"} for _ in range(300)])
    source = CountingSource(discussion.file.read(0, discussion.file.size))
    discussion.file = discussion.text = source
    with patch(FEW, 0):
        first = list(Matching(discussion, parse_query(query)).all())
        source.read_bytes = 0
        assert list(Matching(discussion, parse_query(query)).all()) == first == list(range(300))
        assert source.read_bytes == 0


def test_text_beyond_what_is_kept_is_folded_again(discuss: Discuss) -> None:
    discussion = discuss([{"text": "Straße " * 20} for _ in range(300)])
    source = CountingSource(discussion.file.read(0, discussion.file.size))
    discussion.file = discussion.text = source
    with patch("thread_parsers.query.blocks.MAX_CACHED_BYTES", 0):
        for _ in range(2):
            source.read_bytes = 0
            assert len(Matching(discussion, parse_query("strasse")).all()) == 300
            assert source.read_bytes > 0


def test_a_scan_steps_aside_and_goes_on(discuss: Discuss) -> None:
    discussion = discuss([{"text": f"number {number}"} for number in range(300)])
    with patch("thread_parsers.query.matching.SLICE_SECONDS", -1.0), patch(BLOCKS, 100):
        steps = [(step.upto, len(step.comments)) for step in Matching(discussion, parse_query("9")).scan()]
    assert len(steps) > 100
    assert steps == sorted(steps)
    assert steps[-1] == (300, len(one_by_one(discussion, "9")))


class CountingSource(BufferSource):
    """Bytes in memory that are counted when they are read."""

    read_bytes = 0

    def read(self, start: int, end: int) -> bytes:
        self.read_bytes += end - start
        return super().read(start, end)


def work(discuss: Discuss, query: str, count: int, among: array[int] | None = None) -> tuple[int, int]:
    """Bytes read and comments decoded for a query on `count` comments, a tenth of which hold the word."""
    discussion = discuss([{"text": "quiet water " * 20 + ("quokka" if not row % 10 else "")} for row in range(count)])
    source = CountingSource(discussion.file.read(0, discussion.file.size))
    discussion.file = discussion.text = source
    decoded = 0
    segments = Discussion.segments

    def counted(self: Discussion, index: int) -> Any:
        nonlocal decoded
        decoded += 1
        return segments(self, index)

    with patch.object(Discussion, "segments", counted):
        for _ in Matching(discussion, parse_query(query)).scan(among=among):
            pass
    return source.read_bytes, decoded


@pytest.mark.parametrize("query", ["quokka", "-quokka", "water -quokka", "/quokka/", "has:link", "user:Ann"])
def test_twice_the_comments_are_twice_the_work(discuss: Discuss, query: str) -> None:
    (once, looks), (twice, more_looks) = work(discuss, query, 1000), work(discuss, query, 2000)
    assert twice <= 2.1 * once
    assert more_looks <= 2.1 * looks


def test_a_plain_word_decodes_nothing_and_reads_each_byte_once(discuss: Discuss) -> None:
    size = discuss([{"text": "quiet water " * 20 + "quokka"} for _ in range(1000)]).file.size
    with patch(FEW, 0):
        read, decoded = work(discuss, "quokka", 1000)
    assert read <= size
    assert decoded == 0


def test_narrowing_a_small_result_reads_little(discuss: Discuss) -> None:
    whole, _ = work(discuss, "quokka", 2000)
    narrowed, _ = work(discuss, "quokka", 2000, array("I", [10, 1010]))
    assert narrowed < whole / 100


HOSTILE = [
    ("has:link", "mailto:" * 30_000, False),
    ("has:link", "http:" * 40_000 + "//x", True),
    ("has:quote", "“" * 200_000, False),
    ("has:quote", '"a ' * 60_000, False),
    ("has:quote", " " * 200_000 + "x\n" + "\t" * 100_000 + ">", True),
    ("has:question", "?a" * 100_000, False),
    ("user:" + "*a" * 1_000 + "b", "", False),
    ("segments:1", "- " * 100_000, True),
]


@pytest.mark.parametrize(("query", "text", "holds"), HOSTILE, ids=[query[:14] for query, _, _ in HOSTILE])
def test_text_made_to_be_slow_is_answered(discuss: Discuss, query: str, text: str, holds: bool) -> None:
    """What takes more than linear time on these does not end before the limit of the tests."""
    discussion = discuss([{"text": text, "author": "a" * 100_000}])
    assert one_by_one(discussion, query) == ([0] if holds else [])


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("user:*", {"Ann", "Anna", "Hanna", "Una", ""}),
        ("user:ann*", {"Ann", "Anna"}),
        ("user:*anna", {"Anna", "Hanna"}),
        ("user:*n*a", {"Anna", "Hanna", "Una"}),
        ("user:*n*n*a", {"Anna", "Hanna"}),
        ("user:An*n", {"Ann"}),
        ("user:Ann*nna", set()),
    ],
)
def test_stars_stand_for_any_letters(discuss: Discuss, query: str, names: set[str]) -> None:
    discussion = discuss([{"author": name} for name in ("Ann", "Anna", "Hanna", "Una", "")])
    assert {discussion.author(index) for index in one_by_one(discussion, query)} == names


AMONG_MANY = [
    ('"a b"', {"text": "> a\n> b", "margin": 2}, True),
    ('"> a"', {"text": "> a\n> b", "margin": 2}, False),
    ('"a --- b"', {"text": "a\n---\nb"}, False),
    ('"a b"', {"text": "a\nb"}, True),
    ("a b", {"text": "a\n---\nb"}, False),
    ("a b", {"text": "a c\n---\nb a"}, True),
    ("a -is:reply b", {"text": "a\n---\nb"}, False),
    ("z", {"text": "z\u0301 z"}, True),
    ("z", {"text": "z\u0301"}, False),
    ("a-b", {"text": "a\uff0db"}, True),
    ("password", {"text": "pass\x1bword"}, True),
    ("password", {"text": "pass\u200bword"}, True),
    ("/pass.word/", {"text": "pa\u200bss word"}, True),
    ("/pass.word/", {"text": "PASS WORD"}, True),
    ("Pass", {"text": "pass"}, False),
    ('"--"', {"text": "a\n---\nb"}, False),
    ("straße", {"text": "STRASSE"}, True),
    ("渡輪", {"text": "夜間渡輪"}, True),
    ("渡a", {"text": "夜間渡A"}, True),
    ("渡a", {"text": "夜間渡Ａ"}, True),
    ("渡轮", {"text": "夜间渡\u200b轮"}, True),
    ("渡轮", {"text": "夜间渡 轮"}, False),
    ("か", {"text": "か\u3099"}, False),
    ("が", {"text": "か\u3099"}, True),
    ("カ", {"text": "ｶ"}, True),
    ("月", {"text": "㊊"}, True),
    ("각", {"text": "가\u11a8"}, True),
    ("가", {"text": "가\u11a8"}, False),
    ("渡轮", {"text": "渡\n轮"}, False),
    ("é", {"text": "e\u0301"}, True),
]


@pytest.mark.parametrize(("query", "post", "matches"), AMONG_MANY)
def test_a_comment_among_many_is_judged_by_its_bytes_as_it_is_alone(
    discuss: Discuss, query: str, post: dict[str, Any], matches: bool
) -> None:
    """So many that a block is searched, and an article ahead of them."""
    quiet = [{"text": "quiet"}] * 20
    assert one_by_one(discuss([post]), query) == ([0] if matches else [])
    found = Matching(discuss([*quiet, post, *quiet, post], ["An article."]), parse_query(query)).all()
    assert list(found) == ([20, 41] if matches else [])


def test_words_in_two_segments_of_many_comments_are_not_together(discuss: Discuss) -> None:
    apart = {"text": "quokka\n---\nferry"}
    together = {"text": "tea\n---\nferry quokka"}
    discussion = discuss([apart] * 30 + [together] * 30 + [apart] * 30, ["An article."])
    for query in ("quokka ferry", "quokka ferry is:root", "(quokka ferry) is:root", "(quokka OR zebra) ferry"):
        assert list(Matching(discussion, parse_query(query)).all()) == list(range(30, 60))


def test_comments_that_stand_in_the_page_in_another_order_are_found(discuss: Discuss) -> None:
    discussion = discuss([{"text": f"remark {number}"} for number in range(60)])
    columns = discussion.columns
    places = list(zip(columns.body_start, columns.body_end, strict=True))
    moved = [*range(10), *range(40, 60), *range(10, 40)]
    for row, place in enumerate(moved):
        columns.body_start[row], columns.body_end[row] = places[place]
    assert [moved[row] for row in Matching(discussion, parse_query("/9$/")).all()] == [9, 49, 59, 19, 29, 39]
    assert [moved[row] for row in Matching(discussion, parse_query("remark 45")).all()] == [45]


def test_every_segment_with_the_word_matches(discuss: Discuss) -> None:
    matching = Matching(discuss([{"text": "a\n---\nb\n---\na c"}]), parse_query("a"))
    assert matching.comment(0) == (0, 2)


@pytest.mark.parametrize(
    "cheap", ["in:article", "is:reply", "missing", "-aaa", "(in:article OR depth:9)", "-(-is:reply)"]
)
def test_what_is_quickly_ruled_out_is_not_held_against_a_slow_expression(discuss: Discuss, cheap: str) -> None:
    discussion = discuss([{"text": "a" * 5000 + "b"}])
    assert one_by_one(discussion, f"/(a+)+$/ {cheap}") == []


@pytest.mark.parametrize(
    ("query", "rows"),
    [('value:"12 crowns"', [0]), ("value:45%", [1]), ("value:13", []), ("about:1", [0]), ("about:9", [])],
)
def test_figures_and_sentences_of_the_article_are_asked_for(discuss: Discuss, query: str, rows: list[int]) -> None:
    posts = [{"text": "The ferry tickets cost 12 crowns."}, {"text": "That is 45 % too much."}, {"text": "Hm."}]
    discussion = discuss(posts, ["Ferry tickets cost 12 crowns from Monday, says the harbour. The band plays on."])
    assert one_by_one(discussion, query) == rows


@pytest.mark.parametrize(
    "query",
    [
        "user:Ann",
        "is:root",
        "has:link",
        "in:article",
        "quokka",
        "-quokka",
        "is:root quokka",
        "depth:0 -likes:>0 quokka",
    ],
)
def test_what_columns_and_bytes_decide_decodes_no_comment(discuss: Discuss, query: str) -> None:
    discussion = discuss([{"text": "quiet water\n---\n" + ("quokka" if row % 3 else "newt")} for row in range(60)])
    expected = one_by_one(discussion, query)
    with patch.object(Discussion, "segments", side_effect=AssertionError("a comment was decoded")):
        assert list(Matching(discussion, parse_query(query)).all()) == expected


@pytest.mark.parametrize("query", ["user:An", "to:Bo -user:Bo", "user:Cy OR user:An"])
def test_an_author_who_arrives_after_a_scan_is_found_by_the_next(discuss: Any, query: str) -> None:
    discussion = discuss([{"author": "Bo"}])
    matching = Matching(discussion, parse_query(query))
    assert list(matching.all()) == []
    discussion.columns.append(start=0, body_start=0, body_end=0, end=0, author="Ann", parent=0)
    assert list([*matching.scan(1)][-1].comments) == [1]
    assert matching.comment(1)
