"""Helpers that several kinds of tests share, and the attacks that `python tests/hostile/figures.py` counts."""
