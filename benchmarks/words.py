"""Vocabularies as large and as uneven as those of real discussions: a few words are most of a text, and most of the
60,000 words are rare. They are made of tables of common words and of how a language forms others.

Deterministic: no text is copied, and nothing is fetched.
"""

from __future__ import annotations

import random
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 60_000
"""Words of a vocabulary."""
EXPONENT = 1.1
"""Of Zipf's law: the first thousand words are three quarters of a text."""
BLOCK = 1 << 14
"""Words that are drawn at once."""

_ENGLISH = """
the of and a to in is it for that was on with they at not this but from have we you are or as be he she his her one all
would there their what so up out if about who get which go me when make can like time no just him know take people into
year your good some could them see other than then now look only come its over think also back after use two how our
work first well way even new want because any these give day most us great between need large often hand high place hold
turn where much before move right boy old too same tell does set three air play small end put home read port spell add
land here must big such follow act why ask men change went light kind off house picture try again animal point mother
world near build self earth father head stand own page should country found answer school grow study still learn plant
cover food sun four state keep eye never last let thought city tree cross farm hard start might story saw far sea draw
left late run while press close night real life few north open seem together next white children begin got walk example
ease paper group always music those both mark book letter until mile river car feet care second enough plain girl usual
young ready above ever red list though feel talk bird soon body dog family direct pose leave song measure door product
black short numeral class wind question happen complete ship area half rock order fire south problem piece told knew
pass since top whole king space heard best hour better true during hundred five remember step early hold west ground
interest reach fast verb sing listen six table travel less morning ten simple several vowel toward war lay against
pattern slow center love person money serve appear road map rain rule govern pull cold notice voice energy hunt probable
bed brother egg ride cell believe perhaps pick sudden count square reason length represent art subject region size vary
settle speak weight general ice matter circle pair include divide syllable felt grand ball yet wave drop heart present
heavy dance engine position arm wide sail material fraction forest sit race window store summer train sleep prove lone
leg exercise wall catch mount wish sky board joy winter written wild instrument kept glass grass cow job edge sign visit
past soft fun bright gas weather month million bear finish happy hope flower clothe strange gone trade melody trip
office receive row mouth exact symbol die least trouble shout except wrote seed tone join suggest clean break lady yard
rise bad blow oil blood touch grew cent mix team wire cost lost brown wear garden equal sent choose fell fit flow fair
bank collect save control decimal ear else quite broke case middle kill son lake moment scale loud spring observe child
straight consonant nation dictionary milk speed method organ pay age section dress cloud surprise quiet stone tiny climb
cool design poor lot experiment bottom key iron single stick flat twenty skin smile crease hole jump baby eight village
meet root buy raise solve metal whether push seven paragraph third shall held hair describe cook floor either result
burn hill safe cat century consider type law bit coast copy phrase silent tall sand soil roll temperature finger
industry value fight lie beat excite natural view sense capital chair danger fruit rich thick soldier process operate
practice separate difficult doctor please protect noon crop modern element hit student corner party supply bone rail
imagine provide agree thus gentle woman captain guess necessary sharp wing create neighbor wash bat rather crowd corn
compare poem string bell depend meat rub tube famous dollar stream fear sight thin triangle planet hurry chief colony
clock mine tie enter major fresh search send yellow gun allow print dead spot desert suit current lift rose arrive
master track parent shore division sheet substance favor connect post spend chord fat glad original share station dad
bread charge proper bar offer segment slave duck instant market degree populate chick dear enemy reply drink occur
support speech nature range steam motion path liquid log meant quotient teeth shell neck ferry bridge ticket council
"""
_GERMAN = """
der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie
nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein
wurde wenn können alle schon gegen zwischen müssen unter ganz viel heute gestern morgen ich du wir ihr mich dir uns euch
kein keine doch mal ja nein dann da hier dort sehr gut neu alt groß klein lang kurz schön später früher möglich größer
natürlich täglich immer nie wieder vielleicht eigentlich trotzdem außerdem übrigens während obwohl weil denn also
"""
_GERMAN_NOUNS = """
Jahr Straße Bürger Brücke Fähre Preis Stadt Wasser Fluss Haus Geschäft Leute Zeit Arbeit Schule Kind Mann Frau Tag Nacht
Woche Monat Stunde Bahn Bus Zug Hafen Schiff Boot Karte Fahrt Weg Platz Markt Kauf Geld Steuer Rat Amt Gesetz Recht
Frage Antwort Grund Sache Teil Seite Ende Anfang Wort Buch Zeitung Bericht Bild Musik Spiel Sport Verein Kirche Garten
Baum Wald Berg See Meer Küste Insel Wind Wetter Regen Schnee Sonne Licht Strom Kraft Werk Maschine Motor Rad Reifen Öl
Essen Brot Fleisch Fisch Gemüse Obst Küche Tisch Stuhl Tür Fenster Dach Wand Zimmer Bett Kleid Schuh Tasche Hand Kopf
Auge Herz Arzt Kranke Pflege Hilfe Sicherheit Gefahr Feuer Polizei Gericht Urteil Streit Krieg Frieden Land Staat Volk
Partei Wahl Stimme Mehrheit Regierung Minister Wirtschaft Firma Betrieb Lohn Rente Bank Kredit Zins Vertrag Kunde Dienst
Netz Daten Rechner Datei Fehler Lösung Übung Prüfung Größe Höhe Länge Fläche Gebühr Verkehr Ampel Kreuzung Bürgermeister
"""
_GERMAN_VERBS = """
fahr geh komm seh hör les schreib sprech sag frag antwort kauf verkauf bau mach tu arbeit spiel lern lehr denk glaub
wiss kenn find such brauch nehm geb bring hol trag stell leg setz sitz steh lieg lauf renn spring schwimm flieg öffn
schließ beginn end führ leit plan prüf mess rechn zähl zahl spar kost bezahl miet wohn leb sterb wachs änder
"""
_GERMAN_BEFORE = (
    "",
    "ver",
    "be",
    "er",
    "ent",
    "zer",
    "ab",
    "an",
    "auf",
    "aus",
    "ein",
    "mit",
    "vor",
    "zu",
    "über",
    "um",
    "nach",
    "durch",
)
_GERMAN_AFTER = (
    "en",
    "t",
    "te",
    "ten",
    "e",
    "end",
    "ung",
    "ungen",
    "er",
    "ern",
    "bar",
    "lich",
    "liche",
    "lichen",
    "los",
)
_ENGLISH_BEFORE = ("", "un", "re", "over", "out", "under", "mis", "dis", "non", "pre", "inter", "sub")
_ENGLISH_AFTER = (
    "s",
    "ed",
    "ing",
    "er",
    "ers",
    "ly",
    "ness",
    "less",
    "ful",
    "able",
    "ment",
    "ish",
    "y",
    "like",
    "wise",
    "'s",
)
_CHINESE_COMMON = (
    "的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里"
    "所去行过家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从"
)
_JAPANESE_ENDINGS = (
    "る",
    "った",
    "います",
    "ました",
    "ない",
    "なかった",
    "ている",
    "ていた",
    "たい",
    "れば",
    "そう",
    "よう",
)
_KATAKANA = (
    "アイウエオカキクケコサシスセソタチツテトナニネノハヒフヘホマミムメモラリルレロワガギグゴザジズゼゾダデドバビブベボ"
)


class Vocabulary:
    """Words, the most frequent first. The one of rank r is drawn in proportion to (r + 1) ** -EXPONENT."""

    def __init__(self, words: list[str], seed: int) -> None:
        self.words = words
        self._weights = list(accumulate((rank + 2) ** -EXPONENT for rank in range(len(words))))
        self._chance = random.Random(seed)
        self._drawn: list[str] = []

    def draw(self, count: int) -> list[str]:
        """Some words of a text."""
        if len(self._drawn) < count:
            self._drawn = self._chance.choices(self.words, cum_weights=self._weights, k=max(BLOCK, count))
        drawn = self._drawn[-count:]
        del self._drawn[-count:]
        return drawn


@cache
def vocabulary(language: str) -> list[str]:
    """The words of a language."""
    common, rare = _LANGUAGES[language]
    chance = random.Random(language)
    others = dict.fromkeys(rare(chance))
    for word in common:
        others.pop(word, None)
    return [*common, *chance.sample(list(others), SIZE - len(common))]


def _english(_: random.Random) -> Iterator[str]:
    """Inflected and derived words, and compounds of short ones."""
    stems = [word for word in ENGLISH if len(word) > 2]
    for stem in stems:
        for after in _ENGLISH_AFTER:
            base = stem[:-1] if stem.endswith("e") and after[0] in "eiay" else stem
            yield from (before + base + after for before in _ENGLISH_BEFORE if len(before + base) < 12)
    for first in (stem for stem in stems if 2 < len(stem) < 6):
        yield from (first + second for second in stems[::5] if len(second) < 7)


def _german(chance: random.Random) -> Iterator[str]:
    """Inflected verbs, and compound nouns: most are of two parts, some of three."""
    nouns, verbs = _GERMAN_NOUNS.split(), _GERMAN_VERBS.split()
    for verb in verbs:
        for before in _GERMAN_BEFORE:
            for after in _GERMAN_AFTER:
                yield before + verb + after
                if after in ("ung", "ungen", "er"):
                    yield (before + verb + after).capitalize()
    for first in nouns:
        joint = "s" if first.endswith(("ung", "heit", "t", "k")) else "n" if first.endswith("e") else ""
        for second in nouns:
            yield first + joint + second.lower()
            yield first + joint + second.lower() + ("n" if second.endswith("e") else "en")
            if chance.random() < 0.3:
                yield first + joint + second.lower() + chance.choice(nouns).lower()


def _han(codec: str, first: int, last: int) -> list[str]:
    """The characters of the first level of a national standard: the 3,000 that are in most texts."""
    pairs = (bytes((high, low)) for high in range(first, last) for low in range(0xA1, 0xFF))
    return [pair.decode(codec, "replace") for pair in pairs if "\ufffd" not in pair.decode(codec, "replace")]


def _chinese(chance: random.Random) -> Iterator[str]:
    """Words of two characters mostly, some of one, three and four."""
    characters = Vocabulary([*_CHINESE_COMMON, *chance.sample(found := _han("gb2312", 0xB0, 0xD8), len(found))], 3)
    yield from characters.words
    for length in chance.choices((2, 3, 4), (78, 14, 8), k=3 * SIZE):
        yield "".join(characters.draw(length))


def _japanese(chance: random.Random) -> Iterator[str]:
    """Nouns of two characters, verbs with their endings, and foreign words in katakana."""
    characters = Vocabulary(chance.sample(found := _han("euc_jp", 0xB0, 0xD0), len(found)), 4)
    for kind in chance.choices(range(3), (60, 25, 15), k=3 * SIZE):
        if kind == 0:
            yield "".join(characters.draw(chance.choice((1, 2, 2, 2, 3))))
        elif kind == 1:
            yield characters.draw(1)[0] + chance.choice(_JAPANESE_ENDINGS)
        else:
            yield "".join(chance.choices(_KATAKANA, k=chance.randint(2, 6))) + chance.choice(("", "", "ー", "ン"))


ENGLISH = tuple(dict.fromkeys(_ENGLISH.split()))
GERMAN = tuple(dict.fromkeys(_GERMAN.split() + _GERMAN_NOUNS.split()))
CHINESE = tuple(dict.fromkeys(_CHINESE_COMMON))
JAPANESE = (
    "こと",
    "もの",
    "これ",
    "それ",
    "ここ",
    "私",
    "人",
    "今日",
    "時間",
    "とても",
    "すごい",
    "橋",
    "町",
    "する",
    "ある",
    "いる",
)
_LANGUAGES = {
    "english": (ENGLISH, _english),
    "german": (GERMAN, _german),
    "chinese": (CHINESE, _chinese),
    "japanese": (JAPANESE, _japanese),
}
"""The most frequent words, and what makes the others."""
