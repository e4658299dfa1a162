"""The prompts of the reader: what is typed in them, and what it does."""
