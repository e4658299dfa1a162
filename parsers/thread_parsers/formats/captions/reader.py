"""Captions of meetings: judging and reading them. Each cue is a comment, or several if it has several voices."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats import Likeness
from thread_parsers.formats.captions.cues import MAX_CUE_BYTES, cues
from thread_parsers.formats.chat.names import without_badge
from thread_parsers.source.source import BufferSource
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

SCORE = 0.85
JUDGED_BYTES = 1 << 13
MAX_JUDGED = 50
"""Cues that are judged."""
MIN_CUES, MIN_SHARE, MIN_SPEAKERS = 3, 0.8, 2
SLICE_CUES = 32
"""Cues between two yields."""


def likeness(source: Source) -> Likeness:
    """How much a source looks like captions with speakers."""
    sample = BufferSource(source.read(0, JUDGED_BYTES), source.name)
    judged = list(islice(filter(None, cues(sample)), MAX_JUDGED))
    speakers = [cue.speaker for cue in judged if cue.speaker]
    before_colons = [cue.speaker for cue in judged if cue.speaker and not cue.by_tag]
    if 2 * sum(map(str.isupper, before_colons)) > len(before_colons):
        return Likeness(0.0, "captions with speakers in capitals, as in films")
    if len(judged) < MIN_CUES or len(speakers) < MIN_SHARE * len(judged):
        return Likeness(0.0, "captions that do not say who speaks")
    if not MIN_SPEAKERS <= len(set(speakers)) < len(speakers):
        return Likeness(0.0, "captions without speakers who speak again")
    return Likeness(SCORE, f"captions: {counted(len(judged), 'cue')} of {counted(len(set(speakers)), 'speaker')}")


def read(discussion: Discussion) -> Iterator[None]:
    """Fill the discussion. A cue that does not say who speaks belongs to the previous speaker."""
    rendering = Rendering(discussion, has_lines=True)
    speaker, end, left_out, inferred = "", 0, 0, 0
    for number, cue in enumerate(cues(discussion.file), 1):
        if cue is None or number % SLICE_CUES == 0:
            yield
        if cue is None:
            continue
        if cue.start > end:
            rendering.mark(end, cue.start, "furniture")
        end = cue.end
        speaker = cue.speaker or speaker
        if not cue.words:
            rendering.mark(cue.start, cue.end, "skipped" if cue.words is None else "furniture")
            left_out += cue.words is None
            continue
        inferred += bool(speaker and not cue.speaker)
        name, badge = without_badge(speaker)
        span = (cue.start, cue.end)
        rendering.add(Post(author=name, badge=badge, text=cue.words, time_text=cue.clock, object_span=span))
        discussion.bytes_read = cue.end
    if inferred:
        rendering.note("inferred authors", f"{counted(inferred, 'author')} inferred from the previous cue")
    if left_out:
        rendering.note("format", f"{counted(left_out, 'cue')} of more than {MAX_CUE_BYTES >> 10} KiB left out")
    if end < discussion.file.size:
        rendering.mark(end, discussion.file.size, "furniture")
