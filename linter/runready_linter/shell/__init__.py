"""Shell scripts and command lines as facts."""
