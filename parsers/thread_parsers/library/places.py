"""Paths of a call, and how the index has them."""

from __future__ import annotations

import os
from typing import NamedTuple

from thread_parsers.database_files import path_key


class Place(NamedTuple):
    """A path in the call, and how it is stored."""

    path: str
    key: bytes

    @classmethod
    def of(cls, path: str) -> Place:
        """The place of a path."""
        return cls(path, path_key(path))

    @property
    def below(self) -> tuple[bytes, bytes]:
        """What the paths below it begin with, and the first one that does not."""
        root = self.key if self.key.endswith(b"/") else self.key + b"/"
        return root, root[:-1] + b"0"

    @property
    def spans(self) -> tuple[tuple[bytes, bytes], tuple[bytes, bytes]]:
        """The same of the path itself, and of those below it."""
        return (self.key, self.key + b"\0"), self.below

    def spelled(self, key: bytes) -> str:
        """A stored path as the call would write it."""
        rest = key[len(self.key) :].lstrip(b"/")
        return os.path.join(self.path, os.fsdecode(rest)) if rest else self.path  # noqa: PTH118
