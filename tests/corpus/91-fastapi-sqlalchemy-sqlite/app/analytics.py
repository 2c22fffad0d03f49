import duckdb

con = duckdb.connect("analytics.duckdb")


def record(name):
    con.execute("insert into hits values (?)", [name])
