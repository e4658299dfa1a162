"""Text processing: the sanitizer, folding for comparison, segments, words."""
