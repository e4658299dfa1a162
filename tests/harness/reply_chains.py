"""For each format a page of any number of comments, each a reply to the one before where the format has replies."""

from __future__ import annotations

from functools import cache


@cache
def chains(count: int, flat_count: int) -> dict[str, tuple[str, int]]:
    """For each format a page of `count` comments, and the depth of the last one: 0 for a format without a tree, whose
    page has `flat_count` comments, -1 for one that reads articles only. A new format needs a row."""

    def chain(before: str, comment: str, after: str, first: int) -> tuple[str, int]:
        """A list of comments, of which each states its number, counted from `first`, and that of the one before it."""
        return before + ", ".join(comment % (at, at - 1) for at in range(first, first + count)) + after, count - 1

    def nested(start: str, end: str) -> tuple[str, int]:
        """Comments each inside of the one before."""
        return start * count + end * count, count - 1

    def flat(comment: str) -> tuple[str, int]:
        """Comments of a page without a tree."""
        return comment * flat_count, 0

    def topic(post: str) -> tuple[str, int]:
        """Posts of a page without a tree, the first of which is the article."""
        return post * (flat_count + 1), 0

    return {
        "gate": ("".join(f"u{at}\n· 2025-12-24 06:14\nTea.\nReply0\n" for at in range(flat_count)), 0),
        "chat": ("".join(f"[12:03] u{at % 9}: Tea.\n" for at in range(flat_count)), 0),
        "captions": (
            "WEBVTT\n\n" + "".join(f"00:00:01.000 --> 00:00:02.000\n<v u{at % 9}>Tea.\n\n" for at in range(flat_count)),
            0,
        ),
        "table": (
            "id,parent_id,author,text,date\n" + "".join(f"{at + 1},{at},Ada,Tea.,2025-12-24\n" for at in range(count)),
            count - 1,
        ),
        "clipped": ("".join(f"> **u{at}** · [2025-12-24](x)\n>\n> Tea.\n\n" for at in range(flat_count)), 0),
        "wordpress": (
            '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item>'
            + "".join(
                f"<wp:comment><wp:comment_id>{at + 1}</wp:comment_id>"
                f"<wp:comment_parent>{at}</wp:comment_parent></wp:comment>"
                for at in range(count)
            ),
            count - 1,
        ),
        "disqus": (
            '<disqus xmlns="http://disqus.com" xmlns:d="http://disqus.com/disqus-internals">'
            + "".join(f'<post d:id="{at}"><parent d:id="{at - 1}"/></post>' for at in range(count)),
            count - 1,
        ),
        "stackexchange-dump": ("<posts>" + '<row PostTypeId="2"/>' * flat_count, 0),
        "feed": (
            '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:t="http://purl.org/syndication/thread/1.0">'
            + "".join(f'<entry><id>a{at}</id><t:in-reply-to ref="a{at - 1}"/></entry>' for at in range(count)),
            count - 1,
        ),
        "xml": ("<c><by>Ada</by><text>Tea.</text>" * count + "</c>" * count, count - 1),
        "thread-reader": (
            '{"schema":"thread-reader/1","comments":['
            + ",".join(f'{{"id":{at + 1},"parent":{at}}}' for at in range(count))
            + "]}",
            count - 1,
        ),
        "bdfr": ('{"comments":[' + '{"body":"Tea.","replies":[' * count + "]}" * count + "]}", count - 1),
        "pushshift": (
            "".join(
                f'{{"id":"{at}","link_id":"t3_a","parent_id":"t1_{at - 1}","body":"Tea."}}\n' for at in range(count)
            ),
            count - 1,
        ),
        "hackernews": (
            '{"type":"story","children":[' + '{"author":"a","children":[' * count + "]}" * count + "]}",
            count - 1,
        ),
        "hackernews-search": (
            '{"hits":['
            + ",".join(f'{{"objectID":"{at}","comment_text":"Tea.","parent_id":{at - 1}}}' for at in range(count))
            + "]}",
            count - 1,
        ),
        "hackernews-items": (
            "".join(f'{{"id":{at},"type":"comment","by":"a","kids":[{at + 1}]}}\n' for at in range(count)),
            count - 1,
        ),
        "reddit": (
            '[{"kind": "Listing", "data": {"children": ['
            + '{"kind": "t1", "data": {"body": "Tea.", "replies": {"kind": "Listing", "data": {"children": [' * count
            + "]}}}}" * count
            + "]}}]",
            count - 1,
        ),
        "plain": ("u0 · 3h\nTea.\n" + "".join(f"u{at} · 3h\n@u{at - 1} No.\n" for at in range(1, count)), count - 1),
        "discourse": chain(
            '{"post_stream": {"posts": [{"post_number": 1}, ',
            '{"post_number": %d, "reply_to_post_number": %d}',
            "]}}",
            2,
        ),
        "github": chain(
            "[", '{"id": %d, "in_reply_to_id": %d, "user": null, "body": "Tea.", "created_at": ""}', "]", 1
        ),
        "mastodon": chain(
            '{"descendants": [', '{"id": "%d", "in_reply_to_id": "%d", "content": "Tea.", "account": null}', "]}", 1
        ),
        "bluesky": (
            '{"thread": ' + '{"post": {"x": 1}, "replies": [' * (count + 1) + "]}" * (count + 1) + "}",
            count - 1,
        ),
        "lemmy": chain('{"comments": [', '{"comment": {"id": %d, "path": "0.%d.x"}}', "]}", 1),
        "lobsters": chain('{"comments": [', '{"short_id": "%d", "parent_comment": "%d"}', "]}", 1),
        "jsonld": ('{"comment": ' + '{"comment": ' * (count - 1) + '{"text": "Tea."}' + "}" * count, count - 1),
        "twitter": chain("[", '{"id": "%d", "text": "Tea.", "in_reply_to_status_id": %d}', "]", 1),
        "flarum": ('{"data": [' + ", ".join(['{"type": "posts", "attributes": {}}'] * flat_count) + "]}", 0),
        "remark42": chain("[", '{"id": "%d", "pid": "%d", "text": "Tea.", "user": {}}', "]", 1),
        "mattermost": chain('{"posts": [', '{"id": "%d", "root_id": "%d", "message": "Tea."}', "]}", 1),
        "activitypub": chain("[", '{"type": "Note", "id": "%d", "inReplyTo": "%d", "content": "Tea."}', "]", 1),
        "gitlab": ("[" + ", ".join(['{"author": {}, "body": "Tea."}'] * flat_count) + "]", 0),
        "matrix": chain(
            "[",
            '{"type": "m.room.message", "sender": "a", "origin_server_ts": 1, "event_id": "%d", "content": '
            '{"body": "Tea.", "m.relates_to": {"m.in_reply_to": {"event_id": "%d"}}}}',
            "]",
            1,
        ),
        "messenger": ('{"messages": [' + ", ".join(['{"sender_name": "Ada"}'] * flat_count) + "]}", 0),
        "discord-tracker": chain('{"data": {"5": {', '"%d": {"m": "Tea.", "r": "%d"}', "}}}", 1),
        "telegram": chain('{"messages": [', '{"id": %d, "reply_to_message_id": %d, "text": ["Tea."]}', "]}", 1),
        "discord": chain('{"messages": [', '{"id": "%d", "reference": {"messageId": "%d"}}', "]}", 1),
        "slack": chain("[", '{"type": "message", "ts": "%d.1", "thread_ts": "%d.1"}', "]", 1),
        "stackexchange-api": ("[" + ", ".join(['{"answer_id": 1, "body": "Tea."}'] * flat_count) + "]", 0),
        "youtube": chain("[", '{"id": "%d", "snippet": {"parentId": "%d", "textDisplay": "Tea."}}', "]", 1),
        "youtube-page": (
            "[" + ", ".join(['{"commentRenderer": {"contentText": {"simpleText": "Tea."}}}'] * flat_count) + "]",
            0,
        ),
        "yt-dlp": chain('{"comments": [', '{"id": "%d", "parent": "%d", "_time_text": "1 day ago"}', "]}", 1),
        "hackernews-page": (
            "<table>" + "".join(f'<tr class="athing comtr"><td class=ind indent={at}>' for at in range(count)),
            count - 1,
        ),
        "xenforo": topic("<li class=message data-author=Ada><div class=messageText>Tea.</div></li>"),
        "phpbb": topic("<div class=post><p class=author><strong>Ada</strong><div class=content>Tea.</div></div>"),
        "hackernews-old-page": flat(
            "<table><tr><td><td class=default><span class=comhead><a href=user?id=a>a</a> 1 day ago</span>"
            "<span class=comment>Tea.</span></td></tr></table>"
        ),
        "slashdot-page": flat(
            "<div class=cw id=comment_1><div class=details><span class=by>Ada</span></div>"
            "<div id=comment_body_1>Tea.</div></div>"
        ),
        "xenforo-profile": flat(
            "<article class=message--simple data-author=Ada>"
            "<div class=message-body><div class=bbWrapper>Tea.</div></div></article>"
        ),
        "phpbb-tables": topic(
            "<table class=tablebg><tr><td><b class=postauthor>Ada</b><td><div class=postbody>Tea.</div></table>"
        ),
        "phpbb-two": topic(
            "<table><tr><td><span class=name><a name=1></a><b>Ada</b></span><td><span class=postdetails>x</span>"
            "<span class=postbody>Tea.</span></table>"
        ),
        "blogger-list": flat("<dl><dt class=comment-author>Ada said<dd class=comment-body><p>Tea.</dl>"),
        "disqus-page": flat(
            "<li class=post><span class=post-byline><span class=author>Ada</span></span>"
            "<div class=post-message>Tea.</div></li>"
        ),
        "vbulletin": topic("<li class=postcontainer><a class=username>Ada</a><p class=postcontent>Tea."),
        "mybb": topic("<div class=post id=post_1><b class=largetext>Ada</b><div class=post_body>Tea.</div></div>"),
        "smf": topic("<div class=post_wrapper><div class=poster><h4>Ada</h4></div><div class=inner>Tea.</div></div>"),
        "discuz": topic("<table id=pid1><tr><td class=pls><b class=authi>Ada</b><td id=postmessage_1>Tea.</table>"),
        "fluxbb": topic(
            "<div class=blockpost><dl class=postleft><dt><strong>Ada</strong></dl><div class=postmsg>Tea.</div></div>"
        ),
        "punbb": topic(
            "<div class=replypost><b class=post-byline><a>Ada</a></b><div class=entry-content>Tea.</div></div>"
        ),
        "flarum-page": topic(
            "<article class=CommentPost><b class=PostUser-name>Ada</b><div class=Post-body>Tea.</div></article>"
        ),
        "giscus-page": nested(
            "<div class=gsc-comment><p class=gsc-comment-author><b class=link-primary>Ada</b></p>"
            "<p class=gsc-comment-content>Tea.</p>",
            "</div>",
        ),
        "nodebb": topic("<li component=post data-username=Ada><div class=content>Tea.</div></li>"),
        "invision": topic(
            "<article class=ipsComment><b class=cAuthorPane_author>Ada</b><p data-role=commentContent>Tea.</article>"
        ),
        "bbpress": topic(
            "<div class=bbp-reply-header></div>"
            "<div><b class=bbp-author-name>Ada</b><p class=bbp-reply-content>Tea.</div>"
        ),
        "lwn-page": nested("<details class=CommentBox><p class=CommentPoster><b>Ada</b></p>", "</details>"),
        "drupal-page": flat("<div class=comment><a class=username>Ada</a><div class=content>Tea.</div></div>"),
        "telegram-page": chain(
            "",
            "<div class='message default' id=m%d><i class=reply_to><a href=#%d>x</a></i><b class=from_name>A</b></div>",
            "",
            1,
        ),
        "discord-page": chain(
            "",
            "<div class=chatlog__message-container data-message-id=%d>"
            "<a class=chatlog__reply-link onclick=%d>x</a></div>",
            "",
            1,
        ),
        "gitea-page": topic(
            "<div class='timeline-item comment'><a class=author>Ada</a><p class=render-content>Tea.</div>"
        ),
        "mastodon-page": flat(
            "<div class=status><b class=display-name__account>Ada</b><p class=status__content>Tea.</div>"
        ),
        "vanilla": flat("<li class=ItemComment><a class=Username>Ada</a><p class=Message>Tea."),
        "blogger": nested("<li class=comment><cite class=user>Ada</cite><div>", "</div></li>"),
        "askbot": nested('<div class="post answer"><div class=user-card><a>Ada</a></div>', "</div>"),
        "lobsters-page": nested(
            "<ol><li class=comments_subtree><div class=comment id=c_1><p class=byline><a href=/~ada>ada</a></div>",
            "</li></ol>",
        ),
        "talk-page": (
            "".join(
                f'<dl><dd><span data-mw-comment-start id="c-Ada-20240301{at:06}-Ada-20240301{at - 1:06}"></span>Tea.'
                for at in range(count)
            ),
            count - 1,
        ),
        "stackexchange-page": nested("<div class=answer data-answerid=1><a class=comment-user>Ada</a>", "</div>"),
        "discourse-page": topic("<div class=crawler-post><p class=creator><b itemprop=name>Ada</b></p></div>"),
        "github-page": flat("<div class=react-issue-comment><a class=author>Ada</a></div>"),
        "reddit-page": nested("<shreddit-comment author=Ada>", "</shreddit-comment>"),
        "wordpress-list": (
            "<dl id=comment_list>"
            + "".join(
                f'<dt class="comment depth-{at}"><b class=comment_author>Ada</b><dd><p class=format_text>Tea.'
                for at in range(1, count + 1)
            ),
            count - 1,
        ),
        "wordpress-page": nested("<li class=comment><b class=fn>Ada</b><ol>", "</ol></li>"),
        "microdata": nested("<div itemtype=https://schema.org/Comment><b itemprop=author>Ada</b>", "</div>"),
        "gate-page": flat("<div><a>Ada</a><div>· 2025-12-24 06:14</div>Tea.</div>"),
        "html": ("<p>Tea.</p>" * count, -1),
        "mail": (
            "".join(
                f"From a\nFrom: Ada <a@b>\nMessage-ID: <{at}>\nIn-Reply-To: <{at - 1}>\n\nTea.\n\n"
                for at in range(count)
            ),
            count - 1,
        ),
        "wikitext": ("{{od}} Tea. [[User:Ada|Ada]] 12:34, 5 May 2021 (UTC)\n" * count, count - 1),
        "mediawiki": (
            "<mediawiki><page><title>Tea</title><revision><text>"
            + "{{od}} Tea. [[User:Ada|Ada]] 12:34, 5 May 2021 (UTC)\n" * count,
            count - 1,
        ),
        "json": chain("[", '{"id": %d, "parent": %d, "author": "Ada", "text": "Tea."}', "]", 1),
    }
