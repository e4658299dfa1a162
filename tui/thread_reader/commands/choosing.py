"""Choosing the highlights, before something is done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.view.highlight_list import basis, choose_steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_reader.session.session import Session

CHOOSING = "choosing"
"""The kind of job that chooses the highlights."""


def with_highlights(session: Session, then: Callable[[], object]) -> None:
    """Choose the highlights, unless that has been done, and then do something."""
    reader = session.reader
    if reader.highlights is not None and reader.highlights.basis == basis(reader, session.reader.preferences.pace):
        then()
        return
    before = reader.highlights

    def report() -> None:
        if reader.highlights is before:
            return
        if session.prompt is None:
            session.say("")
            then()
        else:  # the user does something else by now
            session.say("the comments to read first are chosen")
        session.host.redraw(())

    failed = session.job_failed("choosing stopped", ())
    session.say("choosing what to read first …")
    session.scheduler.start(CHOOSING, choose_steps(reader, session.reader.preferences.pace), report, failed=failed)
