"""Engines of single sites and of question sites."""

from __future__ import annotations

from thread_parsers.formats.html.engines.engine import Engine

QUESTIONS = (
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
        opening_author=(".post-update-info .user-info a", ".user-card .user-info a", ".user-card a"),
        opening_time=(".post-update-info abbr.timeago@title", "abbr.timeago@title"),
        opening_score=(".vote-number",),
    ),
    Engine(
        "stackexchange-page", "question of Stack Exchange (HTML)",
        ((rb"""class=["']?[^>]{0,60}question-page""", rb"""data-questionid|data-answerid|s-prose|post-text"""),
         (rb"""data-answerid|itemtype=["']https?://schema.org/Answer""", rb"""js-vote-count|post-text|s-prose""")),
        comment="div.answer[data-answerid], li.comment[data-comment-id], tr.comment[id^=comment-]",
        author=(".community-wiki", ".user-details[itemprop=author] a", ".user-details[itemprop=author]",
                ".comment-user", ".post-signature .user-details a:last", ".user-details a:last"),
        time=("time[itemprop=dateCreated]@datetime", ".comment-date .relativetime-clean@title",
              ".relativetime-clean@title", ".comment-date span@title", ".user-action-time .relativetime:last@title",
              ".relativetime:last@title"),
        body=(".s-prose", ".post-text", ".comment-copy"),
        score=("@data-score", ".comment-score", ".vote-count-post", ".js-vote-count"),
        permalink=(".js-share-link@href", ".comment-link@href"),
        opening="div.question",
        opening_body=(".s-prose", ".post-text"),
        opening_author=(".post-signature.owner .user-details a", ".owner .user-details a"),
        opening_time=("time[itemprop=dateCreated]@datetime", ".owner .relativetime@title"),
        opening_score=("@data-score", ".js-vote-count@data-value", ".js-vote-count", ".vote-count-post"),
        zone=0,
    ),
)  # fmt: skip

TALK = Engine(
    "talk-page", "talk page of MediaWiki (HTML)", ((rb"""data-mw-comment-start""",),),
    comment="", author=(), time=(), body=(), nesting="marks",
)  # fmt: skip

SITES = (
    Engine(
        "github-page", "issue, pull request or discussion of GitHub (HTML)",
        ((rb"""content=["']GitHub["']""",), (rb"""react-issue-comment|js-comment-container""",)),
        comment=".react-issue-comment, .timeline-comment, .review-comment",
        author=("a.author", "a[data-testid=avatar-link]@href", "a[data-hovercard-type=user]@href"),
        time=("a[href*=issuecomment] relative-time@datetime", "relative-time@datetime"),
        body=(".markdown-body", ".comment-body"),
        nesting="flat",
        titles=("[data-testid=issue-title]", ".js-issue-title"),
        opening=".react-issue-body, [data-testid=issue-viewer-issue-container], [id^=issue-] .timeline-comment,"
                " [id^=pullrequest-] .timeline-comment, [id^=discussion-] .timeline-comment,"
                " .timeline-comment[id^=issue-], .timeline-comment[id^=pullrequest-]",
        opening_body=(".markdown-body", ".comment-body"),
        opening_author=("a[data-testid=issue-body-header-author]", "a.author"),
        opening_time=("relative-time@datetime",),
        zone=0,
    ),
    Engine(
        "gitea-page", "issue of Gitea, Forgejo or Codeberg (HTML)",
        ((rb"""class=["'][^"']*\btimeline-item\b""", rb"""class=["'][^"']*\brender-content\b"""),),
        comment=".timeline-item.comment",
        author=("a.author", ".author"),
        time=(".comment-header relative-time@datetime", "relative-time@datetime", ".time-since@datetime"),
        body=(".render-content",),
        nesting="flat",
        permalink=("a[href*=issuecomment]@href",),
        titles=(".issue-title", "#issue-title"),
        first_is_article=True,
        zone=0,
    ),
    Engine(
        "mastodon-page", "posts of Mastodon (HTML)",
        ((rb"""class=["'][^"']*\bstatus__content\b""", rb"""class=["'][^"']*\bdisplay-name__account\b"""),),
        comment="div.status, div.detailed-status",
        author=(".display-name__account",),
        time=("time@datetime", ".detailed-status__datetime time@datetime", ".detailed-status__datetime"),
        body=(".status__content__text", ".status__content"),
        nesting="flat",
        permalink=("a.status__relative-time@href", "a.detailed-status__datetime@href"),
        dropped=".status__content__read-more-button, .translate-button",
    ),
    Engine(
        "reddit-page", "comments of a Reddit page (HTML)",
        ((rb"""<shreddit-comment[\s>]""",), (rb"""redditstatic\.com/desktop2x""",),
         (rb"""data-fullname=["']?t1_""",),
         (rb"""reddit\.com""", rb"""id=["']?t[13]_|shreddit|data-fullname=["']t[13]_""")),
        comment="shreddit-comment, div.thing[data-fullname^=t1_], div[id^=t1_][style*=padding]",
        outside=".morechildren, .morerecursion",
        author=("@author", "@data-author", "a.author", "a[href^=/user/]@href"),
        time=("@created", "time@datetime", "faceplate-timeago@ts", "a[id^=CommentTopMeta--Created]",
              "a[data-click-id=timestamp]"),
        body=("[slot=comment]", ".usertext-body .md", "[data-testid=comment]", "[data-test-id=comment]"),
        nesting="level",
        level=("@depth", "@style"),
        edited=("time.edited-timestamp@datetime",),
        score=("@score", "shreddit-comment-action-row@score", "span.score.unvoted@title", "[id^=vote-arrows-t1_] div", ".score",
               "span:contains(point)"),
        permalink=("@permalink",),
        titles=("shreddit-post@post-title", "[data-test-id=post-content] h1", "div.thing[data-fullname^=t3_] a.title"),
        counts=("shreddit-post@comment-count", "div.thing[data-fullname^=t3_]@data-comments-count"),
        opening="shreddit-post, div.thing[data-fullname^=t3_], div.thing.link, [data-test-id=post-content]",
        opening_body=("[slot=text-body]", ".usertext-body .md", "[data-click-id=text]"),
        opening_author=("@author", "@data-author", "a.author", "a[href^=/user/]@href"),
        opening_time=("@created-timestamp", "time@datetime"),
        opening_score=("@score", "@data-score", "[id^=vote-arrows-t3_] div", ".score.unvoted@title"),
        zone=0,
    ),
)  # fmt: skip
