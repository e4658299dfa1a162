"""How to save discussions of sites and programs: for the table in README.md, and for an address in place of a file."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit


class Saving(NamedTuple):
    """What to save of one kind of discussions."""

    title: str
    what: str
    """Words after "save", with code between backticks."""
    formats: tuple[str, ...]
    """What reads it."""
    hosts: tuple[str, ...] = ()
    """The hosts of its addresses; those below them too."""


PAGE = "the page in a browser"
"""What to save of any other address."""
KINDS = (
    Saving(
        "any web page",
        'the page in a browser ("Save page as", complete or as HTML), with its comments unfolded; or select all, copy, '
        "and paste into a text file",
        ("html", "plain"),
    ),
    Saving("Reddit", "the address of the submission with `.json` at its end", ("reddit",), ("reddit.com",)),
    Saving("Hacker News", "`https://hn.algolia.com/api/v1/items/ID`", ("hackernews",), ("news.ycombinator.com",)),
    Saving("Lobsters", "`https://lobste.rs/s/ID.json`", ("lobsters",), ("lobste.rs",)),
    Saving("Discourse", "`https://SITE/t/ID.json`", ("discourse",)),
    Saving(
        "GitHub",
        "what `gh issue view NUMBER --json title,body,author,createdAt,url,comments` prints, or `gh pr view`",
        ("github",),
        ("github.com",),
    ),
    Saving(
        "Mastodon",
        "`https://SERVER/api/v1/statuses/ID/context` as `context.json`, and beside it the status, without `/context`, "
        "as `status.json`",
        ("mastodon",),
    ),
    Saving(
        "Bluesky",
        "`https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread?uri=at://NAME/app.bsky.feed.post/ID`",
        ("bluesky",),
        ("bsky.app",),
    ),
    Saving(
        "YouTube",
        "what `yt-dlp --skip-download --write-comments ADDRESS` writes, a file that ends in `.info.json`",
        ("yt-dlp",),
        ("youtube.com", "youtu.be"),
    ),
    Saving(
        "Wikipedia",
        "the address of the talk page with `?action=raw` at its end",
        ("wikitext",),
        ("wikipedia.org", "wikimedia.org", "wiktionary.org"),
    ),
    Saving("WhatsApp", 'what "Export chat" in the menu of the chat gives, without media', ("chat",)),
    Saving("Telegram", 'what "Export chat history" of Telegram Desktop gives, as JSON', ("telegram",)),
    Saving("Discord", "what DiscordChatExporter writes, as JSON", ("discord",)),
    Saving("Slack", "the export of the workspace, a zip archive", ("slack",)),
    Saving("mail", "the mailbox, a folder of mails, or a month of the archive of a mailing list", ("mail",)),
    Saving("your own blog", "what the export of WordPress, Disqus or Blogger gives", ("wordpress", "disqus", "feed")),
)


def how_to_save(address: str) -> str:
    """Return what to save of the discussion at an address, as plain text."""
    try:
        host = f".{urlsplit(address).hostname}"
    except ValueError:  # half of an IPv6 address, for example
        return PAGE
    found = (kind.what for kind in KINDS if any(host.endswith(f".{known}") for known in kind.hosts))
    return next(found, PAGE).replace("`", "")
