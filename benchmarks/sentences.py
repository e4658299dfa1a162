"""Texts of real words, in English mostly, some in German and Chinese, with punctuation, links and line breaks.

Deterministic: the same seed makes the same texts.
"""

from __future__ import annotations

import random

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
wurde wenn können alle schon gegen zwischen müssen unter Jahr zwei Straße Bürger Brücke Fähre Preis Stadt größer schön
Wasser Fluss später möglich natürlich Häuser Geschäft täglich ganz viel Leute heute gestern morgen Zeit
"""
ENGLISH, GERMAN = tuple(_ENGLISH.split()), tuple(_GERMAN.split())
CHINESE = (
    "的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里"
    "所去行过家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从"
    ""
)
EMOJI = ("😀", "👍", "🚢", "❤️", "😂", "🤔", "🎉")
CURLY = str.maketrans({"'": "\u2019"})


class Sentences:
    """Texts of the lengths that comments have: half of them under 30 words, some of several hundred."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        weights = {id(words): [1 / (place + 4) for place in range(len(words))] for words in (ENGLISH, GERMAN)}
        # Drawn once: drawing each word takes longer than everything else.
        self._drawn = {
            id(words): self.chance.choices(words, weights[id(words)], k=200_000) for words in (ENGLISH, GERMAN)
        }

    def text(self, typical_words: float = 26.0) -> str:
        """One text, of one or more sentences and paragraphs. `typical_words`: the median of their number."""
        chance = self.chance
        left = max(1, min(900, int(chance.lognormvariate(0, 0.9) * typical_words)))
        kind = chance.random()
        if kind < 0.04:
            return "".join(self._chinese() for _ in range(1 + left // 12))
        words = self._drawn[id(GERMAN if kind < 0.12 else ENGLISH)]
        pieces: list[str] = []
        while left > 0:
            size = min(left, chance.randint(3, 19))
            left -= size
            at = chance.randrange(len(words) - 20)
            sentence = " ".join(words[at : at + size]).capitalize()
            pieces += (sentence, chance.choices((". ", "! ", "? ", "…\n", ".\n\n"), (70, 8, 10, 2, 10))[0])
        end = chance.random()
        if end < 0.05:
            pieces.append(f"https://example.org/{chance.choice(words).lower()}/{chance.randrange(9999)}?a=1&b=2")
        elif end < 0.12:
            pieces.append(chance.choice(EMOJI))
        elif end < 0.22:
            pieces.append("I don't know, it's \"fine\"".translate(CURLY if end < 0.16 else {}))
        return "".join(pieces).strip()

    def name(self, people: int) -> str:
        """The name of one of so many people. A few of them write most."""
        number = int(people * self.chance.random() ** 3)
        return f"{ENGLISH[number % 571]}_{ENGLISH[number * 7 % 563]}{number or ''}"

    def _chinese(self) -> str:
        return "".join(self.chance.choices(CHINESE, k=self.chance.randint(4, 20))) + "，。！"[self.chance.randrange(3)]
