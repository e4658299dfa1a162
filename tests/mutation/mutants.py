"""Mutants of source files, made with the mutation operators of mutmut.

mutmut's own runner mutates undecorated functions only. Here constants, class bodies and decorated functions are
mutated too, since much of this project is tables. Left out is what cannot change behaviour or only breaks the import:
annotations, type aliases, `Literal`, blocks under `TYPE_CHECKING`, decorators, `__slots__`, docstrings.
"""

from __future__ import annotations

import ast
import difflib
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

UNMUTATED_CALLS = {"len", "isinstance"}
"""Calls whose arguments are not mutated: any test that makes the call kills `len(None)`."""
UNMUTATED_TARGETS = {"__slots__", "__all__"}
ALIASES = {"Callable", "Iterator", "Iterable", "Sequence", "Literal", "dict", "frozenset", "list", "set", "tuple"}
"""A module-level name for one of these with a subscript is a type alias."""


class _Where(NamedTuple):
    """The place of a node, which decides the tests that judge its mutants."""

    scope: str
    """Dotted name of the enclosing function or class, empty at module level."""
    lines: range
    """The lines of the enclosing simple statement, or of the header of the enclosing compound statement."""
    at_import: bool
    """Whether the node is evaluated while its module is imported."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one file."""

    file: str
    """Path from the root of the project."""
    scope: str
    operator: str
    line: str
    """The lines that the change replaces, each without indentation."""
    becomes: str
    number: int
    """The line number of the first of them, from 1."""
    lines: range
    at_import: bool
    source: str
    """The whole mutated file."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What identifies a mutant even if line numbers change."""
        return self.file, self.scope, self.line, self.becomes


class _Candidate(NamedTuple):
    """A mutant that has not been rendered: a node and what replaces it."""

    rank: bytes
    file: str
    operator: str
    node: cst.CSTNode
    mutated: cst.CSTNode
    where: _Where


def sample(root: Path, folder: str, *, count: int, seed: int) -> tuple[list[Mutant], int]:
    """`count` mutants of the files in a folder, and how many there are to choose from.

    Candidates are ranked by a hash of the seed and of their source line, so that most of a sample stays the same when
    other lines are edited or moved. The operators take turns: otherwise two fifths of a sample would be calls that lack
    an argument, which nearly any test notices.
    """
    modules: dict[str, MetadataWrapper] = {}
    candidates: list[_Candidate] = []
    for path in sorted((root / folder).rglob("*.py")):
        file = path.relative_to(root).as_posix()
        modules[file] = MetadataWrapper(cst.parse_module(path.read_text()))
        candidates += _candidates(modules[file], file, seed)
    candidates.sort(key=lambda candidate: candidate.rank)
    turns: Counter[str] = Counter()
    turn = {id(candidate): turns.update([candidate.operator]) or turns[candidate.operator] for candidate in candidates}
    candidates.sort(key=lambda candidate: turn[id(candidate)])
    chosen: list[Mutant] = []
    keys = set()
    for candidate in candidates:
        if len(chosen) == count:
            break
        mutant = _rendered(modules[candidate.file].module, candidate)
        if mutant and mutant.key not in keys:
            keys.add(mutant.key)
            chosen.append(mutant)
    chosen.sort(key=lambda mutant: (mutant.file, mutant.number, mutant.becomes))
    return chosen, len(candidates)


def _candidates(wrapper: MetadataWrapper, file: str, seed: int) -> Iterator[_Candidate]:
    positions = wrapper.resolve(PositionProvider)
    text = wrapper.module.code.splitlines()
    seen: Counter[tuple[object, ...]] = Counter()
    # Each node is visited once, in any order: the rank decides.
    stack: list[tuple[cst.CSTNode, _Where]] = [(wrapper.module, _Where("", range(0), at_import=True))]
    while stack:
        node, where = stack.pop()
        if _is_skipped(node, where):
            continue
        where = _place(node, where, positions)
        for kind, operator in mutation_operators:
            if not isinstance(node, kind) or _is_kept(node):
                continue
            for number, mutated in enumerate(operator(node)):
                start = positions[node].start if node in positions else None
                line = text[start.line - 1].strip() if start else text[where.lines.start - 1].strip()
                place = (file, where.scope, line, operator.__name__, number)
                seen[place] += 1
                rank = sha256(repr((seed, place, seen[place])).encode()).digest()
                yield _Candidate(rank, file, operator.__name__, node, mutated, where)
        stack += [(child, _of_child(node, child, where)) for child in reversed(node.children)]


def _is_skipped(node: cst.CSTNode, where: _Where) -> bool:
    """Whether neither a node nor anything in it is mutated."""
    match node:
        case cst.Annotation() | cst.Decorator() | cst.Import() | cst.ImportFrom():
            return True
        case cst.If(test=cst.Name("TYPE_CHECKING")) | cst.Subscript(value=cst.Name("Literal")):
            return True
        case cst.Assign(targets=[cst.AssignTarget(cst.Name(name))], value=value):
            alias = isinstance(value, cst.Subscript) and getattr(value.value, "value", None) in ALIASES
            return name in UNMUTATED_TARGETS or (alias and not where.scope)
        case _:
            return False


def _is_kept(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in UNMUTATED_CALLS


def _place(node: cst.CSTNode, where: _Where, positions: Any) -> _Where:
    """Where a node is, given where its parent is."""
    if isinstance(node, cst.SimpleStatementLine):
        span = positions[node]
        return where._replace(lines=range(span.start.line, span.end.line + 1))
    if isinstance(node, cst.FunctionDef | cst.ClassDef):
        where = where._replace(scope=f"{where.scope}.{node.name.value}".lstrip("."))
    body = getattr(node, "body", None)
    if isinstance(node, cst.BaseCompoundStatement) and isinstance(body, cst.CSTNode):
        first = positions[node].start.line
        # A body on the line of its header shares that line.
        return where._replace(lines=range(first, max(positions[body].start.line, first + 1)))
    if isinstance(node, cst.Match):
        return where._replace(lines=range(positions[node].start.line, positions[node].start.line + 1))
    return where


def _of_child(node: cst.CSTNode, child: cst.CSTNode, where: _Where) -> _Where:
    if isinstance(node, cst.FunctionDef | cst.Lambda) and child is node.body:
        return where._replace(at_import=False)
    return where


def _rendered(module: cst.Module, candidate: _Candidate) -> Mutant | None:
    """The mutant as text; None where it is not valid Python, or the same program."""
    changed = module.deep_replace(candidate.node, candidate.mutated)
    if not isinstance(changed, cst.Module):
        return None
    before, after = module.code, changed.code
    try:
        # The tree has no blanks and no redundant parentheses.
        if ast.dump(ast.parse(before)) == ast.dump(ast.parse(after)):
            return None
        compile(after, candidate.file, "exec")
    except SyntaxError:
        return None
    old, new = before.splitlines(), after.splitlines()
    hunks = [
        hunk for hunk in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if hunk[0] != "equal"
    ]
    first, last = hunks[0][1], hunks[-1][2]
    return Mutant(
        file=candidate.file,
        scope=candidate.where.scope,
        operator=candidate.operator.removeprefix("operator_"),
        line=_stripped(old[first:last]),
        becomes=_stripped(new[hunks[0][3] : hunks[-1][4]]),
        number=first + 1,
        lines=candidate.where.lines,
        at_import=candidate.where.at_import,
        source=after,
    )


def _stripped(lines: Sequence[str]) -> str:
    return "\n".join(line.strip() for line in lines)
