"""A discussion and its stats as text: JSON, JSON lines, Markdown, plain text, CSV."""
