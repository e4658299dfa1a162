"""HTML bodies that are paragraphs of words and nothing else, as most are: in a fraction of the time."""

from __future__ import annotations

from thread_parsers.bodies.layout import in_one_line
from thread_parsers.markup.entities import decode_entities


def text_of_paragraphs(markup: str) -> str | None:
    """The text of a body without other tags than those of paragraphs; None for other bodies."""
    if "<" not in markup:
        return _words(markup)
    paragraphs = markup.split("<p>")
    others = markup.count("<") - len(paragraphs) + 1
    if others:
        if others != markup.count("</p>"):
            return None
        paragraphs = markup.replace("</p>", "<p>").split("<p>")
    words = [_words(paragraph) for paragraph in paragraphs if paragraph and not paragraph.isspace()]
    return "\n\n".join(filter(None, words))


def _words(text: str) -> str:
    return in_one_line(decode_entities(text) if "&" in text else text)
