"""Names of the days of the week, which may be ahead of a date: "Ven 7 Oct 2011". From the calendars of CLDR for en,
fr, de, es, pt, it, nl, pl, ru, uk, tr, sv (wide and abbreviated forms)."""

from __future__ import annotations

_NAMES = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom
    segunda terça quarta quinta sexta seg ter qua qui sex
    lunedì martedì mercoledì giovedì venerdì sabato domenica gio
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo
    poniedziałek wtorek środa czwartek piątek sobota niedziela pon wt śr czw pt sob niedz
    понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
    понеділок середа четвер пʼятниця субота неділя нд
    pazartesi salı çarşamba perşembe cuma cumartesi pazar
    måndag tisdag onsdag torsdag fredag lördag söndag mån tis ons tors fre lör sön
"""
WEEKDAYS = frozenset(_NAMES.split())
