"""`python -m thread_reader` is the command `thread-reader`."""

import sys

from thread_reader.cli import main

sys.exit(main())
