"""Gate pages composed from known parts become those parts again, wherever the bytes are cut; any text at all becomes
a tree that loses nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harness.examples import examples
from thread_parsers.discussion.columns import Columns
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.receipt_spans import byte_spans, line_spans
from thread_parsers.formats.gate.fill import fill
from thread_parsers.formats.gate.gate import GATE
from thread_parsers.formats.gate.heads import first_head, last_head, learn
from thread_parsers.reading import parse, read
from thread_parsers.source.source import BufferSource
from thread_parsers.steps import run_to_end

MENU = (
    "Futures",
    "Access hundreds of perpetual contracts",
    "Options",
    "Hot",
    "CFD",
    "Launch",
    "CandyDrop",
    "Promotions",
)
BANNER = (
    "🎉 Gate Square Kettle Week!", "💰 Show your kettle and share a pool of tea.", "👉 How to join", "1️⃣ Boil water",
    "2️⃣ Post with #KettleWeek", "Hashtag #KettleWeek is requi",
)  # fmt: skip
TRAILER = (
    "Trending Topics", "View More", "#KettleWeek", "12.38K Popularity", "Hot Gate Fun", "View More", "1", "TEA",
    "MC:$3.56KHolders:1", "0.00%", "Pin",
)  # fmt: skip
SEPARATORS = ("---", "-----", "———", "–––", "───")

NAMES = (
    "Ada", "Bo Tamm", "oak_barrel", "Мария", "太郎", "ليلى_٧", "🦆 duck 🦆", "J. R.", "O'Heron", "0xBEEF…cafe", "A",
    "Share", "Reply", "Comment", "Reward", "100", "0/400", "16 Likes", "[deleted]", "View More", "No comments", "---",
    "View Original", "Reply0", "Trending Topics", "#tea", "Reply to Bo",
)  # fmt: skip
"""From `Share` on these are names that read like something else."""

TRAPS = (
    "Share", "0/400", "16 Likes", "Reward", "Comment", "View Original", "Reply to this if you agree", "View More",
    "Trending Topics are boring", "Trending Topics", "No comments", "#tea", "12.38K Popularity", "100", "--", "-- ",
    "- - -", "***", "___", "Published on · 2025-12-24 06:14 they said", "2025-12-24 06:14", "·", "· today", "Pin",
    "This page may contain third-party content", "Futures", "🎉 Gate Square Kettle Week!", "[/b][@click=x]", "",
)  # fmt: skip
"""Lines of a body that read like furniture."""

WORDS = st.lists(
    st.sampled_from((
        "tea", "kettle", "moss", "harbour", "—", ":", "·", "12", "3h", "(x)", "@", ">", "the;", "Grüße", "茶", "🫖",
        "it's", "a/b", "\\", "[bold]", "$19", "View", "Reply",
    )),
    min_size=2, max_size=9,
).map(" ".join)  # fmt: skip
SENTENCES = st.builds(lambda words, end: f"So {words}{end}", WORDS, st.sampled_from(".?!…") | st.just('."'))
REMARKS = st.builds(lambda words, end: f"so {words}{end}", WORDS, st.sampled_from(("", ".", "...", "!", " haha")))
HEADLINES = st.builds(lambda words: f"On {words} today", WORDS)


@dataclass(frozen=True)
class Labels:
    """The words of the page in one language."""

    original: str = "View Original"
    reply: str = "Reply"
    likes: str = "{} Likes"
    reward: str = "Reward"
    repost: str = "Repost"
    share: str = "Share"
    comment: str = "Comment"
    empty: str = "No comments"
    disclaimer: str = (
        "This page may contain third-party content, which is provided for information purposes only, and should not "
        "be considered as an endorsement of its views by Gate. See Disclaimer for details."
    )


LANGUAGES = {
    "English": Labels(),
    "Chinese": Labels(
        "查看原文", "回复", "{} 人点赞了这条动态", "打赏", "转发", "分享", "评论", "暂无评论",
        "此页面可能包含第三方内容，仅供参考，不代表 Gate 的观点。",
    ),
    "Japanese": Labels(
        "原文表示", "返信", "{} いいね", "報酬", "リポスト", "共有", "コメント", "コメントなし",
        "このページには第三者のコンテンツが含まれている場合があり、Gate の見解ではありません。",
    ),
    "Russian": Labels(
        "Посмотреть Оригинал", "Ответить", "{} Лайков", "Награда", "Репост", "Поделиться", "комментарий",
        "Нет комментариев", "Эта страница может содержать сторонний контент, Gate его не поддерживает.",
    ),
    "Spanish": Labels(
        "Ver originales", "Responder", "{} me gusta", "Recompensa", "Republicar", "Compartir", "Comentar",
        "Sin comentarios", "Esta página puede contener contenido de terceros, que Gate no respalda.",
    ),
}  # fmt: skip
UNKNOWN = Labels(
    "Zobraz originál", "Odpověz", "{} srdíček", "Odměna", "Přepošli", "Sdílej", "Komentuj", "Nic tu není",
    "Tato stránka může obsahovat cizí obsah, který Gate nijak neschvaluje a za který neručí. Více v prohlášení.",
)  # fmt: skip
"""A language that no table has."""


CLOCKS: dict[str, tuple[str, bool]] = {
    "date and time": ("{:%Y-%m-%d %H:%M}", True),
    "hours ago": ("{:%-H}h ago", False),
    "Turkish": ("{:%-H} saat önce", False),
    "Chinese": ("{:%-d} 天前", False),
    "month and day": ("{:%m-%d %H:%M}", False),
    "day first": ("{:%d.%m.%Y %H:%M}", True),
    "month name": ("{:%b %-d, %Y %-I:%M %p}", True),
    "a language that no table has": ("pred {:%-H} hodin", False),
}
"""How times are written, and whether they are absolute."""


@dataclass(frozen=True)
class Post:
    """A comment as it was meant."""

    author: str
    time: datetime
    segments: tuple[tuple[str, ...], ...]
    separator: str
    replies: int


@dataclass(frozen=True)
class Page:
    """A page as it was meant."""

    labels: Labels
    lead: str
    place: str
    """Where the title stands: head, tail, both or none."""
    title: str
    paragraphs: tuple[str, ...]
    counters: str
    translated: bool
    trailer: bool
    likes: int
    posts: tuple[Post, ...]
    lost: bool
    """The last comment has lost its footer."""
    ends: str = ""
    clock: str = "date and time"
    """How the times are written, a key of CLOCKS."""
    repeated: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "repeated", self.place in ("tail", "both"))

    @property
    def data(self) -> bytes:
        """The bytes of the page."""
        return ("\n".join(self.lines()) + self.ends).encode()

    def lines(self) -> list[str]:
        """The lines of the page."""
        lines = list({"none": (), "menu": MENU, "banner": BANNER}[self.lead])
        lines += [self.title] * (self.place in ("head", "both")) + [*self.paragraphs]
        lines += [self.labels.original] * self.translated + [self.labels.disclaimer, *self.buttons(), "0/400"]
        lines += [] if self.posts else [self.labels.empty]
        for post in self.posts:
            lines += [post.author, f"· {self.written(post)}", *body(post)]
            lines += [f"{self.labels.original * self.translated}{self.labels.reply}{post.replies}"]
        if self.lost:
            lines.pop()
        lines += [self.title, *self.paragraphs] if self.repeated else []
        return lines + [*TRAILER] * self.trailer

    def written(self, post: Post) -> str:
        """The time of a comment as the page has it."""
        return CLOCKS[self.clock][0].format(post.time)

    def buttons(self) -> list[str]:
        """The counters."""
        labels, likes, count = self.labels, str(self.likes), str(len(self.posts))
        if self.counters == "bare":
            return [labels.reward, labels.comment, labels.repost, labels.share, labels.comment]
        numbered = [labels.reward, likes, count, labels.repost, labels.share]
        if self.counters == "bullets":
            return [*(f"  • {button}" for button in numbered), labels.comment]
        return [labels.likes.format(likes), *numbered, labels.comment]


def body(post: Post) -> list[str]:
    """The lines of a comment between its head and its footer."""
    lines = list(post.segments[0])
    for segment in post.segments[1:]:
        lines += [post.separator, *segment]
    return lines


@st.composite
def posts(draw: st.DrawFn) -> Post:
    """Any comment."""
    segments = []
    for _ in range(draw(st.integers(1, 3))):
        lines = draw(st.lists(REMARKS | st.sampled_from(TRAPS), min_size=1, max_size=4))
        segments.append(tuple(lines) if any(line.strip() for line in lines) else (*lines, draw(REMARKS)))
    return Post(
        author=draw(st.sampled_from(NAMES)),
        time=draw(st.datetimes(datetime(2019, 1, 1), datetime(2031, 1, 1))).replace(second=0, microsecond=0),
        segments=tuple(segments),
        separator=draw(st.sampled_from(SEPARATORS)),
        replies=draw(st.sampled_from((0, 0, 2, 11, 345))),
    )


@st.composite
def pages(draw: st.DrawFn, labels: st.SearchStrategy[Labels] = st.sampled_from([*LANGUAGES.values()])) -> Page:  # noqa: B008
    """Any page that can be decided: a banner has no end but the repeat, and only a repeat costs a footer."""
    lead = draw(st.sampled_from(("none", "menu", "banner")))
    repeats = ("tail", "both")
    place = draw(st.sampled_from(repeats if lead == "banner" else (*repeats, "head", "none")))
    comments = tuple(draw(st.lists(posts(), max_size=6)))
    return Page(
        labels=draw(labels),
        lead=lead,
        place=place,
        title=draw(HEADLINES),
        paragraphs=tuple(draw(st.lists(SENTENCES, min_size=1, max_size=4, unique=True))),
        counters=draw(st.sampled_from(("likes", "bullets", "bare"))),
        translated=draw(st.booleans()),
        trailer=draw(st.booleans()),
        likes=draw(st.sampled_from((0, 1, 16, 1200))),
        posts=comments,
        lost=bool(comments) and place in repeats and draw(st.booleans()),
        ends=draw(st.sampled_from(("", "\n"))),
        clock=draw(st.sampled_from([*CLOCKS])),
    )


def what_was_read(discussion: Discussion) -> tuple[object, ...]:
    """A discussion in the terms of `what_was_meant`."""
    return (
        discussion.title,
        discussion.paragraphs,
        discussion.engagement.likes,
        discussion.engagement.comments,
        [
            (
                comment.author,
                comment.time,
                comment.time_text,
                [segment.text for segment in comment.segments],
                comment.replies,
            )
            for comment in discussion.comments
        ],
    )


def what_was_meant(page: Page) -> tuple[object, ...]:
    """Title, paragraphs, counters and comments of a page."""
    numbered = page.counters != "bare"
    comments = [
        (
            post.author,
            post.time if CLOCKS[page.clock][1] else None,
            None if CLOCKS[page.clock][1] else page.written(post),
            ["\n".join(segment).strip() for segment in post.segments],
            None if page.lost and post is page.posts[-1] else post.replies,
        )
        for post in page.posts
    ]
    return (
        None if page.place == "none" else page.title,
        list(page.paragraphs),
        page.likes if numbered else None,
        len(page.posts) if numbered else None,
        comments,
    )


def assert_accounted_for(discussion: Discussion) -> None:
    """Every byte and every line of the source is in exactly one span."""
    source = discussion.file
    whole = source.read(0, source.size)
    at = 0
    for span in byte_spans(discussion):
        assert span.start == at
        assert span.end > at
        at = span.end
    assert at == len(whole)
    line = 1
    for run in line_spans(discussion):
        assert run.first == line
        assert run.last >= run.first
        line = run.last + 1
    assert line - 1 == whole.count(b"\n") + (not whole.endswith(b"\n") and whole != b"")


@given(pages())
@examples(300)
def test_a_composed_page_is_read_as_it_was_meant(page: Page) -> None:
    discussion = parse(page.data)
    assert discussion.format == "gate"
    assert what_was_read(discussion) == what_was_meant(page)
    assert_accounted_for(discussion)
    assert "unclaimed" not in {span.kind for span in line_spans(discussion)}


@given(pages(labels=st.just(UNKNOWN)))
@examples(150)
def test_a_page_in_a_language_that_no_table_has_is_read_by_its_shape(page: Page) -> None:
    """It needs some comments to show how its footers look, or a repeat to show where its article ends."""
    posts_ = page.posts or (Post("Ada", datetime(2025, 1, 1), (("so be it",),), "---", 0),)
    while len(posts_) < 5:
        posts_ = (*posts_, replace(posts_[-1], time=posts_[-1].time - timedelta(minutes=1)))
    page = replace(page, posts=posts_, translated=True, trailer=False)
    discussion = parse(page.data)
    assert what_was_read(discussion) == what_was_meant(page)


@given(pages(), st.integers(1, 700), st.integers(1, 700))
@examples(100)
def test_it_makes_no_difference_where_the_bytes_are_cut(page: Page, first: int, others: int) -> None:
    source = BufferSource(page.data)
    whole, cut = Columns(), Columns()
    times = run_to_end(learn(source, source.size))
    head, last = run_to_end(first_head(source, times)), run_to_end(last_head(source, times))
    if head is None or last is None:
        assert not page.posts
        return
    for _ in fill(whole, source, last, source.size, times):
        pass
    for _ in fill(cut, source, last, source.size, times, (first, others)):
        pass
    for name in Columns.__slots__:
        assert getattr(cut, name) == getattr(whole, name), name


SCRAPS = (
    b"\xc2\xb7 2025-12-24 06:14\n", b"\xc2\xb7 2025-13-45 26:74\n", b" \xc2\xb7 2025-12-24 06:14 \r\n", b"\xc2",
    b"\xb7",
    b"\xc2\xb7 2025-12-24 06:14", b"Ada\n", b"\n", b"---\n", b"View OriginalReply0\n", b"Reply", b"0/400\n",
    b"16 Likes\n", b"Reward\n", b"16\n", b"Share\n", b"Comment\n", b"No comments\n", b"Trending Topics\n",
    b"View More\n", b"Tea is tea.\n", b"A headline\n", b"\x00", b"\xff\xfe", b"\r", b"\xe2\x80\xa8", b"\x0b\x0c",
    b"\xc2\xb7 3h ago\n", b"\xc2\xb7 tea 7\n", b"vip\n", b"Ada\n\xc2\xb7 Just now\n", b"Pin\n",
    b"qrCode\n", b"x" * 500, b" " * 700, b"\xed\xa0\x80",
)  # fmt: skip
"""What pages are made of, and what breaks them."""


@given(st.lists(st.sampled_from(SCRAPS) | st.binary(max_size=6), max_size=40).map(b"".join))
@examples(400)
@example(b"")
@example(b"\xc2\xb7 2025-12-24 06:14\n" * 5)
@example(b"Ada\n\xc2\xb7 2025-12-24 06:14")
def test_any_bytes_become_a_tree_that_loses_nothing(data: bytes) -> None:
    discussion = read(BufferSource(data), "gate")
    assert discussion.complete
    assert_accounted_for(discussion)
    assert what_was_read(discussion) == what_was_read(read(BufferSource(data), "gate"))
    columns = discussion.columns
    for index in range(len(columns)):
        assert columns.start[index] < columns.body_start[index] <= columns.body_end[index] <= columns.end[index]


MEASURED = 1 << 20
"""Bytes."""


class Counted(BufferSource):
    """A source that counts the bytes that are asked of it."""

    asked = 0

    def read(self, start: int, end: int) -> bytes:
        piece = super().read(start, end)
        self.asked += len(piece)
        return piece


@pytest.mark.parametrize("head", [b"", b"Ada\n\xc2\xb7 2025-12-24 06:14\n"])
@pytest.mark.parametrize(
    "line",
    [
        b"---\n", b"Ada\n\xc2\xb7 2025-12-24 06:14\n", b"Ada\n\xc2\xb7 2025-12-24 06:14\nTea.\nReply0\n",
        b"\xc2\xb7 2025-12-24 06:14\n", b"0/400\n", b"x", b"Tea is tea.\n", b"Reply0\n",
        b"Ada\n\xc2\xb7 3h ago\nTea.\nReply0\n", b"\xc2\xb7 3h ago\n", b"Ada\nvip\n\xc2\xb7 3h ago\n",
    ],
)  # fmt: skip
def test_each_byte_of_a_page_is_read_a_few_times_however_long_it_is(head: bytes, line: bytes) -> None:
    """Counted in bytes that are asked of the source: as much more of them as the page is longer, six times at most."""
    asked = []
    for times in (1, 2):
        source = Counted(head + line * (times * MEASURED // len(line)))
        for _ in GATE.read(Discussion(source, "gate")):
            pass
        asked.append(source.asked)
    assert asked[1] - asked[0] < 6 * MEASURED
