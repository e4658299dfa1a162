"""HTML: one file with everything in it, which reads without scripts and asks the network for nothing."""

from thread_parsers.export.html.document import write, write_several

__all__ = ["write", "write_several"]
