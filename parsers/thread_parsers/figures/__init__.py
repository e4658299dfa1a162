"""Numbers, units and money in text, and the query for a figure."""
