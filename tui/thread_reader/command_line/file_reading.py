"""Reading the files of a call one after the other, with a line of progress on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.command_line.call_values import saved_at
from thread_reader.command_line.inputs import open_input
from thread_reader.diagnostics import Progress
from thread_reader.output.streams import is_terminal

if TYPE_CHECKING:
    from argparse import Namespace

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.command_line.inputs import Inputs

QUIET_SECONDS = 0.5
"""Nothing is shown if all files are read within this time."""


class FileReading:
    """Reads files. `count` is how many there will be."""

    def __init__(self, options: Namespace, inputs: Inputs, count: int) -> None:
        self._format_name, self._saved = options.from_, saved_at(options)
        self._inputs = inputs
        self._count, self._done = count, 0
        self._writes_to_terminal = options.out in (None, "-") and is_terminal()
        self._progress = Progress(QUIET_SECONDS)

    def read(self, file: str) -> Discussion:
        """Open a file and read it to its end. Raises Unreadable, UnknownFormat and CallError."""
        from thread_parsers.reading import begin

        source = open_input(self._inputs, file, self._format_name)
        try:
            discussion, steps = begin(source, self._format_name, saved=self._saved)
            for _ in steps:
                self._show(discussion)
        except BaseException:
            source.close()
            raise
        self._done += 1
        if self._writes_to_terminal:
            self.end()
        return discussion.parts[0]

    def end(self) -> None:
        """Delete the line of progress."""
        self._progress.end()

    def _show(self, discussion: Discussion) -> None:
        if self._writes_to_terminal and self._done:
            return  # what was written may end within a line
        files = f"file {self._done + 1:,} of {self._count:,}: " if self._count > 1 else ""
        self._progress.show(f"{files}{discussion.percent_read} % read, {len(discussion.columns):,} comments")
