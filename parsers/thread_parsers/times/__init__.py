"""Parsing of times as pages write them."""
