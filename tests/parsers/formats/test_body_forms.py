"""What the words of comments are written in: a property of the format, which the JSON form keeps."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from thread_parsers.bodies import BodyForm
from thread_parsers.export.json import write
from thread_parsers.formats.registry import FORMATS
from thread_parsers.reading import parse

POST = {
    "body": "*so*",
    "author_association": "NONE",
    "id": 4,
    "created_at": "2024-05-01T10:00:00Z",
    "user": {"login": "Mara"},
}
GITHUB = json.dumps([POST, POST | {"id": 5}])
PAGE = "Paper.\nReward\nComment\n0/400\nAnn\n· 2025-03-09 18:20\n*One*.\nReply0\n"
OTHER_HTML = json.dumps(
    [{"author": name, "text": f"<p>{name} is <b>late</b></p><p>again</p>", "date": "2024-05-01"} for name in "abcdef"]
)


def test_every_format_states_one_of_the_forms() -> None:
    assert {format_.body_form for format_ in FORMATS} == set(get_args(BodyForm))


@pytest.mark.parametrize(("page", "form"), [(GITHUB, "markdown"), (PAGE, "plain"), (OTHER_HTML, "html")])
def test_a_discussion_has_the_form_of_its_format(page: str, form: BodyForm) -> None:
    assert parse(page).body_form == form


@pytest.mark.parametrize("page", [GITHUB, PAGE])
def test_json_that_is_opened_again_has_the_same_form(page: str) -> None:
    discussion = parse(page)
    written = "".join(write(discussion, range(len(discussion.columns))))
    assert parse(written).format == "thread-reader"
    assert parse(written).body_form == discussion.body_form
    assert parse(written.replace('"markdown"', "[1]")).body_form == "plain"
