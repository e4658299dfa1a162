"""Signatures in the languages of the large wikis, and what is none."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.examples import examples
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.formats.wikitext.signatures import signature_in, user_of
from thread_parsers.times.epoch import EPOCH

NOON = (datetime(2021, 5, 5, 12, 34) - EPOCH).total_seconds()
LINES = {
    "en": "[[User:Ada|Ada]] ([[User talk:Ada|talk]]) 12:34, 5 May 2021 (UTC)",
    "de": "[[Benutzer:Ada|Ada]] ([[Benutzerin Diskussion:Ada|Diskussion]]) 12:34, 5. Mai 2021 (CEST)",
    "fr": "[[Utilisateur:Ada|Ada]] ([[Discussion utilisateur:Ada|discuter]]) 5 mai 2021 à 12:34 (CEST)",
    "es": "[[Usuario:Ada|Ada]] ([[Usuario discusión:Ada|discusión]]) 12:34 5 may 2021 (UTC)",
    "pt": "[[Usuário(a):Ada|Ada]] 12h34min de 5 de maio de 2021 (UTC)",
    "it": "[[Utente:Ada|Ada]] ([[Discussioni utente:Ada|msg]]) 12:34, 5 mag 2021 (CEST)",
    "nl": "[[Gebruiker:Ada|Ada]] ([[Overleg gebruiker:Ada|overleg]]) 5 mei 2021 12:34 (CEST)",
    "ru": "[[Участник:Ada|Ada]] ([[Обсуждение участника:Ada|обс.]]) 12:34, 5 мая 2021 (UTC)",
    "uk": "[[Користувач:Ada|Ada]] 12:34, 5 травня 2021 (UTC)",
    "sr": "[[Корисник:Ada|Ada]] ([[Разговор са корисником:Ada|разговор]]) 12:34, 5. мај 2021. (CEST)",
    "bg": "[[Потребител:Ada|Ada]] 12:34, 5 май 2021 (UTC)",
    "pl": "[[Wikipedysta:Ada|Ada]] ([[Dyskusja wikipedysty:Ada|dyskusja]]) 12:34, 5 maj 2021 (CEST)",
    "cs": "[[Wikipedista:Ada|Ada]] ([[Diskuse s wikipedistou:Ada|diskuse]]) 5. 5. 2021, 12:34 (CEST)",
    "sk": "[[Redaktor:Ada|Ada]] 12:34, 5. máj 2021 (UTC)",
    "sl": "[[Uporabnik:Ada|Ada]] 12:34, 5. maj 2021 (CEST)",
    "hr": "[[Suradnik:Ada|Ada]] 12:34, 5. svibnja 2021. (CEST)",
    "hu": "[[Szerkesztő:Ada|Ada]] <sup>[[Szerkesztővita:Ada|vita]]</sup> 2021. május 5., 12:34 (CEST)",
    "ro": "[[Utilizator:Ada|Ada]] ([[Discuție Utilizator:Ada|discuție]]) 5 mai 2021 12:34 (EEST)",
    "sv": "[[Användare:Ada|Ada]] ([[Användardiskussion:Ada|diskussion]]) 5 maj 2021 kl. 12.34 (CEST)",
    "da": "[[Bruger:Ada|Ada]] ([[Brugerdiskussion:Ada|diskussion]]) 5. maj 2021, 12:34 (CEST)",
    "nb": "[[Bruker:Ada|Ada]] ([[Brukerdiskusjon:Ada|diskusjon]]) 5. mai 2021 kl. 12:34 (CEST)",
    "fi": "[[Käyttäjä:Ada|Ada]] 5. toukokuuta 2021 kello 12.34 (EEST)",
    "et": "[[Kasutaja:Ada|Ada]] 5. mai 2021, kell 12:34 (EEST)",
    "el": "[[Χρήστης:Ada|Ada]] ([[Συζήτηση χρήστη:Ada|συζήτηση]]) 12:34, 5 Μαΐου 2021 (UTC)",
    "tr": "[[Kullanıcı:Ada|Ada]] <sup>[[Kullanıcı mesaj:Ada|ileti]]</sup> 12:34, 5 Mayıs 2021 (UTC)",
    "ca": "[[Usuari:Ada|Ada]] ([[Usuari Discussió:Ada|disc.]]) 12:34, 5 maig 2021 (CEST)",
    "eo": "[[Uzanto:Ada|Ada]] ([[Uzanto-Diskuto:Ada|diskuto]]) 12:34, 5 maj. 2021 (UTC)",
    "zh": "[[User:Ada|Ada]]（[[User talk:Ada|留言]]） 2021年5月5日 (三) 12:34 (UTC)",
    "ja": "--[[利用者:Ada|Ada]]（[[利用者‐会話:Ada|会話]]） 2021年5月5日 (水) 12:34 (UTC)",
    "ko": "[[사용자:Ada|Ada]] ([[사용자토론:Ada|토론]]) 2021년 5월 5일 (수) 12:34 (KST)",
    "ar": "[[مستخدم:Ada|Ada]] ([[نقاش المستخدم:Ada|نقاش]]) 12:34، 5 مايو 2021 (ت ع م)",
    "fa": "[[کاربر:Ada|Ada]] ([[بحث کاربر:Ada|بحث]]) \u200f۵ مهٔ ۲۰۲۱، ساعت ۱۲:۳۴ (UTC)",
    "he": "[[משתמש:Ada|Ada]] - [[שיחת משתמש:Ada|שיחה]] 12:34, 5 במאי 2021 (IDT)",
    "hi": "[[सदस्य:Ada|Ada]] ([[सदस्य वार्ता:Ada|वार्ता]]) 12:34, 5 मई 2021 (UTC)",
    "bn": "[[ব্যবহারকারী:Ada|Ada]] ([[ব্যবহারকারী আলাপ:Ada|আলাপ]]) ১২:৩৪, ৫ মে ২০২১ (ইউটিসি)",
    "th": "[[ผู้ใช้:Ada|Ada]] ([[คุยกับผู้ใช้:Ada|คุย]]) 12:34, 5 พฤษภาคม 2564 (+07)",
    "vi": "[[Thành viên:Ada|Ada]] ([[Thảo luận Thành viên:Ada|thảo luận]]) 12:34, ngày 5 tháng 5 năm 2021 (UTC)",
    "id": "[[Pengguna:Ada|Ada]] ([[Pembicaraan Pengguna:Ada|bicara]]) 5 Mei 2021 12.34 (UTC)",
    "namespace that is not known": "[[Oniisha:Ada|Ada]] 12:34, 5 May 2021 (UTC)",
    "month first": "[[User:Ada|Ada]] 12:34, May 5, 2021 (UTC)",
    "month first, then the clock": "[[User:Ada|Ada]] May 5, 2021 12:34 (UTC)",
    "year first": "[[User:Ada|Ada]] 12:34, 2021 May 5 (UTC)",
    "ISO": "[[User:Ada|Ada]] 2021-05-05 12:34:00 (UTC)",
    "Uhr": "[[Benutzer:Ada|Ada]], 12:34 Uhr, 5. Mai 2021 (CEST)",
    "full-width brackets": "[[User:Ada|Ada]] 2021年5月5日（三）12:34 (UTC)",
    "bold": "'''[[User:Ada|Ada]]''' 12:34, 5 May 2021 (UTC)",
    "a link between": "[[User:Ada|Ada]] | [[User talk:Ada|T]] • [[Wikipedia:Tea|E]] 12:34, 5 May 2021 (UTC)",
    "a bot": '<span class="autosigned" style="font-size:85%;">— Preceding [[Wikipedia:Signatures|unsigned]] comment'
    " added by [[User:Ada|Ada]] ([[User talk:Ada#top|talk]]) 12:34, 5 May 2021 (UTC)</span>",
    "entities": "[[User:Ada|Ada]]&nbsp;12:34,&nbsp;5&nbsp;May&nbsp;2021&nbsp;(UTC)",
    "another wiki": "[https://de.example.org/wiki/Benutzer:Ada Ada] 12:34, 5 May 2021 (UTC)",
    "template": "{{unsigned|Ada|12:34, 5 May 2021 (UTC)}}",
    "template, time first": "{{unsigned2|12:34, 5 May 2021 (UTC)|Ada}}",
    "template with a link": "{{unsigned|1=[[User:Ada|Ada]]|2=12:34, 5 May 2021 (UTC)}}",
}


@pytest.mark.parametrize("language", LINES)
def test_a_signature_says_who_and_when(language: str) -> None:
    line = f"Tea. {LINES[language]}"
    found = signature_in(line)
    assert found is not None
    assert (found.author, found.time, found.zone is None) == ("Ada", NOON, False)
    assert (line[: found.start].rstrip("-– "), line[found.end :]) == ("Tea.", "")


@pytest.mark.parametrize(
    "line",
    [
        "Tea with [[User:Ada|Ada]].",
        "Tea at 12:34, 5 May 2021 (UTC)",
        "[[Wikipedia:Tea]] 12:34, 5 May 2021 (UTC)",
        "[[User:Ada|Ada]] 5 May 2021 (UTC)",
        "[[User:Ada|Ada]] 25:34, 5 May 2021 (UTC)",
        "12:34, 5 May 2021 (UTC) [[User:Ada|Ada]]",
        "{{unsigned}}",
        "{{tea|Ada|12:34, 5 May 2021 (UTC)}}",
    ],
)
def test_half_a_signature_is_none(line: str) -> None:
    assert signature_in(line) is None


@pytest.mark.parametrize("date", ["5 gegužės 2021", "2021 m. gegužės 5"])
def test_a_month_that_is_not_known_leaves_the_time_as_written(date: str) -> None:
    found = signature_in(f"[[User:Ada|Ada]] 12:34, {date} (EEST)")
    assert found is not None
    assert (found.author, found.time, found.time_text) == ("Ada", NO_TIME, f"12:34, {date} (EEST)")


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("User:Ada_L.", "Ada L."),
        ("user  TALK:Ada#top", "Ada"),
        (":w:de:Benutzerin:Ada/sig", "Ada"),
        ("Special:Contributions/2001:db8::1", "2001:db8::1"),
        ("Спецiальна:Внесок/Ада", "Ада"),
        ("User:", ""),
        ("User", ""),
        ("Special:Diff/12", ""),
        ("Talk:User", ""),
        (f"User:{'a' * 300}", ""),
    ],
)
def test_the_target_of_a_link_names_a_user(target: str, name: str) -> None:
    assert user_of(target) == name


PIECES = st.sampled_from(
    [*LINES.values(), "[[", "]]", "{{", "}}", "|", "<small>", "</small>", " ", "tea", "(", ")", ":", "12:34",
     "5 May 2021", "(UTC)", "&nbsp;", "[[User:", "\udcff", "<", ">", ";", "--"]
)  # fmt: skip


@examples(300)
@given(st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join))
def test_a_signature_is_a_part_of_its_line(line: str) -> None:
    found = signature_in(line)
    assert found is None or (0 <= found.start < found.end <= len(line) and found.author)
