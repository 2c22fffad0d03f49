"""Suppressions: `# runready: ignore[AR101] reason`, in each kind of file where that kind has its comments.

- `layout` says where the comments of a file are, and which of its lines belong to one statement;
- `marks` reads what they say;
- `judge` lays them over the findings;
- `edit` adds and removes them.
"""
