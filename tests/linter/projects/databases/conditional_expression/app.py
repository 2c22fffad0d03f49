import os

from flask import Flask
from sqlalchemy import create_engine

app = Flask(__name__)
TESTING = os.environ.get("TESTING") == "1"
PRODUCTION = os.environ.get("STAGE") == "live"
tested = create_engine("sqlite:///test.db" if TESTING else os.environ["DATABASE_URL"])
developed = create_engine(os.environ["DATABASE_URL"] if PRODUCTION else "sqlite:///dev.db")
url = "sqlite:///here.db" if app.debug else os.environ["DATABASE_URL"]
debugged = create_engine(url)
small = create_engine("sqlite:///small.db" if os.environ.get("SMALL") else os.environ["DATABASE_URL"])  # <- AR303
live = create_engine("sqlite:///live.db" if not TESTING else os.environ["DATABASE_URL"])  # <- AR303
