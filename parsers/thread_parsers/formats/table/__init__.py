"""Tables of comments: CSV and TSV with a header."""
