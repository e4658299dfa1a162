"""The words of Gate pages: buttons, counters, navigation, banners, trailers, by language, with where they were seen.

They matter only in their places: ahead of the first comment, at the foot of one, after the last. In a body they are
somebody's words.
"""

from __future__ import annotations

from dataclasses import dataclass


SEEN = "saved pages of the site in English"
TRANSLATED = "a translation that fits the place; no page with it was to be had"


@dataclass(frozen=True, slots=True)
class Label:
    """One string of the page in one language."""

    text: str
    language: str
    role: str
    """button, original (of the footer and the article), reply (of the footer), likes, reward, empty, disclaimer."""
    source: str = TRANSLATED
    """Where the string was seen."""

    @property
    def confirmed(self) -> bool:
        """Whether the string was seen on a page, and is not only what one would expect there."""
        return self.source != TRANSLATED


LABELS = (
    Label("View Original", "en", "original", SEEN),
    Label("Reply", "en", "reply", SEEN),
    Label("Likes", "en", "likes", SEEN),
    Label("Like", "en", "likes", SEEN),
    Label("Reward", "en", "reward", SEEN),
    Label("Repost", "en", "button", SEEN),
    Label("Share", "en", "button", SEEN),
    Label("Comment", "en", "button", SEEN),
    Label("Add a comment", "en", "button", SEEN),
    Label("No comments", "en", "empty", SEEN),
    Label("This page may contain third-party content", "en", "disclaimer", SEEN),
    Label("查看原文", "zh-Hans", "original"),
    Label("回复", "zh-Hans", "reply"),
    Label("赞", "zh-Hans", "likes"),
    Label("人点赞了这条动态", "zh-Hans", "likes"),
    Label("打赏", "zh-Hans", "reward"),
    Label("赞赏", "zh-Hans", "reward"),
    Label("转发", "zh-Hans", "button"),
    Label("分享", "zh-Hans", "button"),
    Label("评论", "zh-Hans", "button"),
    Label("添加评论", "zh-Hans", "button"),
    Label("请输入评论", "zh-Hans", "button"),
    Label("暂无评论", "zh-Hans", "empty"),
    Label("此页面可能包含第三方内容", "zh-Hans", "disclaimer"),
    Label("查看原文", "zh-Hant", "original"),
    Label("回覆", "zh-Hant", "reply"),
    Label("讚", "zh-Hant", "likes"),
    Label("打賞", "zh-Hant", "reward"),
    Label("讚賞", "zh-Hant", "reward"),
    Label("轉發", "zh-Hant", "button"),
    Label("分享", "zh-Hant", "button"),
    Label("留言", "zh-Hant", "button"),
    Label("評論", "zh-Hant", "button"),
    Label("新增評論", "zh-Hant", "button"),
    Label("暫無評論", "zh-Hant", "empty"),
    Label("此頁面可能包含第三方內容", "zh-Hant", "disclaimer"),
    Label("原文表示", "ja", "original"),
    Label("原文を表示", "ja", "original"),
    Label("返信", "ja", "reply"),
    Label("いいね", "ja", "likes"),
    Label("報酬", "ja", "reward"),
    Label("リポスト", "ja", "button"),
    Label("共有", "ja", "button"),
    Label("シェア", "ja", "button"),
    Label("コメント", "ja", "button"),
    Label("コメントを追加", "ja", "button"),
    Label("コメントなし", "ja", "empty"),
    Label("このページには第三者のコンテンツが含まれている場合があり", "ja", "disclaimer"),
    Label("Посмотреть Оригинал", "ru", "original"),
    Label("Посмотреть оригинал", "ru", "original"),
    Label("Ответить", "ru", "reply"),
    Label("Ответ", "ru", "reply"),
    Label("Лайков", "ru", "likes"),
    Label("Награда", "ru", "reward"),
    Label("Репост", "ru", "button"),
    Label("Поделиться", "ru", "button"),
    Label("комментарий", "ru", "button"),
    Label("Комментарий", "ru", "button"),
    Label("Добавить комментарий", "ru", "button"),
    Label("Нет комментариев", "ru", "empty"),
    Label("Эта страница может содержать сторонний контент", "ru", "disclaimer"),
    Label("Orijinali Görüntüle", "tr", "original"),
    Label("Yanıtla", "tr", "reply"),
    Label("Beğeni", "tr", "likes"),
    Label("Ödül", "tr", "reward"),
    Label("Yeniden paylaş", "tr", "button"),
    Label("Paylaş", "tr", "button"),
    Label("Yorum", "tr", "button"),
    Label("Yorum ekle", "tr", "button"),
    Label("Yorum yok", "tr", "empty"),
    Label("Bu sayfa üçüncü taraf içeriği içerebilir", "tr", "disclaimer"),
    Label("Xem bản gốc", "vi", "original"),
    Label("Trả lời", "vi", "reply"),
    Label("thích", "vi", "likes"),
    Label("Phần thưởng", "vi", "reward"),
    Label("Đăng lại", "vi", "button"),
    Label("Retweed", "vi", "button"),
    Label("Chia sẻ", "vi", "button"),
    Label("Bình luận", "vi", "button"),
    Label("Thêm bình luận", "vi", "button"),
    Label("Không có bình luận", "vi", "empty"),
    Label("Trang này có thể chứa nội dung của bên thứ ba", "vi", "disclaimer"),
    Label("Ver originales", "es", "original"),
    Label("Ver original", "es", "original"),
    Label("Responder", "es", "reply"),
    Label("me gusta", "es", "likes"),
    Label("Me gusta", "es", "likes"),
    Label("Recompensa", "es", "reward"),
    Label("Republicar", "es", "button"),
    Label("Compartir", "es", "button"),
    Label("Comentar", "es", "button"),
    Label("Comentario", "es", "button"),
    Label("Añadir un comentario", "es", "button"),
    Label("Sin comentarios", "es", "empty"),
    Label("Esta página puede contener contenido de terceros", "es", "disclaimer"),
    Label("Ver original", "pt", "original"),
    Label("Responder", "pt", "reply"),
    Label("Curtidas", "pt", "likes"),
    Label("Recompensa", "pt", "reward"),
    Label("Repostar", "pt", "button"),
    Label("Compartilhar", "pt", "button"),
    Label("Comentário", "pt", "button"),
    Label("Adicionar um comentário", "pt", "button"),
    Label("Sem comentários", "pt", "empty"),
    Label("Esta página pode conter conteúdo de terceiros", "pt", "disclaimer"),
    Label("Переглянути оригінал", "uk", "original"),
    Label("Відповісти", "uk", "reply"),
    Label("лайків", "uk", "likes"),
    Label("Винагорода", "uk", "reward"),
    Label("Репост", "uk", "button"),
    Label("Поділитися", "uk", "button"),
    Label("Прокоментувати", "uk", "button"),
    Label("Коментар", "uk", "button"),
    Label("Додати коментар", "uk", "button"),
    Label("Немає коментарів", "uk", "empty"),
    Label("Ця сторінка може містити контент третіх осіб", "uk", "disclaimer"),
)

NAVIGATION = frozenset(
    (
        "Futures",
        "Access hundreds of perpetual contracts",
        "Options",
        "Hot",
        "Trade European-style vanilla options",
        "Unified Account",
        "Maximize your capital efficiency",
        "Demo Trading",
        "Introduction to Futures Trading",
        "Learn the basics of futures trading",
        "Futures Events",
        "Join events to earn rewards",
        "Launch",
        "CandyDrop",
        "Collect candies to earn airdrops",
        "Launchpool",
        "Quick staking, earn potential new tokens",
        "HODLer Airdrop",
        "Hold GT and get massive airdrops for free",
        "Pre-IPOs",
        "Alpha Points",
        "Trade on-chain assets and earn airdrops",
        "Futures Points",
        "Earn futures points and claim airdrop rewards",
        "Promotions",
        "Use virtual funds to experience risk-free trading",
        "Prepare for your futures trading",
        "Participate in events to win generous rewards",
        "TradFi",
        "Gold",
        "One platform for global traditional assets",
    )
)
"""Lines of the site's navigation, which may stand ahead of everything (English pages)."""

TRAILERS = ("Trending Topics", "Hot Gate Fun", "Trending Gate Square Topics")
"""Lines that begin what stands after the comments (English pages). Each is followed by `View More` or a topic."""


def texts(*roles: str) -> tuple[str, ...]:
    """The strings of some roles in all languages, the longest first."""
    found = {label.text for label in LABELS if label.role in roles}
    return tuple(sorted(found, key=len, reverse=True))
