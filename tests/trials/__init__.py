"""What trials need that are run by the tests and, for longer, by `python tests/hostile/figures.py`."""
