"""Entry point of `python -m thread_reader`, the same as the command `thread-reader`."""

import sys

from thread_reader import signals


def main() -> int:
    """Run the command and return its exit status."""
    signals.end_at_once()  # before the imports below, so that Ctrl-C while they load prints no traceback
    from thread_reader import cli

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
