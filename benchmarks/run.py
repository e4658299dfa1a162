"""All measurements at once, as Markdown: `python benchmarks/run.py`; with `--write`, into benchmarks/RESULTS.md.

About a quarter of an hour on a quiet machine with two cores. `--sizes 10 1000 100000 1000000` has the page of a million
comments, too, 800 MB that take five minutes to make; `--pages` is a folder that keeps the pages. `--only` measures some
groups: `--only keys --sizes 10 1000 2000 --megabytes 1 --rounds 2` takes two minutes.

Contestants take turns, round by round, so that noise on the machine affects all of them. A row that other work on the
machine disturbs is measured again, and says so if that does not help. The exit status is 1 if a row could not be
measured.
"""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from counting import stats
from exporting import bulk
from filtering import filtering, filtering_beside_others, queries
from library import library
from machine import ROOT, measured_quietly, prepare, surroundings
from many_files import COMMENTS
from measured import HEADER
from pressing import keys, rearranging
from programs import Bench
from reading import reading
from starting import beside_others, memory, starting
from waiting import waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from measured import Group, Measurement

GROUPS: dict[str, Callable[[Bench], Group]] = {
    group.__name__: group
    for group in (
        starting, beside_others, reading, keys, rearranging, filtering, filtering_beside_others, queries, waiting,
        stats, memory, bulk, library,
    )
}  # fmt: skip
"""What can be measured, by subject."""
RESULTS = Path(__file__).parent / "RESULTS.md"
TRIES = 3


class Output:
    """Prints lines at once, since the measurements take minutes, and keeps them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.failed = 0

    def say(self, *lines: object) -> None:
        """Print lines."""
        for line in lines:
            self.lines += str(line).split("\n")
            print(line, flush=True)  # noqa: T201

    def measure(self, measurement: Measurement, tries: int) -> None:
        """Print the rows of a measurement, or why there are none."""
        try:
            self.say(*measured_quietly(measurement, tries))
        except Exception as error:  # whatever it is, the other rows are measured
            self.failed += 1
            said = (getattr(error, "stderr", "") or str(error) or type(error).__name__).strip()
            sys.stderr.write(f"not measured: {named(measurement)}: {said}\n")
            line = (said.splitlines() or [""])[-1 if getattr(error, "stderr", "") else 0]
            self.say(f"| {named(measurement)} |  | NOT MEASURED: {line[:200]} |  |  |  |")


def named(measurement: Measurement) -> str:
    """What a measurement is called that has made no row."""
    words = [each for each in getattr(measurement, "args", ()) if isinstance(each, str)]
    return " ".join((getattr(measurement, "func", measurement).__name__.strip("_"), *words))


def measure_groups(bench: Bench, names: list[str], tries: int, output: Output) -> None:
    """Print the tables of some groups."""
    for name in names:
        output.say(f"\n## {name.replace('_', ' ')}\n", f"{GROUPS[name].__doc__}\n", HEADER)
        for measurement in GROUPS[name](bench):
            output.measure(measurement, tries)


def introduction(bench: Bench) -> Iterator[str]:
    """What was measured, where and how."""
    yield "# Results\n"
    yield f"Written by `python benchmarks/run.py --write --rounds {bench.rounds}`.\n"
    yield from surroundings()
    sizes = ", ".join(f"{count:,}" for count in bench.sizes)
    yield f"- pages of repeated lines: {sizes} comments; pages of real words and saved files: {bench.megabytes} MB each"
    yield f"- {bench.files:,} files of {bench.comments} comments in the library"
    yield f"\nMedian of {bench.rounds} rounds in turn (least-most); ratios are of the two in one round. State, settings"
    yield "and the index of the library are on; the state is empty before each row. The last column has how many cores"
    yield "other work on the machine used while the row was measured, if that was much. What was not reached, what was"
    yield "tried, and where the time goes: [not-reached.md](not-reached.md)."


def options_of(arguments: list[str] | None = None) -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--only", choices=GROUPS, nargs="+", default=list(GROUPS), metavar="GROUP", help=", ".join(GROUPS)
    )
    sizes = "comments of the pages of repeated lines, three sizes or more"
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 1_000, 100_000], help=sizes)
    parser.add_argument("--megabytes", type=int, default=3, help="size of each file that is read")
    parser.add_argument("--files", type=int, default=1_000, help="of the library")
    parser.add_argument("--comments", type=int, default=COMMENTS, help="of each of them")
    parser.add_argument("--compare", action="store_true", help="compare searches in the library with reading all files")
    parser.add_argument("--rounds", type=int, default=3, help="how often each thing is measured")
    parser.add_argument(
        "--tries", type=int, default=TRIES, help="how often a row is measured if other work disturbs it"
    )
    parser.add_argument("--pages", type=Path, help="the folder for the pages; a temporary one otherwise")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.relative_to(ROOT)}, too")
    found = parser.parse_args(arguments)
    if len(found.sizes) < 3:
        parser.error("--sizes: three or more")
    if found.write and set(found.only) != set(GROUPS):
        parser.error("--write: all groups are measured in the same run")
    return found


def main() -> int:
    """Measure, and print each row when it is done. Returns the exit status."""
    options, began, output = options_of(), monotonic(), Output()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.pages or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        prepare(folder)
        for place in ("parsers", "tui"):  # a file that has changed might be compiled at every start
            compileall.compile_dir(ROOT / place, quiet=1)
        sizes = tuple(sorted(options.sizes))
        bench = Bench(
            folder, sizes, options.megabytes, options.files, options.comments, options.compare, options.rounds
        )  # fmt: skip
        output.say(*introduction(bench))
        measure_groups(bench, options.only, options.tries, output)
    missing = f"; {output.failed} rows could not be measured" if output.failed else ""
    output.say(f"\nMeasured in {(monotonic() - began) / 60:.0f} minutes{missing}.")
    if options.write:
        RESULTS.write_text("\n".join(output.lines) + "\n", encoding="utf-8")
    return 1 if output.failed else 0


if __name__ == "__main__":
    sys.exit(main())
