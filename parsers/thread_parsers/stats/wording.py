"""Terms and phrases together: chosen from a sample, then found in all comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.sampling import article_texts
from thread_parsers.stats.phrases import Phrase, PhraseChooser, heaviest_phrases
from thread_parsers.stats.scan.finder import Finder
from thread_parsers.stats.terms import Term, TermChooser, heaviest_terms

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.text.search_text import SearchText


class TermsAndPhrases:
    """Terms and phrases: chosen from a sample, then found in all comments by one finder."""

    def __init__(self) -> None:
        self._terms, self._phrases = TermChooser(), PhraseChooser()
        self._chosen_terms: list[SearchText] = []
        self._chosen_phrases: list[SearchText] = []
        self.finder = Finder([])
        """Finds the chosen terms and phrases; finds nothing before `choose`."""

    @property
    def chosen(self) -> list[SearchText]:
        """What was chosen, each text once."""
        return list(self.finder.rows)

    def choose(self, discussion: Discussion, sample: Sequence[int]) -> Iterator[None]:
        """Choose what the finder looks for, from a sample of the rows."""
        yield from self._read_article((yield from article_texts(discussion)))
        yield from self._terms.read_sample(discussion, sample)
        self._chosen_terms = yield from self._terms.chosen()
        yield from self._phrases.read_sample(discussion, sample)
        self._chosen_phrases = yield from self._phrases.chosen()
        self.finder = Finder([*self._chosen_terms, *self._chosen_phrases])
        yield

    def choose_from(
        self, comments: Sequence[tuple[str, Sequence[str]]], articles: Iterable[Sequence[str]], *, is_of_one: bool
    ) -> Iterator[None]:
        """The same from the authors and texts of sampled comments, and the texts of the articles that they are on.
        `is_of_one`: nobody else wrote in these discussions."""
        for texts in articles:
            yield from self._read_article(texts)
        by_author = sorted(comments, key=lambda comment: comment[0])
        yield from self._terms.read_comments(by_author, is_of_one=is_of_one)
        self._chosen_terms = yield from self._terms.chosen()
        yield from self._phrases.read_comments(comments)
        self._chosen_phrases = yield from self._phrases.chosen()
        self.finder = Finder([*self._chosen_terms, *self._chosen_phrases])
        yield

    def result(self, discussion: Discussion) -> Generator[None, None, tuple[tuple[Term, ...], tuple[Phrase, ...]]]:
        """Terms and phrases, counted in the comments that the finder has seen."""
        terms = yield from self._terms.result(discussion, self.finder, self._chosen_terms)
        phrases = yield from self._phrases.result(discussion, self.finder, self._chosen_phrases)
        return terms, phrases

    def totals(self, uses: Mapping[str, tuple[int, int]]) -> tuple[tuple[Term, ...], tuple[Phrase, ...]]:
        """Terms and phrases from counts: each text to the people who use it, and the comments that have it."""
        terms = [self._terms.term(each, *uses.get(each.text, (0, 0))) for each in self._chosen_terms]
        phrases = [self._phrases.phrase(each, *uses.get(each.text, (0, 0))) for each in self._chosen_phrases]
        return heaviest_terms(terms), heaviest_phrases(phrases)

    def _read_article(self, texts: Sequence[str]) -> Iterator[None]:
        yield from self._terms.read_article(texts)
        self._phrases.read_article(texts)
