"""Words for times in the past in the commonest languages, without dots, in small letters.

Generated from CLDR as of Babel 2.19.0 by `parsers/scripts/cldr_tables.py`. Do not edit.
"""

from __future__ import annotations

FRAMES = (
    "|ago/il y a|/vor|/hace|/há|/|fa/|geleden/|назад/|тому/|temu/|önce/|trước/för|sedan/för|/for|siden/|siden/|前/|전"
)
"""What is before and after an amount of time in the past, with `|` between."""
SECONDS = (
    "seconds/second/sec/s/secs/secondes/seconde/sekunden/sekunde/sek/segundos/segundo/seg/secondi/secondo/seconden/"
    "секунды/секунду/секунд/сек/секунда/с/секунди/sekundy/sekundę/sekund/sekunda/saniye/sn/giây/sekunder/s sen/秒钟/秒/초"
)
"""Words for a second, or several."""
MINUTES = (
    "minutes/minute/min/m/mins/minuten/minutos/minuto/minuti/minuut/минуты/минуту/минут/мин/минута/хвилини/хвилину/"
    "хвилин/хв/хвилина/х/minuty/minutę/minut/minuta/dakika/dk/phút/minuter/min sen/minutter/minutt/分钟/分鐘/分/분"
)
"""Words for a minute, or several."""
HOURS = (
    "hours/hour/hr/h/hrs/heures/heure/stunden/stunde/std/horas/hora/ore/ora/uur/u/часа/час/часов/ч/години/годину/годин/"
    "година/godziny/godzinę/godzin/godz/godzina/saat/sa/giờ/tiếng/timmar/timme/tim sedan/tim/timer/time/小时/小時/時間/시간"
)
"""Words for an hour, or several."""
DAYS = (
    "days/day/d/jours/jour/j/tagen/tag/tage/tg/t/días/día/dd/dias/dia/giorni/giorno/gg/g/dagen/dag/dgn/дня/день/дней/"
    "дн/д/дні/днів/dnia/dzień/dni/gün/ngày/dagar/d sedan/dygn/døgn/dage/天/日/일"
)
"""Words for a day, or several."""
WEEKS = (
    "weeks/week/wk/w/wks/semaines/semaine/sem/wochen/woche/wo/semanas/semana/sems/settimane/settimana/sett/weken/wkn/"
    "недели/неделю/недель/нед/неделя/н/тижня/тиждень/тижні/тижнів/тиж/т/tygodnia/tydzień/tygodnie/tygodni/tyg/tydz/"
    "hafta/hf/tuần/veckor/vecka/v sedan/v/uker/uke/uger/uge/周/週/星期/週間/주"
)
"""Words for a week, or several."""
MONTHS = (
    "months/month/mo/mths/mth/mos/mois/monaten/monat/monate/mon/meses/mes/mm/mês/mesi/mese/maanden/maand/mnd/месяца/"
    "месяц/месяцев/мес/м/місяця/місяць/місяці/місяців/міс/miesiąca/miesiąc/miesiące/miesięcy/mies/m-ca/m-c/m-ce/m-cy/"
    "ay/tháng/månader/månad/mån sen/mån/måneder/måned/md/mdr/个月/個月/か月/개월"
)
"""Words for a month, or several."""
YEARS = (
    "years/year/yr/y/yrs/ans/an/a/jahren/jahr/jahre/años/año/aa/anos/ano/anni/anno/jaar/jr/года/год/лет/г/л/року/рік/"
    "роки/років/р/roku/rok/lata/lat/r/l/yıl/năm/år/år sen/å/年/년"
)
"""Words for a year, or several."""
CLOCK_JOINS = "at/um/à/alle ore/às/om/kl/klo/la/в/о/u/ob/a les/في/ساعت/เวลา/pukul/pada/の"
"""What is between a date and the time of day behind it."""
TODAY = "today/aujourd’hui/heute/hoy/hoje/oggi/vandaag/сегодня/сьогодні/dzisiaj/dziś/bugün/hôm nay/i dag/idag/今天/今日/오늘"
"""Today."""
YESTERDAY = "yesterday/hier/gestern/ayer/ontem/ieri/gisteren/вчера/учора/wczoraj/wcz/dün/hôm qua/i går/igår/昨天/昨日/어제"
"""Yesterday."""
ENGLISH_MONTHS = (
    "january/jan|february/feb|march/mar|april/apr|may|june/jun|july/jul|august/aug|september/sep/sept|october/oct|"
    "november/nov|december/dec"
)
"""The months, by `|`."""
ENGLISH_DAYS = "monday/mon/tuesday/tue/wednesday/wed/thursday/thu/friday/fri/saturday/sat/sunday/sun"
"""The days of the week."""
