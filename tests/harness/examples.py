"""How many examples a property gets under each Hypothesis profile."""

from __future__ import annotations

from hypothesis import settings


def examples(default: int) -> settings:
    """`default` examples in the default profile; in the profiles that search, as many as they ask for."""
    current = settings()
    return settings(max_examples=default if current.derandomize else current.max_examples)
