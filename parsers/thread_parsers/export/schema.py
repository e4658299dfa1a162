"""The JSON form as pydantic models, for those who read it back. The only module that imports pydantic (100 ms)."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator

from thread_parsers.discussion.receipt import Kind


def _exact_text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("not text")
    return value


Text = Annotated[str, PlainValidator(_exact_text, json_schema_input_type=str)]
"""Text as it stood on the page. pydantic's own `str` refuses the lone surrogates that stand for broken bytes."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Id = Annotated[int, Field(ge=1, strict=True)]
Count = Annotated[int, Field(ge=0, strict=True)]
Line = Annotated[int, Field(ge=1, strict=True, description="A line of the file, from 1.")]
Time = Annotated[
    str,
    Field(
        pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d(:\d\d)?)?$",
        description="ISO 8601 by the page's clock, with a zone only where the page gives one.",
    ),
]


class Article(_Form):
    """What is discussed."""

    paragraphs: list[Text]
    author: Text | None
    time: Time | None
    url: Text | None


class Engagement(_Form):
    """What the page itself declares; null where it says nothing."""

    likes: Count | None
    comments: Count | None
    reposts: Count | None
    shares: Count | None
    views: Count | None


class Comment(_Form):
    """One person's post. Comments stand in thread order, parents before their replies."""

    id: Annotated[int, Field(ge=1, strict=True)]
    parent: Annotated[int, Field(ge=1, strict=True)] | None = Field(
        description="The id of the comment that this one answers."
    )
    depth: Count
    author: Text = Field(description="Empty when the page names nobody.")
    time: Time | None
    likes: Count | None
    replies: Count | None = Field(description="Replies that the page declares, not those that were counted.")
    segments: list[Text] = Field(description="The dash-separated pieces, each with its own line breaks.")
    lines: tuple[Line, Line] = Field(description="First and last line in the file, head and footer included.")


class Note(_Form):
    """Something about the reading that a reader should know."""

    line: Line | None
    kind: str
    text: Text


class Receipt(_Form):
    """How the file was read: what every line became, and where the page disagrees with itself."""

    spans: list[tuple[Line, Line, Kind]] = Field(description="[first line, last line, kind]; together every line once.")
    notes: list[Note]
    declared_comments: Count | None
    read_comments: Count = Field(description="Comments in the file, those left out by a query too.")


class Discussion(_Form):
    """One file, version 1 of the form."""

    schema_: Literal["thread-reader/1"] = Field(alias="schema")
    format: str
    title: Text | None
    article: Article
    engagement: Engagement
    comments: list[Comment]
    stats: dict[str, Any] | None = Field(
        default=None, description="The engagement stats, where they were asked for; each item with its query."
    )
    receipt: Receipt


def load(data: str | bytes) -> Discussion:
    """The JSON of `--to json` as values, checked. Raises pydantic's ValidationError or json's JSONDecodeError."""
    return Discussion.model_validate(json.loads(data))


def json_schema() -> str:
    """The JSON Schema of the form, as text that ends with a line feed."""
    schema = Discussion.model_json_schema(by_alias=True)
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=1) + "\n"
