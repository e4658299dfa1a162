"""Marks at the end of a message that it was edited: `<This message was edited>`, `(edited)`."""

from __future__ import annotations

import re

_STEMS = """edited editó editad editat bearbeit modif редакт измен відредаг змін bewerkt düzenlen edytow redig muokat
    szerkeszt uprav suntin disunting diedit ubah chỉnh تعديل تعدیل ویرایش ערוכ נערכ एडिट संपादित সম্পাদ திருத்த แก้ไข
    수정 편집 επεξεργ redakt urejen uređen izmijenj промен hariri reģēt labot koregu muudet"""
"""Beginnings of the words for "edited" in the languages of WhatsApp, whose mark is a sentence in angle brackets."""
_STEMS_IN_ONE_WORD = "編集|编辑|編輯|แก้ไข|수정"
"""The same for languages that put no blanks between words."""
_ONE_WORD = """edited bearbeitet modifié modifiée modificato editado editada bewerkt düzenlendi изменено отредактировано
    відредаговано edytowano edytowane redigerad redigert redigeret muokattu szerkesztve upraveno upravené editat
    編集済み 編集済 编辑过 已编辑 已編輯 수정됨 편집됨"""
"""The marks of Discord and Slack, in round brackets."""

_STEM = "|".join(map(re.escape, _STEMS.split()))
_MARK = re.compile(
    rf"[\s\u200e\u200f]*(?:<(?:edited|(?=[^<>]*(?:{_STEMS_IN_ONE_WORD}))[^<>\s]{{4,40}}|"
    rf"(?=[^<> ]{{1,40}} )(?=(?:[^<>]*\W)?(?:{_STEM}))[^<>\n/=@]{{4,60}})>"
    rf"|\((?:{'|'.join(map(re.escape, _ONE_WORD.split()))})\))\s*\Z",
    re.IGNORECASE,
)
_TAIL_BYTES = 240


def edited_mark(body: bytes) -> int:
    """Where the mark of an edited message begins in a body without blanks at its end; -1 without one."""
    if body[-1:] not in (b">", b")"):
        return -1
    tail = body[-_TAIL_BYTES:].decode("utf-8", "surrogateescape")
    opening = max(tail.rfind("<"), tail.rfind("("))
    if opening < 0:
        return -1
    while opening and (tail[opening - 1].isspace() or tail[opening - 1] in "\u200e\u200f"):
        opening -= 1
    if not _MARK.match(tail, opening):
        return -1
    return len(body) - len(tail[opening:].encode("utf-8", "surrogateescape"))


_TIME = re.compile(r"\d[\d:./ ]{2,30}(?: ?[AaPp][Mm])?")


def edited_time(note: str) -> str:
    """The time of an edit in a note behind a stamp, as written: "Edited 14:05:11". Empty if the note has none."""
    found = _TIME.search(note)
    return found[0].strip() if found else ""
