"""Everything hostile that we try, counted: `python tests/hostile/figures.py [SHARE]`, half an hour at full length.

A SHARE of 0.1 tries a tenth. The table is the one of docs/reliability.md; the tests run a small share of it each time.
What is found is printed and becomes a numbered case (`tests/cases/hostile`) or a test, and then it is mended.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Try all rows and print the table; 1 when something was found."""
    sys.path[:0] = [str(ROOT / folder) for folder in ("parsers", "tui", "tests")]
    from harness.attacks import ROWS

    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    found: list[str] = []
    _say("| tried | how many | findings |\n|---|---:|---:|")
    for row in ROWS:
        figure = row.try_out(max(1, round(row.amount * share)))
        _say(f"| {row.what} | {figure.without or f'{figure.tried:,}'} | {len(figure.findings)} |")
        found += [f"{row.what}: {finding}" for finding in figure.findings]
    for finding in found:
        _say(finding)
    return 1 if found else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
