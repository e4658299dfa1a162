"""The table of JSON families: what each one is, how it is recognized, and which module reads it."""

from __future__ import annotations

from thread_parsers.formats.families import Family, formats_of

FAMILIES: tuple[Family, ...] = (
    Family(
        "thread-reader", "JSON that this program wrote (--to json, --to jsonl)", "own",
        (
            (rb'"schema":\s*"thread-reader/',),
            (rb'"segments":\s*\[', rb'"time_text":', rb'"inferred":\s*\['),
        ),
        may_be_empty=True,
    ),
    Family(
        "reddit", "comments of a Reddit page (JSON)", "reddit",
        ((rb'"kind":\s*"Listing"', rb'"kind":\s*"t[13]"'), (rb'"things":\s*\[', rb'"kind":\s*"t1"')),
        body_form="markdown",
    ),
    Family(
        "bdfr", "Reddit submission archived by the Bulk Downloader (JSON)", "bdfr",
        (
            (rb'"submission":\s*"', rb'"is_submitter":', rb'"replies":\s*\['),
            (rb'"selftext":', rb'"created_utc":', rb'"comments":\s*\[', rb'"title":'),
        ),
        body_form="markdown",
    ),
    Family(
        "pushshift", "dump of Reddit comments or submissions (ndjson of Pushshift, Arctic Shift)", "pushshift",
        (
            (rb'"link_id":\s*(?:"t3_|\d)', rb'"body":', rb'"parent_id":'),
            (rb'"selftext":', rb'"num_comments":', rb'"subreddit(?:_id)?":'),
        ),
        body_form="markdown",
    ),
    Family(
        "hackernews", "story of Hacker News with its comments (JSON of /items)", "hackernews",
        (
            (rb'"type":\s*"(?:story|comment|job|poll)"', rb'"children":\s*\[', rb'"author":'),
            (rb'\A\s*\[\s*\{\s*"id":\s*\d+,\s*"author":\s*(?:"[^"]*"|null),\s*"text":', rb"&#x2[27F];"),
        ),
        body_form="html",
    ),
    Family(
        "hackernews-search", "search hits of Hacker News (JSON)", "hackernews_search",
        (
            (rb'"objectID":', rb'"(?:comment_text|story_text|num_comments|story_title)":'),
        ),
        body_form="html",
    ),
    Family(
        "hackernews-items", "items of the API of Hacker News (JSON), one or many", "hackernews_items",
        (
            (
                rb'"type":\s*"(?:story|comment|job|poll|pollopt)"', rb'"time":\s*\d{9,10}\b',
                rb'"(?:by|kids|descendants)":',
            ),
        ),
        body_form="html",
    ),
    Family(
        "discourse", "topic of a Discourse forum (JSON)", "discourse",
        (
            (rb'"post_stream":\s*\{',),
            (rb'"cooked":', rb'"post_number":', rb'"topic_id":'),
            (rb'"(?:suggested_topics|participants)":\s*\[', rb'"(?:draft_key":\s*"topic_|chunk_size":)'),
        ),
        body_form="html",
    ),
    Family(
        "github", "issue, pull request, discussion or comments of GitHub (JSON of REST, gh or GraphQL)", "github",
        (
            (rb'"author_association":', rb'"body":'),
            (rb'"(?:issue|pull_request)_url":\s*"https?://[^"]+/repos/',),
            (rb'"comments_url":\s*"https?://[^"]+/repos/[^"]+/issues/\d+/comments"',),
            (rb'"authorAssociation":', rb'"(?:comments|reviews|reviewThreads|timelineItems|replies)":\s*[\[{]'),
            (
                rb'"createdAt":', rb'"(?:nodes|edges|comments)":\s*\[',
                rb'"url":\s*"https://[^"/\s]+/[^"/\s]+/[^"/\s]+/(?:issues|pull|discussions)/\d+',
            ),
        ),
        body_form="markdown",
    ),
    Family(
        "mastodon", "context of a Mastodon status, or statuses (JSON)", "mastodon",
        (
            (rb'"ancestors":\s*\[', rb'"descendants":\s*\['),
            (rb'"spoiler_text":', rb'"in_reply_to_id":'),
        ),
        body_form="html",
    ),
    Family(
        "bluesky", "thread or posts of Bluesky (JSON of getPostThread, getAuthorFeed, searchPosts)", "bluesky",
        (
            (rb'"app\.bsky\.(?:feed\.defs#threadViewPost|unspecced\.defs#threadItemPost)"',),
            (rb'"uri":\s*"at://[^"/]+/app\.bsky\.feed\.post/', rb'"record":\s*\{', rb'"handle":'),
        ),
    ),
    Family(
        "activitypub", "notes of the fediverse (JSON of ActivityPub: outbox, replies)", "activitypub",
        (
            (rb'"attributedTo":', rb'"type":\s*"(?:Note|Article|Page|Question|Video)"', rb'"published":'),
            (rb'"type":\s*"(?:OrderedCollection|Collection)(?:Page)?"', rb'"(?:orderedItems|items)":\s*\['),
        ),
        body_form="html",
    ),
    Family(
        "gitlab", "notes, discussions, issues or merge requests of GitLab (JSON of REST or GraphQL)", "gitlab",
        (
            (rb'"noteable_type":\s*"', rb'"body":'),
            (rb'"user_notes_count":', rb'"iid":\s*\d'),
            (rb'"gid://gitlab/', rb'"body":'),
        ),
        body_form="markdown",
    ),
    Family(
        "matrix", "rooms of Matrix (JSON of Element, or of a server)", "matrix",
        ((rb'"origin_server_ts":\s*\d', rb'"type":\s*"m\.room\.'),),
    ),
    Family(
        "messenger", "conversation of Messenger or Instagram (JSON of an export of Meta)", "messenger",
        (
            (rb'"sender_name":\s*"', rb'"timestamp_ms":\s*\d'),
            (rb'"senderName":\s*"', rb'"isUnsent":', rb'"timestamp":\s*\d'),
        ),
    ),
    Family(
        "discord-tracker", "channels of Discord, saved by Discord History Tracker (JSON)", "discord_tracker",
        ((rb'"userindex":\s*\[', rb'"channels":\s*\{', rb'"meta":\s*\{'),),
        body_form="discord",
    ),
    Family(
        "lemmy", "comments of Lemmy (JSON)", "lemmy",
        ((rb'"path":\s*"0\.\d', rb'"comment":\s*\{'), (rb'"post_view":\s*\{', rb'"counts":\s*\{')),
        body_form="markdown",
    ),
    Family(
        "lobsters", "story of Lobsters with its comments (JSON)", "lobsters",
        ((rb'"short_id":', rb'"comments_url":'), (rb'"short_id":', rb'"commenting_user":')),
        body_form="html",
    ),
    Family(
        "jsonld", "schema.org posting or question (JSON-LD)", "jsonld",
        (
            (
                rb'"@context":\s*\[?\s*[{"][^}\]]{0,200}schema\.org',
                rb'"@type":\s*\[?\s*"(?:DiscussionForumPosting|SocialMediaPosting|QAPage|Question|Comment)"',
            ),
        ),
    ),
    Family(
        "twitter", "tweets of a conversation (JSON of the API of Twitter, X)", "twitter",
        (
            (rb'"conversation_id":\s*"\d', rb'"(?:author_id|public_metrics|referenced_tweets)":'),
            (rb'"in_reply_to_status_id(?:_str)?":', rb'"screen_name":', rb'"favorite_count":'),
            (rb'"tweet":\s*\{', rb'"full_text":', rb'"favorite_count":'),
        ),
    ),
    Family(
        "flarum", "discussion of a Flarum forum (JSON)", "flarum",
        (
            (
                rb'"type":\s*"(?:discussions|posts)"', rb'"attributes":\s*\{',
                rb'"(?:contentType|participantCount|commentCount)":',
            ),
        ),
        body_form="html",
    ),
    Family(
        "remark42", "comments of a page by Remark42 (JSON)", "remark42",
        ((rb'"pid":\s*"', rb'"locator":\s*\{', rb'"user":\s*\{'),),
        body_form="html",
    ),
    Family(
        "mattermost", "posts of Mattermost channels (JSON of the API, bulk export)", "mattermost",
        (
            (rb'"create_at":\s*\d', rb'"root_id":', rb'"message":'),
            (rb'"type":\s*"(?:direct_)?post"', rb'"create_at":\s*\d', rb'"message":'),
        ),
        body_form="markdown",
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
        body_form="discord",
    ),
    Family(
        "slack", "messages of a Slack channel: a day's file of an export, or of slackdump (JSON)", "slack",
        (
            (rb'^\s*(?:\[|\{)', rb'"ts":\s*"\d{9,11}\.\d{6}"', rb'"type":\s*"message"'),
        ),
        body_form="mrkdwn",
    ),
    Family(
        "stackexchange-api", "questions and answers of the API of Stack Exchange (JSON)", "stackexchange",
        (
            (rb'"quota_remaining":', rb'"(?:question|answer|comment|post)_id":'),
            (rb'"(?:answer|question|comment)_id":\s*\d', rb'"owner":\s*\{', rb'"creation_date":\s*\d'),
        ),
        body_form="html",
    ),
    Family(
        "youtube", "comments of YouTube, from its Data API (JSON)", "youtube_api",
        ((rb'"kind":\s*"youtube#comment(?:Thread)?(?:ListResponse)?"',),),
    ),
    Family(
        "youtube-page", "comments or live chat of YouTube, as its pages load them (JSON)", "youtube_page",
        ((rb'"(?:commentRenderer|commentEntityPayload|liveChat(?:Text|Paid)MessageRenderer)":\s*\{',),),
    ),
    Family(
        "yt-dlp", "comments of a video, from yt-dlp (info.json)", "ytdlp",
        (
            (rb'"extractor_key":\s*"', rb'"webpage_url":\s*"'),
            (rb'"formats":\s*\[\s*\{', rb'"format_id":\s*"', rb'"protocol":\s*"'),
            (rb'"parent":\s*"root"', rb'"(?:author_id|like_count|_time_text|author_is_uploader)":', rb'"text":\s*"'),
            (rb'"_type":\s*"(?:video|playlist)"', rb'"(?:age_limit|_version|availability|automatic_captions)":'),
        ),
    ),
)  # fmt: skip

JSON_FORMATS = formats_of("json", __package__, FAMILIES)
"""The formats of all families, then the one for any other JSON."""
