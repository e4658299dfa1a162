"""The table of formats, the plug-ins, and the choice of the format that a source looks like most.

Adding a built-in format is a module and a row of `FORMATS`. A module is imported when its formats are tried: most pages
are of one of the first, or of the last. Packages add theirs through the entry point group
`thread_reader.formats`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, overload

from thread_parsers.discussion.receipt import Note
from thread_parsers.errors import DiscussionError, UnknownFormat, described
from thread_parsers.formats import Format, Likeness
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.formats.near import Near
    from thread_parsers.source.source import Source


@cache
def _formats_of(row: str) -> tuple[Format, ...]:
    """The format, or the formats, that a row of the table names."""
    module, _, name = row.partition(":")
    found = getattr(import_module(f"thread_parsers.formats.{module}"), name)
    return (found,) if isinstance(found, Format) else tuple(found)


class FormatTable(Sequence[Format]):
    """Formats by the modules that have them, which are imported when they are reached."""

    def __init__(self, *rows: str) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[Format]:
        return chain.from_iterable(map(_formats_of, self._rows))

    def __len__(self) -> int:
        return sum(map(len, map(_formats_of, self._rows)))

    @overload
    def __getitem__(self, at: int) -> Format: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Format]: ...
    def __getitem__(self, at: int | slice) -> Format | Sequence[Format]:
        if at == -1:  # needs none of the others
            return _formats_of(self._rows[-1])[-1]
        return tuple(self)[at]


FORMATS: Sequence[Format] = FormatTable(
    "gate.gate:GATE",
    "json.families:JSON_FORMATS",
    "xml.families:XML_FORMATS",
    "html.families:HTML_FORMATS",
    "mail.families:MAIL",
    "wikitext.wikitext:WIKITEXT",
    "clipped.clipped:CLIPPED",
    "table.table:TABLE",
    "captions.captions:CAPTIONS",
    "chat.chat:CHAT",
    "plain.plain:PLAIN",
)
"""The built-in formats, in the order in which they are tried. The last one reads any text."""

FROM_DOCUMENTATION = frozenset({
    "activitypub", "bbpress", "bdfr", "blogger-list", "captions", "discord-page", "discord-tracker", "discuz",
    "disqus-page", "drupal-page", "flarum", "flarum-page", "fluxbb", "gate-page", "giscus-page", "gitea-page",
    "hackernews-old-page", "hackernews-search", "invision", "lwn-page", "mastodon-page", "matrix", "mattermost",
    "messenger", "microdata", "mybb", "nodebb", "phpbb-tables", "phpbb-two", "punbb", "remark42", "slashdot-page",
    "smf", "table", "talk-page",
    "telegram-page", "twitter", "wordpress-list", "xenforo-profile", "youtube-page", "yt-dlp",
})  # fmt: skip
"""Formats written from documentation: no real file was found to check them with."""

GROUP = "thread_reader.formats"
"""The entry point group of plug-ins."""

CERTAIN_SCORE = 0.9
"""A built-in format with this score is taken at once, without trying the rest of the table or the plug-ins."""
SURE_SCORE = 0.7
"""Above this score, the format that reads any text and the plug-ins are not tried. Scores are comparable: 0.9 and more
for the signs of a format in the places where they belong and more than once, 0.7 to 0.9 for one such place, up to 0.6
for a shape that many kinds of text have."""

UNJUDGED = Likeness(0.1, "")
"""For the format that reads any text where no other one is likely. It states its reason when it has read the page."""


@cache
def plugins() -> tuple[tuple[Format, ...], tuple[str, ...]]:
    """The formats of plug-ins, and one message for each that could not be loaded. Does not raise."""
    from importlib.metadata import entry_points  # slow to import, and needed only where no built-in format is sure

    formats: list[Format] = []
    failures: list[str] = []
    for entry in entry_points(group=GROUP):
        try:
            loaded = entry.load()
        except Exception as error:
            failures.append(f"the format {entry.name} could not be loaded: {described(error)}")
            continue
        if isinstance(loaded, Format):
            formats.append(loaded)
        else:
            failures.append(f"the format {entry.name} is not a Format but {type(loaded).__name__}")
    return tuple(formats), tuple(failures)


def all_formats() -> tuple[Format, ...]:
    """The built-in formats, then those of plug-ins."""
    return (*FORMATS, *plugins()[0])


def named(name: str) -> Format:
    """The format with a name. Raises UnknownFormat."""
    known = all_formats()
    for format_ in known:
        if format_.name == name:
            return format_
    raise UnknownFormat(name, tuple(format_.name for format_ in known))


def judge(source: Source) -> list[tuple[Format, Likeness]]:
    """Every format with its likeness to a source, highest score first; the order of the table decides a tie."""
    judged = [(format_, likeness(format_, source, [])) for format_ in all_formats()]
    return sorted(judged, key=lambda pair: -pair[1].score)


def likeliest(source: Source, notes: list[Note]) -> tuple[Format, Likeness]:
    """The same as `likeliest_in_steps`, at once."""
    return run_to_end(likeliest_in_steps(source, notes))


def likeliest_in_steps(source: Source, notes: list[Note]) -> Generator[None, None, tuple[Format, Likeness]]:
    """The first built-in format that is certain; without one, the format with the highest score. The last built-in
    format and the plug-ins are judged only if no other one is sure, and the last one only if there is a choice.
    Appends a note for each format that failed."""
    judged: list[tuple[Format, Likeness]] = []
    for format_ in FORMATS:
        if format_ is FORMATS[-1]:
            best = max(found.score for _, found in judged)
            if best >= SURE_SCORE:
                break
            if not best and not any(plugins()):
                return format_, UNJUDGED  # nothing else can win; judging it is a part of reading it
        found = yield from likeness_in_steps(format_, source, notes)
        yield
        if found.score >= CERTAIN_SCORE:
            return format_, found
        judged.append((format_, found))
    else:
        others, failures = plugins()
        notes += [Note("plug-in", failure) for failure in failures]
        for format_ in others:
            judged.append((format_, (yield from likeness_in_steps(format_, source, notes))))
    return max(judged, key=lambda pair: pair[1].score)


def near_lines(format_: Format, source: Source) -> Generator[None, None, list[Near]]:
    """The lines of a source that almost begin a comment of a format; none where it fails or does not list them."""
    found: list[Near] = []
    try:
        for line in format_.near(source) if format_.near is not None else ():
            if line is None:
                yield
            else:
                found.append(line)
    except (DiscussionError, MemoryError):
        raise
    except Exception:
        return []
    return found


def likeness(format_: Format, source: Source, notes: list[Note]) -> Likeness:
    """The likeness of a source to a format, with a score from 0 to 1; a score of 0 and a note where the format fails.
    Raises DiscussionError where the source itself cannot be read."""
    return run_to_end(likeness_in_steps(format_, source, notes))


def likeness_in_steps(format_: Format, source: Source, notes: list[Note]) -> Generator[None, None, Likeness]:
    """The same as `likeness`, with a yield every few milliseconds."""
    in_steps = format_.likeness_in_steps
    try:
        found = (yield from in_steps(source)) if in_steps else format_.likeness(source)
        return Likeness(max(0.0, min(1.0, found.score)), str(found.reason), found.comments_after)
    except (DiscussionError, MemoryError):
        raise
    except Exception as error:
        note = fault(format_, "could not judge the page", error)
        notes.append(note)
        return Likeness(0.0, note.text)


def fault(format_: Format, what: str, error: Exception) -> Note:
    """The note of the receipt for a format that raised an error. A faulty format must not keep a page from opening."""
    kind = "internal error" if format_ in FORMATS else "plug-in"
    return Note(kind, f"the format {format_.name} {what}: {described(error)}")
