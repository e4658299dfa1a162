# ruff: noqa: E501 - templates of what sites write
"""Discussions as sites save them in XML, HTML and mail. Elements, and their sizes, are those of real files."""

from __future__ import annotations

from base64 import encodebytes
from binascii import b2a_qp
from html import escape
from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comment_stream import Comment


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
    """A mailbox with one discussion: what nothing else answers is a reply to the first mail."""
    yield ("From office@example.org Mon May  1 08:00:00 2023\nFrom: office <office@example.org>\nTo: bridge@example.org\n"
           "Subject: the bridge\nDate: Mon, 01 May 2023 08:00:00 +0000\nMessage-ID: <0@example.org>\n\nPainters found rust.\n\n")  # fmt: skip
    for one in source:
        parent = f"In-Reply-To: <{one.parent}@example.org>\nReferences: <{one.parent}@example.org>\n"
        body = one.text.replace("\nFrom ", "\n>From ")
        yield (f"From {one.author}@example.org {one.time:%a %b %e %H:%M:%S %Y}\nFrom: {one.author} <{one.author}@example.org>\n"
               f"To: bridge@example.org\nSubject: Re: the bridge\nDate: {one.time:%a, %d %b %Y %H:%M:%S} +0000\n"
               f"Message-ID: <{one.number}@example.org>\n{parent}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
               f"Content-Transfer-Encoding: 8bit\n\n{body}\n\n")  # fmt: skip


_RELAYS = "".join(
    f"Received: from {host}.example.org ({host}.example.org [192.0.2.{number}])\n\tby lists.example.org (Postfix) with ESMTPS id "
    f"4F1C{number}A2B3D9E\n\tfor <bridge@lists.example.org>; Mon, 1 May 2023 08:09:4{number} +0000 (UTC)\n"
    for number, host in enumerate(("mail", "relay", "mx1"))
)
_OF_LIST = (
    "List-Id: The harbour bridge <bridge.lists.example.org>\nList-Unsubscribe: <https://lists.example.org/options/bridge>,\n"
    " <mailto:bridge-request@lists.example.org?subject=unsubscribe>\nList-Post: <mailto:bridge@lists.example.org>\n"
    "X-Spam-Status: No, score=-1.9 required=5.0 tests=BAYES_00,DKIM_SIGNED,DKIM_VALID\n\tautolearn=ham version=3.4.6\n"
)


def mailing_list(source: Iterator[Comment]) -> Iterator[str]:
    """Mails of 2 kB as a mail program keeps them: what relays and the list have added, answers below quoted words; some
    are quoted-printable, base64, or of two parts."""
    before = ""
    for one in source:
        words = "\n".join(fill(part, 72) for part in one.text.split("\n"))
        quoted = "\n".join("> " + line for line in before.split("\n"))
        body = f"On Mon, May 1, 2023, somebody wrote:\n{quoted}\n\n{words}\n" if one.parent else words + "\n"
        before = words
        kind, encoding = "text/plain; charset=utf-8", "8bit"
        if one.number % 7 == 0:
            body, encoding = b2a_qp(body.encode()).decode(), "quoted-printable"
        elif one.number % 11 == 0:
            body, encoding = encodebytes(body.encode()).decode(), "base64"
        elif one.number % 5 == 0:
            kind = f'multipart/alternative; boundary="==={one.number}=="'
            head = "Content-Type: text/{}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
            parts = head.format("plain") + body, head.format("html") + f"<p>{escape(words)}</p>\n"
            body = "".join(f"--==={one.number}==\n{part}\n" for part in parts) + f"--==={one.number}==--\n"
        above = (
            f"In-Reply-To: <{one.parent}@example.org>\nReferences: <{one.parent}@example.org>\n" if one.parent else ""
        )
        escaped = body.replace("\nFrom ", "\n>From ")
        yield (f"From {one.author}@example.org {one.time:%a %b %e %H:%M:%S %Y}\nReturn-Path: <{one.author}@example.org>\n{_RELAYS}"
               f"From: {one.author} <{one.author}@example.org>\nTo: bridge@lists.example.org\nSubject: "
               f"{'Re: ' if one.parent else ''}the bridge, part {one.number // 50}\nDate: {one.time:%a, %d %b %Y %H:%M:%S} +0000\n"
               f"Message-ID: <{one.number}@example.org>\n{above}{_OF_LIST}MIME-Version: 1.0\nContent-Type: {kind}\n"
               f"Content-Transfer-Encoding: {encoding}\n\n{escaped}\n")  # fmt: skip
