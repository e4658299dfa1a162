"""How well discussions and comments are known again: false merges over all pairs of discussions in a corpus of pages,
and the share of true pairs that are found.

    python tests/quality/identity_figures.py [FOLDER]

The pages are kept beside the repository. A truth file names a page; dumps of the page as text are beside it. True pairs
are a page and its dumps, its exports read again, and an older and a newer save made from it.
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


@dataclass
class Save:
    """One discussion of one file."""

    name: str
    fingerprints: Fingerprints
    address: int
    group: str
    """Saves of one group are the same discussion."""

    def is_same_as(self, other: Save) -> bool:
        return is_same(self.fingerprints, self.address, other.fingerprints, other.address)


@dataclass
class Figures:
    """Right and all, by kind; and in words what was wrong."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def count(self, kind: str, a: Save, b: Save, *, is_right: bool) -> None:
        self.all[kind] += 1
        self.right[kind] += is_right
        if not is_right:
            found = overlap(a.fingerprints, b.fingerprints)
            self.wrong.append(f"{kind}: {a.name} ({len(a.fingerprints.words)}), {b.name} ({len(b.fingerprints.words)}): {found}")


SAME = (
    {"reddit/comments-3hahrw.json #0", "reddit/comments-3hahrw-cu5v5h7.json #0"},
    {"xenforo/katzen-forum-230143.html #0", "jsonld/katzen-forum.json #0"},
    {"discord/chatpack.json #0", "telegram/chatpack.json #0"},  # one invented chat
    {"whatsapp/ddmmyy-24h.txt #0", "whatsapp/mmddyy-brackets.txt #0", "whatsapp/mmddyyyy-12h.txt #0"},  # the same
    {f"slack/slackdump-{which}.json #0" for which in ("2025-01-10", "2025-01-11", "channel-dump")},
    {"bar/18_2, #0", "cur/51_2, #0"},  # one message in two folders
)
"""Files that are known to be the same discussion although their names do not say so."""


def saved(discussion: Discussion, name: str, group: str) -> Save:
    return Save(name, run_to_end(fingerprint_steps(discussion)), address_key(discussion), group)


def pages(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.endswith((".truth.json", "SOURCES.md")) and "CONVENTIONS" not in path.name:
            yield path


def folders(root: Path) -> Iterator[Path]:
    """Folders that are one page: folders of mail, of messages."""
    for truth in sorted(root.rglob("*.truth.json")):
        path = truth.parent / json.loads(truth.read_bytes())["file"]
        if path.is_dir():
            yield path


def discussions(root: Path) -> Iterator[tuple[Discussion, str, str]]:
    """Every discussion of every page: the discussion, its name, its group."""
    for path in (*pages(root), *folders(root)):
        try:
            parts = read_all(path)
        except DiscussionError as error:
            print(f"{path}: {error}", file=sys.stderr)
            continue
        name = f"{path.parent.name}/{path.name}"
        pieces = path.name.split(".")
        is_dump = path.suffix == ".txt" and len(pieces) > 2 and pieces[-2] in DUMPS
        stem = ".".join(pieces[:-2]) + ".html" if is_dump else path.name
        for number, part in enumerate(parts):
            own = f"{path.parent.name}/{stem} #{number}"
            group = next((min(same) for same in SAME if own in same), own)
            yield part, f"{name} #{number}", group
        parts[0].close()


def exported(discussion: Discussion, form: str) -> bytes:
    writer = WRITERS[form]
    return b"".join(writer.encoded(piece) for piece in writer.write(discussion, range(len(discussion.columns))))


def is_readable(discussion: Discussion, again: Discussion) -> bool:
    """Whether most comments of an export are read again with the same author and words."""
    first, second = (
        Counter(
            (re.sub(r"^\d+\. ", "", each.author).lower(), " ".join(re.findall(r"\w+", " ".join(part.text for part in each.segments))))
            for each in one.comments
        )
        for one in (discussion, again)
    )
    return 2 * (first & second).total() > first.total()


def without(document: dict[str, Any], kept: set[int], chance: random.Random) -> tuple[bytes, int]:
    """Our own form with some comments only, and every tenth text changed at its end. Replies to comments that are left
    out answer the nearest ancestor that is kept."""
    comments = document["comments"]
    parents = {each["id"]: each["parent"] for each in comments}
    result, edited = [], 0
    for each in comments:
        if each["id"] not in kept:
            continue
        parent = each["parent"]
        while parent is not None and parent not in kept:
            parent = parents[parent]
        segments = each["segments"]
        if segments and chance.random() < 0.1:
            segments = [*segments[:-1], segments[-1] + " Edit: the timetable has changed."]
            edited += 1
        result.append({**each, "parent": parent, "segments": segments})
    return json.dumps({**document, "comments": result}).encode(), edited


def older_and_newer(figures: Figures, save: Save, document: dict[str, Any], chance: random.Random) -> None:
    ids = [each["id"] for each in document["comments"]]
    if len(ids) < 3:
        return
    for kind, kept in (
        ("older: last third dropped", ids[: -(-2 * len(ids) // 3)]),
        ("older: random half", sorted(chance.sample(ids, len(ids) // 2))),
        ("older: a tenth", sorted(chance.sample(ids, max(1, len(ids) // 10)))),
    ):
        if len(kept) < 3:
            kind += " (one or two comments)"
        data, edited = without(document, set(kept), chance)
        old = saved(parse(data), f"{save.name} {kind}", save.group)
        figures.count(kind, old, save, is_right=old.is_same_as(save))
        found = match(old.fingerprints, save.fingerprints)
        right = sum(found[number - 1] == at for at, number in enumerate(kept))
        figures.all[f"comments, {kind}"] += len(kept)
        figures.right[f"comments, {kind}"] += right
        changed = changes(old.fingerprints, save.fingerprints, found)
        figures.all[f"edits, {kind}"] += edited
        figures.right[f"edits, {kind}"] += len(changed.edited)


def measure(root: Path = CORPUS) -> Figures:
    figures, saves, chance = Figures(), list[Save](), random.Random(1)
    for discussion, name, group in discussions(root):
        save = saved(discussion, name, group)
        saves.append(save)
        if not len(discussion.columns):
            continue
        for form in ("json", "md", "txt"):
            data = exported(discussion, form)
            read_again = parse(data)
            again = saved(read_again, f"{name} as {form}", group)
            kind = form if is_readable(discussion, read_again) else f"{form}, read otherwise"
            figures.count(f"exported as {kind}", save, again, is_right=save.is_same_as(again))
            matched(figures, f"comments, {kind}", save, again)
            if form == "json":
                older_and_newer(figures, save, json.loads(data), chance)
    every_pair(figures, saves)
    return figures


def kind_of(save: Save) -> str:
    """How a page was saved: as it is, or the kind of the dump."""
    pieces = save.name.split(" ")[0].split(".")
    return pieces[-2] if pieces[-1] == "txt" and len(pieces) > 2 and pieces[-2] in DUMPS else "page"


def every_pair(figures: Figures, saves: list[Save]) -> None:
    by_key: dict[int, set[int]] = defaultdict(set)
    for number, save in enumerate(saves):
        for key in sample(save.fingerprints):
            by_key[key].add(number)
    for (i, a), (j, b) in combinations(enumerate(saves), 2):
        is_found = a.is_same_as(b)
        if a.group != b.group:
            figures.count("different discussions", a, b, is_right=not is_found)
            continue
        if not len(a.fingerprints.words) or not len(b.fingerprints.words):
            continue
        kind = " and ".join(sorted((kind_of(a), kind_of(b)), key=["page", *DUMPS].index))
        figures.count(kind, a, b, is_right=is_found)
        matched(figures, f"comments, {kind}", a, b)
        if is_found:
            is_candidate = a.address == b.address != 0 or any(i in each and j in each for each in by_key.values())
            figures.count("candidates", a, b, is_right=is_candidate)


def matched(figures: Figures, kind: str, a: Save, b: Save) -> None:
    found = match(a.fingerprints, b.fingerprints)
    figures.all[kind] += min(len(a.fingerprints.words), len(found))
    figures.right[kind] += sum(each >= 0 for each in found)
    edited = changes(a.fingerprints, b.fingerprints, found).edited
    figures.all[f"same text, {kind}"] += sum(each >= 0 for each in found)
    figures.right[f"same text, {kind}"] += sum(each >= 0 for each in found) - len(edited)


def main() -> None:
    figures = measure(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS)
    for kind, count in figures.all.items():
        print(f"{kind:50} {figures.right[kind]:8,} of {count:8,}  {figures.right[kind] / max(count, 1):.4f}")
    print(*figures.wrong, sep="\n")


if __name__ == "__main__":
    main()
