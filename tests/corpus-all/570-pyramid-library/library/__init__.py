import os

from pyramid.config import Configurator


def main():
    with Configurator(settings={"uploads": os.path.join(os.path.dirname(__file__), "uploads")}) as config:
        config.add_route("upload", "/upload")
        config.add_route("thumb", "/thumb")
        config.scan(".views")
        return config.make_wsgi_app()


app = main()
