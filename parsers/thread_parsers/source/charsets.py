"""Encodings that an HTML page declares: `<meta charset>`, `http-equiv`, the XML declaration.

The names mean what browsers take them for (https://encoding.spec.whatwg.org/#names-and-labels): pages that say Latin-1
are Windows-1252, those that say GB2312 are GB18030.
"""

from __future__ import annotations

import codecs
import re

HEAD_BYTES = 1 << 12
"""Where the declaration must be; browsers look at 1 KB, but some programs put comments before it."""
_PAGE = re.compile(rb"\s*(?:<!--[^>]{0,2000}-->\s*)?<(?:!doctype|\?xml|html|head|meta|title|body)\b", re.IGNORECASE)
_DECLARED = re.compile(
    rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
    "iso8859-6": "iso8859-6", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip
"""What browsers read, by Python's name of what is declared. A page in whose bytes `charset=utf-16` can be read is not
UTF-16."""
_SEVEN_BITS = frozenset({"iso2022_jp", "hz"})
"""Encodings whose bytes are all those of ASCII."""
_REFUSED = frozenset({"utf-7", "punycode", "idna", "raw_unicode_escape", "unicode_escape", "undefined"})


def declared_charset(data: bytes) -> str:
    """The encoding that an HTML page declares, as Python calls it; empty if it declares none that is known."""
    head = data[:HEAD_BYTES]
    if not _PAGE.match(head):
        return ""
    found = _DECLARED.search(head)
    return known_charset((found[1] or found[2]).decode("ascii", "replace")) if found else ""


def known_charset(label: str) -> str:
    """What browsers take an encoding for, as Python calls it; empty if it is not known or not a text encoding."""
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return ""
    name = _MEANT.get(info.name, info.name)
    return name if info._is_text_encoding and name not in _REFUSED else ""


def is_seven_bit(charset: str, data: bytes) -> bool:
    """Whether a page is in an encoding whose bytes look like ASCII, and uses it."""
    return charset in _SEVEN_BITS and (b"\x1b" in data or b"~{" in data)
