"""Telegram: `result.json` of Telegram Desktop, one chat or all chats of an account, each a discussion.

`date` is the clock of the computer that made the export, `date_unixtime` the instant: together they tell the zone. Old
exports have only the first one. Service messages (a call, somebody joined) have an `actor` instead of `from`, which is
null for accounts that are deleted. Answers to a message of another chat name that chat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.telegram import telegram_body
from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, flat, stated
from thread_parsers.formats.json.places import place
from thread_parsers.formats.json.pull import JsonReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.json import Value

LISTS_OF_CHATS = ("chats", "left_chats")
MEDIA = (
    ("photo", "photo"), ("poll", "poll"), ("location_information", "location"), ("contact_information", "contact"),
    ("game_title", "game"), ("invoice_information", "invoice"), ("giveaway_information", "giveaway"), ("file", "file"),
)  # fmt: skip
"""Members of messages without words, and what they are called; `media_type` is more exact."""
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
        for key in reader.members():
            yield
            if key == "messages":
                rendering = rendering or self._first.part()
                yield from self._messages(rendering)
            elif key == "name":
                rendering = rendering or self._first.part()
                name = reader.value()
                rendering.title(fields.text(name.value), name.start, name.end)
            elif key == "type":
                kind = fields.text(reader.value().value)
            elif is_export and key in LISTS_OF_CHATS:
                yield from self._chats()
            elif reader.kind in ("[", "{"):
                start = reader.offset
                yield from reader.skip_in_steps()
                self._first.mark(start, reader.offset, "skipped")
        if rendering is not None and kind and rendering.discussion.article.title_span is None:
            # The saved messages of an account, and chats with an account that is deleted, have no name.
            rendering.title(kind.replace("_", " "), 0, 0)

    def _chats(self) -> Iterator[None]:
        """Read `{"about": ..., "list": [chats]}`."""
        for key in self._reader.members():
            yield
            if key == "list":
                for _ in self._reader.items():
                    yield
                    yield from self._chat()

    def _messages(self, rendering: Rendering) -> Iterator[None]:
        yield from self._pace.hold(rendering, self._reader.objects(), self._post)
        yield from rendering.thread()

    def _post(self, message: Value) -> Post:
        values: dict[str, Any] = message.value
        key = "text" if "text" in values else "text_entities"
        text = values.get(key)
        words = text if isinstance(text, str) else telegram_body(text)
        time, zone = _time(values)
        is_service = values.get("type") == "service"
        return Post(
            author=fields.text(values, "actor" if is_service else "from"),
            text=words if (words if isinstance(words, str) else words.text).strip() else _label(values),
            id=fields.identifier(values, "id"),
            parent_id="" if "reply_to_peer_id" in values else fields.identifier(values, "reply_to_message_id"),
            time=time,
            zone=zone,
            likes=stated.reactions(values) if "reactions" in values else NO_SCORE,
            edited=_edited(values) if "edited" in values else None,
            object_span=(message.start, message.end),
            body_span=place(self._source, message, key, text),
        )


def _time(values: dict[str, Any]) -> tuple[int, int | None]:
    """The time of a message by the clock of the export, and its zone if both clocks are stated."""
    local, zone = fields.iso_time(values, "date") or (NO_TIME, None)
    instant = fields.epoch(values, "date_unixtime")
    if instant is None:
        return local, zone
    ahead = local - instant
    if zone is None and abs(ahead) <= MAX_ZONE_SECONDS and ahead % QUARTER_SECONDS == 0:
        return local, ahead // 60
    return instant, 0


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
