"""The command line, one file a command. SymPy and rich are imported inside the commands."""
