"""The reader line by line, for screen readers, serial lines and scripts: one command a line, answered in sentences.

It runs the commands of the screen on the same `Session`. Nothing here draws, and nothing imports Textual.
"""
