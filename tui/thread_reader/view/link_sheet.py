"""The sheet that lists all links by domain, or all images."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.view.link_list import path_of
from thread_reader.view.sheet import Cell, Row, Sheet

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.view.link_list import LinkEntry, LinkList

MAX_PEOPLE = 8
"""Names beside a link; more have no room."""
MAX_LOOKED_AT = 500
"""Comments with a link whose authors are looked at."""
TIMES_CELLS = 6


class LinkSheet(Sheet):
    """All links by domain, with who has them and how often."""

    def __init__(self, discussion: Discussion, links: LinkList) -> None:
        super().__init__(heading="Links")
        self.entries: list[LinkEntry] = []
        self._discussion, self._links = discussion, links
        self.has_both = len({entry.is_image for entry in links.entries.values()}) > 1
        self.images = not any(not entry.is_image for entry in links.entries.values())
        """Whether images are listed."""
        self._fill()

    def turn_over(self) -> bool:
        """List the images instead of the other links, or the reverse. False if there are none."""
        if not self.has_both:
            return False
        self.images = not self.images
        self._fill()
        return True

    def _fill(self) -> None:
        self.clear()
        self.top, self.entries = 0, []
        domains = self._links.domains(images=self.images)
        for domain in domains:
            people = len(domain.authors)
            after = f"{domain.count:,}" + (f" · {counted(people, 'person', 'people')}" if people else "")
            self.add_heading(printable(domain.name), after)
            first = len(self.entries)
            self.entries += domain.entries
            self.add_rows(range(first, len(self.entries)))
        noun, other = ("image", "link") if self.images else ("link", "image")
        self.heading = "Images" if self.images else "Links"
        facts = [counted(len(self.entries), noun), counted(len(domains), "domain")]
        others = len(self._links.entries) - len(self.entries)
        if others:
            facts.append(f"Tab: {counted(others, other)}")
        if not self._discussion.complete or self._links.comments < len(self._discussion.columns):
            facts.append("so far")
        self.facts = " · ".join(facts)
        if self._links.left_out:
            self.add_note(f"… {self._links.left_out:,} more")

    def _names(self, entry: LinkEntry) -> list[str]:
        """Who has a link: the article, and the first authors, printable, in the order of the page."""
        columns = self._discussion.columns
        authors = dict.fromkeys(columns.author[comment] for comment in entry.comments[:MAX_LOOKED_AT])
        names = (columns.author_names[author] for author in authors)
        return ["article"] * entry.in_article + list(islice(map(printable, filter(None, names)), MAX_PEOPLE))

    def label(self, number: int) -> str:
        """The words of a link, or else its path."""
        entry = self.entries[number]
        return entry.words or path_of(entry.address)

    def row(self, number: int, width: int) -> Row:
        """A link: its words or its path, how often, and who."""
        entry = self.entries[number]
        times = f"×{entry.count:,}" if entry.count > 1 else ""
        wide = max(12, (width - TIMES_CELLS) * 9 // 16)
        before = [
            Cell(self.label(number), "", wide, middle=not self.entries[number].words),
            Cell(times, "quiet", TIMES_CELLS),
        ]
        return Row(before, ((", ".join(self._names(entry)), "quiet"),))

    def text(self, number: int) -> str:
        """Its words and the whole address."""
        return f"{super().text(number)} {self.entries[number].address}"

    def status(self, number: int) -> str:
        """The whole address."""
        return f"→ {printable(self.entries[number].address)}"
