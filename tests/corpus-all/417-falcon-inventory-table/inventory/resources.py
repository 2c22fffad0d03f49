import threading

import falcon
from sqlalchemy import text

_local = threading.local()
_lock = threading.Lock()


class ItemResource:
    fields = ("sku", "name")

    def __init__(self, engine):
        self.engine = engine
        self.statements = {}
        for verb in ("insert", "update"):
            self.statements[verb] = text(f"{verb} items")

    def on_get(self, req, resp):
        with self.engine.connect() as conn:
            rows = conn.execute(text("select sku, name from items"))
            resp.media = [dict(zip(self.fields, row)) for row in rows]

    def on_post(self, req, resp):
        media = dict(req.get_media())
        media.update(created_by=req.context.id)
        with _lock, self.engine.begin() as conn:
            conn.execute(text("insert into items(sku, name) values (:sku, :name)"), media)
        resp.status = falcon.HTTP_201


class SearchResource:
    def __init__(self, engine):
        self.engine = engine

    def on_get(self, req, resp):
        _local.term = req.get_param("q", required=True)
        _local.found = []
        with self.engine.connect() as conn:
            for (sku,) in conn.execute(text("select sku from items where name ilike :q"), {"q": f"%{_local.term}%"}):
                _local.found.append(sku)
        resp.media = _local.found
