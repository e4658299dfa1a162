"""Numbers, units, money and dates in text, and the `value:` query."""
