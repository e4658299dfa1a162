"""Text as such: the sanitizer, comparison, segments, words."""
