import duckdb
import pandas as pd

WAREHOUSE = "warehouse.duckdb"


def sales(year: int) -> pd.DataFrame:
    con = duckdb.connect(WAREHOUSE)
    try:
        return con.execute("select * from sales where year = ?", [year]).df()
    finally:
        con.close()
