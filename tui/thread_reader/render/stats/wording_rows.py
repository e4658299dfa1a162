"""Wording: the terms of this discussion, what several people put in the same words, what they say to which sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_reader.render.stats.row import TABLED, Part, Row, one_line, tabled
from thread_reader.render.wrapping import fitted
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.stats import SentenceLinks
    from thread_reader.render.stats.row import Canvas

MOST_SENTENCES = 20
"""Sentences that get a row; the article shows the counts of all."""


def terms(canvas: Canvas) -> Iterator[Row]:
    """Words and phrases that are used here more than elsewhere."""
    if not canvas.stats.terms:
        return
    yield canvas.heading_of_text("terms", "people, comments")
    for term in canvas.stats.terms:
        words = fitted(one_line(term.text), canvas.width - TABLED)
        yield Row([tabled(term.people, term.comments), Part(words)], term.query)


def phrases(canvas: Canvas) -> Iterator[Row]:
    """Three words and more in a row that two people and more used."""
    if not canvas.stats.phrases:
        return
    yield canvas.heading_of_text("the same words in a row", "people, comments; * in the article too")
    for phrase in canvas.stats.phrases:
        words = fitted(one_line(phrase.text), canvas.width - TABLED - 2)
        sign = "* " if phrase.in_article else "  "
        yield Row([tabled(phrase.people, phrase.comments), Part(sign, "quiet"), Part(words)], phrase.query)


def sentences(canvas: Canvas) -> Iterator[Row]:
    """The sentences of the article that most people answer; how many nobody touched."""
    found = canvas.stats.sentences
    if not found or not len(canvas.discussion.columns):
        return
    touched = sorted((each for each in found if each.links), key=lambda each: (-each.people, each.sentence.number))
    yield canvas.heading_of_text("sentences of the article", "people, comments")
    nobody = len(found) - len(touched)
    said = f"{number(len(touched))} of {counted(len(found), 'sentence')} answered; nobody touched {number(nobody)}"
    yield Row([Part(fitted(said, canvas.width), "quiet")])
    yield from canvas.listed("sentences", touched, MOST_SENTENCES, lambda each: _sentence(each, canvas))


def _sentence(answered: SentenceLinks, canvas: Canvas) -> Iterator[Row]:
    text = fitted(f"{answered.sentence.number}. {one_line(answered.sentence.text)}", canvas.width - TABLED)
    yield Row([tabled(answered.people, answered.comments), Part(text)], answered.query)
