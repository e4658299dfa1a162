"""The command handlers: one function per command, one module per group of `thread_reader.command_table`."""
