import io
import os
import pathlib
import tempfile

import falcon
import pandas as pd

from . import data

SHIPPED = pathlib.Path(__file__).parent / "shipped"


class Sales:
    def on_get(self, req, resp, year):
        text = io.StringIO()
        data.sales(year).to_csv(text, index=False)
        resp.content_type = "text/csv"
        resp.text = text.getvalue()


class Archive:
    def on_get(self, req, resp, name):
        try:
            book = pd.read_excel(SHIPPED / f"{name}.xlsx")
        except FileNotFoundError:
            raise falcon.HTTPNotFound
        resp.media = book.to_dict("records")


class Warehouse:
    def on_put(self, req, resp):
        with tempfile.NamedTemporaryFile(suffix=".parquet", delete=False) as incoming:
            incoming.write(req.bounded_stream.read())
        try:
            resp.media = {"rows": len(pd.read_parquet(incoming.name))}
        finally:
            os.unlink(incoming.name)
