"""The state of the reader without a terminal: visible comments, cursor, folds, filter, search. No I/O, no Textual."""
