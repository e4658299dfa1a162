"""The words of links and templates of wikitext, given their parameters as text."""

from __future__ import annotations

import re

from thread_parsers.bodies.wikitext_names import CATEGORIES, EMPTY, FILES, PINGS, QUOTES, SHOWN, USERS

_CITES = ("cite ", "citation")
_OPTION = re.compile(r"thumb|thumbnail|mini|miniatura?|vignette|frame(?:less|d)?|left|right|center|none|border|upright"
                     r"|x?\d{1,5}(?:x\d{1,5})?px|(?:link|class|lang|page|upright)=.*")  # fmt: skip
_NAMED = re.compile(r"\s{0,20}([\w .-]{1,40}?)\s{0,20}=")
_WORD = re.compile(r"[^\W_]")


def link_words(parameters: list[str]) -> str:
    """The words of `[[parameter|parameter]]`."""
    target = parameters[0].strip()
    namespace, colon, page = target.partition(":")
    kind = namespace.strip().casefold() if colon else ""
    if kind in FILES:
        captions = [words.strip() for words in parameters[1:] if not _OPTION.fullmatch(words.strip())]
        caption = captions[-1].removeprefix("alt=") if captions else ""
        return f"[{caption}]" if caption else ""
    if kind in CATEGORIES:
        return ""
    if len(parameters) > 1:
        return "|".join(parameters[1:]) or page.strip() or target
    return target.removeprefix(":")


def template_words(parameters: list[str]) -> str:
    """What is left of `{{name|parameter|name=parameter}}`."""
    name = " ".join(parameters[0].replace("_", " ").split())
    bare = name.casefold().removeprefix("subst:").removeprefix("template:")
    unnamed, named = _sorted(parameters[1:])
    if bare in EMPTY:
        return ""
    if bare in PINGS:
        return ", ".join(f"@{user}" for user in unnamed if user) + ":" if any(unnamed) else ""
    if bare in QUOTES:
        return quoted(named.get("text") or named.get("quote") or next(iter(unnamed), ""))
    if bare in SHOWN:
        return "{{" + "|".join(unnamed) + "}}"
    if bare.startswith(_CITES):
        return named.get("title", "")
    if bare in USERS and unnamed:
        return unnamed[0]
    words = [value for value in unnamed if _WORD.search(value)]
    return words[-1] if words else name


def _sorted(parameters: list[str]) -> tuple[list[str], dict[str, str]]:
    """The parameters of a template without a name (or with a number), and those with one."""
    unnamed: list[str] = []
    named: dict[str, str] = {}
    for parameter in parameters:
        name = _NAMED.match(parameter)
        if name is None or name[1].isdecimal():
            unnamed.append(parameter[name.end() :].strip() if name else parameter.strip())
        else:
            named[name[1].casefold()] = parameter[name.end() :].strip()
    return unnamed, named


def quoted(words: str) -> str:
    """Lines of a quote, on lines of their own."""
    return "\n" + "\n".join(f"> {line}".rstrip() for line in words.strip().split("\n")) + "\n"
