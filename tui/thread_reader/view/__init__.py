"""The reader without a terminal: what is shown, where the cursor is, what is folded, filtered and found. Pure."""
