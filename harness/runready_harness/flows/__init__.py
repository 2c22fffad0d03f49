"""Flows: what a user of the application does; running them, comparing two runs, and finding some when none are written."""
