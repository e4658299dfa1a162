"""Comments that wait for their place: rows until the thread order is known, and posts that are not rows yet."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import Columns
from thread_parsers.discussion.large_bodies import is_large
from thread_parsers.discussion.post_rows import MAX_WAITING, MAX_WAITING_CHARACTERS, MIN_TOGETHER
from thread_parsers.discussion.posts import posts_of
from thread_parsers.discussion.threading import Threader
from thread_parsers.steps import run_to_end, sorted_in_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from thread_parsers.discussion.post import Post
    from thread_parsers.discussion.post_rows import PostRows
    from thread_parsers.discussion.posts import Posts
    from thread_parsers.discussion.threading import Threads

FEW_ROWS = 1 << 5
"""Comments that are put in thread order in one step: a file may have thousands of discussions of a few comments."""


class HeldRows:
    """The rows of one discussion that are held until their thread order is known."""

    def __init__(self, writer: PostRows, file_size: int) -> None:
        self._writer = writer
        self._rows = Columns()
        self._rows.make_room(file_size)
        self._threader, self._ranks = Threader(), array("q")
        self._is_ranked = False
        """Whether any of them has another rank than 0."""

    def add(self, posts: Posts, names: Sequence[str]) -> None:
        """Add comments. `names` are what the parent ids of others refer to."""
        if len(posts) < MIN_TOGETHER:
            for post, name in zip(posts.each(), names, strict=True):
                self.add_one(post, name)
            return
        self._writer.append(self._rows, posts)
        self._threader.add(names, posts.all_of("parent_id"))
        ranks = posts.all_of("rank")
        self._ranks.extend(ranks)
        self._is_ranked = self._is_ranked or any(ranks)

    def add_posts(self, posts: Sequence[Post], names: Sequence[str]) -> None:
        """The same for comments that were made one by one."""
        if len(posts) < MIN_TOGETHER:
            for post, name in zip(posts, names, strict=True):
                self.add_one(post, name)
        else:
            self.add(posts_of(posts), names)

    def add_one(self, post: Post, name: str) -> None:
        """The same for one comment, which may be large."""
        self._writer.append_one(self._rows, post)
        self._threader.add((name,), (post.parent_id,))
        self._ranks.append(post.rank)
        self._is_ranked = self._is_ranked or post.rank != 0

    def thread(self, columns: Columns, note: Callable[[Threads], None]) -> Iterator[None]:
        """Append all to columns in thread order, in steps, and hold none any more. `note` gets what was wrong with
        their ids."""
        rows, threader, ranks = self._rows, self._threader, self._ranks
        if not len(threader):
            return
        self._rows, self._threader, self._ranks = Columns(), Threader(), array("q")
        siblings: Sequence[int] | None = None
        if self._is_ranked:
            siblings = yield from sorted_in_steps(range(len(ranks)), ranks.__getitem__)
        work = _filled(columns, rows, threader, siblings, note)
        if len(rows) <= FEW_ROWS:
            run_to_end(work)
            yield
            return
        del threader, siblings, ranks  # they need not be in memory with the rows twice
        yield from work


def _filled(
    columns: Columns,
    rows: Columns,
    threader: Threader,
    siblings: Sequence[int] | None,
    note: Callable[[Threads], None],
) -> Generator[None, None, None]:
    found = yield from threader.threads(siblings)
    del threader, siblings
    yield from columns.fill(rows, found.order, found.parent)
    note(found)


class HeldPosts:
    """Posts of all discussions of a file that are not rows yet: many are written at a time."""

    def __init__(self) -> None:
        self._posts: list[Post] = []
        self._names: list[str] = []
        """What the parent ids of others refer to."""
        self._rows: list[HeldRows] = []
        """Where each post belongs."""
        self._characters = 0

    def add(self, rows: HeldRows, post: Post, name: str) -> None:
        """Hold a post."""
        text = post.text
        if is_large(text):
            self.write()
            rows.add_one(post, name)
            return
        self._posts.append(post)
        self._names.append(name)
        self._rows.append(rows)
        self._characters += len(text if isinstance(text, str) else text[0])
        if len(self._posts) >= MAX_WAITING or self._characters >= MAX_WAITING_CHARACTERS:
            self.write()

    def write(self) -> None:
        """Make rows of all of them."""
        posts, names, belongs = self._posts, self._names, self._rows
        self._posts, self._names, self._rows, self._characters = [], [], [], 0
        if belongs and belongs.count(belongs[0]) == len(belongs):
            belongs[0].add_posts(posts, names)
            return
        of_each: dict[HeldRows, tuple[list[Post], list[str]]] = {}
        for rows, post, name in zip(belongs, posts, names, strict=True):
            some_posts, some_names = of_each.setdefault(rows, ([], []))
            some_posts.append(post)
            some_names.append(name)
        for rows, (some_posts, some_names) in of_each.items():
            rows.add_posts(some_posts, some_names)
