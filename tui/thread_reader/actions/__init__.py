"""What each command does: one function a command, by room. The table of commands says the words and the keys."""

from __future__ import annotations

from thread_reader.actions import filtering, finding, folding, moving, placing, program, taking, viewing
from thread_reader.actions.registry import ACTIONS

__all__ = ["ACTIONS", "filtering", "finding", "folding", "moving", "placing", "program", "taking", "viewing"]
