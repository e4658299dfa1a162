"""THE table of formats, in the order in which they are asked. Adding one is a module and a row."""

from __future__ import annotations

from thread_parsers.formats.gate.gate import GATE
from thread_parsers.formats.plain.plain import PLAIN

FORMATS = (GATE, PLAIN)
