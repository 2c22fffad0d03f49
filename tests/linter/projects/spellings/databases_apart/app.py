import os

from flask import Flask
from sqlalchemy import create_engine

app = Flask(__name__)
BASE = os.path.dirname(__file__)

a = create_engine(f"sqlite:///{BASE}/a.db")  # <- AR303
b = create_engine(f"sqlite:///{BASE}/b.db")  # <- AR303


def c(path):
    return create_engine("sqlite:///{}".format(path))  # <- AR303


def d(path):
    return create_engine("sqlite:///{}".format(path))


@app.get("/z")
def z():
    e = create_engine("sqlite://")
    with e.begin() as con:
        return con.execute("select 1").scalar()
