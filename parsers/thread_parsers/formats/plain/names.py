"""What can be the name of an author, and what is removed around it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thread_parsers.times.times import TimeReader

MAX_NAME_CHARS = 60

_PARTS_OF_TEXTS = """
    act answer answers appendix article book canto chapter chorus day episode example examples exercise figure
    lesson level note part phase problem question refrain release rule scene section season stage stanza step
    table task tip unit verse version volume week
"""
_LABELS = """
    abstract advantages after background before bonus bridge caution changes comments conclusion cons contents
    context credits date default description details disclaimer discussion edit else email error expected faq
    finally features fix fixed given goals hint hints important info ingredients input instructions intro
    introduction keywords links method methods notes output outro overview p.s pros ps q a r questions reason
    reasons references requirements result results returns see setup solution sources steps subject summary
    syntax then tips title tl;dr tldr to todo try update usage warning when where whereas why debug trace warn
    fatal critical added changed removed deprecated security files license copyright source maintainer or and
    but also types macros classes functions fixes improvements deprecations additions bugs modules public
    private protected signals slots raises args arguments parameters attributes properties options share search from
    advertisement sponsored tags categories von werbung teilen suche publicité partager compartir buscar anzeige
"""

_PARTICLE_WORDS = "af al av bin da das de del della den der di do dos du e el ibn la le ten ter van von y zu"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())

_FUNCTION_WORDS = (
    "a an and as at but by for from he i if in it no not of on or she so that the then they this to we with you"
)
_FUNCTION = frozenset(_FUNCTION_WORDS.split())

LABELS = frozenset(f"{_PARTS_OF_TEXTS} {_LABELS}".split())
"""Words before a colon that are headings of parts of a text and not names."""

_PANEL_LABELS = """
    joined; join date; member since; registered; registration date; posts; messages; location; last visit; last seen;
    created; last reply; reputation; likes; threads; age; gender; mitglied seit; dabei seit; registriert;
    registriert seit; beiträge; ort; wohnort; themen; reaktionen; inscription; inscrit; messages postés; localisation;
    registrado; mensajes; ubicación; iscritto; messaggi; регистрация; сообщений; сообщения; откуда; 注册时间; 帖子;
    积分; reaction score; points; trophy points; solutions; media; occupation; website; real name; topics; rank; karma;
    rep;
    punkte reaktionen; punkte; alter; geschlecht; beruf; score réaction; points de réaction; âge; sexe; lieu;
    puntos de reacción; desde; edad; reazioni; punteggio reazioni; località; età; berichten; woonplaats; lid geworden;
    inlägg; medlem; viestit; liittynyt; posty; dołączył; wiadomości; příspěvky; registrován; мейл; репутация; реакции;
    симпатии; баллы; 主题; 精华; 威望; 金钱; 在线时间; 最后登录; 発言数; 登録日; 가입일; 글수
"""
PANEL_LABELS = frozenset(label.strip() for label in _PANEL_LABELS.split(";"))
"""What forums (phpBB, vBulletin, XenForo, Discuz) write above the values of a user's panel. Never names."""
_PARTS_PATTERN = "|".join(_PARTS_OF_TEXTS.split())
_PART = re.compile(
    rf"(?:{_PARTS_PATTERN})\W*(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten)?\W*", re.IGNORECASE
)
_DATE_BEHIND = re.compile(r"\s\d{1,4}([/.-])\d{1,2}\1\d{2,4}\Z", re.ASCII)
"""A date that is the beginning of a time: "Ann 5/16/23", of "Ann 5/16/23, 9:04 AM"."""
_VERSION = re.compile(r"\W*v?\d+(?:\.\d+)+\S*", re.IGNORECASE)
_LETTERS = re.compile(r"@?[\w.'’\- ]+")
_CONSTANT = re.compile(r"[A-Z0-9]*_[A-Z0-9_]*")
_NOT_IN_NAMES = re.compile(r"[;={}<>\\|\"*]")
_SENTENCE_END = re.compile(r"[.!?…。！？,;，；:](?:[\"'”’»)\]]*)$")
_INITIAL = re.compile(r"(?:^|[\s.])(?:\w|[A-Z]\w|[Jj]r|[Ss]r|[Pp]h\.?[Dd])\.$")
_MAX_INITIAL_CHARS = len(" Ph.D.")
_CACHED_NAMES = 1 << 12
_ADDRESS = re.compile(r"\s*(?:[<(\[](?:mailto:)?[^\s<>()\[\]]+@[^\s<>()\[\]]*[>)\]]|\(\+\d{7,15}\)$)")
"""A mail address, or a phone number behind a name."""
SENDER = "(?:From|Von|De|Da|Van|Från|Fra|Od|От|Від|Lähettäjä|Feladó|Expéditeur|差出人|发件人|寄件者|보낸 사람)"
"""What mail programs call the field of who sent a mail."""
_SENT_BY = re.compile(rf"^{SENDER}\s?[:：]\s*(?=\S)")
_NAME_BEHIND_ADDRESS = re.compile(r"[^\s()]{1,100}(?:@| at )[^\s()@]{1,100} \(([^()\n]{1,60})\)$")
_LIST_NUMBER = re.compile(r"\d{1,4}\.\s+(?=[^\W\d])")
"""The number of a comment in a list, as text browsers write it: "12. Ann"."""
_SAYS = re.compile(
    r"\s+(?:says|said|wrote|writes|commented|replied|posted|a écrit|a dit|schrieb|sagt|dice|dijo|disse)"
    r"\s?(?::|\.\.\.|…)?$"
)
_MARKED = re.compile(r"(?<=\S)\s?\[[SMAFH]\]$")
"""Old Reddit: [S] submitter, [M] moderator, [A] admin, [F] friend."""
_ANSWERS = re.compile(
    r"\s*(?:→|▶|▸|►|⇒|->|=>)\s*|\s+(?:replied to|replying to|in reply to|in response to|answers)\s+", re.IGNORECASE
)

TWICE = re.compile(
    r"(?P<name>\S.{0,40}?)(?:['’]s)?\s?♦?(?:(?:gravatar image|user avatar|avatar|profile picture)\s?)?(?P=name)"
)
"""A name after itself: as the text of a picture, and as words."""


@lru_cache(_CACHED_NAMES)
def named(words: str) -> tuple[str, str]:
    """The (author, addressee) of a head, without addresses, stars and "says". The addressee may be empty."""
    words = _NAME_BEHIND_ADDRESS.sub(r"\1", words)
    bare = _LIST_NUMBER.sub("", _SENT_BY.sub("", _ADDRESS.sub("", words)).strip())
    if not bare:
        bare = words.strip(" <>()[]")
    bare = _MARKED.sub("", _SAYS.sub("", bare))
    for mark in ("**", '"'):
        if bare.startswith(mark) and bare.endswith(mark) and len(bare) > 2 * len(mark):
            bare = bare[len(mark) : -len(mark)].strip()
    author, *addressee = _ANSWERS.split(bare, maxsplit=1)
    if author and addressee and addressee[0]:
        return author.strip(), addressee[0].strip().lstrip("@")
    return bare.strip(), ""


def says(words: str) -> bool:
    """Whether words end like "Ann says:"."""
    return bool(_SAYS.search(words))


def plausible(name: str, words: int, loose: bool = False) -> bool:
    """Whether something can be a name, of at most `words` words. With `loose`, only its length matters."""
    if not name or len(name) > MAX_NAME_CHARS or len(name.split()) > words:
        return False
    if loose:
        return True
    if (
        ":" in name
        or _NOT_IN_NAMES.search(name)
        or _VERSION.fullmatch(name)
        or _DATE_BEHIND.search(name)
        or _PART.fullmatch(name)
        or not any(char.isalnum() for char in name)
    ):
        return False
    return not _SENTENCE_END.search(name) or ends_with_initial(name)


def ends_with_initial(words: str) -> bool:
    """Whether the full stop at the end of words is that of an initial or a title: "J.", "Dr."."""
    return words[-1:] == "." and _INITIAL.search(words, max(0, len(words) - _MAX_INITIAL_CHARS)) is not None


def proper(name: str) -> bool:
    """Whether the words before a colon are written like a name: only letters and what joins them, no lower-case words
    except those of names ("Ada van der Berg"), no function word first, and not a CONSTANT_NAME."""
    words = name.split()
    if not _LETTERS.fullmatch(name) or _CONSTANT.fullmatch(name) or words[0].casefold() in _FUNCTION:
        return False
    return len(words) == 1 or not any(word[0].islower() and word not in _PARTICLES for word in words)


def enumerated(names: list[str]) -> bool:
    """Whether names only count up ("Day 1", "Day 2", "Day 3"), as parts of a text do and authors do not."""
    stems = {re.sub(r"[\s.#]\d+\W*$", "", name) for name in names}
    numbers = [int(found[1]) for name in names if (found := re.search(r"[\s.#](\d{1,9})\W*$", name))]
    return len(names) > 1 and len(stems) == 1 and len(numbers) == len(names) and numbers == sorted(set(numbers))


def parted(words: str, times: TimeReader) -> tuple[str, str]:
    """Divide "Wed, Dec 24, 2025 at 6:14 PM Ann Lee" into time and name; both are empty if there is no time.

    The longest time wins, since a name is never read as part of one.
    """
    places = [found.start() for found in re.finditer(r"[\s,，]+", words[:120])]
    for place in reversed(places):
        when = times.read(words[:place])
        if when is not None:
            return words[:place], words[place:].strip(" ,，\t")
    return "", ""
