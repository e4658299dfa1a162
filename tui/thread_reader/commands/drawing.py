"""How the bodies of comments are drawn: settings that a key switches on and off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.commands.registry import handler

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session

SWITCHES = (
    ("view.source", "as_source", "bodies as they are written", "bodies as they are drawn"),
    ("view.wrap_code", "wraps_code", "long lines of code are wrapped", "long lines of code are cut"),
    ("fold.asides", "folds_asides", "quotes and signatures folded", "quotes and signatures unfolded"),
)
"""Commands, the fields of `Drawing` that they switch, and what is said when they are on and off. Folded quotes are
counted and searched all the same."""


def _register(command: str, field: str, on: str, off: str) -> None:
    def switch(session: Session, _call: Call) -> None:
        reader = session.reader
        is_on = not getattr(reader.drawing, field)
        reader.drawing = reader.drawing._replace(**{field: is_on})
        session.say(on if is_on else off)

    handler(command)(switch)


for _switch in SWITCHES:
    _register(*_switch)
