"""What is printed for people instead of opening the reader: the receipt, the formats, the stats."""
