"""Word frequencies of ordinary language, to find the words that are typical of a discussion.

English words are listed by frequency, and Zipf's law turns the rank into a rate: the word of rank r is about one in
10 (r + 1) words. A word that is not listed counts as rank 5,000. For other languages only function words are listed,
with a single rate; Chinese and Japanese are compared by pairs of characters, and a pair with a character of GRAMMAR
counts as grammar.
"""

from __future__ import annotations

_ENGLISH = """
the of and to a in is it that i you for on was with as he be at are this have not but they we from or by his an what
all were when there can your which one had their if she will it's don't i'm that's can't you're i've didn't so said
would do no about out up who my me them then her has just more been like some him how its now could than time people
our into only other also two any get after over because these first know even most new make way see us down too very
well back good think where much being through years did before go really right want should day still here own such
going those off something need use work made many say year take last never come things thing same got while long
another great world old life look always around little man may every might since both sure lot again yes under
actually better does between part used find few without give next though put big point place anything during enough
home keep let end different best today already someone feel having until high far kind maybe done against mean
number bad each called money company however everyone everything nothing real bit hard case less getting says left
course week trying half start looking makes show tell ever hope ask problem help often almost probably quite seems
away change fact yet able reason second saying once possible doing idea question three four five six seven eight
nine ten months later days ago top free play government country state important business system matter must rather
else instead least won't doesn't isn't aren't wasn't weren't wouldn't couldn't shouldn't haven't hasn't hadn't i'd
i'll there's what's he's she's let's you've you'll you'd we're we've we'll they're they've they'll who's here's
how's ain't im dont cant thats whole went came took gave pretty people's true wrong sense understand using making
talking believe read write run set try turn seem become became move small large name close open call follow bring
happen happens happened happening provide sit stand lose pay meet include continue learn lead watch stop create
speak spend grow allow add win offer remember love consider appear buy wait serve die send expect build stay fall
cut reach kill remain suggest raise pass sell require report decide pull house water night morning friend family
father mother child children kids woman women men guy guys person group hand eye head face body book story word
words line side room door car city town street school student job office team game power law war history party
result level age minute minutes hour hours moment month weeks times area force issue issues public early late young
full special clear recent certain personal available likely single common easy strong simple current wide low short
deep nice fine happy sorry thank thanks please wow haha lol oh yeah hey ok okay hmm exactly absolutely definitely
simply completely especially perhaps finally usually generally certainly clearly nearly together alone soon along
within across behind towards upon beyond despite whether although unless therefore thus meanwhile otherwise anyway
besides whatever whoever wherever whichever itself himself herself themselves myself yourself ourselves several
various none neither either nor per via am whose whom why shall cannot unlike except among above below near million
billion hundred thousand percent dollars dollar news tomorrow yesterday based related according etc ie eg vs onto
past further given following taken known seen told gone found kept held brought knows thinks means needs wants looks
works gets goes comes takes gives sees feels turns runs sounds looked worked wanted asked needed seemed felt tried
started turned moved lived talked liked coming taking giving seeing feeling working running turning starting
thinking reading waiting living buying selling bigger biggest larger largest smaller higher highest lower longer
older newer sooner worse worst easier harder interesting interested serious seriously difficult similar funny stupid
crazy weird cool amazing article comment comments post posts page link reply view original share sides kinds sort
sorts types type form forms ways parts points places lots bits numbers cases reasons problems questions ideas facts
examples example instance sake rest bottom middle front beginning one's else's anybody nobody everybody somebody
anyone no-one
"""
ENGLISH = _ENGLISH.split()
"""English words, the most frequent first."""

_FUNCTION_WORDS = """
de: der die das den dem des ein eine einen einem einer und oder aber nicht kein keine ist sind war waren wird
werden wurde hat haben hatte ich du er sie es wir ihr mich dich sich uns euch mein dein sein unser auf aus bei
mit nach seit von vor zu zum zur für gegen ohne um über unter zwischen durch wie wenn weil dass ob als auch noch
nur schon sehr mehr so dann da hier dort man kann können muss müssen soll will was wer wo warum doch ja nein
immer wieder mal im ins am beim vom
fr: le la les un une des du au aux et ou mais ne pas plus que qui quoi dont où ce cet cette ces il elle ils
elles on nous vous je tu me te se lui leur mon ton son ma ta sa mes tes ses notre votre est sont était être
avoir as ont avait fait pour par sur dans avec sans sous entre comme si tout tous toute très bien aussi encore
déjà même peut c'est n'est qu'il d'un d'une
es: el los las una unos unas del al y o pero no sí que quien como cuando donde porque por para con sin sobre
entre desde hasta es son era ser fue fueron está están hay ha han había se lo le les me te nos su sus mi tu más
muy ya también todo todos esta este estos estas eso esto aquí así si
pt: os as um uma uns umas do da dos das no na nos nas ao à e ou mas não que quem como quando onde por para com
sem sobre entre é são era ser foi foram está estão há tem têm se lhe eu você ele ela nós eles elas seu sua mais
muito já também tudo isso isto
it: il lo gli uno di del dello della dei degli delle nel nella con su per tra fra e o ma non che chi come quando
dove perché è sono era essere ha hanno ho si mi ti ci vi lui lei noi loro mio tuo suo questo questa quello più
molto già anche tutto
nl: de het een en of maar niet geen is zijn was waren wordt heeft hebben ik jij hij zij wij jullie ze van voor
met naar bij op aan in uit om over door als dat die dit ook nog maar wel er zo dan wat wie waar
ru: и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне
было вот от меня еще нет о из ему теперь когда даже ну ли если уже или быть был него до вас они тут
где есть мы тебя их чем была сам чтоб без будто это этот эта эти для там потом кто этого
uk: і й та що не на він як його але за це від до про все ще є був було вони ми ви
pl: i w na nie to się że z do jest jak ale co za o tak po czy by od tylko już dla ten ta są był przez
tr: ve bir bu da de ne için çok ama gibi daha var o ben sen biz mi mı ile kadar
id: yang dan di ke dari ini itu untuk dengan tidak ada adalah saya kami kita mereka akan juga sudah bisa
vi: và của là có không cho được trong một người này đã với các những cũng thì để
ar: في من على إلى أن لا ما هذا هذه التي الذي كان عن مع كل بعد قد هو هي
hi: के का की है में से को और पर यह हैं ने एक भी नहीं तो कि था थे
ko: 이 그 저 것 수 등 및 더 또 를 을 은 는 에 의 가 도
"""

GRAMMAR = frozenset(
    "的了是在我有和就不人都一也很到说要去你会着没看好自己这那吗呢吧啊们他她它个上下来为与之而但因所以被把从对等还又再很多么什怎"
    "這說會沒個來為與們對從還麼"
)
"""Chinese function characters: a pair with one of them is not a term."""

UNLISTED_RANK = 5000
"""The assumed rank of a word that is not listed."""

FUNCTION_WORD_RATE = 1 / 200
"""The assumed rate of a function word in any language but English."""

_OF_ADDRESSES = ("http", "https", "www")
"""What addresses begin with, which nobody says: as common as the most common word."""


def _rates() -> dict[str, float]:
    # Words that end with a colon are the names of the languages. English is added last and from the end: it wins over
    # other languages, and for a word listed twice the first, higher rate wins.
    rates = {word: FUNCTION_WORD_RATE for word in _FUNCTION_WORDS.split() if not word.endswith(":")}
    for rank, word in reversed(list(enumerate(ENGLISH, 1))):
        rates[word] = _rate_of_rank(rank)
    return rates | dict.fromkeys(_OF_ADDRESSES, _rate_of_rank(1))


def _rate_of_rank(rank: int) -> float:
    return 1 / (10 * (rank + 1))


RATES = _rates()
"""Listed words to their share of all words in ordinary language."""

UNLISTED_RATE = _rate_of_rank(UNLISTED_RANK)
"""The rate of all other words."""


MAX_COMMON_RANK = 250
"""Words up to this rank are too common to make a phrase meaningful."""


_COMMON = frozenset(word for word, rate in RATES.items() if rate >= _rate_of_rank(MAX_COMMON_RANK))


def rate(word: str) -> float:
    """The share of a lower-case word among all words of ordinary language, 0 to 1."""
    return RATES.get(word.replace("’", "'"), UNLISTED_RATE)


def is_common(word: str) -> bool:
    """Whether a lower-case word is among the most common of its language (MAX_COMMON_RANK)."""
    return word in _COMMON


def is_plain(word: str) -> bool:
    """Whether a lower-case word is listed: so common that it says nothing about the topic."""
    return word.replace("’", "'") in RATES
