import os
import pathlib

import falcon
import pandas as pd

from . import data

ARCHIVE = pathlib.Path(__file__).parent.joinpath("archive")


class Sales:
    def on_get(self, req, resp, year):
        frame = data.sales(year)
        name = f"/tmp/sales-{year}-{os.getpid()}.csv"
        frame.to_csv(name, index=False)
        resp.content_type = "text/csv"
        resp.stream = open(name, "rb")
        resp.content_length = os.path.getsize(name)

    def on_post(self, req, resp, year):
        frame = data.sales(year).groupby("region").sum()
        frame.to_excel(ARCHIVE / f"{year}.xlsx")
        resp.status = falcon.HTTP_201


class Archive:
    def on_get(self, req, resp, name):
        book = pd.read_excel(ARCHIVE / f"{name}.xlsx")
        resp.media = book.to_dict("records")


class Warehouse:
    def on_put(self, req, resp):
        incoming = pathlib.Path("/tmp") / "incoming.parquet"
        incoming.write_bytes(req.bounded_stream.read())
        frame = pd.read_parquet(incoming)
        resp.media = {"rows": len(frame)}
