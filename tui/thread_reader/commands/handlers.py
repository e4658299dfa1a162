"""Imports all command modules so that the registry is complete."""

from __future__ import annotations

from thread_reader.commands import copying, filter, fold, marks, move, panes, parts, program, search  # noqa: A004
from thread_reader.commands.registry import HANDLERS, run

__all__ = ["HANDLERS", "copying", "filter", "fold", "marks", "move", "panes", "parts", "program", "run", "search"]
