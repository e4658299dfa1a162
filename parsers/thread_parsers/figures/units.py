"""Words and signs next to a number, in several languages: scales, currencies, percent, months, hedges.

Scales and the codes, signs and names of currencies are those of CLDR (`cldr_money`) and what is added here by hand,
which has precedence. docs/decisions/currencies.md says what of CLDR is left out, and why.
"""

from __future__ import annotations

from thread_parsers.figures import cldr_money
from thread_parsers.figures.month_names import MONTH_NAMES
from thread_parsers.text import english_months


def _table(lines: str) -> dict[str, str]:
    """Parse lines of `key: word, word, two words` into a map from word to key."""
    rows = (line.partition(": ") for line in lines.strip().splitlines())
    return {word: key for key, _, words in rows for word in words.split(", ")}


def _from_cldr(rows: str) -> dict[str, str]:
    """Parse rows of `key/word/word`, with `|` between, into a map from word to key."""
    return {word: key for key, *words in (row.split("/") for row in rows.split("|")) for word in words}


_SCALES = _table("""
3: k, mil, ngàn
5: lakh, lakhs
6: mn
7: crore, crores
9: bn, billion, billions, tỷ
12: tn, trn, trillions, bilioni, mille milliards, trilyun
""")
SCALES = {word: int(power) for word, power in (_from_cldr(cldr_money.SCALES) | _SCALES).items()}
"""Words for powers of ten, lower case. By hand: English abbreviations, plurals and words for Indian scales, which CLDR
does not have; "tỷ", which is too short for a rule; and words that differ between languages. "Billionen" and "billones"
are 10^12; a bare "billion" is the English one, though it is 10^12 in Danish, and "mil" is a thousand, as in Spanish."""

MILLION, BILLION, TRILLION = 6, 9, 12
"""Powers of ten of the short scale."""

LETTER_SCALES = {"k": 3, "K": 3, "m": 6, "M": 6, "b": 9, "B": 9, "T": 12}
"""Single letters that are scales directly after the number; `m`, `b` and `T` only next to a currency."""

_HAN_SCALES = _table("""
1: 十
2: 百
3: 千
4: 万, 萬, 만
8: 亿, 億, 억, 万万
12: 兆, 조, 万亿, 萬億
""")
HAN_SCALES = {word: int(power) for word, power in _HAN_SCALES.items()}
"""East Asian powers of ten."""

_HAN_DIGITS = ("〇零", "一壹", "二两兩贰", "三叁", "四", "五", "六", "七", "八", "九")
HAN_DIGITS = {char: digit for digit, chars in enumerate(_HAN_DIGITS) for char in chars}
"""East Asian numerals to their digit, with the formal forms used for money."""

_UP_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_WORDS = {
    **{word: value for value, word in enumerate(_UP_TO_TWENTY.split())},
    **{word: 10 * tens for tens, word in enumerate(_TENS.split(), 2)},
}
"""English number words; they are parsed only before a scale or a percent."""

_SYMBOLS = _table("""
USD: $, ＄
SGD: S$
JPY: ¥
GHS: ₵
PYG: ₲
BTC: ₿
""")
SYMBOLS = _from_cldr(cldr_money.SIGNS) | _SYMBOLS
"""Currency signs. By hand: those that several currencies use, which mean the first of them, ₵ and ₲, which Babel does
not have, and ₿, which CLDR does not have. The yen sign is also used for the yuan; it is read as yen."""

_TOKENS = "RMB BTC ETH USDT USDC SOL XRP BNB DOGE GT"
_NOT_MONEY = (
    "ALL BAM BOB CUP GEL MAD MOP PEN SOS TOP "  # ordinary words in capitals: 5 TOP TIPS
    "AMD AWG BSD CDF CRC CVE KGS NIO NPR SCR SDG SLE SSP"  # firms, abbreviations and units: 2 AMD cards, 22 AWG
)
CODES = frozenset(cldr_money.CODES.split("/")) - frozenset(_NOT_MONEY.split()) | frozenset(_TOKENS.split())
"""Codes of currencies and tokens, written in capitals before or after a number. By hand: tokens and the renminbi, which
have no ISO code, and codes that are something else more often than money."""

_NOT_AHEAD = "COP IRR NAD RON RSD"
CODES_AHEAD = CODES - frozenset(_NOT_AHEAD.split())
"""Codes that may be before the number. The others are abbreviations there more often (COP 28, IRR 15%, RSD 2024), but
money after a number (20,000 COP)."""

_CODES_IN_ANY_CASE = (
    "USD EUR GBP JPY CNY RMB KRW INR RUB CHF CAD AUD NZD HKD TWD SGD BRL MXN SEK NOK DKK PLN CZK HUF UAH ILS THB VND "
    "IDR PHP MYR ZAR NGN BTC ETH USDT USDC XRP BNB DOGE"
)
CODES_IN_ANY_CASE = frozenset(_CODES_IN_ANY_CASE.split())
"""Codes that are also written in small letters after a number ("20 usd"). The others are words or names then."""

SAME_CODE = {"RMB": "CNY"}
"""Codes that are aliases of another."""

_CURRENCIES = _table("""
USD: bucks, долл, 美金, ドル, 달러
EUR: 유로
GBP: sterling, фунт, фунта, фунтов, ポンド
JPY: yen, йен, иен, 日圆, 円, 엔
CNY: 块钱, 元, 위안
KRW: 韓圜, ウォン, 원
INR: रुपये, 卢比
UAH: грн
RUB: руб, 卢布
CHF: franken
BRL: reais
TRY: lira, liras, lirası
BTC: bitcoin, bitcoins
ETH: ether
TWD: 新臺幣, 台币
HKD: 港币
""")
CURRENCIES = _from_cldr(cldr_money.NAMES) | _CURRENCIES
"""Names of currencies of one word after a number, lower case. By hand: colloquial names and abbreviations; units of two
or three characters, and units that several currencies share, which only a person can tell from ordinary words; and
tokens."""

ENGLISH_NAMES = _from_cldr(cldr_money.ENGLISH_NAMES)
"""Names of several words: Swiss francs, South African rand. With the country they are not ordinary words."""

ADJECTIVES = _table("""
USD: us, u.s., american
GBP: british
CAD: canadian
AUD: australian
HKD: hong kong
SGD: singapore
TWD: taiwan
CHF: swiss
JPY: japanese
CNY: chinese
KRW: korean
""")
"""Adjectives between a number and the name of its currency, and the currency that "dollar" then means."""

PERCENT = (
    "%", "％", "٪", "percent", "per cent", "pct", "prozent", "pour cent", "por ciento", "por cento", "per cento",
    "процент", "процента", "процентов", "procent", "퍼센트", "パーセント",
)  # fmt: skip
"""Signs and words after a number that make it a percentage, lower case."""

MONTHS = {
    **{name: number for number, names in enumerate(MONTH_NAMES.split("|"), 1) for name in names.split("/")},
    **{name.lower(): number for number, name in enumerate(english_months.MONTHS, 1)},
    "sept": 9, "okt": 10, "dez": 12,
}  # fmt: skip
"""Month names next to a year, lower case: full names in the languages of CLDR, and English abbreviations. Those of
other languages are words too often: "came out 2020" is not October."""

HEDGES = (
    "approximately", "about", "around", "nearly", "almost", "roughly", "over", "more than", "less than", "under",
    "up to", "at least", "at most", "some", "circa", "ca.", "~", "≈", "<", ">", "rund", "etwa", "knapp", "über",
    "environ", "plus de", "casi", "unos", "más de", "cerca de", "quasi", "oltre", "около", "почти", "более", "约", "約",
    "近", "超过", "超過", "将近", "大约", "至少", "약", "거의",
)  # fmt: skip
"""Words before a number that make it approximate; they are displayed with it and are not part of the value."""

PRESENT = (
    "it's", "it’s", "it is", "already", "now", "currently", "still", "year is", "today is", "ya es", "ya estamos en",
    "estamos en", "es ist", "schon", "wir haben", "déjà", "on est en", "è già", "siamo nel", "уже", "сейчас", "都",
    "已经", "已經", "现在是", "現在是", "今年是", "もう", "今は", "벌써", "이미", "지금은",
)  # fmt: skip
"""Words directly before a year that say that it is the current one."""
