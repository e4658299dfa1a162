"""How well discussions and comments are known again: wrong merges over all pairs of discussions in a corpus of pages,
and the share of true pairs that are found.

    python tests/quality/identity_figures.py [FOLDER]

The pages are kept beside the repository. A truth file names a page; dumps of the page as text are beside it. True pairs
are a page and its dumps, its exports read again, and an older and a newer save that are made from it. Each figure is
(right, all); every wrong pair is listed with what its saves share.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[2] / "parsers")]

from thread_parsers.errors import DiscussionError
from thread_parsers.export.writers import WRITERS
from thread_parsers.identity.changes import changes
from thread_parsers.identity.fingerprints import Fingerprints, address_key, fingerprint_steps
from thread_parsers.identity.matching import is_same, match, overlap, sample
from thread_parsers.reading import parse, read_all
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
DUMPS = ("copy", "lynx", "links", "w3m", "md2")
"""Programs that dumped a page as text: `page.lynx.txt` beside `page.html`."""
FORMS = ("json", "md", "txt")
FEW = 3
"""Saves of fewer comments are counted on their own: a short text or two do not identify a discussion."""
EDIT = " Edit: the timetable has changed."

SAME = (
    {"reddit/comments-3hahrw.json #0", "reddit/comments-3hahrw-cu5v5h7.json #0"},
    {"xenforo/katzen-forum-230143.html #0", "jsonld/katzen-forum.json #0"},  # the second without comments
    {"discord/chatpack.json #0", "telegram/chatpack.json #0"},  # one invented chat
    {f"whatsapp/{form}.txt #0" for form in ("ddmmyy-24h", "mmddyy-brackets", "mmddyyyy-12h")},  # another one
    {f"slack/slackdump-{which}.json #0" for which in ("2025-01-10", "channel-dump")},
    {f"slack/slackdump-{which}.json #0" for which in ("2025-01-11", "channel-dump")},
    {"bar/18_2, #0", "cur/51_2, #0"},  # one message in two folders
)
"""Files that are the same discussion, or a part of it, although their names do not say so."""


@dataclass
class Save:
    """One discussion of one file."""

    name: str
    stem: str
    """The same of a page and of what was made from it."""
    fingerprints: Fingerprints
    address: int
    is_mail: bool = False

    def __len__(self) -> int:
        return len(self.fingerprints.words)

    @property
    def said(self) -> set[tuple[int, int]]:
        """What tells mails apart: long texts, whether or not one with the same beginning is before; of short ones, who
        said them, too."""
        values = zip(self.fingerprints.words, self.fingerprints.texts, strict=True)
        return {(0 if text > 0 else words, text) for words, text in values}

    def is_same_as(self, other: Save) -> bool:
        return is_same(self.fingerprints, self.address, other.fingerprints, other.address)

    def should_be_same_as(self, other: Save) -> bool:
        if self.is_mail and other.is_mail:  # archives have copies of mails, and pages of single ones
            own, others = (each.said for each in (self, other))
            if own <= others or others <= own:
                return True
        return self.stem == other.stem or any({self.stem, other.stem} <= each for each in SAME)


@dataclass
class Figures:
    """Right and all by kind, and what was wrong in words."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, kind: str, right: int, all_: int) -> None:
        self.right[kind] += right
        self.all[kind] += all_

    def share(self, kind: str) -> float:
        return self.right[kind] / max(self.all[kind], 1)

    def add_pair(self, kind: str, a: Save, b: Save, *, is_right: bool) -> None:
        self.add(kind, is_right, 1)
        if not is_right:
            shared = overlap(a.fingerprints, b.fingerprints)
            self.wrong.append(f"{kind}: {a.name} ({len(a)}), {b.name} ({len(b)}): {shared}")

    def add_comments(self, kind: str, a: Save, b: Save) -> None:
        """Comments that are matched, and the share of them with the same text."""
        found = match(a.fingerprints, b.fingerprints)
        matched = sum(each >= 0 for each in found)
        edited = len(changes(a.fingerprints, b.fingerprints, found).edited)
        self.add(f"comments: {kind}", matched, min(len(a), len(b)))
        self.add(f"same text: {kind}", matched - edited, matched)


def saved(discussion: Discussion, name: str, stem: str) -> Save:
    prints = run_to_end(fingerprint_steps(discussion))
    return Save(name, stem, prints, address_key(discussion), is_mail=discussion.format == "mail")


def pages(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and not re.search(r"\.truth\.json$|SOURCES.*\.md$|CONVENTIONS.*\.md$", path.name):
            yield path


def dump_of(path: Path) -> str | None:
    """Which program has dumped a page as this file; None if it is the page itself."""
    pieces = path.name.split(".")
    return pieces[-2] if path.suffix == ".txt" and len(pieces) > 2 and pieces[-2] in DUMPS else None


def discussions(root: Path) -> Iterator[tuple[Discussion, str, str]]:
    """Every discussion of every page, with its name and its stem."""
    for path in pages(root):
        try:
            parts = read_all(path)
        except DiscussionError as error:
            sys.stderr.write(f"{error}\n")
            continue
        dump = dump_of(path)
        page = path.name.removesuffix(f".{dump}.txt") + ".html" if dump else path.name
        for number, part in enumerate(parts):
            yield part, f"{path.parent.name}/{path.name} #{number}", f"{path.parent.name}/{page} #{number}"
        parts[0].close()


def exported(discussion: Discussion, form: str) -> bytes:
    writer = WRITERS[form]
    return b"".join(writer.encoded(piece) for piece in writer.write(discussion, range(len(discussion.columns))))


def said(discussion: Discussion) -> Counter[tuple[str, str]]:
    """Authors and the words of their comments."""
    return Counter(
        (
            re.sub(r"^\d+\. ", "", each.author),
            " ".join(re.findall(r"\w+", " ".join(part.text for part in each.segments))),
        )
        for each in discussion.comments
    )


def is_readable(discussion: Discussion, again: Discussion) -> bool:
    """Whether most comments of an export are read again with the same author and words."""
    first = said(discussion)
    return 2 * (first & said(again)).total() > first.total()


def without(document: dict[str, Any], kept: set[int], chance: random.Random) -> tuple[bytes, int]:
    """Our own form with some comments only, every tenth with another end of its text; and how many these are. Replies
    to comments that are left out answer the nearest ancestor that is kept."""
    parents = {each["id"]: each["parent"] for each in document["comments"]}
    result, edited = [], 0
    for each in document["comments"]:
        if each["id"] not in kept:
            continue
        parent, segments = each["parent"], each["segments"]
        while parent is not None and parent not in kept:
            parent = parents[parent]
        if segments and chance.random() < 0.1:
            segments = [*segments[:-1], segments[-1] + EDIT]
            edited += 1
        result.append({**each, "parent": parent, "segments": segments})
    return json.dumps({**document, "comments": result}).encode(), edited


def add_older_saves(figures: Figures, save: Save, document: dict[str, Any], chance: random.Random) -> None:
    """Compare a save with older ones that lack some of its comments, and have others as they were before an edit."""
    ids = [each["id"] for each in document["comments"]]
    for kind, kept in (
        ("older: last third dropped", ids[: -(-2 * len(ids) // 3)]),
        ("older: random half dropped", sorted(chance.sample(ids, -(-len(ids) // 2)))),
        ("older: random tenth kept", sorted(chance.sample(ids, -(-len(ids) // 10)))),
    ):
        data, edited = without(document, set(kept), chance)
        old = saved(parse(data), kind, save.stem)
        group = kind if len(kept) >= FEW else f"{kind}, to one or two"
        figures.add_pair(group, old, save, is_right=old.is_same_as(save))
        found = match(old.fingerprints, save.fingerprints)
        figures.add(f"comments: {kind}", sum(found[number - 1] == at for at, number in enumerate(kept)), len(kept))
        figures.add(f"edits: {kind}", len(changes(old.fingerprints, save.fingerprints, found).edited), edited)


def add_exports(figures: Figures, save: Save, discussion: Discussion) -> None:
    """Compare a page with its exports, read again."""
    for form in FORMS:
        again = parse(exported(discussion, form))
        kind = f"exported as {form}" + ("" if is_readable(discussion, again) else ", read otherwise")
        other = saved(again, f"as {form}", save.stem)
        is_right = save.is_same_as(other)
        figures.add_pair(kind if len(save) >= FEW else f"{kind}, one or two comments", save, other, is_right=is_right)
        figures.add_comments(kind, save, other)


def add_pairs(figures: Figures, saves: list[tuple[Save, str]]) -> None:
    """Compare every save with every other one."""
    keys: dict[int, set[int]] = defaultdict(set)
    for number, (save, _) in enumerate(saves):
        for key in sample(save.fingerprints):
            keys[key].add(number)
    candidates = {pair for numbers in keys.values() for pair in combinations(sorted(numbers), 2)}
    for (i, (a, kind_a)), (j, (b, kind_b)) in combinations(enumerate(saves), 2):
        is_found = a.is_same_as(b)
        if not a.should_be_same_as(b):
            figures.add_pair("different discussions", a, b, is_right=not is_found)
        elif len(a) and len(b):
            kind = " and ".join(sorted((kind_a, kind_b), key=["page", *DUMPS].index))
            figures.add_pair(kind, a, b, is_right=is_found)
            figures.add_comments(kind, a, b)
        if is_found and len(a) and len(b):
            is_candidate = a.address == b.address != 0 or (i, j) in candidates
            figures.add_pair("found by samples or address", a, b, is_right=is_candidate)


def measure(root: Path = CORPUS) -> Figures:
    figures, saves, chance = Figures(), list[tuple[Save, str]](), random.Random(1)
    for discussion, name, stem in discussions(root):
        save = saved(discussion, name, stem)
        saves.append((save, dump_of(Path(name.rpartition(" #")[0])) or "page"))
        if len(save):
            add_exports(figures, save, discussion)
            add_older_saves(figures, save, json.loads(exported(discussion, "json")), chance)
    add_pairs(figures, saves)
    return figures


def main() -> None:
    figures = measure(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS)
    for kind in sorted(figures.all):
        line = f"{kind:60} {figures.right[kind]:8,} of {figures.all[kind]:8,}  {figures.share(kind):.4f}\n"
        sys.stdout.write(line)
    sys.stdout.write("".join(f"{line}\n" for line in figures.wrong))


if __name__ == "__main__":
    main()
