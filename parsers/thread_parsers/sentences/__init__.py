"""The sentences of an article, and which text is about which."""
