"""Files with several discussions, of a format that tests add to the program."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BOARD = """\
= Kiln
Petra: Bring clay.
Odo: And bees.
= Loom
Warp: Not today.
= Empty
= Forge
Smith: Bees again.
"""
"""Four discussions, one of them without comments."""

FORMAT = '''
import os
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats import Format, Likeness, registry

def read(discussion):
    """Boards: `= title` begins a discussion, `name: text` is a comment."""
    whole, at, rendering = Rendering(discussion), 0, None
    for line in discussion.file.read(0, discussion.file.size).splitlines(keepends=True):
        start, at = at, at + len(line)
        before, _, after = line.decode().strip().partition("= " if line.startswith(b"=") else ": ")
        if line.startswith(b"="):
            rendering = whole.part()
            rendering.title(after, start, at)
        elif rendering is not None:
            rendering.add(Post(author=before, text=after, object_span=(start, at)))
        yield

registry.FORMATS = (Format("board", "boards", lambda source: Likeness(1, "test"), read), *registry.FORMATS)
'''


def knowing_boards(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    """The changes of the environment in which the program knows boards; `folder` is for the format."""
    (folder / "board_format").mkdir()
    (folder / "board_format" / "sitecustomize.py").write_text(FORMAT)
    return {"PYTHONPATH": os.pathsep.join([str(folder / "board_format"), environment["PYTHONPATH"]])}
