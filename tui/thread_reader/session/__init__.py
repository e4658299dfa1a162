"""A discussion being read: what keys act on, the jobs between keys, and what is remembered. Nothing here draws."""
