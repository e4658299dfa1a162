"""Tag, colour and mute of an author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.commands.registry import handler
from thread_reader.state.authors import MAX_NAME_CHARS

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session
    from thread_reader.state.authors import AuthorMark


@handler("author.mark")
def mark_author(session: Session, _call: Call) -> None:
    """Open the dialog for the author of the comment."""
    reader = session.reader
    if not reader.visible:
        return
    comment = reader.position.comment
    name = reader.discussion.author(comment)
    if not name:
        session.say("this comment has no author")
    elif len(name) > MAX_NAME_CHARS:
        session.say("this name is too long to save")
    else:

        def marked(mark: AuthorMark) -> None:
            session.shared.mark_author(comment, mark)
            session.host.redraw()

        session.host.mark_author(printable(name), reader.people.of(comment), marked)
