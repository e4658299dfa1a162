"""The table of XML families: what each one is, how it is recognized, and which module reads it."""

from __future__ import annotations

from thread_parsers.formats.families import Family, formats_of

_CHANNEL = rb"<channel[\s>](?!(?s:.){0,262144}?<comments>\s{0,80}<comment\s)"
"""Jira writes an issue and its comments as one item of a feed."""
FAMILIES: tuple[Family, ...] = (
    Family(
        "wordpress", "exports of WordPress blogs (WXR), also those that Disqus imports", "wordpress",
        ((rb'xmlns:[\w.-]+\s*=\s*["\']https?://wordpress\.org/export/\d',), (rb"<wp:comment>", rb"<wp:comment_id>")),
        body_form="html",
    ),
    Family(
        "disqus", "exports of the comments of a site from Disqus", "disqus",
        ((rb'xmlns(?::\w+)?\s*=\s*["\']https?://(?:www\.)?disqus\.com["\'/]', rb"<(?:\w+:)?(?:thread|post|category)\s"),
         (rb"<post\s+dsq:id=", rb"<message>")),
        body_form="html",
    ),
    Family(
        "stackexchange-dump", "dumps of Stack Exchange: Posts.xml, Comments.xml", "stackexchange",
        ((rb"<row\s[^<>]*?\bPostTypeId\s*=",), (rb"<comments>\s*<row\s[^<>]*?\bPostId\s*=",)),
        body_form="html",
    ),
    Family(
        "mediawiki", "exports of MediaWiki: the talk pages", "mediawiki",
        ((rb"<mediawiki\s[^<>]*?www\.mediawiki\.org/xml/export",), (rb"<mediawiki[\s>]", rb"<page>\s*<title>")),
    ),
    Family(
        "feed", "feeds: Atom, RSS, .rss of Reddit, exports of Blogger", "feed",
        ((rb"<(?:\w+:)?feed\s[^<>]*?www\.w3\.org/2005/Atom",), (rb"<rss[\s>]", _CHANNEL),
         (rb"<rdf:RDF\s[^<>]*?purl\.org/rss/",)),
        body_form="html",
    ),
)  # fmt: skip
"""In the order in which they are tried: an export of WordPress is also a feed."""

XML_FORMATS = formats_of("xml", __package__, FAMILIES)
"""The formats of all families, then the one for any other XML."""
