"""The reading screen, and the modal sheets that open over it."""
