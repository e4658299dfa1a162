"""The sheet of all links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.quoting import quoted
from thread_parsers.text.counted import counted
from thread_reader.commands.copying import offer_links
from thread_reader.commands.registry import handler
from thread_reader.view.link_list import LinkList, collect_steps
from thread_reader.view.link_sheet import LinkSheet
from thread_reader.view.sheet import Verb

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session

COLLECTING = "collecting"
"""The kind of job that collects the links."""


@handler("view.links")
def show(session: Session, _call: Call) -> None:
    """Collect the links of article and comments, between keys, and list them."""
    reader = session.reader
    known, count = reader.links, len(reader.columns)
    if known is not None and known.comments == known.done == count:
        _show(session, known)
        return
    links = LinkList(reader.columns)

    def report() -> None:
        if links.done < count:
            session.say(f"looking for links: {100 * links.done // count} %")
        elif session.prompt is None:
            session.say("")
            reader.links = links
            _show(session, links)
        else:  # the user does something else by now
            session.say("all links are listed")
            reader.links = links
        session.host.redraw(())

    failed = session.job_failed("looking for links stopped", ())
    session.scheduler.start(COLLECTING, collect_steps(reader.discussion, links), report, failed=failed)


def _show(session: Session, links: LinkList) -> None:
    if not links.entries:
        session.say("no link on this page that can be opened")
        return
    sheet = LinkSheet(session.reader.discussion, links)

    def opened(number: int) -> bool:
        offer_links(session, [sheet.entries[number].address])
        return False

    def only(number: int) -> bool:
        entry = sheet.entries[number]
        if not entry.comments:
            session.say("only the article has this link")
            session.host.redraw(())
            return True
        session.filter_by(f"link:{quoted(entry.written)}")
        session.show_pane("comments")
        session.say(f"{counted(len(entry.comments), 'comment')} with this link")
        session.host.redraw()
        return True

    def copy(number: int) -> bool:
        session.copy(sheet.entries[number].address)
        session.host.redraw(())
        return False

    def turn_over(_number: int) -> bool:
        sheet.turn_over()
        return False

    verbs = [
        Verb("enter", "Enter", "open (asks first)", opened),
        Verb("f", "f", "comments with it", only),
        Verb("y", "y", "copy", copy),
    ]
    if sheet.has_both:
        verbs.append(Verb("tab", "Tab", "images or links", turn_over, needs_row=False))
    sheet.verbs = verbs
    session.host.show_sheet(sheet)
