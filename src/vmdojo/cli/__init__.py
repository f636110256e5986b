"""The command line: thin commands. Heavy rooms are imported only inside the command that needs them."""
