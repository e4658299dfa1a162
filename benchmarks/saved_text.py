"""Comments as people copy them from pages: blogs, forums, talk pages, listings of code, and chats."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from comment_stream import Comment

_RANKS = ("Guest", "Gardener", "Member", "Site Admin")
_VERBS = ("make", "count", "read", "find", "keep", "write")


def gate(comments: Iterator[Comment]) -> Iterator[str]:
    """A Gate post. It states fewer comments than it has, since their number is not known yet; of one that states more,
    other formats would look for the rest."""
    yield "The tap by the railway\nIt is open from May to October.\n"
    yield "7 Likes\nReward\n7\n1\nRepost\nShare\nComment\n0/400\n"
    for comment in comments:
        yield f"{comment.author}\n· {comment.time:%Y-%m-%d %H:%M}\n{comment.text}\nReply{max(comment.likes, 0)}\n"


def said(comments: Iterator[Comment]) -> Iterator[str]:
    """A blog of Blogger: the name above the words, the time below them."""
    yield "The second tap\n\nThe allotment by the railway gets a second tap.\n\nComments:\n\n"
    for comment in comments:
        time = f"{comment.time:%B} {comment.time.day}, {comment.time:%Y at %I:%M %p}"
        yield f"{comment.author} said...\n\n{comment.text}\n\n{time}\n\n"


def talk(comments: Iterator[Comment]) -> Iterator[str]:
    """A talk page of a wiki: replies are indented, and signed behind their words."""
    yield "Requests for the bench\n\n"
    depths = [-1]
    for comment in comments:
        depths.append(depths[comment.parent] + 1 if comment.parent else 0)
        margin = "    " * min(depths[-1], 6)
        words = comment.text.replace("\n", f"\n{margin}")
        time = f"{comment.time:%H:%M}, {comment.time.day} {comment.time:%B %Y} (UTC)"
        yield f"{margin}{words} {comment.author} (talk) {time}\n\n"


def forum(comments: Iterator[Comment]) -> Iterator[str]:
    """An old forum: name and rank above `Posted: … Post subject: …`."""
    yield "The allotment by the railway gets a second tap.\n\n"
    for comment in comments:
        time = f"{comment.time:%a %b %d, %Y %I:%M} {comment.time:%p}".replace("AM", "am").replace("PM", "pm")
        rank = _RANKS[len(comment.author) % len(_RANKS)]
        yield f"{comment.author}\n{rank}\nPosted: {time} Post subject: Re: The tap\n{comment.text}\nBack to top\n"


def code(comments: Iterator[Comment]) -> Iterator[str]:
    """A listing of code, without comments of people."""
    for comment in comments:
        name = comment.author.replace("/", "_")
        verb = _VERBS[comment.number % len(_VERBS)]
        yield f"def {verb}_{name}(page: Page, limit: int = {comment.likes}) -> list[str]:\n"
        yield f'    """{comment.text.partition(".")[0]}."""\n    found: list[str] = []\n'
        yield f"    for at, line in enumerate(page.lines[{comment.number}:]):\n"
        yield "        if at > limit:\n            break\n"
        yield f"        found.append(line.strip())  # {comment.text[-40:].strip()!r}\n    return found\n\n\n"


def dotted(comments: Iterator[Comment]) -> Iterator[str]:
    """Heads like `Name · 3h`."""
    yield "The tap\n\nIt is open.\n\nComments\n\n"
    for comment in comments:
        yield f"{comment.author} · {1 + comment.number % 23}h\n{comment.text}\n\n"


def hackernews_copy(comments: Iterator[Comment]) -> Iterator[str]:
    """A copy of a page of Hacker News."""
    yield "The tap (example.org)\n57 points by tinker 2 hours ago | hide | past | favorite | 99 comments\n\n"
    for comment in comments:
        yield f"{comment.author} {1 + comment.number % 23} hours ago | parent | prev | next [–]\n\n"
        yield f"{comment.text}\n\nreply\n\n"


def reddit_copy(comments: Iterator[Comment]) -> Iterator[str]:
    """A copy of a page of Reddit: name, age and buttons on lines of their own."""
    yield "The tap\n\nIt is open.\n\n"
    for comment in comments:
        yield f"u/{comment.author} avatar\n{comment.author}\n•\n{1 + comment.number % 23}h ago\n"
        yield f"{comment.text}\n\nUpvote\n{max(comment.likes, 0)}\n\nDownvote\n\n"
        yield "Reply\nreply\n\nAward\n\nShare\nShare\n\n"


def whatsapp(comments: Iterator[Comment]) -> Iterator[str]:
    """An export of WhatsApp for Android."""
    for comment in comments:
        yield f"{comment.time:%d/%m/%Y, %H:%M} - {comment.author.replace('_', ' ')}: {comment.text}\n"


def irc(comments: Iterator[Comment]) -> Iterator[str]:
    """A log of irssi: messages of one line, and lines that state the day."""
    day = ""
    for comment in comments:
        today = f"{comment.time:%a %b %d %Y}"
        if today != day:
            yield f"--- Day changed {today}\n" if day else f"--- Log opened {comment.time:%a %b %d %H:%M:%S %Y}\n"
            day = today
        yield f"{comment.time:%H:%M} < {comment.author}> {' '.join(comment.text.split())}\n"


def slack_copy(comments: Iterator[Comment]) -> Iterator[str]:
    """A copy from Slack: the clock in brackets behind the name."""
    for comment in comments:
        yield f"{comment.author} [{comment.time.hour % 12 or 12}:{comment.time:%M %p}]\n{comment.text}\n\n"


def discord_copy(comments: Iterator[Comment]) -> Iterator[str]:
    """A copy from Discord: the clock in brackets ahead of the name."""
    for comment in comments:
        yield f"[{comment.time.hour % 12 or 12}:{comment.time:%M %p}]{comment.author}: {comment.text}\n"


_WRITERS = (
    gate, said, talk, forum, code, dotted, hackernews_copy, reddit_copy, whatsapp, irc, slack_copy, discord_copy,
)  # fmt: skip
TEXT_FILES: dict[str, tuple[str, Callable[[Iterator[Comment]], Iterator[str]]]] = {
    write.__name__: (f"{write.__name__}.txt", write) for write in _WRITERS
}
"""The file of each kind, and what writes it."""
