"""The discussions that are listed: where they are, their index, and those that were saved again."""
