"""One module a command: reads arguments, calls the library, prints findings, sets the exit code."""
