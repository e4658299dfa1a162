"""Wording: characteristic terms, phrases shared by several people, and sentences of the article that are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_reader.render.stats.row import Bars, Part, Row, differ, one_line
from thread_reader.render.wrapping import fitted
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.stats import SentenceLinks
    from thread_parsers.stats.phrases import Phrase
    from thread_parsers.stats.terms import Term
    from thread_reader.render.stats.row import Canvas


def terms(canvas: Canvas) -> Iterator[Row]:
    """Yield the words and phrases used more often here than in general."""
    found = canvas.stats.terms
    if not found:
        return
    yield canvas.heading_of_text("Terms", "people")
    found = tuple(sorted(found, key=lambda term: -term.people))
    bars = Bars(
        canvas, [one_line(term.text) for term in found[: canvas.most]], found[0].people, has_bars=differ(found, _people)
    )

    def row(term: Term) -> Iterator[Row]:
        yield Row(bars.parts(one_line(term.text), term.people), term.query)

    yield from canvas.listed("terms", found, row)


def _people(term: Term) -> int:
    return term.people


def phrases(canvas: Canvas) -> Iterator[Row]:
    """Yield the sequences of three or more words that two or more people used."""
    found = canvas.stats.phrases
    if not found:
        return
    sign = canvas.signs.in_article
    yield canvas.heading_of_text("Shared wording", f"comments, {sign} in the article too")
    cells = max(len(number(phrase.comments)) for phrase in found)

    def row(phrase: Phrase) -> Iterator[Row]:
        words = fitted(f"“{one_line(phrase.text)}”", canvas.width - cells - 4)
        mark = Part(f" {sign if phrase.in_article else ' '} ", "quiet")
        yield Row([Part(f"{number(phrase.comments):>{cells}}", "head"), mark, Part(words)], phrase.query)

    yield from canvas.listed("phrases", found, row)


def sentences(canvas: Canvas) -> Iterator[Row]:
    """Yield the sentences of the article that most people answer, and how many have no replies."""
    found = canvas.stats.sentences
    if not found or not len(canvas.discussion.columns):
        return
    answered = sorted((each for each in found if each.links), key=lambda each: (-each.comments, each.sentence.number))
    yield canvas.heading_of_text("Sentences", "comments about each")
    cells = max((len(number(each.comments)) for each in answered), default=1)

    def row(each: SentenceLinks) -> Iterator[Row]:
        text = fitted(f"{each.sentence.number}. {one_line(each.sentence.text)}", canvas.width - cells - 2)
        yield Row([Part(f"{number(each.comments):>{cells}}  ", "head"), Part(text)], each.query)

    yield from canvas.listed("sentences", answered, row)
    without = len(found) - len(answered)
    if without:
        said = f"{number(without)} of {counted(len(found), 'sentence')} without replies"
        yield Row([Part(fitted(said, canvas.width), "quiet")])
