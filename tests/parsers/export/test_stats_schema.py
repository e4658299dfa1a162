"""The models of the stats: what is written for every page is valid, and every field has a model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel, ValidationError

from thread_parsers.export import stats_schema
from thread_parsers.export.json import write
from thread_parsers.export.schema import json_schema, load
from thread_parsers.export.schema_types import Form
from thread_parsers.export.stats_json import values
from thread_parsers.reading import read
from thread_parsers.stats import Stats, measure

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
PAGES = [*sorted((ROOT / "samples").glob("*.txt")), ROOT / "tests" / "quality" / "pages" / "page-12.txt"]
MODELS = {
    model for model in vars(stats_schema).values() if isinstance(model, type) and issubclass(model, Form)
} - {Form}  # fmt: skip


@pytest.fixture(scope="module", params=PAGES, ids=lambda path: path.stem)
def written(request: pytest.FixtureRequest) -> dict[str, Any]:
    return written_stats(request.param)


def written_stats(path: Path) -> dict[str, Any]:
    """The stats of a page as they are in the file that `--to json --stats` writes."""
    discussion = read(path)
    text = "".join(write(discussion, range(len(discussion.comments)), values(measure(discussion))))
    assert load(text).stats is not None
    found: dict[str, Any] = json.loads(text)["stats"]
    return found


def models_in(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for _, field in value:
            yield from models_in(field)
    elif isinstance(value, list):
        for item in value:
            yield from models_in(item)


def objects_in(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects_in(item)


def test_the_stats_of_a_page_are_valid_and_come_back(written: dict[str, Any]) -> None:
    assert stats_schema.Stats.model_validate(written).model_dump() == written


def test_a_model_without_a_field_is_an_error(written: dict[str, Any]) -> None:
    for each in objects_in(written):
        name, value = each.popitem()
        with pytest.raises(ValidationError, match=name):
            stats_schema.Stats.model_validate(written)
        each[name] = value


def test_the_pages_have_an_item_of_every_model() -> None:
    read_back = (stats_schema.Stats.model_validate(written_stats(path)) for path in PAGES)
    seen = {type(model) for stats in read_back for model in models_in(stats)}
    assert seen == MODELS


def test_the_schema_describes_the_stats() -> None:
    schema = json.loads(json_schema())
    assert schema["properties"]["stats"]["anyOf"][0] == {"$ref": "#/$defs/Stats"}
    assert set(schema["$defs"]["Person"]["required"]) == set(stats_schema.Person.model_fields)


def test_what_has_not_been_counted_is_left_out() -> None:
    assert values(Stats()) == {"of": 0, "query": None}
