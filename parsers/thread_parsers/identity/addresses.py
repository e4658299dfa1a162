"""The address of an article in one form."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from thread_parsers.identity.sites import MAX_ADDRESS_CHARS, without_prefix

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

_FRONT_PAGE = re.compile(r"/*(?:(?:index|default|home)\.\w{2,5})?/*")
_TRACKING = re.compile(
    r"utm_\w+|mc_[ce]id|_?ga|_gl|[a-z]{1,3}clid|fbclid|msclkid|igshid|igsh|ref|ref_src|ref_url|ref_source|referrer|share_id"
    r"|share|shared|si|feature|source|amp|cmpid|campaign|spm|rdt"
    r"|sort|sort_?by|order|order_?by|tab|answertab|view|noredirect|[lr]q|context|depth|limit|highlight|hl|lang|theme",
    re.IGNORECASE,
)
"""Parameters that say where a reader came from, and how comments are shown."""
_SESSION = re.compile(r"(?:s|sid|sessionid|phpsessid|jsessionid|sess)", re.IGNORECASE)
_SESSION_VALUE = re.compile(r"[0-9A-Za-z]{20,}")


def address_key(discussion: Discussion) -> int:
    """A hash of the canonical address of the article: without scheme, `www.`, tracking parameters, fragment and final
    slash. 0 if the file states no address, or only the front page of a site."""
    url = canonical(discussion.article.url or "")
    if not url:
        return 0
    digest = blake2b(url.encode("utf-8", "replace"), digest_size=8, person=b"address").digest()
    return int.from_bytes(digest, "little", signed=True) or 1


def canonical(url: str) -> str:
    """An address in the form that is compared; empty if it is not the address of a page."""
    from urllib.parse import parse_qsl, unquote, urlsplit

    try:
        parts = urlsplit(url.strip()[:MAX_ADDRESS_CHARS])
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    host = without_prefix(host)
    if port not in {None, 80, 443}:
        host += f":{port}"
    path = re.sub("//+", "/", unquote(parts.path)).rstrip("/")
    named = parse_qsl(parts.query, keep_blank_values=True)
    query = sorted((name, value) for name, value in named if not _is_dropped(name, value))
    if not query and _FRONT_PAGE.fullmatch(path):
        return ""
    return host + path + "".join(f"?{name}={value}" for name, value in query)


def _is_dropped(name: str, value: str) -> bool:
    return bool(_TRACKING.fullmatch(name) or (_SESSION.fullmatch(name) and _SESSION_VALUE.fullmatch(value)))
