"""Terms and shared phrasing: chosen by what people use, counted as queries find them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thread_parsers import stats
from thread_parsers.discussion import sampling
from thread_parsers.query import Matching, parse_query
from thread_parsers.stats.phrases import PhraseChooser
from thread_parsers.text import tokens
from thread_parsers.text.word_frequency import RATES, rate

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

ARTICLE = ["The ferry company will close the harbour on Monday."]


def people_by_term(discussion: Discussion) -> dict[str, int]:
    return {term.text: term.people for term in stats.measure(discussion).terms or ()}


def test_a_term_is_used_by_several_and_more_than_elsewhere(discuss: Any, post: Any) -> None:
    discussion = discuss(
        [
            post("Ada", "The lighthouse keeper said so. A lighthouse needs its keeper."),
            post("Ben", "Ask the lighthouse keeper, then close the harbour."),
            post("Eve", "I like the ferry, the ferry, the ferry and the zeppelin. Zeppelin!"),
        ],
        ARTICLE,
    )
    found = people_by_term(discussion)
    assert found["lighthouse keeper"] == 2
    assert "zeppelin" not in found
    assert "the" not in found
    assert "ferry" not in found


def test_who_speaks_alone_has_terms_too(discuss: Any, post: Any) -> None:
    assert "zeppelin" in people_by_term(discuss([post("Ada", "A zeppelin. The zeppelin."), post("Ada", "Zeppelin")]))


def test_a_term_inside_of_other_words_is_found_as_a_whole_word(discuss: Any, post: Any) -> None:
    discussion = discuss(
        [post("Ada", "Rain said AI."), post("Ben", "ai, ai; it said so"), post("Eve", "They said it again, paid.")]
    )
    (term,) = (term for term in stats.measure(discussion).terms or () if term.text == "ai")
    assert (term.people, term.query) == (2, r"/\bai\b/")


def test_chinese_terms_are_pairs_of_characters(discuss: Any, post: Any) -> None:
    discussion = discuss([post("甲", "灯塔很高。我喜欢灯塔"), post("乙", "这座灯塔是旧的"), post("丙", "不知道")])
    found = people_by_term(discussion)
    assert found["灯塔"] == 2
    assert not any("的" in text or "是" in text for text in found)


def phrases(discussion: Discussion) -> dict[str, tuple[int, ...]]:
    return {phrase.text: phrase.rows for phrase in stats.measure(discussion).phrases or ()}


def test_the_same_words_in_a_row_by_different_people_are_shared(discuss: Any, post: Any) -> None:
    discussion = discuss(
        [
            post("Ada", "Honestly, the old harbour wall must stay. Yes!"),
            post("Ben", "No. The Old\nHarbour Wall must go"),
            post("Ada", "the old harbour wall must stay, I say the old harbour wall must stay"),
            post("Eve", "an old, harbour wall"),
        ]
    )
    assert phrases(discussion) == {"the old harbour wall must": (0, 1, 2)}


def test_common_words_are_not_a_shared_phrase(discuss: Any, post: Any) -> None:
    assert phrases(discuss([post("Ada", "it is a start"), post("Ben", "it is a pity")])) == {}


def test_a_phrase_of_the_article_is_marked_as_such(discuss: Any, post: Any) -> None:
    discussion = discuss([post("Ada", "they close the harbour!"), post("Ben", "to close the harbour?")], ARTICLE)
    (phrase,) = stats.measure(discussion).phrases or ()
    assert (phrase.text, phrase.in_article) == ("close the harbour", True)


def test_scripts_without_spaces_share_letters_in_a_row(discuss: Any, post: Any) -> None:
    assert phrases(discuss([post("甲", "他们真的要关闭港口吗?"), post("乙", "谁要关闭港口吗")])) == {
        "要关闭港口吗": (0, 1)
    }


def test_longer_wording_in_common_is_shown_once(discuss: Any, post: Any) -> None:
    text = " ".join(f"word{number}" for number in range(40))
    assert len(phrases(discuss([post("Ada", text), post("Ben", text)]))) == 1


WORDS = """the lighthouse keeper said old harbour wall ai AI said. it's isn’t Straße STRASSE ﬁsh fish don't --- ,
灯塔 灯塔很高 港口 İstanbul e\u0301te été हिन्दी ไทย маяк МАЯК x\u200by ２０"""
PIECES = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=14).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(texts=st.lists(st.tuples(st.sampled_from(["Ada", "Ben", "Eve"]), PIECES), max_size=8))
def test_terms_and_phrases_lead_to_their_comments(discuss: Any, post: Any, texts: list[tuple[str, str]]) -> None:
    discussion = discuss([post(author, text) for author, text in texts], ["The harbour wall is old."])
    result = stats.measure(discussion)
    items: list[Any] = [*(result.terms or ()), *(result.phrases or ())]
    for item in items:
        rows = Matching(discussion, parse_query(item.query)).all()
        assert len(rows) == item.comments, item
        assert len({discussion.author(row) for row in rows}) == item.people, item


def test_a_long_discussion_is_chosen_from_a_sample_and_counted_in_full(discuss: Any, post: Any) -> None:
    count = 2 * sampling.MAX_SAMPLE_COMMENTS + 1
    discussion = discuss([post(f"P{number % 7}", "the lighthouse keeper said so") for number in range(count)])
    assert len(sampling.sample_rows(discussion)) < count
    result = stats.measure(discussion)
    assert {term.comments for term in result.terms or ()} == {count}
    assert {phrase.comments for phrase in result.phrases or ()} == {count}


def test_comparing_can_stop_between_slices(discuss: Any, post: Any) -> None:
    discussion = discuss([post(f"P{number % 7}", "some words here and there") for number in range(200)])
    assert sum(1 for _ in PhraseChooser().read_sample(discussion, sampling.sample_rows(discussion))) > 5


def test_rates_of_plain_language_fall_with_the_rank() -> None:
    assert rate("the") > rate("people") > rate("lighthouse")
    assert rate("isn’t") == rate("isn't")
    assert all(0 < each < 0.1 for each in RATES.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two, three", ["one two", "three"]),
        ("don't stop. it’s", ["don't stop", "it’s"]),
        ("well-known  fact", ["well", "known", "fact"]),
        ("हिन्दी में", ["हिन्दी में"]),
        ("маяк и море", ["маяк и море"]),
        ("灯塔 ai 模型", ["ai"]),
    ],
)
def test_runs_are_words_with_one_space_between_them(text: str, expected: list[str]) -> None:
    assert tokens.runs(text) == expected


def test_curly_and_straight_apostrophes_make_one_term_and_one_phrase(discuss: Any, post: Any) -> None:
    texts = (
        "The keeper’s zeppelin isn’t rusty yesterday",
        "the keeper's zeppelin isn't rusty yesterday, Zeppelins’ fate",
    )
    discussion = discuss([post("Ada", texts[0]), post("Ben", texts[1]), post("Eve", "rusty ‘zeppelin’, naïve")])
    result = stats.measure(discussion)
    (phrase,) = (phrase for phrase in result.phrases or () if "isn" in phrase.text)
    assert phrase.text == "the keeper's zeppelin isn't rusty yesterday"
    assert (phrase.people, phrase.rows) == (2, (0, 1))
    discussion = discuss([post("Ada", "a fo’c’sle"), post("Ben", "The fo'c'sle!"), post("Eve", "no ‘fo’c’sle’, naïve")])
    assert people_by_term(discussion) == {"fo'c'sle": 3}


def test_the_beginning_of_an_address_is_no_term(discuss: Any, post: Any) -> None:
    names = ("Ada", "Ben", "Eve")
    discussion = discuss(
        [post(name, "See https://www.zeppelin.example/map of the zeppelin.") for name in names], ARTICLE
    )
    found = people_by_term(discussion)
    assert found["zeppelin"] == 3
    assert not {"http", "https", "www"} & set(found)
