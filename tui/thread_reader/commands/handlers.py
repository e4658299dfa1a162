"""Imports every module of commands, so that the registry holds all of them."""

from __future__ import annotations

from thread_reader.commands import copying, filter, fold, marks, move, panes, program, search  # noqa: A004
from thread_reader.commands.registry import HANDLERS

__all__ = ["HANDLERS", "copying", "filter", "fold", "marks", "move", "panes", "program", "search"]
