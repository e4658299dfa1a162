"""Telegram: what the cases do not say."""

from __future__ import annotations

import json

import pytest

from thread_parsers.reading import parse


def shown(**message: object) -> tuple[str, str]:
    """The time and the words of a message."""
    page = {"name": "Kites", "type": "private_group", "messages": [{"type": "message", "id": 1, **message}]}
    (comment,) = parse(json.dumps(page).encode()).comments
    return comment.shown_time, "".join(segment.text for segment in comment.segments)


@pytest.mark.parametrize(
    ("date", "instant", "time"),
    [
        ("2024-03-09T19:00:00", "1710007200", "2024-03-09 19:00+01:00"),
        ("2024-03-09T12:30:00", "1710007200", "2024-03-09 12:30-05:30"),
        ("2024-03-09T18:00:00", 1710007200, "2024-03-09 18:00+00:00"),
        # No zone is so far away, or of so many minutes: the instant alone counts.
        ("2024-03-10T12:00:00", "1710007200", "2024-03-09 18:00+00:00"),
        ("2024-03-09T19:00:01", "1710007200", "2024-03-09 18:00+00:00"),
        ("2024-03-09T19:00:00", None, "2024-03-09 19:00"),
        (None, "1710007200", "2024-03-09 18:00+00:00"),
        (None, None, ""),
    ],
)
def test_two_clocks_tell_the_zone(date: str | None, instant: object, time: str) -> None:
    assert shown(date=date, date_unixtime=instant)[0] == time


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"text": ["a ", {"type": "bold", "text": "b"}, 5, None, {"text": ["c"]}, " d"]}, "a b d"),
        ({"text_entities": [{"type": "plain", "text": "a "}, {"type": "link", "text": "b"}]}, "a b"),
        ({"text": "", "media_type": "video_file", "file": "x"}, "[video file]"),
        ({"text": "", "file": "x.pdf"}, "[file]"),
        ({"text": " ", "contact_information": {"first_name": "Bo"}}, "[contact]"),
        ({"text": ""}, ""),
    ],
)
def test_words_are_those_of_the_text_or_a_label(message: dict[str, object], words: str) -> None:
    assert shown(**message)[1] == words


def test_an_account_with_many_contacts_before_its_chats_is_recognized() -> None:
    contacts = [{"first_name": "Bo", "phone_number": "0" * 40} for _ in range(2000)]
    page = {
        "about": "Here is the data.", "personal_information": {"user_id": 1},
        "contacts": {"about": "", "list": contacts},
        "chats": {"about": "", "list": [{"name": "Kites", "messages": [{"id": 1, "text": "tea"}]}]},
    }  # fmt: skip
    discussion = parse(json.dumps(page).encode())
    assert (discussion.format, discussion.title, len(discussion.comments)) == ("telegram", "Kites", 1)
