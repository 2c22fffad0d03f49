import falcon

from items.resources import ItemCollection, Health

ITEMS = []


def create():
    application = falcon.App()
    application.add_route("/items", ItemCollection(ITEMS))
    application.add_route("/health", Health())
    return application


app = create()
