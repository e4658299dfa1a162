"""Captions of meetings that say who speaks."""
