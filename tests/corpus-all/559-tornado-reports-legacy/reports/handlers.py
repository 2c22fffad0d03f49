import datetime
import json
import os
import pickle
import sqlite3
import tempfile

import matplotlib.pyplot as plt
import tornado.web
from openpyxl import Workbook

LATEST = "/var/lib/reports/latest.pickle"
DATABASE = "/var/lib/reports/reports.db"


class Base(tornado.web.RequestHandler):
    def initialize(self):
        self.db = sqlite3.connect(DATABASE)
        self.tmp = None

    def temporary(self, suffix):
        handle = tempfile.NamedTemporaryFile(suffix=suffix, delete=False)
        self.tmp = handle.name
        return handle

    def on_finish(self):
        self.db.close()
        if self.tmp:
            os.remove(self.tmp)


class ExportHandler(Base):
    def get(self, name):
        book = Workbook()
        sheet = book.active
        for row in self.db.execute("select * from report where name = ?", (name,)):
            sheet.append(row)
        with self.temporary(".xlsx") as out:
            book.save(out)
        with open(self.tmp, "rb") as done:
            self.write(done.read())
        with open(LATEST, "wb") as latest:
            pickle.dump({"name": name, "at": datetime.datetime.now()}, latest)


class LatestHandler(tornado.web.RequestHandler):
    def get(self):
        with open(LATEST, "rb") as latest:
            self.write(json.dumps(pickle.load(latest), default=str))


class ChartHandler(tornado.web.RequestHandler):
    def post(self):
        values = json.loads(self.request.body)
        path = tempfile.mktemp(suffix=".png")
        plt.plot(values)
        plt.savefig(path)
        plt.close()
        with open(path, "rb") as image:
            self.set_header("Content-Type", "image/png")
            self.write(image.read())
