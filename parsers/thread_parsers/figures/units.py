"""Words and signs next to a number, in several languages: scales, currencies, percent, months, hedges."""

from __future__ import annotations

from thread_parsers.figures.month_names import MONTH_NAMES


def _table(lines: str) -> dict[str, str]:
    """Parse lines of `key: word, word, two words` into a map from word to key."""
    rows = (line.partition(": ") for line in lines.strip().splitlines())
    return {word: key for key, _, words in rows for word in words.split(", ")}


_SCALES = _table("""
3: k, thousand, tausend, mil, mille, mila, tysięcy, ribu, nghìn, ngàn, тыс, тысяч, тысяча, тысячи, हज़ार, ألف
5: lakh, lakhs, लाख
6: mn, mio, million, millions, millionen, millones, milhão, milhões, milioni, milione, milionów, miljoen
6: млн, миллион, миллиона, миллионов, мільйонів, milyon, juta, triệu, مليون
7: crore, crores, करोड़
9: bn, mrd, billion, billions, milliarde, milliarden, milliard, milliards, miliardi, miliardo, miliardów, miljard
9: bilhão, bilhões, mil millones, mil milhões, milyar, miliar, tỷ, مليار
9: млрд, миллиард, миллиарда, миллиардов, мільярдів
12: tn, trn, trillion, trillions, billionen, billones, bilioni, mille milliards, trilhão, trilhões, trilyun, triliun
12: трлн, триллион, триллиона, триллионов
""")
SCALES = {word: int(power) for word, power in _SCALES.items()}
"""Words for powers of ten, lower case. "Billionen" and "billones" are 10^12; a bare "billion" is the English one."""

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

SYMBOLS = _table("""
USD: US$, $, ＄
AUD: A$, AU$
CAD: C$, CA$
HKD: HK$
TWD: NT$
SGD: S$
BRL: R$
EUR: €
GBP: £
JPY: ¥, ￥
KRW: ₩
INR: ₹
RUB: ₽
BTC: ₿
VND: ₫
THB: ฿
TRY: ₺
UAH: ₴
ILS: ₪
PHP: ₱
NGN: ₦
""")
"""Currency signs. The yen sign is also used for the yuan; it is read as yen."""

_CODES = (
    "USD EUR GBP JPY CNY RMB KRW INR RUB CHF CAD AUD NZD HKD TWD SGD BRL MXN SEK NOK DKK PLN CZK HUF TRY UAH ILS THB "
    "VND IDR PHP MYR ZAR NGN SAR AED BTC ETH USDT USDC SOL XRP BNB DOGE GT"
)
CODES = frozenset(_CODES.split())
"""Codes of currencies and tokens, written in capitals before or after a number."""

SAME_CODE = {"RMB": "CNY"}
"""Codes that are aliases of another."""

CURRENCIES = _table("""
USD: dollar, dollars, bucks, dólar, dólares, dollaro, dollari, دولار, डॉलर
USD: доллар, доллара, долларов, долл, доларів, 美元, 美金, ドル, 米ドル, 달러
EUR: euro, euros, евро, євро, 欧元, 歐元, ユーロ, 유로, يورو
GBP: sterling, фунт, фунта, фунтов, 英镑, 英鎊, ポンド
JPY: yen, yens, yenes, йен, иен, иены, 日元, 日圆, 日圓, 円, 엔
CNY: yuan, yuans, renminbi, юань, юаня, юаней, 人民币, 人民幣, 元, 块钱, 위안
KRW: 韩元, 韓元, 韓圜, ウォン, 원
INR: rupee, rupees, रुपये, रुपए, 卢比
RUB: ruble, rubles, rouble, roubles, рубль, рубля, рублей, руб, 卢布
CHF: franken
BRL: reais
PLN: zloty, złoty, złotych
TRY: lira, liras, lirası
BTC: bitcoin, bitcoins
ETH: ether
TWD: 新台币, 新臺幣, 台币
HKD: 港元, 港币
""")
"""Names of currencies after a number, lower case."""

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

_ENGLISH_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS = {
    **{name: number for number, names in enumerate(MONTH_NAMES.split("|"), 1) for name in names.split("/")},
    **{name: number for number, name in enumerate(_ENGLISH_MONTHS.split(), 1)},
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
