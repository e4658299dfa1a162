"""What stands around the comments of a Gate page: navigation, banner, article, counters; title, repeat, trailers.

The article is what is left between the navigation and the counters. Where the page brings it a second time after the
last comment, that repeat tells where it begins, and the line before the repeat is the title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.gate_labels import NAVIGATION, TRAILERS, texts
from thread_parsers.receipt import Note, Span

if TYPE_CHECKING:
    from thread_parsers.receipt import Kind
    from thread_parsers.source import Source
    from thread_parsers.tree import Discussion


class Line(NamedTuple):
    """A line of the page: where it begins, one past its line feed, and its words without blanks around them."""

    start: int
    end: int
    words: str


def _one_of(*roles: str) -> str:
    return "|".join(re.escape(text) for text in texts(*roles))


BOX = re.compile(r"[0-9]{1,5}/[0-9]{2,5}")
"""The letter counter of the comment box."""
LIKES = re.compile(
    rf"([0-9][0-9,]{{0,14}})\s*(?:{_one_of('likes')})|(?:{_one_of('likes')})\s*[:：]?\s*([0-9][0-9,]{{0,14}})"
)
NUMBER = re.compile(r"[0-9][0-9,]{0,14}")
BUTTON = re.compile(_one_of("original", "reward", "button", "empty"))
REWARD = re.compile(_one_of("reward"))
EMPTY = re.compile(_one_of("empty"))
DISCLAIMER = texts("disclaimer")
BANNER_FIRST, BANNER_LAST = "🎉", re.compile(r"Details:\s*https?://\S+")
"""How an event banner begins and ends, where no repeat tells it from the article."""
SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
FEWEST_LABELS = 3
"""Lines of navigation that must follow one another to be it."""
MOST_STEPS = 200_000
"""Comparisons in the search for the repeat, which a hostile page could make many."""


def lines_of(source: Source, start: int, end: int) -> list[Line]:
    """The lines between two offsets."""
    found, at = [], start
    for piece in source.read(start, end).split(b"\n"):
        after = min(at + len(piece) + 1, end)
        if after > at:
            found.append(Line(at, after, piece.decode("utf-8", "surrogateescape").strip()))
        at = after
    return found


def read_ahead(discussion: Discussion, end: int) -> None:
    """Take what stands ahead of the first comment, or all of a page without comments."""
    lines = lines_of(discussion.source, 0, end)
    if end < discussion.source.size or len(discussion.columns):
        _take_article(discussion, lines, _Tail([], 0))
        return
    last = max(
        (at for at, line in enumerate(lines) if BOX.fullmatch(line.words) or EMPTY.fullmatch(line.words)), default=-1
    )
    ahead, behind = lines[: last + 1], lines[last + 1 :]
    tail = _tail(ahead, behind, glued=False)
    _take_article(discussion, ahead, tail)
    discussion.receipt.around += tail.spans


def read_after(discussion: Discussion, first_comment: int, last_body: int) -> int:
    """Take what stands after the last comment, whose body begins at `last_body`: where that comment ends."""
    from thread_parsers.formats.gate import FOOTER

    source = discussion.source
    ahead = lines_of(source, 0, first_comment)
    behind = lines_of(source, last_body, source.size)
    footers = [at for at, line in enumerate(behind) if FOOTER.fullmatch(line.words.encode("utf-8", "surrogateescape"))]
    after_footer = footers[-1] + 1 if footers else 0
    tail = _tail(ahead, behind[after_footer:], glued=not footers)
    discussion.receipt.around.clear()
    _take_article(discussion, ahead, tail)
    discussion.receipt.around += tail.spans
    return tail.spans[0].start if tail.spans else source.size


class _Tail:
    """What was found after the last comment."""

    def __init__(self, spans: list[Span], repeated: int, title: Line | None = None) -> None:
        self.spans = spans
        self.repeated = repeated
        """Paragraphs of the article that come a second time: the last ones."""
        self.title = title


def _tail(ahead: list[Line], behind: list[Line], *, glued: bool) -> _Tail:
    """Tell title, repeat and trailers apart. `glued`: the body of the last comment may stand before them."""
    article = _candidates(ahead)
    start, count = _repeat(article, behind)
    if count:
        title_at = _title_before(article, behind, start, count, glued=glued)
        cut = start if title_at is None else title_at
        if title_at == start:
            start, count = start + 1, count - 1
        again = title_at is not None and any(line.words == behind[title_at].words for line in article[:-count])
        words, end = 0, start
        while words < count:
            words += bool(behind[end].words)
            end += 1
        spans = _spans(behind[cut:start], "repeat" if again else "title")
        spans += _spans(behind[start:end], "repeat") + _spans(behind[end:], "furniture")
        if not glued and cut:
            spans = _spans(behind[:cut], "furniture") + spans
        return _Tail(spans, count, behind[title_at] if title_at is not None else None)
    trailer = _trailer(behind) if glued else 0
    return _Tail(_spans(behind[trailer:], "furniture"), 0)


def _repeat(article: list[Line], behind: list[Line]) -> tuple[int, int]:
    """Where the article comes a second time: the first line of it in `behind`, and how many paragraphs; 0 for none."""
    if not article:
        return 0, 0
    wordy = [at for at, line in enumerate(behind) if line.words]
    best, best_count, steps = 0, 0, 0
    for place in range(len(wordy) - 1, -1, -1):
        if behind[wordy[place]].words != article[-1].words:
            continue
        count = 0
        while count < min(len(article), place + 1) and behind[wordy[place - count]].words == article[-1 - count].words:
            count += 1
        steps += count
        ends = place + 1 == len(wordy) or _begins_trailer(behind, wordy[place + 1])
        if count > best_count and (ends or count > 1):
            best, best_count = wordy[place - count + 1], count
        if best_count == len(article) or steps > MOST_STEPS:
            break
    return best, best_count


def _title_before(article: list[Line], behind: list[Line], start: int, count: int, *, glued: bool) -> int | None:
    """The line of `behind` that is the title: the one before the repeat, or the first one of it where that reads
    like a title and the line before is somebody's. None where there is none."""
    before = [at for at in range(start) if behind[at].words]
    if (glued or not before) and _is_title(article[-count:]):
        return start
    if not before:
        return None
    extras = article[: len(article) - count]
    one_title_ahead = len(extras) == 1 and extras[0].words != behind[before[-1]].words
    return None if glued and one_title_ahead else before[-1]


def _trailer(behind: list[Line]) -> int:
    return next((at for at in range(len(behind)) if _begins_trailer(behind, at)), len(behind))


def _begins_trailer(behind: list[Line], at: int) -> bool:
    if behind[at].words not in TRAILERS:
        return False
    after = next((line.words for line in behind[at + 1 :] if line.words), "View More")
    return after == "View More" or after.startswith("#")


def _spans(lines: list[Line], kind: Kind) -> list[Span]:
    return [Span(line.start, line.end, kind if line.words else "blank") for line in lines]


def _candidates(ahead: list[Line]) -> list[Line]:
    """The lines that may be the article: after the navigation, before the counters, blank ones left out."""
    return [line for line in ahead[_after_navigation(ahead) : _before_counters(ahead)] if line.words]


def _after_navigation(ahead: list[Line]) -> int:
    at = 0
    while at < len(ahead) and (not ahead[at].words or ahead[at].words in NAVIGATION):
        at += 1
    return at if at >= FEWEST_LABELS else 0


def _before_counters(ahead: list[Line]) -> int:
    at = len(ahead)
    while at and _is_counter(ahead[at - 1].words):
        at -= 1
    return at


def _is_counter(words: str) -> bool:
    words = words.removeprefix("•").strip()
    return (
        not words
        or words.startswith(DISCLAIMER)
        or any(shape.fullmatch(words) for shape in (BUTTON, NUMBER, LIKES, BOX))
    )


def _take_article(discussion: Discussion, ahead: list[Line], tail: _Tail) -> None:
    """Put title, paragraphs and counters in their places, and what every line is into the receipt."""
    article, spans = discussion.article, discussion.receipt.around
    counters = _before_counters(ahead)
    candidates = _candidates(ahead)
    paragraphs = candidates[-tail.repeated :] if tail.repeated else _without_banner(candidates)
    title = tail.title
    if title is None:
        before = candidates[: len(candidates) - len(paragraphs)]
        if tail.repeated and len(before) == 1:
            title = before[0]
        elif not tail.repeated and _is_title(paragraphs):
            title, paragraphs = paragraphs[0], paragraphs[1:]
    is_article = {line.start for line in paragraphs}
    for at, line in enumerate(ahead):
        spans.append(Span(line.start, line.end, _kind(line, at, counters, is_article, title)))
    article.paragraph_spans = [_words_span(discussion.source, line) for line in paragraphs]
    article.title_span = _words_span(discussion.source, title) if title else None
    _take_counters(discussion, ahead[counters:])
    unexplained = [
        line for line in candidates if line.start not in is_article and (title is None or line.words != title.words)
    ]
    if tail.repeated and unexplained:
        words = f"{len(unexplained)} lines ahead of the article do not come again with it: taken for a banner"
        discussion.receipt.notes.append(Note("banner", words, discussion.source.line_at(unexplained[0].start)))


def _kind(line: Line, at: int, counters: int, is_article: set[int], title: Line | None) -> Kind:
    if not line.words:
        return "blank"
    if at >= counters:
        bare = line.words.removeprefix("•").strip()
        return "engagement" if NUMBER.fullmatch(bare) or LIKES.fullmatch(bare) else "furniture"
    if line.start in is_article:
        return "article"
    return "title" if title is not None and line.words == title.words else "furniture"


def _without_banner(lines: list[Line]) -> list[Line]:
    if lines and lines[0].words.startswith(BANNER_FIRST):
        for at, line in enumerate(lines[:20]):
            if BANNER_LAST.fullmatch(line.words):
                return lines[at + 1 :]
    return lines


def _is_title(lines: list[Line]) -> bool:
    return (
        len(lines) > 1 and not SENTENCE_END.search(lines[0].words) and SENTENCE_END.search(lines[1].words) is not None
    )


def _words_span(source: Source, line: Line) -> tuple[int, int]:
    raw = source.read(line.start, line.end)
    start = line.start + len(raw) - len(raw.lstrip())
    return start, line.start + len(raw.rstrip())


def _take_counters(discussion: Discussion, counters: list[Line]) -> None:
    """Likes and comments that the page declares: `16 Likes`, and the numbers after the reward button."""
    engagement = discussion.engagement
    engagement.likes = engagement.comments = None
    words = [line.words.removeprefix("•").strip() for line in counters if line.words]
    for text in words:
        liked = LIKES.fullmatch(text)
        if liked:
            engagement.likes = _number(liked[1] or liked[2])
    at = next((at for at, text in enumerate(words) if REWARD.fullmatch(text)), None)
    numbers: list[int] = []
    while at is not None and at + 1 < len(words) and NUMBER.fullmatch(words[at + 1]):
        numbers.append(_number(words[at + 1]))
        at += 1
    if len(numbers) > 1:
        engagement.likes = numbers[0] if engagement.likes is None else engagement.likes
        engagement.comments = numbers[1]
    elif len(numbers) == 1 and engagement.likes is None:
        engagement.likes = numbers[0]
    discussion.receipt.declared_comments = engagement.comments


def _number(text: str) -> int:
    return int(text.replace(",", ""))
