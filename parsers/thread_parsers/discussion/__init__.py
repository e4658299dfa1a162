"""The tree of comments, its orders, and the receipt of how a file was read."""
