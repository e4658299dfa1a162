"""JSON for tests of its readers: values of all kinds, and texts of them with blanks and line ends."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

WORDS = st.text('aé\U0001f600"\\/\n\t []{}:,\ud800x', max_size=8)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False)
    | WORDS
)  # fmt: skip
VALUES: SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
OBJECTS = st.dictionaries(WORDS, VALUES, max_size=4)
STYLES: SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "ensure_ascii": st.booleans(),
        "indent": st.sampled_from((None, 1, "\t")),
        "separators": st.sampled_from(((",", ":"), (" , ", " : "))),
    }
)
WINDOWS = st.sampled_from((8, 9, 13, 16, 31, 64, 1 << 20))
JSON_LIKE = st.lists(
    st.sampled_from(
        (
            b"{", b"}", b"[", b"]", b'"', b",", b":", b"\\", b" ", b"\n", b"1", b"-", b"e5", b"true", b"nul", b'"a":',
            b'{"a":1}', b"\xff", b"\xc3\xa9", b"\xe2\x80", b"\xa0", b"\x00", b"\xef\xbb\xbf", b"\\u12", b'"b"', b"[]",
        )
    ),
    max_size=40,
).map(b"".join)  # fmt: skip


def write(value: object, style: dict[str, Any]) -> bytes:
    """A value as JSON. Lone surrogates are always written as escapes."""
    text = json.dumps(value, **style)
    return re.sub("[\ud800-\udfff]", lambda lone: f"\\u{ord(lone[0]):04x}", text).encode()


def read(data: bytes) -> Any:
    """The value of a whole JSON text, by the decoder of the standard library."""
    return json.loads(data.decode("utf-8", "surrogateescape"), strict=False)
