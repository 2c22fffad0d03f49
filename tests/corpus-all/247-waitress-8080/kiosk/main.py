from pyramid.config import Configurator
from waitress import serve

from kiosk.aws import credentials


def main():
    with Configurator(settings={"pyramid.reload_templates": False}) as config:
        config.add_route("key", "/key/{name}")
        config.add_view(view, route_name="key", renderer="json")
        app = config.make_wsgi_app()
    serve(app)


def view(request):
    return {"name": request.matchdict["name"], "region": credentials()["region"]}


if __name__ == "__main__":
    main()
