import logging

from pyramid.config import Configurator
from pyramid.response import Response
from waitress import serve

log = logging.getLogger(__name__)


def hello(request):
    return Response("hello")


def make_wsgi_app():
    with Configurator() as config:
        config.add_route("hello", "/")
        config.add_view(hello, route_name="hello")
        return config.make_wsgi_app()


if __name__ == "__main__":
    log.info("http://127.0.0.1:6543")
    serve(make_wsgi_app(), listen="127.0.0.1:6543")
