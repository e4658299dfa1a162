"""Notes of web clippers: Markdown with front matter, and comments as nested quotes."""
