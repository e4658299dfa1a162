"""The JSON form as pydantic models, for programs that read it back. Slow to import, because of pydantic (100 ms)."""

from __future__ import annotations

import json
from typing import Literal

from pydantic import Field

from thread_parsers.bodies import BodyForm
from thread_parsers.discussion.receipt import Kind
from thread_parsers.export.schema_types import Count, Form, Id, Line, Moment, Score, Text, Time
from thread_parsers.export.stats_schema import Stats


class Article(Form):
    """What is discussed."""

    paragraphs: list[Text]
    author: Text | None
    time: Time | None
    url: Text | None


class Engagement(Form):
    """What the page itself declares; null where it says nothing."""

    likes: Score | None
    comments: Count | None
    reposts: Count | None
    shares: Count | None
    views: Count | None


class KeptNote(Form):
    """A note of the user."""

    text: Text
    segment: int | None = Field(ge=1, description="The segment that it is on, from 1; null for the whole comment.")


class KeptOfGone(Form):
    """A star or notes of the user on a comment that is not in the file any more."""

    author: Text
    words: Text = Field(description="The first words of the comment.")
    starred: bool = False
    notes: list[KeptNote] = Field(default=[])


class Comment(Form):
    """One comment. Comments are in thread order, parents before their replies."""

    id: Id
    parent: Id | None = Field(description="The id of the comment that this one answers; null for the article.")
    depth: Count
    author: Text = Field(description="Empty where the page gives no name.")
    badge: Text | None = Field(description="What the page writes beside the name, such as OP or Mod.")
    time: Time | None = Field(description="The beginning of the hour, day, month … if `time_text` is no more exact.")
    time_text: Text | None = Field(
        description="The time as written, if it is not absolute (3 hours ago) or less exact than a day (Mar 2024)."
    )
    edited: bool | Text = Field(description="True if the page says so, or the time of the edit as written.")
    inferred: list[Literal["parent", "time"]] = Field(description="What the page does not state, but was inferred.")
    likes: Score | None
    replies: Count | None = Field(description="Replies that the page declares; they are not counted.")
    segments: list[Text] = Field(description="The dash-separated pieces, each with its own line breaks.")
    state: Text | None = Field(description="A word for a comment that is not shown as usual: deleted, hidden, spam …")
    accepted: bool = Field(description="Whether this answer was accepted.")
    subject: Text | None
    permalink: Text | None
    site_id: Text | None = Field(description="The id that the site gave the comment.")
    address: Text | None = Field(default=None, description="The mail address of the author.")
    attachments: list[Text] = Field(default=[], description="What is attached to a mail: file names with types.")
    missing_parent: Text | None = Field(
        default=None, description="The id of the mail that this one answers, if it is not in the file."
    )
    starred: bool = Field(default=False, description="Whether the user has starred the comment.")
    notes: list[KeptNote] = Field(default=[], description="The notes of the user on the comment.")
    lines: tuple[Line, Line] | None = Field(
        description="First and last line, with head and footer; null if the file is not line-based, as JSON."
    )
    bytes: tuple[Count, Count] | None = Field(
        description="First byte in the file and one past the last; null if `lines` is set."
    )


class Note(Form):
    """Something about the reading that a user should know."""

    line: Line | None
    kind: str
    text: Text


class Receipt(Form):
    """How the file was read: what every line is, and where the page contradicts itself."""

    spans: list[tuple[Line, Line, Kind]] | None = Field(
        description="[first line, last line, kind]; every line is in one. Null where `bytes` says it, and where the "
        "first of several discussions of the same file says it."
    )
    bytes: list[tuple[Count, Count, Kind]] | None = Field(
        description="[first byte, one past the last, kind] of a structured file; every byte is in one."
    )
    notes: list[Note]
    declared_comments: Count | None
    stub_comments: Count = Field(description="Comments that the file names without containing them.")
    read_comments: Count = Field(description="Comments in the file, including those that a query left out.")


class Discussion(Form):
    """One file, version 1 of the form. Ignore members that you do not know: later programs may write more."""

    schema_: Literal["thread-reader/1"] = Field(alias="schema")
    format: str
    body_form: BodyForm = Field(default="plain", description="What the text of the comments is written in.")
    saved: Moment | None = Field(description="When the page was saved, if the user or the page says so.")
    title: Text | None
    article: Article
    engagement: Engagement
    gone: list[KeptOfGone] = Field(default=[], description="What the user has kept of comments that are gone.")
    comments: list[Comment]
    stats: Stats | None = Field(default=None, description="Only with `--stats`.")
    receipt: Receipt
    discussion: int | None = Field(default=None, ge=1, description="The number of this one, if there are several.")
    file: Text | None = Field(default=None, description="The file, if there are several discussions.")


def load(data: str | bytes) -> Discussion:
    """The JSON of `--to json`, validated. Raises pydantic's ValidationError or json's JSONDecodeError."""
    return Discussion.model_validate(json.loads(data))


def json_schema() -> str:
    """The JSON Schema of the form, as text that ends with a line feed."""
    schema = Discussion.model_json_schema(by_alias=True)
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=1) + "\n"
