"""thread-reader: a terminal reader for saved discussions."""

__version__ = "0.1.0"
