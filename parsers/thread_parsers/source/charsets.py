"""Encodings that an HTML page declares: `<meta charset>`, `http-equiv`, the XML declaration.

The names mean what browsers take them for (https://encoding.spec.whatwg.org/#names-and-labels): pages that say Latin-1
are Windows-1252, those that say GB2312 are GB18030.
"""

from __future__ import annotations

import codecs
import re

HEAD_BYTES = 1 << 12
"""Where the declaration must be; browsers look at 1 KB, but some programs put comments before it."""
_PAGE = rb"(?i)\s*(?:<!--[^>]{0,2000}-->\s*)?<(?:!doctype|\?xml|html|head|meta|title|body)\b"
_DECLARED = (
    rb"(?i)<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})"
    rb"|<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})"
)
ALIASES = {
    "iso-8859-8-i": "iso-8859-8", "iso-8859-6-i": "iso-8859-6", "windows-874": "cp874", "x-sjis": "cp932",
    "x-gbk": "gb18030", "x-mac-roman": "mac_roman", "x-euc-jp": "euc_jp", "ansi": "cp1252", "utf8mb4": "utf-8",
    "x-windows-949": "cp949", "ks_c_5601-1987": "cp949", "cp-850": "cp850", "latin-1": "cp1252",
    "macintosh": "mac_roman",
}  # fmt: skip
"""Names of encodings that Python does not know, or not as pages and mails mean them. In lower case."""
WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874",
}  # fmt: skip
"""Encodings, as Python names them, that are stated for text in a wider one."""
NOT_OF_TEXTS = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Python codecs that are not encodings of pages or mails, or are slow on some texts."""
_MEANT = {**WIDER, "big5": "big5hkscs", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8"}
"""What browsers read, by Python's name of what is declared. A page in whose bytes `charset=utf-16` can be read is not
UTF-16."""
_SEVEN_BITS = frozenset({"iso2022_jp", "hz"})
"""Encodings whose bytes are all those of ASCII."""
_REFUSED = NOT_OF_TEXTS | {"utf-7"}  # no browser reads it


def declared_charset(data: bytes) -> str:
    """The encoding that an HTML page declares, as Python calls it; empty if it declares none that is known."""
    head = data[:HEAD_BYTES]
    if not head.lstrip().startswith(b"<") or not re.match(_PAGE, head):
        return ""
    found = re.search(_DECLARED, head)
    return known_charset((found[1] or found[2]).decode("ascii", "replace")) if found else ""


def known_charset(label: str) -> str:
    """What browsers take an encoding for, as Python calls it; empty if it is not known or not a text encoding."""
    try:
        info = codecs.lookup(ALIASES.get(label.lower(), label))
    except (LookupError, ValueError):
        return ""
    name = _MEANT.get(info.name, info.name)
    return name if info._is_text_encoding and name not in _REFUSED else ""


def is_seven_bit(charset: str, data: bytes) -> bool:
    """Whether a page is in an encoding whose bytes look like ASCII, and uses it."""
    return charset in _SEVEN_BITS and (b"\x1b" in data or b"~{" in data)
