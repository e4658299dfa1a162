"""Comments and articles to lines of cells: wrapping, rails, badges, highlights. No widget state."""
