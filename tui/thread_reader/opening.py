"""Opening discussions: what all sessions of a run share, and a session on a source that has been read for a moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.steps import import_in_steps
from thread_reader.keymap import Keymap
from thread_reader.render.signs import UNICODE, Signs
from thread_reader.view.measure import Measure
from thread_reader.view.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.relative_times import Saved
    from thread_parsers.source.source import Source
    from thread_reader.older_save import OlderSave
    from thread_reader.session.session import Session
    from thread_reader.state.worker import StateWorker

HEAD_START_SECONDS = 0.02
"""Time to read before the first screen is drawn: enough for the whole of an ordinary page."""
MAX_HEAD_START_SECONDS = 0.2
"""The same while no comment has been found, for slow machines. A long page without comments is drawn after that."""

MODULES = (
    "view.bookmarks", "view.folds", "view.reader", "session.kept_state",
    "session.session", "render.bodies.dialects",
    "render.bodies.body", "render.layout", "widgets.article_pane", "widgets.comments_pane", "widgets.stats_pane",
    "screens.reading_screen", "commands.move", "commands.keeping", "commands.links", "commands.handlers",
)  # fmt: skip
"""What opening a discussion imports that takes some milliseconds each."""


def import_modules() -> Iterator[None]:
    """Import what a list of discussions is drawn without, in steps."""
    yield from import_in_steps("thread_reader", *MODULES)


class CallOptions(NamedTuple):
    """What the call says about all discussions that are opened in a run."""

    format_name: str | None = None
    """The format named on the command line."""
    where: str | None = None
    """The filter that a discussion is opened with."""
    saved: Saved | None = None
    """When the pages were saved."""
    remembers: bool = True
    """Whether to read and write what is remembered between runs."""


NO_OPTIONS = CallOptions()


@dataclass(eq=False, repr=False)
class Opener:
    """What is the same for all discussions that are opened in a run."""

    keymap: Keymap = field(default_factory=Keymap)
    signs: Signs = UNICODE
    mouse: bool = True
    measure: Measure = field(default_factory=Measure)
    """How wide lines of text may be."""
    counts: bool = False
    state: StateWorker | None = None
    """The thread of the state database; without it nothing is remembered."""
    options: CallOptions = NO_OPTIONS
    preferences: Preferences = field(default_factory=Preferences)

    def session_in_steps(
        self,
        source: Source,
        *,
        part: int | None = None,
        waits: bool = True,
        at: str = "",
        first_run: bool = False,
        since: OlderSave | None = None,
        leads_back: str = "",
    ) -> Generator[None, None, Session]:
        """A session on a source, in steps. `part` is one of several discussions of the file, from 1; with `waits`, the
        file is read until it is there, and otherwise it is shown as soon as it is there. `at` is the comment or line to
        open it at, as for the `:` prompt. `leads_back`: as for Session. Raises DiscussionError."""
        # A list of discussions is drawn without any of this.
        from thread_parsers.discussion.numbered import part_of
        from thread_parsers.reading import begin_in_steps
        from thread_reader.session.session import Session
        from thread_reader.view.reader import Reader

        discussion, steps = yield from begin_in_steps(source, self.options.format_name, saved=self.options.saved)
        began = monotonic()
        for _ in steps:
            limit = HEAD_START_SECONDS if len(discussion.columns) else MAX_HEAD_START_SECONDS
            # Which discussions there are is known at the end.
            if (part is None or not waits) and monotonic() - began > limit:
                break
            yield
        if discussion.complete:
            discussion = part_of(discussion, part) if part is not None else discussion.parts[0]
            part = None
        reader = Reader(discussion, self.preferences)
        where = self.options.where
        if where is not None and not reader.filter.ask(where) and reader.filter.error is not None:
            raise reader.filter.error
        return Session(
            reader,
            steps,
            keymap=self.keymap,
            format_name=self.options.format_name,
            signs=self.signs,
            mouse=self.mouse,
            first_run=first_run,
            counts=self.counts,
            at=at,
            part=part,
            state=self.state,
            resumes=where is None,
            since=since,
            leads_back=leads_back,
            measure=self.measure,
        )
