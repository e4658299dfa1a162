"""Sentences of the article, and the segments that quote or answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from thread_parsers import stats
from thread_parsers.query import Matching, parse_query
from thread_parsers.sentences.sentences import sentences, spans

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

ARTICLE = [
    "The council will dredge the northern harbour. It costs 40 million euros, says Dr. Fenn.",
    "Divers found an old cannon under the mud in autumn. Nobody knows why.",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("It costs 3.5 million. Dr. Fenn agrees.", ["It costs 3.5 million.", "Dr. Fenn agrees."]),
        ('He said "Go." Then he went.', ['He said "Go."', "Then he went."]),
        ("灯塔很高。我喜欢!真的？是", ["灯塔很高。", "我喜欢!真的？", "是"]),
        ("approx. three of them", ["approx. three of them"]),
        ("  one line\nanother  ", ["one line", "another"]),
        ("...", []),
        ("", []),
    ],
)
def test_paragraphs_are_cut_into_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text)] == expected


@given(st.text(st.sampled_from('ab .!?。\n"”é 3A'), max_size=40))
def test_sentences_hold_every_letter_once(text: str) -> None:
    pieces = [text[start:end] for start, end in spans(text)]
    assert "".join(filter(str.isalnum, "".join(pieces))) == "".join(filter(str.isalnum, text))


def test_a_sentence_knows_its_bytes(discuss: Any) -> None:
    discussion = discuss([], ["Ünder the wall. Größe zählt.", "Third."])
    found = sentences(discussion)
    assert [sentence.number for sentence in found] == [1, 2, 3]
    assert [discussion.file.text(sentence.start, sentence.end) for sentence in found] == [
        sentence.text for sentence in found
    ]


FILLER = [f"nothing{number} to do with{number} it" for number in range(30)]


def answers(discuss: Any, post: Any, text: str) -> dict[int, tuple[str, ...]]:
    discussion = discuss([post("Ada", text), *(post("Ben", line) for line in FILLER)], ARTICLE)
    found = stats.measure(discussion).sentences or ()
    return {answered.sentence.number: link.shared for answered in found for link in answered.links}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who pays to dredge the harbour?", {1: ("dredge", "harbour")}),
        ("harbours, dredge, councils", {1: ("council", "dredge", "harbour")}),
        ("€40 million says Fenn", {2: ("40 million euros", "fenn")}),
        ("they found an old cannon there", {3: ('"found an old cannon"', "cannon")}),
        ("the harbour", {}),
        ("dredge\nthe harbour", {}),
        ("why does nobody know", {}),
    ],
)
def test_a_line_is_about_what_it_shares_rare_words_with(
    discuss: Any, post: Any, text: str, expected: dict[int, tuple[str, ...]]
) -> None:
    assert answers(discuss, post, text) == expected


def test_common_words_make_no_links(discuss: Any, post: Any) -> None:
    discussion = discuss([post(f"P{number}", "the council and the harbour") for number in range(40)], ARTICLE)
    assert not any(answered.links for answered in stats.measure(discussion).sentences or ())


def test_chinese_lines_answer_by_pairs_of_characters(discuss: Any, post: Any) -> None:
    others = [post("乙", f"没关系 {number}") for number in range(30)]
    discussion = discuss([post("甲", "谁来付清理港口的钱"), *others], ["市政府将清理北方港口。"])
    (answered,) = stats.measure(discussion).sentences or ()
    assert [link.row for link in answered.links] == [0]


WORDS = """council dredge harbour harbours €40 million 40 a cannon found an old cannon under the mud Divers’ divers
'divers' Fenn's --- hundred ａutumn autumn nobody İ"""
PIECES = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=12).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(texts=st.lists(PIECES, max_size=6))
def test_every_sentence_leads_to_exactly_its_segments(discuss: Any, post: Any, texts: list[str]) -> None:
    discussion: Discussion = discuss([post("Ada", text) for text in texts], ARTICLE)
    for answered in stats.measure(discussion).sentences or ():
        matching = Matching(discussion, parse_query(answered.query))
        rows = list(matching.all())
        assert rows == sorted({link.row for link in answered.links})
        assert len(rows) == answered.comments
        for row in rows:
            assert matching.comment(row) == tuple(link.segment for link in answered.links if link.row == row)


UNSPACED = """市政府 清理 北方港口 これからもどうぞよろしく よろしく お願い カ ｶ ﾞ か\u3099 が 百分之五 三万 40
， 。 （ ） … ・ é Ａ ’"""
UNSPACED_PIECES = st.lists(st.sampled_from([*UNSPACED.split(), "\u3000", "\n", " "]), max_size=14).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(texts=st.lists(UNSPACED_PIECES, max_size=6))
@example(texts=["これからもどうぞよろしく"])
@example(texts=["清理（北方港口", "清理，北方港口", "清理\u3000北方港口"])
@example(texts=["Zanzibar\u3000Ouagadougou Timbuktu", "Zanzibar Ouagadougou Timbuktu"])
def test_without_spaces_sentences_terms_and_figures_lead_to_their_comments(
    discuss: Any, post: Any, texts: list[str]
) -> None:
    article = ["市政府将清理北方港口，百分之五。これからもどうぞよろしくお願いします。"]
    discussion: Discussion = discuss([post(f"P{at % 3}", text) for at, text in enumerate(texts)], article)
    found = stats.measure(discussion)
    for answered in found.sentences or ():
        assert list(Matching(discussion, parse_query(answered.query)).all()) == sorted(
            {link.row for link in answered.links}
        )
    items: list[Any] = [*(found.terms or ()), *(found.phrases or ()), *(found.figures.stated if found.figures else ())]
    for item in items:
        assert len(Matching(discussion, parse_query(item.query)).all()) == item.comments, item


def test_there_is_no_sentence_past_the_last(discuss: Any, post: Any) -> None:
    discussion = discuss([post("Ada", "to dredge the harbour")], ARTICLE)
    assert len(Matching(discussion, parse_query("about:99")).all()) == 0


def test_a_quotation_with_a_curly_apostrophe_is_one_with_a_straight_one(discuss: Any, post: Any) -> None:
    discussion = discuss(
        [post("Ada", "It says: the harbour's rusty lighthouse isn't painted"), post("Ben", "nothing at all")],
        ["Everybody knows the harbour’s rusty lighthouse isn’t painted today."],
    )
    (sentence,) = stats.measure(discussion).sentences or ()
    assert [link.row for link in sentence.links] == [0]
    assert sentence.links[0].shared[0].startswith('"')


def test_a_long_line_is_about_what_its_pieces_are_about(discuss: Any, post: Any) -> None:
    """Stats and query agree; words that are far apart do not count together."""
    between = "so it is and that was what we had " * 300
    far, near = f"zeppelin {between} walrus {between}", f"{between} zeppelin walrus {between}"
    discussion = discuss(
        [post("Ada", far), post("Ben", near), post("Eve", "zeppelin walrus"), *[post("Cy", "or not")] * 30],
        ["A zeppelin met the walrus."],
    )
    (sentence,) = stats.measure(discussion).sentences or ()
    assert [link.row for link in sentence.links] == [1, 2]
    assert list(Matching(discussion, parse_query("about:1")).all()) == [1, 2]
