from pyramid.config import Configurator


def main():
    with Configurator() as config:
        config.add_route("thumb", "/thumb")
        config.add_route("epub", "/epub")
        config.scan(".views")
        return config.make_wsgi_app()


app = main()
