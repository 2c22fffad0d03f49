import os

from pyramid.config import Configurator


def main(global_config=None, **settings):
    settings.setdefault("sqlalchemy.url", os.environ.get("SQLALCHEMY_URL", "postgresql+psycopg2://catalog@127.0.0.1/catalog"))
    config = Configurator(settings=settings)
    config.include("catalog.models")
    config.add_route("items", "/items")
    config.scan("catalog.views")
    return config.make_wsgi_app()
