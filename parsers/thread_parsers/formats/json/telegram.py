"""Telegram: `result.json` of Telegram Desktop, one chat or all chats of an account, each a discussion.

`date` is the clock of the computer that made the export, `date_unixtime` the instant: together they tell the zone. Old
exports have only the first one. Service messages (a call, somebody joined) have an `actor` instead of `from`, which is
null for accounts that are deleted. Answers to a message of another chat name that chat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.telegram import telegram_body
from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.posts import Posts
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import batches, fields, flat, stated
from thread_parsers.formats.json.places import finder
from thread_parsers.formats.json.pull import JsonReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.bodies import Body
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.json import Value

LISTS_OF_CHATS = ("chats", "left_chats")
MEDIA = (
    ("photo", "photo"), ("poll", "poll"), ("location_information", "location"), ("contact_information", "contact"),
    ("game_title", "game"), ("invoice_information", "invoice"), ("giveaway_information", "giveaway"), ("file", "file"),
)  # fmt: skip
"""Members of messages without words, and what they are called; `media_type` is more exact."""
_FIND_WORDS = finder("text", "text_entities", kinds=(object,))
QUARTER_SECONDS, MAX_ZONE_SECONDS = 15 * 60, 14 * 3600
"""Zones are whole quarters of an hour. Any other difference between the two clocks is not a zone."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the chats of a file."""
    export = _Export(discussion)
    yield from export.read()


class _Export:
    """The file."""

    def __init__(self, discussion: Discussion) -> None:
        self._source = discussion.file
        self._reader = JsonReader(discussion.file)
        self._first = Rendering(discussion)
        self._pace = flat.Pace(discussion)

    def read(self) -> Iterator[None]:
        """Read one chat, several in lists, or messages alone."""
        if self._reader.kind == "[":
            yield from self._messages(self._first.part())
        else:
            yield from self._chat(is_export=True)
        self._first.note_damage(self._reader.damaged)

    def _chat(self, *, is_export: bool = False) -> Iterator[None]:
        """Read the object under the cursor: a chat, or an export with lists of chats."""
        reader = self._reader
        rendering: Rendering | None = None
        kind = ""
        for key in reader.members_in_steps():
            yield
            if key == "messages":
                rendering = rendering or self._first.part()
                yield from self._messages(rendering)
            elif key == "name":
                rendering = rendering or self._first.part()
                name = yield from reader.value_in_steps()
                rendering.title(fields.text(name.value), name.start, name.end)
            elif key == "type":
                kind = fields.text((yield from reader.value_in_steps()).value)
            elif is_export and key in LISTS_OF_CHATS:
                yield from self._chats()
            elif key is not None and reader.kind in ("[", "{"):
                start = reader.offset
                yield from reader.skip_in_steps()
                self._first.mark(start, reader.offset, "skipped")
        if rendering is not None and kind and rendering.discussion.article.title_span is None:
            # The saved messages of an account, and chats with an account that is deleted, have no name.
            rendering.title(kind.replace("_", " "), 0, 0)

    def _chats(self) -> Iterator[None]:
        """Read `{"about": ..., "list": [chats]}`."""
        for key in self._reader.members_in_steps():
            yield
            if key == "list":
                for _ in self._reader.items():
                    yield
                    if self._reader.kind == "{":
                        yield from self._chat()
                    else:
                        yield from self._reader.skip_in_steps()

    def _messages(self, rendering: Rendering) -> Iterator[None]:
        yield from self._pace.hold(rendering, self._reader, self._posts)
        yield from rendering.thread()

    def _posts(self, messages: Sequence[Value]) -> Posts:
        objects: list[dict[str, Any]] = [message.value for message in messages]
        keys = ["text" if "text" in values else "text_entities" for values in objects]
        written = [values.get(key) for values, key in zip(objects, keys, strict=True)]
        services = [values.get("type") == "service" for values in objects]
        authors = batches.texts(objects, "from")
        if any(services):
            actors = batches.texts(objects, "actor")
            authors = [
                actor if is_service else author
                for author, actor, is_service in zip(authors, actors, services, strict=True)
            ]
        times, zones = _times(objects)
        return Posts(
            author=authors,
            text=list(map(_words, objects, written)),
            object_span=[(message.start, message.end) for message in messages],
            id=batches.identifiers(objects, "id"),
            parent_id=_parents(objects),
            time=times,
            zone=zones,
            likes=[stated.reactions(values) if "reactions" in values else NO_SCORE for values in objects],
            edited=[_edited(values) if "edited" in values else None for values in objects],
            find_body=[_FIND_WORDS] * len(messages),
        )


def _words(values: dict[str, Any], written: object) -> str | Body:
    """The words of a message; of one without words, what it is."""
    words = written if isinstance(written, str) else telegram_body(written)
    return words if (words if isinstance(words, str) else words.text).strip() else _label(values)


def _parents(objects: Sequence[dict[str, Any]]) -> list[str]:
    """The ids of the messages that others answer, in the same chat."""
    parents = batches.identifiers(objects, "reply_to_message_id")
    return ["" if "reply_to_peer_id" in values else parent for parent, values in zip(parents, objects, strict=True)]


def _times(objects: Sequence[dict[str, Any]]) -> tuple[list[int], list[int | None]]:
    """The times of messages by the clock of the export, and their zones if both clocks are stated."""
    times, zones = batches.iso_times(objects, "date")
    for at, (local, zone, instant) in enumerate(
        zip(times, zones, batches.epochs(objects, "date_unixtime"), strict=True)
    ):
        ahead = local - instant
        if instant == NO_TIME:
            continue
        if zone is None and abs(ahead) <= MAX_ZONE_SECONDS and ahead % QUARTER_SECONDS == 0:
            zones[at] = ahead // 60
        else:
            times[at], zones[at] = instant, 0
    return times, zones


def _edited(values: dict[str, Any]) -> str | None:
    written = fields.text(values, "edited")
    # Old exports have this date on messages that were never edited.
    return written if written and not written.startswith("1970-01-01") else None


def _label(values: dict[str, Any]) -> str:
    """What a message without words is: an action, or media."""
    action = fields.text(values, "action")
    if action:
        return flat.label(action.replace("_", " "), fields.text(values, "title"))
    media = fields.text(values, "media_type") or next((name for key, name in MEDIA if values.get(key)), "")
    return flat.label(
        media.replace("_", " "), fields.text(values, "sticker_emoji"), fields.text(values, "poll", "question")
    )
