"""From a file to a tree: open the source, choose the format, read, check. The only place that knows all formats."""
