"""What the models of the JSON form share: the base class and the types of single values."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainValidator


class Form(BaseModel):
    """Base of all models. Unknown members are ignored, so that a program can read what a later version writes."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def _exact_text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("not text")
    return value


Text = Annotated[str, PlainValidator(_exact_text, json_schema_input_type=str)]
"""Text as on the page. pydantic's own `str` refuses the lone surrogates that represent bytes that are not UTF-8."""

Id = Annotated[int, Field(ge=1, strict=True, description="The id of a comment, from 1.")]
Count = Annotated[int, Field(ge=0, strict=True)]
Score = Annotated[int, Field(strict=True, description="May be negative.")]
Line = Annotated[int, Field(ge=1, strict=True, description="A line of the file, from 1.")]
Time = Annotated[
    str,
    Field(
        pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d(:\d\d)?)?$",
        description="ISO 8601 by the page's clock, with a zone only where the page gives one.",
    ),
]
Moment = Annotated[
    str,
    Field(
        pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d([+-]\d\d:\d\d(:\d\d)?)?)?$",
        description="ISO 8601 by the page's clock; only a date if the time of day is not known.",
    ),
]
Query = Annotated[Text, Field(description="The query that shows the comments that were counted.")]
