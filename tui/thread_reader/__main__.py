"""`python -m thread_reader` is the command `thread-reader`."""

import sys

from thread_reader import signals


def main() -> int:
    """Run the command; the exit status. Signals are answered before anything else is loaded."""
    signals.end_at_once()
    from thread_reader import cli

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
