"""One-off: copies posts out of the old SQLite file."""
import sqlite3
import sys

old = sqlite3.connect(sys.argv[1] if len(sys.argv) > 1 else "blog.db")
for row in old.execute("select * from post"):
    print(row)
