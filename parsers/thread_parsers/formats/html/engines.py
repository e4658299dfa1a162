"""The table of engines: which elements of a page are its comments, and where each says who, when and what.

Selectors are those of `markup.selectors`. A field is read by the first of its rows that finds something: `selector` is
the text of the element, `selector@name` an attribute of it, `@name` an attribute of the comment's own element.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Nesting = Literal["inside", "flat", "level"]
"""Replies are inside their parent's element (`inside`), there is no tree (`flat`), or a field states the depth
(`level`)."""


class Engine(NamedTuple):
    """One kind of page."""

    name: str
    title: str
    signs: tuple[tuple[bytes, ...], ...]
    """As in `families.Family`."""
    comment: str
    author: tuple[str, ...]
    time: tuple[str, ...]
    body: tuple[str, ...]
    nesting: Nesting = "inside"
    level: tuple[str, ...] = ()
    outside: str = ""
    """Elements whose comments are those of other pages."""
    scope: str = ""
    """The element around a comment that its replies are inside of, if that is not the comment's own."""
    edited: tuple[str, ...] = ()
    """When the comment was changed, as the page writes it."""
    score: tuple[str, ...] = ()
    id: tuple[str, ...] = ("@id",)
    permalink: tuple[str, ...] = ()
    dropped: str = ""
    """Elements of a body that are not words of the comment."""
    opening: str = ""
    """The first post, if it is not an element like the comments."""
    opening_body: tuple[str, ...] = ()
    opening_author: tuple[str, ...] = ()
    opening_time: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    """The number of a post in its thread: the first one is the article. Without it, the first post of a page is."""
    first_is_article: bool = False
    """Whether the first of the comment elements is the opening post, on the first page of a thread."""
    has_unique_ids: bool = False
    """Whether two elements of one id are one comment: pages may have it for readers without scripts, too."""
    zone: int | None = None
    """The zone of times that do not state one, in minutes east of UTC."""
    counts: tuple[str, ...] = ()
    """The number of comments that the page declares."""
    states: tuple[tuple[str, str], ...] = ()
    """Selectors of the comment's element, and the state that they mean."""
    badges: tuple[tuple[str, str], ...] = ()


ENGINES: tuple[Engine, ...] = (
    Engine(
        "hackernews-page", "page of Hacker News (HTML)",
        ((rb"""<tr[^>]{0,40}class=["']?athing[^>]{0,60}comtr""",),
         (rb"""id=["']?hnmain""", rb"""class=["']?fatitem""")),
        comment="tr.athing.comtr",
        author=("a.hnuser",),
        time=("span.age@title", "span.age"),
        body=(".commtext", "div.comment"),
        nesting="level",
        level=("td.ind@indent", "td.ind img@width"),
        permalink=("span.age a@href",),
        dropped=".reply",
        opening="table.fatitem",
        opening_body=(".toptext",),
        opening_author=("a.hnuser",),
        opening_time=("span.age@title",),
        zone=0,
    ),
    Engine(
        "xenforo", "thread of a XenForo forum (HTML)",
        ((rb"""<html[^>]{0,200}(?:id=["']XF["']|id=["']XenForo)""",),
         (rb"""data-author=["'][^>]{0,200}(?:post|message)""",), (rb"""xenforo""", rb"""messageText|message--post""")),
        comment="article.message--post, li.message[data-author]",
        author=("@data-author", ".username"),
        time=(".message-attribution time@datetime", "time.u-dt@datetime", "time@datetime",
              ".DateTime@title", "abbr.DateTime@data-time", ".DateTime"),
        body=(".message-body .bbWrapper", ".message-content .bbWrapper", "blockquote.messageText", ".messageText"),
        nesting="flat",
        id=("@data-content", "@id"),
        permalink=(".datePermalink@href", ".message-attribution-main a@href"),
        dropped=".quoteExpand, .bbCodeBlock-expandLink, .messageTextEndMarker",
        edited=(".message-lastEdit time@datetime", ".message-lastEdit .DateTime@title", ".editDate .DateTime@title"),
        number=(".message-attribution-opposite li", ".postNumber"),
        first_is_article=True,
    ),
    Engine(
        "phpbb", "topic of a phpBB forum (HTML)",
        ((rb"""<body id=["']phpbb["']""",),
         (rb"""class=["'][^"']*postbody""", rb"""class=["'](?:author|postprofile|postauthor)""")),
        comment="div.post",
        author=("p.author .username", "p.author .username-coloured", "p.author strong", ".postprofile .username",
                ".postprofile dt a", ".postauthor"),
        time=("p.author time@datetime", "p.author"),
        body=("div.content",),
        nesting="flat",
        permalink=("p.author a@href",),
        dropped=".signature, .notice",
        first_is_article=True,
    ),
    Engine(
        "vbulletin", "thread of a vBulletin forum (HTML)",
        ((rb"""postcontainer""", rb"""postcontent"""), (rb"""name=["']generator["'][^>]{0,60}vBulletin""",),
         (rb"""id=["']post_message_\d""",)),
        comment="li.postcontainer, div.b-post, table[id^=post]",
        author=("a.username strong", ".username strong", "a.username", ".username", ".b-userinfo__details a",
                "a.bigusername"),
        time=("span.date", ".userstats dd", "time@datetime", "td.thead"),
        body=("blockquote.postcontent", ".postcontent", ".b-post__content", "div[id^=post_message_]"),
        nesting="flat",
        permalink=("a.postcounter@href",),
        dropped=".signature, .bbcode_expand",
        number=("a.postcounter",),
        first_is_article=True,
    ),
    Engine(
        "vanilla", "discussion of a Vanilla forum (HTML)",
        ((rb"""ItemComment""", rb"""MessageList|ItemDiscussion"""),),
        comment="li.ItemComment",
        author=("a.Username", ".Username"),
        time=("time@datetime", "time@title"),
        body=("div.Message", ".Message"),
        nesting="flat",
        permalink=("a.Permalink@href",),
        opening=".ItemDiscussion",
        opening_body=(".Message",),
        opening_author=("a.Username",),
        opening_time=("time@datetime",),
    ),
    Engine(
        "blogger", "post of a Blogger blog (HTML)",
        ((rb"""<(?:meta|link)[^>]{0,200}(?:content=['"]blogger['"]|blogger\.com)""", rb"""comment"""),),
        comment="li.comment",
        author=("cite.user", ".comment-author"),
        time=("span.datetime",),
        body=(".comment-content",),
        permalink=("span.datetime a@href",),
        opening=".post",
        opening_body=(".post-body",),
    ),
    Engine(
        "askbot", "question of an Askbot site (HTML)",
        ((rb"""askbot""", rb"""class=["']post (?:question|answer)|question-page"""),),
        comment="div.post.answer, div.comment[data-comment-id], div.comment[id^=comment-]",
        author=(".post-update-info .user-card a", ".user-card a", "a.author"),
        time=("abbr.timeago@title",),
        body=(".post-body", ".comment-body"),
        score=(".vote-number",),
        dropped=".post-update-info, .post-update-info-container, a.author, abbr.timeago, .comment-controls,"
                " .post-controls",
        opening="div.post.question, div.js-question",
        opening_body=(".post-body",),
    ),
    Engine(
        "lobsters-page", "story of Lobsters (HTML)",
        ((rb"""comments_subtree""", rb"""data-shortid"""),),
        comment="div.comment[id^=c_]",
        scope="li.comments_subtree",
        author=(".byline a[href^=/~]", ".byline a[href^=/u/]"),
        time=("time@data-at-unix", "time@datetime"),
        body=(".comment_text",),
        score=(".upvoter",),
        permalink=(".byline a[href*=/c/]@href",),
        opening=".story",
        opening_body=(".story_content .story_text", ".story_text"),
        zone=0,
    ),
    Engine(
        "stackexchange-page", "question of Stack Exchange (HTML)",
        ((rb"""class=["']?[^>]{0,60}question-page""", rb"""data-questionid|data-answerid|s-prose|post-text"""),
         (rb"""data-answerid|itemtype=["']https?://schema.org/Answer""", rb"""js-vote-count|post-text|s-prose""")),
        comment="div.answer[data-answerid], li.comment[data-comment-id]",
        author=(".community-wiki", ".user-details[itemprop=author] a", ".user-details[itemprop=author]",
                ".comment-user", ".post-signature .user-details a", ".user-details a", ".community-wiki"),
        time=("time[itemprop=dateCreated]@datetime", ".comment-date .relativetime-clean@title",
              ".relativetime-clean@title", ".user-action-time .relativetime@title", ".relativetime@title"),
        body=(".s-prose", ".post-text", ".comment-copy"),
        score=("@data-score", ".comment-score"),
        permalink=(".js-share-link@href", ".comment-link@href"),
        opening="div.question",
        opening_body=(".s-prose", ".post-text"),
        opening_author=(".post-signature.owner .user-details a", ".owner .user-details a"),
        opening_time=("time[itemprop=dateCreated]@datetime", ".owner .relativetime@title"),
        zone=0,
    ),
    Engine(
        "discourse-page", "topic of a Discourse forum (HTML)",
        ((rb"""generator["'][^>]{0,40}Discourse""",), (rb"""data-preloaded=|crawler-post|data-post-id=""",)),
        comment=".crawler-post, article[data-post-id]",
        has_unique_ids=True,
        author=(".names .username a", ".names a[data-user-card]", "[itemprop=author] [itemprop=name]",
                ".creator [itemprop=name]"),
        time=("[itemprop=datePublished]@content", "[itemprop=datePublished]@datetime", "time.post-time@datetime",
              ".post-date .relative-date@data-time"),
        body=(".cooked", "[itemprop=articleBody]", "[itemprop=text]", ".post"),
        nesting="flat",
        score=("[itemprop=interactionStatistic] [itemprop=userInteractionCount]@content",),
        edited=(".post-info.edits .relative-date@title",),
        number=("[itemprop=position]", "@id"),
        first_is_article=True,
    ),
    Engine(
        "github-page", "issue, pull request or discussion of GitHub (HTML)",
        ((rb"""content=["']GitHub["']""",), (rb"""react-issue-comment|js-comment-container""",)),
        comment=".react-issue-comment, .js-timeline-item .timeline-comment, .js-comment-container .timeline-comment",
        author=("a.author", "a[data-testid=avatar-link]@href", "a[data-hovercard-type=user]@href"),
        time=("a[href*=issuecomment] relative-time@datetime", "relative-time@datetime"),
        body=(".markdown-body", ".comment-body"),
        nesting="flat",
        opening=".react-issue-body, [data-testid=issue-viewer-issue-container]",
        opening_body=(".markdown-body",),
        opening_author=("a[data-testid=issue-body-header-author]", "a.author"),
        opening_time=("relative-time@datetime",),
        zone=0,
    ),
    Engine(
        "reddit-page", "comments of a Reddit page (HTML)",
        ((rb"""<shreddit-comment[\s>]""",), (rb"""redditstatic\.com/desktop2x""",),
         (rb"""reddit\.com""", rb"""id=["']?t[13]_|shreddit|data-fullname=["']t[13]_""")),
        comment="shreddit-comment, div.thing[data-fullname^=t1_], div[id^=t1_][style*=padding]",
        author=("@author", "@data-author", "a.author", "a[href^=/user/]@href"),
        time=("@created", "time@datetime", "a[id^=CommentTopMeta--Created]", "a[data-click-id=timestamp]"),
        body=("[slot=comment]", ".usertext-body .md", "[data-testid=comment]", "[data-test-id=comment]"),
        nesting="level",
        level=("@depth", "@style"),
        edited=("time.edited-timestamp@datetime",),
        score=("@score", "span.score.unvoted@title", "[id^=vote-arrows-t1_] div", ".score",
               "span:contains(point)"),
        permalink=("@permalink",),
        opening="shreddit-post, div.thing[data-fullname^=t3_], [data-test-id=post-content]",
        opening_body=("[slot=text-body]", ".usertext-body .md", "[data-click-id=text]"),
        opening_author=("@author", "@data-author", "a.author", "a[href^=/user/]@href"),
        opening_time=("@created-timestamp", "time@datetime"),
        zone=0,
    ),
    Engine(
        "wordpress-page", "post of a WordPress blog (HTML)",
        ((rb"""wp-content|wp-includes|generator["'][^>]{0,40}WordPress""",),),
        comment="li.comment, li.pingback, li.trackback, div.comment[id^=comment-], li[id^=comment-],"
                " div[id^=div-comment-]",
        outside="aside.widget, .widget-area, .widget_recent_comments",
        author=(".comment-author .fn", ".comment-author [itemprop=name]", "[itemprop=author] [itemprop=name]", ".fn",
                ".comment-author cite", "cite", ".comment-author", "[itemprop=name]"),
        time=("time@datetime", "time", ".comment-meta time", ".comment-time", ".comment-date", ".commentmetadata",
              ".comment-meta a", ".comment-meta"),
        body=(".comment-text", "[itemprop=text]", "section.comment-content", ".comment-content", ".comment-body",
              ".commentbody", ".comment_text", ".comment-entry", ".text"),
        permalink=(".comment-meta a@href", ".comment-time a@href", "time a@href"),
        dropped=".reply, .comment-reply, .comment-reply-link, .comment-meta, .comment-author, .commentmetadata, .says,"
                " .comment-edit-link, .comment-actions, .comment-awaiting-moderation, .sharedaddy",
        opening="article",
        opening_body=(".entry-content", "[itemprop=articleBody]", ".post-content", ".entry"),
    ),
    Engine(
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
    ),
)  # fmt: skip
