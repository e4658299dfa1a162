"""Engines of blogs and of services for comments on pages; then microdata, which any page may have."""

from __future__ import annotations

from thread_parsers.formats.html.engines.engine import Engine

BLOGGER = (
    Engine(
        "blogger-list", "post of a Blogger blog, comments as a list of definitions (HTML)",
        ((rb"""<dl[^>]{0,60}id=['"]comments-block""",),),
        comment="dt.comment-author",
        is_spread=True,
        author=("@#head",),
        time=(".comment-timestamp",),
        body=(".comment-body",),
        nesting="flat",
        permalink=(".comment-timestamp a@href",),
        opening=".post",
        opening_body=(".post-body",),
        opening_author=(".post-author .fn", ".post-author [itemprop=name]"),
        opening_time=("abbr.published@title", ".published@title", "time@datetime"),
    ),
    Engine(
        "blogger", "post of a Blogger blog (HTML)",
        ((rb"""<(?:meta|link)[^>]{0,200}(?:content=['"]blogger['"]|blogger\.com)""", rb"""comment"""),
         (rb"""showComment=\d{10}""", rb"""class=['"]comment-(?:block|header)""")),
        comment="li.comment",
        author=("cite.user", ".comment-author"),
        time=("span.datetime",),
        body=(".comment-content",),
        permalink=("span.datetime a@href",),
        opening=".post",
        opening_body=(".post-body",),
        opening_author=(".post-author .fn", ".post-author [itemprop=name]"),
        opening_time=("abbr.published@title", ".published@title", "time@datetime"),
    ),
)  # fmt: skip

BLOGS = (
    Engine(
        "wordpress-list", "post of a WordPress blog, comments as a list of definitions (HTML)",
        ((rb"""<dl[^>]{0,60}id=['"]comment_list""",),),
        comment="dt.comment",
        is_spread=True,
        author=(".comment_author",),
        time=(".comment_time",),
        body=(".format_text", ".comment-text"),
        nesting="level",
        level=("@class",),
        dropped=".reply, .comment-reply-link",
        opening=".post_box, div.hentry, article",
        opening_body=(".format_text", ".entry-content"),
        opening_author=(".author.fn", ".author.vcard .fn"),
        counts=(".comments_intro .bracket:last",),
    ),
    Engine(
        "disqus-page", "comments of Disqus, the document of their frame (HTML)",
        ((rb"""data-role=["']?post-content""",),),
        comment="li.post",
        author=(".post-byline .author a", ".post-byline .author"),
        time=("a.time-ago@title", ".time-ago@title", "a.time-ago"),
        body=(".post-message",),
        score=("[data-role=likes]",),
        permalink=("a.time-ago@href",),
        states=(("li.post.minimized", "minimized"),),
    ),
    Engine(
        "wordpress-page", "post of a WordPress blog (HTML)",
        ((rb"""wp-content|wp-includes|generator["'][^>]{0,40}WordPress""",),),
        comment="li.comment, li.pingback, li.trackback, div.comment[id^=comment-], li[id^=comment-],"
                " div[id^=div-comment-], div.wpd-comment",
        outside="aside.widget, .widget-area, .widget_recent_comments",
        author=(".comment-author .fn", ".comment-author [itemprop=name]", "[itemprop=author] [itemprop=name]", ".fn",
                ".comment-author cite", "cite a", "cite", ".comment-author strong", ".comment-author a",
                ".comment-author", ".wp-block-comment-author-name",
                ".wpd-comment-author", ".comment_author", "[itemprop=name]"),
        time=("time@datetime", "time", ".wpd-comment-date@title", ".comment-meta time", ".comment-time",
              ".comment-date", ".comment_date", ".commentmetadata a", ".commentmetadata", ".comment-meta a",
              ".comment-meta@#text", ".comment-meta", ".comment-metadata", ".comment-author@#text",
              ".comment-author", "small", ".date", "cite a", "cite"),
        body=(".comment-text", "[itemprop=text]", "section.comment-content", ".comment-content", ".comment-body",
              ".commentbody", ".comment_text", ".comment-entry", ".wp-block-comment-content", ".wpd-comment-text",
              ".text", "[class*=comment-content]", "[class*=comment-text]", ""),
        permalink=(".comment-meta a@href", ".comment-time a@href", "time a@href"),
        dropped=".reply, .comment-reply, .comment-reply-link, .comment-meta, .comment-author, .commentmetadata, .says,"
                " .comment-edit-link, .comment-actions, .comment-awaiting-moderation, .sharedaddy, .reply-container,"
                " .wpd-comment-footer, .avatar, .comment-reply-title, form, .comment-likes,"
                " .jetpack-comment-likes-widget-wrapper",
        score=(".comment-likes .view-likers@data-like-count", ".wpd-vote-result"),
        opening="article, div.hentry, div.type-post",
        opening_body=(".entry-content", "[itemprop=articleBody]", ".post-content", ".entry", ""),
        opening_author=("[rel=author] [itemprop=name]", "a[rel=author]", ".author.vcard .fn", ".author.vcard"),
        counts=("#comments .comments-title", "#comments-title", "h2.comments-title", "h3#comments"),
    ),
)  # fmt: skip

MICRODATA = Engine(
        "microdata", "page with schema.org microdata (HTML)",
        ((rb"""itemtype=["']?https?://schema\.org/(?:Comment|Answer|UserComments)\b""",),),
        comment="[itemtype$=schema.org/Comment], [itemtype$=schema.org/Answer], [itemtype$=schema.org/UserComments]",
        author=("[itemprop=author] [itemprop=name]@content", "[itemprop=author] [itemprop=name]",
                "[itemprop=creator] [itemprop=name]", "[itemprop=author]", "[itemprop=creator]"),
        time=("[itemprop=dateCreated]@datetime", "[itemprop=dateCreated]@content", "[itemprop=datePublished]@datetime",
              "[itemprop=datePublished]@content", "[itemprop=commentTime]@datetime", "[itemprop=dateCreated]",
              "[itemprop=datePublished]"),
        body=("[itemprop=text]", "[itemprop=articleBody]", "[itemprop=commentText]", "[itemprop=description]"),
        score=("[itemprop=upvoteCount]@content", "[itemprop=upvoteCount]"),
        permalink=("[itemprop=url]@href",),
        opening="[itemtype$=schema.org/Question], [itemtype$=schema.org/DiscussionForumPosting],"
                " [itemtype$=schema.org/BlogPosting], [itemtype$=schema.org/Article]",
        opening_body=("[itemprop=text]", "[itemprop=articleBody]"),
        opening_author=("[itemprop=author] [itemprop=name]", "[itemprop=author]"),
        opening_time=("[itemprop=dateCreated]@datetime", "[itemprop=datePublished]@datetime",
                      "[itemprop=datePublished]@content"),
    )  # fmt: skip
