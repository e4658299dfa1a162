"""thread-reader: a terminal reader for saved discussions."""
