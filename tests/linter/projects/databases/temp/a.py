import sqlite3, tempfile, os
def f():
    with tempfile.NamedTemporaryFile() as t:
        c=sqlite3.connect(t.name)
    with tempfile.TemporaryDirectory() as d:
        c=sqlite3.connect(os.path.join(d,'x.db'))
