"""Names of namespaces and templates of MediaWiki in many languages.

The namespaces are those of MediaWiki's language files (`NS_USER`, `NS_USER_TALK` and their aliases, with the forms for
women), the special pages those of their `$specialPageAliases`; templates are those of the large Wikipedias.
"""

from __future__ import annotations

from thread_parsers.bodies.wikitext_names import CATEGORIES, FILES, listed

USER_NAMESPACES = listed("""
    user, user talk, benutzer, benutzerin, benutzer diskussion, benutzerin diskussion, bd,
    utilisateur, utilisatrice, discussion utilisateur, discussion utilisatrice, discuter utilisateur,
    usuario, usuaria, usuario discusión, usuaria discusión, usuario discusion,
    usuário, usuária, usuário(a), usuário discussão, usuária discussão, usuário(a) discussão,
    utilizador, utilizadora, utilizador discussão, utilizadora discussão, discussão utilizador,
    utente, discussioni utente, utenti, discussion utente,
    участник, участница, обсуждение участника, обсуждение участницы, у, уч, оу,
    користувач, користувачка, обговорення користувача, обговорення користувачки, ок,
    удзельнік, удзельніца, гутаркі з удзельнікам, гутаркі з удзельніцай, размовы з удзельнікам, размовы з удзельніцай,
    wikipedysta, wikipedystka, dyskusja wikipedysty, dyskusja wikipedystki, użytkownik, użytkowniczka,
    dyskusja użytkownika, dyskusja użytkowniczki,
    uživatel, uživatelka, wikipedista, wikipedistka, diskuse s uživatelem, diskuse s uživatelkou,
    diskuse s wikipedistou, diskuse s wikipedistkou, uživatel diskuse, uživatelka diskuse,
    redaktor, redaktorka, diskusia s redaktorom, diskusia s redaktorkou, používateľ, používateľka,
    diskusia s používateľom, diskusia s používateľkou,
    gebruiker, overleg gebruiker, gebruikerbespreking, bruger, brugerdiskussion, brugerdiskussion, bruger diskussion,
    användare, användardiskussion, bruker, brukerdiskusjon, brukar, brukardiskusjon, brukerin,
    käyttäjä, keskustelu käyttäjästä, notandi, notandaspjall, brúkari, brúkarakjak,
    kasutaja, kasutaja arutelu, dalībnieks, dalībniece, dalībnieka diskusija, lietotājs, lietotāja diskusija,
    naudotojas, naudotoja, naudotojo aptarimas, naudotojos aptarimas,
    szerkesztő, szerkesztővita, user vita, utilizator, utilizatoare, discuție utilizator, discuţie utilizator,
    потребител, потребител беседа, корисник, корисница, разговор са корисником, разговор са корисницом,
    разговор со корисник, korisnik, korisnica, razgovor sa korisnikom, razgovor sa korisnicom, razgovor s korisnikom,
    suradnik, suradnica, razgovor sa suradnikom, razgovor sa suradnicom,
    uporabnik, uporabnica, uporabniški pogovor, pogovor uporabnika,
    χρήστης, χρήστρια, συζήτηση χρήστη, κουβέντα χρήστη, kullanıcı, kullanıcı mesaj, kullanıcı tartışma,
    istifadəçi, istifadəçi müzakirəsi, қатысушы, қатысушы талқылауы, foydalanuvchi, foydalanuvchi munozarasi,
    მომხმარებელი, მომხმარებლის განხილვა, մասնակից, մասնակցի քննարկում,
    مستخدم, مستخدمة, نقاش المستخدم, نقاش المستخدمة, کاربر, بحث کاربر, صارف, تبادلۂ خیال صارف,
    משתמש, משתמשת, שיחת משתמש, שיחת משתמשת, सदस्य, सदस्य वार्ता, सदस्य चर्चा, ব্যবহারকারী, ব্যবহারকারী আলাপ,
    பயனர், பயனர் பேச்சு, வாடுகరి, వాడుకరి, వాడుకరి చర్చ, ഉപയോക്താവ്, ഉപയോക്താവിന്റെ സംവാദം, ಸದಸ್ಯ, ಸದಸ್ಯರ ಚರ್ಚೆಪುಟ,
    સભ્ય, સભ્યની ચર્ચા, ਵਰਤੋਂਕਾਰ, ਵਰਤੋਂਕਾਰ ਗੱਲ-ਬਾਤ, प्रयोगकर्ता, प्रयोगकर्ता वार्ता,
    ผู้ใช้, คุยกับผู้ใช้, thành viên, thảo luận thành viên, pengguna, pembicaraan pengguna, perbincangan pengguna,
    사용자, 사용자토론, 利用者, 利用者‐会話, 利用者-会話, 利用者・トーク,
    用户, 用戶, 使用者, 用户讨论, 用戶討論, 使用者討論, 用户对话, 用戶對話, 用户討論, u, ut,
    usuari, usuària, usuari discussió, usuària discussió, conversa usuario, conversa usuaria,
    lankide, lankide eztabaida, uzanto, uzantino, uzanto-diskuto, uzanta diskuto, vikipediisto, vikipediista diskuto,
    usor, disputatio usoris, usuariu, usuaria alderique, usuariu alderique, utilizaire, discussion utilizaire,
    defnyddiwr, sgwrs defnyddiwr, úsáideoir, plé úsáideora, përdoruesi, përdoruesi diskutim, përdorues,
    bikarhêner, gotûbêja bikarhêner, tagagamit, usapang tagagamit, mtumiaji, majadiliano ya mtumiaji
""")
"""User pages and their talk pages, casefolded, with blanks for underscores."""

CONTRIBUTIONS = listed("""
    contributions, contribs, contribution, beiträge, contribuciones, contribuições, contributi, contribucions,
    contribuții, вклад, внесок, прилози, приноси, унёсак, wkład, příspěvky, príspevky, bijdragen, bidrag,
    muokkaukset, omat muokkaukset, szerkesztései, szerkesztő közreműködései, katkılar, doprinosi, prispevki,
    συνεισφορές, مساهمات, مشاركات, مشارکت‌ها, مشارکتها, תרומות, योगदान, অবদান, เรื่องที่เขียน, đóng góp,
    kontribusi, kontribusi pengguna, sumbangan, 기여, 投稿記録, 用户贡献, 用戶貢獻, 使用者貢獻, 用户貢獻, 贡献, 貢獻,
    kontribuoj, kaastöö, ieguldījums, įnašas, naudotojo įnašas, ekarpenak
""")
"""The special page of what somebody wrote, which signs for those without an account: `Special:Contributions/Name`."""

NOT_USERS = (
    FILES
    | CATEGORIES
    | listed("""
    category talk, talk, diskussion, discussion, discusión, discussão, discussione, обсуждение, wikipedia,
    wikipedia talk, wp,
    wt, help, help talk, hilfe, aide, ayuda, ajuda, aiuto, справка, template, vorlage, modèle, plantilla, predefinição,
    шаблон, szablon, šablona, sjabloon, テンプレート, module, modul, portal, draft, special, spezial, spécial,
    especial, speciale, служебная, specjalna, speciální, speciaal, 特別, 特殊, خاص, media, mediawiki, project,
    http, https, wikt, wiktionary, commons, meta, mw, wikisource, wikidata, d, w, c, m, s, q, b, v, n, de, en, fr, es
""")
)
"""Namespaces and prefixes of other wikis that are not those of users, whatever the language of the page."""

OUTDENTS = listed("""
    od, od2, oda, outdent, outdent2, outdent arrow, undent, unindent, ui, dedent, deindent, de-indent, noindent,
    indent break, reset indent, reindent, nach links, désindenter, désindentation, desindentar, desindentado,
    recuo, outdenting, rientro, сдвиг, сброс отступа, wcięcie, インデント戻し, 縮排, 取消縮進, 减少缩进
""")
"""Templates with which a discussion goes on at the margin."""

UNSIGNED = listed("""
    unsigned, unsigned2, unsignedip, unsignedip2, unsigned ip, unsign, unsigned-ip, unsignedwithtime, uns, tilde,
    unsigniert, nicht signiert, unterschrift fehlt, non signé, non signé2, nonsigné, sinfirma, no firmado, sin firma,
    não assinado, não-assinou, nonfirmato, non firmato, неподписано, не подписано, безпідпису, не підписано,
    niepodpisany, nepodepsáno, niet ondertekend, afz, allekirjoittamaton, osignerat, usigneret, usignert,
    unsigned-en, 未签名, 未簽名, 未署名, 署名なし, 미서명, غير موقع, بدون توقيع, لا توقيع, بدون امضا, לא חתם, imzasız
""")
"""Templates that name the author of a comment without a signature: `{{unsigned|Name|time}}`."""

COLLAPSE = listed("""
    hat, hidden archive top, collapse top, collapsetop, collapse, cot, ct, collapsed discussion top, hidden begin,
    discussion top collapsed, off topic top
""")
"""Templates with which hidden comments begin."""
UNCOLLAPSE = listed("hab, hidden archive bottom, collapse bottom, collapsebottom, cob, cb, hidden end")
AROUND = (
    COLLAPSE
    | UNCOLLAPSE
    | listed("""
    archive top, archive bottom, atop, abot, at, ab, aban, archivetop, archivebottom, discussion top, discussion bottom,
    rfc top, rfc bottom, closed rfc top, closed rfc bottom, rfd top, afd top, rm top, rm bottom, polltop, pollbottom,
    movereq, requested move, archive box, section resolved, erledigt, resolved, reflist-talk, reflist, talkquote,
    reftalk, moved from, moved to, moved discussion from, moved discussion to, anchor, clear, -, verschoben, ping bottom
""")
)
"""Templates on lines of their own around comments: the indentation of a comment is that of the line after them."""
