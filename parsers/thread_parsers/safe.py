"""Untrusted text to what may be shown: controls and invisible characters become visible marks."""

from __future__ import annotations


def shown(line: str) -> str:
    """One line of untrusted text as it may be drawn. Idempotent."""
    return "".join(char if char.isprintable() else "␦" for char in line)
