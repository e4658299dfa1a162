"""Names of elements and attributes with the usual prefix of their namespace, whatever prefix the file chose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL_PREFIXES = {
    "disqus.com": "dsq",
    "disqus.com/disqus-internals": "dsq",
    "purl.org/dc/elements/1.1": "dc",
    "purl.org/rss/1.0/modules/content": "content",
    "purl.org/rss/1.0/modules/slash": "slash",
    "purl.org/syndication/thread/1.0": "thr",
    "schemas.google.com/blogger/2018": "blogger",
    "schemas.google.com/g/2005": "gd",
    "search.yahoo.com/mrss": "media",
    "w3.org/2005/atom": "atom",
    "wellformedweb.org/commentapi": "wfw",
    "wordpress.org/export": "wp",
    "wordpress.org/export/excerpt": "excerpt",
}
"""The address of a namespace, as `_address` shortens it, to its usual prefix."""

_SCHEME = re.compile(r"^https?://(?:www\.)?")
_EXPORT_VERSION = re.compile(r"^(wordpress\.org/export)/[\d.]+")
_MAX_CACHED_NAMES = 4096


class Prefixes:
    """The namespaces that are in scope, and the names seen with them.

    The namespace of the root element has no prefix: its elements are `feed` and `entry`, whatever the file writes."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        """Names as written to usual names. Emptied whenever a declaration comes into scope or goes out of it."""
        self._addresses: dict[str, str] = {}
        """The prefixes in scope; an empty one for names without a prefix."""
        self._outer: list[tuple[int, str, str | None]] = []
        """For each declaration in scope: the depth of its element, the prefix, and what the prefix meant before."""
        self.scope_depth = -1
        """The depth of the innermost element with declarations in scope; -1 if there is none."""
        self._root: str | None = None

    def declare(self, depth: int, attributes: Mapping[str, str]) -> None:
        """Bring the declarations among the attributes of an element into scope."""
        for name, value in attributes.items():
            if name == "xmlns" or name.startswith("xmlns:"):
                prefix = name[6:]
                self._outer.append((depth, prefix, self._addresses.get(prefix)))
                self._addresses[prefix] = _address(value)
                self.scope_depth = depth
                self.names.clear()

    def leave(self, depth: int) -> None:
        """Take the declarations of the elements at this depth and below out of scope."""
        while self._outer and self._outer[-1][0] >= depth:
            _, prefix, before = self._outer.pop()
            if before is None:
                del self._addresses[prefix]
            else:
                self._addresses[prefix] = before
            self.names.clear()
        self.scope_depth = self._outer[-1][0] if self._outer else -1

    def keep(self) -> None:
        """Keep the declarations in scope until the end of the file: the ends of their elements were not found."""
        self._outer.clear()
        self.scope_depth = -1

    def set_root(self, name: str) -> None:
        """Make the namespace of the root element the one without a prefix."""
        self._root = self._addresses.get(name.rpartition(":")[0])
        self.names.clear()

    def usual(self, name: str) -> str:
        """A name with the usual prefix; as written where its namespace is not declared or not known."""
        usual = self.names.get(name)
        if usual is None:
            if len(self.names) >= _MAX_CACHED_NAMES:
                self.names.clear()
            usual = self.names[name] = self._usual(name)
        return usual

    def _usual(self, name: str) -> str:
        prefix, _, local = name.rpartition(":")
        address = self._addresses.get(prefix)
        if address is None:
            return name
        if address == self._root:
            return local
        usual = USUAL_PREFIXES.get(address)
        return f"{usual}:{local}" if usual else name


def _address(written: str) -> str:
    """The address of a namespace without what varies between files: the scheme, and the version of an export."""
    address = _SCHEME.sub("", written.strip().lower()).rstrip("/")
    return _EXPORT_VERSION.sub(r"\1", address)
