from pathlib import Path
from sqlite3 import connect

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index():
    con = connect(Path(__file__).with_name("app.db"))
    return {"rows": con.execute("select 1").fetchall()}
