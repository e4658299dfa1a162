"""Full names of the months in many languages, in small letters.

Generated from CLDR as of Babel 2.19.0 by `parsers/scripts/cldr_tables.py`. Do not edit.
"""

from __future__ import annotations

MONTH_NAMES = (
    "january/januar/jänner/janvier/enero/gennaio/janeiro/januari/tammikuuta/tammikuu/stycznia/styczeń/ledna/leden/"
    "januára/január/ianuarie/ιανουαρίου/ιανουάριος/ocak/января/январь/січня/січень/януари/јануар/siječnja/siječanj/"
    "gener/يناير/ינואר/ژانویه/มกราคม|february/februar/février/febrero/febbraio/fevereiro/februari/helmikuuta/helmikuu/"
    "lutego/luty/února/únor/februára/február/februarie/φεβρουαρίου/φεβρουάριος/şubat/февраля/февраль/лютого/лютий/"
    "февруари/фебруар/veljače/veljača/febrer/فبراير/شباط/פברואר/فوریه|march/märz/mars/marzo/março/maart/marts/"
    "maaliskuuta/maaliskuu/marca/marzec/března/březen/marec/március/martie/μαρτίου/μάρτιος/mart/марта/март/березня/"
    "березень/ožujka/ožujak/març/مارس/آذار/maret|april/avril/abril/aprile/huhtikuuta/huhtikuu/kwietnia/kwiecień/dubna/"
    "duben/apríla/apríl/április/aprilie/απριλίου/απρίλιος/nisan/апреля/апрель/квітня/квітень/април/travnja/travanj/"
    "أبريل/نيسان/אפריל/آوریل/เมษายน|mai/mayo/maggio/maio/mei/maj/toukokuuta/toukokuu/maja/května/květen/mája/május/"
    "μαΐου/μάιος/mayıs/май/травня/травень/svibnja/svibanj/maig/مايو/أيار/พฤษภาคม|june/juni/juin/junio/giugno/junho/"
    "kesäkuuta/kesäkuu/czerwca/czerwiec/června/červen/júna/június/iunie/ιουνίου/ιούνιος/haziran/июня/июнь/червня/"
    "червень/jun/lipnja/lipanj/junij/juny/يونيو/حزيران/יוני/ژوئن|july/juli/juillet/julio/luglio/julho/heinäkuuta/"
    "heinäkuu/lipca/lipiec/července/červenec/júla/július/iulie/ιουλίου/ιούλιος/temmuz/июля/июль/липня/липень/srpnja/"
    "srpanj/julij/juliol/يوليو/تموز/يوليوز/יולי/ژوئیه/กรกฎาคม/julai|august/août/agosto/augustus/augusti/elokuuta/"
    "elokuu/sierpnia/sierpień/srpna/srpen/augusta/augusztus/αυγούστου/αύγουστος/ağustos/августа/август/серпня/серпень/"
    "avgust/kolovoza/kolovoz/agost/أغسطس/אוגוסט/agustus/ogos|september/septembre/septiembre/setiembre/settembre/"
    "setembro/syyskuuta/syyskuu/września/wrzesień/září/septembra/szeptember/septembrie/σεπτεμβρίου/σεπτέμβριος/eylül/"
    "сентября/сентябрь/вересня/вересень/септември/септембар/septembar/rujna/rujan/setembre/سبتمبر/أيلول/شتنبر/ספטמבר/"
    "سپتامبر|october/oktober/octobre/octubre/ottobre/outubro/lokakuuta/lokakuu/października/październik/října/říjen/"
    "októbra/október/octombrie/οκτωβρίου/οκτώβριος/ekim/октября/октябрь/жовтня/жовтень/октомври/октобар/oktobar/أكتوبر/"
    "אוקטובר/اکتبر|november/novembre/noviembre/novembro/marraskuuta/marraskuu/listopada/listopad/listopadu/novembra/"
    "noiembrie/νοεμβρίου/νοέμβριος/kasım/ноября/ноябрь/листопада/листопад/ноември/новембар/novembar/studenoga/studeni/"
    "نوفمبر/نونبر/נובמבר/نوامبر|december/dezember/décembre/diciembre/dicembre/dezembro/desember/joulukuuta/joulukuu/"
    "grudnia/grudzień/prosince/prosinec/decembra/decembrie/δεκεμβρίου/δεκέμβριος/aralık/декабря/декабрь/грудня/грудень/"
    "декември/децембар/decembar/prosinca/prosinac/desembre/ديسمبر/دجنبر/דצמבר/دسامبر/disember"
)
"""January to December, with `|` between; where languages differ, in the first of them that has the name."""
