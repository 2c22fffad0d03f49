"""The run-time checks, one a file; the engine finds them through the entry points `runready.checks`."""
