"""The Gate Square family of pages."""
