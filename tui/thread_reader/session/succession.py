"""What takes the place of a session: one on the file read again, or on another discussion of it."""

from __future__ import annotations

from thread_reader.session.session import Session
from thread_reader.view.reload import carry_over, reloaded_message


def successor(session: Session) -> Session | None:
    """Return a session on the reloaded file, at the same place, or on another discussion of the file; None without one
    or while a prompt is open."""
    if not session.is_replaced or session.prompt is not None:
        return None
    session.split.close()
    if session.reloaded is not None:
        reader = carry_over(session.reader, session.reloaded)
        message, readers = reloaded_message(session.reader, reader, session.keymap), {}
    else:
        assert session.next_reader is not None
        reader, message, readers = session.next_reader, "", session.parts.readers
    found = Session(
        reader,
        keymap=session.keymap,
        format_name=session.format_name,
        signs=session.signs,
        mouse=not session.mouse_released,
        counts=session.counts,
        at=session.opening_place,
        state=session.state,
        since=session.since,
        resumes=session.reloaded is None and not reader.bookmarks.recalls,
        leads_back=session.leads_back,
        measure=session.measure,
    )
    found.pane, found.panes_wanted = session.pane, session.panes_wanted
    found.shared.saved_queries = session.shared.saved_queries
    found.file_date_taken, found.parts.readers = session.file_date_taken, readers
    found.say(message)
    return found
