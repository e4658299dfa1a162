"""The words of Gate pages: buttons, counters, trailers, by language, with where they were seen. `menus` has the menu.

They matter only in their places: before the first comment, on the last line of one, after the last. In a body they are
ordinary words. A page in another language is read by its structure all the same; these tables make the difference where
structure is missing: no numbers between the buttons, no repeat of the article.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

POST = "a post of gate.com, read in English"
"""Where the English strings were seen: the page from which the format was described."""
UNSEEN = ""
"""The string is a plausible translation; no public page with it was found."""


class Label(NamedTuple):
    """One string of the page in one language."""

    text: str
    language: str
    role: str
    """`original`: the button that shows the text before its translation; `reply`: in a footer; `likes`: next to their
    number; `reward`, `repost`, `share`, `comment`: buttons; `empty`: no comments; `disclaimer`: its first words."""
    seen: str = UNSEEN
    """Where it was seen, or UNSEEN."""


def _labels(language: str, seen: str = UNSEEN, **roles: str) -> tuple[Label, ...]:
    """Labels of one language, role by role; a bar divides alternatives."""
    return tuple(Label(text, language, role, seen) for role, texts in roles.items() for text in texts.split("|"))


LABELS = (
    *_labels(
        "en", POST, original="View Original", reply="Reply", likes="Likes|Like", reward="Reward",
        repost="Repost", share="Share", comment="Comment|Add a comment", empty="No comments",
        disclaimer="This page may contain third-party content",
    ),
    *_labels(
        "zh-Hans", original="查看原文", reply="回复", likes="赞|点赞|人点赞了这条动态", reward="打赏|赞赏|奖励",
        repost="转发", share="分享", comment="评论|添加评论|请输入评论", empty="暂无评论",
        disclaimer="此页面可能包含第三方内容|本页面可能包含第三方内容",
    ),
    *_labels(
        "zh-Hant", original="查看原文", reply="回覆|回復", likes="讚|按讚|個讚", reward="打賞|讚賞|獎勵",
        repost="轉發|轉發分享", share="分享", comment="留言|評論|新增評論", empty="暫無評論",
        disclaimer="此頁面可能包含第三方內容|本頁面可能包含第三方內容",
    ),
    *_labels(
        "ja", original="原文表示|原文を表示|原文を見る", reply="返信", likes="いいね", reward="報酬",
        repost="リポスト|再投稿", share="共有|シェア", comment="コメント|コメントを追加",
        empty="コメントなし|コメントはありません",
        disclaimer="このページには第三者のコンテンツが含まれている場合|このページには第三者のコンテンツが含まれる場合",
    ),
    *_labels(
        "ru", original="Посмотреть оригинал|Показать оригинал", reply="Ответить|Ответ",
        likes="Лайков|Лайки|Лайк|Нравится", reward="Награда|Вознаграждение", repost="Репост", share="Поделиться",
        comment="Комментарий|Комментировать|Добавить комментарий", empty="Нет комментариев",
        disclaimer="Эта страница может содержать сторонний контент"
        "|На этой странице может содержаться сторонний контент",
    ),
    *_labels(
        "tr", original="Orijinali Görüntüle|Orijinalini Görüntüle", reply="Yanıtla|Cevapla", likes="Beğeni|Beğen",
        reward="Ödül", repost="Yeniden paylaş|Yeniden yayınla|Repost", share="Paylaş",
        comment="Yorum|Yorum ekle", empty="Yorum yok",
        disclaimer="Bu sayfa üçüncü taraf içeriği içerebilir|Bu sayfa üçüncü taraf içerik barındırabilir",
    ),
    *_labels(
        "vi", original="Xem bản gốc", reply="Trả lời", likes="thích|lượt thích", reward="Phần thưởng",
        repost="Đăng lại|Retweed", share="Chia sẻ|Retweed", comment="Bình luận|Thêm bình luận",
        empty="Không có bình luận", disclaimer="Trang này có thể chứa nội dung của bên thứ ba",
    ),
    *_labels(
        "es", original="Ver originales|Ver original", reply="Responder", likes="Me gusta", reward="Recompensa",
        repost="Republicar|Repostear", share="Compartir", comment="Comentar|Comentario|Añadir un comentario",
        empty="Sin comentarios|No hay comentarios",
        disclaimer="Esta página puede contener contenido de terceros",
    ),
    *_labels(
        "pt", original="Ver original", reply="Responder", likes="Curtidas|Curtida|Gostos", reward="Recompensa",
        repost="Repostar|Republicar", share="Compartilhar|Partilhar",
        comment="Comentário|Comentar|Adicionar um comentário", empty="Sem comentários|Nenhum comentário",
        disclaimer="Esta página pode conter conteúdo de terceiros|Esta página pode conter conteúdos de terceiros",
    ),
    *_labels(
        "uk", original="Переглянути оригінал", reply="Відповісти|Відповідь", likes="Лайків|Лайки|Вподобань",
        reward="Винагорода|Нагорода", repost="Репост", share="Поділитися",
        comment="Прокоментувати|Коментар|Додати коментар", empty="Немає коментарів",
        disclaimer="Ця сторінка може містити контент третіх осіб|Ця сторінка може містити сторонній контент",
    ),
    *_labels(
        "fr", original="Voir l'original|Afficher l'original", reply="Répondre", likes="J'aime", reward="Récompense",
        repost="Reposter|Republier", share="Partager", comment="Commentaire|Ajouter un commentaire",
        empty="Aucun commentaire", disclaimer="Cette page peut contenir du contenu de tiers",
    ),
    *_labels(
        "id", original="Lihat Asli|Lihat yang asli", reply="Balas", likes="Suka", reward="Hadiah",
        repost="Posting ulang", share="Bagikan", comment="Komentar|Tambahkan komentar",
        empty="Tidak ada komentar", disclaimer="Halaman ini mungkin berisi konten pihak ketiga",
    ),
    *_labels(
        "ar", original="عرض النسخة الأصلية|عرض الأصل", reply="رد", likes="إعجاب|الإعجابات", reward="مكافأة|المكافأة",
        repost="إعادة النشر", share="مشاركة", comment="تعليق|إضافة تعليق", empty="لا توجد تعليقات",
        disclaimer="قد تحتوي هذه الصفحة على محتوى",
    ),
)  # fmt: skip

TRAILERS = ("Trending Topics", "Hot Gate Fun", "Trending Gate Square Topics", "Hot Topics")
"""First lines of the lists after the comments; `View More` or a topic follows."""
MORE = frozenset(("view more", "load more", "show more", "no more comments", "no more"))
"""Buttons under a list, in lower case."""

FOOT = frozenset(
    line.strip()
    for line in """
    pin | trade crypto anywhere anytime | qrcode | scan to download gate app | community | about | products | services
    english | 简体中文 | 繁體中文 | 繁体中文 | 日本語 | 한국어 | русский | українська | türkçe | tiếng việt | español
    español (internacional) | português | português (portugal) | português (brasil) | français | français (afrique)
    deutsch | italiano | nederlands | polski | bahasa indonesia | العربية | فارسی | हिन्दी | ไทย
    """.replace("\n", "|").split("|")
    if line.strip()
)
"""Lines of the foot of the page, in lower case: a box that offers the app (data.gatenft.io/tr/post/status/15706515) and
languages by their own names, as the Common Locale Data Repository has them."""
MIN_FOOT_LINES = 3
"""Known lines that make a foot."""
MAX_FOOT_LINES = 8
"""Lines among which they must be."""


@cache
def texts(role: str) -> tuple[str, ...]:
    """The strings of a role in all languages, the longest first."""
    return tuple(sorted({label.text for label in LABELS if label.role == role}, key=len, reverse=True))


@cache
def folded(role: str) -> frozenset[str]:
    """The strings of a role in all languages, in lower case."""
    return frozenset(text.casefold() for text in texts(role))
