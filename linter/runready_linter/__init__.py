"""How a project is read: discovery, front ends, facts, linking, and the pipe from files to findings."""

__version__ = "0.1.0"
