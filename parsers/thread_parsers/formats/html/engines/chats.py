"""Engines of chats that were exported as HTML. Messages name those that they reply to. From their templates."""

from __future__ import annotations

from thread_parsers.formats.html.engines.engine import Engine

CHATS = (
    Engine(
        "telegram-page", "chat exported by Telegram Desktop (HTML)",
        ((rb"""class=["']?[^"'>]{0,40}\bfrom_name\b""", rb"""class=["']?(?:page_body chat_page|history)"""),),
        comment="div.message.default",
        nesting="named",
        parent=(".reply_to a@href",),
        is_joined=True,
        joined=".joined",
        author=(".body .from_name@#text", ".from_name@#text"),
        time=(".date@title", ".date"),
        body=(".text", ".media_wrap"),
        titles=(".page_header .text",),
    ),
    Engine(
        "discord-page", "channel of Discord, exported by DiscordChatExporter (HTML)",
        ((rb"""class=["']?chatlog__message""",),),
        comment=".chatlog__message-container, .chatlog__message[data-message-id]",
        nesting="named",
        parent=(".chatlog__reply-link@onclick", ".chatlog__reference-link@onclick"),
        is_joined=True,
        author=(".chatlog__author", ".chatlog__author-name", ".chatlog__system-notification-author",
                "^.chatlog__author-name"),
        time=(".chatlog__timestamp@title", ".chatlog__short-timestamp@title", ".chatlog__timestamp",
              ".chatlog__system-notification-timestamp@title", ".chatlog__system-notification-timestamp",
              "^.chatlog__timestamp"),
        body=(".chatlog__content", ".chatlog__system-notification-content", ".chatlog__attachment"),
        dropped=".chatlog__edited-timestamp, .chatlog__reply, .chatlog__reference",
        edited=(".chatlog__edited-timestamp@title",),
        id=("@data-message-id", "@id"),
    ),
)  # fmt: skip
