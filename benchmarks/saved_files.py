"""Saved discussions of any size in the formats of the sites: JSON, XML, HTML and mail, with texts of real words.

    python benchmarks/saved_files.py FOLDER [--megabytes 20] [--only telegram discord]

Members, and their sizes, are those of real files. Deterministic.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PEOPLE = 3_000
FIRST = datetime(2023, 5, 1, 8, 0, tzinfo=UTC)


class Comment(NamedTuple):
    """What the formats below write in their own way."""

    number: int
    """From 1."""
    parent: int
    """0: a reply to the article."""
    author: str
    time: datetime
    text: str
    likes: int


def comments(typical_words: float = 26.0) -> Iterator[Comment]:
    """Comments without end, two of three of them replies to a recent one."""
    sentences = Sentences(7)
    chance = sentences.chance
    number, time = 0, FIRST
    while True:
        number += 1
        time += timedelta(seconds=chance.randint(1, 900))
        parent = max(0, number - 1 - int(chance.expovariate(0.2))) if chance.random() < 0.66 else 0
        text = sentences.text(typical_words)
        yield Comment(number, parent, sentences.name(PEOPLE), time, text, int(chance.lognormvariate(1, 1.3)) - 2)


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


def _html(text: str) -> str:
    """A text as HTML, each paragraph in `<p>`."""
    return "".join(f"<p>{escape(part, quote=False)}</p>\n" for part in text.replace("\n\n", "\n").split("\n"))


def stackexchange(source: Iterator[Comment]) -> Iterator[str]:
    """Posts.xml of a dump: questions, each with some answers."""
    yield '\ufeff<?xml version="1.0" encoding="utf-8"?>\n<posts>\n'
    question = 0
    for one in source:
        body = escape(_html(one.text)).replace("\n", "&#xA;")
        common = (f'CreationDate="{one.time:%Y-%m-%dT%H:%M:%S}.713" Score="{one.likes}" Body="{body}" '
                  f'OwnerUserId="{len(one.author)}" LastActivityDate="{one.time:%Y-%m-%dT%H:%M:%S}.890"')  # fmt: skip
        if one.number % 5 == 1:
            question = one.number
            yield (f'  <row Id="{one.number}" PostTypeId="1" {common} Title="Question {one.number} about ropes" '
                   f'Tags="|ropes|" AnswerCount="4" CommentCount="0" ContentLicense="CC BY-SA 4.0" />\n')  # fmt: skip
        else:
            yield (f'  <row Id="{one.number}" PostTypeId="2" ParentId="{question}" {common} CommentCount="0" '
                   'ContentLicense="CC BY-SA 4.0" />\n')  # fmt: skip
    yield "</posts>\n"


def disqus(source: Iterator[Comment]) -> Iterator[str]:
    """The export of a site: its pages, then the comments on all of them."""
    yield ('<?xml version="1.0" encoding="utf-8"?>\n<disqus xmlns="http://disqus.com" '
           'xmlns:dsq="http://disqus.com/disqus-internals">\n')  # fmt: skip
    for page in range(200):
        yield (f'  <thread dsq:id="{page}">\n    <id>post-{page}</id>\n    <title>Page {page}</title>\n    '
               f"<link>https://example.org/{page}/</link>\n    <createdAt>2023-05-01T08:00:00Z</createdAt>\n"
               "    <isDeleted>false</isDeleted>\n  </thread>\n")  # fmt: skip
    for one in source:
        parent = (
            f'    <parent dsq:id="{one.parent}" />\n' if one.parent // 500 == one.number // 500 and one.parent else ""
        )
        yield (f'  <post dsq:id="{one.number}">\n    <id>wp_id={one.number}</id>\n    '
               f"<message><![CDATA[{_html(one.text)}]]></message>\n    <createdAt>{one.time:%Y-%m-%dT%H:%M:%SZ}</createdAt>\n"
               "    <isDeleted>false</isDeleted>\n    <isSpam>false</isSpam>\n    <author>\n"
               f"      <name>{one.author}</name>\n      <isAnonymous>false</isAnonymous>\n      <username>{one.author}</username>\n"
               f'    </author>\n    <thread dsq:id="{one.number // 500 % 200}" />\n{parent}  </post>\n')  # fmt: skip
    yield "</disqus>\n"


def wordpress(source: Iterator[Comment]) -> Iterator[str]:
    """The export of a blog: articles with their comments inside."""
    yield ('<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
           'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">\n<channel>\n'
           "<title>Ropes</title>\n<wp:wxr_version>1.2</wp:wxr_version>\n")  # fmt: skip
    for one in source:
        if one.number % 40 == 1:
            yield ("</item>\n" if one.number > 1 else "") + (
                f"<item>\n<title><![CDATA[Article {one.number}]]></title>\n<link>https://example.org/{one.number}/</link>\n"
                f"<dc:creator><![CDATA[{one.author}]]></dc:creator>\n<content:encoded><![CDATA[{one.text}]]></content:encoded>\n"
                f"<wp:post_id>{one.number}</wp:post_id>\n<wp:post_date_gmt>{one.time:%Y-%m-%d %H:%M:%S}</wp:post_date_gmt>\n"
                "<wp:post_type><![CDATA[post]]></wp:post_type>\n"
            )
        parent = one.parent if one.parent > one.number - (one.number - 1) % 40 else 0
        yield (f"<wp:comment>\n<wp:comment_id>{one.number}</wp:comment_id>\n"
               f"<wp:comment_author><![CDATA[{one.author}]]></wp:comment_author>\n"
               "<wp:comment_author_email><![CDATA[someone@example.org]]></wp:comment_author_email>\n"
               "<wp:comment_author_url></wp:comment_author_url>\n<wp:comment_author_IP><![CDATA[127.0.0.1]]></wp:comment_author_IP>\n"
               f"<wp:comment_date><![CDATA[{one.time:%Y-%m-%d %H:%M:%S}]]></wp:comment_date>\n"
               f"<wp:comment_date_gmt><![CDATA[{one.time:%Y-%m-%d %H:%M:%S}]]></wp:comment_date_gmt>\n"
               f"<wp:comment_content><![CDATA[{escape(one.text, quote=False)}]]></wp:comment_content>\n"
               "<wp:comment_approved><![CDATA[1]]></wp:comment_approved>\n<wp:comment_type><![CDATA[comment]]></wp:comment_type>\n"
               f"<wp:comment_parent>{parent}</wp:comment_parent>\n<wp:comment_user_id>0</wp:comment_user_id>\n</wp:comment>\n")  # fmt: skip
    yield "</item>\n</channel>\n</rss>\n"


def hackernews(source: Iterator[Comment]) -> Iterator[str]:
    """A page of Hacker News as a browser saves it."""
    yield ('<html lang="en" op="item"><head><title>The harbour bridge is closed | Hacker News</title></head><body><center>'
           '<table id="hnmain" border="0"><tr><td><table class="fatitem" border="0"><tr class="athing submission" id="1">'
           '<td class="title"><span class="titleline"><a href="https://example.org/">The harbour bridge is closed</a></span>'
           '</td></tr><tr><td class="subtext"><span class="subline"><span class="score" id="score_1">93 points</span> by '
           '<a href="user?id=office" class="hnuser">office</a> <span class="age" title="2023-05-01T08:00:00 1682928000">'
           '<a href="item?id=1">on May 1, 2023</a></span></span></td></tr></table><br>\n<table border="0" class="comment-tree">')  # fmt: skip
    depth = 0
    for one in source:
        depth = 0 if not one.parent else min(depth + 1, 9, one.number % 10)
        number = 39_000_000 + one.number
        text = "<p>".join(escape(part).replace("/", "&#x2F;") for part in one.text.split("\n") if part)
        yield (f"<tr class=\"athing comtr\" id=\"{number}\"><td><table border=\"0\"><tr><td class=\"ind\" indent=\"{depth}\">"
               f"<img src=\"s.gif\" height=\"1\" width=\"{40 * depth}\"></td><td valign=\"top\" class=\"votelinks\"><center>"
               f"<a id='up_{number}' href='vote?id={number}&amp;how=up&amp;goto=item%3Fid%3D1'><div class='votearrow' title='upvote'>"
               f"</div></a></center></td><td class=\"default\"><div style=\"margin-top:2px; margin-bottom:-10px;\"><span class=\"comhead\">"
               f"<a href=\"user?id={one.author}\" class=\"hnuser\">{one.author}</a> <span class=\"age\" title=\"{one.time:%Y-%m-%dT%H:%M:%S} "
               f"{one.time.timestamp():.0f}\"><a href=\"item?id={number}\">on {one.time:%b %e, %Y}</a></span> <span class=\"navs\"> | "
               f"<a href=\"#{number + 1}\" class=\"clicky\" aria-hidden=\"true\">next</a> <a class=\"togg clicky\" id=\"{number}\" n=\"1\" "
               f"href=\"javascript:void(0)\">[–]</a></span></span></div><br>\n<div class=\"comment\"><div class=\"commtext c00\">{text}</div>"
               f"<div class=\"reply\"><p><font size=\"1\"><u><a href=\"reply?id={number}\" rel=\"nofollow\">reply</a></u></font></div></div>"
               "</td></tr></table></td></tr>")  # fmt: skip
    yield "</table></td></tr></table></center></body></html>\n"


def mailbox(source: Iterator[Comment]) -> Iterator[str]:
    """The archive of a mailing list."""
    for one in source:
        parent = (
            f"In-Reply-To: <{one.parent}@example.org>\nReferences: <{one.parent}@example.org>\n" if one.parent else ""
        )
        body = one.text.replace("\nFrom ", "\n>From ")
        yield (f"From {one.author}@example.org {one.time:%a %b %e %H:%M:%S %Y}\nFrom: {one.author} <{one.author}@example.org>\n"
               f"To: bridge@example.org\nSubject: {'Re: ' if one.parent else ''}the bridge\nDate: {one.time:%a, %d %b %Y %H:%M:%S} +0000\n"
               f"Message-ID: <{one.number}@example.org>\n{parent}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
               f"Content-Transfer-Encoding: 8bit\n\n{body}\n\n")  # fmt: skip


FILES: dict[str, tuple[str, Callable[[Iterator[Comment]], Iterator[str]]]] = {
    "telegram": ("telegram.json", telegram),
    "discord": ("discord.json", discord),
    "pushshift": ("pushshift.ndjson", pushshift),
    "reddit": ("reddit.json", reddit),
    "youtube": ("youtube.info.json", youtube),
    "stackexchange": ("Posts.xml", stackexchange),
    "disqus": ("disqus.xml", disqus),
    "wordpress": ("wordpress.xml", wordpress),
    "hackernews": ("hackernews.html", hackernews),
    "mailbox": ("mail.mbox", mailbox),
}
"""The file of each kind, and what writes it."""


def write_file(kind: str, folder: Path, size: int) -> Path:
    """Write a file of a kind, of at least `size` bytes, unless it is there. Returns its path."""
    name, write = FILES[kind]
    path = folder / f"{size // 1_000_000}-{name}"
    if path.exists():
        return path
    written = 0

    def until_full() -> Iterator[Comment]:
        for comment in comments():
            if written >= size:
                return
            yield comment

    with path.with_suffix(".part").open("w", encoding="utf-8", newline="\n") as stream:
        for piece in write(until_full()):
            stream.write(piece)
            written += len(piece)
    path.with_suffix(".part").rename(path)
    return path


def main() -> None:
    """Write one file of each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=int, default=20)
    parser.add_argument("--only", choices=FILES, nargs="+", default=list(FILES))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for kind in options.only:
        write_file(kind, options.folder, options.megabytes * 1_000_000)


if __name__ == "__main__":
    main()
