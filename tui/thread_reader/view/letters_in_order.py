"""Finding titles by letters in order: `fla` finds `fold all`.

Textual's `fuzzy` tries every way to match and takes tens of milliseconds for some titles; here the first good way is
taken: the letters together, if possible at the beginning of a word, or else each as early as possible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


APART = 2
"""The rank of a match whose letters are not together."""


class Found(NamedTuple):
    """Where the letters are in a title."""

    places: tuple[int, ...]
    """The characters of the title that match, in order."""
    rank: int
    """How good the match is: 0 at the beginning of a word, 1 together, 2 apart."""


def find_letters(letters: str, title: str) -> Found | None:
    """Find letters in a title, whatever their case; blanks among the letters are skipped. None if they are not there
    in this order."""
    # Lower case of one letter for one letter: `casefold` may change the length.
    folded = [char.lower()[:1] for char in title]
    wanted = [char.lower()[:1] for char in letters if not char.isspace()]
    together, text = "".join(char.lower()[:1] for char in letters.strip()), "".join(folded)
    if not wanted:
        return Found((), 0)
    first = text.find(together)
    at_word = f" {text}".find(f" {together}")
    if at_word >= 0 or first >= 0:
        start = at_word if at_word >= 0 else first
        return Found(tuple(range(start, start + len(together))), 0 if at_word >= 0 else 1)
    places: list[int] = []
    at = -1
    for char in wanted:
        try:
            at = folded.index(char, at + 1)
        except ValueError:
            return None
        places.append(at)
    return Found(tuple(places), APART)


def best_found(letters: str, titles: Mapping[str, str]) -> dict[str, Found]:
    """Find letters in titles, by any key. Titles with the letters apart are left out if some have them together."""
    found = {key: match for key, title in titles.items() if (match := find_letters(letters, title)) is not None}
    together = {key: match for key, match in found.items() if match.rank < APART}
    return together or found
