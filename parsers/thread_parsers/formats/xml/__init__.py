"""Discussions saved as XML: exports of blogs and comment services, dumps, feeds."""
