"""Wording: characteristic terms, phrases shared by several people, and sentences of the article that are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_reader.render.stats.row import TABLED_CELLS, Part, Row, one_line, tabled
from thread_reader.render.wrapping import fitted
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.stats import SentenceLinks
    from thread_parsers.stats.phrases import Phrase
    from thread_parsers.stats.terms import Term
    from thread_reader.render.stats.row import Canvas

MAX_TERMS, MAX_PHRASES = 12, 8
MAX_SENTENCE_ROWS = 8
"""The article pane shows the counts of all sentences."""


def terms(canvas: Canvas) -> Iterator[Row]:
    """Yield the words and phrases used more often here than in general."""
    if not canvas.stats.terms:
        return
    yield canvas.heading_of_text("terms", "people, comments")
    yield from canvas.listed("terms", canvas.stats.terms, MAX_TERMS, lambda each: _term(each, canvas))


def _term(term: Term, canvas: Canvas) -> Iterator[Row]:
    words = fitted(one_line(term.text), canvas.width - TABLED_CELLS)
    yield Row([tabled(term.people, term.comments), Part(words)], term.query)


def phrases(canvas: Canvas) -> Iterator[Row]:
    """Yield the sequences of three or more words that two or more people used."""
    if not canvas.stats.phrases:
        return
    yield canvas.heading_of_text("the same words in a row", "people, comments; * in the article too")
    yield from canvas.listed("phrases", canvas.stats.phrases, MAX_PHRASES, lambda each: _phrase(each, canvas))


def _phrase(phrase: Phrase, canvas: Canvas) -> Iterator[Row]:
    words = fitted(one_line(phrase.text), canvas.width - TABLED_CELLS - 2)
    sign = "* " if phrase.in_article else "  "
    yield Row([tabled(phrase.people, phrase.comments), Part(sign, "quiet"), Part(words)], phrase.query)


def sentences(canvas: Canvas) -> Iterator[Row]:
    """Yield the sentences of the article that most people answer, and how many have no replies."""
    found = canvas.stats.sentences
    if not found or not len(canvas.discussion.columns):
        return
    answered = sorted((each for each in found if each.links), key=lambda each: (-each.people, each.sentence.number))
    yield canvas.heading_of_text("sentences of the article", "people, comments")
    without = number(len(found) - len(answered))
    summary = f"{number(len(answered))} of {counted(len(found), 'sentence')} answered; {without} without replies"
    yield Row([Part(fitted(summary, canvas.width), "quiet")])
    yield from canvas.listed("sentences", answered, MAX_SENTENCE_ROWS, lambda each: _sentence(each, canvas))


def _sentence(answered: SentenceLinks, canvas: Canvas) -> Iterator[Row]:
    text = fitted(f"{answered.sentence.number}. {one_line(answered.sentence.text)}", canvas.width - TABLED_CELLS)
    yield Row([tabled(answered.people, answered.comments), Part(text)], answered.query)
