"""What clicks do: on the parts of a comment, on a sentence of the article, on a row or chart column of the stats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.command_table import BY_ID
from thread_reader.commands import row_filter
from thread_reader.commands.copying import offer_links
from thread_reader.commands.marks import go_there
from thread_reader.commands.registry import run
from thread_reader.keymap import Call
from thread_reader.view.bookmarks import Place
from thread_reader.view.links import links_at
from thread_reader.view.sentences import answered

if TYPE_CHECKING:
    from thread_reader.session.session import Session


def click_comment(
    session: Session, comment: int, part: str, text: str, character: int, address: str, quoted: int | None
) -> None:
    """Move the cursor to a comment. Then fold it, filter by its author, offer the link, or go to the quoted comment, if
    `part` is that."""
    reader = session.reader
    if part in ("bar", "pinned"):
        reader.go(Place(comment), jump=part == "pinned")
        return
    if part == "spoiler":
        reader.reveal_spoilers(comment)
    if part == "fold":
        reader.fold(reader.folds.toggle(comment))
    reader.point(comment)
    if part == "name":
        run(session, Call(BY_ID["filter.author"]))
    elif part == "text":
        addresses = [address] if address else links_at(text, character)
        if addresses:
            offer_links(session, addresses)
        elif quoted is not None:
            go_there(session, Place(quoted))


def click_sentence(session: Session, text: str, character: int, address: str) -> None:
    """Offer the link that was clicked, or show the spoilers of the sentence under the cursor, or the comments about it.
    `character` is -1 for a click beside the text; `address` is where a link there leads."""
    addresses = [address] if address else links_at(text, character) if character >= 0 else []
    sentence = session.reader.sentences.current
    found = answered(session.reader.stats, sentence) if sentence is not None else None
    if addresses:
        offer_links(session, addresses)
    elif session.host.article.has_spoiler:
        session.reader.article_revealed = True
    elif found is not None and found.links:
        session.filter_by(found.query)


def click_row(session: Session) -> None:
    """Filter by the row or the chart columns under the cursor of the stats, or expand the section."""
    query = session.host.stats.query_here
    if query is not None:
        row_filter.toggle(session, query)
    else:
        session.host.stats.toggle_more()
