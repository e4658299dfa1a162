"""Names of namespaces, tags and templates of MediaWiki whose markup is rendered, in many languages."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """Names with commas between them, in the form in which they are looked up: casefolded, with single blanks."""
    return frozenset(" ".join(name.split()) for name in text.casefold().split(","))


FILES = listed("""
    file, image, datei, bild, fichier, archivo, imagen, ficheiro, immagine, файл, изображение, plik, soubor, bestand,
    fil, tiedosto, dosya, ファイル, 文件, 檔案, ملف
""")
CATEGORIES = listed("""
    category, kategorie, catégorie, categoría, categoria, категория, kategoria, categorie, カテゴリ, 分类, 分類, تصنيف
""")

LITERALS = listed("nowiki, pre, syntaxhighlight, source, math")
"""Elements whose content is not wikitext."""
TAGS = listed("""
    abbr, b, bdi, bdo, big, center, cite, code, dd, del, dfn, div, dl, dt, em, font, h2, h3, i, includeonly, ins, kbd,
    li,
    mark, noinclude, ol, onlyinclude, p, q, rp, rt, ruby, s, samp, section, small, span, strike, strong, sub, sup,
    table,
    td, th, tr, tt, u, ul, var, gallery, references, ref, poem, score, templatestyles, translate
""")
"""Elements whose tags are left out. Others are text."""

PINGS = listed("ping, re, reply, replyto, reply to, yo, mention, à, ping2, notif, notifica, ответ, пинг")
USERS = listed("""
    u, user, ul, ut, user2, user3, userlinks, user link, noping, no ping, no-ping, nping, u2, benutzer, utilisateur,
    usuario, utente, участник
""")
QUOTES = listed("""
    quote, blockquote, cquote, talkquote, talk quote block, quote box, quote frame, quotation, bq, zitat, citation,
    cita,
    цитата, quote2
""")
SHOWN = listed("tl, tlx, tlc, tlp, tld, tlu, tls, t1, tlf, template")
"""Templates that show another one."""
EMPTY = listed("""
    od, od2, outdent, unindent, undent, reset indent, clear, -, anchor, reflist, reflist-talk, ping-group
""")
"""Templates that have no words."""
