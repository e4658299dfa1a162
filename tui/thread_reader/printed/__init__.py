"""What is printed for people instead of opening the reader: the receipt and the formats."""
