"""Markdown bodies. They stay as written; only what a site escapes around them is undone."""

from __future__ import annotations


def markdown_entities(markdown: str) -> str:
    """Decode `&amp;`, `&lt;` and `&gt;` once, the three characters that Reddit escapes in Markdown."""
    if "&" not in markdown:
        return markdown
    # The ampersand last: `&amp;lt;` is an escaped `&lt;`.
    return markdown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
