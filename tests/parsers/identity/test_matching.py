"""Which saves are of one discussion, and which comments of them are one."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from harness.discussions import Post, make_discussion
from thread_parsers.identity.changes import changes
from thread_parsers.identity.fingerprints import Fingerprints, fingerprint_steps
from thread_parsers.identity.matching import MAX_SAMPLE, is_same, match, overlap, sample
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HERE, THERE = 11, 12
"""Addresses."""
EIGHT = datetime(2024, 5, 2, 8)
NAMES = ("Ann", "Bo", "Cleo", "Dag")
BOT = "I am a bot, and this action was performed automatically. Please contact the moderators of this pier."


BOTS = [("Bot", f"{BOT} This is rule {number} of the pier.") for number in "123"]


def said(number: int) -> tuple[str, str]:
    """What somebody says, and nobody else."""
    return NAMES[number % 4], f"Ferry number {number} was late again, and {NAMES[number % 4]} waited at pier {number}."


def thread(numbers: Iterable[int]) -> list[tuple[str, str]]:
    return [said(number) for number in numbers]


def prints(
    posts: Sequence[tuple[str, str]], ids: Sequence[str] = (), minutes: Sequence[int] | None = None
) -> Fingerprints:
    """`minutes`: when each comment was written."""
    times = [""] * len(posts) if minutes is None else [str(EIGHT + timedelta(minutes=each)) for each in minutes]
    discussion = make_discussion(
        [Post(author=author, text=text, time=time) for (author, text), time in zip(posts, times, strict=True)]
    )
    discussion.columns.ids.update((at, each) for at, each in enumerate(ids) if each)
    return run_to_end(fingerprint_steps(discussion))


def same(known: Fingerprints, now: Fingerprints, known_address: int = 0, now_address: int = 0) -> bool:
    found = is_same(known, known_address, now, now_address)
    assert is_same(now, now_address, known, known_address) == found
    return found


SHORT = [("Ann", "Thanks"), ("Bo", "Yes"), ("Ann", "No"), ("Bo", "Late"), ("Cleo", "Why?")]


@pytest.mark.parametrize(("known", "now"), [
    (thread(range(10)), thread(range(10))),
    (thread(range(10)), thread(range(100))),  # ten times as many
    (thread(range(3)), thread(range(30))),
    (thread(range(12)), thread(range(4, 16))),  # some are gone, others new
    (SHORT, SHORT),
    ([*thread(range(2)), *SHORT[:3]], [*thread(range(2)), *SHORT]),
    ([("Ann", BOT)], [("Ann", BOT), *thread(range(3))]),
    (thread(range(9)), [(name, f"{text} Edit: {BOT}") for name, text in thread(range(9))]),
    ([("", text + BOT) for _, text in thread(range(4))], [("Mod", text + BOT) for _, text in thread(range(5))]),
])  # fmt: skip
def test_saves_that_share_enough_are_one_discussion_without_an_address(
    known: list[tuple[str, str]], now: list[tuple[str, str]]
) -> None:
    assert same(prints(known), prints(now))


@pytest.mark.parametrize(("known", "now"), [
    (thread(range(20)), thread(range(20, 40))),  # pages of one thread
    (thread(range(20)), thread(range(18, 38))),  # that show the last comments again
    ([("Bot", BOT), *thread(range(20))], [("Bot", BOT), *thread(range(20, 40))]),
    ([("Bot", BOT), *thread(range(2))], [("Bot", BOT), *thread(range(2, 5))]),
    ([*BOTS, *thread(range(20))], [*BOTS, *thread(range(20, 40))]),
    (SHORT, [*SHORT[:3], *thread(range(3))]),
    (SHORT[:1], SHORT[:1]),
    (SHORT[:2], SHORT[:2]),
    (thread(range(3)), thread(range(200))),  # an archive of many
    (thread(range(30)), [*thread([1, 7, 9]), *thread(range(100, 130))]),  # a digest that quotes some
    (thread(range(10)), [("Digest", text) for _, text in thread(range(10))]),
    ([("", "")] * 9, [("", "")] * 9),
    ([("", "Messages are encrypted from end to end. " + BOT), ("Ann", "Hi")],
     [("", "Messages are encrypted from end to end. " + BOT), ("Bo", "Hello")]),
    ([], []),
    ([], thread(range(5))),
])  # fmt: skip
def test_saves_that_share_little_are_not(known: list[tuple[str, str]], now: list[tuple[str, str]]) -> None:
    assert not same(prints(known), prints(now))
    assert not same(prints(known), prints(now), HERE, THERE)
    assert not same(prints(known), prints(now), HERE, 0)


def test_saves_with_a_common_address_are_one_discussion_unless_they_share_nothing() -> None:
    first, second, few = prints(thread(range(20))), prints(thread(range(20, 40))), prints(thread(range(5, 9)))
    assert same(first, few, HERE, HERE)
    assert same(first, prints(thread(range(300))), HERE, HERE)
    assert same(first, prints([]), HERE, HERE)
    assert same(prints(SHORT[:1]), prints(SHORT), HERE, HERE)
    assert not same(first, second, HERE, HERE)  # page 2 that names page 1 as canonical
    assert not same(first, prints(thread(range(19, 39))), HERE, HERE)
    assert not same(
        prints([("Bot", BOT), *thread(range(20))]), prints([("Bot", BOT), *thread(range(20, 40))]), HERE, HERE
    )
    assert not same(prints(SHORT[:2]), prints(SHORT[3:]), HERE, HERE)
    assert not same(prints(thread([1])), prints(thread([2])), HERE, HERE)  # the article in two forums


def test_saves_with_other_addresses_must_share_more() -> None:
    known, now = prints(thread(range(10))), prints(thread(range(4, 14)))
    assert same(known, now)
    assert not same(known, now, HERE, THERE)
    assert same(known, prints(thread(range(12))), HERE, THERE)


def test_the_words_of_a_bot_with_another_id_are_another_comment() -> None:
    bot = [("Bot", BOT)]
    assert same(prints(bot, ["kx2ab9q"]), prints(bot, ["kx2ab9q"]))
    assert not same(prints(bot, ["kx2ab9q"]), prints(bot, ["kx2ab9r"]))
    assert same(
        prints(thread(range(9)), [f"a{n}" for n in range(9)]), prints(thread(range(9)), [f"1{n}" for n in range(9)])
    )


def test_small_numbers_are_ids_in_every_thread() -> None:
    ids = [str(number) for number in range(2, 12)]
    assert not same(prints(thread(range(10)), ids), prints(thread(range(10, 20)), ids))


def test_unique_ids_make_a_chat_of_short_messages_known() -> None:
    ids = [f"14588849270000{number:02}" for number in range(5)]
    assert same(prints(SHORT, ids), prints(SHORT[:4], ids))
    assert same(prints(SHORT[:2], ids), prints(SHORT, ids))
    assert not same(prints(SHORT[:2], ids), prints([("Bo", "!"), ("Bo", "?")], ids))


def test_times_make_one_short_comment_or_two_known() -> None:
    one, two = prints(SHORT[:1], minutes=[3]), prints(SHORT[:2], minutes=[3, 9])
    everything = prints(SHORT, minutes=[3, 9, 12, 13, 14])
    assert same(one, one)
    assert same(one, everything)
    assert same(two, everything)
    assert not same(two, everything, HERE, THERE)
    assert not same(one, prints(SHORT[:1], minutes=[4]))
    assert not same(two, prints(SHORT, minutes=[3, 8, 12, 13, 14])), "one of two"
    assert not same(one, prints([SHORT[0], *thread(range(20))], minutes=range(3, 24))), "an archive"
    few, many = ([*SHORT[:1], *thread(numbers)] for numbers in (range(9), range(20, 60)))
    times = [3, *[-480] * 40]  # midnight: no time of day
    assert not same(prints(few, minutes=times[:10]), prints(many, minutes=times)), "one of ten has a time"
    assert not same(prints(SHORT[:1], ["kx2ab9q"], [3]), prints(SHORT[:1], ["kx2ab9r"], [3])), "the words of a bot"


def test_times_make_short_chats_known_that_have_grown() -> None:
    saying = [("Ann", str(number)) for number in range(12)]
    assert same(prints(saying[:9], minutes=range(9)), prints(saying[3:], minutes=range(3, 12)))
    assert not same(prints(saying[:9], minutes=range(9)), prints(saying[7:], minutes=range(7, 12)))


def test_an_overlap_counts_distinctive_comments_of_the_smaller_save() -> None:
    found = overlap(prints([*thread(range(6)), *SHORT]), prints([*thread(range(2, 12)), *SHORT]))
    assert (found.shared, found.smaller, found.larger, found.share) == (4, 6, 10, 4 / 6)
    assert overlap(prints(SHORT), prints(SHORT)).share == 0


def test_comments_are_matched_by_id_before_words() -> None:
    known = prints([("Ann", "Late"), ("Ann", "Late"), ("Bo", "No")], ["1", "2", "3"])
    now = prints([("Bo", "No"), ("Ann", "Late"), ("Ann", "Gone"), ("Ann", "Late")], ["3", "2", "1", "9"])
    assert list(match(known, now)) == [2, 1, 0, -1]
    assert list(match(known, prints([("Ann", "Late"), ("Ann", "Late")]))) == [0, 1]


def test_ids_of_another_kind_do_not_hide_equal_words() -> None:
    posts = thread(range(4))
    assert list(match(prints(posts, ["a1", "a2", "a3", "a4"]), prints(posts, ["7", "8", "9", "10"]))) == [0, 1, 2, 3]


def test_a_long_text_is_matched_whoever_is_named_as_its_author() -> None:
    assert list(match(prints([("Ann", "Hi"), ("Ann", BOT)]), prints([("Ann Mod", BOT), ("Ann Mod", "Hi")]))) == [1, -1]


def test_changes_are_what_is_new_edited_and_gone() -> None:
    known = prints(thread(range(6)))
    posts = thread([0, 2, 3, 8, 5])
    posts[2] = (posts[2][0], posts[2][1] + " Edit: not so late.")
    now = prints(posts)
    matched = match(known, now)
    assert list(matched) == [0, 2, 3, -1, 5]
    found = changes(known, now, matched)
    assert [list(each) for each in found] == [[3], [2], [1, 4]]
    assert [list(each) for each in changes(known, known, match(known, known))] == [[], [], []]


def test_a_comment_whose_text_was_deleted_is_edited() -> None:
    known, now = prints([("Ann", BOT)], ["kx2ab9q"]), prints([("", "[deleted]")], ["kx2ab9q"])
    assert list(changes(known, now, match(known, now)).edited) == [0]


def test_a_sample_is_bounded_and_has_every_key_of_a_small_save() -> None:
    small = prints([*thread(range(50)), *SHORT], ["kx2ab9q", "3"])
    assert set(sample(small)) == {value for column in small for value in column if value > 0}
    large = sample(prints(thread(range(3 * MAX_SAMPLE))))
    assert MAX_SAMPLE / 4 <= len(large) <= MAX_SAMPLE
    assert len(sample(prints([]))) == 0


def test_saves_of_all_sizes_have_keys_in_common() -> None:
    """Ten times as many comments: the samples share keys, and large saves are compared by samples."""
    saves = [prints(thread(range(count))) for count in (600, 6_000, 60_000)]
    for known, now in pairwise(saves):
        assert len(set(sample(known)) & set(sample(now))) >= 20
        assert is_same(known, 0, now, 0)
    assert overlap(saves[1], saves[2]).share == 1
    assert not is_same(saves[1], 0, prints(thread(range(90_000, 96_000))), 0)
