"""XML families: whatever a discussion is, its export in the form of a site is read as it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.reading import read_all
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.discussion import Discussion


@dataclass(frozen=True)
class Said:
    """A comment to be: `parent` is the number of an earlier or later comment, or of none."""

    author: str
    text: str
    parent: int
    thread: int
    minute: int


WORD = st.text(st.characters(categories=("L", "N"), max_codepoint=0x2FFF), min_size=1, max_size=8)
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
SAID = st.builds(Said, WORD, WORDS, st.integers(-1, 9), st.integers(0, 2), st.integers(0, 59))
EXPORTS = st.lists(SAID, min_size=1, max_size=8)


def cdata(text: str) -> str:
    return f"<![CDATA[{text}]]>"


def disqus(comments: list[Said], wrapped: Callable[[str], str]) -> str:
    posts = "".join(
        f'<post d:id="{at}"><message>{wrapped(said.text)}</message>'
        f"<createdAt>2024-05-06T07:{said.minute:02}:00Z</createdAt>"
        f'<author><name>{wrapped(said.author)}</name></author><thread d:id="t{said.thread}"/>'
        + (f'<parent d:id="{said.parent}"/>' if said.parent >= 0 else "")
        + "</post>"
        for at, said in enumerate(comments)
    )
    return f'<disqus xmlns="http://disqus.com" xmlns:d="http://disqus.com/disqus-internals">{posts}</disqus>'


def wordpress(comments: list[Said], wrapped: Callable[[str], str]) -> str:
    def item(thread: int) -> str:
        return "".join(
            f"<w:comment><w:comment_id>{at + 1}</w:comment_id><w:comment_parent>{said.parent + 1}</w:comment_parent>"
            f"<w:comment_author>{wrapped(said.author)}</w:comment_author>"
            f"<w:comment_date_gmt>2024-05-06 07:{said.minute:02}:00</w:comment_date_gmt>"
            f"<w:comment_content>{wrapped(said.text)}</w:comment_content></w:comment>"
            for at, said in enumerate(comments)
            if said.thread == thread
        )

    threads = dict.fromkeys(said.thread for said in comments)
    items = "".join(f"<item><title>t{thread}</title>{item(thread)}</item>" for thread in threads)
    return f'<rss xmlns:w="https://wordpress.org/export/1.2/"><channel>{items}</channel></rss>'


def answers(comments: list[Said], _: Callable[[str], str]) -> str:
    rows = "".join(
        f'<row Id="{at}" PostTypeId="2" ParentId="t{said.thread}" CreationDate="2024-05-06T07:{said.minute:02}:00.123"'
        f" OwnerDisplayName={quoteattr(said.author)} Body={quoteattr(said.text)} />"
        for at, said in enumerate(comments)
    )
    return f"<posts>{rows}</posts>"


def wanted(comments: list[Said], *, threaded: bool) -> list[list[tuple[str, str, int, int | None]]]:
    """For each discussion its comments: author, words, minute and the number of the parent, in file order."""
    parts: dict[int, list[tuple[str, str, int, int | None]]] = {}
    for said in comments:
        parent = None
        if threaded and 0 <= said.parent < len(comments) and comments[said.parent].thread == said.thread:
            parent = said.parent
        parts.setdefault(said.thread, []).append((said.author, said.text, said.minute, parent))
    return list(parts.values())


def _loops(comments: list[Said], at: int) -> bool:
    """Whether a comment is among its own ancestors."""
    seen, above = set[int](), comments[at].parent
    while 0 <= above < len(comments) and above not in seen and comments[above].thread == comments[at].thread:
        seen.add(above)
        above = comments[above].parent
    return at in seen


def found(part: Discussion) -> list[tuple[str, str, int, int | None]]:
    rows = []
    for comment in part.comments:
        minute = comment.time.minute if comment.time else -1
        parent = int(part.comments[comment.parent - 1].site_id or 0) if comment.parent else None
        words = " ".join(segment.text for segment in comment.segments)
        rows.append((int(comment.site_id or 0), (comment.author, words, minute, parent)))
    return [row for _, row in sorted(rows)]


def without_cycles(comments: list[Said]) -> bool:
    return not any(_loops(comments, at) for at in range(len(comments)))


@given(EXPORTS.filter(without_cycles), st.sampled_from([escape, cdata]))
def test_an_export_of_disqus_is_read_as_it_was(comments: list[Said], wrapped: Callable[[str], str]) -> None:
    parts = read_all(BufferSource(disqus(comments, wrapped).encode()))
    assert [found(part) for part in parts] == wanted(comments, threaded=True)


@given(EXPORTS.filter(without_cycles), st.sampled_from([escape, cdata]))
def test_an_export_of_wordpress_is_read_as_it_was(comments: list[Said], wrapped: Callable[[str], str]) -> None:
    parts = read_all(BufferSource(wordpress(comments, wrapped).encode()))
    shifted = [
        [(*row[:3], None if row[3] is None else row[3] + 1) for row in part] for part in wanted(comments, threaded=True)
    ]
    assert [found(part) for part in parts] == shifted


@given(EXPORTS)
def test_a_dump_of_answers_is_read_as_it_was(comments: list[Said]) -> None:
    parts = read_all(BufferSource(answers(comments, escape).encode()))
    assert [found(part) for part in parts] == wanted(comments, threaded=False)


@given(EXPORTS, st.sampled_from([disqus, wordpress, answers]), st.floats(0, 1), st.binary(max_size=3))
def test_a_damaged_or_cut_export_is_read_without_an_exception(
    comments: list[Said], form: Callable[[list[Said], Callable[[str], str]], str], place: float, damage: bytes
) -> None:
    data = form(comments, escape).encode()
    at = round(place * len(data))
    for page in (data[:at], data[:at] + damage + data[at:], data[at:]):
        for part in read_all(BufferSource(page)):
            assert not [note for note in part.receipt.notes if note.kind == "internal error"]
