"""Texts of real words in several languages, with punctuation, links and line breaks.

Deterministic: the same seed makes the same texts.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from words import ENGLISH, Vocabulary, vocabulary

EMOJI = ("😀", "👍", "🚢", "❤️", "😂", "🤔", "🎉")
CURLY = str.maketrans({"'": "\u2019"})
TYPICAL_WORDS = 26.0
MOST_WORDS = 900
_PARTICLES = ("の", "は", "が", "を", "に", "で", "と", "も", "から", "まで", "、")


class Style(NamedTuple):
    """How a language makes sentences of words."""

    between: str
    """What is between two words."""
    comma: str
    ends: tuple[str, str, str]
    """Of a statement, an exclamation and a question."""
    words: float
    """The median number of words of a sentence; half of them have from 0.65 to 1.5 times as many."""
    quotes: str


STYLES = {
    "english": Style(" ", ", ", (". ", "! ", "? "), 13, '""'),
    "german": Style(" ", ", ", (". ", "! ", "? "), 11, "„“"),
    "chinese": Style("", "，", ("。", "！", "？"), 12, "“”"),
    "japanese": Style("", "、", ("。", "！", "？"), 8, "「」"),
}
MIXED = {"english": 88, "german": 8, "chinese": 4}
"""Comments in a hundred of each language in a discussion of several."""
FIGURES = ("$19 million", "45%", "3.5 km", "1,200 people", "2019", "€ 7.50", "12:30", "300", "2 hours", "0.8 tons")


class Sentences:
    """Texts of the lengths that comments have: half of them under 30 words, some of several hundred."""

    def __init__(self, seed: int, language: str = "") -> None:
        """`language`: a row of STYLES; without one they are mixed."""
        self.chance = random.Random(seed)
        self._shares = {language: 1} if language else MIXED
        self._words = {name: Vocabulary(vocabulary(name), seed) for name in self._shares}

    def text(self, typical_words: float = TYPICAL_WORDS, figures: float = 0.02, most: int = MOST_WORDS) -> str:
        """One text, of one or more sentences and paragraphs. `typical_words`: the median of their number; `figures`:
        the share of words that a number follows."""
        chance = self.chance
        (language,) = chance.choices(list(self._shares), list(self._shares.values()))
        style, left = STYLES[language], max(1, min(most, int(chance.lognormvariate(0, 0.9) * typical_words)))
        pieces: list[str] = []
        while left > 0:
            size = max(1, min(left, 60, int(chance.lognormvariate(0, 0.6) * style.words)))
            left -= size
            pieces.append(self._sentence(language, size, figures))
            (end,) = chance.choices((*style.ends, "…\n", ".\n\n"), (70, 8, 10, 2, 10))
            pieces.append(style.ends[0].strip() + "\n\n" if end == ".\n\n" else end)
        return "".join((*pieces, self._closing(style))).strip()

    def name(self, people: int) -> str:
        """The name of one of so many people. A few of them write most."""
        number = int(people * self.chance.random() ** 3)
        return f"{ENGLISH[number % 571]}_{ENGLISH[number * 7 % 563]}{number or ''}"

    def _sentence(self, language: str, size: int, figures: float) -> str:
        chance, style = self.chance, STYLES[language]
        words = self._words[language].draw(size)
        if language == "japanese":
            words = [word + chance.choice(_PARTICLES) for word in words[:-1]] + [words[-1] + "です"]
        for at in range(size):
            if chance.random() < figures:
                words[at] += f"{style.between}{chance.choice(FIGURES)}"
        if size > 9 and chance.random() < 0.7:
            at = chance.randrange(3, size - 3)
            words[at : at + 2] = [words[at] + style.comma + words[at + 1]]
        if size > 6 and chance.random() < 0.05:
            words[2] = style.quotes[0] + words[2] + style.quotes[1]
        sentence = style.between.join(words)
        return sentence[0].upper() + sentence[1:]

    def _closing(self, style: Style) -> str:
        """What some texts end with: an address, an emoji, or words with an apostrophe."""
        chance, end = self.chance, self.chance.random()
        if end < 0.05:
            return f"https://example.org/{chance.choice(ENGLISH)}/{chance.randrange(9999)}?a=1&b=2"
        if end < 0.12:
            return chance.choice(EMOJI)
        if end < 0.22 and style.between:
            return "I don't know, it's \"fine\"".translate(CURLY if end < 0.16 else {})
        return ""
