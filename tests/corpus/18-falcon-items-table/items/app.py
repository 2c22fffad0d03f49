import falcon

from items.resources import Countries, Health

COUNTRIES = ["at", "ch", "de"]


def create():
    application = falcon.App()
    application.add_route("/countries", Countries(list(COUNTRIES)))
    application.add_route("/health", Health())
    return application


app = create()
