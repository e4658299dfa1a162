"""The table of JSON families: what each one is, how it is recognized, and which module reads it."""

from __future__ import annotations

from thread_parsers.formats.families import Family, formats_of

FAMILIES: tuple[Family, ...] = (
    Family(
        "reddit", "comments of a Reddit page (JSON)", "reddit",
        ((rb'"kind":\s*"Listing"', rb'"kind":\s*"t[13]"'),),
    ),
    Family(
        "discourse", "topic of a Discourse forum (JSON)", "discourse",
        (
            (rb'"post_stream":\s*\{',),
            (rb'"(?:suggested_topics|participants)":\s*\[', rb'"(?:draft_key":\s*"topic_|chunk_size":)'),
        ),
    ),
    Family(
        "telegram", "chats exported by Telegram Desktop (result.json)", "telegram",
        (
            (rb'"messages":\s*\[', rb'"type":\s*"(?:\w+_(?:chat|group|supergroup|channel)|saved_messages|replies)"'),
            (rb'"messages":\s*\[', rb'"type":\s*"(?:message|service)"', rb'"(?:date_unixtime|from_id|actor_id)":'),
            (rb'"chats":\s*\{\s*(?:"about":\s*"[^"]*",\s*)?"list":\s*\[',),
            (rb'"about":\s*"', rb'"personal_information":\s*\{', rb'"frequent_contacts":\s*\{|"contacts":\s*\{'),
        ),
    ),
    Family(
        "discord", "channel of Discord, exported by DiscordChatExporter (JSON)", "discord",
        ((rb'"guild":\s*\{', rb'"channel":\s*\{', rb'"(?:dateRange|exportedAt)":|"messages":\s*\['),),
    ),
)  # fmt: skip

JSON_FORMATS = formats_of("json", __package__, FAMILIES)
"""The formats of all families, then the one for any other JSON."""
