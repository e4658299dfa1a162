"""Tables of the words in relative times: "3 hours ago", "il y a 3 heures", "3小时前"."""

from __future__ import annotations

MINUTE, HOUR, DAY = 60, 3600, 86400
"""Seconds."""
WEEK, MONTH, YEAR = 7 * DAY, 30 * DAY, 365 * DAY
"""Seconds. A month is 30 days and a year 365: "a year ago" is not exact to the day."""

FRAMES = (
    ("", "ago"),
    ("il y a", ""),
    ("vor", ""),
    ("hace", ""),
    ("há", ""),
    ("", "atrás"),
    ("", "fa"),
    ("", "geleden"),
    ("", "назад"),
    ("", "тому"),
    ("", "temu"),
    ("", "önce"),
    ("", "trước"),
    ("för", "sedan"),
    ("for", "siden"),
    ("", "前"),
    ("", "전"),
)
"""Text before and after the amount: English, French, German, Spanish, Portuguese (two), Italian, Dutch, Russian,
Ukrainian, Polish, Turkish, Vietnamese, Swedish, Norwegian with Danish, Chinese with Japanese, Korean."""

_UNIT_WORDS = {
    1: """s sec secs second seconds seconde secondes sekunde sekunden segundo segundos secondo secondi seconden
        секунду секунды секунд sekund saniye giây 秒 秒钟 秒鐘 초""",
    MINUTE: """m min mins minute minutes minuten minuto minutos minuti minuut минуту минуты минут хвилину хвилини хвилин
        minut minuty minutę dakika dk phút 分 分钟 分鐘 분""",
    HOUR: """h hr hrs hour hours heure heures stunde stunden std hora horas ora ore uur час часа часов годину години
        годин godzin godziny godzinę saat sa giờ timme timmar time timer 小时 小時 时间 時間 시간""",
    DAY: """d day days jour jours j tag tage tagen día días dia dias giorno giorni dag dagen день дня дней дні днів dni
        dzień gün ngày dagar dager dage 天 日 일""",
    WEEK: """w wk wks week weeks semaine semaines woche wochen semana semanas settimana settimane weken неделю недели
        недель тиждень тижні тижнів tydzień tygodnie tygodni hafta tuần vecka veckor uke uker 周 週 週間 주""",
    MONTH: """mo mos mon month months mois monat monate monaten mes meses mês mese mesi maand maanden месяц месяца
        месяцев місяць місяці місяців miesiąc miesiące miesięcy ay tháng månad månader 个月 個月 か月 ヶ月 カ月 개월""",
    YEAR: """y yr yrs year years an ans jahr jahre jahren año años ano anos anno anni jaar год года лет рік роки років
        rok lata lat yıl năm år 年 년""",
}

UNITS = {word: seconds for seconds, words in _UNIT_WORDS.items() for word in words.split()}
"""The word for a unit to its seconds."""

_ONE_WORDS = "a an one un une una um uma uno ein eine einem einer een en ett et один одну bir"

ONE = frozenset(_ONE_WORDS.split())
"""Words that mean one."""

_PHRASES = {
    0: """just now; now; à l'instant; gerade eben; ahora mismo; agora mesmo; adesso; zojuist; только что; щойно;
        przed chwilą; az önce; şimdi; vừa xong; 刚刚; 剛剛; たった今; 방금""",
    DAY: """yesterday; hier; gestern; ayer; ontem; ieri; gisteren; вчера; вчора; wczoraj; dün; hôm qua; igår; i går;
        昨天; 昨日; 어제""",
    WEEK: "last week",
    MONTH: "last month",
    YEAR: "last year",
}

PHRASES = {phrase.strip(): seconds for seconds, phrases in _PHRASES.items() for phrase in phrases.split(";")}
"""Whole phrases to the seconds before the moment of saving."""

_DAY_WORDS = """today yesterday heute gestern aujourd'hui hier hoy ayer hoje ontem oggi ieri vandaag gisteren сегодня
    вчера сьогодні вчора dziś wczoraj bugün dün 今天 昨天 今日 昨日 오늘 어제"""

DAYS_WITH_CLOCK = _DAY_WORDS.split()
"""Days relative to the moment of saving, which may be followed by a time of day ("Today at 6:14 PM")."""
