"""The loop: read a line, run its command, say what has changed."""

from __future__ import annotations

import asyncio
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from thread_parsers.steps import run_to_end
from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.commands.handlers import run
from thread_reader.diagnostics import DONE
from thread_reader.keymap import Keymap
from thread_reader.linear.host import LinearHost
from thread_reader.linear.spoken import article_lines, comment_lines, hit_line, sentence, status_line, title_of
from thread_reader.linear.typed import typed
from thread_reader.opening import Opener
from thread_reader.output.streams import discard_output
from thread_reader.session.jobs import COUNTING
from thread_reader.session.succession import successor
from thread_reader.settings import load_settings
from thread_reader.state.worker import StateWorker

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.source.source import Source
    from thread_reader.older_save import OlderSave
    from thread_reader.opening import CallOptions
    from thread_reader.session.session import Session

LINE_PROMPT = "> "
NOT_WAITED_FOR = frozenset({COUNTING})
"""Jobs whose result is not needed for the next answer. They go on while other jobs are waited for."""
SPOKEN_SIGNS = {"/": "search", ":": "go to"}
"""What is said for the sign of a prompt that is not a word."""
WAIT_SECONDS = 0.005
MAX_LINE_BYTES = 1 << 16
STATE_SECONDS = 1.0
"""How long an answer waits for the state database."""


class LinearReading:
    """One reading session, line by line."""

    def __init__(self, session: Session, say: Callable[[str], None]) -> None:
        """`say` writes a line of printable text."""
        self._say = say
        self._begin(session)

    def _begin(self, session: Session) -> None:
        self._session = session
        self._host = session.host = LinearHost(session, self._say)

    async def start(self) -> None:
        """Read the file, and say what it is and where the reading begins."""
        session = self._session
        session.start()
        await self._settle()
        session = self._session
        reader = session.reader
        comments = counted(len(reader.columns), "comment")
        self._say(f"{sentence(title_of(reader))} {comments}. help lists the commands, q quits.")
        self._tell_message()
        if session.pane == "comments" and reader.visible:
            self._tell_comment()
        else:
            self._tell_pane()

    async def read(self, line: str) -> bool:
        """Answer a line. Returns False if it was the last one."""
        session, host = self._session, self._host
        session.say("")
        before = (session.reader, session.reader.place, session.pane)
        answer, host.answer = host.answer, None
        asked = None
        if answer is not None:
            answer(line.strip())
        elif session.prompt is not None:
            self._give(line)
        else:
            asked = typed(line.strip(), session.keymap)
            if asked.call is None:
                self._say(asked.refusal)
                return True
            run(session, asked.call)
            if session.prompt is not None and asked.rest:
                self._give(asked.rest)
        await self._settle()
        if self._host.has_quit:
            return False
        self._answer(before, command=asked.call.command.id if asked and asked.call else "")
        self._session.kept.flush()
        return True

    def finish(self) -> None:
        """Keep what is to be remembered, and close the file."""
        self._session.close()
        self._session.reader.discussion.close()

    def _give(self, text: str) -> None:
        """Give a line to the open prompt, as if it had been typed and Enter pressed."""
        prompt = self._session.prompt
        assert prompt is not None
        field = _Field(text)
        prompt.typed(text)
        prompt.key("enter", field)
        if self._session.prompt is prompt:  # it was not accepted
            self._session.say(prompt.note())
            prompt.key("escape", field)

    async def _settle(self) -> None:
        """Wait for the jobs that the command has started, and for the database. Follow the session to its successor."""
        while True:
            session = self._session
            while not NOT_WAITED_FOR.issuperset(session.scheduler.running):
                await asyncio.sleep(WAIT_SECONDS)
            if session.state is not None:
                session.state.wait(STATE_SECONDS)
                session.state.deliver()
            following = successor(session) if self._host.is_switched else None
            if following is not None:
                session.close()
                self._begin(following)
                following.start()
            elif NOT_WAITED_FOR.issuperset(session.scheduler.running):
                return

    def _answer(self, before: tuple[object, object, str], command: str) -> None:
        """Say what is new since before the command; if nothing is, where the reader is."""
        session = self._session
        told = self._tell_message()
        if self._host.answer is not None:
            return
        if session.prompt is not None:
            sign = session.prompt.sign
            self._say(f"{SPOKEN_SIGNS.get(sign, sign)}?")
        elif command in _ABOUT_HITS and session.reader.search.current is not None:
            self._say(status_line(session.reader, session.pane))
            self._say(hit_line(session.reader))
        elif (session.reader, session.reader.place, session.pane) != before or command.startswith("fold."):
            if session.pane == "comments" and session.reader.visible:
                self._tell_comment()
            else:
                self._tell_pane()
        elif session.pane != "comments" and command.startswith("move."):
            self._tell_line()
        elif not told and command not in _SAY_ENOUGH:
            self._say(status_line(session.reader, session.pane))

    def _tell_message(self) -> bool:
        message = self._session.message
        if message:
            self._say(message)
        return bool(message)

    def _tell_comment(self) -> None:
        """Say the comment under the cursor. It is read then."""
        reader = self._session.reader
        for line in comment_lines(reader):
            self._say(line)
        if reader.position.comment not in reader.folds:
            self._session.kept.mark_read([reader.position.comment])

    def _tell_pane(self) -> None:
        """Say the whole article, or that the stats are lines to go through."""
        session = self._session
        if session.pane == "article":
            for line in article_lines(session.reader):
                self._say(line)
        elif session.pane == "stats":
            from thread_parsers.export.stats_text import report
            from thread_reader.view.stats_job import chosen_by_filter

            lines = report(session.reader.discussion, chosen_by_filter(session.reader))
            self._host.stats.lines = [printable(line.rstrip()) for line in lines]
            for line in self._host.stats.lines:
                self._say(line)
        else:
            self._say(status_line(session.reader, session.pane))

    def _tell_line(self) -> None:
        session = self._session
        self._say(session.reader.sentences.words if session.pane == "article" else self._host.stats.current)


_ABOUT_HITS = frozenset({"search.open", "search.next", "search.previous", "search.word"})
"""Commands after which the line with the hit is said, and not the whole comment."""
_SAY_ENOUGH = frozenset({"program.help", "view.receipt", "view.raw"})
"""Commands that have said all that there is to say."""


class _Field:
    """The input field of a prompt: a line that has been typed."""

    def __init__(self, text: str) -> None:
        self.words = text, len(text)

    def put(self, words: str, cursor: int | None = None) -> None:
        """Replace the text."""
        self.words = words, len(words) if cursor is None else cursor


def open_linear(
    source: Source,
    options: CallOptions,
    *,
    part: int | None = None,
    at: str = "",
    since: OlderSave | None = None,
) -> int:
    """Read a discussion line by line. Returns the exit status. The arguments are those of `app.open_reader`."""
    with closing(StateWorker(in_memory=not options.remembers)) as state:
        opener = Opener(keymap=Keymap(load_settings().keys), state=state, options=options)
        return read_lines(run_to_end(opener.session_in_steps(source, part=part, at=at, since=since)))


def read_lines(session: Session) -> int:
    """Read a discussion line by line from standard input to its end. Returns the exit status."""
    reading = LinearReading(session, _say)
    with asyncio.Runner() as runner:
        try:
            runner.run(reading.start())
            while (line := _next_line()) and runner.run(reading.read(line.rstrip("\r\n"))):
                pass
            sys.stdout.flush()
        except BrokenPipeError:
            discard_output(sys.stdout.fileno())
            raise
        finally:
            runner.run(_ended(reading))
    return DONE


def _next_line() -> str:
    """The next line with its line feed; empty at the end of the input."""
    is_asked = sys.stdin is not None and sys.stdin.isatty()
    if is_asked:
        sys.stdout.write(LINE_PROMPT)
    sys.stdout.flush()
    line = b"" if sys.stdin is None else sys.stdin.buffer.readline(MAX_LINE_BYTES)
    if is_asked and not line:
        sys.stdout.write("\n")
    return line.decode("utf-8", "replace")


async def _ended(reading: LinearReading) -> None:
    """End it while the event loop still runs: jobs are stopped."""
    reading.finish()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n".encode(sys.stdout.encoding, "replace").decode(sys.stdout.encoding))
