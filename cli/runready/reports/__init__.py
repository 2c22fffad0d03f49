"""The report formats, one a module, loaded when asked for."""
