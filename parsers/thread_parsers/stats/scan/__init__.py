"""The one pass over the text of all comments."""
