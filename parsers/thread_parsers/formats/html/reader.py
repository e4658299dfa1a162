"""Reading a page with an engine: comments, their tree, the article, and what every byte of the file is."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from thread_parsers.bodies import Body
from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.formats.html.clocks import in_prose, time_beside, with_clock
from thread_parsers.formats.html.comment_elements import SLICE_COMMENTS, CommentElements
from thread_parsers.formats.html.heads import author_of, beside_time, heads_in, time_in, time_of
from thread_parsers.formats.html.levels import level
from thread_parsers.formats.html.main_text import write_article
from thread_parsers.formats.html.moments import PageTimes, load_times, stated_moment
from thread_parsers.formats.html.names import NOBODY, STATES, author_name, without_label
from thread_parsers.formats.html.quotes import Quotes, has_quotes
from thread_parsers.formats.html.thread_pages import is_later_page
from thread_parsers.formats.plain.counts import number
from thread_parsers.markup.selectors import MAX_ANCESTORS, is_one, select, selector

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.formats.html.engines import Engine
    from thread_parsers.formats.html.moments import Moment
    from thread_parsers.formats.html.page import Edit, Found, Page

LARGE_COMMENT = 128
"""Elements of a comment from which there is a yield after each of its fields."""
MAX_ORDER_TIMES = 2
"""Values of a comment from which the order of day and month on the page is decided."""
MAX_STATED_TIMES = 64
"""Values of the rows of the time of a comment that are looked at."""
_NUMBER = re.compile(r"\d{1,20}")


class Reader:
    """Reads the comments of a page one after another."""

    def __init__(self, rendering: Rendering, engine: Engine, page: Page, elements: Sequence[int] | None = None) -> None:
        """`elements` are those of the comments, in document order, if they are known."""
        self._engine, self._page = engine, page
        self.rendering = rendering
        self._times, self._has_order = PageTimes(), False
        self.comments = CommentElements(engine, page, elements)
        self._quotes: Quotes | None = None

    def read(self) -> Iterator[None]:
        """Read the comments, and the opening post if the article has no words yet."""
        engine, page = self._engine, self._page
        if engine.nesting == "marks":
            yield from load_times()
            from thread_parsers.formats.html.talk_page import read_talk  # few pages are talk pages

            yield from read_talk(page, self.rendering)
            return
        yield from page.look_for(engine.rows)
        if not self.comments.elements:
            yield from self.comments.find()
        yield from self._opening_post()
        if engine.nesting == "named":
            yield from self._read_named()
            return
        open_: list[tuple[int, int, int]] = []  # the depth, last element and row of comments that may have replies
        for count, element in enumerate(self.comments.elements, 1):
            depth = self._depth(element)
            while open_ and not _is_under(element, depth, open_[-1]):
                open_.pop()
            post = yield from self._post(element)
            row = self.rendering.add(post, open_[-1][2] if open_ else -1)
            if engine.nesting != "flat":
                open_.append((depth, page.tree.stop[self._scope(element)], row))
            if count % SLICE_COMMENTS == 0:
                yield

    def _dated(self, element: int, body: int) -> Generator[None, None, tuple[Found, Moment] | None]:
        """The time of a comment whose words are in an element. If it could be read in two ways, the order in which the
        page writes day and month is found out first: most pages state times that are clear."""
        values = self._stated_times(element, body)
        first = next(values, None)
        if first is None:
            return None
        if not self._has_order and stated_moment(first.text) is None:
            yield from self._decide_order()
        return with_clock(self._page, element, time_in(chain((first,), values), self._times), self._times)

    def _stated_times(self, element: int, body: int) -> Iterator[Found]:
        """The values of the rows of the time. Those in the prose of the words are the last: some pages have the head of
        a comment there."""
        tree = self._page.tree
        in_words: list[Found] = []
        start, end = (tree.inner[body], tree.end[body]) if body not in (-1, element) else (0, 0)
        stated = self._page.fields(element, self._engine.time, self.comments.known)
        for found in islice(stated, MAX_STATED_TIMES):
            if not (start <= found.start < end and in_prose(self._page, found.start, start)):
                yield found
            else:
                in_words.append(found)
        yield from in_words

    def _decide_order(self) -> Iterator[None]:
        """Find out in which order the page writes day and month."""
        self._has_order = True
        yield from load_times()
        texts: list[str] = []
        for count, element in enumerate(self.comments.elements, 1):
            times = self._page.fields(element, self._engine.time, self.comments.known)
            texts += [found.text for found in islice(times, MAX_ORDER_TIMES)]
            if count % SLICE_COMMENTS == 0 or self._is_large(element):
                yield
        self._times.decide_order(texts)

    def _read_named(self) -> Iterator[None]:
        """Read comments that state the ids of those that they reply to."""
        engine, tree, author = self._engine, self._page.tree, ""
        joined = selector(engine.joined) if engine.joined else ()
        for count, element in enumerate(self.comments.elements, 1):
            post = yield from self._post(element)
            if (joined and is_one(tree, element, joined)) or (engine.is_joined and not post.author):
                post.author = author
            author = post.author
            answered = self._page.field(element, self._engine.parent, self.comments.known)
            post.parent_id = _last_number(answered.text) if answered else ""
            self.rendering.hold(post, _last_number(post.id))
            if count % SLICE_COMMENTS == 0:
                yield
        yield from self.rendering.thread()

    def _scope(self, element: int) -> int:
        """The element that replies to a comment are inside of."""
        if not self._engine.scope:
            return element
        tree, wanted = self._page.tree, selector(self._engine.scope)
        around = islice(tree.ancestors(element), MAX_ANCESTORS)
        return next((above for above in around if is_one(tree, above, wanted)), element)

    def _is_large(self, element: int) -> bool:
        """Whether finding a field of a comment may take a step of its own."""
        return self._page.tree.stop[element] - element > LARGE_COMMENT

    def _depth(self, element: int) -> int:
        """The depth that a comment states, -1 if it states none: then it is that of the element."""
        if self._engine.nesting != "level":
            return -1
        if self._engine.inset:
            tree, wanted = self._page.tree, selector(self._engine.inset)
            return sum(is_one(tree, above, wanted) for above in islice(tree.ancestors(element), MAX_ANCESTORS))
        found = self._page.field(element, self._engine.level, self.comments.known)
        return level(found.text) if found else -1

    def _post(self, element: int) -> Generator[None, None, Post]:
        engine, page, others = self._engine, self._page, self.comments.known
        fields: list[Found | None] = []
        for rows in (engine.score, engine.permalink, engine.edited, engine.id, engine.subject):
            fields.append(page.field(element, rows, others))
            if self._is_large(element):
                yield
        score, link, edited, identity, subject = fields
        author = author_of(page, engine.author, element, others, self._times)
        body = self._body(element, engine.body)
        dated = yield from self._dated(element, body)
        if author and not dated and author.start >= page.tree.inner[element]:  # a sentence without classes
            yield from load_times()
            behind = page.tree.start[body]
            until = behind if body >= 0 and behind >= author.end else page.content(element, others)[1]
            dated = time_beside(page, author.end, until, self._times)
        author = beside_time(page, element, author, dated[0] if dated else None)
        name = re.sub(engine.behind_author, "", author_name(author)) if engine.behind_author else author_name(author)
        state = next((state for wanted, state in engine.states if is_one(page.tree, element, selector(wanted))), "")
        start, end = self._part(body) if body >= 0 else (page.tree.start[element],) * 2
        words = Body("")
        heads: list[Edit] = []
        if body >= 0:
            heads = heads_in(page, (author, dated[0] if dated else None), element, start, end)
            edits = chain(self._edits(body, start, end), heads)
            words = yield from page.body(body, engine.dropped, others, edits, end)
        if heads or body == element:
            words = without_label(words)
        shown = words.text.strip().casefold()
        state = state or STATES.get(shown) or STATES.get(name.casefold(), "")
        post = Post(
            author="" if name.casefold() in NOBODY else name,
            text=words,
            id=identity.text if identity else "",
            likes=number(score.text) if score else NO_SCORE,
            state=state,
            badge=next((badge for wanted, badge in engine.badges if is_one(page.tree, element, selector(wanted))), ""),
            edited=edited.text if edited else None,
            subject=subject.text if subject else "",
            permalink=link.text if link and link.text.startswith(("http://", "https://")) else "",
            object_span=(page.tree.start[element], end),
            body_span=(start, end),
        )
        if dated:
            self._set_time(post, dated)
        if author:
            self.rendering.mark(author.start, author.end, "author")
        if score:
            self.rendering.mark(score.start, score.end, "score")
        if edited:
            self.rendering.mark(edited.start, edited.end, "time")
        return post

    def _body(self, element: int, rows: Sequence[str]) -> int:
        """The first element with words of those that the rows find, else the first one; -1 if they find none."""
        tree, others = self._page.tree, self.comments.known
        first = -1
        for wanted in rows:
            if wanted and not self._page.may_have(wanted):
                continue
            for found in select(tree, wanted, element, others) if wanted else (element,) if element >= 0 else ():
                if self._page.has_words(found, others):
                    return found
                first = found if first < 0 else first
        return first

    def _part(self, body: int) -> tuple[int, int]:
        """The place of the words of a comment, without its signature."""
        start, end = self._page.content(body, self.comments.known)
        mark = re.compile(self._engine.ends).search(self._page.tree.markup, start, end) if self._engine.ends else None
        return start, mark.start() if mark else end

    def _edits(self, body: int, start: int, end: int) -> Iterator[Edit]:
        """What is rendered otherwise in the words of a comment: links of quotes."""
        page = self._page
        if has_quotes(page, start, end):
            if self._quotes is None:
                topic = self.rendering.discussion.article.url or ""
                self._quotes = Quotes(page, self.comments.elements, topic, self._address)
            yield from self._quotes.edits(body)

    def _address(self, element: int) -> str:
        """The address of a comment; empty if the page does not state it."""
        link = self._page.field(element, self._engine.permalink, self.comments.known)
        if link is not None and link.text.startswith(("http://", "https://")):
            return link.text
        page, name = self.rendering.discussion.article.url, self._page.attribute_text(element, "id")
        return f"{page.partition('#')[0]}#{name}" if page and name else ""

    def _set_time(self, post: Post, dated: tuple[Found, Moment]) -> None:
        found, read = dated
        post.time, post.time_unit, post.time_text = read.seconds, read.unit, read.text
        post.zone = self._zone(read)
        self.rendering.mark(found.start, found.end, "time")

    def _zone(self, read: Moment) -> int | None:
        """The zone of a time; that of the site if the page does not state it."""
        return self._engine.zone if read.zone is None and not read.text else read.zone

    def _opening_post(self) -> Iterator[None]:
        """Read the first post as the article, if the page has it."""
        engine, page, rendering = self._engine, self._page, self.rendering
        opening = self.comments.opening
        article = rendering.discussion.article
        if article.paragraph_spans:
            return
        if opening >= 0:
            bodies, author, time = engine.opening_body, engine.opening_author, engine.opening_time
            score = engine.opening_score
        elif engine.opening:  # a theme without the element: its words may be there, its fields may be those of others
            bodies, author, time, score = engine.opening_body, (), (), ()
        elif engine.first_is_article and self.comments.elements and (yield from self._is_first_page()):
            self.comments.opening = self.comments.elements.pop(0)
            self._set_article((yield from self._post(self.comments.opening)))
            return
        else:
            return
        body = self._body(opening, bodies) if bodies else opening
        if body < 0 and opening < 0:
            return
        if body >= 0 and body != opening:
            start, end = self._part(body)
            words = yield from page.body(body, engine.dropped, self.comments.known, until=end)
            rendering.article(words, start, end)
        elif body >= 0:
            yield from write_article(rendering, page, body, self.comments.known)
        dated = page.field(opening, time, self.comments.known)
        if dated is not None and stated_moment(dated.text) is None:
            yield from load_times()
        self._opening_fields(opening, author, time, score)

    def _set_article(self, post: Post) -> None:
        """Make a first post that is an element like those of the comments the article."""
        rendering, article = self.rendering, self.rendering.discussion.article
        if post.body_span is not None:
            rendering.article(post.text, *post.body_span)
        article.author = post.author or article.author
        if post.time != NO_TIME:
            article.time = rendering.moment(post.time, post.zone)
        if post.likes != NO_SCORE:
            rendering.discussion.engagement.likes = post.likes

    def _opening_fields(self, opening: int, author: Sequence[str], time: Sequence[str], score: Sequence[str]) -> None:
        """Read who wrote the first post, when, and how many liked it."""
        page, rendering = self._page, self.rendering
        article = rendering.discussion.article
        named = page.field(opening, author, self.comments.known)
        article.author = author_name(named) or article.author
        if named is not None:
            rendering.mark(named.start, named.end, "author")
        dated = with_clock(page, opening, time_of(page, time, opening, self.comments.known, self._times), self._times)
        if dated and dated[1].seconds != NO_TIME:
            article.time = rendering.moment(dated[1].seconds, self._zone(dated[1]))
            rendering.mark(dated[0].start, dated[0].end, "time")
        liked = page.field(opening, score, self.comments.known)
        if liked is not None and (likes := number(liked.text)) != NO_SCORE:
            rendering.discussion.engagement.likes = likes
            rendering.mark(liked.start, liked.end, "score")

    def _is_first_page(self) -> Generator[None, None, bool]:
        found = self._page.field(self.comments.elements[0], self._engine.number, self.comments.known)
        digits = _NUMBER.search(found.text) if found else None
        return int(digits[0]) == 1 if digits else not (yield from is_later_page(self._page))


def _last_number(text: str) -> str:
    """The number that an id ends with, or that is the last one in a link."""
    return next(reversed(_NUMBER.findall(text)), "")


def _is_under(element: int, depth: int, above: tuple[int, int, int]) -> bool:
    """Whether an element is a reply to a comment above: (depth, one past its last element, row)."""
    return above[0] < depth if depth >= 0 <= above[0] else element < above[1]
