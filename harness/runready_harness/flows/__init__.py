"""Flows: what a user of the application does; running them, comparing runs, and finding some when none are written."""
