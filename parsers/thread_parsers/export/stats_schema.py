"""The stats of the JSON form as pydantic models: what `--to json --stats` writes under `stats`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from thread_parsers.export.schema_types import Count, Form, Id, Query, Score, Text, Time


class Tally(Form):
    """Something that the page declares, that was counted, or both."""

    name: Literal["comments", "replies", "likes", "reposts", "shares", "views"]
    declared: Score | None
    counted: Count | None
    of: Count | None = Field(description="The same number of all comments: `counted`, unless a query chose some.")
    query: Text | None = Field(description="Empty for all comments; null where nothing was counted.")
    difference: int | None = Field(description="Counted in all comments minus declared.")


class Level(Form):
    """The comments at one depth of the tree, or of one range of lengths or scores."""

    label: str
    comments: Count
    query: Query


class EngagementStats(Form):
    """The size and shape of the discussion."""

    tallies: list[Tally]
    authors: Count = Field(description="Different names.")
    depth: Count = Field(description="The depth of the deepest reply; 0 where all comments are on the article.")
    depths: list[Level]
    first: Time | None
    last: Time | None
    without_time: Count = Field(description="Comments without an absolute time.")
    segments: Count
    words: Count
    article_words: Count
    lengths: list[Level] = Field(description="Comments by their number of words.")
    scores: list[Level] = Field(description="Comments by their likes or points; empty where the page states none.")


class Reason(Form):
    """Why a comment is one to read first."""

    rule: Literal["answered", "liked", "quoted", "figure", "answers"]
    number: Score | None = Field(
        description="Replies, score, others who quote it, or others who repeat the figure; null for an answer."
    )
    words: Text = Field(description="The same for people, such as `9 replies` or `14 million`.")


class Highlight(Form):
    """A comment to read first, chosen by the rules that its reasons name."""

    id: Id
    words: Count
    seconds: Count = Field(description="How long it takes to read at 230 words a minute.")
    reasons: list[Reason] = Field(description="The rule by which it was chosen, then others that name it as well.")


class Person(Form):
    """One author."""

    name: Text = Field(description="Empty for the comments without an author.")
    comments: Count
    segments: Count
    words: Count
    share: Annotated[float, Field(ge=0, le=1)] | None = Field(description="Their share of all words of the comments.")
    first: Time | None
    last: Time | None
    replies_written: Count
    replies_received: Count
    query: Query


class Exchange(Form):
    """The replies of one author to another."""

    author: Text
    to: Text
    replies: Count
    query: Query


class Bucket(Form):
    """The comments of one hour, day, week or year."""

    start: Time
    end: Time = Field(description="The start of the next bucket.")
    comments: Count
    cumulative: Count = Field(description="Comments of this bucket and all before it.")
    query: Query


class HourOfDay(Form):
    """The comments of one hour of the clock, on any day."""

    hour: Annotated[int, Field(ge=0, le=23)]
    comments: Count
    query: Query


class Burst(Form):
    """Many comments in a short time, for this discussion."""

    comments: Count
    of: Count = Field(description="Comments of the discussion that have a time.")
    first: Time
    last: Time
    strength: float = Field(description="How many times as many comments as evenly spread ones in that time.")
    query: Query


class Silence(Form):
    """A long time without a comment."""

    start: Time = Field(description="The last comment before it.")
    end: Time = Field(description="The first comment after it.")
    query: Query = Field(description="The comments at the moment at which it ended.")


class TimeStats(Form):
    """When the comments were written. Lists are empty where the page gives no times."""

    step: Literal["hour", "day", "week", "year"] | None = Field(description="The length of a bucket.")
    buckets: list[Bucket]
    hours: list[HourOfDay]
    bursts: list[Burst]
    silences: list[Silence]


class Stated(Form):
    """One value, however it is written, and how many state it."""

    value: Text
    kind: Literal["money", "percent", "number", "year", "date"]
    amount: str = Field(description="A decimal number; a date is yyyymmdd, with 00 for a day that is not stated.")
    unit: str = Field(description="The code of a currency, or empty.")
    forms: list[Text] = Field(description="As it is written, the most frequent form first.")
    comments: Count
    people: Count
    in_article: bool
    query: Query


class Conflict(Form):
    """A figure of the comments that disagrees with the article, or with the time of the comments."""

    stated: Text
    against: Text
    why: Text
    headline: Text = Field(description="Who states it and how they differ, in a sentence.")
    comments: Count
    people: Count
    query: Query
    ids: list[Id]


class FigureStats(Form):
    """The figures that the article and the comments state."""

    stated: list[Stated]
    conflicts: list[Conflict]


class Term(Form):
    """A word or phrase that the comments use more than the article and plain language do."""

    text: Text
    people: Count
    comments: Count
    times_more: float = Field(description="How many times as often as in the article or in plain language.")
    in_article: bool
    query: Query


class Phrase(Form):
    """Wording that several people share."""

    text: Text
    people: Count
    comments: Count
    in_article: bool
    query: Query
    ids: list[Id]


class Link(Form):
    """A segment that is about a sentence."""

    id: Id
    segment: Count = Field(description="The number of the segment in its comment, from 0.")
    shared: list[Text] = Field(description="What both have, the rarest first; a quotation comes first, in quotes.")


class SentenceStats(Form):
    """A sentence of the article and the segments that are about it."""

    sentence: Annotated[int, Field(ge=1)]
    text: Text
    links: list[Link]
    comments: Count
    people: Count
    query: Query


class Stats(Form):
    """The stats of all comments, or with `--where` of those that match; each item with the query that shows its
    comments among these."""

    of: Count = Field(description="All comments of the discussion.")
    query: Text | None = Field(description="The query that chose the comments that are counted; null if all are.")
    engagement: EngagementStats
    highlights: list[Highlight] = Field(default=[], description="At most 12, which take 5 minutes; by rule.")
    people: list[Person]
    exchanges: list[Exchange]
    time: TimeStats
    figures: FigureStats
    terms: list[Term]
    phrases: list[Phrase]
    sentences: list[SentenceStats]
