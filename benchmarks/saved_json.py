# ruff: noqa: E501 - templates of what sites write
"""Discussions as sites save them in JSON. Members, and their sizes, are those of real files."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comment_stream import Comment


def _name(number: int) -> str:
    """An id of letters and digits, as Reddit and YouTube have them."""
    return f"k{number * 7919 % 36**6:06d}{number:x}"


def _indented(value: object, step: int, margin: int) -> str:
    """A value of JSON on lines of its own, each level indented by `step` more blanks than `margin`."""
    return ("\n" + json.dumps(value, ensure_ascii=False, indent=step)).replace("\n", "\n" + " " * margin)


def telegram(source: Iterator[Comment]) -> Iterator[str]:
    """`result.json` of Telegram Desktop: one value a line, indented by one blank."""
    yield '{\n "name": "Bridge Watch",\n "type": "public_supergroup",\n "id": 1234567890,\n "messages": ['
    for one in source:
        parts: object = one.text
        if one.number % 12 == 0:
            parts = [one.text, {"type": "link", "text": "https://example.org/a?b=1&c=2"}, " and more"]
        entities = [{"type": "plain", "text": one.text}]
        message = {
            "id": one.number, "type": "message", "date": f"{one.time:%Y-%m-%dT%H:%M:%S}",
            "date_unixtime": f"{one.time.timestamp():.0f}", "from": one.author, "from_id": f"user{len(one.author) * 99991}",
            **({"reply_to_message_id": one.parent} if one.parent else {}), "text": parts, "text_entities": entities,
        }  # fmt: skip
        if one.likes > 3:
            message["reactions"] = [{"type": "emoji", "count": one.likes, "emoji": "👍"}]
        yield ("," if one.number > 1 else "") + _indented(message, 1, 2)
    yield "\n ]\n}"


def discord(source: Iterator[Comment]) -> Iterator[str]:
    """A channel by DiscordChatExporter: indented by two blanks."""
    guild = {"id": "253601524398293010", "name": "Boatyard", "iconUrl": "https://cdn.example.org/icons/2536/a.png"}
    channel = {"id": "253601524398293011", "type": "GuildTextChat", "categoryId": "497802346320101387",
               "category": "Chat", "name": "bridge", "topic": "Everything about the bridge"}  # fmt: skip
    head = {"guild": guild, "channel": channel, "dateRange": {"after": None, "before": None}}
    yield json.dumps(head, indent=2)[:-2] + ',\n  "messages": ['
    count = 0
    for one in source:
        person = {
            "id": f"{10**17 + len(one.author) * 99991}", "name": one.author, "discriminator": "0000",
            "nickname": one.author.title(), "color": "#2ECC71", "isBot": False,
            "roles": [{"id": "555555555555555555", "name": "Member", "color": "#2ECC71", "position": 3}],
            "avatarUrl": "https://cdn.example.org/avatars/1000000000000001/7d5f3c1e0b2a49688774655443322110.png?size=512",
        }  # fmt: skip
        message = {
            "id": f"{10**18 + one.number}", "type": "Reply" if one.parent else "Default",
            "timestamp": f"{one.time:%Y-%m-%dT%H:%M:%S}.2090000+00:00",
            "timestampEdited": f"{one.time:%Y-%m-%dT%H:%M:%S}.4390000+00:00" if one.number % 25 == 0 else None,
            "callEndedTimestamp": None, "isPinned": False, "content": one.text, "author": person,
            "attachments": [], "embeds": [], "stickers": [],
            "reactions": [{"emoji": {"id": "", "name": "👍", "code": "thumbsup", "isAnimated": False,
                "imageUrl": "https://cdn.example.org/1f44d.svg"}, "count": one.likes}] if one.likes > 3 else [],
            "mentions": [],
            **({"reference": {"messageId": f"{10**18 + one.parent}", "channelId": channel["id"],
                "guildId": guild["id"]}} if one.parent else {}),
        }  # fmt: skip
        yield ("," if one.number > 1 else "") + _indented(message, 2, 4)
        count = one.number
    yield f'\n  ],\n  "messageCount": {count}\n}}'


def _reddit(one: Comment, link: str) -> dict[str, object]:
    """The members of a comment of Reddit, without its replies."""
    name, author = _name(one.number), one.author
    text = escape(one.text, quote=False)
    return {
        "all_awardings": [], "approved_at_utc": None, "approved_by": None, "archived": False,
        "associated_award": None, "author": author, "author_flair_background_color": None,
        "author_flair_css_class": None, "author_flair_richtext": [], "author_flair_text": None,
        "author_flair_type": "text", "author_fullname": f"t2_{len(author) * 99991:x}", "author_patreon_flair": False,
        "author_premium": False, "awarders": [], "banned_at_utc": None, "body": text, "can_gild": True,
        "can_mod_post": False, "collapsed": False, "collapsed_reason": None, "controversiality": 0,
        "created_utc": one.time.timestamp(), "distinguished": None, "downs": 0,
        "edited": one.time.timestamp() + 60 if one.number % 25 == 0 else False, "gilded": 0, "gildings": {},
        "id": name, "is_submitter": one.number % 30 == 0, "likes": None, "link_id": f"t3_{link}", "locked": False,
        "mod_note": None, "mod_reason_title": None, "mod_reports": [], "name": f"t1_{name}", "no_follow": True,
        "num_reports": None, "parent_id": f"t1_{_name(one.parent)}" if one.parent else f"t3_{link}",
        "permalink": f"/r/bridges/comments/{link}/the_harbour_bridge_is_closed/{name}/", "removal_reason": None,
        "report_reasons": None, "saved": False, "score": one.likes, "score_hidden": False, "send_replies": True,
        "stickied": False, "subreddit": "bridges", "subreddit_id": "t5_2qlqp", "subreddit_name_prefixed": "r/bridges",
        "subreddit_type": "public", "top_awarded_type": None, "total_awards_received": 0, "treatment_tags": [],
        "ups": one.likes, "user_reports": [],
    }  # fmt: skip


def pushshift(source: Iterator[Comment]) -> Iterator[str]:
    """Comments of a dump: one object a line, of a few hundred submissions."""
    for one in source:
        values = _reddit(one, f"1afjd{one.number // 5000:x}")
        yield json.dumps(values | {"retrieved_on": int(one.time.timestamp()) + 9}, separators=(",", ":")) + "\n"


def reddit(source: Iterator[Comment]) -> Iterator[str]:
    """A page of Reddit in one line: the submission, then comments with their replies inside."""
    title = {"title": "The harbour bridge is closed", "selftext": "Painters found rust.", "author": "harbour_office",
             "created_utc": 1682928000.0, "score": 99, "num_comments": 7, "id": "1afjd7n",
             "permalink": "/r/bridges/comments/1afjd7n/the_harbour_bridge_is_closed/"}  # fmt: skip
    listing = '{"kind": "Listing", "data": {"after": null, "dist": null, "modhash": "", "children": ['
    yield f'[{listing}{json.dumps({"kind": "t3", "data": title})}], "before": null}}}}, {listing}'
    closing = '], "before": null}}}}'
    depth, inside = 0, False
    for one in source:
        # A reply to the last comment, or a comment some levels further out, so that the file can be written in one go.
        outer = min(depth, one.number % 4 if depth < 9 else depth)
        if outer == 0 and depth < 9 and inside:
            yield f', "replies": {listing}'
            depth += 1
        elif inside:
            yield ', "replies": ""}}' + closing * outer + ", "
            depth -= outer
        data = _reddit(one, "1afjd7n") | {
            "body_html": f'&lt;div class="md"&gt;&lt;p&gt;{escape(escape(one.text))}&lt;/p&gt;'
        }
        yield '{"kind": "t1", "data": ' + json.dumps(data)[:-1]
        inside = True
    yield ', "replies": ""}}' + closing * depth + '], "before": null}}]'


def algolia(source: Iterator[Comment]) -> Iterator[str]:
    """A story of Hacker News from the API of Algolia, in one line: replies are inside of their parents."""
    story = {"id": 38_999_999, "created_at": "2023-05-01T08:00:00.000Z", "created_at_i": 1682928000, "type": "story",
             "author": "office", "title": "The harbour bridge is closed", "url": "https://example.org/", "text": None,
             "points": 93, "parent_id": None, "story_id": 38_999_999}  # fmt: skip
    yield json.dumps(story, separators=(",", ":"))[:-1] + ',"children":['
    depth, inside = 0, False
    for one in source:
        outer = min(depth, one.number % 4 if depth < 9 else depth)  # as in `reddit`
        if outer == 0 and depth < 9 and inside:
            depth += 1
        elif inside:
            yield "]}" + "]}" * outer + ","
            depth -= outer
        text = "<p>".join(escape(part).replace("/", "&#x2F;") for part in one.text.split("\n") if part)
        comment = {
            "id": 39_000_000 + one.number, "created_at": f"{one.time:%Y-%m-%dT%H:%M:%S}.000Z",
            "created_at_i": int(one.time.timestamp()), "type": "comment", "author": one.author, "title": None,
            "url": None, "text": text, "points": None, "parent_id": 39_000_000 + one.parent, "story_id": 38_999_999,
            "options": [],
        }  # fmt: skip
        yield json.dumps(comment, separators=(",", ":"), ensure_ascii=False)[:-1] + ',"children":['
        inside = True
    yield "]}" + "]}" * depth + "]}"


def discourse(source: Iterator[Comment]) -> Iterator[str]:
    """A topic of Discourse with all of its posts, in one line."""
    yield '{"post_stream":{"posts":['
    stream: list[int] = []
    for one in source:
        number = len(one.author) * 99991
        cooked = "".join(f"<p>{escape(part, quote=False)}</p>\n" for part in one.text.split("\n") if part)
        moment = f"{one.time:%Y-%m-%dT%H:%M:%S}.125Z"
        post = {
            "id": 70_000 + one.number, "name": one.author.title(), "username": one.author,
            "avatar_template": f"/user_avatar/forum.example.org/{one.author}/{{size}}/{number}_2.png",
            "created_at": moment, "cooked": cooked, "post_number": one.number, "post_type": 1, "updated_at": moment,
            "reply_count": one.number % 3, "reply_to_post_number": one.parent or None, "quote_count": 0,
            "incoming_link_count": 7, "reads": 150, "readers_count": 149, "score": 33.4, "yours": False,
            "topic_id": 1148, "topic_slug": "the-harbour-bridge-is-closed", "display_username": one.author.title(),
            "primary_group_name": None, "flair_name": None, "flair_url": None, "flair_bg_color": None,
            "flair_color": None, "flair_group_id": None, "badges_granted": [], "version": 1 + (one.number % 25 == 0),
            "can_edit": False, "can_delete": False, "can_recover": False, "can_see_hidden_post": False,
            "can_wiki": False, "user_title": None, "bookmarked": False,
            "actions_summary": [{"id": 2, "count": one.likes}] if one.likes > 0 else [], "moderator": False,
            "admin": False, "staff": False, "user_id": number, "hidden": False, "trust_level": 2, "deleted_at": None,
            "user_deleted": False, "edit_reason": None, "can_view_edit_history": True, "wiki": False,
            "post_url": f"/t/the-harbour-bridge-is-closed/1148/{one.number}", "can_accept_answer": False,
            "accepted_answer": False,
        }  # fmt: skip
        yield ("," if stream else "") + json.dumps(post, separators=(",", ":"), ensure_ascii=False)
        stream.append(70_000 + one.number)
    topic = {"id": 1148, "title": "The harbour bridge is closed", "posts_count": len(stream), "views": 9000,
             "created_at": "2023-05-01T08:00:00.000Z", "like_count": 120, "slug": "the-harbour-bridge-is-closed"}  # fmt: skip
    yield f'],"stream":{json.dumps(stream, separators=(",", ":"))}}},{json.dumps(topic, separators=(",", ":"))[1:]}'


def _own(one: Comment, parent: int | None, depth: int) -> dict[str, object]:
    return {
        "id": one.number, "parent": parent, "depth": depth, "author": one.author, "badge": None,
        "time": f"{one.time:%Y-%m-%dT%H:%M:%S}+00:00", "time_text": None, "edited": False, "inferred": [],
        "likes": one.likes, "replies": None, "segments": [one.text], "state": None, "accepted": False, "subject": None,
        "permalink": None, "site_id": _name(one.number), "lines": None, "bytes": [900 * one.number, 900 * one.number + 800],
    }  # fmt: skip


def _in_thread_order(source: Iterator[Comment]) -> Iterator[dict[str, object]]:
    """Comments as we write them: each is a reply to the last one or to one of those above it."""
    above: list[int] = []
    for one in source:
        del above[one.number % 4 if len(above) < 9 else 0 :]
        yield _own(one, above[-1] if above else None, len(above))
        above.append(one.number)


def own(source: Iterator[Comment]) -> Iterator[str]:
    """What `--to json` writes."""
    article = {"paragraphs": ["Painters found rust."], "author": "harbour_office", "time": None, "url": None}
    engagement = dict.fromkeys(("likes", "comments", "reposts", "shares", "views"))
    head = {"schema": "thread-reader/1", "format": "reddit", "saved": None, "title": "The harbour bridge is closed",
            "article": article, "engagement": engagement}  # fmt: skip
    yield json.dumps(head, ensure_ascii=False, indent=2)[:-2] + ',\n  "comments": ['
    for count, comment in enumerate(_in_thread_order(source)):
        yield ("," if count else "") + _indented(comment, 2, 4)
    receipt: dict[str, object] = {
        "spans": None,
        "bytes": [],
        "notes": [],
        "declared_comments": None,
        "stub_comments": 0,
        "read_comments": 0,
    }
    yield f'\n  ],\n  "receipt": {json.dumps(receipt)}\n}}'


def own_lines(source: Iterator[Comment]) -> Iterator[str]:
    """What `--to jsonl` writes."""
    for comment in _in_thread_order(source):
        yield json.dumps({"discussion": 1, **comment}, ensure_ascii=False) + "\n"


def youtube(source: Iterator[Comment]) -> Iterator[str]:
    """`info.json` of yt-dlp: 100 KB of facts about streams, then all comments, in one line."""
    formats = [{"format_id": f"{number}", "url": "https://example.org/videoplayback?" + "x" * 900, "ext": "mp4"}
               for number in range(100)]  # fmt: skip
    facts = {"id": "dQw4w9WgXcQ", "title": "A walk over the harbour bridge", "formats": formats, "channel": "Boats",
             "webpage_url": "https://www.example.org/watch?v=dQw4w9WgXcQ", "like_count": 120, "view_count": 9000,
             "extractor": "youtube", "extractor_key": "Youtube"}  # fmt: skip
    yield json.dumps(facts)[:-1] + ', "comments": ['
    for one in source:
        comment = {
            "id": f"Ug{_name(one.number)}", "parent": f"Ug{_name(one.parent)}" if one.parent else "root",
            "text": one.text, "like_count": max(one.likes, 0), "author_id": f"UC{_name(len(one.author))}",
            "author": f"@{one.author}", "author_thumbnail": "https://yt3.example.org/ytc/AIdro_nVp7s0Xx=s88-c-k-c0x00ffffff-no-rj",
            "author_is_uploader": False, "author_is_verified": False, "author_url": f"https://www.example.org/@{one.author}",
            "is_favorited": False, "_time_text": "1 year ago", "timestamp": int(one.time.timestamp()), "is_pinned": False,
        }  # fmt: skip
        yield (", " if one.number > 1 else "") + json.dumps(comment)
    yield "]}"
