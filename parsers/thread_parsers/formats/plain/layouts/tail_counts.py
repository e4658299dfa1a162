"""The likes and replies that the lines below the words of a comment state."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.formats.plain.counts import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.formats.plain.layouts.page_lines import Line

_LIKES = re.compile(
    r"(?P<before>\d[\d.,]*\s?[kKmM]?)\s*(?:likes?|points?|upvotes?|votes?|reactions?|👍|♥|❤|▲|赞|いいね|喜欢|J['’]aime|"
    r"me gusta|Gefällt mir)"
    r"|(?:likes?|👍|공감|좋아요|赞|点赞|Gefällt mir|J['’]aime)\s*[:(]?(?P<after>\d[\d.,]*\s?[kKmM]?)\)?",
    re.IGNORECASE,
)
_REPLIES = re.compile(
    r"(?P<before>\d{1,7})\s*(?:more )?(?:repl(?:y|ies)|回复|réponses?|antworten|respuestas?)"
    r"|(?:reply|replies|回复|답글)\s*\(?(?P<after>\d{1,7})\)?",
    re.IGNORECASE,
)
_COUNTED_WORDS = re.compile(
    "like|point|vote|reaction|aime|gusta|gefällt|repl|antwort|ponse|puesta|[👍♥❤▲赞い喜공좋点回답]"
)
"""What both patterns have, in small letters: a quick test for times and other lines."""
_REACTION = re.compile(
    r"(?:reactions?|reaktionen|réactions?|reacciones|reazioni|реакции|likes?|gefällt)\s?:\s?\S.{0,200}"
    r"|.{1,160}\s(?:reacted to this|(?:likes?|liked|loves?) (?:this|your)(?: (?:post|comment|answer))?"
    r"|gefällt (?:das|dies(?:er beitrag)?)|aiment? (?:ça|ceci)|les gusta (?:esto|este mensaje))[.!]?",
    re.IGNORECASE,
)
"""Who liked a comment: XenForo, Invision, Discourse."""
_REACTED = re.compile("rea[ckz]|réact|реакц|like|love|gef|aime|gusta")
"""What all of these have, in small letters."""
_VOTE_BUTTON = re.compile(r"(?:upvotes?|vote up|likes?|👍|▲|⬆)\W*", re.IGNORECASE)


def is_reaction(text: str) -> bool:
    """Whether a line says who liked a comment: "Reactions: Ann, Bob and 2 others"."""
    return len(text) <= 240 and bool(_REACTED.search(text.lower()) and _REACTION.fullmatch(text))


def first_counts(lines: Sequence[Line]) -> tuple[int, int]:
    """(likes, replies) of the lines below the words of a comment; NO_SCORE and -1 for what they do not say."""
    likes, replies, alone = NO_SCORE, -1, NO_SCORE
    vote_at = next((at for at, line in enumerate(lines) if _VOTE_BUTTON.fullmatch(line.text)), None)
    if vote_at is not None:
        # A number below the button is the score; without one only a line that says so states it: "62 likes".
        beside = lines[vote_at + 1 : vote_at + 2]
        if beside and beside[0].is_number:
            return number(beside[0].text), -1
    for line in lines:
        if len(line.text) > 80:
            continue
        is_counted = _COUNTED_WORDS.search(line.text.lower()) is not None
        liked = _LIKES.search(line.text) if is_counted else None
        replied = _REPLIES.search(line.text) if is_counted else None
        if liked and likes == NO_SCORE:
            likes = number(liked["before"] or liked["after"])
        if replied and replies < 0:
            replies = number(replied["before"] or replied["after"])
        if line.is_number and alone == NO_SCORE and vote_at is None:
            alone = number(line.text)
    return (likes if likes != NO_SCORE else alone), replies
