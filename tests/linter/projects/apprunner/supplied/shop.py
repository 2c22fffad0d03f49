import os

from flask import Flask
from sqlalchemy import create_engine

engine = create_engine(os.environ.get("DATABASE_URL", "sqlite:///shop.db"))
cache = create_engine(os.getenv("CACHE_DB") or "sqlite:///cache.db")
audit = create_engine(os.environ["AUDIT_DB"])  # <- AR303
search = create_engine(os.environ.get("SEARCH_DB", "sqlite:///search.db"))  # <- AR303


def create_app():
    return Flask(__name__)
