"""Mutation testing by command: `python tests/mutation/run.py [--package text] [--count 200] [--seed 1]`.

It needs the dependency group `mutation` of pyproject.toml in addition to requirements.txt. The table is the one of
docs/reliability.md; the survivors, with diffs, are in `build/mutation/PACKAGE-SEED.md`.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Judge the mutants; see `mutation.judge`."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from mutation.judge import main as judge

    return judge()


if __name__ == "__main__":
    sys.exit(main())
