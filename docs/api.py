"""Write the API pages of the library into build/api: `python docs/api.py`, or `make api`.

The introduction is docs/library.md; the rest comes from the docstrings of the public names.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "build" / "api"


def main() -> None:
    """Write the pages."""
    sys.path.insert(0, str(ROOT / "parsers"))
    import pdoc

    import thread_parsers

    # Public names are imported on first use, and pdoc looks only at those that are there.
    for name in thread_parsers.__all__:
        setattr(thread_parsers, name, getattr(thread_parsers, name))
    thread_parsers.__doc__ = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    # Annotations such as array[int] cannot be evaluated on Python 3.11. They are shown as they are written.
    warnings.filterwarnings("ignore", "Error parsing type annotation")
    pdoc.render.configure(docformat="markdown", show_source=False)
    pdoc.pdoc("thread_parsers", output_directory=OUTPUT)


if __name__ == "__main__":
    main()
