"""Discord's Markdown with names in place of ids: `<@80351110224678912> look at <#103735883630395392>`.

Everything else of the Markdown stays as written.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_REFERENCE = re.compile(
    r"<(?:(?P<sign>@[!&]?|#)(?P<id>[0-9]{1,20})"
    r"|a?:(?P<emoji>\w{1,64}):[0-9]{1,20}"
    r"|t:(?P<seconds>-?[0-9]{1,12})(?P<style>:[tTdDfFsSR])?"
    r"|/(?P<command>[-\w ]{1,100}):[0-9]{1,20})>"
)
_DATES = {":d": "%Y-%m-%d", ":D": "%Y-%m-%d", ":t": "%H:%M UTC", ":T": "%H:%M:%S UTC"}
"""How a time is written whose style asks for a part of it. Relative times are written in full: a file has no now."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def discord_text(markdown: str, names: Mapping[str, str] | None = None) -> str:
    """The Markdown of a message with names in place of references.

    `names` gives users, roles and channels by id; what it lacks is written as @id or #id. Times are in UTC.
    """
    if "<" not in markdown:
        return markdown
    known = names or {}

    def resolved(match: re.Match[str]) -> str:
        if match["id"]:
            return match["sign"][0] + (known.get(match["id"]) or match["id"])
        if match["emoji"]:
            return f":{match['emoji']}:"
        if match["command"]:
            return f"/{match['command']}"
        try:
            moment = _EPOCH + timedelta(seconds=int(match["seconds"]))
        except OverflowError:
            return match[0]
        return moment.strftime(_DATES.get(match["style"] or "", "%Y-%m-%d %H:%M UTC"))

    return _REFERENCE.sub(resolved, markdown)
