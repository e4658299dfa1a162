"""Where text is written: standard output, a pager, and files that are written whole or not at all."""
