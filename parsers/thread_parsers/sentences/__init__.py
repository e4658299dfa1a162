"""The sentences of an article, and which comments discuss which sentence."""
