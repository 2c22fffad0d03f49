import sqlite3


def is_busy(error, engine="sqlite"):
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error) and engine == "sqlite"
