import sqlite3
DB='x.db'
def a():
    c=sqlite3.connect(DB)  # <- AR303
def b():
    c=sqlite3.connect(DB)
def c():
    c=sqlite3.connect('y.db')  # <- AR303
