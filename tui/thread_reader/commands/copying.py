"""Copying comments and opening their links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.commands.registry import handler
from thread_reader.host import Choice
from thread_reader.view.clipboard import COPIES, NOTHING_TO_COPY
from thread_reader.view.links import links_in, links_in_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_reader.keymap import Call
    from thread_reader.session.session import Session


@handler("copy.comment")
def copy_comment(session: Session, _call: Call) -> None:
    """Pick a form and copy the comment or segment under the cursor in it; in the article, copy the sentence."""
    reader = session.reader
    if session.pane == "article":
        words = _sentence(session)
        if words:
            session.copy(words)
        return
    if not reader.visible:
        return
    place = reader.place
    forms = {letter: form for letter, _, form in COPIES}

    def picked(letter: str) -> None:
        text = forms[letter](reader.discussion, place)
        if text:
            session.copy(text)
        else:
            session.say(NOTHING_TO_COPY.get(letter, "this comment has no text"))
        session.host.redraw()

    session.host.pick("copy", [Choice(letter, title, letter) for letter, title, _ in COPIES], picked, letters=True)


@handler("link.open")
def open_link(session: Session, _call: Call) -> None:
    """Show the full addresses of the links of the comment or sentence and open the picked one in the browser."""
    reader = session.reader
    if session.pane == "article":
        words = _sentence(session)
        if not words:
            return
        addresses = links_in_text(words)
    else:
        here = reader.anchor[1].address if reader.anchor is not None else ""
        addresses = [here] if here else links_in(reader.discussion, reader.position.comment) if reader.visible else []
    if addresses:
        offer_links(session, addresses)
    else:
        session.say("no link here that can be opened")


def _sentence(session: Session) -> str:
    """Return the words of the sentence under the cursor of the article. Without one, say so."""
    words = session.reader.sentences.words
    if not words:
        session.say("no sentence here")
    return words


def offer_links(session: Session, addresses: Sequence[str]) -> None:
    """Show full addresses and open the picked one in the browser."""

    def picked(address: str) -> None:
        from thread_reader.browser import open_address

        session.say(open_address(address))
        session.host.redraw()

    choices = [Choice(address, printable(address)) for address in addresses]
    session.host.pick("open in the browser: Enter opens, Esc cancels", choices, picked)
