"""A row of the table of engines: which elements of a page are its comments, and where each states its fields.

Selectors are those of `markup.selectors`. A field is read by the first of its rows that finds something: `selector` is
the text of the element, `selector@name` an attribute of it, `@name` an attribute of the comment's own element,
`selector@#text` its words outside of the elements in it, `@#said` those of them that end like "says:", `@#head` those
of an element before it was spread. `selector:last` is the last of the elements. A row that begins with `^` looks for
its element in the one around the comment's, with `^^` in the one around that. An empty row of a body is the comment's
element itself.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Nesting = Literal["inside", "flat", "level", "named", "marks"]
"""How replies are stated: inside the element of their parent (`inside`), not at all (`flat`), by a field with the depth
(`level`) or with the id of their parent (`named`), or by the ids of marks around the comments (`marks`, see
`talk_page`; the rows are empty then)."""


class Engine(NamedTuple):
    """One kind of page."""

    name: str
    title: str
    signs: tuple[tuple[bytes, ...], ...]
    """As in `families.Family`."""
    comment: str
    author: tuple[str, ...]
    time: tuple[str, ...]
    body: tuple[str, ...]
    nesting: Nesting = "inside"
    level: tuple[str, ...] = ()
    parent: tuple[str, ...] = ()
    """The comment that one replies to, as a text that ends in its number, as ids do."""
    behind_author: str = ""
    """A regular expression for what all names are followed by, in the same element."""
    is_joined: bool = False
    """Whether a comment without an author is by the author of the one before."""
    joined: str = ""
    """Comments that always have the author of the one before: names inside them are those of other people."""
    inset: str = ""
    """Elements around comments, one for each level of replies, where they are beside the comment that they reply to."""
    outside: str = ""
    """Elements whose comments are those of other pages, or are shown a second time inside of one: nothing in them is a
    field of the comment that they are inside of."""
    scope: str = ""
    """The element around a comment that its replies are inside of, if that is not the comment's own."""
    is_spread: bool = False
    """Whether the comment's element only begins it: it goes on in the elements after it, up to the next comment."""
    ends: str = ""
    """A regular expression for the markup at which the words of a comment end: the line above a signature."""
    subject: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    """When the comment was changed, as the page writes it."""
    score: tuple[str, ...] = ()
    id: tuple[str, ...] = ("@id",)
    permalink: tuple[str, ...] = ()
    dropped: str = ""
    """Elements of a body that are not words of the comment."""
    opening: str = ""
    """The first post, if it is not an element like the comments."""
    opening_body: tuple[str, ...] = ()
    opening_author: tuple[str, ...] = ()
    opening_time: tuple[str, ...] = ()
    opening_score: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    """The number of a post in its thread: the first one is the article. Without it, the first post of a page is."""
    first_is_article: bool = False
    """Whether the first of the comment elements is the opening post, on the first page of a thread."""
    has_unique_ids: bool = False
    """Whether two elements of one id are one comment: pages may have it for readers without scripts, too, or as the
    answer that was chosen."""
    zone: int | None = None
    """The zone of times that do not state one, in minutes east of UTC."""
    titles: tuple[str, ...] = ()
    """The title of the article, where the head of the page does not state it alone."""
    counts: tuple[str, ...] = ()
    """The number of comments that the page declares."""
    states: tuple[tuple[str, str], ...] = ()
    """Selectors of the comment's element, and the state that they mean."""
    badges: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows of all fields that are looked for in comments and in the whole page."""
        fields = (
            self.author, self.time, self.body, self.level, self.parent, self.subject, self.edited, self.score, self.id,
            self.permalink, self.opening_body, self.opening_author, self.opening_time, self.opening_score, self.number,
            self.titles, self.counts,
        )  # fmt: skip
        return tuple(row for rows in fields for row in rows)
