"""What each command does: one function per command, one module per group. The table of commands has words and keys."""
