import os

import duckdb
import pandas as pd


def sales(year: int) -> pd.DataFrame:
    con = duckdb.connect()
    try:
        con.execute("install httpfs; load httpfs")
        return con.execute("select * from read_parquet(?) where year = ?", [os.environ["SALES_URL"], year]).df()
    finally:
        con.close()
