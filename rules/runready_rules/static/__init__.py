"""The static rules, one a file."""
