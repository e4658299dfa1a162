"""The list of completions above the filter prompt: what it offers for the word at the cursor, and what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.query import FIELDS, completions, word_at
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query import Completion

MEANINGS = {f"{field.name}:": field.title for field in FIELDS} | {
    "AND": "both in one segment",
    "OR": "either",
    "NOT": "comments without a match",
}
"""What fields and operators mean, beside them in the list."""


class Completions:
    """The completions of the word at the cursor. Nothing is offered for an empty word, nor for a text that was not
    typed: the one that the prompt opened with, or one from the history."""

    def __init__(self, discussion: Discussion, text: str) -> None:
        self._discussion = discussion
        self._choices: Sequence[Completion] = ()
        self.chosen: int | None = None
        """The number of the choice that was put into the text."""
        self._followed = (text, len(text))
        """The text and the cursor that the choices are for."""
        self._start = 0
        """Where the word begins that a choice replaces; it ends at the cursor."""

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Each choice, and what it means or how many comments it finds."""
        counts = (choice.comments for choice in self._choices)
        digits = max((len(f"{count:,}") for count in counts if count is not None), default=0)
        return [(choice.text, _beside(choice, digits)) for choice in self._choices]

    def hide(self, text: str, cursor: int) -> None:
        """Offer nothing for this text until it is changed."""
        self._followed, self._choices, self.chosen = (text, cursor), (), None

    def follow(self, text: str, cursor: int) -> None:
        """The text or the cursor may have changed: offer what fits there."""
        if (text, cursor) == self._followed:
            return
        self.hide(text, cursor)
        start, end = word_at(text, cursor)
        # At the end of the word: inside it, a list would be in the way of the arrows that move along the text.
        if start < cursor == end:
            self._offer(text, cursor)

    def _offer(self, text: str, cursor: int) -> None:
        self._start = word_at(text, cursor)[0]
        choices = completions(text, cursor, self._discussion)
        is_typed = [choice.text for choice in choices] == [text[self._start : cursor]]
        self._choices = () if is_typed else choices

    def choose(self, step: int, text: str, cursor: int) -> tuple[str, int]:
        """Return the text and the cursor with the next choice in it, or the previous one if `step` is negative.
        A single choice is accepted: what can follow it is offered next."""
        if not self._choices:
            self._offer(text, cursor)
        count = len(self._choices)
        if not count:
            return text, cursor
        number = (self.chosen + step) % count if self.chosen is not None else (0 if step > 0 else count - 1)
        if count == 1:
            return self.accept(number, text, cursor)
        self.chosen, self._followed = number, self._with_choice(number, text, cursor)
        return self._followed

    def accept(self, number: int, text: str, cursor: int) -> tuple[str, int]:
        """Return the text and the cursor with a choice in it; what can follow it is offered next."""
        accepted = self._with_choice(number, text, cursor)
        self.follow(*accepted)
        return accepted

    def _with_choice(self, number: int, text: str, cursor: int) -> tuple[str, int]:
        choice = self._choices[number].text
        return text[: self._start] + choice + text[cursor:], self._start + len(choice)


def _beside(choice: Completion, digits: int) -> str:
    """What stands beside a choice. Numbers of comments end in one column."""
    if choice.comments is None:
        return MEANINGS.get(choice.text, "")
    return " " * (digits - len(f"{choice.comments:,}")) + counted(choice.comments, "comment")
