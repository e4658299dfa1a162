"""Slack: what the cases do not say."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from harness.format_contract import CountingSource
from harness.json_texts import VALUES
from thread_parsers.formats.registry import named
from thread_parsers.reading import begin, parse
from thread_parsers.source.slack_export import export_files

MESSAGE = {"type": "message", "user": "U1", "text": "tea", "ts": "1710000000.000100"}


def bytes_read(replies: int) -> int:
    thread = [MESSAGE | {"ts": f"1710000{at:03}.000200"} for at in range(replies)]
    source = CountingSource(json.dumps([MESSAGE | {"slackdump_thread_replies": thread}]).encode())
    discussion, steps = begin(source)
    for _ in steps:
        pass
    assert discussion.format == "slack"
    assert len(discussion.columns) == 1 + replies
    return source.bytes_read


def test_replies_inside_a_message_are_read_in_proportion() -> None:
    assert bytes_read(800) < 2.2 * bytes_read(400)


def test_a_reply_inside_a_message_has_a_place_of_its_own() -> None:
    reply = MESSAGE | {"text": "a reply", "ts": "1710000060.000200", "thread_ts": MESSAGE["ts"]}
    page = json.dumps({"messages": [MESSAGE | {"slackdump_thread_replies": [reply]}]}).encode()
    comment = parse(page).comments[1]
    assert comment.parent == 1
    assert comment.bytes is not None
    assert json.loads(page[slice(*comment.bytes)]) == reply


@given(st.dictionaries(st.sampled_from(["text", "elements", "fields", "type", "name", "url"]), VALUES, max_size=4))
def test_blocks_of_any_shape_are_words_or_nothing(block: dict[str, Any]) -> None:
    page = json.dumps([MESSAGE | {"text": "", "blocks": [block, {"text": {"text": "tea"}}]}]).encode()
    (comment,) = parse(page, format_name="slack").comments
    assert "tea" in comment.segments[-1].text


def test_lists_of_users_and_channels_are_not_messages() -> None:
    for page in (
        [{"id": "U1", "name": "ines", "profile": {"real_name": "Ines"}}],
        [{"id": "C1", "name": "kiln", "created": 1710000000, "members": ["U1"]}],
    ):
        assert named("slack").likeness(CountingSource(json.dumps(page).encode())).score == 0


DAYS = ["kiln/2024-03-09.json", "kiln/2024-03-10.json"]


def test_the_files_of_an_export_are_days_and_users() -> None:
    more = ["channels.json", "kiln/canvas.json", "kiln/a/2024-03-09.json", "2024-03-09.json", "users.json"]
    assert export_files([*more, *reversed(DAYS)]) == [*DAYS, "users.json"]
    inside = [f"Export/{name}" for name in (*more, *DAYS)]
    assert export_files([*inside, "users.json", "__MACOSX/channels.json"]) == [
        *(f"Export/{name}" for name in DAYS),
        "Export/users.json",
    ]
    assert export_files(DAYS) == []
    assert export_files(["2024-03-09.json", "users.json"]) == []
    assert export_files(["2024-03-09.json", "x/2024-03-09.json"], days_alone=True) == ["2024-03-09.json"]
    assert export_files(["2024-03-09.json", "channels.json"], days_alone=True) == ["2024-03-09.json"]
